//! `boardpaper describe`, and the page of the documentation that is made by it.

use std::fs;

use crate::support::golden::assert_matches;
use crate::support::repo;
use crate::support::workspace::Workspace;

#[test]
fn the_page_on_documents_says_what_the_descriptions_say() {
    let ran = Workspace::empty().run(&["describe"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let page = fs::read_to_string(repo("docs/documents.md")).expect("the page");
    let (head, _) = page.split_once("## ").expect("a first kind");
    assert_matches("docs/documents.md", &format!("{head}{}", ran.stdout));
}

#[test]
fn a_kind_of_the_offices_own_is_described_like_any_other() {
    let office = Workspace::copy_of(&repo("tests/cases/new-kind/risk-register"));
    let ran = office.run(&["describe", "risk-register"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    for line in [
        "## `risk-register`",
        "Risk register: each risk with its score, owner and trend.",
        "| **`quarter`** | quarter | The quarter that the register reports on. |",
        "| `trend` | `rising`, `steady`, `falling` | Trend | Which way it goes |",
    ] {
        assert!(
            ran.stdout.lines().any(|said| said == line),
            "{line}\n{}",
            ran.stdout
        );
    }
    assert!(!ran.stdout.contains("Every document"), "{}", ran.stdout);
}

#[test]
fn an_unknown_kind_is_told_with_the_nearest_name() {
    let ran = Workspace::empty().run(&["describe", "theme-updat"]);
    assert_eq!((ran.code, ran.codes()), (1, vec!["0201"]));
    assert!(
        ran.stderr.contains("did you mean `theme-update`?"),
        "{}",
        ran.stderr
    );
}
