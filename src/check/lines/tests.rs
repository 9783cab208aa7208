//! Papers from text, and what is said of their lines.

use std::sync::Arc;

use super::*;
use crate::check::Uses;
use crate::compare;
use crate::load::{Library, Workbook, parse};
use crate::model::{Board, Phrase};
use crate::validate::{self, Beside};

const BOARD: &str = r#"
organisation = { name = "Northmarch" }
status-key.rag.steps = [
  { code = "G", label = "Green" },
  { code = "A", label = "Amber", attention = true },
  { code = "C", label = "Complete", closed = true },
]
status-key.spare.steps = [{ code = "Y", label = "Yes" }, { code = "N", label = "No" }]
"#;

/// Papers that name one other.
struct One(Option<Paper>);

impl Beside for One {
    fn workbook(&mut self, _: &Phrase, _: &mut Diagnostics) -> Option<Arc<Workbook>> {
        None
    }

    fn paper(&mut self, _: &Phrase, _: u32, _: &mut Diagnostics) -> Option<Arc<Paper>> {
        self.0.clone().map(Arc::new)
    }
}

fn board() -> Board {
    let mut out = Diagnostics::default();
    let board = parse(BOARD, "board.toml", &mut out).expect("parses");
    validate::board(&board, &mut out).expect("a board")
}

fn read(text: &str, earlier: Option<Paper>) -> Paper {
    let mut out = Diagnostics::default();
    let node = parse(text, "paper.toml", &mut out).expect("parses");
    let library = Library::embedded();
    let paper = validate::paper(&node, &board(), &library, &mut One(earlier), &mut out);
    assert!(!out.has_errors(), "{out:?}");
    let mut paper = paper.expect("a paper");
    compare::compare(&mut paper);
    paper
}

/// Makes an action update of some actions, each `ref, title, status, update`, after other fields.
fn actions(fields: &str, rows: &[[&str; 4]]) -> String {
    let row = |[reference, title, status, update]: &[&str; 4]| {
        format!(
            "[[actions]]\nref = \"{reference}\"\ntitle = \"{title}\"\nstatus = \"{status}\"\nupdate = \"{update}\"\n"
        )
    };
    let rows: String = rows.iter().map(row).collect();
    format!(
        "document = \"action-update\"\nstatus-key = \"rag\"\ndate = 2026-10-30\n{fields}\n{rows}"
    )
}

/// Makes a paper of one action and an introduction.
pub fn paper(introduction: &str) -> Paper {
    let fields = format!("introduction = \"{introduction}\"");
    read(&actions(&fields, &[["77", "Patrol", "G", "Done."]]), None)
}

/// Makes a table of some refs, which may stand in it twice.
pub fn table(refs: &[&str]) -> (TableKind, Vec<Row>) {
    let numbers: Vec<String> = (0..refs.len()).map(|at| at.to_string()).collect();
    let rows: Vec<_> = numbers
        .iter()
        .map(|number| [number.as_str(), "Patrol", "G", "Done."])
        .collect();
    let mut paper = read(&actions("", &rows), None);
    let mut rows = paper.tables.swap_remove("actions").expect("actions").rows;
    for (row, reference) in rows.iter_mut().zip(refs) {
        row.label = (*reference).to_owned();
        row.cells["ref"].value = Value::Text((*reference).to_owned());
    }
    (paper.kind.tables["actions"].clone(), rows)
}

/// Returns what is said of the actions of a quarter beside those of the one before.
fn since(now: &str, new: &[[&str; 4]], old: &[[&str; 4]]) -> Vec<String> {
    let old = read(&actions("quarter = \"2026-27 Q1\"", old), None);
    let fields = format!("{now}\nprevious = \"q1.toml\"");
    let new = read(&actions(&fields, new), Some(old));
    let mut out = Diagnostics::default();
    past::check(&Subject::new(&new), &mut out);
    out.iter().map(|problem| problem.message.clone()).collect()
}

const PATROL: [&str; 4] = ["1", "Patrol the port at night", "G", "As planned."];
const MENTORS: [&str; 4] = ["2", "Pay for mentors for young people", "A", "As planned."];
const FRAUD: [&str; 4] = ["3", "Visit every victim of fraud", "G", "As planned."];
const Q2: &str = "quarter = \"2026-27 Q2\"";

#[test]
fn a_line_that_is_gone_without_a_word_is_told() {
    let said = since(Q2, &[PATROL, FRAUD], &[PATROL, MENTORS, FRAUD]);
    assert_eq!(
        said,
        [
            "action `2` of `paper.toml` is gone, and nothing says why: `Pay for mentors for young people`"
        ]
    );
}

#[test]
fn a_line_that_is_new_without_a_word_is_told() {
    let said = since(Q2, &[PATROL, MENTORS, FRAUD], &[PATROL, FRAUD]);
    assert_eq!(
        said,
        ["action `2` is not in `paper.toml`, and nothing says that it is new"]
    );
}

