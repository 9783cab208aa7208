//! An entry of the record: what one paper said when it was published.

use indexmap::IndexMap;
use serde::Deserialize;

use crate::model::{
    Cell, Date, Paper, PublishedStep, PublishedTable, Quarter, Row, Table, TableKind, Value,
    ValueType,
};

/// A paper as it was published.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Entry {
    /// The paper's file, from the office's folder.
    pub paper: String,
    /// Its kind.
    pub document: String,
    /// Its label in the pack.
    #[serde(default)]
    pub label: String,
    /// Its title.
    pub title: String,
    /// What it has in common with the papers of other quarters: its kind, and the theme's number or whatever it is known by.
    pub series: String,
    /// The quarter it reports on.
    #[serde(default)]
    pub quarter: String,
    /// The day on which it was published.
    pub published: toml::value::Datetime,
    /// Its version.
    #[serde(default)]
    pub version: String,
    /// The PDF's file below the output folder.
    pub pdf: String,
    /// The SHA-256 of the PDF, in hexadecimal.
    pub sha256: String,
    /// How many pages it has.
    pub pages: usize,
    /// Refs and required texts of its head, such as the theme's number and name.
    #[serde(default)]
    pub fields: IndexMap<String, String>,
    /// The hash of the entry before; empty for the first.
    #[serde(default)]
    pub before: String,
    /// The hash of this entry.
    #[serde(default)]
    pub entry: String,
    /// Its tables.
    #[serde(default)]
    pub tables: IndexMap<String, TableEntry>,
}

/// A table as it was published.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct TableEntry {
    /// The name of its status key; empty where it has none.
    #[serde(default)]
    pub key: String,
    /// How many rows it has.
    pub total: usize,
    /// The overall rating.
    #[serde(default)]
    pub rating: String,
    /// The rows of each step of the key.
    #[serde(default)]
    pub steps: Vec<StepEntry>,
    /// Its rows.
    #[serde(default)]
    pub rows: Vec<Line>,
}

/// How many rows of a table were at a step.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct StepEntry {
    /// The step's code.
    pub code: String,
    /// Its label.
    pub label: String,
    /// How many rows.
    pub count: usize,
    /// The share that was printed; none for a step outside it.
    #[serde(default)]
    pub percent: Option<u64>,
}

/// A row as it was published.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Line {
    /// Its ref, or its place.
    #[serde(rename = "ref")]
    pub label: String,
    /// The code of its status.
    #[serde(default)]
    pub status: String,
    /// What it is about.
    #[serde(default)]
    pub title: String,
    /// Its figures by column; of a figure by quarter, that of the paper's own quarter.
    #[serde(default)]
    pub figures: IndexMap<String, String>,
}

impl Entry {
    /// Takes what a paper says; where its PDF stands, and what it is, is still to be told.
    pub fn of(paper: &Paper, title: &str, on: Date) -> Self {
        let text = |name: &str| paper.fields.get(name).map(|cell| one_line(&cell.value));
        let tables = paper.tables.iter();
        let kept = tables.filter_map(|(name, table)| {
            let kind = paper.kind.tables.get(name)?;
            let is_told = table.key.is_some() || kind.column_of(ValueType::Ref).is_some();
            is_told.then(|| (name.clone(), TableEntry::of(kind, table, paper.quarter())))
        });
        Self {
            paper: paper.file.clone(),
            document: paper.kind.name.clone(),
            label: text("label").unwrap_or_default(),
            title: title.to_owned(),
            series: series(paper),
            quarter: paper
                .quarter()
                .map(|quarter| quarter.to_string())
                .unwrap_or_default(),
            published: datetime(on),
            version: text("version").unwrap_or_default(),
            pdf: String::new(),
            sha256: String::new(),
            pages: 0,
            fields: fields(paper),
            before: String::new(),
            entry: String::new(),
            tables: kept.collect(),
        }
    }

    /// Returns the quarter it reports on.
    pub fn quarter(&self) -> Option<Quarter> {
        Quarter::parse(&self.quarter)
    }

