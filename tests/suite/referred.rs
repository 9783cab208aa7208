//! Papers that name other papers.

use serde_json::json;

use crate::support::model::Model;
use crate::support::workspace::{FIELDS, Workspace};

const DIGEST: &str = r#"summary = "A digest of other papers"

[fields.date]
type = "date"
required = true

[fields.papers]
type = "papers"
of = ["theme-update"]
follow = 1
"#;

const DOCUMENT: &str = r#"#let document(model) = {
  set std.document(title: "Digest", date: datetime(year: 2026, month: 7, day: 31))
  set text(lang: "en")
  model.wording.said
}
"#;

const SAID: &str = "said = \"{{ papers | length }} papers, {{ papers | map(attribute='total') | sum }} lines, {% for paper in papers %}{{ paper.quarter.shown }}: {{ paper.count.G }} green{% if paper.previous %}, before {{ paper.previous.count.G }}{% endif %}. {% endfor %}\"\n";

/// A paper of a quarter: the line, its status, and more fields.
fn paper(quarter: u8, status: &str, more: &str) -> String {
    let fields = FIELDS.replace("Q1", &format!("Q{quarter}"));
    format!(
        "{fields}{more}\n[[deliverables]]\nref = \"1\"\ntitle = \"Patrol the port\"\nstatus = \"{status}\"\nupdate = \"It was busy[^busy], see no. 1.\"\n[footnotes]\nbusy = \"Ships and more ships.\"\n"
    )
}

fn office() -> Workspace {
    Workspace::office()
        .file("data/q1/theme-1.toml", paper(1, "A", ""))
        .file(
            "data/q2/theme-1.toml",
            paper(2, "G", "previous = \"../q1/theme-1.toml\"\n"),
        )
}

fn digest(papers: &str) -> Workspace {
    office()
        .file("data/templates/documents/digest/document.toml", DIGEST)
        .file("data/templates/documents/digest/document.typ", DOCUMENT)
        .file("data/templates/documents/digest/wording.toml", SAID)
        .file(
            "data/digest.toml",
            format!("document = \"digest\"\ndate = 2026-10-31\npapers = {papers}\n"),
        )
}

fn model(office: &Workspace, pdf: &str) -> Model {
    let ran = office.run(&["build", "--keep-sources"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    Model::beside(&office.path(pdf))
}

#[test]
fn a_paper_gets_the_one_it_names_whole_with_its_way_there() {
    let model = model(&office(), "output/q2/theme-1.pdf");
    let at = |path: &str| model.at(&format!("/fields/previous/{path}"));
    assert_eq!(at("file"), "data/q1/theme-1.toml");
    assert_eq!(at("output"), "q1/theme-1.pdf");
    assert_eq!(at("link"), "../q1/theme-1.pdf");
    assert_eq!(
        at("document/title"),
        "Commissioner’s strategic theme 1 update"
    );
    assert_eq!(at("fields/quarter/shown"), "Q1 2026-27");
    assert_eq!(at("tables/deliverables/key/steps/1/count"), 1);
    assert_eq!(at("tables/deliverables/rows/0/id"), "deliverables-1");
}

#[test]
fn papers_are_followed_as_far_as_the_description_says_and_phrases_speak_of_them() {
    let office = digest("[\"q1/theme-1.toml\", \"q2/theme-1.toml\"]");
    let model = model(&office, "output/digest.pdf");
    assert_eq!(
        model.at("/wording/said"),
        "2 papers, 2 lines, Q1 2026-27: 0 green. Q2 2026-27: 1 green, before 0."
    );
    assert_eq!(
        model.at("/fields/papers/1/fields/previous/output"),
        "q1/theme-1.pdf"
    );
}

#[test]
fn without_follow_the_papers_of_a_paper_are_left_out() {
    let office = digest("[\"q2/theme-1.toml\"]").edit(
        "data/templates/documents/digest/document.toml",
        "follow = 1\n",
        "",
    );
    let model = model(&office, "output/digest.pdf");
    assert_eq!(*model.at("/fields/papers/0/fields/previous"), json!(null));
    assert_eq!(model.at("/fields/papers/0/fields/quarter/number"), 2);
}

#[test]
fn what_is_wrong_with_a_paper_is_told_once_at_its_own_place() {
    let office = digest("[\"q1/theme-1.toml\", \"q2/theme-1.toml\"]").edit(
        "data/q1/theme-1.toml",
        "status = \"A\"",
        "status = \"amberish\"",
    );
    let ran = office.run(&["check"]);
    assert_eq!((ran.code, ran.codes()), (1, vec!["0309"]), "{}", ran.stdout);
    assert!(
        ran.stdout.contains("at: data/q1/theme-1.toml:"),
        "{}",
        ran.stdout
    );
    assert!(
        ran.stdout
            .contains("1 error  in 3 of 3 papers, which cannot be made as they stand"),
        "{}",
        ran.stdout
    );
}

#[test]
fn a_circle_is_told_at_each_paper_that_starts_it() {
    let office = office().file(
        "data/q1/theme-1.toml",
        paper(1, "A", "previous = \"../q2/theme-1.toml\"\n"),
    );
    let ran = office.run(&["check"]);
    assert_eq!(
        (ran.code, ran.codes()),
        (1, vec!["0801", "0801"]),
        "{}",
        ran.stdout
    );
    assert!(
        ran.stdout
            .contains("it names `data/q2/theme-1.toml`, which names `data/q1/theme-1.toml`"),
        "{}",
        ran.stdout
    );
}

#[test]
fn a_list_without_papers_is_told_as_such() {
    let office = Workspace::office().file(
        "data/over.toml",
        "document = \"quarterly-summary\"\nquarter = \"2026-27 Q2\"\npapers = []\n",
    );
    let ran = office.run(&["check"]);
    assert!(
        ran.stdout.contains("`papers` names no paper"),
        "{}",
        ran.stdout
    );
    assert_eq!(ran.codes(), ["0204"]);
}

#[test]
fn what_follows_from_a_paper_with_errors_is_not_told_beside_them() {
    let row = |status: &str| {
        format!(
            "[[deliverables]]\nref = \"1\"\ntitle = \"x\"\nstatus = \"{status}\"\nupdate = \"u\"\n"
        )
    };
    let fields = crate::support::workspace::FIELDS;
    let office = Workspace::office()
        .file("data/old.toml", format!("{fields}{}", row("PURPLE")))
        .file(
            "data/new.toml",
            format!("{fields}previous = \"old.toml\"\n{}", row("G")),
        );
    assert_eq!(office.run(&["check", "data/new.toml"]).codes(), ["0309"]);
    let office = Workspace::office()
        .file("data/new.toml", format!("{fields}{}", row("G")))
        .file(
            "data/c.toml",
            "document = \"comparison\"\nold = \"c.toml\"\nnew = \"new.toml\"\n",
        );
    assert_eq!(office.run(&["check", "data/c.toml"]).codes(), ["0801"]);
}
