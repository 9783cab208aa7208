//! What a cell's style says of its number format and its fill.

use std::collections::BTreeMap;

use super::super::archive::Archive;
use super::super::budget::Budget;
use super::super::colour::{Palette, hex};
use super::super::fault::Fault;
use super::super::number_format::NumberFormat;
use super::super::xml::{Element, Xml};

/// The styles of all cells, by their number.
#[derive(Debug, Default)]
pub(super) struct Styles {
    /// The number format, the fill and the font of each style, by their numbers.
    cells: Vec<(u32, usize, usize)>,
    formats: BTreeMap<u32, NumberFormat>,
    fills: Vec<Option<[u8; 3]>>,
    fonts: Vec<Font>,
}

/// What a font says of signs.
#[derive(Debug, Default)]
struct Font {
    /// Whether its letters are signs.
    of_signs: bool,
    colour: Option<[u8; 3]>,
}

/// Fonts whose letters are signs.
const SIGNS: [&str; 3] = ["wingdings", "webdings", "symbol"];

impl Styles {
    /// Reads the styles and the theme whose colours they name; a workbook may lack either.
    pub(super) fn read(
        archive: &mut Archive,
        styles: Option<&str>,
        theme: Option<&str>,
        budget: &mut Budget,
    ) -> Result<Self, Fault> {
        let mut palette = Palette::of(archive, theme)?;
        let Some(part) = styles.filter(|part| archive.has(part)) else {
            return Ok(Self::default());
        };
        // The file's own palette stands after the fills that use it.
        palette.indexed = own_palette(&mut archive.xml(part)?, budget)?;
        let mut read = Self::default();
        let mut xml = archive.xml(part)?;
        xml.root()?;
        xml.children(|xml, element| read.section(xml, &element, &palette, budget))?;
        read.formats.extend(
            read.cells
                .iter()
                .map(|(id, ..)| *id)
                .filter(|id| !read.formats.contains_key(id))
                .map(|id| (id, NumberFormat::parse(NumberFormat::built_in(id))))
                .collect::<Vec<_>>(),
        );
        Ok(read)
    }

    /// Returns the number format of a style; none where the number is shown as it is.
    pub(super) fn format(&self, style: usize) -> Option<&NumberFormat> {
        self.formats.get(&self.cells.get(style)?.0)
    }

    /// Returns the solid fill of a style; none for white.
    pub(super) fn fill(&self, style: usize) -> Option<[u8; 3]> {
        let fill = (*self.fills.get(self.cells.get(style)?.1)?)?;
        (fill != [255; 3]).then_some(fill)
    }

    /// Returns the colour in which a style shows a lone sign; none for black, and for letters and digits of fonts for text.
    pub(super) fn ink(&self, style: usize, sign: char) -> Option<[u8; 3]> {
        let font = self.fonts.get(self.cells.get(style)?.2)?;
        let shown = font.of_signs || !sign.is_alphanumeric();
        font.colour.filter(|colour| shown && *colour != [0; 3])
    }

    fn section(
        &mut self,
        xml: &mut Xml<'_>,
        section: &Element,
        palette: &Palette,
        budget: &mut Budget,
    ) -> Result<(), Fault> {
        match section.name.as_str() {
            "numFmts" => xml.children(|_, format| {
                budget.thing()?;
                let code = format.get("formatCode").unwrap_or_default();
                budget.text(code.len())?;
                self.formats.insert(
                    format.number("numFmtId").unwrap_or_default(),
                    NumberFormat::parse(code),
                );
                Ok(())
            }),
            "fills" => xml.children(|xml, _| {
                budget.thing()?;
                self.fills.push(fill(xml, palette)?);
                Ok(())
            }),
            "fonts" => xml.children(|xml, _| {
                budget.thing()?;
                self.fonts.push(font(xml, palette)?);
                Ok(())
            }),
            "cellXfs" => xml.children(|_, cell| {
                budget.thing()?;
                let format = cell.number("numFmtId").unwrap_or_default();
                let number = |name| cell.number(name).unwrap_or_default();
                self.cells
                    .push((format, number("fillId"), number("fontId")));
                Ok(())
            }),
            _ => Ok(()),
        }
    }
}

/// Reads a `<font>` that was just opened.
fn font(xml: &mut Xml<'_>, palette: &Palette) -> Result<Font, Fault> {
    let mut font = Font::default();
    xml.children(|_, said| {
        match said.name.as_str() {
            "name" => {
                let name = said.get("val").unwrap_or_default().to_lowercase();
                font.of_signs = SIGNS.iter().any(|signs| name.starts_with(signs));
            }
            "color" => font.colour = palette.colour(&said),
            _ => {}
        }
        Ok(())
    })?;
    Ok(font)
}

/// Reads a `<fill>` that was just opened.
fn fill(xml: &mut Xml<'_>, palette: &Palette) -> Result<Option<[u8; 3]>, Fault> {
    let mut fill = None;
    xml.children(|xml, pattern| {
        if pattern.name != "patternFill" || pattern.get("patternType") != Some("solid") {
            return Ok(());
        }
        xml.children(|_, colour| {
            if colour.name == "fgColor" {
                fill = palette.colour(&colour);
            }
            Ok(())
        })
    })?;
    Ok(fill)
}

/// Reads the colours of `<indexedColors>`.
fn own_palette(xml: &mut Xml<'_>, budget: &mut Budget) -> Result<Vec<[u8; 3]>, Fault> {
    let mut own = Vec::new();
    xml.root()?;
    xml.children(|xml, element| {
        if element.name != "colors" {
            return Ok(());
        }
        xml.children(|xml, kind| {
            if kind.name != "indexedColors" {
                return Ok(());
            }
            xml.children(|_, colour| {
                budget.thing()?;
                own.push(colour.get("rgb").and_then(hex).unwrap_or_default());
                Ok(())
            })
        })
    })?;
    Ok(own)
}
