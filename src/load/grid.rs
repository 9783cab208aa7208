//! A sheet as it is being read: cells in any order, held to the limits, what is hidden taken out at the end.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::budget::Budget;
use super::fault::Fault;
use super::sheet::{Area, Cell, Content, Sheet};

/// One sheet as it is being read.
#[derive(Debug, Default)]
pub(super) struct Grid {
    rows: BTreeMap<u32, BTreeMap<u32, Cell>>,
    merged: Vec<Area>,
    hidden_rows: BTreeSet<u32>,
    hidden_columns: BTreeSet<u32>,
    comments: BTreeSet<(u32, u32)>,
}

impl Grid {
    /// Puts a cell in its place; a blank one is kept for its fill only, and never refused.
    pub(super) fn put(
        &mut self,
        row: u32,
        column: u32,
        cell: Cell,
        budget: &mut Budget,
    ) -> Result<(), Fault> {
        if !cell.is_blank() {
            budget.admit(row, column, &cell)?;
        } else if !budget.keeps_blank(row, column, &cell) {
            return Ok(());
        }
        self.rows.entry(row).or_default().insert(column, cell);
        Ok(())
    }

    /// Notes a merged area.
    pub(super) fn merge(&mut self, area: Area, budget: &mut Budget) -> Result<(), Fault> {
        budget.thing()?;
        if (area.top, area.left) != (area.bottom, area.right) && self.merged.len() < MERGED {
            self.merged.push(area);
        }
        Ok(())
    }

    /// Notes rows as hidden, the last one included.
    pub(super) fn hide_rows(&mut self, first: u32, last: u32, budget: &Budget) {
        self.hidden_rows
            .extend(first..=last.min(budget.limits.rows - 1));
    }

    /// Notes columns as hidden, the last one included.
    pub(super) fn hide_columns(&mut self, first: u32, last: u32, budget: &Budget) {
        self.hidden_columns
            .extend(first..=last.min(budget.limits.columns - 1));
    }

    /// Notes that a cell has a comment.
    pub(super) fn comment(
        &mut self,
        row: u32,
        column: u32,
        budget: &mut Budget,
    ) -> Result<(), Fault> {
        budget.thing()?;
        self.comments.insert((row, column));
        Ok(())
    }

    /// Makes the texts of an area links.
    pub(super) fn link(
        &mut self,
        area: Area,
        address: &str,
        budget: &mut Budget,
    ) -> Result<(), Fault> {
        if area.bottom < area.top || area.right < area.left {
            return Ok(());
        }
        for (_, cells) in self.rows.range_mut(area.top..=area.bottom) {
            for (_, cell) in cells.range_mut(area.left..=area.right) {
                let Content::Text(runs) = &mut cell.content else {
                    continue;
                };
                for run in runs {
                    budget.text(address.len())?;
                    run.link = Some(address.to_owned());
                }
            }
        }
        Ok(())
    }

    /// Returns the sheet with what is hidden or covered taken out.
    pub(super) fn finish(mut self, name: Arc<str>, file: Arc<str>) -> Sheet {
        self.uncover();
        let mut sheet = hidden_sheet(name, file);
        sheet.hidden = false;
        let rows = std::mem::take(&mut self.rows);
        for (row, mut cells) in rows {
            let hidden_row = self.hidden_rows.contains(&row);
            if hidden_row && cells.values().any(holds) {
                sheet.hidden_rows.push(row);
            }
            sheet.hidden_columns.extend(
                self.hidden_columns
                    .iter()
                    .filter(|at| cells.get(at).is_some_and(holds)),
            );
            cells.retain(|column, _| !hidden_row && !self.hidden_columns.contains(column));
            if !cells.is_empty() {
                sheet.rows.insert(row, cells);
            }
        }
        sheet.hidden_columns.sort_unstable();
        sheet.hidden_columns.dedup();
        self.merged
            .sort_unstable_by_key(|area| (area.top, area.left, area.bottom, area.right));
        sheet.merged = self.merged;
        sheet.comments = self.comments;
        sheet
    }

    /// Leaves a merged area only its first cell, moved to the first place of the area that shows.
    fn uncover(&mut self) {
        for area in self.merged.clone() {
            let held = self
                .rows
                .get_mut(&area.top)
                .and_then(|cells| cells.remove(&area.left));
            for (_, cells) in self.rows.range_mut(area.top..=area.bottom) {
                let covered: Vec<u32> = cells
                    .range(area.left..=area.right)
                    .map(|(column, _)| *column)
                    .collect();
                covered.iter().for_each(|column| drop(cells.remove(column)));
            }
            if let Some(cell) = held {
                let (row, column) = self.shown_corner(area).unwrap_or((area.top, area.left));
                self.rows.entry(row).or_default().insert(column, cell);
            }
        }
    }

    fn shown_corner(&self, area: Area) -> Option<(u32, u32)> {
        let row = (area.top..=area.bottom).find(|row| !self.hidden_rows.contains(row))?;
        let column =
            (area.left..=area.right).find(|column| !self.hidden_columns.contains(column))?;
        Some((row, column))
    }
}

/// More merged areas than any sheet that people keep; beyond them the rest is not noted.
const MERGED: usize = 10_000;

/// Returns a sheet without cells, as it stands for a hidden one.
pub(super) fn hidden_sheet(name: Arc<str>, file: Arc<str>) -> Sheet {
    Sheet {
        name,
        file,
        hidden: true,
        rows: BTreeMap::new(),
        merged: Vec::new(),
        hidden_rows: Vec::new(),
        hidden_columns: Vec::new(),
        comments: BTreeSet::new(),
        lines: None,
    }
}

/// Returns whether there is something to read in a cell.
fn holds(cell: &Cell) -> bool {
    !cell.is_blank()
}
