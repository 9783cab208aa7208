//! What a row says otherwise than it did.

use crate::model::{Column, Row, Table, TableKind, ValueType};

/// Lists the columns whose values differ in words: neither status nor ref, nor what is written anew for each paper. Both tables
/// must have the column, unless it holds dates that came or went.
pub fn changed(
    kind: &TableKind,
    (new, now): (&Table, &Row),
    (old, then): (&Table, &Row),
) -> Vec<String> {
    let has = |table: &Table, name: &str| table.columns.iter().any(|column| column.name == name);
    let both = |name: &str| has(new, name) && has(old, name);
    let compared = |name: &str, column: &Column| {
        (both(name) || (has_dates(old) && came_or_went(kind, name, (now, then), has(new, name))))
            && column.compare
            && !matches!(column.of_type, ValueType::Status | ValueType::Ref)
    };
    let columns = kind
        .columns
        .iter()
        .filter(|(name, column)| compared(name, column));
    columns
        .filter(|(name, _)| words(now, name) != words(then, name))
        .map(|(name, _)| name.clone())
        .collect()
}

/// Returns whether a table has dates at all: of one that has none, nobody knows whether a date is new.
fn has_dates(table: &Table) -> bool {
    let mut columns = table.columns.iter();
    columns.any(|column| column.of_type == ValueType::Date)
}

/// Returns whether a date stands in a column that only one of two tables has: one that is gone was dropped, and one that came
/// was set anew where the row had a date of an earlier column, such as the day on which it was due at first.
fn came_or_went(kind: &TableKind, name: &str, (now, then): (&Row, &Row), is_new: bool) -> bool {
    let is_date = |column: &Column| column.of_type == ValueType::Date;
    let dates = kind.columns.iter().filter(|(_, column)| is_date(column));
    if !kind.columns.get(name).is_some_and(is_date) {
        return false;
    }
    let dated = |column: &str| now.value(column).or(then.value(column)).is_some();
    !is_new
        || dates
            .into_iter()
            .take_while(|(other, _)| *other != name)
            .any(|(other, _)| dated(other))
}

/// Returns the words of a cell with single spaces.
fn words(row: &Row, column: &str) -> String {
    let plain = row
        .value(column)
        .map(|value| value.plain())
        .unwrap_or_default();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}
