//! Figures in words: do they follow from the rows, and from each other?
//!
//! Each file looks for one kind of slip in a text and gives [`Finding`]s; what is found first in some words is all that is
//! said of them.

mod above;
mod amounts;
mod broken;
mod claims;
mod counts;
mod dates;
mod headings;
mod number;
mod percent;
mod rating;
mod rows;
mod shares;
mod text;
mod whole;

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostics};

use super::{Home, Passage, Subject};
use rows::Rows;

/// Words that are wrong, and what to say of them.
#[derive(Clone, Debug, PartialEq)]
struct Finding {
    code: Code,
    words: Range<usize>,
    message: String,
    hint: String,
}

/// Reports what is found in a paper.
pub fn check(subject: &Subject<'_>, out: &mut Diagnostics) {
    let rows = Rows::of(subject.paper);
    headings::check(subject.paper, out);
    above::check(&rows, out);
    shares::columns(subject.paper, out);
    for passage in &subject.passages {
        for found in in_passage(passage, &rows) {
            let problem = passage.report(found.code, found.words, found.message, out);
            problem.hint(found.hint);
        }
    }
}

fn in_passage(passage: &Passage<'_>, rows: &Rows<'_>) -> Vec<Finding> {
    let above = matches!(passage.home, Home::Above);
    if !(above || passage.is_printed()) || !text::may_have_figures(&passage.text) {
        return Vec::new();
    }
    let text = &*text::said(&passage.text);
    let mut found = broken::find(text);
    take(whole::find(text), &mut found);
    take(counts::find(text, passage, rows), &mut found);
    take(rating::find(text, passage, rows), &mut found);
    take(percent::find(text), &mut found);
    if !above {
        take(shares::find(text, rows), &mut found);
        take(dates::find(text), &mut found);
        if rows.is_british() {
            take(amounts::find(text), &mut found);
        }
    }
    found
}

/// Adds what is found in words of which nothing was said yet.
fn take(more: Vec<Finding>, found: &mut Vec<Finding>) {
    for finding in more {
        let meets = |other: &Finding| {
            other.words.start < finding.words.end && finding.words.start < other.words.end
        };
        if !found.iter().any(meets) {
            found.push(finding);
        }
    }
}

#[cfg(test)]
mod tests;