#[test]
fn a_word_on_a_line_that_is_gone_is_enough() {
    let gone = |fields: &str, other: [&str; 4], old: [&str; 4]| {
        since(
            &format!("{Q2}\n{fields}"),
            &[PATROL, other],
            &[PATROL, old, FRAUD],
        )
    };
    let nothing: [&str; 0] = [];
    let introduction = "introduction = \"Action 2 was merged with 3 in July.\"";
    assert_eq!(gone(introduction, FRAUD, MENTORS), nothing);
    let list = "introduction = \"\"\"\nThese actions were closed:\n\n- Pay for mentors for young people\n\"\"\"";
    assert_eq!(gone(list, FRAUD, MENTORS), nothing);
    let mut merged = FRAUD;
    merged[3] = "As planned. It now has what action 2 was: the two were merged.";
    assert_eq!(gone("", merged, MENTORS), nothing);
    let mut closed = MENTORS;
    closed[2] = "C";
    assert_eq!(gone("", FRAUD, closed), nothing);
    closed = MENTORS;
    closed[3] = "This action is complete.";
    assert_eq!(gone("", FRAUD, closed), nothing);
    let beside = "introduction = \"Action 2 is as it was.\"";
    assert_eq!(gone(beside, FRAUD, MENTORS).len(), 1);
}

#[test]
fn a_word_on_a_new_line_is_enough() {
    let new = |fields: &str, row: [&str; 4]| {
        since(
            &format!("{Q2}\n{fields}"),
            &[PATROL, row, FRAUD],
            &[PATROL, FRAUD],
        )
    };
    let nothing: [&str; 0] = [];
    let mut said = MENTORS;
    said[3] = "This action was added in July.";
    assert_eq!(new("", said), nothing);
    said = MENTORS;
    said[1] = "New: pay for mentors for young people";
    assert_eq!(new("", said), nothing);
    assert_eq!(new("introduction = \"Action 2 is new.\"", MENTORS), nothing);
    assert_eq!(
        new("introduction = \"There are new cars.\"", MENTORS).len(),
        1
    );
}

#[test]
fn lines_of_another_year_are_others() {
    let nothing: [&str; 0] = [];
    let said = since(
        "quarter = \"2027-28 Q1\"",
        &[PATROL, FRAUD],
        &[PATROL, MENTORS, FRAUD],
    );
    assert_eq!(said, nothing);
}

#[test]
fn a_table_that_was_made_anew_is_left_alone() {
    let nothing: [&str; 0] = [];
    assert_eq!(since(Q2, &[PATROL], &[PATROL, MENTORS, FRAUD]), nothing);
}

#[test]
fn many_lines_are_told_together() {
    let row = |reference, title| [reference, title, "G", "As planned."];
    let kept = [
        PATROL,
        MENTORS,
        FRAUD,
        row("4", "Open a base"),
        row("5", "Close a base"),
    ];
    let mut old = kept.to_vec();
    let gone = ["Alpha bravo", "Charlie delta", "Echo foxtrot", "Golf hotel"];
    let refs = ["6", "7", "8", "9"];
    old.extend(
        refs.iter()
            .zip(gone)
            .map(|(reference, title)| row(reference, title)),
    );
    assert_eq!(
        since(Q2, &kept, &old),
        [
            "4 lines of `actions` that `paper.toml` has are gone, and nothing says why: `6`, `7`, `8`, `9`"
        ]
    );
    assert_eq!(since(Q2, &old, &kept).len(), 1);
}

#[test]
fn rows_under_one_word_are_ordered_by_themselves() {
    let question = |reference: &str, audience: &str| {
        format!(
            "[[questions]]\nref = \"{reference}\"\naudience = \"{audience}\"\ntitle = \"Is it so?\"\n"
        )
    };
    let rows = [
        ("1", "Force"),
        ("2", "Force"),
        ("5", "Force"),
        ("3", "Council"),
        ("4", "Council"),
        ("6", "Council"),
    ];
    let rows: String = rows
        .iter()
        .map(|(reference, audience)| question(reference, audience))
        .collect();
    let paper = read(
        &format!(
            "document = \"key-questions\"\nstrategy = \"Violence\"\ndate = 2026-10-30\n{rows}"
        ),
        None,
    );
    let mut out = Diagnostics::default();
    check(&Subject::new(&paper), &mut out);
    assert_eq!(out, Diagnostics::default());
}

/// Returns what is said of keys where two papers have so many rows of a status each.
fn steps(rows: usize, status: &str) -> Vec<String> {
    let numbers: Vec<String> = (1..=rows).map(|at| at.to_string()).collect();
    let rows: Vec<_> = numbers
        .iter()
        .map(|number| [number.as_str(), "Patrol", status, "Done."])
        .collect();
    let one = read(&actions("quarter = \"2026-27 Q1\"", &rows), None);
    let two = read(&actions(Q2, &rows), None);
    let mut out = Diagnostics::default();
    together(&board(), &[&Uses::of(&one), &Uses::of(&two)], &mut out);
    out.iter().map(|problem| problem.message.clone()).collect()
}

#[test]
fn a_step_that_nothing_uses_is_told_once_there_are_enough_rows() {
    let spare = "no paper uses the status key `spare`";
    assert_eq!(steps(2, "G"), [spare]);
    assert_eq!(
        steps(9, "G"),
        [
            spare,
            "no paper uses the step `C` (Complete) of the status key `rag`"
        ]
    );
    assert_eq!(
        steps(9, "C"),
        [
            spare,
            "no paper uses the step `G` (Green) of the status key `rag`"
        ]
    );
}
