//! What was published of each theme, quarter beside quarter.

use crate::csv_text::{MARK, line};

use super::entry::Entry;
use super::record::Record;

/// What was published of one theme, or of whatever else is reported each quarter.
#[derive(Clone, Debug, PartialEq)]
pub struct Side<'a> {
    /// The table that is counted.
    pub table: &'a str,
    /// A column for each quarter, the oldest first.
    pub columns: Vec<Column<'a>>,
}

/// What was published last of a quarter.
#[derive(Clone, Debug, PartialEq)]
pub struct Column<'a> {
    /// The entry.
    pub entry: &'a Entry,
    /// How often the paper was published.
    pub times: usize,
}

/// Sets the quarters of each theme and table side by side, in the order in which they were first published.
pub fn sides(record: &Record) -> Vec<Side<'_>> {
    let mut sides: Vec<Side<'_>> = Vec::new();
    for entry in record.entries.iter().map(|kept| &kept.entry) {
        let counted = entry
            .tables
            .iter()
            .filter(|(_, table)| !table.steps.is_empty());
        for (table, _) in counted {
            let same = |side: &&mut Side<'_>| {
                side.table == table && side.columns[0].entry.series == entry.series
            };
            match sides.iter_mut().find(same) {
                Some(side) => side.take(entry),
                None => sides.push(Side {
                    table,
                    columns: vec![Column { entry, times: 1 }],
                }),
            }
        }
    }
    sides
}

impl<'a> Side<'a> {
    /// Takes a paper in; one that was published again takes the place of what it was.
    fn take(&mut self, entry: &'a Entry) {
        match self
            .columns
            .iter_mut()
            .find(|column| column.entry.quarter == entry.quarter)
        {
            Some(column) => {
                column.entry = entry;
                column.times += 1;
            }
            None => self.columns.push(Column { entry, times: 1 }),
        }
        self.columns.sort_by_key(|column| column.entry.quarter());
    }

    /// Lists the steps of all quarters, each by code and label.
    pub fn steps(&self) -> Vec<(&'a str, &'a str)> {
        let mut steps: Vec<(&str, &str)> = Vec::new();
        for column in &self.columns {
            for step in &column.entry.tables[self.table].steps {
                if !steps.iter().any(|(code, _)| *code == step.code) {
                    steps.push((&step.code, &step.label));
                }
            }
        }
        steps
    }

    /// Returns the sides as lines of text, each cell by itself: a heading, then a line a step.
    pub fn lines(&self) -> Vec<Vec<String>> {
        let row = |head: String, cell: &dyn Fn(&Column<'_>) -> String| {
            std::iter::once(head)
                .chain(self.columns.iter().map(cell))
                .collect()
        };
        let table = |column: &Column<'_>| column.entry.tables[self.table].clone();
        let mut lines: Vec<Vec<String>> = vec![row(self.table.to_owned(), &|column| {
            column.entry.quarter.clone()
        })];
        for (code, label) in self.steps() {
            lines.push(row(format!("{label} ({code})"), &|column| {
                let steps = table(column).steps;
                let step = steps.iter().find(|step| step.code == code);
                step.map_or_else(
                    || "-".to_owned(),
                    |step| match step.percent {
                        Some(percent) => format!("{} ({percent}%)", step.count),
                        None => step.count.to_string(),
                    },
                )
            }));
        }
        lines.push(row("all".into(), &|column| table(column).total.to_string()));
        lines.push(row("rating".into(), &|column| {
            or_dash(&table(column).rating)
        }));
        lines.push(row("published".into(), &|column| {
            let times = match column.times {
                1 => String::new(),
                times => format!(", {times} times"),
            };
            format!("{}{times}", column.entry.published)
        }));
        lines
    }
}

fn or_dash(text: &str) -> String {
    match text {
        "" => "-".to_owned(),
        text => text.to_owned(),
    }
}

/// Returns the record as CSV: a line for each step of each table of each paper that was published, the last of a quarter or not.
pub fn csv(record: &Record) -> String {
    let heads = [
        "Document",
        "Label",
        "Title",
        "Quarter",
        "Published",
        "Version",
        "Paper",
        "PDF",
        "SHA-256",
        "Table",
        "Step",
        "Step in words",
        "Count",
        "Per cent",
        "Of",
        "Rating",
    ];
    let mut text = MARK.to_owned() + &line(heads);
    for entry in record.entries.iter().map(|kept| &kept.entry) {
        for (name, table) in &entry.tables {
            for step in &table.steps {
                text.push_str(&line([
                    entry.document.clone(),
                    entry.label.clone(),
                    entry.title.clone(),
                    entry.quarter.clone(),
                    entry.published.to_string(),
                    entry.version.clone(),
                    entry.paper.clone(),
                    entry.pdf.clone(),
                    entry.sha256.clone(),
                    name.clone(),
                    step.code.clone(),
                    step.label.clone(),
                    step.count.to_string(),
                    step.percent
                        .map(|percent| percent.to_string())
                        .unwrap_or_default(),
                    table.total.to_string(),
                    table.rating.clone(),
                ]));
            }
        }
    }
    text
}
