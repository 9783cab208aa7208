use super::super::headings::tests::{sheet, table};
use super::super::headings::{Hints, headings};
use super::*;

use indexmap::IndexMap;

/// Deliverables with measures as the other table of their kind.
fn deliverables() -> TableKind {
    let mut own = table();
    let mut other = table();
    other.columns["title"].headings = vec!["Measure".into(), "Action".into()];
    other.columns["update"].headings = vec!["Performance".into()];
    other.columns["lead"].headings = vec!["Target".into()];
    own.others.insert("measures".into(), other);
    own
}

fn begins(rows: &[&[&str]]) -> Vec<u32> {
    let (sheet, table) = (sheet(rows), deliverables());
    let hints = Hints {
        columns: &IndexMap::new(),
        quarter: None,
        row: None,
    };
    headings(&sheet, &table, hints).expect("headings").ends
}

const HEADINGS: &[&str] = &["No", "Organisation", "Action", "Status", "Update"];
const ROW: &[&str] = &["1", "Force", "Patrol the port", "G", "Done."];

#[test]
fn a_table_ends_where_another_of_its_kind_begins() {
    let measures: &[&str] = &[
        "Ref",
        "Measure",
        "Target",
        "Performance (March 2026)",
        "RAG Status",
    ];
    let row: &[&str] = &["1", "Calls answered", "90%", "88%", "A"];
    assert_eq!(begins(&[HEADINGS, ROW, &["Measures"], measures, row]), [3]);
    let without_ref: &[&str] = &["Measure", "Target", "Performance", "Status"];
    assert_eq!(begins(&[HEADINGS, ROW, without_ref, row]), [2]);
    let half: &[&str] = &["Ref", "Measure", "Target", "Baseline", "Trend", "Source"];
    assert_eq!(begins(&[HEADINGS, ROW, half, row]), [2]);
}

#[test]
fn rows_of_data_and_repeated_headings_begin_no_table() {
    let rows: [&[&str]; 9] = [
        // The headings once more, as they stand and in other words.
        HEADINGS,
        &[
            "Ref",
            "Lead Officer",
            "Specific deliverables",
            "RAG Status",
            "Update",
        ],
        // Words of headings in a row of data.
        &["2", "Target", "Measure", "Status", "Performance"],
        &["No", "Force", "Set the target", "G", "Performance is up."],
        &["No", "Measure", "", "", ""],
        &["Measure", "Target", "Set one", "G", "Done."],
        &["Ref", "Baseline", "Trend", "Source", "Target"],
        &["Target", "", "Target", "", ""],
        &[
            "Ref",
            "Measure how long people wait for an answer, and set a target",
            "Target",
            "G",
            "Late.",
        ],
    ];
    for row in rows {
        assert_eq!(begins(&[HEADINGS, ROW, row, ROW]), [0; 0], "{row:?}");
    }
    let mut alone = table();
    alone.others.clear();
    let hints = Hints {
        columns: &IndexMap::new(),
        quarter: None,
        row: None,
    };
    let measures: &[&str] = &["Ref", "Measure", "Target", "Performance", "Status"];
    let read = headings(&sheet(&[HEADINGS, ROW, measures]), &alone, hints);
    assert_eq!(read.expect("headings").ends, [0; 0]);
}
