//! Answers that were collected, as papers read them.

use crate::support::workspace::{FIELDS, Workspace};

const ROWS: &str = "\n[[deliverables]]\nref = \"1\"\ntitle = \"Patrol the port\"\nstatus = \"G\"\nupdate = \"Yes.\"\n";

/// An answer to line 1 of a paper.
fn answer(paper: &str, cells: &str) -> String {
    format!(
        "[[answer]]\npaper = \"{paper}\"\ntable = \"deliverables\"\nref = \"1\"\n\n[answer.cells]\n{cells}\n"
    )
}

fn office() -> Workspace {
    let later = FIELDS.replace("2026-27 Q1", "2026-27 Q2");
    Workspace::office()
        .file("data/q1.toml", format!("{FIELDS}{ROWS}"))
        .file(
            "data/q2.toml",
            format!("{later}previous = \"q1.toml\"\n{ROWS}"),
        )
        .file(
            "data/returns/2026-27-q1/2026-07-10.toml",
            answer("data/q1.toml", "status = \"R\"\nupdate = \"No *boat*.\""),
        )
        .file(
            "data/returns/2026-27-q1/2026-07-10-2.toml",
            answer("data/q1.toml", "status = \"A\""),
        )
}

#[test]
fn a_paper_says_what_was_collected_for_it_the_later_over_the_earlier() {
    let office = office();
    let ran = office.run(&["build", "data/q1.toml"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let text = office.pdf("output/q1.pdf").reading();
    assert!(text.contains("No boat."), "{text}");
    assert!(text.contains("Amber") && !text.contains("Yes."), "{text}");
}

#[test]
fn the_paper_before_says_what_was_collected_for_it_too() {
    let office = office();
    let ran = office.run(&["compare", "data/q1.toml", "data/q2.toml"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(ran.stdout.contains("Amber"), "{}", ran.stdout);
}

#[test]
fn an_answer_for_what_the_paper_does_not_have_is_an_error_at_its_place() {
    let answers = answer("data/q1.toml", "title = \"Other\"\nstatsu = \"G\"")
        + &answer("data/q3.toml", "status = \"G\"");
    let ran = office()
        .file("data/returns/2026-27-q1/2026-07-11.toml", answers)
        .run(&["check", "data/q1.toml", "--messages", "short"]);
    assert_eq!(ran.code, 1, "{}", ran.stderr);
    let file = "data/returns/2026-27-q1/2026-07-11.toml";
    for told in [
        format!("{file}:7:1: error[BP2121]: `title` of `deliverables` is not answered"),
        format!("{file}:8:1: error[BP2121]: `deliverables` has no column `statsu`"),
        format!("{file}:10:9: error[BP2121]: there is no paper `data/q3.toml`"),
    ] {
        assert!(
            ran.stdout.contains(&told) || ran.stderr.contains(&told),
            "{told} in {}{}",
            ran.stdout,
            ran.stderr
        );
    }
}

#[test]
fn a_copy_that_a_shared_folder_made_is_told_and_not_read() {
    let answers = answer("data/q1.toml", "status = \"R\"");
    let ran = office()
        .file("data/returns/2026-27-q1/2026-07-10 (Copy).toml", answers)
        .run(&["check", "data/q1.toml", "--messages", "short"]);
    assert_eq!(ran.code, 1, "{}", ran.stderr);
    let told = "2026-07-10 (Copy).toml` is not read: its name is no day";
    assert_eq!(
        ran.stdout.matches(told).count() + ran.stderr.matches(told).count(),
        1
    );
}
