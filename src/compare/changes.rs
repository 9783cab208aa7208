//! What a row says otherwise than it did.

use crate::model::{Column, Row, Table, TableKind, ValueType};

/// Lists the columns of both tables whose values differ in words: neither status nor ref, nor what is written anew for each
/// paper.
pub fn changed(
    kind: &TableKind,
    (new, now): (&Table, &Row),
    (old, then): (&Table, &Row),
) -> Vec<String> {
    let has = |table: &Table, name: &str| table.columns.iter().any(|column| column.name == name);
    let compared = |name: &str, column: &Column| {
        has(new, name)
            && has(old, name)
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

/// Returns the words of a cell with single spaces.
fn words(row: &Row, column: &str) -> String {
    let plain = row
        .value(column)
        .map(|value| value.plain())
        .unwrap_or_default();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}
