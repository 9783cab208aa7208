//! A table of a document as a sheet, and where its headings stand.

use std::collections::BTreeMap;

use indexmap::IndexMap;

use crate::load::{Area, Cell, Content, Sheet, TextCell, TextRow, TextTable};
use crate::model::{Kind, TableKind};
use crate::validate::{Headings, Hints, fold, own_headings};

use super::cell_text::runs;
use super::marks;

/// Where the columns of a table stand on its grid.
#[derive(Clone, Debug, Default)]
pub struct Grid {
    /// The first row of the headings: above the next where groups of headings stand over them.
    pub top: usize,
    /// The row of headings.
    pub row: usize,
    /// The columns from left to right.
    pub slots: Vec<Slot>,
    /// How wide the table is.
    pub width: usize,
    /// What the row of headings says, folded, cell by cell that says something.
    pub said: Vec<String>,
    /// What the row above it says, where groups of headings stand there.
    pub above: Vec<String>,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    /// The column of the grid that it begins in.
    pub start: usize,
    /// Its name in the description; that of one that means nothing there is its heading.
    pub name: String,
    /// Its heading as typed.
    pub heading: String,
}

/// Returns the table of a kind whose headings a table has: of several, the one that knows most of them.
pub fn known_as<'k>(table: &TextTable, kind: &'k Kind) -> Option<(&'k str, &'k TableKind, Grid)> {
    let tables = kind.tables.iter();
    let fitting = tables.filter_map(|(name, described)| {
        let (grid, known) = grid(table, described)?;
        Some((known, (name.as_str(), described, grid)))
    });
    fitting
        .reduce(|best, next| if next.0 > best.0 { next } else { best })
        .map(|(_, found)| found)
}

/// Returns a table whose rows are a heading and a text each, as one with a row of headings and a row of texts; none where it has
/// a row of headings itself, or fewer than three of them.
pub fn turned(table: &TextTable, kind: &Kind) -> Option<TextTable> {
    let pairs = table.rows.iter().all(|row| row.cells.len() == 2);
    if !pairs || table.rows.len() < 3 || known_as(table, kind).is_some() {
        return None;
    }
    let side = |at: usize| {
        let cells = table.rows.iter().map(|row| row.cells[at].clone());
        let cells = cells.enumerate().map(|(column, cell)| TextCell {
            column,
            width: 1,
            ..cell
        });
        TextRow {
            cells: cells.collect(),
            header: false,
        }
    };
    let turned = TextTable {
        rows: vec![side(0), side(1)],
    };
    known_as(&turned, kind)
        .is_some_and(|(_, _, grid)| grid.row == 0)
        .then_some(turned)
}

/// Finds the headings of a table of a description; how many columns are known tells how good a match it is.
pub fn grid(table: &TextTable, described: &TableKind) -> Option<(Grid, usize)> {
    let sheet = sheet(table);
    let hints = Hints {
        columns: &IndexMap::new(),
        quarter: None,
        row: None,
    };
    let found = own_headings(&sheet, described, hints)?;
    let known = found.found.len();
    if known < 2 || !fits(&found, described) {
        return None;
    }
    let row = usize::try_from(found.row).ok()?;
    let said = |row: usize| table.rows.get(row).map(said).unwrap_or_default();
    let grid = Grid {
        top: row - usize::from(found.grouped),
        row,
        slots: slots(&found),
        width: width(table),
        said: said(row),
        above: if found.grouped {
            said(row - 1)
        } else {
            Vec::new()
        },
    };
    Some((grid, known))
}

/// Returns what a row says, folded, cell by cell that says something.
fn said(row: &TextRow) -> Vec<String> {
    let said = row.cells.iter().map(|cell| fold(&cell.text()));
    said.filter(|text| !text.is_empty()).collect()
}

/// Whether headings are those of a table: its title is there, and of what it cannot do without, only what may stand below each row.
fn fits(found: &Headings, described: &TableKind) -> bool {
    let titled = described.title().is_some_and(|title| found.has(title));
    let missing = found
        .missing(described)
        .filter(|name| Some(*name) != described.update());
    titled && missing.count() == 0
}

