//! Passages in italics.

use std::ops::Range;

use crate::check::{Line, Passage};
use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Inline, Mark};

/// From so many words on, a run of italics is a passage; the titles of Acts have fewer.
const RUN: usize = 15;
/// From so many words on, a sentence that is all in italics is a passage.
const SENTENCE: usize = 8;

/// Reports a passage in italics, the first of a line.
pub fn check(passage: &Passage<'_>, out: &mut Diagnostics) {
    if !passage.inline.iter().any(has_emphasis) {
        return;
    }
    let mut pieces = Vec::new();
    cut(passage.inline, false, &mut 0, &mut pieces);
    for (piece, _) in &mut pieces {
        *piece = passage.read_at(piece.start)..passage.read_at(piece.end);
    }
    let text = passage.text.as_str();
    let Some(run) = runs(text, &pieces)
        .into_iter()
        .find(|run| is_long(passage, run))
    else {
        return;
    };
    let count = text[run.clone()].split_whitespace().count();
    let message = format!("{count} words together are in italics");
    passage.report(Code::Italics, run, message, out).hint(
        "take the italics off: they are hard to read in more than a title; quote words in quotation marks, and stress in bold",
    );
}

fn has_emphasis(inline: &Inline) -> bool {
    match inline {
        Inline::Mark(Mark::Emphasis { .. }) => true,
        Inline::Mark(mark) => mark.of().is_some_and(|of| of.iter().any(has_emphasis)),
        Inline::Text(_) => false,
    }
}

/// Cuts a line into pieces that are in italics or not.
fn cut(line: &[Inline], slanted: bool, at: &mut usize, to: &mut Vec<(Range<usize>, bool)>) {
    for inline in line {
        let length = match inline {
            Inline::Text(text) => text.len(),
            Inline::Mark(Mark::Break) => 1,
            Inline::Mark(mark) => {
                let inside = slanted || matches!(mark, Mark::Emphasis { .. });
                cut(mark.of().unwrap_or_default(), inside, at, to);
                continue;
            }
        };
        to.push((*at..*at + length, slanted));
        *at += length;
    }
}

/// Joins the pieces in italics that only spaces part.
fn runs(text: &str, pieces: &[(Range<usize>, bool)]) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    let mut joins = false;
    for (piece, slanted) in pieces {
        if text[piece.clone()].trim().is_empty() {
            continue;
        }
        match runs.last_mut().filter(|_| joins) {
            Some(last) if *slanted => last.end = piece.end,
            _ if *slanted => runs.push(piece.clone()),
            _ => {}
        }
        joins = *slanted;
    }
    runs
}

fn is_long(passage: &Passage<'_>, run: &Range<usize>) -> bool {
    let words = passage.text[run.clone()].trim();
    let count = words.split_whitespace().count();
    let is_whole = passage.line == Line::Paragraph && words.len() == passage.text.trim().len();
    count >= RUN || (is_whole && count >= SENTENCE && words.ends_with(['.', '!', '?', '”', '"']))
}
