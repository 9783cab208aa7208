//! A cell written: text is text, whatever it begins with.

use rust_xlsxwriter::{ExcelDateTime, Format, Worksheet, XlsxError};

use crate::load::Run;
use crate::model::Date;

use super::{Fault, TrackerCell, looks};

/// Writes a cell in a look.
pub(super) fn write(
    sheet: &mut Worksheet,
    at: (u32, u16),
    cell: &TrackerCell,
    look: &Format,
) -> Result<(), Fault> {
    let (row, column) = at;
    let written = match cell {
        TrackerCell::Empty => sheet.write_blank(row, column, look).map(|_| ()),
        TrackerCell::Text(runs) => text(sheet, at, runs, look),
        TrackerCell::Number(number, format) => {
            let look = match format {
                Some(format) => look.clone().set_num_format(format),
                None => look.clone(),
            };
            sheet
                .write_number_with_format(row, column, *number, &look)
                .map(|_| ())
        }
        TrackerCell::Date(date) => day(*date).and_then(|day| {
            let look = look.clone().set_num_format("d mmm yyyy");
            sheet
                .write_datetime_with_format(row, column, day, &look)
                .map(|_| ())
        }),
    };
    written.map_err(|error| Fault::at(&sheet.name(), row, column, &error))
}

/// Returns a day as spreadsheets count it; they know none before 1900.
fn day(date: Date) -> Result<ExcelDateTime, XlsxError> {
    let year = u16::try_from(date.year).unwrap_or_default();
    ExcelDateTime::from_ymd(year, date.month, date.day)
}

fn text(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    runs: &[Run],
    look: &Format,
) -> Result<(), XlsxError> {
    let runs: Vec<Run> = runs
        .iter()
        .filter(|run| !run.text.is_empty())
        .map(spelt_out)
        .collect();
    let plain = runs.iter().all(|run| {
        *run == Run {
            text: run.text.clone(),
            ..Run::default()
        }
    });
    if plain {
        let text: String = runs.iter().map(|run| run.text.as_str()).collect();
        return sheet
            .write_string_with_format(row, column, text, look)
            .map(|_| ());
    }
    let formats: Vec<Format> = runs.iter().map(|run| looks::run(run, false)).collect();
    let texts = runs.iter().map(|run| run.text.as_str());
    let parts: Vec<(&Format, &str)> = formats.iter().zip(texts).collect();
    sheet
        .write_rich_string_with_format(row, column, &parts, look)
        .map(|_| ())
}

/// Links within a text are beyond a cell: where it leads stands behind the words.
fn spelt_out(run: &Run) -> Run {
    let mut run = run.clone();
    if let Some(to) = run
        .link
        .take()
        .filter(|to| !run.text.contains(to.trim_end_matches('/')))
    {
        let address = to.strip_prefix("mailto:").unwrap_or(&to);
        if !run.text.contains(address) {
            run.text.push_str(&format!(" ({address})"));
        }
    }
    run
}
