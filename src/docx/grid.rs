//! A table's cells in their places.

use crate::markup::Element;

use super::tree::{children, is_left_out};

/// The most columns that Word takes.
const COLUMNS: usize = 63;

/// A table's rows, each as wide as the widest.
#[derive(Debug)]
pub struct Grid<'a> {
    /// How many columns there are.
    pub columns: usize,
    /// The rows.
    pub rows: Vec<Row<'a>>,
}

/// A row.
#[derive(Debug)]
pub struct Row<'a> {
    /// The row itself.
    pub element: &'a Element,
    /// Whether it says what the columns are.
    pub heads: bool,
    /// What stands in it, from left to right.
    pub slots: Vec<Slot<'a>>,
}

/// A place in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot<'a> {
    /// A cell, over so many columns; whether it goes on in the next row.
    Cell(&'a Element, usize, bool),
    /// The rest of a cell that began in a row above, over so many columns.
    Below(usize),
    /// Nothing, over so many columns.
    Empty(usize),
}

impl Slot<'_> {
    /// Returns over how many columns it goes.
    pub fn span(self) -> usize {
        let (Self::Cell(_, span, _) | Self::Below(span) | Self::Empty(span)) = self;
        span
    }
}

/// Puts the cells of a table in their places.
pub fn grid(table: &Element) -> Grid<'_> {
    // By column: the cell that goes on below, the columns it takes, and how many rows it has left.
    let mut open: Vec<Option<(usize, usize)>> = vec![None; COLUMNS];
    let mut rows: Vec<Row<'_>> = rows(table)
        .into_iter()
        .map(|(element, heads)| Row {
            element,
            heads,
            slots: slots(element, &mut open),
        })
        .collect();
    let width = |row: &Row<'_>| row.slots.iter().map(|slot| slot.span()).sum::<usize>();
    let columns = rows.iter().map(width).max().unwrap_or(0);
    for row in &mut rows {
        let missing = columns - width(row);
        if missing > 0 {
            row.slots.push(Slot::Empty(missing));
        }
    }
    Grid { columns, rows }
}

/// Lists the rows of a table, and whether each is one of its heads.
fn rows(table: &Element) -> Vec<(&Element, bool)> {
    let mut rows = Vec::new();
    for part in children(table).filter(|part| !is_left_out(part)) {
        match part.tag.as_str() {
            "tr" => rows.push((part, false)),
            "thead" | "tbody" | "tfoot" => {
                let inside = children(part).filter(|row| row.tag == "tr" && !is_left_out(row));
                rows.extend(inside.map(|row| (row, part.tag == "thead")));
            }
            _ => {}
        }
    }
    rows
}

fn slots<'a>(row: &'a Element, open: &mut [Option<(usize, usize)>]) -> Vec<Slot<'a>> {
    let mut cells = children(row).filter(|cell| matches!(cell.tag.as_str(), "td" | "th"));
    let (mut slots, mut at) = (Vec::new(), 0);
    while at < COLUMNS {
        if let Some((span, left)) = open[at] {
            open[at] = (left > 1).then(|| (span, left - 1));
            slots.push(Slot::Below(span));
            at += span;
            continue;
        }
        let Some(cell) = cells.next() else {
            // A cell from above may still go on further to the right.
            let Some(next) = (at..COLUMNS).find(|next| open[*next].is_some()) else {
                break;
            };
            slots.push(Slot::Empty(next - at));
            at = next;
            continue;
        };
        let free = (at..COLUMNS)
            .take_while(|next| open[*next].is_none())
            .count();
        let span = number(cell, "colspan").clamp(1, free);
        let down = number(cell, "rowspan").max(1);
        open[at] = (down > 1).then(|| (span, down - 1));
        slots.push(Slot::Cell(cell, span, down > 1));
        at += span;
    }
    slots
}

fn number(cell: &Element, name: &str) -> usize {
    cell.get(name)
        .and_then(|number| number.parse().ok())
        .unwrap_or(1)
}
