//! How wide columns are.

use crate::model::StatusKey;

use super::{Takes, TrackerCell, TrackerColumn, height};

/// A row is no higher than so many lines: longer texts take a wider column.
const MOST_LINES: usize = 26;
const WIDER: [f64; 3] = [80.0, 100.0, 130.0];

/// Returns a column's width in characters: the one it has, or one that fits what it holds.
pub(super) fn of_column(column: &TrackerColumn, cells: &[&TrackerCell]) -> f64 {
    let width = column.width.unwrap_or_else(|| fitting(column, cells));
    let fits = |width: &f64| {
        cells
            .iter()
            .all(|cell| height::lines(cell, *width) <= MOST_LINES)
    };
    if column.takes != Takes::LongText || fits(&width) {
        return width;
    }
    let wider = WIDER.into_iter().filter(|wider| *wider > width);
    wider.clone().find(fits).or(wider.last()).unwrap_or(width)
}

fn fitting(column: &TrackerColumn, cells: &[&TrackerCell]) -> f64 {
    let longest_word = column
        .heading
        .split_whitespace()
        .map(|word| word.chars().count())
        .max();
    let heading = longest_word.unwrap_or_default() as f64 + 3.0;
    let (least, most): (f64, f64) = match &column.takes {
        Takes::Status(key) => (longest_code(key), longest_code(key)),
        Takes::Date => (14.0, 14.0),
        Takes::Number => (9.0, 16.0),
        Takes::Text => (6.0, 26.0),
        Takes::OneOf(_) => (16.0, 26.0),
        Takes::LongText => (26.0, if column.locked { 40.0 } else { 46.0 }),
    };
    let fit = if column.takes == Takes::LongText && !column.locked {
        most
    } else {
        longest(cells.iter().copied()) + 2.0
    };
    fit.clamp(least, most).max(heading)
}

/// Returns the width that codes need, broken between words.
fn longest_code(key: &StatusKey) -> f64 {
    let words = key.steps.iter().flat_map(|step| step.code.split(' '));
    let longest = words.map(|word| word.chars().count()).max();
    (longest.unwrap_or_default() as f64 * 1.3 + 2.0).clamp(9.0, 26.0)
}

/// Returns the length of the longest line of cells, in characters.
pub(super) fn longest<'a>(cells: impl Iterator<Item = &'a TrackerCell>) -> f64 {
    cells.map(length).max().unwrap_or_default() as f64
}

fn length(cell: &TrackerCell) -> usize {
    match cell {
        TrackerCell::Empty => 0,
        TrackerCell::Text(runs) => {
            let text: String = runs.iter().map(|run| run.text.as_str()).collect();
            text.lines()
                .map(|line| line.chars().count())
                .max()
                .unwrap_or_default()
        }
        TrackerCell::Number(number, _) => number.to_string().len(),
        TrackerCell::Date(_) => 12,
    }
}
