//! The status key of each table, and its statuses as the key's codes.

use crate::model::{Board, Kind, StatusKey, ValueType};
use crate::paper_file::FileValue;
use crate::validate::{fold, nearest_to};

use super::cell_text::{plain, plain_run};
use super::key::step;
use super::{Left, OldField, OldPaper, OldTable};

/// Finds the key of each table and writes its statuses as codes; one that is in no key stays as it is.
pub fn settle(paper: &mut OldPaper, kind: &Kind, board: &Board) {
    let (mut doubts, mut left_out) = (Vec::new(), Vec::new());
    for (name, table) in &mut paper.tables {
        let described = &kind.tables[name.as_str()];
        let Some(column) = described.column_of(ValueType::Status) else {
            continue;
        };
        let Some(key) = likeliest(table, column, board) else {
            doubts.extend(without_status(table, column, name));
            continue;
        };
        table.key = Some(key.name.clone());
        let (unclear, gone) = coded(table, column, key, name);
        doubts.extend(unclear);
        left_out.extend(gone);
        if let Some(field) = &described.key {
            let value = FileValue::Text(key.name.clone());
            let line = String::new();
            paper.fields.insert(field.clone(), OldField { value, line });
        }
    }
    paper.doubts.append(&mut doubts);
    paper.left_out.append(&mut left_out);
}

/// Tells which rows of a table have an empty status.
fn without_status(table: &OldTable, column: &str, name: &str) -> Vec<String> {
    let is_there = table.columns.iter().any(|(known, _)| known == column);
    let rows = table.rows.iter().enumerate().filter(|_| is_there);
    let is_empty = |row: &super::OldRow| {
        row.get(column)
            .is_none_or(|runs| plain(runs).trim().is_empty())
    };
    let empty = rows.filter(|(_, row)| is_empty(row));
    empty
        .map(|(at, _)| format!("row {} of `{name}` has no status", at + 1))
        .collect()
}

/// Returns the key that knows most statuses of a table; the first of several.
fn likeliest<'a>(table: &OldTable, column: &str, board: &'a Board) -> Option<&'a StatusKey> {
    let texts: Vec<String> = table
        .rows
        .iter()
        .filter_map(|row| Some(plain(row.get(column)?)))
        .collect();
    let is = |key: &StatusKey, text: &str| {
        let first = text.trim().lines().next().unwrap_or_default();
        step(key, text).is_some() || step(key, first).is_some()
    };
    let known = |key: &&StatusKey| {
        let shown = table.fills.values();
        let shown = shown.filter(|fill| nearest_to(key, **fill).is_some());
        texts.iter().filter(|text| is(key, text)).count() + shown.count()
    };
    let best = board.keys.values().rev().max_by_key(known)?;
    (known(&best) > 0).then_some(best)
}

/// Writes the statuses of a table as codes; what stands below a status, such as how it moved, is left out.
fn coded(
    table: &mut OldTable,
    column: &str,
    key: &StatusKey,
    name: &str,
) -> (Vec<String>, Vec<Left>) {
    let (mut doubts, mut left_out) = (Vec::new(), Vec::new());
    doubts.extend(by_colour(table, column, key, name));
    for (at, row) in table.rows.iter_mut().enumerate() {
        let said = row.get(column).map(|runs| plain(runs)).unwrap_or_default();
        let said = said.trim();
        let (first, rest) = said.split_once('\n').unwrap_or((said, ""));
        let code = match (step(key, said), step(key, first)) {
            (Some(step), _) => step.code.clone(),
            (None, Some(step)) => {
                left_out.push(Left::new("words below a status", rest));
                step.code.clone()
            }
            (None, None) => {
                doubts.push(doubt(said, at + 1, name, key));
                continue;
            }
        };
        if fold(&code) != fold(first) {
            left_out.push(Left::new(
                &format!("a status, which is `{code}` now"),
                first,
            ));
        }
        row.insert(column.to_owned(), vec![plain_run(&code)]);
    }
    (doubts, left_out)
}

/// Writes the statuses of empty cells by their colours, and tells which.
fn by_colour(table: &mut OldTable, column: &str, key: &StatusKey, name: &str) -> Option<String> {
    let mut read = Vec::new();
    for (at, fill) in &table.fills {
        let (Some(row), Some(step)) = (table.rows.get_mut(*at), nearest_to(key, *fill)) else {
            continue;
        };
        if row
            .get(column)
            .is_none_or(|runs| plain(runs).trim().is_empty())
        {
            read.push(format!("row {} `{}`", at + 1, step.code));
            row.insert(column.to_owned(), vec![plain_run(&step.code)]);
        }
    }
    (!read.is_empty()).then(|| {
        format!(
            "statuses of `{name}` were read from the colours of their cells: {}",
            read.join(", ")
        )
    })
}

fn doubt(said: &str, row: usize, table: &str, key: &StatusKey) -> String {
    if said.is_empty() {
        return format!("row {row} of `{table}` has no status");
    }
    format!(
        "row {row} of `{table}` has the status `{said}`, which is no step of `{}`",
        key.name
    )
}
