//! Sheets that are written as they are: those carried over, and that of lists.

use rust_xlsxwriter::Worksheet;

use super::dropdown::Lists;
use super::{Fault, OtherSheet, TrackerCell, cell, height, looks, widths};

/// No column of a sheet that is carried over is wider, in characters.
const WIDEST: f64 = 60.0;

/// Writes a sheet that is carried over.
pub(super) fn other(sheet: &mut Worksheet, other: &OtherSheet) -> Result<(), Fault> {
    let look = looks::wrapped();
    for (row, cells) in (0..).zip(&other.rows) {
        for (column, value) in (0..).zip(cells) {
            if *value != TrackerCell::Empty {
                cell::write(sheet, (row, column), value, &look)?;
            }
        }
    }
    let mut wide = Vec::new();
    let columns = other.rows.iter().map(Vec::len).max().unwrap_or_default();
    for at in 0..columns {
        let cells = other.rows.iter().filter_map(|row| row.get(at));
        let width = (widths::longest(cells) + 2.0).clamp(8.0, WIDEST);
        sheet.set_column_width(u16::try_from(at).unwrap_or(u16::MAX), width)?;
        wide.push(width);
    }
    for (row, cells) in (0..).zip(&other.rows) {
        height::set(sheet, row, cells.iter().zip(wide.iter().copied()))?;
    }
    Ok(())
}

/// Writes the lists that dropdowns offer and cells cannot hold.
pub(super) fn lists(sheet: &mut Worksheet, lists: &Lists) -> Result<(), Fault> {
    let title = TrackerCell::plain("Lists that the dropdowns offer");
    cell::write(sheet, (0, 0), &title, &looks::title())?;
    for (column, (heading, words)) in (0..).zip(&lists.columns) {
        cell::write(
            sheet,
            (2, column),
            &TrackerCell::plain(heading),
            &looks::heading(),
        )?;
        for (row, word) in (3..).zip(words) {
            cell::write(
                sheet,
                (row, column),
                &TrackerCell::plain(word),
                &looks::plain(),
            )?;
        }
        sheet.set_column_width(column, 40)?;
    }
    Ok(())
}
