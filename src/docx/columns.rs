//! How wide the columns of a table are: as wide as their words need.

use super::grid::{Grid, Slot};
use super::tree::{all, has_class, words_of};
use crate::markup::Element;

/// The usual width of a letter, also where it is bold, and of the room at both sides of a cell, in twentieths of a point.
const LETTER: usize = 118;
const BOLD: usize = 140;
const ROOM: usize = 260;
/// A column of more letters than this is a text that breaks into lines.
const LINE: usize = 60;
/// The most letters that a column asks room for, however long its texts are.
const LONGEST: usize = 100;

/// What a column asks for.
#[derive(Clone, Copy, Default)]
struct Wish {
    /// The width of its longest word.
    least: usize,
    /// The width of its longest line.
    most: usize,
}

/// Returns the widths of a table's columns, which are `width` together.
pub fn widths(grid: &Grid<'_>, width: usize) -> Vec<usize> {
    let wishes = wishes(grid);
    let least: usize = wishes.iter().map(|wish| wish.least).sum();
    let most: usize = wishes.iter().map(|wish| wish.most).sum();
    let shares: Vec<usize> = if least >= width {
        wishes
            .iter()
            .map(|wish| wish.least * width / least)
            .collect()
    } else {
        // What the longest words leave is shared by what lines would like beyond that; nothing to share is shared evenly.
        let (left, wanted) = (width - least, most - least);
        let share = |wish: &Wish| match wanted {
            0 => wish.least + left / wishes.len(),
            _ => wish.least + left * (wish.most - wish.least) / wanted,
        };
        wishes.iter().map(share).collect()
    };
    with_rest(shares, width)
}

/// Gives what division left over to the last column.
fn with_rest(mut shares: Vec<usize>, width: usize) -> Vec<usize> {
    let rest = width.saturating_sub(shares.iter().sum());
    if let Some(last) = shares.last_mut() {
        *last += rest;
    }
    shares
}

fn wishes(grid: &Grid<'_>) -> Vec<Wish> {
    let mut wishes = vec![
        Wish {
            least: ROOM + 3 * LETTER,
            most: ROOM + 4 * LETTER
        };
        grid.columns
    ];
    let mut empty = vec![true; grid.columns];
    for row in &grid.rows {
        let mut at = 0;
        for slot in &row.slots {
            if let Slot::Cell(cell, 1, _) = slot {
                empty[at] &= row.heads || words_of(cell).is_empty();
                let said = words_of(cell) + &badges(cell);
                let letter = if cell.tag == "th" { BOLD } else { LETTER };
                let words = said.split([' ', '\u{200b}']);
                let longest = words.map(|word| breadth(word, letter)).max().unwrap_or(0);
                let wish = &mut wishes[at];
                wish.least = wish.least.max(ROOM + longest.min(letter * LINE / 2));
                wish.most = wish
                    .most
                    .max(ROOM + letter * asked(said.chars().count()))
                    .max(wish.least);
            }
            at += slot.span();
        }
    }
    // A column to write in.
    for (wish, _) in wishes.iter_mut().zip(empty).filter(|(_, empty)| *empty) {
        wish.most = wish.most.max(ROOM + LETTER * LINE);
    }
    wishes
}

/// Returns how wide a word is: in a short one, wide letters are not made up for by narrow ones.
fn breadth(word: &str, letter: usize) -> usize {
    let wide = |c: &char| matches!(c, 'm' | 'w' | 'M' | 'W' | '@' | '%' | '—' | '…');
    let broad = |c: &char| c.is_uppercase();
    let half_letters = word.chars().filter(broad).count() + 2 * word.chars().filter(wide).count();
    let few = half_letters.min(word.chars().count());
    letter * (2 * word.chars().count() + few) / 2
}

/// Returns for how many letters a text of some letters asks room: long ones break into lines, the longer the wider.
fn asked(letters: usize) -> usize {
    letters.min(LINE) + (letters.saturating_sub(LINE) / 8).min(LONGEST - LINE)
}

/// Returns letters for the room that the code of a cell's status takes.
fn badges(cell: &Element) -> String {
    let status = all(cell)
        .into_iter()
        .find(|element| has_class(element, "status"));
    let code = status.and_then(|status| status.get("data-code"));
    code.map(|code| "x".repeat(code.chars().count() + 2))
        .unwrap_or_default()
}

/// Returns about how many lines a cell of some words takes.
pub fn lines(words: &str, width: usize) -> usize {
    let letters = (width.saturating_sub(ROOM) / LETTER).max(1);
    words.chars().count().div_ceil(letters).max(1)
}
