use super::*;
use std::collections::BTreeSet;

use crate::load::{Area, Cell, Content, Run, Sheet};
use crate::model::{Column, FinancialYear, Origin, ValueType};
use crate::validate::heading_words::names_other_quarter;

pub(in crate::validate) fn table() -> TableKind {
    let column = |of_type, headings: &[&str], required| Column {
        of_type,
        choices: Vec::new(),
        headings: headings
            .iter()
            .map(|heading| (*heading).to_owned())
            .collect(),
        required,
        unique: false,
        compare: true,
        by_quarter: false,
        automatic: false,
        parts: None,
        inherit: false,
        words: false,
        contact: false,
        answer: false,
        help: String::new(),
    };
    let columns = [
        ("ref", column(ValueType::Ref, &["No", "Ref"], true)),
        (
            "lead",
            column(ValueType::Person, &["Lead Officer", "Organisation"], false),
        ),
        (
            "title",
            column(
                ValueType::RichText,
                &["Specific deliverables", "Action"],
                true,
            ),
        ),
        (
            "status",
            column(ValueType::Status, &["RAG Status", "Status"], true),
        ),
        ("update", column(ValueType::RichText, &["Update"], true)),
    ];
    TableKind {
        columns: columns
            .map(|(name, column)| (name.to_owned(), column))
            .into_iter()
            .collect(),
        key: None,
        judge: None,
        required: true,
        sheets: Vec::new(),
        help: String::new(),
        others: IndexMap::new(),
    }
}

pub(in crate::validate) fn sheet(rows: &[&[&str]]) -> Sheet {
    let cell = |text: &&str| Cell {
        content: Content::Text(vec![Run {
            text: (*text).to_owned(),
            ..Run::default()
        }]),
        ..Cell::default()
    };
    let row = |(i, cells): (usize, &&[&str])| {
        (
            i as u32,
            cells
                .iter()
                .enumerate()
                .map(|(column, text)| (column as u32, cell(text)))
                .collect(),
        )
    };
    Sheet {
        name: "Theme 3".into(),
        file: "tracker.xlsx".into(),
        hidden: false,
        rows: rows.iter().enumerate().map(row).collect(),
        merged: Vec::new(),
        hidden_rows: Vec::new(),
        hidden_columns: Vec::new(),
        comments: BTreeSet::new(),
        lines: None,
    }
}

fn find(rows: &[&[&str]], columns: &[(&str, &str)]) -> Headings {
    let named = |(name, text): &(&str, &str)| {
        (
            (*name).to_owned(),
            Phrase {
                text: (*text).to_owned(),
                origin: Origin::file("p.toml"),
            },
        )
    };
    let quarter = Some(Quarter {
        year: FinancialYear(2018),
        number: 4,
    });
    let hints = Hints {
        columns: &columns.iter().map(named).collect(),
        quarter,
        row: None,
    };
    headings(&sheet(rows), &table(), hints).expect("headings")
}

fn over(headings: &Headings, name: &str) -> Option<u32> {
    headings.found.get(name).map(|(column, _)| *column)
}

const TITLE: &[&str] = &["POLICE AND CRIME PLAN"];

#[test]
fn headings_are_found_below_title_rows_in_the_offices_words() {
    let row: &[&str] = &[
        "No",
        "Organisation",
        "Specific deliverables of Commissioner and Partners",
        "RAG STATUS",
        "Q4 update (to March 2019)",
        "Chased?",
    ];
    let headings = find(
        &[
            TITLE,
            &["Working tracker"],
            row,
            &["1", "NW", "Update of plans", "G", "Text"],
        ],
        &[],
    );
    assert_eq!(headings.row, 2);
    assert_eq!(
        ["ref", "lead", "title", "status", "update"].map(|name| over(&headings, name)),
        [0, 1, 2, 3, 4].map(Some)
    );
    assert_eq!(headings.unused, [(5, "Chased?".to_owned())]);
    assert!(headings.complete(&table()));
}

#[test]
fn of_two_updates_the_papers_own_quarter_is_meant() {
    let headings = find(
        &[&["Ref", "Action", "Status", "Q3 update", "Q4 update"]],
        &[],
    );
    assert_eq!(over(&headings, "update"), Some(4));
    assert_eq!(headings.twice, []);
}

