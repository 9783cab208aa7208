//! What was written where nobody reads answers: beside the columns, above them, among the instructions, and in comments.

use std::collections::BTreeSet;

use crate::load::{Sheet, Workbook};
use crate::model::Origin;
use crate::returns::fold;

use super::place::{Placed, Read};
use super::strays::{Told, beyond, comment};

/// The texts of a workbook, by which what was sent is told from what was written in.
pub type Texts = BTreeSet<String>;

/// Gathers the texts of a workbook.
pub fn texts(workbook: &Workbook) -> Texts {
    let rows = workbook.sheets.iter().flat_map(|sheet| sheet.rows.values());
    let cells = rows.flat_map(|row| row.values());
    cells.map(|cell| key(&cell.text())).collect()
}

/// Returns what a text is known by; signs count where it has no words.
fn key(text: &str) -> String {
    match fold(text) {
        words if words.is_empty() => text.trim().to_owned(),
        words => words,
    }
}

/// Tells what was written beside the answers of a workbook; only its comments where nobody knows what was sent.
pub fn find(file: &Read<'_>, sent: Option<&Texts>) -> Vec<Told> {
    let mut told = Vec::new();
    for placed in &file.sheets {
        told.extend(sent.into_iter().flat_map(|sent| of_lines(placed, sent)));
        told.extend(comments(placed.sheet));
    }
    for sheet in &file.beside {
        told.extend(sent.into_iter().flat_map(|sent| of_words(sheet, sent)));
        told.extend(comments(sheet));
    }
    told
}

fn comments(sheet: &Sheet) -> impl Iterator<Item = Told> {
    let cells = sheet.comments.iter();
    cells.map(|(row, column)| comment(sheet.origin(*row, *column)))
}

/// Shows the filled cells of a sheet.
fn filled(sheet: &Sheet) -> impl Iterator<Item = (u32, u32, String)> {
    let row = |(row, cells): (&u32, &std::collections::BTreeMap<u32, crate::load::Cell>)| {
        let row = *row;
        let cells = cells.iter().filter(|(_, cell)| !cell.is_blank());
        let cells: Vec<_> = cells.map(|(at, cell)| (row, *at, cell.text())).collect();
        cells
    };
    sheet.rows.iter().flat_map(row)
}

fn of_words(sheet: &Sheet, sent: &Texts) -> Vec<Told> {
    let new = filled(sheet).filter(|(_, _, text)| !sent.contains(&key(text)));
    new.map(|(row, column, text)| beyond(sheet.origin(row, column), "", &text))
        .collect()
}

/// Tells what stands outside the columns that are read; a heading is told with what stands below it.
fn of_lines(placed: &Placed<'_>, sent: &Texts) -> Vec<Told> {
    let sheet = placed.sheet;
    let asked = placed.asked;
    let kind = &asked.kind;
    let is_read = |name: &str| match kind.columns.get(name) {
        Some(column) => !column.by_quarter,
        None => asked
            .answers()
            .any(|(column, _)| asked.cell(column) == name),
    };
    let places = placed.table.places.iter();
    let read: Vec<&Origin> = places
        .filter(|(name, _)| is_read(name))
        .map(|(_, place)| place)
        .collect();
    let headings: Vec<(u32, u32)> = filled(sheet)
        .map(|(row, column, _)| (row, column))
        .filter(|(row, column)| read.contains(&&sheet.origin(*row, *column)))
        .collect();
    let Some((top, _)) = headings.first().copied() else {
        return Vec::new();
    };
    let is_answer = |row: u32, column: u32| {
        row >= top && headings.iter().any(|(_, heading)| *heading == column)
    };
    let new: Vec<(u32, u32, String)> = filled(sheet)
        .filter(|(row, column, text)| !is_answer(*row, *column) && !sent.contains(&key(text)))
        .collect();
    let has_below = |of: u32| {
        new.iter()
            .any(|(row, column, _)| *row > top && *column == of)
    };
    let told = new
        .iter()
        .filter(|(row, column, _)| *row != top || !has_below(*column));
    told.map(|(row, column, text)| {
        let heading = sheet.rows.get(&top).and_then(|cells| cells.get(column));
        let heading = heading.filter(|_| *row > top).map(|cell| cell.text());
        beyond(
            sheet.origin(*row, *column),
            &heading.unwrap_or_default(),
            text,
        )
    })
    .collect()
}
