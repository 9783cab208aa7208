//! The rows below the headings of a sheet.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;

use crate::diagnostic::{Code, Diagnostics};
use crate::load::{Area, Sheet};
use crate::model::{Column, TableKind, ValueType};

use super::clean::one_line;
use super::heading_words::fold;
use super::headings::Headings;
use super::loose::LooseRow;
use super::raw::{Found, Raw};

/// What became of a row of a sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Became {
    /// It is, or is a part of, the row of this position.
    Row(usize),
    /// It is none of the table's: a sub-heading, a remark, or what stands in other columns.
    LeftOut,
}
/// What is longer, in bytes, is no label of a text.
const LABEL: usize = 60;

/// Reads the rows below the headings.
pub struct Rows<'a> {
    sheet: &'a Sheet,
    headings: &'a Headings,
    refs: Option<u32>,
    /// The last column of rich text: the one that people go on with in the next row.
    text: Option<&'a str>,
    /// The column of titles, where nobody numbers the rows: a title alone is a row then.
    title: Option<&'a str>,
    /// The column of titles.
    titles: Option<u32>,
    /// Merged areas by the rows they cover.
    merged: BTreeMap<u32, Vec<Area>>,
    /// Whether whole rows are coloured by their statuses, which nobody typed.
    coloured: bool,
    /// Words that may stand before a text of the row below and say nothing of it.
    labels: Vec<String>,
    /// The rows that are taken, where not all are.
    only: Option<&'a BTreeSet<u32>>,
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
            title: table.title().filter(|_| counted(sheet, headings, table)),
            titles: table
                .title()
                .and_then(|name| headings.found.get(name))
                .map(|(column, _)| *column),
            merged,
            labels: headings
                .below
                .as_ref()
                .and_then(|name| table.columns.get(name))
                .map(|column| column.headings.iter().map(|known| fold(known)).collect())
                .unwrap_or_default(),
            coloured: coloured(sheet, headings, table),
            only: None,
        }
    }

    /// Takes some rows alone.
    pub fn only(self, only: Option<&'a BTreeSet<u32>>) -> Self {
        Self { only, ..self }
    }

    /// Returns the rows; sub-headings and remarks between them are left out, and said so.
    pub fn read(&self, out: &mut Diagnostics) -> Vec<LooseRow> {
        self.traced(out).0
    }

    /// Returns the rows, and what became of each row of the sheet.
    pub fn traced(&self, out: &mut Diagnostics) -> (Vec<LooseRow>, Vec<(u32, Became)>) {
        let mut rows: Vec<LooseRow> = Vec::new();
        let mut traces = Vec::new();
        let mut last = None;
        // Rows that are chosen by their lines may stand below another table.
        let end = self
            .only
            .is_none()
            .then(|| self.headings.end_after(self.headings.row));
        let end = end.flatten().unwrap_or(u32::MAX);
        for (row, _) in self.sheet.rows.range(self.headings.row + 1..end) {
            if self.only.is_some_and(|only| !only.contains(row)) {
                continue;
            }
            let adjacent = last.is_some_and(|last| last + 1 == *row);
            if let (Some((name, text)), Some(above), true) =
                (self.below(*row), rows.last_mut(), adjacent)
                && (above.cells.get(name).is_none() || is_text(&text))
            {
                above.go_on(name, text);
                last = Some(*row);
                traces.push((*row, Became::Row(rows.len() - 1)));
                continue;
            }
            let loose = self.row(*row);
            let filled: Vec<(&String, &Raw)> = loose.filled().collect();
            if !filled.is_empty() && self.repeats_headings(&filled) {
                continue;
            }
            traces.push((*row, Became::LeftOut));
            if filled.is_empty() {
                continue;
            }
            if let Some(total) = self.total(*row) {
                say_total(&total, out);
                continue;
            }
            let above = rows.last_mut().filter(|_| adjacent);
            match (above, self.lone(&filled)) {
                (Some(above), _) if self.merged_down(*row) => above.extend(loose),
                (Some(above), Some((name, only))) if Some(name) == self.text => {
                    say_joined(only, out);
                    above.extend(loose);
                }
                (_, Some((_, only))) => {
                    say_left_out(only, out);
                    continue;
                }
                _ => rows.push(loose),
            }
            last = Some(*row);
            if let Some((_, became)) = traces.last_mut() {
                *became = Became::Row(rows.len() - 1);
            }
        }
        (rows, traces)
    }

    /// Returns the rows that hold anything, each by itself.
    pub fn each(&self) -> Vec<LooseRow> {
        let below = self.headings.below(self.sheet);
        let rows = below.map(|(row, _)| self.row(*row));
        rows.filter(|row| {
            let filled: Vec<(&String, &Raw)> = row.filled().collect();
            let coloured = row.cells.values().any(|raw| raw.fill.is_some());
            (coloured || !filled.is_empty()) && !self.repeats_headings(&filled)
        })
        .collect()
    }

    /// Returns the text of a row that holds nothing else, where a column's text stands below each row: words that stand before
    /// it are its heading, unless they are the column's own.
    fn below(&self, row: u32) -> Option<(&'a str, Raw)> {
        let name = self.headings.below.as_deref()?;
        let cells = self.sheet.rows.get(&row)?;
        let mut filled = cells.iter().filter(|(_, cell)| !cell.is_blank());
        let (first, second) = (filled.next()?, filled.next());
        let raw = |(column, cell): (&u32, &crate::load::Cell)| {
            Raw::from_cell(cell, self.sheet.origin(row, *column))
        };
        match second {
            None => Some((name, raw(first))),
            Some(_) if filled.next().is_some() => None,
            Some(text) => {
                let label = one_line(&first.1.text());
                let (label_is_text, text) = (is_text(&raw(first)), raw(text));
                if label_is_text || label.len() > LABEL || !is_text(&text) {
                    return None;
                }
                let own = fold(&label) == fold(name) || self.labels.contains(&fold(&label));
                Some((name, if own { text } else { text.headed(&label) }))
            }
        }
    }

    /// Returns the word that a line of totals begins with, where the row is one: it has no title.
    fn total(&self, row: u32) -> Option<Raw> {
        let (refs, titles) = (self.refs?, self.titles?);
        let said = |column| self.sheet.cell(row, column).filter(|cell| !cell.is_blank());
        let (cell, column) = match (said(refs), said(titles)) {
            (Some(cell), None) => (cell, refs),
            (None, Some(cell)) => (cell, titles),
            _ => return None,
        };
        is_total(&one_line(&cell.text()))
            .then(|| Raw::from_cell(cell, self.sheet.origin(row, column)))
    }

    fn row(&self, row: u32) -> LooseRow {
        let raw = |(name, (column, _)): (&String, &(u32, String))| {
            let raw = match self.cell(row, *column) {
                Some((from, cell)) => Raw::from_cell(cell, self.sheet.origin(from, *column)),
                None => Raw {
                    found: Found::Nothing,
                    fill: None,
                    ink: None,
                    origin: self.sheet.origin(row, *column),
                },
            };
            (name.clone(), raw)
        };
        let mut cells: IndexMap<String, Raw> = self.headings.found.iter().map(raw).collect();
        if !self.coloured {
            without_shading(&mut cells);
        }
        let first = self
            .headings
            .found
            .values()
            .map(|(column, _)| *column)
            .min()
            .unwrap_or(0);
        LooseRow {
            cells,
            origin: self.sheet.origin(row, self.refs.unwrap_or(first)),
        }
    }

    /// Returns the only filled cell of a row: a sub-heading, a remark, a number typed ahead, or a text that goes on. A row
    /// of a tracker has more.
    fn lone<'r>(&self, filled: &[(&'r String, &'r Raw)]) -> Option<(&'r str, &'r Raw)> {
        match filled {
            [(name, _)] if self.title == Some(name.as_str()) => None,
            [(name, only)] if self.headings.found.len() > 2 => Some((name.as_str(), only)),
            _ => None,
        }
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

    /// Whether a row's ref is merged down from a row above.
    fn merged_down(&self, row: u32) -> bool {
        self.refs
            .and_then(|column| self.area(row, column))
            .is_some_and(|area| area.top < row)
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

/// Whether a cell holds a text, and not a word or a name of something.
fn is_text(raw: &Raw) -> bool {
    let words = one_line(&raw.plain());
    words.len() > LABEL || (words.contains(' ') && words.ends_with(['.', '!', '?']))
}

/// Whether a ref or a title is the word that a line of totals begins with.
pub fn is_total(label: &str) -> bool {
    let words = fold(label);
    [
        "total",
        "totals",
        "sum",
        "grand total",
        "subtotal",
        "sub total",
    ]
    .contains(&words.as_str())
}

/// Returns whether rows are counted by the program: the description says so, and the sheet has no refs.
fn counted(sheet: &Sheet, headings: &Headings, table: &TableKind) -> bool {
    let refs = table.column_of(ValueType::Ref);
    let automatic = refs.is_some_and(|name| table.columns[name].automatic);
    let column = refs.and_then(|name| headings.found.get(name));
    let mut below = headings.below(sheet);
    let given = column.is_some_and(|(column, _)| {
        below.any(|(_, cells)| cells.get(column).is_some_and(|cell| !cell.is_blank()))
    });
    automatic && !given
}

/// Returns whether statuses are shown by the fills of whole rows: none is typed, and their cells have more than one colour.
fn coloured(sheet: &Sheet, headings: &Headings, table: &TableKind) -> bool {
    let statuses = table.column_of(ValueType::Status);
    let Some((column, _)) = statuses.and_then(|name| headings.found.get(name)) else {
        return false;
    };
    let below = headings.below(sheet);
    let cells: Vec<&crate::load::Cell> = below.filter_map(|(_, cells)| cells.get(column)).collect();
    let fills: BTreeSet<[u8; 3]> = cells.iter().filter_map(|cell| cell.fill).collect();
    let colours = fills.iter().filter(|fill| {
        let (least, most) = (fill.iter().min(), fill.iter().max());
        most.zip(least)
            .is_some_and(|(most, least)| most - least > 40)
    });
    colours.count() > 1 && cells.iter().all(|cell| cell.is_blank())
}

/// Takes fills away that the whole row has: they shade it, and say nothing of its status.
fn without_shading(cells: &mut IndexMap<String, Raw>) {
    let fills: Vec<[u8; 3]> = cells.values().filter_map(|raw| raw.fill).collect();
    for raw in cells.values_mut().filter(|raw| raw.is_blank()) {
        let shared = raw
            .fill
            .is_some_and(|fill| fills.iter().filter(|other| **other == fill).count() > 1);
        if shared {
            raw.fill = None;
        }
    }
}

fn start_of(raw: &Raw) -> String {
    one_line(&raw.plain()).chars().take(60).collect()
}

fn say_left_out(only: &Raw, out: &mut Diagnostics) {
    let message = format!("left out a row that says only `{}`", start_of(only));
    out.add(Code::RowLeftOut, only.origin.clone(), message)
        .hint("fill in the row if it belongs in the paper, or empty it");
}

fn say_total(word: &Raw, out: &mut Diagnostics) {
    let message = format!("left out a line of totals: `{}`", start_of(word));
    out.add(Code::RowLeftOut, word.origin.clone(), message)
        .hint("give the row a title if it belongs in the paper");
}

fn say_joined(only: &Raw, out: &mut Diagnostics) {
    let message = format!(
        "joined a row that says only `{}` to the row above it",
        start_of(only)
    );
    out.add(Code::RowJoined, only.origin.clone(), message)
        .hint("put the text into the cell above, or take it out of the sheet if it is a remark");
}
