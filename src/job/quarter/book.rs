//! A tracker workbook made anew from that of the last quarter.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::load::{Sheet, Workbook};
use crate::model::{FinancialYear, in_words};
use crate::tracker::{OtherSheet, Tracker, TrackerCell, TrackerSheet, tab};
use crate::validate::Layout;

use super::Old;
use super::begun::Begun;
use super::cells::cell;
use super::columns::{Columns, columns};
use super::rows::rows;
use super::told::Told;
use crate::job::way::name;

/// The sheet that each made workbook begins with.
const INSTRUCTIONS: &str = "Instructions";
/// What the sheet begins with that dropdowns take their words from.
const LISTS: &str = "Lists that the dropdowns offer";

/// A workbook, and the tables of papers that stand in it.
pub(super) struct Book<'a> {
    begun: &'a Begun<'a>,
    /// The old file, from the office's folder.
    pub(super) old: &'a str,
    /// The new one.
    pub(super) new: &'a str,
    workbook: Arc<Workbook>,
    /// The sheets with tables.
    sheets: Vec<Rolled<'a>>,
}

/// A sheet with a table, of one paper or several.
struct Rolled<'a> {
    old: Arc<str>,
    /// Which of the tables on the old sheet.
    part: (u32, Option<u32>),
    /// Whether no other stands above it or on its left.
    is_first: bool,
    new: String,
    tables: Vec<(&'a Old, &'a Layout)>,
    columns: Columns,
}

impl<'a> Book<'a> {
    /// Finds what stands in an old workbook.
    pub(super) fn new(begun: &'a Begun<'a>, old: &'a str, new: &'a str) -> Self {
        let tables = begun.old.iter().flat_map(|paper| {
            let own = paper.layouts.iter();
            let own = own.filter(|layout| *layout.workbook.file == *old);
            own.map(move |layout| (paper, layout))
        });
        let tables: Vec<(&Old, &Layout)> = tables.collect();
        let workbook = tables[0].1.workbook.clone();
        let mut book = Self {
            begun,
            old,
            new,
            workbook: workbook.clone(),
            sheets: Vec::new(),
        };
        for sheet in workbook.sheets.iter().filter(|sheet| !sheet.hidden) {
            let own = |(_, layout): &&(&Old, &Layout)| *layout.sheet == *sheet.name;
            let own: Vec<(&Old, &Layout)> = tables.iter().filter(own).copied().collect();
            let parts: BTreeSet<(u32, Option<u32>)> =
                own.iter().map(|(_, layout)| layout.part).collect();
            // Of several tables on a sheet each gets a sheet of its own.
            for (at, part) in parts.into_iter().enumerate() {
                let is = |(_, layout): &&(&Old, &Layout)| layout.part == part;
                let own: Vec<(&Old, &Layout)> = own.iter().filter(is).copied().collect();
                let new = book.tab(sheet, &own[0].1.table, at == 0);
                book.sheets.push(Rolled {
                    old: sheet.name.clone(),
                    part,
                    is_first: at == 0,
                    new,
                    columns: columns(begun, &own),
                    tables: own,
                });
            }
        }
        book
    }

    /// Returns a name for the tab of a sheet; a CSV file has none of its own, nor have further tables of a sheet.
    fn tab(&self, sheet: &Sheet, table: &str, is_first: bool) -> String {
        let name = match (&sheet.lines, is_first) {
            (Some(_), _) | (None, false) => in_words(table),
            (None, true) => self.begun.roll.text(&sheet.name),
        };
        let taken = self.sheets.iter().map(|sheet| sheet.new.clone());
        let taken: Vec<String> = taken.chain([INSTRUCTIONS.to_owned()]).collect();
        tab(&name, &taken)
    }

