//! What no paper can be made of is refused, with what was looked at; nothing is written.

use super::made;
use crate::support::workbook::xlsx;
use crate::support::workspace::Workspace;

/// Tries to take a file over; gives the codes and what was said.
#[track_caller]
fn refused(name: &str, bytes: &[u8]) -> (Vec<String>, String) {
    let office = Workspace::office().file(name, bytes);
    let before = office.files("");
    let ran = office.run(&["adopt", name]);
    assert_eq!(ran.code, 1, "{name}: {}{}", ran.stdout, ran.stderr);
    assert_eq!(office.files(""), before, "{name}: nothing is written");
    (
        ran.codes().iter().map(|code| (*code).to_owned()).collect(),
        ran.stderr,
    )
}

#[test]
fn an_empty_workbook() {
    let (codes, said) = refused("empty.xlsx", &xlsx(&[("Sheet1", "")]));
    assert_eq!(codes, ["2002"]);
    assert!(said.contains("the sheet `Sheet1` is empty"), "{said}");
}

#[test]
fn a_sheet_of_figures_says_what_was_looked_at() {
    let rows = "Month | Budget | Spend | Number\nApril | 100 | 90 | 1\nMay | 110 | 95 | 2\nJune | 120 | 130 | 3\n";
    let (codes, said) = refused("figures.xlsx", &xlsx(&[("Finance", rows)]));
    assert_eq!(codes, ["2002"]);
    assert!(said.contains("the sheet `Finance` has 4 rows"), "{said}");
    assert!(said.contains("Month | Budget | Spend | Number"), "{said}");
}

#[test]
fn a_photo_and_a_pdf() {
    assert_eq!(
        refused("photo.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF").0,
        ["0103"]
    );
    assert_eq!(refused("scan.pdf", b"%PDF-1.7\n").0, ["0103"]);
}

#[test]
fn a_sheet_or_a_kind_that_is_not_there() {
    let (name, bytes) = made::sheets();
    let office = Workspace::office().file(name, bytes);
    let ran = office.run(&["adopt", name, "--sheet", "Theme 9"]);
    assert_eq!((ran.code, ran.codes()), (1, vec!["0301"]), "{}", ran.stderr);
    let ran = office.run(&["adopt", name, "--document", "theme-updat"]);
    assert_eq!((ran.code, ran.codes()), (1, vec!["0201"]), "{}", ran.stderr);
    let ran = office.run(&["adopt", name, "-o", "data/one.toml", "--dry-run"]);
    let told = "`data/one.toml` could be the name of one paper, and there are several";
    assert!(ran.stdout.contains(told), "{}", ran.stdout);
    let ran = office.run(&["adopt", name, "--sheet", "theme 2", "--dry-run"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(
        ran.stdout
            .contains("would write data/2026-27/q2/theme-2.toml"),
        "{}",
        ran.stdout
    );
    assert_eq!(
        office.files("data"),
        ["data/board.toml"],
        "a dry run writes nothing"
    );
}
