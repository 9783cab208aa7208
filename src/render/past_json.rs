//! What earlier papers said, beside the rows and tables of a paper.

use serde_json::{Map, Value as Json, json};

use crate::model::{Moved, Paper, Past, Row, Table, TableComparison, Value};

use super::table_json::{Putting, row};

/// Adds to a table what became of it since each paper that it is compared with: `past` of each row, `gone` and `moved`.
pub fn with_past(mut json: Map<String, Json>, paper: &Paper, name: &str) -> Json {
    let all: Vec<(&str, &TableComparison, &Table)> = compared(paper, name).collect();
    if all.is_empty() {
        return json.into();
    }
    let rows = json.get_mut("rows").and_then(Json::as_array_mut);
    for (i, row) in rows.into_iter().flatten().enumerate() {
        let past = all.iter();
        row["past"] = past
            .map(|(field, compared, old)| ((*field).to_owned(), past_of(&compared.rows[i], old)))
            .collect();
    }
    let gone = all.iter().map(|(field, compared, old)| {
        let rows = compared.gone.iter().map(|i| old_row(&old.rows[*i]));
        ((*field).to_owned(), rows.collect::<Json>())
    });
    json.insert("gone".to_owned(), gone.collect());
    let moved = moved(paper, name).map(|(field, moved)| (field.to_owned(), json!(moved)));
    json.insert("moved".to_owned(), moved.collect());
    json.into()
}

/// Counts where the rows of a table went since each paper that it is compared with.
pub fn moved<'a>(paper: &'a Paper, name: &'a str) -> impl Iterator<Item = (&'a str, Moved)> {
    compared(paper, name).map(|(field, compared, _)| (field, compared.moved()))
}

fn compared<'a>(
    paper: &'a Paper,
    name: &'a str,
) -> impl Iterator<Item = (&'a str, &'a TableComparison, &'a Table)> {
    paper.past.iter().filter_map(move |(field, comparison)| {
        let Value::Paper(old) = &paper.fields.get(field)?.value else {
            return None;
        };
        let table = comparison.tables.get(name)?;
        Some((field.as_str(), table, old.tables.get(name)?))
    })
}

fn past_of(past: &Past, old: &Table) -> Json {
    let then = past.row.map(|i| &old.rows[i]);
    let code = then.and_then(|row| old.status(row));
    let step = old.key.as_ref().zip(code);
    json!({
        "state": past.state,
        "direction": past.direction,
        "status": code,
        "step": step.and_then(|(key, code)| key.by_code(code)),
        "ref": then.map(|row| &row.label),
        "matched": past.matched,
        "similarity": past.similarity.map(|likeness| (likeness * 100.0).round() / 100.0),
        "changed": past.changed,
        "revised": past.revised,
        "row": then.map(old_row),
    })
}

/// A row of an earlier paper says its words: the notes and lines that it led to are not there.
fn old_row(then: &Row) -> Json {
    row(then, Putting::Words).into()
}
