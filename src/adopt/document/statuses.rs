//! The status key of each table, and its statuses as the key's codes.

use crate::model::{Board, Kind, StatusKey, ValueType};
use crate::paper_file::FileValue;

use super::cell_text::{plain, plain_run};
use super::key::step;
use super::{OldField, OldPaper, OldTable};

/// Finds the key of each table and writes its statuses as codes; one that is in no key stays as it is.
pub fn settle(paper: &mut OldPaper, kind: &Kind, board: &Board) {
    let mut doubts = Vec::new();
    for (name, table) in &mut paper.tables {
        let described = &kind.tables[name.as_str()];
        let Some(column) = described.column_of(ValueType::Status) else {
            continue;
        };
        let Some(key) = likeliest(table, column, board) else {
            continue;
        };
        table.key = Some(key.name.clone());
        doubts.extend(coded(table, column, key, name));
        if let Some(field) = &described.key {
            let value = FileValue::Text(key.name.clone());
            let line = String::new();
            paper.fields.insert(field.clone(), OldField { value, line });
        }
    }
    paper.doubts.append(&mut doubts);
}

/// Returns the key that knows most statuses of a table; the first of several.
fn likeliest<'a>(table: &OldTable, column: &str, board: &'a Board) -> Option<&'a StatusKey> {
    let texts: Vec<String> = table
        .rows
        .iter()
        .filter_map(|row| Some(plain(row.get(column)?)))
        .collect();
    let known = |key: &&StatusKey| {
        texts
            .iter()
            .filter(|text| step(key, text).is_some())
            .count()
    };
    let best = board.keys.values().rev().max_by_key(known)?;
    (known(&best) > 0).then_some(best)
}

fn coded(table: &mut OldTable, column: &str, key: &StatusKey, name: &str) -> Vec<String> {
    let mut doubts = Vec::new();
    for (at, row) in table.rows.iter_mut().enumerate() {
        let said = row
            .get(column)
            .map(|runs| plain(runs).trim().to_owned())
            .unwrap_or_default();
        match step(key, &said) {
            Some(step) => drop(row.insert(column.to_owned(), vec![plain_run(&step.code)])),
            None if said.is_empty() => {
                doubts.push(format!("row {} of `{name}` has no status", at + 1))
            }
            None => doubts.push(format!(
                "row {} of `{name}` has the status `{said}`, which is no step of `{}`",
                at + 1,
                key.name
            )),
        }
    }
    doubts
}
