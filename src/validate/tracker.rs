//! A sheet of a tracker as loose rows under the names of the description.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostics};
use crate::load::{Sheet, Workbook};
use crate::model::{Origin, Phrase, TableKind, cell_name, column_name, some};

use super::clean::one_line;
use super::heading_row::{expected, heading_row};
use super::heading_texts::single;
use super::heading_words::{fold, is_earlier};
use super::headings::{Headings, Hints, headings};
use super::loose::{LooseTable, NextTable};
use super::row_choice::RowChoice;
use super::rows::Rows;
use super::sheet_choice::{named_sheet, only_sheet};

/// The column that says what is not for everyone.
const EXEMPT: &str = "exempt";
/// So many hidden rows and columns are listed.
const HIDDEN: usize = 12;

/// What is looked for in a workbook.
pub struct Request<'a> {
    /// The table's name.
    pub name: &'a str,
    /// The table's description.
    pub table: &'a TableKind,
    /// The sheet that the paper names.
    pub sheet: Option<&'a Phrase>,
    /// Which of its rows are taken, where the paper says so.
    pub rows: Option<&'a RowChoice>,
    /// What helps to read headings.
    pub hints: Hints<'a>,
    /// Where the paper names the workbook.
    pub asked: &'a Origin,
}

/// Reads a table from a workbook.
pub fn tracker(
    workbook: &Workbook,
    request: &Request<'_>,
    out: &mut Diagnostics,
) -> Option<LooseTable> {
    let (sheet, found) = chosen_sheet(workbook, request, out)?;
    read_sheet(sheet, found, request, out)
}

/// Finds the sheet that a table is read from, and its row of headings.
pub fn chosen_sheet<'a>(
    workbook: &'a Workbook,
    request: &Request<'_>,
    out: &mut Diagnostics,
) -> Option<(&'a Sheet, Option<Headings>)> {
    let Some(name) = request.sheet else {
        let (sheet, found) = only_sheet(workbook, request, out)?;
        return Some((sheet, Some(found)));
    };
    let sheet = named_sheet(workbook, name, out)?;
    Some((sheet, headings(sheet, request.table, request.hints)))
}

/// Reads a table from a sheet that its description names, if the workbook has one.
pub fn sheet_by_itself(
    workbook: &Workbook,
    request: &Request<'_>,
    out: &mut Diagnostics,
) -> Option<LooseTable> {
    let names: Vec<String> = request.table.sheets.iter().map(|name| fold(name)).collect();
    let sheet = workbook
        .sheets
        .iter()
        .find(|sheet| !sheet.hidden && names.contains(&fold(&sheet.name)))?;
    let found = headings(sheet, request.table, request.hints);
    let complete = found.filter(|found| found.complete(request.table));
    if complete.is_none() {
        let message = format!(
            "the sheet `{}` was not read as `{}`",
            sheet.name, request.name
        );
        out.add(Code::SheetUnread, sheet.whole(), message)
            .hint(format!(
                "give it headings such as {}, or another name",
                expected(request.table)
            ));
        return None;
    }
    read_sheet(sheet, complete, request, out)
}

fn read_sheet(
    sheet: &Sheet,
    found: Option<Headings>,
    request: &Request<'_>,
    out: &mut Diagnostics,
) -> Option<LooseTable> {
    say_hidden(sheet, out);
    let headings = heading_row(sheet, found, request, out)?;
    let picked = match request.rows {
        Some(choice) => Some(choice.pick(sheet, &headings, out)?),
        None => None,
    };
    say_unused(sheet, &headings, request, out);
    say_withheld(sheet, &headings, request, out);
    say_unheaded(sheet, &headings, out);
    let rows = Rows::new(sheet, &headings, request.table)
        .only(picked.as_ref())
        .read(out);
    let next = next(sheet, &headings, picked.as_ref());
    let (row, mut found) = (headings.row, headings.found);
    if let Some(below) = headings.below {
        let column = &request.table.columns[&below];
        let heading = column.headings.first().cloned().unwrap_or_default();
        let first = found.values().map(|(column, _)| *column).min();
        found.insert(below, (first.unwrap_or(0), heading));
    }
    let place =
        |(name, (column, _)): (&String, &(u32, String))| (name.clone(), sheet.origin(row, *column));
    for (name, (column, text)) in &mut found {
        if sheet.cell(row, *column).is_none_or(|cell| cell.is_blank())
            && *text == format!("Column {}", column_name(*column))
            && let Some(known) = request
                .table
                .columns
                .get(name)
                .and_then(|kind| kind.headings.first())
        {
            text.clone_from(known);
        }
    }
    Some(LooseTable {
        places: found.iter().map(place).collect(),
        above: above(sheet, row),
        begins: Some(sheet.origin(row, 0)),
        next,
        headings: found
            .into_iter()
            .map(|(name, (_, heading))| (name, heading))
            .collect(),
        rows,
    })
}

