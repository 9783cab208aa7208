//! Updates that end in mid sentence.

use std::ops::Range;

use crate::check::speech::{Ends, Speech, fold};
use crate::check::told::Told;
use crate::check::{Line, Passage};
use crate::diagnostic::{Code, Diagnostics};
use crate::model::ValueType;

/// A paragraph of so many words is no label or line of a list.
const LONG: usize = 8;

/// Programs from before 2007 cut texts after so many characters.
const CUT: [usize; 3] = [255, 256, 1024];

/// Reports the first place at which a text of a row breaks off.
pub fn check(speech: &Speech, rows: &[Told<'_, '_>], out: &mut Diagnostics) {
    for told in rows {
        let title = told.kind.title();
        let rich = told
            .passages
            .iter()
            .filter(|line| line.of_type == ValueType::RichText);
        let said: Vec<&Passage<'_>> = rich
            .filter(|line| line.spot().map(|spot| spot.column) != title)
            .collect();
        for text in said.chunk_by(|a, b| a.spot().map(|s| s.column) == b.spot().map(|s| s.column)) {
            if let Some((line, words)) = broken(text, &speech.ends) {
                report(told, line, words, out);
            }
        }
    }
}

fn report(told: &Told<'_, '_>, line: &Passage<'_>, words: Range<usize>, out: &mut Diagnostics) {
    let what = match line.is_update() {
        true => format!("the update of {}", told.called()),
        false => format!("a text of {}", told.called()),
    };
    let message = format!("{what} breaks off after `{}`", &line.text[words.clone()]);
    line.report(Code::UpdateBroken, words, message, out)
        .hint("complete the sentence: the rest may have been lost when the text was copied");
}

/// Finds where a text breaks off, and its last words there.
fn broken<'a, 'p>(
    text: &[&'p Passage<'a>],
    ends: &Ends,
) -> Option<(&'p Passage<'a>, Range<usize>)> {
    let length: usize = text.iter().map(|line| line.text.chars().count() + 1).sum();
    let found = text.iter().enumerate().find_map(|(at, line)| {
        let next = text.get(at + 1);
        let told = match next {
            None => {
                ends_open(&line.text, line.line, ends)
                    || is_cut(&line.text, length.saturating_sub(1))
            }
            Some(next) => parts(line, next, ends),
        };
        told.then_some(*line)
    })?;
    let end = found.text.trim_end().len();
    let start = found.text[..end]
        .char_indices()
        .rev()
        .filter(|(_, c)| *c == ' ')
        .nth(2);
    Some((found, start.map_or(0, |(at, _)| at + 1)..end))
}

/// Returns whether a line in the middle is the first part of a sentence that its next line goes on with, or nobody does.
fn parts(line: &Passage<'_>, next: &Passage<'_>, ends: &Ends) -> bool {
    let prose = line.line == Line::Paragraph && next.line == Line::Paragraph;
    if !prose || super::count(&line.text) < LONG {
        return false;
    }
    let goes_on = next.text.starts_with(char::is_lowercase) && super::count(&next.text) >= LONG;
    last_word(&line.text)
        .is_some_and(|word| ends.never.contains(&word) || (goes_on && ends.seldom.contains(&word)))
}

/// Returns whether the last line of a text ends in mid sentence.
pub fn ends_open(text: &str, line: Line, ends: &Ends) -> bool {
    if matches!(line, Line::Heading(_) | Line::Cell | Line::Caption) {
        return false;
    }
    let text = text.trim_end();
    if text.ends_with([',', ':']) || text.ends_with(":-") || trails_off(text) {
        return super::count(text) > 1;
    }
    let long = line == Line::Paragraph && super::count(text) >= LONG;
    last_word(text)
        .is_some_and(|word| ends.never.contains(&word) || (long && ends.seldom.contains(&word)))
}

/// Returns whether a text ends with a hyphen or dash that goes nowhere, or with dots.
fn trails_off(text: &str) -> bool {
    let dots = text.ends_with("...") || text.ends_with('…');
    dots && !fold(text)
        .trim_end_matches(['.', '…', ' '])
        .ends_with("etc")
        || text.ends_with(['-', '–', '—', '&', '('])
}

/// Returns the last word, folded; none where a mark closes the text.
fn last_word(text: &str) -> Option<String> {
    let text = text.trim_end();
    let word = text
        .rsplit(|c: char| c.is_whitespace() || c == '/')
        .next()?;
    let open = word.ends_with(char::is_alphabetic);
    // "Option A" and "hepatitis A" end on a letter that is a name.
    let name = word.len() == 1 && word.starts_with(char::is_uppercase);
    (open && !name).then(|| fold(word.trim_start_matches(|c: char| !c.is_alphanumeric())))
}

/// Returns whether a text was cut after as many characters as old programs keep.
fn is_cut(last: &str, length: usize) -> bool {
    CUT.contains(&length) && last.trim_end().ends_with(char::is_alphanumeric)
}
