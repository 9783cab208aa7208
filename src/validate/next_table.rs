//! Tables that stand below one another on a sheet: where one ends because another of the same kind begins.

use std::collections::{BTreeMap, BTreeSet};

use crate::load::{Cell, Sheet};
use crate::model::{TableKind, ValueType};

use super::clean::one_line;
use super::heading_words::{fold, is_known};
use super::headings::Headings;

/// No row of fewer headings begins a table: so many words may stand in a row of data by chance.
const FEWEST: usize = 3;

/// What is longer, in bytes, is no heading of a table that begins below another.
const LONGEST: usize = 80;

/// Returns the rows below the headings that hold the headings of another table.
///
/// Such a row has the heading of refs where the refs stand, or nothing but known headings; most of its headings are those of the
/// other table, and fewer are those of this one. What only repeats the table's own headings begins no other.
pub fn next_tables(sheet: &Sheet, read: &Headings, table: &TableKind) -> Vec<u32> {
    if table.others.is_empty() {
        return Vec::new();
    }
    let first = read.found.values().map(|(column, _)| *column).min();
    let refs = table.column_of(ValueType::Ref);
    let refs = refs.and_then(|name| read.found.get(name));
    let Some(column) = refs.map(|(column, _)| *column).or(first) else {
        return Vec::new();
    };
    let known = Known::new(table);
    let below = sheet.rows.range(read.row + 1..);
    below
        .filter(|(_, cells)| known.begins(cells, column, table))
        .map(|(row, _)| *row)
        .collect()
}

/// The headings of the other tables of a kind, folded.
struct Known {
    refs: BTreeSet<String>,
    all: BTreeSet<String>,
}

impl Known {
    fn new(table: &TableKind) -> Self {
        let columns = || {
            table
                .others
                .values()
                .flat_map(|other| other.columns.values())
        };
        let folded = |refs: bool| {
            columns()
                .filter(|column| !refs || column.of_type == ValueType::Ref)
                .flat_map(|column| &column.headings)
                .map(|heading| fold(heading))
                .collect()
        };
        Self {
            refs: folded(true),
            all: folded(false),
        }
    }

    /// Whether a row holds the headings of another table; `column` is that of this one's refs.
    fn begins(&self, cells: &BTreeMap<u32, Cell>, column: u32, table: &TableKind) -> bool {
        let Some(first) = cells.get(&column).filter(|cell| !cell.is_blank()) else {
            return false;
        };
        let first = heading(first);
        if !self.all.contains(&first) {
            return false;
        }
        let filled = cells.values().filter(|cell| !cell.is_blank());
        let texts: Vec<String> = filled
            .map(heading)
            .filter(|text| !text.is_empty())
            .collect();
        let count = cells.values().filter(|cell| !cell.is_blank()).count();
        let of = |table: &TableKind| {
            let known = texts.iter().filter(|text| is_known(table, text));
            known.count()
        };
        let most = table.others.values().map(of).max().unwrap_or(0);
        let enough = most * 2 >= count && most > of(table);
        count >= FEWEST && enough && (self.refs.contains(&first) || most == count)
    }
}

/// Returns a cell's text folded as headings are; nothing where it is too long for one.
fn heading(cell: &Cell) -> String {
    let text = one_line(&cell.text());
    match text.len() <= LONGEST {
        true => fold(&text),
        false => String::new(),
    }
}

#[cfg(test)]
#[path = "next_table_tests.rs"]
mod tests;
