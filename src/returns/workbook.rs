//! The workbook of a return: an officer's lines only, with what they said last quarter beside what they say now.

use crate::model::{
    Column, Heading, Judged, Note, Paper, Quarter, Row, StatusKey, Table, TableKind, Value,
    ValueType,
};
use crate::tracker::{self, Takes, Tracker, TrackerCell, TrackerColumn, TrackerSheet};

use super::message::Words;

/// Lines of a table of a paper that an officer is asked for.
#[derive(Clone, Debug)]
pub struct Part<'a> {
    /// The paper.
    pub paper: &'a Paper,
    /// The table's name.
    pub table: &'a str,
    /// The places of the rows.
    pub rows: Vec<usize>,
    /// The tab that it is to have, and the title above its headings.
    pub tab: String,
}

/// Makes the workbook of a return: its facts tell which sheet is of which paper, whatever becomes of the file's name.
pub fn workbook(words: &Words, parts: &[Part<'_>]) -> Tracker {
    let mut facts = vec![
        ("Lead officer".to_owned(), words.officer.clone()),
        ("Quarter".to_owned(), words.quarter.clone()),
        ("Deadline".to_owned(), words.deadline.clone()),
    ];
    let optional = [("Return to", &words.reply_to), ("Contact", &words.contact)];
    for (name, value) in optional {
        facts.extend(value.as_ref().map(|value| (name.to_owned(), value.clone())));
    }
    let mut taken = vec!["Instructions".to_owned()];
    let mut sheets = Vec::new();
    for part in parts {
        let Some(sheet) = part.sheet(&taken) else {
            continue;
        };
        facts.push((format!("Sheet {}", sheet.name), part.paper.file.clone()));
        taken.push(sheet.name.clone());
        sheets.push(sheet);
    }
    Tracker {
        title: format!("{}: lines of {}", words.quarter, words.officer),
        organisation: words.organisation.clone(),
        instructions: instructions(words, asks(&sheets, is_status), asks(&sheets, is_figure)),
        facts,
        sheets,
        ..Tracker::default()
    }
}

/// Returns whether something is asked for on any sheet.
fn asks(sheets: &[TrackerSheet], what: fn(&Takes) -> bool) -> bool {
    let mut columns = sheets.iter().flat_map(|sheet| &sheet.columns);
    columns.any(|column| !column.locked && what(&column.takes))
}

fn is_status(takes: &Takes) -> bool {
    matches!(takes, Takes::Status(_))
}

fn is_figure(takes: &Takes) -> bool {
    matches!(takes, Takes::Number)
}

fn instructions(words: &Words, status: bool, figure: bool) -> Vec<String> {
    let answer = match status {
        true => {
            "Choose the status from the list in its cell, and say what has happened since last quarter."
        }
        false => "Say what has happened since last quarter.",
    };
    let back = match &words.reply_to {
        Some(address) => format!(
            "Save the workbook and send it to {address} by {}. Any name of the file will do.",
            words.deadline
        ),
        None => format!(
            "Save the workbook and send it back by {}. Any name of the file will do.",
            words.deadline
        ),
    };
    let figure = figure.then(|| "Type a figure as the paper is to show it, with its unit: the figures of earlier quarters stand beside.".to_owned());
    let mut said = vec![
        format!("Go through the other sheets and fill in the white cells of each line, for {}.", words.quarter),
        answer.to_owned(),
        "Grey cells are for you to read: what the line is, and what was said of it last quarter. If one of them is wrong, say so in the update or to the contact.".to_owned(),
        "Start a new line in a cell with Alt and Enter. Text that is bold, and lines that begin with a bullet or a hyphen, stay so in the paper.".to_owned(),
        "Please leave refs, headings and the names of sheets as they are: your answers find their lines by them.".to_owned(),
        back,
    ];
    // It follows what is said of answers.
    said.splice(2..2, figure);
    said
}

impl Part<'_> {
    fn sheet(&self, taken: &[String]) -> Option<TrackerSheet> {
        let (kind, table) = (
            self.paper.kind.tables.get(self.table)?,
            self.paper.tables.get(self.table)?,
        );
        let mut sheet = TrackerSheet {
            name: tracker::tab(&self.tab, taken),
            title: match self.paper.quarter() {
                Some(quarter) => format!("{}, {quarter}", self.tab),
                None => self.tab.clone(),
            },
            rows: vec![Vec::new(); self.rows.len()],
            protected: true,
            ..TrackerSheet::default()
        };
        let before = Before::of(self.paper, self.table);
        for heading in headings(kind, table) {
            let column = &kind.columns[&heading.name];
            let heading = self.with_own_quarter(heading, column);
            // A status that the rule gives is of figures that are not there yet: it would say what nobody has said.
            if column.of_type == ValueType::Status && self.is_computed(table) {
                continue;
            }
            if column.is_anew()
                && let Some(before) = &before
            {
                before.add(&mut sheet, &heading, kind, &self.rows);
            }
            self.add(&mut sheet, &heading, kind, table);
        }
        Some(sheet)
    }

    /// Returns whether nobody gave a status for any of the rows.
    fn is_computed(&self, table: &Table) -> bool {
        let mut rows = self.rows.iter().filter_map(|at| table.rows.get(*at));
        rows.all(|row| row.judged == Some(Judged::Computed))
    }

    /// Gives figures by quarter a column for the paper's own quarter, of which there may be none yet.
    fn with_own_quarter(&self, mut heading: Heading, column: &Column) -> Heading {
        let own = self.paper.quarter();
        if let Some(own) = own.filter(|_| column.by_quarter && column.answer)
            && !heading.quarters.contains(&own)
        {
            heading.quarters.push(own);
            heading.quarters.sort();
        }
        heading
    }

    fn add(&self, sheet: &mut TrackerSheet, heading: &Heading, kind: &TableKind, table: &Table) {
        let described = &kind.columns[&heading.name];
        let mut columns = tracker::columns(heading, described, table.key.as_ref());
        for (at, column) in columns.iter_mut().enumerate() {
            // Figures of other quarters are the office's.
            if let Some(quarter) = heading.quarters.get(at) {
                column.locked = !described.answer || Some(*quarter) != self.paper.quarter();
            } else if kind.update() == Some(heading.name.as_str()) {
                column.width = Some(tracker::WIDEST);
            }
        }
        sheet.columns.extend(columns);
        for (cells, row) in sheet.rows.iter_mut().zip(&self.rows) {
            cells.extend(tracker::cells(
                &table.rows[*row],
                heading,
                &self.paper.notes,
            ));
        }
    }
}

