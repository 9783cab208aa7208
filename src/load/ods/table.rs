//! One sheet: its columns, rows and cells, most of which the file only counts.

use std::sync::Arc;

use super::super::budget::Budget;
use super::super::fault::Fault;
use super::super::grid::{Grid, hidden_sheet};
use super::super::sheet::{Area, Cell, Content, Sheet};
use super::super::xml::{Element, Xml};
use super::cell;
use super::styles::Styles;

/// A fill repeated over more cells than these is the sheet's background.
const BACKGROUND: u32 = 1_000;

/// Reads a `<table:table>` that was just opened.
pub(super) fn read(
    xml: &mut Xml<'_>,
    element: &Element,
    styles: &Styles,
    shown: &Arc<str>,
    budget: &mut Budget,
) -> Result<Sheet, Fault> {
    let name: Arc<str> = element.get("table:name").unwrap_or_default().into();
    if styles.hides(element.get("table:style-name").unwrap_or_default()) {
        return Ok(hidden_sheet(name, shown.clone()));
    }
    let mut table = Table {
        styles,
        budget,
        grid: Grid::default(),
        columns: Vec::new(),
        row: 0,
        column: 0,
    };
    table.parts(xml, false)?;
    Ok(table.grid.finish(name, shown.clone()))
}

/// A sheet as it is being read.
struct Table<'a> {
    styles: &'a Styles,
    budget: &'a mut Budget,
    grid: Grid,
    /// The column after each group, and the style of the group's cells.
    columns: Vec<(u32, Option<String>)>,
    row: u32,
    column: u32,
}

impl Table<'_> {
    /// Reads rows, columns and groups of either.
    fn parts(&mut self, xml: &mut Xml<'_>, hidden: bool) -> Result<(), Fault> {
        xml.children(|xml, element| match element.name.as_str() {
            "table:table-column" => self.columns(&element, hidden),
            "table:table-row" => self.rows(xml, &element, hidden),
            "table:table-columns"
            | "table:table-header-columns"
            | "table:table-rows"
            | "table:table-header-rows" => self.parts(xml, hidden),
            "table:table-column-group" | "table:table-row-group" => {
                self.parts(xml, hidden || element.flag("table:display") == Some(false))
            }
            _ => Ok(()),
        })
    }

    fn columns(&mut self, element: &Element, hidden: bool) -> Result<(), Fault> {
        self.budget.thing()?;
        let first = self.column;
        self.column = first.saturating_add(repeated(element, "table:number-columns-repeated"));
        if hidden || is_hidden(element) {
            self.grid.hide_columns(first, self.column - 1, self.budget);
        }
        self.columns.push((
            self.column,
            element
                .get("table:default-cell-style-name")
                .map(str::to_owned),
        ));
        Ok(())
    }

    fn rows(&mut self, xml: &mut Xml<'_>, element: &Element, hidden: bool) -> Result<(), Fault> {
        let count = repeated(element, "table:number-rows-repeated");
        if hidden || is_hidden(element) {
            self.grid
                .hide_rows(self.row, self.row.saturating_add(count - 1), self.budget);
        }
        let row_style = element.get("table:default-cell-style-name");
        let mut column = 0_u32;
        xml.children(|xml, element| {
            let covered = element.name == "table:covered-table-cell";
            if !covered && element.name != "table:table-cell" {
                return Ok(());
            }
            let columns = repeated(&element, "table:number-columns-repeated");
            if !covered {
                self.cells(xml, &element, row_style, (column, columns, count))?;
            }
            column = column.saturating_add(columns);
            Ok(())
        })?;
        self.row = self.row.saturating_add(count);
        Ok(())
    }

    /// Reads a cell and puts it wherever the file repeats it.
    fn cells(
        &mut self,
        xml: &mut Xml<'_>,
        element: &Element,
        row_style: Option<&str>,
        (column, columns, rows): (u32, u32, u32),
    ) -> Result<(), Fault> {
        let limit = self.budget.limits.token;
        let (content, commented) = cell::read(xml, element, self.styles, limit)?;
        if commented {
            self.grid.comment(self.row, column, self.budget)?;
        }
        let style = element
            .get("table:style-name")
            .or(row_style)
            .or_else(|| self.column_style(column));
        let cell = Cell {
            content,
            fill: style.and_then(|style| self.styles.fill(style)),
            ink: None,
        };
        self.merge(element, column)?;
        let background = columns.saturating_mul(rows) > BACKGROUND && cell.is_blank();
        if background || (cell.content == Content::Empty && cell.fill.is_none()) {
            return Ok(());
        }
        for row in self.row..self.row.saturating_add(rows) {
            for column in column..column.saturating_add(columns) {
                self.grid.put(row, column, cell.clone(), self.budget)?;
            }
        }
        Ok(())
    }

    fn merge(&mut self, element: &Element, left: u32) -> Result<(), Fault> {
        let bottom = self
            .row
            .saturating_add(repeated(element, "table:number-rows-spanned") - 1);
        let right = left.saturating_add(repeated(element, "table:number-columns-spanned") - 1);
        if (bottom, right) == (self.row, left) {
            return Ok(());
        }
        self.grid.merge(
            Area {
                top: self.row,
                left,
                bottom,
                right,
            },
            self.budget,
        )
    }

    fn column_style(&self, column: u32) -> Option<&str> {
        let at = self.columns.partition_point(|(after, _)| *after <= column);
        self.columns.get(at)?.1.as_deref()
    }
}

/// Returns how often an element counts: at least once.
fn repeated(element: &Element, attribute: &str) -> u32 {
    element.number::<u32>(attribute).unwrap_or(1).max(1)
}

/// Returns whether rows or columns are hidden, by hand or by a filter.
fn is_hidden(element: &Element) -> bool {
    matches!(element.get("table:visibility"), Some("collapse" | "filter"))
}
