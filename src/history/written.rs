//! An entry as it is written: TOML, a row a line, so that Git shows what was added and nothing else.

use std::fmt::Write;

use indexmap::IndexMap;

use crate::toml_text::{key, quoted};

use super::chain::{SEAL, hash_of};
use super::entry::{Entry, Line, StepEntry, TableEntry};

/// The line that every entry begins with.
pub const HEAD: &str = "[[published]]";

/// Returns the text of an entry, sealed with its own hash.
pub fn written(entry: &Entry) -> String {
    let open = text(entry);
    let seal = format!("{SEAL}{}\n", quoted(&hash_of(&open)));
    // Before the tables, for what follows a table belongs to it.
    match open.find("\n\n[published.tables") {
        Some(at) => format!("{}\n{seal}{}", &open[..at], &open[at + 1..]),
        None => format!("{open}{seal}"),
    }
}

fn text(entry: &Entry) -> String {
    let mut text = format!("{HEAD}\n");
    for (name, value) in [
        ("paper", &entry.paper),
        ("document", &entry.document),
        ("label", &entry.label),
        ("title", &entry.title),
        ("series", &entry.series),
        ("quarter", &entry.quarter),
    ] {
        line(&mut text, name, value);
    }
    let _ = writeln!(text, "published = {}", entry.published);
    for (name, value) in [
        ("version", &entry.version),
        ("pdf", &entry.pdf),
        ("sha256", &entry.sha256),
    ] {
        line(&mut text, name, value);
    }
    let _ = writeln!(text, "pages = {}", entry.pages);
    if !entry.fields.is_empty() {
        let _ = writeln!(text, "fields = {}", inline(&entry.fields));
    }
    let _ = writeln!(text, "before = {}", quoted(&entry.before));
    for (name, table) in &entry.tables {
        add_table(&mut text, name, table);
    }
    text
}

/// Adds what is said; of what is not, nothing is written.
fn line(text: &mut String, name: &str, value: &str) {
    if !value.is_empty() {
        let _ = writeln!(text, "{name} = {}", quoted(value));
    }
}

fn add_table(text: &mut String, name: &str, table: &TableEntry) {
    let _ = writeln!(text, "\n[published.tables.{}]", key(name));
    line(text, "key", &table.key);
    let _ = writeln!(text, "total = {}", table.total);
    line(text, "rating", &table.rating);
    if !table.steps.is_empty() {
        let _ = writeln!(text, "steps = [");
        for step in &table.steps {
            let _ = writeln!(text, "  {},", step_text(step));
        }
        let _ = writeln!(text, "]");
    }
    let _ = writeln!(text, "rows = [");
    for row in &table.rows {
        let _ = writeln!(text, "  {},", row_text(row));
    }
    let _ = writeln!(text, "]");
}

fn step_text(step: &StepEntry) -> String {
    let percent = step.percent.map(|percent| format!(", percent = {percent}"));
    format!(
        "{{ code = {}, label = {}, count = {}{} }}",
        quoted(&step.code),
        quoted(&step.label),
        step.count,
        percent.unwrap_or_default()
    )
}

fn row_text(row: &Line) -> String {
    let mut parts = vec![format!("ref = {}", quoted(&row.label))];
    for (name, value) in [("status", &row.status), ("title", &row.title)] {
        if !value.is_empty() {
            parts.push(format!("{name} = {}", quoted(value)));
        }
    }
    if !row.figures.is_empty() {
        parts.push(format!("figures = {}", inline(&row.figures)));
    }
    format!("{{ {} }}", parts.join(", "))
}

fn inline(values: &IndexMap<String, String>) -> String {
    let pairs = values
        .iter()
        .map(|(name, value)| format!("{} = {}", key(name), quoted(value)));
    format!("{{ {} }}", pairs.collect::<Vec<_>>().join(", "))
}
