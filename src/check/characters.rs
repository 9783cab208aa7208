//! Characters that no font has: on paper they would be empty boxes.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Cell, Inline, Mark, Paper, Value};

/// Reports each character of a value that cannot be printed.
pub fn check(paper: &Paper, covered: &dyn Fn(char) -> bool, out: &mut Diagnostics) {
    for cell in paper.cells() {
        let lacking: BTreeSet<char> = text(cell)
            .chars()
            .filter(|c| is_drawn(*c) && !covered(*c))
            .collect();
        for c in lacking {
            let message = format!("no font has the character `{c}` (U+{:04X})", u32::from(c));
            out.add(Code::CellText, cell.origin.clone(), message)
                .hint("write it in another way, or put a font that has it into `data/fonts`");
        }
    }
}

fn text(cell: &Cell) -> String {
    let Value::Rich(rich) = &cell.value else {
        return cell.value.plain();
    };
    let mut all = String::new();
    rich.visit(&mut |line| gather(line, &mut all));
    all
}

/// Takes the words of notes too, which are no part of the line itself.
fn gather(line: &[Inline], all: &mut String) {
    for piece in line {
        match piece {
            Inline::Text(text) => all.push_str(text),
            Inline::Mark(Mark::Note { of: Some(of), .. }) => gather(of, all),
            Inline::Mark(mark) => gather(mark.of().unwrap_or_default(), all),
        }
    }
}

/// Leaves out what typesetters take as a sign to themselves: spaces, joiners, hyphenation points.
fn is_drawn(c: char) -> bool {
    !c.is_whitespace() && !matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}')
}
