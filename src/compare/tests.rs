//! Two papers set beside each other.

use std::sync::Arc;

use super::*;
use crate::diagnostic::Diagnostics;
use crate::load::{Library, Workbook, parse};
use crate::model::Phrase;
use crate::validate::{self, Beside};

const BOARD: &str = r#"
organisation = { name = "Northmarch" }
status-key.state.steps = [{ code = "DONE", label = "Done" }, { code = "OPEN", label = "Open" }]
"#;

/// Papers that name nothing.
struct Alone;

impl Beside for Alone {
    fn workbook(&mut self, _: &Phrase, _: &mut Diagnostics) -> Option<Arc<Workbook>> {
        None
    }

    fn paper(&mut self, _: &Phrase, _: u32, _: &mut Diagnostics) -> Option<Arc<Paper>> {
        None
    }
}

/// A paper whose only action has some cells beside its ref and status.
fn paper(cells: &str) -> Paper {
    let text = format!(
        "document = \"action-update\"\ndate = 2026-10-30\n[[actions]]\nref = \"1\"\nstatus = \"open\"\n{cells}\n"
    );
    let mut out = Diagnostics::default();
    let board = parse(BOARD, "board.toml", &mut out).expect("parses");
    let board = validate::board(&board, &mut out).expect("a board");
    let node = parse(&text, "paper.toml", &mut out).expect("parses");
    let paper = validate::paper(&node, &board, &Library::embedded(), &mut Alone, &mut out);
    assert!(!out.has_errors(), "{out:?}");
    paper.expect("a paper")
}

/// What became of the only action.
fn past(now: &str, then: &str) -> Past {
    let mut comparison = beside(&paper(now), &paper(then));
    comparison.tables["actions"].rows.remove(0)
}

#[test]
fn what_is_written_anew_each_quarter_is_no_change() {
    let row = |update: &str| format!("title = \"Patrol\"\nupdate = \"{update}\"");
    let past = past(&row("Now this."), &row("Then that."));
    assert_eq!((past.state, past.changed.len()), (State::Kept, 0));
    assert!(!past.revised);
}

#[test]
fn words_are_compared_and_not_their_looks() {
    let past = past(
        "title = \"Patrol  **the** port\"",
        "title = \"Patrol the port\"",
    );
    assert_eq!(past.changed, Vec::<String>::new());
}

#[test]
fn a_date_that_is_put_off_is_revised() {
    let row = |month| format!("title = \"Patrol\"\nrevised = 2026-{month}-01");
    let past = past(&row("12"), &row("09"));
    assert_eq!(
        (past.changed, past.revised),
        (vec!["revised".to_owned()], true)
    );
}

#[test]
fn a_column_that_one_paper_has_not_is_no_change_of_its_rows() {
    let past = past(
        "title = \"Patrol\"\nowner = \"Insp Vale\"",
        "title = \"Patrol\"",
    );
    assert_eq!(past.changed, Vec::<String>::new());
}

#[test]
fn a_table_that_only_one_paper_has_is_not_compared() {
    let mut old = paper("title = \"Patrol\"");
    old.tables.clear();
    assert!(beside(&paper("title = \"Patrol\""), &old).tables.is_empty());
}