    fn rolled(&self, layout: &Layout) -> Option<&Rolled<'a>> {
        let mut sheets = self.sheets.iter();
        sheets.find(|sheet| *sheet.old == *layout.sheet && sheet.part == layout.part)
    }

    /// Returns the new name of the sheet of a table.
    pub(super) fn sheet(&self, layout: &Layout) -> Option<&str> {
        self.rolled(layout).map(|sheet| sheet.new.as_str())
    }

    /// Returns the new heading of a column of a table.
    pub(super) fn heading(&self, layout: &Layout, column: &str) -> Option<&str> {
        self.rolled(layout)?.columns.heading(column)
    }

    /// Returns whether a sheet holds a table of a paper.
    fn has(&self, sheet: &Sheet) -> bool {
        self.sheets.iter().any(|rolled| rolled.old == sheet.name)
    }

    /// Tells which tables of the old sheet are of no paper.
    fn say_apart(&self, sheet: &Rolled<'_>, told: &mut Told) {
        let layout = sheet.tables[0].1;
        let others = || self.sheets.iter().filter(|other| other.old == sheet.old);
        let is_rolled = |row: u32| others().any(|other| other.part.0 == row);
        if let Some(row) = layout.next.filter(|row| !is_rolled(*row)) {
            let what = format!("`{}`: the table from row {} on", sheet.old, row + 1);
            told.left(self.old, what);
        }
        if !layout.beside.is_empty() && others().count() < 2 {
            let headings: Vec<String> = layout
                .beside
                .iter()
                .map(|text| format!("`{text}`"))
                .collect();
            let what = format!("`{}`: the table of {}", sheet.old, headings.join(", "));
            told.left(self.old, what);
        }
    }

    /// Makes the workbook.
    pub(super) fn tracker(&self, told: &mut Told) -> Tracker {
        let roll = self.begun.roll;
        let stem = name(self.new).trim_end_matches(".xlsx");
        self.say_left(told);
        Tracker {
            title: format!("{}, {}", in_words(stem), roll.to),
            organisation: self.begun.office.board.organisation.name.clone(),
            instructions: self.instructions(),
            facts: vec![
                ("Quarter".to_owned(), roll.to.to_string()),
                ("Made from".to_owned(), self.old.to_owned()),
            ],
            sheets: self
                .sheets
                .iter()
                .map(|sheet| self.table(sheet, told))
                .collect(),
            others: self.others(),
            ..Tracker::default()
        }
    }

    fn table(&self, sheet: &Rolled<'_>, told: &mut Told) -> TrackerSheet {
        let (roll, (_, layout)) = (self.begun.roll, sheet.tables[0]);
        self.say_apart(sheet, told);
        // Above a further table stand the rows of the first.
        let above = layout.above.iter().filter(|_| sheet.is_first);
        let above = above.map(|phrase| phrase.text.as_str());
        // A year over the columns of its quarters stands in their headings now.
        let mut above = above.filter(|text| FinancialYear::parse(text).is_none());
        let title = above.next().map(|title| roll.text(title));
        let above: Vec<String> = above.map(|text| format!("`{text}`")).collect();
        if !above.is_empty() {
            let what = format!(
                "above the headings of `{}`: {}",
                sheet.old,
                above.join(", ")
            );
            told.left(self.old, what);
        }
        let rows = rows(self.begun, &sheet.tables, &sheet.columns);
        for what in rows.left.iter().chain(&sheet.columns.left) {
            told.left(self.old, format!("`{}`: {what}", sheet.old));
        }
        let others = sheet.columns.others();
        if !others.is_empty() {
            let what = format!(
                "`{}`: columns as last quarter: {}",
                sheet.new,
                others.join(", ")
            );
            told.look(self.new, what);
        }
        for what in rows.looks {
            told.look(self.new, format!("`{}`: {what}", sheet.new));
        }
        TrackerSheet {
            name: sheet.new.clone(),
            title: title.unwrap_or_else(|| format!("{}, {}", in_words(&layout.table), roll.to)),
            columns: sheet.columns.made(&rows.rows),
            rows: sheet.columns.within(rows.rows),
            room: 5,
            protected: true,
        }
    }

    /// Carries over the sheets that hold no table of a paper.
    fn others(&self) -> Vec<OtherSheet> {
        let own = |sheet: &&Sheet| !sheet.hidden && !self.has(sheet) && !is_ours(sheet);
        let others = self.workbook.sheets.iter().filter(own);
        others.map(other).collect()
    }

    fn instructions(&self) -> Vec<String> {
        let roll = self.begun.roll;
        let mut lines = Vec::new();
        for sheet in &self.sheets {
            let asked = sheet.columns.asked();
            if !asked.is_empty() {
                lines.push(format!(
                    "On the sheet “{}”, fill in for each line: {}.",
                    sheet.new,
                    asked.join(", ")
                ));
            }
        }
        lines.push("Choose a status from the list in its cell: press Alt and the down arrow, or click on the cell.".to_owned());
        lines.push(format!("What was said in {} stands beside, in columns that are locked. Say what is new, and do not copy it.", roll.from));
        lines.push("Sort, filter and widen as you like, and add lines below the last one. Leave the headings and the numbers of lines as they are.".to_owned());
        lines
    }

    /// Tells what stays in the old file alone.
    fn say_left(&self, told: &mut Told) {
        for sheet in &self.workbook.sheets {
            let name = &sheet.name;
            if sheet.hidden {
                told.left(self.old, format!("the sheet `{name}`, which is hidden"));
                continue;
            }
            let hidden = sheet.hidden_rows.len() + sheet.hidden_columns.len();
            if hidden > 0 {
                told.left(
                    self.old,
                    format!("`{name}`: hidden rows and columns ({hidden})"),
                );
            }
            let comments = sheet.comments.len();
            if comments > 0 {
                told.left(
                    self.old,
                    format!("`{name}`: comments on cells ({comments})"),
                );
            }
        }
    }
}

/// Returns whether a sheet is one that each made workbook has of itself: it is made again.
fn is_ours(sheet: &Sheet) -> bool {
    let said = |row: u32| sheet.cell(row, 0).map(|cell| cell.text());
    let says = |text: &str| (0..6).filter_map(said).any(|cell| cell == text);
    let instructions = *sheet.name == *INSTRUCTIONS && says("Quarter");
    instructions || says(LISTS)
}

fn other(sheet: &Sheet) -> OtherSheet {
    let last = sheet.rows.keys().last().map_or(0, |row| row + 1);
    let row = |row: u32| {
        let cells = sheet.rows.get(&row)?;
        let last = cells.keys().last().map_or(0, |column| column + 1);
        let at = |column: u32| cells.get(&column).map(|cell_| cell(&cell_.content, false));
        let cells = (0..last).map(|column| at(column).unwrap_or_default());
        Some(cells.collect::<Vec<TrackerCell>>())
    };
    OtherSheet {
        name: sheet.name.to_string(),
        rows: (0..last)
            .map(|number| row(number).unwrap_or_default())
            .collect(),
    }
}
