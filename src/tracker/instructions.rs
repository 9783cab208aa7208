//! The first sheet: what the workbook is, and how it is filled in.

use rust_xlsxwriter::{Format, Worksheet};

use crate::model::StatusKey;

use super::{Fault, Takes, Tracker, TrackerCell, TrackerSheet, cell, height, looks};

/// How wide names and texts are, in characters.
const LABELS: f64 = 24.0;
const TEXTS: f64 = 90.0;

/// Writes the sheet of instructions: facts by name, the instructions by number, the steps of the keys by code.
pub(super) fn write(sheet: &mut Worksheet, tracker: &Tracker) -> Result<(), Fault> {
    sheet
        .set_column_width(0, LABELS)?
        .set_column_width(1, TEXTS)?;
    let mut page = Page { sheet, row: 0 };
    page.one(&tracker.title, &looks::title())?;
    page.row += 1;
    for (name, value) in &tracker.facts {
        page.two(name, value, &looks::label())?;
    }
    page.numbered(&tracker.instructions)?;
    for key in keys(&tracker.sheets) {
        page.key(key)?;
    }
    Ok(())
}

/// Returns the keys of the sheets, each once.
fn keys(sheets: &[TrackerSheet]) -> Vec<&StatusKey> {
    let mut keys: Vec<&StatusKey> = Vec::new();
    for column in sheets.iter().flat_map(|sheet| &sheet.columns) {
        if let Takes::Status(key) = &column.takes
            && !keys.iter().any(|other| other.name == key.name)
        {
            keys.push(key);
        }
    }
    keys
}

/// The sheet as far as it is written.
struct Page<'a> {
    sheet: &'a mut Worksheet,
    row: u32,
}

impl Page<'_> {
    fn one(&mut self, text: &str, look: &Format) -> Result<(), Fault> {
        cell::write(self.sheet, (self.row, 0), &TrackerCell::plain(text), look)?;
        self.row += 1;
        Ok(())
    }

    fn two(&mut self, name: &str, value: &str, look: &Format) -> Result<(), Fault> {
        let (name, value) = (TrackerCell::plain(name), TrackerCell::plain(value));
        cell::write(self.sheet, (self.row, 0), &name, look)?;
        cell::write(self.sheet, (self.row, 1), &value, &looks::wrapped())?;
        let cells = [(&name, LABELS), (&value, TEXTS)];
        height::set(self.sheet, self.row, cells.into_iter())?;
        self.row += 1;
        Ok(())
    }

    fn numbered(&mut self, paragraphs: &[String]) -> Result<(), Fault> {
        if paragraphs.is_empty() {
            return Ok(());
        }
        self.row += 1;
        self.one("How to fill this in", &looks::label())?;
        for (number, paragraph) in paragraphs.iter().enumerate() {
            self.two(&format!("{}.", number + 1), paragraph, &looks::wrapped())?;
        }
        Ok(())
    }

    fn key(&mut self, key: &StatusKey) -> Result<(), Fault> {
        self.row += 1;
        self.one("What the statuses mean", &looks::label())?;
        for step in &key.steps {
            let meaning = match step.meaning.trim() {
                "" => step.label.clone(),
                meaning => format!("{}: {meaning}", step.label),
            };
            let look = looks::label();
            let look = match &step.colour {
                Some(colour) => look.merge(&looks::step(colour, step.ink.as_deref())),
                None => look,
            };
            self.two(&step.code, &meaning, &look)?;
        }
        Ok(())
    }
}
