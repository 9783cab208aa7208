//! What phrases can say of a table's rule.

use serde_json::{Value as Json, json};

use crate::model::{Judged, Outcome, Row, Table, Value};

/// Tells how many statuses follow from the rule, the tolerances it used, and the word for each outcome.
pub fn spoken_rule(table: &Table) -> Json {
    let of = |how| table.rows.iter().filter(move |row| row.judged == Some(how));
    let label = |outcome| {
        let step = table.key.as_ref().and_then(|key| key.step_for(outcome));
        step.map(|step| step.label.as_str()).unwrap_or_default()
    };
    json!({
        "computed": of(Judged::Computed).count(),
        "given": of(Judged::Given).count(),
        "tolerances": tolerances(of(Judged::Computed)),
        "met": label(Outcome::Met),
        "near": label(Outcome::Near),
        "missed": label(Outcome::Missed),
        "no_data": label(Outcome::NoData),
        "no_target": label(Outcome::NoTarget),
    })
}

/// Returns the tolerances of rows as they are said, each once.
fn tolerances<'a>(rows: impl Iterator<Item = &'a Row>) -> Vec<&'a str> {
    let mut all: Vec<&str> = Vec::new();
    for cell in rows.flat_map(|row| row.cells.values()) {
        match &cell.value {
            Value::Tolerance(_, said) if !all.contains(&said.as_str()) => all.push(said),
            _ => {}
        }
    }
    all
}
