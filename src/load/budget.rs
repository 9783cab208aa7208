//! What a workbook uses of its limits while it is being read.

use super::fault::Fault;
use super::limits::Limits;
use super::sheet::{Cell, Content, Run};
use crate::model::cell_name;

/// What a workbook has used of its limits.
#[derive(Debug)]
pub(super) struct Budget {
    /// The limits.
    pub(super) limits: Limits,
    cells: usize,
    fills: usize,
    things: usize,
    text: usize,
}

impl Budget {
    /// Starts with nothing used.
    pub(super) fn new(limits: &Limits) -> Self {
        Self {
            limits: *limits,
            cells: 0,
            fills: 0,
            things: 0,
            text: 0,
        }
    }

    /// Counts one thing that is no cell: a style, a merged area, a link, a shared text.
    pub(super) fn thing(&mut self) -> Result<(), Fault> {
        self.things += 1;
        if self.things > 4 * self.limits.cells {
            return Err(Fault::too_large(
                "it holds millions of styles, links or merged areas",
            ));
        }
        Ok(())
    }

    /// Counts text that is kept.
    pub(super) fn text(&mut self, length: usize) -> Result<(), Fault> {
        self.text = self.text.saturating_add(length);
        if self.text > self.limits.text {
            return Err(Fault::too_large(format!(
                "its cells hold more than {} MB of text",
                self.limits.text >> 20
            )));
        }
        Ok(())
    }

    /// Counts a cell that holds something, if its place and its text are within the limits.
    pub(super) fn admit(&mut self, row: u32, column: u32, cell: &Cell) -> Result<(), Fault> {
        if self.is_beyond(row, column) {
            let limit = format!(
                "{} rows and {} columns",
                self.limits.rows, self.limits.columns
            );
            return Err(Fault::too_large(format!(
                "cell {} lies beyond {limit}",
                cell_name(row, column)
            )));
        }
        self.cells += 1;
        if self.cells > self.limits.cells {
            return Err(Fault::too_large(format!(
                "it holds more than {} cells",
                self.limits.cells
            )));
        }
        self.text(cell_weight(cell))
    }

    /// Returns whether a blank cell is worth keeping for its fill, and counts it.
    pub(super) fn keeps_blank(&mut self, row: u32, column: u32, cell: &Cell) -> bool {
        if cell.fill.is_none() || self.is_beyond(row, column) {
            return false;
        }
        self.fills += 1;
        self.fills <= self.limits.cells
    }

    fn is_beyond(&self, row: u32, column: u32) -> bool {
        row >= self.limits.rows || column >= self.limits.columns
    }
}

fn cell_weight(cell: &Cell) -> usize {
    match &cell.content {
        Content::Text(runs) => runs.iter().map(run_weight).sum(),
        Content::Number { shown: text, .. }
        | Content::Error(text)
        | Content::Uncalculated(text) => text.len(),
        _ => 0,
    }
}

/// Returns what a run weighs in the budget of text; an empty one is not free.
fn run_weight(run: &Run) -> usize {
    run.text.len() + run.link.as_ref().map_or(0, String::len) + 8
}
