//! What the cells of all sheets share: number formats, fills, and texts with the looks of their runs.

use std::collections::BTreeMap;

use super::super::budget::Budget;
use super::super::colour::Palette;
use super::super::fault::Fault;
use super::super::number_format::NumberFormat;
use super::super::runs::Look;
use super::super::sheet::{Run, Script};
use super::records::{Record, records};
use super::strings;

/// The looks of a workbook.
#[derive(Debug, Default)]
pub(super) struct Looks {
    /// Where in the stream each sheet begins, in the order of the tabs.
    pub(super) sheets: Vec<usize>,
    cells: Vec<Style>,
    formats: BTreeMap<u16, NumberFormat>,
    palette: Palette,
    texts: BTreeMap<u32, Vec<Run>>,
}

/// The style of a cell.
#[derive(Debug)]
struct Style {
    format: u16,
    fill: Option<u16>,
}

impl Looks {
    /// Reads only where the sheets begin: before Excel 97, looks and texts have another form.
    pub(super) fn none(stream: &[u8], budget: &mut Budget) -> Result<Self, Fault> {
        let mut looks = Self::default();
        for record in records(stream, 0) {
            budget.thing()?;
            match record.kind {
                0x0085 => looks.sheets.push(record.u32(0) as usize),
                0x000a => break,
                _ => {}
            }
        }
        Ok(looks)
    }

    /// Reads the looks from the stream's first part.
    pub(super) fn read(stream: &[u8], budget: &mut Budget) -> Result<Self, Fault> {
        let (mut looks, mut fonts, mut shared) = (Self::default(), Vec::new(), Vec::new());
        for record in records(stream, 0) {
            budget.thing()?;
            match record.kind {
                0x0031 => fonts.push(font(record)),
                0x0085 => looks.sheets.push(record.u32(0) as usize),
                0x0092 => looks.palette = palette(record.bytes),
                0x00e0 => looks.cells.push(style(record)),
                0x041e => {
                    let code = strings::short(record.bytes.get(2..).unwrap_or_default());
                    looks
                        .formats
                        .insert(record.u16(0), NumberFormat::parse(&code));
                }
                0x00fc => shared = vec![record.bytes],
                // Long lists of texts go on in further records.
                0x003c if !shared.is_empty() && looks.texts.is_empty() => shared.push(record.bytes),
                0x000a => break,
                _ if !shared.is_empty() => {
                    looks.texts = strings::rich(&std::mem::take(&mut shared), &fonts, budget)?
                }
                _ => {}
            }
        }
        if !shared.is_empty() {
            looks.texts = strings::rich(&shared, &fonts, budget)?;
        }
        Ok(looks)
    }

    /// Returns the number format of a style.
    pub(super) fn format(&self, style: u16) -> Option<NumberFormat> {
        let id = self.cells.get(usize::from(style))?.format;
        let built_in = || NumberFormat::parse(NumberFormat::built_in(u32::from(id)));
        Some(self.formats.get(&id).cloned().unwrap_or_else(built_in))
    }

    /// Returns the solid fill of a style; none for white.
    pub(super) fn fill(&self, style: u16) -> Option<[u8; 3]> {
        let number = self.cells.get(usize::from(style))?.fill?;
        self.palette
            .indexed(usize::from(number))
            .filter(|fill| *fill != [255; 3])
    }

    /// Returns the runs of a shared text that has looks of its own.
    pub(super) fn runs(&self, text: u32) -> Option<&Vec<Run>> {
        self.texts.get(&text)
    }
}

fn style(record: Record<'_>) -> Style {
    let pattern = record.u32(14) >> 26;
    Style {
        format: record.u16(2),
        fill: (pattern == 1).then_some(record.u16(18) & 0x7f),
    }
}

fn font(record: Record<'_>) -> Look {
    let flags = record.u16(2);
    Look {
        bold: Some(record.u16(6) >= 600),
        italic: Some(flags & 2 != 0),
        strike: Some(flags & 8 != 0),
        underline: Some(record.bytes.get(10).is_some_and(|kind| *kind != 0)),
        script: Some(match record.u16(8) {
            1 => Some(Script::Super),
            2 => Some(Script::Sub),
            _ => None,
        }),
        link: None,
    }
}

/// Returns the palette with the workbook's own colours, which follow the eight fixed ones.
fn palette(bytes: &[u8]) -> Palette {
    let usual = Palette::default();
    let fixed = (0..8).filter_map(|number| usual.indexed(number));
    let own = bytes
        .get(2..)
        .unwrap_or_default()
        .chunks_exact(4)
        .map(|four| [four[0], four[1], four[2]]);
    Palette {
        indexed: fixed.chain(own).collect(),
        ..Palette::default()
    }
}
