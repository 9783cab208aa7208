//! The rows below the headings of a sheet.

use std::collections::BTreeMap;

use indexmap::IndexMap;

use crate::diagnostic::{Code, Diagnostics};
use crate::load::{Area, Sheet};
use crate::model::{Column, TableKind, ValueType};

use super::clean::one_line;
use super::headings::{Headings, fold};
use super::loose::LooseRow;
use super::raw::{Found, Raw};

/// Reads the rows below the headings.
pub struct Rows<'a> {
    sheet: &'a Sheet,
    headings: &'a Headings,
    refs: Option<u32>,
    /// The last column of rich text: the one that people go on with in the next row.
    text: Option<&'a str>,
    /// Merged areas by the rows they cover.
    merged: BTreeMap<u32, Vec<Area>>,
}

impl<'a> Rows<'a> {
    /// Takes a sheet with its headings.
    pub fn new(sheet: &'a Sheet, headings: &'a Headings, table: &'a TableKind) -> Self {
        let mut merged: BTreeMap<u32, Vec<Area>> = BTreeMap::new();
        for area in sheet
            .merged
            .iter()
            .filter(|area| area.bottom > area.top && area.top > headings.row)
        {
            for row in area.top..=area.bottom.min(area.top + 1000) {
                merged.entry(row).or_default().push(*area);
            }
        }
        let refs = table
            .column_of(ValueType::Ref)
            .and_then(|name| headings.found.get(name))
            .map(|(column, _)| *column);
        let rich = |(name, column): &(&String, &Column)| {
            column.of_type == ValueType::RichText && headings.found.contains_key(*name)
        };
        let text = table
            .columns
            .iter()
            .rfind(rich)
            .map(|(name, _)| name.as_str());
        Self {
            sheet,
            headings,
            refs,
            text,
            merged,
        }
    }

    /// Returns the rows; sub-headings and remarks between them are left out, and said so.
    pub fn read(&self, out: &mut Diagnostics) -> Vec<LooseRow> {
        let mut rows: Vec<LooseRow> = Vec::new();
        for (row, _) in self.sheet.rows.range(self.headings.row + 1..) {
            let Some(loose) = self.row(*row, out) else {
                continue;
            };
            match rows.last_mut() {
                Some(above) if self.continues(*row, &loose) => above.extend(loose),
                _ => rows.push(loose),
            }
        }
        rows
    }

    fn row(&self, row: u32, out: &mut Diagnostics) -> Option<LooseRow> {
        let raw = |(name, (column, _)): (&String, &(u32, String))| {
            let raw = match self.cell(row, *column) {
                Some((from, cell)) => Raw::from_cell(cell, self.sheet.origin(from, *column)),
                None => Raw {
                    found: Found::Nothing,
                    fill: None,
                    origin: self.sheet.origin(row, *column),
                },
            };
            (name.clone(), raw)
        };
        let cells: IndexMap<String, Raw> = self.headings.found.iter().map(raw).collect();
        let filled: Vec<(&String, &Raw)> =
            cells.iter().filter(|(_, raw)| !raw.is_blank()).collect();
        if self.repeats_headings(&filled) || filled.is_empty() {
            return None;
        }
        // One filled cell is a sub-heading, a remark or a number typed ahead; a row of a tracker has more. Only a text alone
        // goes on with the row above.
        if let ([(name, only)], true) = (&filled[..], self.headings.found.len() > 2)
            && Some(name.as_str()) != self.text
        {
            let text: String = one_line(&only.plain()).chars().take(60).collect();
            out.add(
                Code::RowLeftOut,
                only.origin.clone(),
                format!("left out a row that says only `{text}`"),
            )
            .hint("fill in the row if it belongs in the paper, or empty it");
            return None;
        }
        let first = self
            .headings
            .found
            .values()
            .map(|(column, _)| *column)
            .min()
            .unwrap_or(0);
        Some(LooseRow {
            cells,
            origin: self.sheet.origin(row, self.refs.unwrap_or(first)),
        })
    }

    /// Returns the cell of a row, or the one that is merged down over it.
    fn cell(&self, row: u32, column: u32) -> Option<(u32, &'a crate::load::Cell)> {
        if let Some(cell) = self.sheet.cell(row, column) {
            return Some((row, cell));
        }
        let area = self.area(row, column)?;
        Some((area.top, self.sheet.cell(area.top, area.left)?))
    }

    fn area(&self, row: u32, column: u32) -> Option<&Area> {
        self.merged
            .get(&row)?
            .iter()
            .find(|area| (area.left..=area.right).contains(&column))
    }

    /// Whether a row goes on with the deliverable above: its ref is merged down from there, or it has nothing but a text.
    fn continues(&self, row: u32, loose: &LooseRow) -> bool {
        let merged = self
            .refs
            .and_then(|column| self.area(row, column))
            .is_some_and(|area| area.top < row);
        let mut filled = loose.cells.iter().filter(|(_, raw)| !raw.is_blank());
        let only_text = filled.all(|(name, _)| Some(name.as_str()) == self.text);
        merged || only_text
    }

    /// Whether a row is the headings once more, as trackers copied from Word have them.
    fn repeats_headings(&self, filled: &[(&String, &Raw)]) -> bool {
        filled.len() > 1
            && filled.iter().all(|(name, raw)| {
                self.headings
                    .found
                    .get(*name)
                    .is_some_and(|(_, text)| fold(text) == fold(&raw.plain()))
            })
    }
}