fn slots(found: &Headings) -> Vec<Slot> {
    let slot = |name: &str, (start, heading): &(u32, String)| Slot {
        start: *start as usize,
        name: marks::without(name),
        heading: marks::without(heading),
    };
    let known = found.found.iter().map(|(name, place)| slot(name, place));
    let doubled = found.twice.iter().flat_map(|(_, others)| others);
    let others = found
        .unused
        .iter()
        .chain(doubled)
        .map(|place| slot(&place.1, place));
    let mut slots: Vec<Slot> = known.chain(others).collect();
    slots.sort_by_key(|slot| slot.start);
    slots
}

/// Returns how many columns the widest row takes.
pub fn width(table: &TextTable) -> usize {
    let end = |row: &TextRow| row.cells.last().map_or(0, |cell| cell.column + cell.width);
    table.rows.iter().map(end).max().unwrap_or(0)
}

/// Lays a table out as a sheet.
fn sheet(table: &TextTable) -> Sheet {
    let mut rows: BTreeMap<u32, BTreeMap<u32, Cell>> = BTreeMap::new();
    let mut merged = Vec::new();
    for (at, row) in table.rows.iter().enumerate() {
        let at = at as u32;
        for cell in &row.cells {
            let left = cell.column as u32;
            if cell.width > 1 {
                let right = left + cell.width as u32 - 1;
                merged.push(Area {
                    top: at,
                    left,
                    bottom: at,
                    right,
                });
            }
            rows.entry(at).or_default().insert(left, sheet_cell(cell));
        }
    }
    Sheet {
        name: "table".into(),
        file: "table".into(),
        hidden: false,
        rows,
        merged,
        hidden_rows: Vec::new(),
        hidden_columns: Vec::new(),
        comments: std::collections::BTreeSet::new(),
        lines: None,
    }
}

fn sheet_cell(cell: &TextCell) -> Cell {
    let runs = runs(&cell.blocks);
    let content = if runs.is_empty() {
        Content::Empty
    } else {
        Content::Text(runs)
    };
    Cell {
        content,
        ..Cell::default()
    }
}

/// What the cells of a row are.
pub enum Placed<'a> {
    /// A cell, or several, for each column.
    Columns(Vec<(usize, &'a TextCell)>),
    /// A text over the whole row, and what stands on its left.
    Wide(Vec<&'a TextCell>, &'a TextCell),
    /// Cells that stand under no heading.
    Astray,
}

impl Grid {
    /// Returns what the cells of a row are; `own` tells whether the row is of the table whose headings these are.
    pub fn place<'a>(&self, row: &'a TextRow, own: bool) -> Placed<'a> {
        let cells: Vec<&TextCell> = row.cells.iter().collect();
        match cells.as_slice() {
            [] => Placed::Columns(Vec::new()),
            [only] => Placed::Wide(Vec::new(), only),
            all if all.len() == self.slots.len() => {
                Placed::Columns(all.iter().copied().enumerate().collect())
            }
            _ if own => self.by_place(&cells),
            [label, wide] if label.text().chars().count() <= LABEL => {
                Placed::Wide(vec![label], wide)
            }
            _ => Placed::Astray,
        }
    }

    /// Gives each cell to the columns that begin below it.
    fn by_place<'a>(&self, cells: &[&'a TextCell]) -> Placed<'a> {
        let over = |cell: &TextCell| {
            let slots = self.slots.iter().enumerate();
            slots
                .filter(|(_, slot)| cell.covers(slot.start))
                .map(|(at, _)| at)
                .collect::<Vec<_>>()
        };
        let widest = cells.iter().position(|cell| {
            let over = over(cell);
            over.len() > 1 && over.contains(&(self.slots.len() - 1))
        });
        if let Some(at) = widest.filter(|at| at + 1 == cells.len()) {
            return Placed::Wide(cells[..at].to_vec(), cells[at]);
        }
        let mut last = 0;
        let placed = cells.iter().map(|cell| {
            // A sliver between two columns belongs to the one on its left.
            last = over(cell).first().copied().unwrap_or(last);
            (last, *cell)
        });
        Placed::Columns(placed.collect())
    }

    /// Returns whether a row says what a row of the headings says.
    pub fn repeats(&self, row: &TextRow) -> bool {
        let said = said(row);
        !said.is_empty() && (said == self.said || said == self.above)
    }
}

/// No label of a text is longer.
const LABEL: usize = 60;
