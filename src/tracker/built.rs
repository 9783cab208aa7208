//! Sheets made from a table's description and its rows.

use crate::model::{
    Column, Figure, Heading, Note, Quarter, Row, StatusKey, TableKind, Value, ValueType,
};

use super::typed::typed;
use super::{Takes, TrackerCell, TrackerColumn, TrackerSheet};

/// The column of what is said this quarter is the widest, in characters.
pub const WIDEST: f64 = 60.0;

/// Makes a sheet of a table's rows: a column for each heading, what is no officer's to answer locked.
///
/// `notes` are the paper's: their marks are typed back into its texts. Tab, title and room are for the caller to give.
pub fn sheet(
    kind: &TableKind,
    key: Option<&StatusKey>,
    headings: &[Heading],
    rows: &[Row],
    notes: &[Note],
) -> TrackerSheet {
    let known: Vec<(&Heading, &Column)> = headings
        .iter()
        .filter_map(|heading| Some((heading, kind.columns.get(&heading.name)?)))
        .collect();
    let mut columns: Vec<TrackerColumn> = known
        .iter()
        .flat_map(|(heading, column)| columns(heading, column, key))
        .collect();
    let rows: Vec<Vec<TrackerCell>> = rows
        .iter()
        .map(|row| {
            known
                .iter()
                .flat_map(|(heading, _)| cells(row, heading, notes))
                .collect()
        })
        .collect();
    for column in &mut columns {
        column.width = wide(kind, column, headings);
    }
    TrackerSheet {
        columns,
        rows,
        protected: true,
        ..TrackerSheet::default()
    }
}

/// Makes a column: what is no officer's to answer is locked, and so are figures by quarter, of which one at most is asked for.
pub fn column(heading: &str, column: &Column, key: Option<&StatusKey>) -> TrackerColumn {
    TrackerColumn {
        heading: heading.to_owned(),
        takes: takes(column, key),
        locked: !column.answer || column.by_quarter,
        width: None,
    }
}

/// Returns what cells of a column take.
pub fn takes(column: &Column, key: Option<&StatusKey>) -> Takes {
    match (column.of_type, key) {
        (ValueType::Status, Some(key)) => Takes::Status(key.clone()),
        (ValueType::Date, _) => Takes::Date,
        (ValueType::RichText, _) => Takes::LongText,
        (ValueType::Choice, _) => Takes::OneOf(column.choices.clone()),
        (ValueType::Number | ValueType::Percentage | ValueType::Money | ValueType::Measure, _) => {
            Takes::Number
        }
        _ => Takes::Text,
    }
}

/// Returns a value as a cell holds it; `notes` are those of its paper.
pub fn cell(value: &Value, notes: &[Note]) -> TrackerCell {
    match value {
        Value::Rich(text) => match typed(text, notes) {
            runs if runs.is_empty() => TrackerCell::Empty,
            runs => TrackerCell::Text(runs),
        },
        Value::Date(date) => TrackerCell::Date(*date),
        Value::Number(figure) => number(figure),
        other => TrackerCell::plain(&other.plain()),
    }
}

/// Makes the columns of a heading: one, or one for each quarter that it has figures of.
pub fn columns(
    heading: &Heading,
    described: &Column,
    key: Option<&StatusKey>,
) -> Vec<TrackerColumn> {
    if heading.quarters.is_empty() {
        return vec![column(&heading.heading, described, key)];
    }
    let of = |quarter: &Quarter| column(&format!("{} {quarter}", heading.heading), described, key);
    heading.quarters.iter().map(of).collect()
}

/// Returns the cells of a row below the columns of a heading; `notes` are those of its paper.
pub fn cells(row: &Row, heading: &Heading, notes: &[Note]) -> Vec<TrackerCell> {
    let value = row.value(&heading.name);
    if heading.quarters.is_empty() {
        return vec![value.map(|value| cell(value, notes)).unwrap_or_default()];
    }
    let points = match value {
        Some(Value::Series(points)) => points.as_slice(),
        _ => &[],
    };
    let of = |quarter: &Quarter| {
        let point = points.iter().find(|point| point.quarter == *quarter);
        point.map(|point| number(&point.figure)).unwrap_or_default()
    };
    heading.quarters.iter().map(of).collect()
}

/// A figure without a unit is a number; others stay as their authors show them.
fn number(figure: &Figure) -> TrackerCell {
    match (figure.value, figure.shown.parse::<f64>()) {
        (Some(value), Ok(shown)) if value == shown => TrackerCell::Number(value, None),
        _ => TrackerCell::plain(&figure.shown),
    }
}

fn wide(kind: &TableKind, column: &TrackerColumn, headings: &[Heading]) -> Option<f64> {
    let update = kind.update().filter(|name| kind.columns[*name].answer)?;
    let heading = headings.iter().find(|heading| heading.name == update)?;
    (heading.heading == column.heading).then_some(WIDEST)
}
