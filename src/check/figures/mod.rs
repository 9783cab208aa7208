//! Figures in words: do they follow from the rows, and from each other?
//!
//! Each file looks for one kind of slip in a text and gives [`Finding`]s; what is found first in some words is all that is
//! said of them.

mod above;
mod against;
mod amounts;
mod broken;
mod claims;
mod counts;
mod dates;
mod headings;
mod labelled;
mod number;
mod parts;
mod percent;
mod rating;
mod reader;
mod rows;
mod shares;
mod text;
mod whole;

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostics};

use super::digits::Digits;
use super::{Home, Line, Passage, Subject};
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
    let parts = parts::find(&subject.passages);
    let mut ahead = "";
    for (position, passage) in subject.passages.iter().enumerate() {
        let is_item = passage.line == Line::Item;
        let mut found = in_passage(passage, if is_item { ahead } else { "" }, &rows);
        let listed = parts.iter().filter(|(at, _)| *at == position);
        take(listed.map(|(_, found)| found.clone()).collect(), &mut found);
        for found in found {
            let problem = passage.report(found.code, found.words, found.message, out);
            problem.hint(found.hint);
        }
        if !is_item {
            ahead = &passage.text;
        }
    }
}

/// Finds what is wrong in a passage; `ahead` is what a list stands under.
fn in_passage(passage: &Passage<'_>, ahead: &str, rows: &Rows<'_>) -> Vec<Finding> {
    let above = matches!(passage.home, Home::Above);
    if !(above || passage.is_printed()) || !text::may_have_figures(&passage.text) {
        return Vec::new();
    }
    let text = &*text::said(&passage.text);
    let digits = Digits::of(text);
    let mut found = broken::find(text);
    take(whole::find(text), &mut found);
    take(counts::find(text, ahead, passage, rows), &mut found);
    take(rating::find(text, passage, rows), &mut found);
    let may_have_percent = text::may_have_percent(text);
    if may_have_percent {
        take(percent::find(text), &mut found);
    }
    if !above {
        if may_have_percent {
            take(shares::find(text), &mut found);
        }
        take(dates::find(text, &digits), &mut found);
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
mod samples;
#[cfg(test)]
mod tests;
