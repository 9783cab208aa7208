//! A report for other programs: as JSON, and as CSV that spreadsheets take for text.

use serde_json::json;

use crate::csv_text::{MARK, line};

use super::Report;

/// The columns of the CSV form.
const COLUMNS: [&str; 9] = [
    "Officer",
    "Paper",
    "Table",
    "Ref",
    "Column",
    "What",
    "Was",
    "Answer",
    "File or reason",
];

impl Report {
    /// Writes the report as one JSON object.
    pub fn as_json(&self) -> String {
        json!({
            "quarter": self.quarter.to_string(),
            "date": self.date.iso(),
            "dry-run": self.dry_run,
            "files": self.files,
            "unread": self.unread.iter().map(|(file, why)| json!({ "file": file, "why": why })).collect::<Vec<_>>(),
            "lines": self.lines,
            "strays": self.strays,
            "written": self.written,
        })
        .to_string()
    }

    /// Writes the report as CSV, a cell or a stray a row.
    pub fn as_csv(&self) -> String {
        let mut rows = vec![COLUMNS.map(str::to_owned).to_vec()];
        for line in &self.lines {
            let start = [
                &line.officer,
                &line.line.paper,
                &line.line.table,
                &line.line.reference,
            ];
            for cell in &line.cells {
                let fate = cell.fate.word().to_owned();
                let why = cell.why.clone().unwrap_or_default();
                let mut row = |answer: &str, from: &str| {
                    let rest = [&cell.heading, &fate, &cell.before, answer, from];
                    let rest = rest.into_iter().map(str::to_owned);
                    rows.push(start.into_iter().cloned().chain(rest).collect());
                };
                match &cell.after[..] {
                    [] => row("", &why),
                    after => after.iter().for_each(|after| row(&after.text, &after.file)),
                }
            }
        }
        for stray in &self.strays {
            let place = stray.place.to_string();
            let blank = String::new;
            let what = stray.code.summary().to_owned();
            rows.push(vec![
                stray.officer.clone(),
                blank(),
                blank(),
                blank(),
                blank(),
                what,
                blank(),
                stray.says.clone(),
                place,
            ]);
        }
        MARK.to_owned() + &rows.iter().map(line).collect::<String>()
    }
}
