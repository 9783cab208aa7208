//! What was published of a paper's theme in earlier quarters, for papers that show it.

use crate::diagnostic::Diagnostics;
use crate::job::Office;
use crate::model::{Paper, Value};

use super::record;
use super::verify::say_breaks;

/// The field of papers that asks for it.
const ASKS: &str = "trend";

/// Returns whether a paper shows what was published before it.
pub fn asks(paper: &Paper) -> bool {
    let field = paper.fields.get(ASKS);
    field.is_some_and(|cell| cell.value == Value::Flag(true))
}

/// Adds to a paper what the record has of its tables in earlier quarters. Figures of a record that was changed are not shown:
/// that is reported.
pub fn add_earlier(office: &Office, paper: &mut Paper, out: &mut Diagnostics) {
    let Some(record) = record(office, out) else {
        return;
    };
    say_breaks(&record, out);
    let earlier = record.quarters_of(paper);
    let tables = paper.tables.keys();
    let published = tables.map(|name| {
        let tables = earlier.iter().filter_map(|entry| entry.table(name));
        (name.clone(), tables.collect::<Vec<_>>())
    });
    let published = published.filter(|(_, tables)| !tables.is_empty()).collect();
    paper.published = published;
}
