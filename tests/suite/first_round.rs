//! A quarter's round from its first command: papers rolled forward with nothing in them, and officers asked.

use std::fs;

use boardpaper::diagnostic::Diagnostics;
use boardpaper::load::{self, Limits};

use crate::support::repo;
use crate::support::workspace::{FIELDS, Ran, Workspace};

const ROWS: &str = r#"
[[deliverables]]
ref = "1"
lead = "Head of Estates"
title = "Open the station"
"#;

/// Makes the round of an office on a Monday.
fn make(office: &Workspace, more: &[&str]) -> Ran {
    office.run(&[&["returns", "make", "--date", "2026-11-23"], more].concat())
}

fn status(office: &Workspace, more: &[&str]) -> Ran {
    office.run(&[&["returns", "status", "--date", "2026-11-23"], more].concat())
}

#[test]
fn papers_of_a_new_quarter_have_no_answers_yet_and_are_asked_for() {
    let office = Workspace::copy_of(&repo(""));
    let ran = office.run(&["new", "quarter", "2026-27-q3"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let ran = make(&office, &["--deadline", "2027-01-15"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(!ran.stderr.contains("error["), "{}", ran.stderr);
    let sent = fs::read_dir(office.path("output/returns/2026-27-q3")).expect("an outbox");
    let sent = sent.filter_map(Result::ok).map(|entry| entry.path());
    let books = sent.filter(|path| path.extension().is_some_and(|ending| ending == "xlsx"));
    let officers = books.count();
    let said = format!("{officers} officers asked for 53 lines of Q3 2026-27");
    assert!(ran.stdout.contains(&said), "{}", ran.stdout);
    // A status that the rule makes of figures is no answer, and not shown before they are there.
    let measures = office.path("output/returns/2026-27-q3/Head of Response.xlsx");
    let mut problems = Diagnostics::default();
    let read = load::workbook(&measures, "return", &Limits::default(), &mut problems);
    let sheet = &read.expect("a workbook").sheets[1];
    let cells = sheet.rows[&2].values();
    let headings: Vec<String> = cells.map(|cell| cell.text()).collect();
    assert!(headings.contains(&"Measure".to_owned()), "{headings:?}");
    assert!(!headings.contains(&"Status".to_owned()), "{headings:?}");
    // The measures of themes have no leads: that is told once.
    let unasked = "15 lines of `measures` are asked of nobody";
    assert_eq!(ran.stderr.matches("BP2102").count(), 1, "{}", ran.stderr);
    assert!(ran.stderr.contains(unasked), "{}", ran.stderr);
    // All is open.
    let ran = status(&office, &[]);
    let said = format!("0 of {officers} have answered, 0 in part, {officers} not at all");
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(ran.stdout.contains(&said), "{}", ran.stdout);
}

#[test]
fn a_deadline_that_is_hardly_meant_is_told() {
    let office = Workspace::paper(ROWS);
    let ran = make(&office, &["--deadline", "2026-12-04"]);
    assert!(!ran.stderr.contains("BP2104"), "{}", ran.stderr);
    for (deadline, said) in [
        ("2026-11-20", "Friday 20 November 2026, is past"),
        ("2026-12-05", "Saturday 5 December 2026, is on a weekend"),
        ("2026-12-25", "Friday 25 December 2026, is a bank holiday"),
        ("2027-12-03", "is 375 days off"),
    ] {
        let ran = make(&office, &["--again", "--deadline", deadline]);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        assert!(
            ran.stderr.contains("warning[BP2104]") && ran.stderr.contains(said),
            "{deadline}: {}",
            ran.stderr
        );
    }
    // What was told once is not told again.
    let ran = make(&office, &["--again"]);
    assert!(!ran.stderr.contains("BP2104"), "{}", ran.stderr);
}

#[test]
fn a_quarter_without_papers_is_no_round() {
    let office = Workspace::paper(ROWS);
    let ran = make(
        &office,
        &["--quarter", "2027-28-q4", "--deadline", "2026-12-04"],
    );
    assert_eq!((ran.code, ran.codes()), (1, vec!["2101"]), "{}", ran.stderr);
    assert!(!office.path("data/returns").exists());
}

#[test]
fn an_officer_who_has_begun_has_answered_in_part() {
    let office = Workspace::paper(ROWS);
    make(&office, &["--deadline", "2026-12-04"]);
    let none = status(&office, &[]).stdout;
    assert!(none.contains("0 in part, 1 not at all"), "{none}");
    let begun = format!("{FIELDS}{ROWS}status = \"G\"\n");
    let office = office.file("data/paper.toml", begun);
    let some = status(&office, &[]).stdout;
    assert!(some.contains("1 in part, 0 not at all"), "{some}");
    assert!(some.contains("1 of 1 line open"), "{some}");
}

#[test]
fn the_standing_is_written_only_as_what_its_name_says() {
    let office = Workspace::paper(ROWS);
    make(&office, &["--deadline", "2026-12-04"]);
    for (name, code) in [("s.pdf", 1), ("s", 1), ("s.txt", 0), ("s.HTM", 0)] {
        let path = office.path(name);
        let ran = status(&office, &["--output", path.to_str().expect("a path")]);
        assert_eq!(ran.code, code, "{name}: {}", ran.stderr);
        assert_eq!(path.exists(), code == 0, "{name}");
    }
}
