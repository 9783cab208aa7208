//! A kind of document of the office's own: files below `data/templates`, and no line of the program.

use std::fs;

use crate::support::repo;
use crate::support::workbook::xlsx;
use crate::support::workspace::{BOARD, Workspace};

fn register() -> Workspace {
    Workspace::copy_of(&repo("tests/cases/new-kind/risk-register"))
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_kind_of_the_offices_own_becomes_a_pdf() {
    let pdf = register().build().pdf("output/risks.pdf");
    let reading = words(&pdf.reading());
    for said in [
        "Risk register",
        "Q2 2026-27",
        "1 of 3 · 33%",
        "3 risks",
        "Risk No Description L I Rating Risk Owner Trend",
        "R2 The custody suite closes for repairs. <b>Detainees & staff</b> travel further. 2 3",
        "Head of Estates steady",
    ] {
        assert!(reading.contains(said), "{said}: {reading}");
    }
    assert_eq!(pdf.tags().all("TH").len(), 7);
}

#[test]
fn a_kind_of_the_offices_own_becomes_a_page() {
    let office = register();
    let ran = office.run(&["build", "--format", "html"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let page = fs::read_to_string(office.path("output/risks.html")).expect("is there");
    assert!(page.contains("&lt;b>Detainees &amp; staff"), "{page}");
    assert_eq!(page.matches("scope=\"col\"").count(), 7);
    assert!(page.contains("id=\"risks-r2\""), "{page}");
}

#[test]
fn what_is_wrong_in_its_tracker_is_told_with_the_cell() {
    let wrong = "
Risk No | Description       | L     | I | Rating | Risk Owner            | Trend
R1      | Grants end.       | often | 5 | H      | Chief Finance Officer | rising
R1      | The suite closes. | 2     | 3 | purple |                       | upwards
";
    let ran = register()
        .file("data/risks.xlsx", xlsx(&[("Risks", wrong)]))
        .edit("data/risks.toml", "risks.csv", "risks.xlsx")
        .run(&["build"]);
    assert_eq!(ran.code, 1);
    for (code, said, cell) in [
        (
            "BP0204",
            "`likelihood` of risk `R1` is not a number: `often`",
            "cell C2",
        ),
        ("BP0312", "risk `R1` appears twice", "cell A3"),
        ("BP0309", "unknown status `purple`", "cell E3"),
        ("BP0306", "risk `R1` has no `owner`", "cell F3"),
        (
            "BP0204",
            "`trend` of risk `R1` cannot be `upwards`",
            "cell G3",
        ),
    ] {
        let found = ran.stderr.split("\n\n").any(|problem| {
            problem.contains(code) && problem.contains(said) && problem.contains(cell)
        });
        assert!(found, "{code} {said} {cell}\n{}", ran.stderr);
    }
}

#[test]
fn a_new_kind_is_started_with_one_command_and_builds_as_it_is() {
    let office = Workspace::empty().file("data/board.toml", BOARD);
    let ran = office.run(&["new", "document", "site-visit"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let built = office.run(&["build", "--format", "pdf,html", "--deny-warnings"]);
    assert_eq!(built.code, 0, "{}", built.stderr);
    let reading = words(&office.pdf("output/site-visit.pdf").reading());
    for said in ["Site visit", "Q2 2026-27", "The first line.", "Green"] {
        assert!(reading.contains(said), "{said}: {reading}");
    }
}

#[test]
fn a_new_kind_needs_no_status_key() {
    let board = "[organisation]\nname = \"Northmarch\"\n";
    let office = Workspace::empty().file("data/board.toml", board);
    assert_eq!(office.run(&["new", "document", "site-visit"]).code, 0);
    office.build();
}

#[test]
fn a_new_kind_replaces_nothing_that_is_there() {
    let office = Workspace::office().file("data/site-visit.toml", "mine");
    let ran = office.run(&["new", "document", "site-visit"]);
    assert_eq!((ran.code, ran.codes()), (3, vec!["0703"]));
    assert_eq!(office.files("data").len(), 2, "nothing was written");
    let known = Workspace::office().run(&["new", "document", "theme-update"]);
    assert_eq!((known.code, known.codes()), (3, vec!["0703"]));
    let named = Workspace::office().run(&["new", "document", "Site Visit"]);
    assert_eq!(named.code, 2, "{}", named.stderr);
}