#[test]
fn two_headings_with_the_same_right_are_not_guessed() {
    let headings = find(
        &[&[
            "Ref",
            "Action",
            "Status",
            "Update (Force)",
            "Update (Partners)",
        ]],
        &[],
    );
    assert_eq!(over(&headings, "update"), None);
    assert_eq!(headings.twice[0].0, "update");
    assert_eq!(headings.twice[0].1.len(), 2);
}

#[test]
fn the_office_has_the_last_word() {
    let headings = find(
        &[&["Ref", "Action", "Status", "Update", "What we did"]],
        &[("update", "What we did")],
    );
    assert_eq!(over(&headings, "update"), Some(4));
    assert_eq!(headings.unused, [(3, "Update".to_owned())]);
}

#[test]
fn a_missing_heading_is_known_by_name() {
    let headings = find(&[&["Ref", "Action", "Statsu", "Update"]], &[]);
    assert_eq!(headings.missing(&table()).collect::<Vec<_>>(), ["status"]);
    assert_eq!(headings.unused, [(2, "Statsu".to_owned())]);
}

#[test]
fn a_heading_merged_over_number_and_text_stands_over_both() {
    let mut sheet = sheet(&[
        &["Action", "", "Status", "Update"],
        &["1", "Do it", "G", "Done"],
    ]);
    sheet.merged.push(Area {
        top: 0,
        left: 0,
        bottom: 0,
        right: 1,
    });
    let hints = Hints {
        columns: &IndexMap::new(),
        quarter: None,
        row: None,
    };
    let headings = headings(&sheet, &table(), hints).expect("headings");
    assert_eq!(
        (over(&headings, "ref"), over(&headings, "title")),
        (Some(0), Some(1))
    );
}

fn measures() -> TableKind {
    let mut table = table();
    let mut column = table.columns["title"].clone();
    column.by_quarter = true;
    column.headings = vec!["Actual".into()];
    table.columns.insert("actuals".into(), column);
    table
}

fn quarters(rows: &[&[&str]]) -> (Vec<String>, Vec<String>) {
    let hints = Hints {
        columns: &IndexMap::new(),
        quarter: Quarter::parse("2026-27 Q2"),
        row: None,
    };
    let found = headings(&sheet(rows), &measures(), hints).expect("headings");
    let slots = found.found.keys().filter(|name| name.contains(' '));
    let bare = found.yearless.iter().map(|(_, text)| text.clone());
    (slots.cloned().collect(), bare.collect())
}

#[test]
fn a_year_over_the_first_quarter_is_that_of_the_quarters_to_its_right() {
    let (found, bare) = quarters(&[
        &["", "", "", "2025-26", "", "2026-27", ""],
        &["Ref", "Action", "Status", "Q3", "Q4", "Q1", "Q2"],
    ]);
    let all = [
        "actuals Q3 2025-26",
        "actuals Q4 2025-26",
        "actuals Q1 2026-27",
        "actuals Q2 2026-27",
    ];
    assert_eq!(
        BTreeSet::from_iter(found.iter().map(String::as_str)),
        BTreeSet::from(all)
    );
    assert_eq!(bare, [""; 0]);
}

#[test]
fn a_quarter_without_year_beside_one_with_a_year_is_not_guessed() {
    let row: &[&str] = &["Ref", "Action", "Status", "Q1 2025-26", "Q2"];
    assert_eq!(quarters(&[row]).1, ["Q2"]);
    let row: &[&str] = &["Ref", "Action", "Status", "Q1", "Q2"];
    let title: &[&str] = &["Measures of the plan 2025-26"];
    let (found, bare) = quarters(&[title, row]);
    assert_eq!(bare, [""; 0]);
    assert!(
        found.contains(&"actuals Q1 2026-27".to_owned()),
        "{found:?}"
    );
}

#[test]
fn a_heading_of_another_quarter_is_known_as_such() {
    let own = Quarter::parse("2026-27 Q2");
    for text in ["Q1 update", "Qtr 3 updaet", "Update (quarter 4)"] {
        assert!(names_other_quarter(text, own), "{text}");
    }
    for text in ["Q2 update", "Update", "Quarterly update"] {
        assert!(!names_other_quarter(text, own), "{text}");
    }
    assert!(!names_other_quarter("Q1 update", None));
}
