//! Tables that print a status key and its counts: the paper makes both by itself.

use std::sync::LazyLock;

use regex::Regex;

use crate::load::{TextCell, TextTable};
use crate::model::{Board, StatusKey, Step};

/// Returns the key that a table prints, by the steps it names; none where it is no key.
pub fn printed<'a>(table: &TextTable, board: &'a Board) -> Option<Option<&'a StatusKey>> {
    let texts: Vec<String> = cells(table).map(|cell| cell.text()).collect();
    let counted = texts.iter().any(|text| is_count(text));
    let steps = |key: &&StatusKey| texts.iter().filter(|text| names_step(key, text)).count();
    let best = board.keys.values().rev().max_by_key(steps);
    let named = best.as_ref().map_or(0, steps);
    match (named, counted) {
        (2.., _) | (1, true) => Some(best),
        (0, true) => Some(None),
        _ => None,
    }
}

fn cells(table: &TextTable) -> impl Iterator<Item = &TextCell> {
    table
        .rows
        .iter()
        .flat_map(|row| &row.cells)
        .filter(|cell| !cell.is_blank())
}

/// Whether a cell names a step: by a word of its own, or before its meaning.
fn names_step(key: &StatusKey, text: &str) -> bool {
    let head = text
        .split(['\n', ':', '–'])
        .next()
        .unwrap_or_default()
        .trim();
    key.step(text).is_some() || key.step(head).is_some()
}

/// Whether a text is a count as keys print it: `15/ 15(100%)`, `0/ (0%)`, `4 of 16 (25%)`.
pub fn is_count(text: &str) -> bool {
    static COUNT: LazyLock<Regex> = LazyLock::new(|| {
        let pattern = r"(?i)^\s*\d+\s*(?:/|of)\s*\d*[\s,]*\(?\s*\d+(?:\.\d+)?\s*%\s*\)?\s*$";
        Regex::new(pattern).expect("a sound pattern")
    });
    text.lines().any(|line| COUNT.is_match(line))
}

/// Whether a line is a step with its count, as lists of steps have it: `G Green – 6 of 12 · 50%`.
pub fn is_line(text: &str, board: &Board) -> bool {
    static LINE: LazyLock<Regex> = LazyLock::new(|| {
        let pattern = r"^(.+?) – (?:\d+ of \d+ · \d+%|\d+, not counted)(?: – .*)?$";
        Regex::new(pattern).expect("a sound pattern")
    });
    let named = LINE.captures(text.trim()).and_then(|found| found.get(1));
    named.is_some_and(|named| {
        board
            .keys
            .values()
            .any(|key| step(key, named.as_str()).is_some())
    })
}

/// Returns the step that a text names: by its code, its label, or by both one after the other.
pub fn step<'k>(key: &'k StatusKey, text: &str) -> Option<&'k Step> {
    if let Some(step) = key.step(text) {
        return Some(step);
    }
    let (code, label) = text.trim().split_once(char::is_whitespace)?;
    let both = (key.step(code)?, key.step(label)?);
    (both.0.code == both.1.code).then_some(both.0)
}
