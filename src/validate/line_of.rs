//! Fields that name a line of another paper.

use indexmap::IndexMap;

use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Cell, Kind, Table, Value};

/// Reports fields that name a line which the other paper does not have.
pub fn check(kind: &Kind, fields: &IndexMap<String, Cell>, out: &mut Diagnostics) {
    for (name, field) in &kind.fields {
        let parts = field.line_of.as_deref().and_then(|of| of.split_once('.'));
        let (Some((paper, table)), Some(cell)) = (parts, fields.get(name)) else {
            continue;
        };
        let Some(Value::Paper(paper)) = fields.get(paper).map(|cell| &cell.value) else {
            continue;
        };
        let lines = paper.tables.get(table).map(labels).unwrap_or_default();
        let asked = cell.value.plain();
        if !lines.contains(&asked.as_str()) {
            let message = format!(
                "`{name}` names `{asked}`, which is no line of `{table}` in {}",
                paper.file
            );
            out.add(Code::ValueWrong, cell.origin.clone(), message)
                .hint(format!("use one of `{}`", lines.join("`, `")));
        }
    }
}

fn labels(table: &Table) -> Vec<&str> {
    table.rows.iter().map(|row| row.label.as_str()).collect()
}
