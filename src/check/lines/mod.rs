//! Lines of a table: refs out of order or missing, lines that came and went without a word, steps that no line has.

mod missing;
mod order;
mod past;
mod refs;
mod steps;
#[cfg(test)]
mod tests;
mod word;

use std::collections::BTreeSet;

use crate::diagnostic::Diagnostics;
use crate::model::{Cell, Paper, Row, TableKind, Value, ValueType};

use super::Subject;
use refs::{Ref, sections};

pub use steps::{KeyUse, check as together};

/// Reports what is found in a paper.
pub fn check(subject: &Subject<'_>, out: &mut Diagnostics) {
    for (name, table) in &subject.paper.tables {
        let Some(kind) = subject.paper.kind.tables.get(name) else {
            continue;
        };
        let lines = lines(kind, &table.rows);
        for section in sections(&lines) {
            let strays = order::check((name, kind), section, out);
            missing::check(subject, (name, kind), (section, &strays), out);
        }
    }
    past::check(subject, out);
}

/// A row that has a ref.
struct Numbered<'a> {
    /// The row.
    row: &'a Row,
    /// The cell of its ref.
    cell: &'a Cell,
    /// Its ref, taken apart.
    of: Ref,
    /// What it stands under, such as an audience: rows of another block may have any refs.
    block: usize,
}

/// Lists the rows that have a ref.
fn lines<'a>(kind: &TableKind, rows: &'a [Row]) -> Vec<Numbered<'a>> {
    let Some(column) = kind.column_of(ValueType::Ref) else {
        return Vec::new();
    };
    let blocks = blocks(kind, rows);
    let numbered = rows.iter().zip(blocks).filter_map(|(row, block)| {
        let cell = row.cells.get(column)?;
        let Value::Text(text) = &cell.value else {
            return None;
        };
        let of = Ref::parse(text)?;
        Some(Numbered {
            row,
            cell,
            of,
            block,
        })
    });
    numbered.collect()
}

/// Tells which block each row stands in: rows under one word of a column of text, such as an audience, where all rows of a
/// word stand together.
fn blocks(kind: &TableKind, rows: &[Row]) -> Vec<usize> {
    let title = kind.title();
    let texts = kind
        .columns
        .iter()
        .filter(|(name, column)| column.of_type == ValueType::Text && Some(name.as_str()) != title);
    let grouped = texts.filter_map(|(name, _)| blocks_of(name, rows)).next();
    grouped.unwrap_or_else(|| vec![0; rows.len()])
}

fn blocks_of(column: &str, rows: &[Row]) -> Option<Vec<usize>> {
    let mut words = BTreeSet::new();
    let mut last = None;
    let mut blocks = Vec::new();
    for row in rows {
        let word = row.value(column).map(Value::plain).unwrap_or_default();
        if last.as_ref() != Some(&word) {
            // Words that differ from row to row are no headings, nor are those that come again.
            if words.len() * 2 > rows.len() || !words.insert(word.clone()) {
                return None;
            }
            last = Some(word);
        }
        blocks.push(words.len() - 1);
    }
    (words.len() > 1 && words.len() * 2 <= rows.len()).then_some(blocks)
}

/// Returns whether a paper is written in English, whose words are known.
fn is_english(paper: &Paper) -> bool {
    let language = &paper.board.organisation.language;
    language.is_empty() || language.to_lowercase().starts_with("en")
}
