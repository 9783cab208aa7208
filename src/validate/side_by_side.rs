//! Tables that stand beside one another on a sheet: each has headings of its own, and an empty column between them.

use std::collections::BTreeSet;

use crate::load::{Cell, Sheet};
use crate::model::{TableKind, ValueType};

use super::heading_words::fold;

/// Headings with their columns.
type Texts = Vec<(u32, String)>;

/// Divides a row of headings into those of tables that stand beside one another; none where it is of one table.
///
/// A spacer alone makes no two tables: on each of its sides a heading of refs or titles stands, of this table or another of its kind.
pub fn side_by_side(sheet: &Sheet, row: u32, texts: &Texts, table: &TableKind) -> Vec<Texts> {
    let blocks = parted(sheet, row, texts);
    if blocks.len() < 2 {
        return Vec::new();
    }
    let heads = heads(table);
    let begins = |block: &Texts| {
        let known = |(_, text): &(u32, String)| heads.contains(&fold(text));
        block.len() > 1 && block.iter().any(known)
    };
    // What begins no table belongs to the one on its left.
    let mut tables: Vec<Texts> = Vec::new();
    for block in blocks {
        match tables.last_mut() {
            Some(left) if !begins(&block) => left.extend(block),
            _ => tables.push(block),
        }
    }
    let all = tables.len() > 1 && tables.iter().all(begins);
    if all { tables } else { Vec::new() }
}

/// Divides headings where a column is empty from their row on.
fn parted(sheet: &Sheet, row: u32, texts: &Texts) -> Vec<Texts> {
    let is_empty = |column: u32| {
        let mut below = sheet.rows.range(row..);
        below.all(|(_, cells)| cells.get(&column).is_none_or(Cell::is_blank))
    };
    let mut blocks: Vec<Texts> = Vec::new();
    for (column, text) in texts {
        let last = blocks.last().and_then(|block| block.last());
        let mut between = last.map_or(0, |(left, _)| left + 1)..*column;
        if last.is_none() || between.any(is_empty) {
            blocks.push(Vec::new());
        }
        if let Some(block) = blocks.last_mut() {
            block.push((*column, text.clone()));
        }
    }
    blocks
}

/// Returns the headings of refs and titles that a table and the others of its kind are known by, folded.
fn heads(table: &TableKind) -> BTreeSet<String> {
    let of = |table: &TableKind| -> Vec<String> {
        let columns = table.columns.iter();
        let heads = columns.filter(|(name, column)| {
            column.of_type == ValueType::Ref || table.title() == Some(name.as_str())
        });
        let headings = heads.flat_map(|(_, column)| &column.headings);
        headings.map(|heading| fold(heading)).collect()
    };
    let others = table.others.values().flat_map(of);
    of(table).into_iter().chain(others).collect()
}

#[cfg(test)]
#[path = "side_by_side_tests.rs"]
mod tests;
