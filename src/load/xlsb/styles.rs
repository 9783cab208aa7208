//! What a cell's style says of its number format and its fill, and the fonts of runs.

use std::collections::BTreeMap;

use super::super::archive::Archive;
use super::super::budget::Budget;
use super::super::colour::{Palette, tinted};
use super::super::fault::Fault;
use super::super::number_format::NumberFormat;
use super::super::runs::Look;
use super::super::sheet::Script;
use super::records::Records;

/// The styles of all cells, by their number.
#[derive(Debug, Default)]
pub(super) struct Styles {
    cells: Vec<(u16, u16)>,
    formats: BTreeMap<u16, NumberFormat>,
    fills: Vec<Option<[u8; 3]>>,
    fonts: Vec<Look>,
}

impl Styles {
    /// Reads the styles and the theme whose colours they name; a workbook may lack either.
    pub(super) fn read(
        archive: &mut Archive,
        styles: Option<&str>,
        theme: Option<&str>,
        budget: &mut Budget,
    ) -> Result<Self, Fault> {
        let palette = Palette::of(archive, theme)?;
        let mut read = Self::default();
        let Some(part) = styles.filter(|part| archive.has(part)) else {
            return Ok(read);
        };
        let mut records = Records::open(archive, part, budget)?;
        let mut of_cells = false;
        while let Some(kind) = records.next()? {
            budget.thing()?;
            match kind {
                0x2b => read.fonts.push(font(&records)),
                0x2c => drop(
                    read.formats
                        .insert(records.u16(0), NumberFormat::parse(&records.wide(2).0)),
                ),
                0x2d => read.fills.push(fill(&records, &palette)),
                0x2f if of_cells => read.cells.push((records.u16(2), records.u16(6))),
                // The styles of cells begin and end; those of named styles look the same.
                0x269 => of_cells = true,
                0x26a => of_cells = false,
                _ => {}
            }
        }
        Ok(read)
    }

    /// Returns the number format of a style.
    pub(super) fn format(&self, style: usize) -> Option<NumberFormat> {
        let id = self.cells.get(style)?.0;
        let built_in = || NumberFormat::parse(NumberFormat::built_in(u32::from(id)));
        Some(self.formats.get(&id).cloned().unwrap_or_else(built_in))
    }

    /// Returns the solid fill of a style; none for white.
    pub(super) fn fill(&self, style: usize) -> Option<[u8; 3]> {
        let fill = (*self.fills.get(usize::from(self.cells.get(style)?.1))?)?;
        (fill != [255; 3]).then_some(fill)
    }

    /// Returns the look of a font.
    pub(super) fn font(&self, number: usize) -> Look {
        self.fonts.get(number).cloned().unwrap_or_default()
    }
}

/// Reads a fill: its pattern, then its colour.
fn fill(records: &Records<'_>, palette: &Palette) -> Option<[u8; 3]> {
    if records.u32(0) != 1 {
        return None;
    }
    let (kind, number) = (records.u8(4) >> 1, usize::from(records.u8(5)));
    let tint = f64::from(records.u16(6).cast_signed()) / 32_767.0;
    match kind {
        1 => Some(tinted(palette.indexed(number)?, tint)),
        2 => Some(tinted([records.u8(8), records.u8(9), records.u8(10)], tint)),
        3 => palette.themed(number, tint),
        _ => None,
    }
}

fn font(records: &Records<'_>) -> Look {
    let flags = records.u16(2);
    Look {
        bold: Some(records.u16(4) >= 600),
        italic: Some(flags & 2 != 0),
        strike: Some(flags & 8 != 0),
        script: Some(match records.u16(6) {
            1 => Some(Script::Super),
            2 => Some(Script::Sub),
            _ => None,
        }),
        underline: Some(records.u8(8) != 0),
        link: None,
    }
}