/// Returns the columns of a return: those that the table has, and those that every answer needs.
fn headings(kind: &TableKind, table: &Table) -> Vec<Heading> {
    let needed = kind.columns.iter().filter_map(|(name, column)| {
        let known = table
            .columns
            .iter()
            .find(|heading| heading.name == *name)
            .cloned();
        let can_be = column.of_type != ValueType::Status || table.key.is_some();
        let asked = column.answer && column.required && can_be;
        let own = || Heading {
            name: name.clone(),
            heading: column
                .headings
                .first()
                .cloned()
                .unwrap_or_else(|| name.clone()),
            of_type: column.of_type,
            quarters: Vec::new(),
            origin: None,
        };
        known.or_else(|| asked.then(own))
    });
    needed.collect()
}

/// The table as it stood in the quarter before.
struct Before<'a> {
    quarter: Quarter,
    key: Option<&'a StatusKey>,
    notes: &'a [Note],
    /// What each row of this quarter's table was.
    rows: Vec<Option<&'a Row>>,
}

impl<'a> Before<'a> {
    fn of(paper: &'a Paper, table: &str) -> Option<Self> {
        let (old, name) = earlier_of(paper)?;
        let compared = paper.past.get(name)?.tables.get(table)?;
        let then = old.tables.get(table)?;
        let row = |at: Option<usize>| then.rows.get(at?);
        Some(Self {
            quarter: old.quarter()?,
            key: then.key.as_ref(),
            notes: &old.notes,
            rows: compared.rows.iter().map(|past| row(past.row)).collect(),
        })
    }

    /// Adds what a column said in the quarter before.
    fn add(&self, sheet: &mut TrackerSheet, heading: &Heading, kind: &TableKind, rows: &[usize]) {
        let described = &kind.columns[&heading.name];
        let title = tracker::earlier(&heading.heading, self.quarter);
        sheet.columns.push(TrackerColumn {
            locked: true,
            ..tracker::column(&title, described, self.key)
        });
        for (cells, row) in sheet.rows.iter_mut().zip(rows) {
            let then = self.rows.get(*row).copied().flatten();
            let value: Option<&Value> = then.and_then(|then| then.value(&heading.name));
            let cell: TrackerCell = value
                .map(|value| tracker::cell(value, self.notes))
                .unwrap_or_default();
            cells.push(cell);
        }
    }
}

/// Finds the paper of the latest earlier quarter that a paper is compared with, and the field that names it.
pub fn earlier_of(paper: &Paper) -> Option<(&Paper, &str)> {
    let own = paper.quarter()?;
    let named = paper.past.keys().filter_map(|name| {
        let Value::Paper(old) = &paper.fields.get(name)?.value else {
            return None;
        };
        old.quarter()
            .filter(|quarter| *quarter < own)
            .map(|quarter| (quarter, old.as_ref(), name.as_str()))
    });
    let latest = named.max_by_key(|(quarter, _, _)| *quarter);
    latest.map(|(_, old, name)| (old, name))
}
