//! Rows of a tracker that are hidden, as a filter hides them: no paper shows them.

use super::doubt::Doubts;
use super::search::Candidate;

/// Doubts that the rows which a filter hides are to be left out.
pub fn say_hidden(one: &Candidate<'_>, doubts: &mut Doubts) {
    let below = |row: &&u32| **row > one.headings.row;
    let rows: Vec<u32> = one
        .sheet
        .hidden_rows
        .iter()
        .filter(below)
        .copied()
        .collect();
    let Some(first) = rows.first() else { return };
    let are = match rows.len() {
        1 => "1 row below the headings is hidden and left out".to_owned(),
        count => format!("{count} rows below the headings are hidden and left out"),
    };
    let column = one.headings.columns().min().unwrap_or(0);
    doubts.add(
        are,
        one.sheet.origin(*first, column),
        "if they belong in the paper, clear the filter or show the rows, save the tracker, and begin again",
    );
}