/// Returns the table that begins below the headings, or below the first of the rows that are taken.
fn next(sheet: &Sheet, headings: &Headings, picked: Option<&BTreeSet<u32>>) -> Option<NextTable> {
    let first = picked.and_then(BTreeSet::first).copied();
    let row = headings.end_after(first.unwrap_or(headings.row))?;
    Some(NextTable {
        begins: sheet.origin(row, 0),
        row,
        reads: single(sheet, row)
            .into_iter()
            .map(|(_, text)| text)
            .collect(),
    })
}

/// Returns what stands above the headings: titles, and what offices type there of their results.
pub fn above(sheet: &Sheet, headings: u32) -> Vec<Phrase> {
    let cells = sheet.rows.range(..headings).flat_map(|(row, cells)| {
        cells.iter().map(move |(column, cell)| Phrase {
            text: one_line(&cell.text()),
            origin: sheet.origin(*row, *column),
        })
    });
    cells.filter(|phrase| !phrase.text.is_empty()).collect()
}

fn say_hidden(sheet: &Sheet, out: &mut Diagnostics) {
    let rows: Vec<String> = sheet
        .hidden_rows
        .iter()
        .map(|row| (row + 1).to_string())
        .collect();
    let columns: Vec<String> = sheet
        .hidden_columns
        .iter()
        .map(|column| column_name(*column))
        .collect();
    let named = |list: &[String], one: &str| match list {
        [] => None,
        [only] => Some(format!("{one} {only}")),
        _ => Some(format!("{one}s {}", some(list, HIDDEN))),
    };
    let parts: Vec<String> = [named(&rows, "row"), named(&columns, "column")]
        .into_iter()
        .flatten()
        .collect();
    if !parts.is_empty() {
        let origin = sheet.whole();
        out.add(
            Code::HiddenLeftOut,
            origin,
            format!("left out what is hidden: {}", parts.join("; ")),
        )
        .hint("show them in the workbook if they belong in the paper");
    }
}

fn say_unused(sheet: &Sheet, headings: &Headings, request: &Request<'_>, out: &mut Diagnostics) {
    let told_by = request
        .rows
        .map(|choice| choice.columns(sheet, headings))
        .unwrap_or_default();
    let beside = |text: &str| is_earlier(text, request.table, request.hints.quarter);
    let unused = headings
        .unused
        .iter()
        .filter(|(column, text)| !told_by.contains(column) && !beside(text));
    let list: Vec<String> = unused
        .map(|(column, text)| format!("`{text}` ({})", cell_name(headings.row, *column)))
        .collect();
    if list.is_empty() {
        return;
    }
    let origin = sheet.whole();
    out.add(
        Code::ColumnUnused,
        origin,
        format!("columns not used: {}", list.join(", ")),
    );
}

/// How headings speak of what is not for everyone.
const WITHHELD: [&str; 10] = [
    "exempt",
    "restricted",
    "confidential",
    "private",
    "part 2",
    "part ii",
    "part b",
    "not for publication",
    "not public",
    "pink",
];

/// Reports columns not used that say what is not for everyone: where rows can be exempt, leaving them out would open those.
fn say_withheld(sheet: &Sheet, headings: &Headings, request: &Request<'_>, out: &mut Diagnostics) {
    if !request.table.columns.contains_key(EXEMPT) {
        return;
    }
    for (column, text) in &headings.unused {
        let said = format!(" {} ", fold(text));
        let filled = headings.below(sheet).find(|(_, cells)| {
            let cell = cells.iter().find(|(at, _)| *at == column);
            cell.is_some_and(|(_, cell)| !cell.is_blank())
        });
        let (true, Some((row, _))) = (WITHHELD.iter().any(|word| said.contains(word)), filled)
        else {
            continue;
        };
        let message = format!("the column `{text}` is not used, and may say what is exempt");
        out.add(Code::ExemptFaulty, sheet.origin(*row, *column), message)
            .hint(format!(
                "say `columns = {{ {EXEMPT} = \"{text}\" }}` where its cells name paragraphs of the law, or delete the column"
            ));
    }
}

/// Reports columns that hold text below a blank heading: it is not in the paper.
fn say_unheaded(sheet: &Sheet, headings: &Headings, out: &mut Diagnostics) {
    let headed: Vec<u32> = headings.columns().collect();
    let mut told: Vec<u32> = Vec::new();
    for (row, cells) in headings.below(sheet) {
        for (column, cell) in cells
            .iter()
            .filter(|(column, cell)| !cell.is_blank() && !headed.contains(column))
        {
            if told.contains(column) {
                continue;
            }
            told.push(*column);
            let text: String = one_line(&cell.text()).chars().take(60).collect();
            let message = format!(
                "column {} has no heading: `{text}` is not in the paper",
                column_name(*column)
            );
            out.add(Code::HeadingBlank, sheet.origin(*row, *column), message)
                .hint("give the column a heading, or empty it");
        }
    }
}
