//! Tables: rows of cells on a grid.

use super::super::fault::Fault;
use super::super::text_document::{AsideKind, TextCell, TextRow, TextTable, plain};
use super::super::xml::{Element, Xml};
use super::story::Story;

/// No cell of a page takes more columns.
const WIDEST: usize = 1_000;

impl Story<'_> {
    /// Reads a table that was just opened.
    pub(super) fn table(&mut self, xml: &mut Xml<'_>) -> Result<TextTable, Fault> {
        let mut table = TextTable::default();
        self.rows(xml, &mut table, false)?;
        Ok(table)
    }

    fn rows(
        &mut self,
        xml: &mut Xml<'_>,
        table: &mut TextTable,
        header: bool,
    ) -> Result<(), Fault> {
        xml.children(|xml, element| match element.name.as_str() {
            "table:table-row" => {
                self.budget.thing()?;
                let row = self.row(xml, table.rows.last(), header)?;
                table.rows.push(row);
                Ok(())
            }
            "table:table-header-rows" => self.rows(xml, table, true),
            "table:table-rows" | "table:table-row-group" => self.rows(xml, table, header),
            _ => Ok(()),
        })
    }

    fn row(
        &mut self,
        xml: &mut Xml<'_>,
        above: Option<&TextRow>,
        header: bool,
    ) -> Result<TextRow, Fault> {
        let mut row = TextRow {
            header,
            ..TextRow::default()
        };
        let mut column = 0;
        xml.children(|xml, element| {
            let repeated = element.number("table:number-columns-repeated").unwrap_or(1);
            let repeated = repeated.clamp(1, WIDEST);
            match element.name.as_str() {
                "table:table-cell" => {
                    self.budget.thing()?;
                    let cell = self.cell(xml, &element, column)?;
                    row.cells.push(cell);
                }
                "table:covered-table-cell" => {
                    let blocks = self.apart(xml)?;
                    self.aside(AsideKind::Hidden, &plain(&blocks));
                    (column..column + repeated).for_each(|at| cover(&mut row, above, at));
                }
                _ => return Ok(()),
            }
            column += repeated;
            Ok(())
        })?;
        Ok(row)
    }

    fn cell(
        &mut self,
        xml: &mut Xml<'_>,
        element: &Element,
        column: usize,
    ) -> Result<TextCell, Fault> {
        let spanned = element.number("table:number-columns-spanned");
        let repeated = element.number("table:number-columns-repeated");
        let width = spanned.or(repeated).unwrap_or(1);
        Ok(TextCell {
            column,
            width: width.clamp(1, WIDEST),
            goes_on: false,
            fill: self.styles.fill(element.get("table:style-name")),
            blocks: self.apart(xml)?,
        })
    }
}

/// Takes note of a covered place: it belongs to the cell on its left, or goes on from the one above.
fn cover(row: &mut TextRow, above: Option<&TextRow>, column: usize) {
    if row.cells.last().is_some_and(|left| left.covers(column)) {
        return;
    }
    let over = above.and_then(|above| above.cells.iter().find(|cell| cell.covers(column)));
    let same = row
        .cells
        .last_mut()
        .filter(|last| last.goes_on && over.is_some_and(|over| over.covers(last.column)));
    match same {
        Some(last) => last.width += 1,
        None => row.cells.push(TextCell {
            column,
            width: 1,
            goes_on: true,
            ..TextCell::default()
        }),
    }
}
