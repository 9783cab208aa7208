//! `.xls`: values through calamine, looks and what is hidden from the workbook's own records.
//!
//! The reader makes room for every cell between the first and the last of a sheet, so that two cells in far corners take half a
//! gigabyte: how far the cells lie is therefore measured first. It tells neither number formats, runs and fills nor hidden rows and
//! columns; these are joined to its values by their places. Left unread: links. A workbook older than Excel 97 comes without looks,
//! and a warning says so; what is hidden stands there in the same form.

mod layout;
mod looks;
mod measure;
mod records;
mod strings;

use std::io::Cursor;
use std::sync::Arc;

use calamine::{Data, DataRef, Reader, SheetType, SheetVisible, Xls, XlsError};

use self::layout::Layout;
use self::looks::Looks;
use super::budget::Budget;
use super::calamine::content;
use super::compound::Compound;
use super::date::Epoch;
use super::fault::Fault;
use super::grid::{Grid, hidden_sheet};
use super::sheet::{Area, Cell, Content, Sheet, Workbook};
use crate::diagnostic::Diagnostics;

/// The version that Excel 97 and later write.
const EXCEL_97: u16 = 0x0600;

/// Reads a workbook.
pub(super) fn read(
    bytes: &[u8],
    shown: &Arc<str>,
    budget: &mut Budget,
    out: &mut Diagnostics,
) -> Result<Workbook, Fault> {
    let file = Compound::open(bytes)?;
    if file.has("EncryptedPackage") {
        return Err(Fault::Password);
    }
    let Some(stream) = ["Workbook", "Book"].into_iter().find(|name| file.has(name)) else {
        return Err(Fault::Unknown(
            "it is another kind of old Office file".to_owned(),
        ));
    };
    let stream = file.stream(stream)?;
    measure::measure(&stream, budget)?;
    let new = records::records(&stream, 0)
        .next()
        .is_some_and(|record| record.u16(0) >= EXCEL_97);
    let looks = match new {
        true => Looks::read(&stream, budget)?,
        false => Looks::none(&stream, budget)?,
    };
    let sheets = sheets(bytes, &stream, &looks, shown, budget)?;
    if !new {
        super::calamine::warn(shown, out);
    }
    Ok(Workbook {
        file: shown.clone(),
        sheets,
        keeps_changes: file.has("Revision Log"),
    })
}

fn sheets(
    bytes: &[u8],
    stream: &[u8],
    looks: &Looks,
    shown: &Arc<str>,
    budget: &mut Budget,
) -> Result<Vec<Sheet>, Fault> {
    let mut workbook = Xls::new(Cursor::new(bytes)).map_err(fault)?;
    let mut sheets = Vec::new();
    for (at, listed) in workbook.sheets_metadata().to_vec().into_iter().enumerate() {
        let name: Arc<str> = listed.name.as_str().into();
        let mut sheet = hidden_sheet(name.clone(), shown.clone());
        if listed.visible == SheetVisible::Visible {
            sheet.hidden = false;
            if listed.typ == SheetType::WorkSheet {
                let mut grid = Grid::default();
                let layout = match looks.sheets.get(at) {
                    Some(start) => Layout::read(stream, *start, looks, &mut grid, budget)?,
                    None => Layout::default(),
                };
                fill(
                    &mut workbook,
                    &listed.name,
                    looks,
                    &layout,
                    &mut grid,
                    budget,
                )?;
                sheet = grid.finish(name, shown.clone());
            }
        }
        sheets.push(sheet);
    }
    Ok(sheets)
}

/// Puts a sheet's cells and merged areas in their places.
fn fill(
    workbook: &mut Xls<Cursor<&[u8]>>,
    name: &str,
    looks: &Looks,
    layout: &Layout,
    grid: &mut Grid,
    budget: &mut Budget,
) -> Result<(), Fault> {
    let epoch = if workbook.has_1904_epoch() {
        Epoch::Of1904
    } else {
        Epoch::Of1900
    };
    let range = workbook.worksheet_range(name).map_err(fault)?;
    for (place, value) in placed(range.start(), range.used_cells()) {
        let cell = joined(value, place, looks, layout, epoch);
        grid.put(place.0, place.1, cell, budget)?;
    }
    let formulas = workbook.worksheet_formula(name).map_err(fault)?;
    for (place, formula) in placed(formulas.start(), formulas.used_cells()) {
        // No value is a result that was never worked out; no text is one, too.
        if range
            .get_value(place)
            .is_none_or(|value| *value == Data::Empty)
        {
            let content = Content::Uncalculated(formula.clone());
            grid.put(
                place.0,
                place.1,
                Cell {
                    content,
                    ..Cell::default()
                },
                budget,
            )?;
        }
    }
    for merged in workbook.merge_cells_by_sheet_name(name).map_err(fault)? {
        let ((top, left), (bottom, right)) = (merged.start, merged.end);
        grid.merge(
            Area {
                top,
                left,
                bottom,
                right,
            },
            budget,
        )?;
    }
    Ok(())
}

/// Returns cells with their places in the sheet, where the reader counts from the first that holds something.
fn placed<'r, T: 'r>(
    start: Option<(u32, u32)>,
    cells: impl Iterator<Item = (usize, usize, &'r T)>,
) -> impl Iterator<Item = ((u32, u32), &'r T)> {
    let (top, left) = start.unwrap_or_default();
    cells.map(move |(row, column, value)| ((top + row as u32, left + column as u32), value))
}

/// Returns a value with the looks that the records give its place.
fn joined(value: &Data, place: (u32, u32), looks: &Looks, layout: &Layout, epoch: Epoch) -> Cell {
    let style = layout.style(place);
    let plain = content(&borrowed(value), epoch);
    let number = match value {
        Data::Int(number) => Some(*number as f64),
        Data::Float(number) => Some(*number),
        Data::DateTime(moment) => Some(moment.as_f64()),
        _ => None,
    };
    let content = match (number, style.and_then(|style| looks.format(style))) {
        (Some(number), Some(format)) => format.content(number, epoch),
        _ => match layout.text(place).and_then(|text| looks.runs(text)) {
            Some(runs) if matches!(plain, Content::Text(_)) => Content::Text(runs.clone()),
            _ => plain,
        },
    };
    Cell {
        content,
        fill: style.and_then(|style| looks.fill(style)),
        ink: None,
    }
}

fn borrowed(value: &Data) -> DataRef<'_> {
    match value {
        Data::Int(number) => DataRef::Int(*number),
        Data::Float(number) => DataRef::Float(*number),
        Data::String(text) => DataRef::SharedString(text),
        Data::Bool(yes) => DataRef::Bool(*yes),
        Data::DateTime(moment) => DataRef::DateTime(*moment),
        Data::DateTimeIso(text) => DataRef::DateTimeIso(text.clone()),
        Data::DurationIso(text) => DataRef::DurationIso(text.clone()),
        Data::Error(error) => DataRef::Error(error.clone()),
        Data::Empty => DataRef::Empty,
    }
}

fn fault(error: XlsError) -> Fault {
    match error {
        XlsError::Password => Fault::Password,
        other => Fault::broken(other),
    }
}

#[cfg(test)]
mod old_tests;
