//! What a sheet says of its rows, columns and cells beside their values.

use std::collections::BTreeMap;

use super::super::budget::Budget;
use super::super::fault::Fault;
use super::super::grid::Grid;
use super::super::sheet::Cell;
use super::looks::Looks;
use super::records::{Record, records};

/// The styles of a sheet's cells, and which shared texts they hold.
#[derive(Debug, Default)]
pub(super) struct Layout {
    styles: BTreeMap<(u32, u32), u16>,
    texts: BTreeMap<(u32, u32), u32>,
}

impl Layout {
    /// Reads the sheet that begins at a place of the stream; hidden rows and columns and bare fills go into the grid.
    pub(super) fn read(
        stream: &[u8],
        start: usize,
        looks: &Looks,
        grid: &mut Grid,
        budget: &mut Budget,
    ) -> Result<Self, Fault> {
        let (mut layout, mut depth) = (Self::default(), 0_u32);
        for record in records(stream, start) {
            match record.kind {
                0x0809 => depth += 1,
                0x000a if depth <= 1 => break,
                0x000a => depth -= 1,
                // Charts within the sheet have cells of their own.
                _ if depth > 1 => {}
                0x0208 if record.u16(12) & 0x20 != 0 => {
                    grid.hide_rows(u32::from(record.u16(0)), u32::from(record.u16(0)), budget);
                }
                0x007d if record.u16(8) & 1 != 0 => {
                    grid.hide_columns(u32::from(record.u16(0)), u32::from(record.u16(2)), budget);
                }
                0x001c => {
                    let (row, column) = (u32::from(record.u16(0)), u32::from(record.u16(2)));
                    grid.comment(row, column, budget)?;
                }
                0x0201 | 0x00be => blanks(record, looks, grid, budget)?,
                _ => layout.cell(record),
            }
        }
        Ok(layout)
    }

    /// Returns the style of a cell.
    pub(super) fn style(&self, place: (u32, u32)) -> Option<u16> {
        self.styles.get(&place).copied()
    }

    /// Returns the number of the shared text in a cell.
    pub(super) fn text(&self, place: (u32, u32)) -> Option<u32> {
        self.texts.get(&place).copied()
    }

    fn cell(&mut self, record: Record<'_>) {
        let (row, column) = (u32::from(record.u16(0)), u32::from(record.u16(2)));
        match record.kind {
            0x0006 | 0x00d6 | 0x00fd | 0x0203..=0x0205 | 0x027e => {
                self.styles.insert((row, column), record.u16(4));
            }
            // Several numbers: for each a style and four bytes.
            0x00bd => {
                let count = record.bytes.len().saturating_sub(6) / 6;
                let each = (0..count).map(|at| ((row, column + at as u32), record.u16(4 + 6 * at)));
                self.styles.extend(each);
            }
            _ => {}
        }
        if record.kind == 0x00fd {
            self.texts.insert((row, column), record.u32(6));
        }
    }
}

/// Puts the fills of cells without values in their places.
fn blanks(
    record: Record<'_>,
    looks: &Looks,
    grid: &mut Grid,
    budget: &mut Budget,
) -> Result<(), Fault> {
    let (row, column) = (u32::from(record.u16(0)), u32::from(record.u16(2)));
    let count = if record.kind == 0x0201 {
        1
    } else {
        record.bytes.len().saturating_sub(6) / 2
    };
    for at in 0..count {
        let fill = looks.fill(record.u16(4 + 2 * at));
        grid.put(
            row,
            column + at as u32,
            Cell {
                fill,
                ..Cell::default()
            },
            budget,
        )?;
    }
    Ok(())
}
