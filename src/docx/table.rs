//! Tables whose heads come back on the next page.

use crate::markup::Element;

use super::columns::{lines, widths};
use super::grid::{Grid, Row, Slot, grid};
use super::lists::INDENT;
use super::parts::Shared;
use super::story::Story;
use super::tree::{all, children, has_role, words_of};

/// A row of more lines than this may go on on the next page.
const SHORT: usize = 12;

impl<'a> Story<'a> {
    /// Writes a table with its caption above it.
    pub fn table(&mut self, table: &'a Element, shared: &mut Shared<'a>) {
        let caption = children(table).find(|part| part.tag == "caption");
        if let Some(caption) = caption {
            let keep = std::mem::replace(&mut self.keep_next, true);
            self.line_of(Some("Caption"), caption, shared);
            self.keep_next = keep;
        }
        let grid = grid(table);
        if grid.columns == 0 {
            return;
        }
        // Word runs two tables without a paragraph between them together.
        if self.ends_in_table {
            self.empty_paragraph("TableGap", shared);
        }
        let indent = self.depth * INDENT;
        let widths = widths(
            &grid,
            self.width.saturating_sub(indent).max(grid.columns * 100),
        );
        let told = caption
            .map(words_of)
            .or_else(|| table.get("aria-label").map(str::to_owned));
        self.xml.open("w:tbl", &[]);
        self.table_properties(&grid, &widths, indent, told.as_deref());
        self.rows(&grid, &widths, shared);
        self.xml.close("w:tbl");
        (self.ends_in_table, self.after_heading) = (true, false);
    }

    fn table_properties(
        &mut self,
        grid: &Grid<'a>,
        widths: &[usize],
        indent: usize,
        told: Option<&str>,
    ) {
        let headed = grid.rows.first().is_some_and(|row| row.heads);
        let (bits, heads) = if headed { ("0620", "1") } else { ("0600", "0") };
        let width = widths.iter().sum::<usize>().to_string();
        self.xml.inside("w:tblPr", &[], |xml| {
            xml.value("w:tblStyle", "BoardTable");
            xml.empty("w:tblW", &[("w:w", &width), ("w:type", "dxa")]);
            xml.empty(
                "w:tblInd",
                &[("w:w", &indent.to_string()), ("w:type", "dxa")],
            );
            xml.empty("w:tblLayout", &[("w:type", "fixed")]);
            let look = [
                ("w:val", bits),
                ("w:firstRow", heads),
                ("w:lastRow", "0"),
                ("w:firstColumn", "0"),
                ("w:lastColumn", "0"),
                ("w:noHBand", "1"),
                ("w:noVBand", "1"),
            ];
            xml.empty("w:tblLook", &look);
            if let Some(told) = told.filter(|told| !told.is_empty()) {
                xml.value("w:tblCaption", told);
            }
        });
        self.xml.inside("w:tblGrid", &[], |xml| {
            for width in widths {
                xml.empty("w:gridCol", &[("w:w", &width.to_string())]);
            }
        });
    }

    fn rows(&mut self, grid: &Grid<'a>, widths: &[usize], shared: &mut Shared<'a>) {
        let mut only_heads = true;
        for row in &grid.rows {
            only_heads &= row.heads;
            self.anchor(row.element.get("id"));
            self.xml.open("w:tr", &[]);
            let whole = is_short(row, widths);
            if whole || only_heads {
                self.xml.inside("w:trPr", &[], |xml| {
                    if whole {
                        xml.empty("w:cantSplit", &[]);
                    }
                    if only_heads {
                        xml.empty("w:tblHeader", &[]);
                    }
                });
            }
            self.cells(row, widths, shared);
            self.xml.close("w:tr");
        }
    }

    fn cells(&mut self, row: &Row<'a>, widths: &[usize], shared: &mut Shared<'a>) {
        let mut at = 0;
        for slot in &row.slots {
            let width: usize = widths[at..at + slot.span()].iter().sum();
            at += slot.span();
            self.xml.open("w:tc", &[]);
            self.cell_properties(*slot, width);
            match slot {
                Slot::Cell(cell, _, _) => self.cell(cell, row.heads, width, shared),
                _ => self.empty_paragraph("TableText", shared),
            }
            self.xml.close("w:tc");
        }
    }

    fn cell_properties(&mut self, slot: Slot<'a>, width: usize) {
        self.xml.inside("w:tcPr", &[], |xml| {
            xml.empty("w:tcW", &[("w:w", &width.to_string()), ("w:type", "dxa")]);
            if slot.span() > 1 {
                xml.value("w:gridSpan", &slot.span().to_string());
            }
            match slot {
                Slot::Cell(_, _, true) => xml.value("w:vMerge", "restart"),
                Slot::Below(_) => xml.value("w:vMerge", "continue"),
                _ => {}
            }
        });
    }

    /// Writes what stands in a cell, as a text of its own in the story.
    fn cell(&mut self, cell: &'a Element, heads: bool, width: usize, shared: &mut Shared<'a>) {
        let (style, format, depth, around, align, keep) = (
            self.style,
            self.format,
            self.depth,
            self.width,
            self.align,
            self.keep_next,
        );
        let marker = self.marker.take();
        self.style = if heads { "TableHeading" } else { "TableText" };
        self.format.bold |= cell.tag == "th" && !heads;
        (self.depth, self.width, self.keep_next) = (0, width.saturating_sub(240), false);
        self.align = alignment(cell);
        self.anchor(cell.get("id"));
        let before = self.paragraphs;
        self.block_of(cell, shared);
        if self.paragraphs == before || self.ends_in_table {
            self.empty_paragraph("TableText", shared);
        }
        (
            self.style,
            self.format,
            self.depth,
            self.width,
            self.align,
            self.keep_next,
        ) = (style, format, depth, around, align, keep);
        self.marker = marker;
    }
}

/// Reads how a cell is aligned.
fn alignment(cell: &Element) -> Option<&'static str> {
    let said = cell.get("style").unwrap_or_default().replace(' ', "");
    let aligned = cell.get("align").unwrap_or_default();
    if said.contains("text-align:right") || said.contains("text-align:end") || aligned == "right" {
        Some("right")
    } else if said.contains("text-align:center") || aligned == "center" {
        Some("center")
    } else {
        None
    }
}

/// Returns whether a row is better pushed on than broken.
///
/// A row with the mark of a note may always break: LibreOffice loses the rows after one that may not, where the note has no
/// room on the page.
fn is_short(row: &Row<'_>, widths: &[usize]) -> bool {
    let mut at = 0;
    row.slots.iter().all(|slot| {
        let width = widths[at..at + slot.span()].iter().sum();
        at += slot.span();
        match slot {
            Slot::Cell(cell, _, _) => !has_note(cell) && lines(&words_of(cell), width) <= SHORT,
            _ => true,
        }
    })
}

fn has_note(cell: &Element) -> bool {
    let mut elements = all(cell).into_iter();
    elements.any(|element| has_role(element, "doc-noteref"))
}
