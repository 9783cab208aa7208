//! A paper that was made of a tracker, read as the next build will read it.

use std::path::Path;

use crate::adopt::Keyed;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::model::counted;

use super::super::Office;
use super::super::reader::Reader;

/// More problems or rows than this of a sort are only counted.
const MOST: usize = 6;

/// Reads a paper of a tracker that stands in no file yet; says how many lines it has, and what the next build will tell of them.
pub fn tried(
    office: &Office,
    tracker: &Path,
    (shown, text): (&str, &str),
    (main, key): &Keyed<'_>,
) -> Vec<String> {
    let mut problems = Diagnostics::default();
    let path = office.root.join(shown);
    let paper = Reader::new(office)
        .with(tracker)
        .read_text(&path, text, &mut problems);
    problems.sort();
    let table = paper
        .as_ref()
        .and_then(|paper| paper.tables.get(main.candidate.table));
    let mut lines = Vec::new();
    if let Some(table) = table {
        let ends = match (table.rows.first(), table.rows.last()) {
            (Some(first), Some(last)) => format!(", from `{}` to `{}`", first.label, last.label),
            _ => String::new(),
        };
        lines.push(format!("  {}{ends}", counted(table.rows.len(), "line")));
    }
    let keyless = key.as_ref().is_some_and(|key| key.name.is_none());
    let is_fault = |problem: &&Diagnostic| {
        // What is to be filled in is said already.
        let by_key = keyless && problem.code == Code::StatusUnknown;
        problem.severity == Severity::Error && problem.code != Code::FieldMissing && !by_key
    };
    lines.extend(told(problems.iter().filter(is_fault), "to mend: "));
    let rows = [Code::RowLeftOut, Code::RowJoined];
    lines.extend(told(
        problems
            .iter()
            .filter(|problem| rows.contains(&problem.code)),
        "",
    ));
    lines
}

/// Says problems in a line each, the first few of them.
fn told<'a>(problems: impl Iterator<Item = &'a Diagnostic>, before: &str) -> Vec<String> {
    let mut lines: Vec<String> = problems
        .map(|problem| {
            let place = problem.origin.as_ref();
            let at = place
                .map(|origin| format!(" ({origin})"))
                .unwrap_or_default();
            format!("  {before}{}{at}", problem.message)
        })
        .collect();
    let more = lines.len().saturating_sub(MOST);
    lines.truncate(MOST);
    if more > 0 {
        lines.push(format!("  {before}{more} more such"));
    }
    lines
}
