//! Tables of a body.

use std::ops::Range;

use pulldown_cmark::Alignment;

use crate::diagnostic::Code;
use crate::model::{Block, Grid, GridColumn, Side};

use super::super::attributes::{Attributes, attributes};
use super::Reader;

impl Reader<'_> {
    pub(super) fn start_grid(&mut self, sides: &[Alignment]) {
        self.end_paragraph();
        self.heads = 0;
        self.is_caption = false;
        let column = |side: &Alignment| GridColumn {
            align: if *side == Alignment::Right {
                Side::Right
            } else {
                Side::Left
            },
            heading: Vec::new(),
        };
        self.grid = Some(Grid {
            caption: None,
            columns: sides.iter().map(column).collect(),
            rows: Vec::new(),
        });
    }

    /// Ends a table; the caption right below it is a paragraph.
    pub(super) fn end_grid(&mut self) {
        let Some(mut grid) = self.grid.take() else {
            return;
        };
        let caption = match self.is_caption {
            true => grid.rows.pop().and_then(|row| row.into_iter().next()),
            false => None,
        };
        let lines = self.places.len() - caption.as_ref().map_or(0, |_| grid.columns.len());
        let mut below = self.places.split_off(lines.min(self.places.len()));
        self.block(Block::Table(grid), Attributes::default());
        if let (Some(mut of), Some(place)) = (caption, below.drain(..).next()) {
            let said = attributes(&mut of, &place, self.names, self.out);
            self.places.push(place);
            self.block(Block::Paragraph { of }, said);
        }
    }

    pub(super) fn end_cell(&mut self, range: Range<usize>) {
        self.start.get_or_insert(range);
        let images = std::mem::take(&mut self.images);
        images.iter().for_each(|image| self.say_astray(image));
        let of = self.line.take();
        let place = self.ground.origin(self.start.take().unwrap_or(0..0));
        self.places.push(place);
        let Some(grid) = &mut self.grid else { return };
        match grid.rows.last_mut() {
            Some(row) => row.push(of),
            None => {
                if let Some(column) = grid.columns.get_mut(self.heads) {
                    column.heading = of;
                }
                self.heads += 1;
            }
        }
    }

    /// What stands beyond the last column would be lost without a word.
    pub(super) fn say_lost_cells(&mut self, range: Range<usize>) {
        let columns = self.grid.as_ref().map_or(0, |grid| grid.columns.len());
        let source = self.ground.text[range.clone()].trim();
        let cells = cells(source);
        if cells > columns {
            let message =
                format!("a row of a table has {cells} cells, but the table has {columns} columns");
            self.out
                .add(Code::GridFaulty, self.ground.origin(range), message)
                .hint("give the table another heading, or write `\\|` for a stroke that belongs to the words");
        }
    }
}

/// Whether a row as it is written is no row, but the caption of its table.
pub fn is_caption(row: &str) -> bool {
    let lead = row.trim_start().get(..6);
    !row.contains('|') && lead.is_some_and(|lead| lead.eq_ignore_ascii_case("table:"))
}

/// Counts the cells of a table's row as it is written.
fn cells(row: &str) -> usize {
    let mut strokes = 0;
    let mut before = ' ';
    for c in row.chars() {
        strokes += usize::from(c == '|' && before != '\\');
        before = c;
    }
    let outer = usize::from(row.starts_with('|'))
        + usize::from(row.ends_with('|') && !row.ends_with("\\|") && row.len() > 1);
    (strokes + 1).saturating_sub(outer)
}
