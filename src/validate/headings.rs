//! Which row of a sheet holds the headings, and which column each stands over.

use std::collections::{BTreeMap, BTreeSet, btree_map};

use indexmap::IndexMap;

use crate::load::{Cell, Sheet};
use crate::model::{Phrase, Quarter, TableKind};

use super::heading_claims::{Known, read};
use super::heading_texts::{has_groups, pair, single};
use super::next_table::next_tables;
use super::quarters::quarter_of;
use super::side_by_side::side_by_side;

/// Headings further down than this many filled rows are not looked for.
const DEEPEST: usize = 40;

/// A row of headings and what its columns mean.
#[derive(Clone, Debug)]
pub struct Headings {
    /// The row, from 0.
    pub row: u32,
    /// Column of the sheet and heading as typed, by the description's name; a column by quarter stands once for each.
    pub found: IndexMap<String, (u32, String)>,
    /// Headings that mean nothing here, with their columns.
    pub unused: Vec<(u32, String)>,
    /// Columns that two headings claim with the same right, with both headings.
    pub twice: Vec<(String, Vec<(u32, String)>)>,
    /// Headings of quarters without a year, where another has one: which year is meant, nobody knows.
    pub yearless: Vec<(u32, String)>,
    /// The column whose text stands in a row of its own below each row.
    pub below: Option<String>,
    /// Whether groups of headings stand in the row above.
    pub grouped: bool,
    /// The rows below that hold the headings of other tables.
    pub ends: Vec<u32>,
    /// Whether another table stands beside this one.
    pub is_beside: bool,
}

impl Headings {
    /// Returns whether all required columns were found or are claimed.
    pub fn complete(&self, table: &TableKind) -> bool {
        self.missing(table).next().is_none()
    }

    /// Returns the first row from a row on, itself left out, that begins another table.
    pub fn end_after(&self, row: u32) -> Option<u32> {
        self.ends.iter().copied().find(|end| *end > row)
    }

    /// Shows the rows of the table: those below the headings, up to another table.
    pub fn below<'s>(&self, sheet: &'s Sheet) -> btree_map::Range<'s, u32, BTreeMap<u32, Cell>> {
        let end = self.end_after(self.row).unwrap_or(u32::MAX);
        sheet.rows.range(self.row + 1..end)
    }

    /// Shows the columns of the sheet that have a heading.
    pub fn columns(&self) -> impl Iterator<Item = u32> {
        let claimed = self.twice.iter().flat_map(|(_, others)| others);
        self.found
            .values()
            .chain(&self.unused)
            .chain(claimed)
            .map(|(column, _)| *column)
    }

    /// Shows all headings of the row, from left to right.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        self.texts().map(|(_, text)| text)
    }

    /// Shows all headings of the row with their columns, from left to right.
    pub fn texts(&self) -> impl Iterator<Item = (u32, &str)> {
        let claimed = self.twice.iter().flat_map(|(_, others)| others);
        let mut all: Vec<&(u32, String)> = self
            .found
            .values()
            .chain(&self.unused)
            .chain(claimed)
            .collect();
        all.sort();
        all.into_iter()
            .map(|(column, text)| (*column, text.as_str()))
    }

    /// Returns whether a heading, or several, stand over a column of the description.
    pub fn has(&self, name: &str) -> bool {
        let is = |known: &str| known == name || quarter_of(known, name).is_some();
        self.found.keys().any(|found| is(found))
            || self.twice.iter().any(|(twice, _)| is(twice))
            || self.below.as_deref() == Some(name)
    }

    /// Returns the required columns that no heading stands over.
    pub fn missing<'a>(&'a self, table: &'a TableKind) -> impl Iterator<Item = &'a str> {
        let required = table.columns.iter().filter(|(_, column)| column.required);
        required
            .map(|(name, _)| name.as_str())
            .filter(move |name| !self.has(name))
    }
}

