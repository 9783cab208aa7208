//! Tables: rows of cells on a grid.

use super::super::colour::hex;
use super::super::fault::Fault;
use super::super::text_document::{AsideKind, TextCell, TextRow, TextTable};
use super::super::xml::{Element, Xml};
use super::properties::is_on;
use super::story::Story;

/// No cell of a page takes more columns.
const WIDEST: usize = 1_000;

/// What a row says of itself.
#[derive(Default)]
struct RowProperties {
    before: usize,
    header: bool,
    deleted: bool,
}

impl Story<'_> {
    /// Reads a table that was just opened.
    pub(super) fn table(&mut self, xml: &mut Xml<'_>) -> Result<TextTable, Fault> {
        let mut table = TextTable::default();
        self.rows(xml, &mut table)?;
        Ok(table)
    }

    fn rows(&mut self, xml: &mut Xml<'_>, table: &mut TextTable) -> Result<(), Fault> {
        xml.children(|xml, element| match element.name.as_str() {
            "w:tr" => self.row(xml, table),
            "w:sdt" | "w:sdtContent" | "w:customXml" | "w:ins" => self.rows(xml, table),
            _ => Ok(()),
        })
    }

    fn row(&mut self, xml: &mut Xml<'_>, table: &mut TextTable) -> Result<(), Fault> {
        self.budget.thing()?;
        let (mut row, mut said) = (TextRow::default(), RowProperties::default());
        self.cells(xml, &mut row, &mut said)?;
        if said.deleted {
            let texts: Vec<String> = row.cells.iter().map(TextCell::text).collect();
            self.aside(AsideKind::Deleted, &texts.join("\n"));
            return Ok(());
        }
        row.header = said.header;
        table.rows.push(row);
        Ok(())
    }

    fn cells(
        &mut self,
        xml: &mut Xml<'_>,
        row: &mut TextRow,
        said: &mut RowProperties,
    ) -> Result<(), Fault> {
        xml.children(|xml, element| match element.name.as_str() {
            "w:trPr" => row_properties(xml, said),
            "w:tc" => self.cell(xml, row, said.before),
            "w:sdt" | "w:sdtContent" | "w:customXml" => self.cells(xml, row, said),
            _ => Ok(()),
        })
    }

    fn cell(&mut self, xml: &mut Xml<'_>, row: &mut TextRow, before: usize) -> Result<(), Fault> {
        self.budget.thing()?;
        let column = row
            .cells
            .last()
            .map_or(before, |last| last.column + last.width);
        let mut cell = TextCell {
            column,
            width: 1,
            ..TextCell::default()
        };
        let mut joins_left = false;
        xml.children(|xml, element| {
            if element.name == "w:tcPr" {
                return xml.children(|_, said| {
                    joins_left |= cell_property(&mut cell, &said);
                    Ok(())
                });
            }
            self.block(xml, &element, &mut cell.blocks)
        })?;
        if cell.goes_on {
            // Word shows nothing of what stands in a cell that is merged into the one above.
            self.aside(AsideKind::Hidden, &cell.text());
            cell.blocks.clear();
        }
        match row.cells.last_mut().filter(|_| joins_left) {
            Some(left) => {
                left.width += cell.width;
                left.blocks.append(&mut cell.blocks);
            }
            None => row.cells.push(cell),
        }
        Ok(())
    }
}

fn row_properties(xml: &mut Xml<'_>, said: &mut RowProperties) -> Result<(), Fault> {
    xml.children(|_, element| {
        match element.name.as_str() {
            "w:gridBefore" => said.before = element.number("w:val").unwrap_or(0).min(WIDEST),
            "w:tblHeader" => said.header = is_on(&element),
            "w:del" => said.deleted = true,
            _ => {}
        }
        Ok(())
    })
}

/// Returns the colour that a cell is shaded in: of a full pattern that in front, else that behind; none for white.
fn shading(said: &Element) -> Option<[u8; 3]> {
    let name = match said.get("w:val") {
        Some("nil") => return None,
        Some("solid") => "w:color",
        _ => "w:fill",
    };
    hex(said.get(name)?).filter(|fill| *fill != [255; 3])
}

/// Takes over what a cell says of itself; returns whether it is merged into the one on its left.
fn cell_property(cell: &mut TextCell, said: &Element) -> bool {
    let goes_on = said.get("w:val") != Some("restart");
    match said.name.as_str() {
        "w:gridSpan" => cell.width = said.number("w:val").unwrap_or(1).clamp(1, WIDEST),
        "w:vMerge" => cell.goes_on = goes_on,
        "w:shd" => cell.fill = shading(said),
        "w:hMerge" => return goes_on,
        _ => {}
    }
    false
}