    /// Returns a table as papers of later quarters show it; none where it has no statuses, or the paper no quarter.
    pub fn table(&self, name: &str) -> Option<PublishedTable> {
        let table = self
            .tables
            .get(name)
            .filter(|table| !table.steps.is_empty())?;
        let step = |step: &StepEntry| PublishedStep {
            code: step.code.clone(),
            label: step.label.clone(),
            count: step.count,
            percent: step.percent,
        };
        Some(PublishedTable {
            quarter: self.quarter()?,
            total: table.total,
            rating: Some(table.rating.clone()).filter(|rating| !rating.is_empty()),
            steps: table.steps.iter().map(step).collect(),
        })
    }
}

/// Returns what is the same of a paper from quarter to quarter: its kind, and the refs of its head, such as a theme's number;
/// where it has none, the name of its file.
pub(super) fn series(paper: &Paper) -> String {
    let refs = paper
        .kind
        .fields
        .iter()
        .filter(|(_, field)| field.of_type == ValueType::Ref);
    let given: Vec<String> = refs
        .filter_map(|(name, _)| paper.fields.get(name).map(|cell| one_line(&cell.value)))
        .collect();
    let kind = &paper.kind.name;
    match &given[..] {
        [] => format!("{kind} {}", paper.file_name()),
        refs => format!("{kind} {}", refs.join(" ")),
    }
}

/// Returns the refs and required texts of a paper's head.
fn fields(paper: &Paper) -> IndexMap<String, String> {
    let known = paper
        .kind
        .fields
        .iter()
        .filter(|(_, field)| match field.of_type {
            ValueType::Ref => true,
            ValueType::Text | ValueType::Organisation | ValueType::Person => field.required,
            _ => false,
        });
    let given = known.filter_map(|(name, _)| {
        let cell: &Cell = paper.fields.get(name)?;
        Some((name.clone(), one_line(&cell.value)))
    });
    given.collect()
}

impl TableEntry {
    fn of(kind: &TableKind, table: &Table, quarter: Option<Quarter>) -> Self {
        let tally = table.tally();
        let key = table.key.as_ref();
        let step = |code: &String, count: &crate::model::StepCount| StepEntry {
            code: code.clone(),
            label: key
                .and_then(|key| key.by_code(code))
                .map(|step| step.label.clone())
                .unwrap_or_default(),
            count: count.count,
            percent: count.percent,
        };
        let counted = tally.iter().flat_map(|tally| &tally.steps);
        Self {
            key: key.map(|key| key.name.clone()).unwrap_or_default(),
            total: table.rows.len(),
            rating: tally
                .as_ref()
                .and_then(|tally| tally.rating.clone())
                .unwrap_or_default(),
            steps: counted.map(|(code, count)| step(code, count)).collect(),
            rows: table
                .rows
                .iter()
                .map(|row| Line::of(kind, table, row, quarter))
                .collect(),
        }
    }
}

impl Line {
    fn of(kind: &TableKind, table: &Table, row: &Row, quarter: Option<Quarter>) -> Self {
        let title = kind.title().and_then(|name| row.value(name)).map(one_line);
        let figures = row
            .cells
            .iter()
            .filter_map(|(name, cell)| Some((name.clone(), figure(&cell.value, quarter)?)));
        Self {
            label: row.label.clone(),
            status: table.status(row).unwrap_or_default().to_owned(),
            title: title.unwrap_or_default(),
            figures: figures.collect(),
        }
    }
}

/// Returns a figure as it was shown.
fn figure(value: &Value, quarter: Option<Quarter>) -> Option<String> {
    match value {
        Value::Number(figure) => Some(figure.shown.clone()),
        Value::Series(points) => {
            let own = points
                .iter()
                .rev()
                .find(|point| quarter.is_none_or(|own| point.quarter == own));
            own.map(|point| point.figure.shown.clone())
        }
        _ => None,
    }
}

fn one_line(value: &Value) -> String {
    value
        .plain()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

fn datetime(on: Date) -> toml::value::Datetime {
    toml::value::Datetime {
        date: Some(toml::value::Date {
            year: u16::try_from(on.year).unwrap_or_default(),
            month: on.month,
            day: on.day,
        }),
        time: None,
        offset: None,
    }
}