/// What helps to read headings: the office's own names, and the paper's quarter.
#[derive(Clone, Copy)]
pub struct Hints<'a> {
    /// Headings by column, as the paper names them.
    pub columns: &'a IndexMap<String, Phrase>,
    /// The paper's quarter: of "Q3 update" and "Q4 update" its own is meant.
    pub quarter: Option<Quarter>,
    /// The row with the headings, from 0, as the paper names it.
    pub row: Option<u32>,
}

/// What stands for a heading where a column's text has none: it stands in a row of its own below each row.
pub const ROW_BELOW: &str = "the row below";

/// Finds the row of headings: the one that names most columns, the first of several; with the row above it where groups of
/// headings stand there.
pub fn headings(sheet: &Sheet, table: &TableKind, hints: Hints<'_>) -> Option<Headings> {
    let own = own_headings(sheet, table, hints)?;
    Some(Headings {
        ends: next_tables(sheet, &own, table),
        ..own
    })
}

/// Finds the row of headings of a sheet that holds a single table, as those of documents do.
pub fn own_headings(sheet: &Sheet, table: &TableKind, hints: Hints<'_>) -> Option<Headings> {
    let known = Known::new(table);
    let rows = likely(sheet, hints.row);
    let mut above: Option<(u32, bool)> = None;
    let both = rows.into_iter().flat_map(|row| {
        let alone = one_of(sheet, (row, single(sheet, row)), (table, &known), hints);
        // A row with headings of its own, or with quarters, may stand above another.
        let over = above.filter(|(above, _)| above + 1 == row);
        above = Some((row, !alone.found.is_empty()));
        let may = over.is_some_and(|(above, headed)| headed || has_groups(sheet, above));
        [
            Some(alone),
            may.then(|| grouped(sheet, row, (table, &known), hints))
                .flatten(),
        ]
    });
    let read = both
        .flatten()
        .filter(|read| !read.found.is_empty() && hints.row.is_none_or(|row| row == read.row));
    let weight = |read: &Headings| read.found.len() + read.twice.len();
    read.reduce(|best, next| {
        if weight(&next) > weight(&best) {
            next
        } else {
            best
        }
    })
}

/// Lists the rows that may hold the headings: the one that the paper names, with the one above it, or the first ones.
fn likely(sheet: &Sheet, named: Option<u32>) -> Vec<u32> {
    let rows = sheet.rows.keys().copied();
    match named {
        Some(named) => rows
            .filter(|row| *row == named || row + 1 == named)
            .collect(),
        None => rows.take(DEEPEST).collect(),
    }
}

/// Reads a row of headings: of tables beside one another the one that is complete and knows most, the left one of several, so that
/// none of its columns is taken from another; the headings of the others mean nothing then.
fn one_of(
    sheet: &Sheet,
    (row, texts): (u32, Vec<(u32, String)>),
    (table, known): (&TableKind, &Known),
    hints: Hints<'_>,
) -> Headings {
    let tables = side_by_side(sheet, row, &texts, table);
    let read_by_itself = |texts: &Vec<(u32, String)>| {
        let mut own = read(sheet, (row, texts.clone()), (table, known), hints);
        own.is_beside = true;
        own
    };
    let complete = tables.iter().map(read_by_itself);
    let complete = complete.filter(|own| own.complete(table) && own.twice.is_empty());
    let best = complete.reduce(|best, next| match next.found.len() > best.found.len() {
        true => next,
        false => best,
    });
    let Some(mut best) = best else {
        return read(sheet, (row, texts), (table, known), hints);
    };
    let own: BTreeSet<u32> = best.columns().collect();
    let others = texts
        .into_iter()
        .filter(|(column, _)| !own.contains(column));
    best.unused.extend(others);
    best.unused.sort();
    best
}

/// Reads a row with the one above it.
fn grouped(
    sheet: &Sheet,
    row: u32,
    (table, known): (&TableKind, &Known),
    hints: Hints<'_>,
) -> Option<Headings> {
    let texts = pair(sheet, row, &|text| known.has(text))?;
    Some(Headings {
        grouped: true,
        ..read(sheet, (row, texts), (table, known), hints)
    })
}

#[cfg(test)]
#[path = "headings_tests.rs"]
pub(in crate::validate) mod tests;
