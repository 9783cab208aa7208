//! One worksheet: its rows, columns, cells and merged areas.

use super::super::budget::Budget;
use super::super::fault::Fault;
use super::super::grid::Grid;
use super::super::runs::{content, plain, plain_lines};
use super::super::sheet::{Area, Cell, Content};
use super::Common;
use super::records::Records;
use super::text::rich_text;
use crate::model::cell_name;

/// What errors are called, by their number.
const ERRORS: [(u8, &str); 8] = [
    (0x00, "#NULL!"),
    (0x07, "#DIV/0!"),
    (0x0f, "#VALUE!"),
    (0x17, "#REF!"),
    (0x1d, "#NAME?"),
    (0x24, "#NUM!"),
    (0x2a, "#N/A"),
    (0x2b, "#GETTING_DATA"),
];

/// Reads a worksheet.
pub(super) fn read(
    records: &mut Records<'_>,
    common: &Common,
    budget: &mut Budget,
) -> Result<Grid, Fault> {
    let (mut grid, mut row, mut next) = (Grid::default(), 0, 0);
    while let Some(kind) = records.next()? {
        match kind {
            0x00 => {
                (row, next) = (records.u32(0), 0);
                if records.u8(11) & 0x10 != 0 {
                    grid.hide_rows(row, row, budget);
                }
            }
            0x01..=0x0b | 0x3e => {
                let column = records.u32(0);
                cell(records, kind, (row, column), 4, common, &mut grid, budget)?;
                next = column.saturating_add(1);
            }
            // The short form leaves the column out.
            0x0c..=0x12 => {
                cell(
                    records,
                    kind - 0x0b,
                    (row, next),
                    0,
                    common,
                    &mut grid,
                    budget,
                )?;
                next = next.saturating_add(1);
            }
            0x3c if records.u16(16) & 1 != 0 => {
                grid.hide_columns(records.u32(0), records.u32(4), budget)
            }
            0xb0 => {
                let (top, bottom, left, right) = (
                    records.u32(0),
                    records.u32(4),
                    records.u32(8),
                    records.u32(12),
                );
                if top <= bottom && left <= right {
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
            }
            _ => {}
        }
    }
    Ok(grid)
}

/// Puts a cell in its place; its style stands at `at`, its value after that.
fn cell(
    records: &Records<'_>,
    kind: u32,
    place: (u32, u32),
    at: usize,
    common: &Common,
    grid: &mut Grid,
    budget: &mut Budget,
) -> Result<(), Fault> {
    let style = (records.u32(at) & 0x00ff_ffff) as usize;
    let content = held(records, kind, place, (style, at + 4), common)?;
    let fill = common.styles.fill(style);
    grid.put(
        place.0,
        place.1,
        Cell {
            content,
            fill,
            ink: None,
        },
        budget,
    )
}

/// Returns what a cell of a kind holds.
fn held(
    records: &Records<'_>,
    kind: u32,
    (row, column): (u32, u32),
    (style, at): (usize, usize),
    common: &Common,
) -> Result<Content, Fault> {
    Ok(match kind {
        0x02 => number(Some(short_number(records.u32(at))), style, common),
        0x03 | 0x0b => {
            let number = records.u8(at);
            let name = ERRORS
                .iter()
                .find(|(known, _)| *known == number)
                .map_or("#ERROR!", |(_, name)| name);
            Content::Error(name.to_owned())
        }
        0x04 | 0x0a => Content::Boolean(records.u8(at) != 0),
        0x05 | 0x09 => number(records.f64(at), style, common),
        0x06 | 0x08 => plain(&plain_lines(&records.wide(at).0)),
        0x07 => match common.texts.get(records.u32(at) as usize) {
            Some(runs) => content(runs.to_vec()),
            None => {
                return Err(Fault::broken(format!(
                    "the text of cell {} is missing",
                    cell_name(row, column)
                )));
            }
        },
        0x3e => content(rich_text(records, at, &common.styles)),
        _ => Content::Empty,
    })
}

fn number(value: Option<f64>, style: usize, common: &Common) -> Content {
    let Some(value) = value else {
        return Content::Error("#NUM!".to_owned());
    };
    let format = common.styles.format(style);
    format.unwrap_or_default().content(value, common.epoch)
}

/// Returns the number that four bytes stand for: whole or the front half of a fraction, as it is or in hundredths.
fn short_number(bytes: u32) -> f64 {
    let value = match bytes & 2 {
        0 => f64::from_bits(u64::from(bytes & !3) << 32),
        _ => f64::from(bytes.cast_signed() >> 2),
    };
    if bytes & 1 != 0 { value / 100.0 } else { value }
}

#[cfg(test)]
mod tests {
    use super::short_number;

    #[test]
    fn short_numbers_are_whole_or_in_hundredths_or_fractions() {
        assert_eq!(short_number(5 << 2 | 2), 5.0);
        assert_eq!(short_number((-5_i32 << 2).cast_unsigned() | 2), -5.0);
        assert_eq!(short_number(125 << 2 | 3), 1.25);
        assert_eq!(short_number((1.5_f64.to_bits() >> 32) as u32), 1.5);
    }
}
