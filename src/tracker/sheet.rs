//! A sheet of rows written: title, headings, rows, room below.

use rust_xlsxwriter::{
    ConditionalFormatCell, ConditionalFormatCellRule, Format, ProtectionOptions, Worksheet,
};

use crate::model::StatusKey;

use super::dropdown::{Lists, validation};
use super::{Fault, Takes, TrackerCell, TrackerSheet, cell, height, looks, widths};

/// The row of the headings, from 0.
pub(super) const HEADINGS: u32 = 2;

/// Writes a sheet of rows.
pub(super) fn write(
    to: &mut Worksheet,
    sheet: &TrackerSheet,
    lists: &mut Lists,
) -> Result<(), Fault> {
    cell::write(
        to,
        (0, 0),
        &TrackerCell::plain(&sheet.title),
        &looks::title(),
    )?;
    let mut wide = Vec::new();
    for (at, column) in (0..).zip(&sheet.columns) {
        cell::write(
            to,
            (HEADINGS, at),
            &TrackerCell::plain(&column.heading),
            &looks::heading(),
        )?;
        let cells = sheet.rows.iter().filter_map(|row| row.get(usize::from(at)));
        let width = widths::of_column(column, &cells.collect::<Vec<_>>());
        to.set_column_width(at, width)?;
        wide.push(width);
        rows(to, sheet, at)?;
        let (first, last) = (HEADINGS + 1, last(sheet));
        if let Some(rule) = validation(column, lists)? {
            to.add_data_validation(first, at, last, at, &rule)?;
        }
        if let Takes::Status(key) = &column.takes {
            colours(to, key, (first, last), at)?;
        }
    }
    heights(to, sheet, &wide)?;
    frame(to, sheet)
}

fn heights(to: &mut Worksheet, sheet: &TrackerSheet, wide: &[f64]) -> Result<(), Fault> {
    let headings = sheet
        .columns
        .iter()
        .map(|column| TrackerCell::plain(&column.heading));
    let headings: Vec<TrackerCell> = headings.collect();
    for (row, cells) in (HEADINGS..).zip(std::iter::once(&headings).chain(&sheet.rows)) {
        height::set(to, row, cells.iter().zip(wide.iter().copied()))?;
    }
    Ok(())
}

/// Returns the last row that stands ready, from 0; a sheet without rows has one.
pub(super) fn last(sheet: &TrackerSheet) -> u32 {
    let ready = (sheet.rows.len() + sheet.room).max(1);
    HEADINGS + u32::try_from(ready).unwrap_or(u32::MAX - HEADINGS)
}

/// Writes the cells of a column; rows that stand ready take a ref and a title, which are locked in rows that have them.
fn rows(to: &mut Worksheet, sheet: &TrackerSheet, at: u16) -> Result<(), Fault> {
    let column = &sheet.columns[usize::from(at)];
    let (own, ready) = (
        looks::cell(&column.takes, column.locked),
        looks::cell(&column.takes, false),
    );
    let filled = u32::try_from(sheet.rows.len()).unwrap_or(u32::MAX);
    for row in HEADINGS + 1..=last(sheet) {
        let number = row - HEADINGS - 1;
        let look: &Format = if number < filled { &own } else { &ready };
        let cells = sheet.rows.get(number as usize);
        let value = cells
            .and_then(|cells| cells.get(usize::from(at)))
            .unwrap_or(&TrackerCell::Empty);
        cell::write(to, (row, at), value, look)?;
    }
    Ok(())
}

/// Gives cells the colour of the step that they name, as the key or last quarter's typing has it.
fn colours(
    to: &mut Worksheet,
    key: &StatusKey,
    (first, last): (u32, u32),
    at: u16,
) -> Result<(), Fault> {
    for step in &key.steps {
        let Some(colour) = &step.colour else { continue };
        let look = looks::step(colour, step.ink.as_deref());
        for name in [&step.code, &step.label].into_iter().chain(&step.aliases) {
            let rule = ConditionalFormatCell::new()
                .set_rule(ConditionalFormatCellRule::EqualTo(name.as_str()))
                .set_format(&look);
            to.add_conditional_format(first, at, last, at, &rule)?;
        }
    }
    Ok(())
}

/// Freezes the headings, makes the sheet fit to be printed, and protects it.
fn frame(to: &mut Worksheet, sheet: &TrackerSheet) -> Result<(), Fault> {
    to.set_freeze_panes(HEADINGS + 1, 0)?;
    to.set_repeat_rows(HEADINGS, HEADINGS)?;
    to.set_selection(HEADINGS + 1, 0, HEADINGS + 1, 0)?;
    // Rows that a filter hides are left out of what is read: returns, whose rows are few, are offered none.
    if sheet.room > 0 && !sheet.columns.is_empty() {
        let right = u16::try_from(sheet.columns.len() - 1).unwrap_or(u16::MAX);
        to.autofilter(HEADINGS, 0, last(sheet), right)?;
    }
    if sheet.protected {
        to.protect_with_options(&allowed());
    }
    Ok(())
}

/// What a protected sheet still allows.
fn allowed() -> ProtectionOptions {
    ProtectionOptions {
        format_cells: true,
        format_columns: true,
        format_rows: true,
        insert_rows: true,
        insert_links: true,
        sort: true,
        use_autofilter: true,
        ..ProtectionOptions::new()
    }
}
