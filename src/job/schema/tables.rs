//! The schema of a table: rows in the paper, a workbook, or lines of a mark and its text.

use serde_json::{Value as Json, json};

use crate::model::{Column, TableKind};

use super::forms::{Parts, any, text, told, words};
use super::values::{Known, value};

/// Returns the form of a table.
pub fn table(table: &TableKind, known: &Known<'_>) -> Json {
    any(vec![in_workbook(table, known), rows(table, known)])
}

/// Returns rows that stand in the paper.
fn rows(table: &TableKind, known: &Known<'_>) -> Json {
    let mut parts = Parts::default();
    for (name, column) in &table.columns {
        let form = told(cell(column, known), &column.help);
        parts.add(name, form, column.required && !column.automatic);
    }
    let mut rows = json!({ "type": "array", "items": parts.closed() });
    if table.required {
        rows["minItems"] = 1.into();
    }
    rows
}

fn cell(column: &Column, known: &Known<'_>) -> Json {
    let one = value(column.of_type, &column.choices, known);
    if !column.by_quarter {
        return one;
    }
    let mut quarters = Parts::default().or(one);
    if column.required {
        quarters["minProperties"] = 1.into();
    }
    quarters["examples"] = json!([{ "2026-27 Q1": "42%" }]);
    quarters
}

/// Returns where a table's rows stand; a table of two columns may be written as lines, a first and a second.
fn in_workbook(table: &TableKind, known: &Known<'_>) -> Json {
    let of_lines = match table.columns.len() {
        2 => table
            .columns
            .get_index(1)
            .map(|(_, second)| told(value(second.of_type, &second.choices, known), &second.help)),
        _ => None,
    };
    let mut parts = Parts::default();
    let about =
        "The tracker, told from this paper's folder: .xlsx, .xlsm, .xlsb, .xls, .ods or .csv.";
    parts.add("workbook", told(text(), about), false);
    let about = "The sheet, where it cannot be told; a table that names only its sheet stands in the workbook of the table before.";
    parts.add("sheet", told(text(), about), false);
    let about = "Headings that mean a column and do not say so: column = \"heading\".";
    let headings = told(headings(table), about);
    match of_lines {
        Some(line) => {
            parts.add("columns", any(vec![headings, line.clone()]), false);
            parts.add("heading-row", any(vec![heading_row(), line.clone()]), false);
            parts.add("rows", any(vec![row_choice(), line.clone()]), false);
            parts.or(line)
        }
        None => {
            parts.add("columns", headings, false);
            parts.add("heading-row", heading_row(), false);
            parts.add("rows", row_choice(), false);
            let mut form = parts.closed();
            form["anyOf"] = json!([{ "required": ["workbook"] }, { "required": ["sheet"] }]);
            form
        }
    }
}

/// Returns where the headings stand, as spreadsheets count rows.
fn heading_row() -> Json {
    let about = "The row of the headings, where it is not found.";
    told(json!({ "type": "integer", "minimum": 1 }), about)
}

/// Returns which rows of a sheet are taken: what they say in columns, or the lines that they stand between.
fn row_choice() -> Json {
    let one = json!({ "type": ["string", "number"] });
    let several = json!({ "type": "array", "items": one, "minItems": 1 });
    let mut form = Parts::default().or(any(vec![one, several]));
    form["examples"] = json!([{ "Theme": "3" }, { "from": "Theme 3", "to": "Theme 4" }]);
    let about = "Which rows of the sheet are taken: heading = \"what a row says there\", or those from one line to another.";
    told(form, about)
}

fn headings(table: &TableKind) -> Json {
    let names = words(table.columns.keys());
    let mut form = Parts::default().or(text());
    form["propertyNames"] = names;
    let known = table.columns.iter();
    let known = known.map(|(name, column)| (name.clone(), told(text(), &column.help)));
    form["properties"] = known.collect::<serde_json::Map<_, _>>().into();
    form
}
