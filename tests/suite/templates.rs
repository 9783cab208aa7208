//! The office's own templates.

use std::fs;

use crate::support::workspace::Workspace;

const ROW: &str = "\n[[deliverables]]\nref = \"1\"\ntitle = \"Patrol the port\"\nstatus = \"G\"\nupdate = \"Patrols began.\"\n";

#[test]
fn templates_are_listed_with_and_without_an_office() {
    let outside = Workspace::empty().run(&["templates"]);
    assert_eq!(outside.code, 0, "{}", outside.stderr);
    for path in [
        "design.typ",
        "lib.typ",
        "documents/theme-update/document.toml",
    ] {
        assert!(outside.stdout.lines().any(|line| line == path), "{path}");
    }
    let own = Workspace::office()
        .file("data/templates/design.typ", "")
        .run(&["templates", "list"]);
    assert!(
        own.stdout
            .contains("design.typ  (yours: data/templates/design.typ)"),
        "{}",
        own.stdout
    );
}

#[test]
fn a_template_is_ejected_once_and_never_written_over() {
    let office = Workspace::office();
    let ran = office.run(&["templates", "eject", "documents/theme-update/wording.toml"]);
    assert_eq!(
        (ran.code, ran.stdout.as_str()),
        (
            0,
            "wrote data/templates/documents/theme-update/wording.toml\n"
        )
    );
    let office = office.edit(
        "data/templates/documents/theme-update/wording.toml",
        "\"Performance\"",
        "\"Our measures\"",
    );
    let again = office.run(&["templates", "eject", "documents/theme-update/wording.toml"]);
    assert_ne!(again.code, 0);
    assert_eq!(again.codes(), ["0703"], "{}", again.stderr);
    let text =
        fs::read_to_string(office.path("data/templates/documents/theme-update/wording.toml"))
            .expect("is there");
    assert!(text.contains("Our measures"));
}

#[test]
fn an_unknown_template_is_told_with_the_nearest_name() {
    let ran = Workspace::office().run(&["templates", "eject", "desing.typ"]);
    assert_eq!((ran.code, ran.codes()), (1, vec!["0504"]));
    assert!(
        ran.stderr.contains("did you mean `design.typ`?"),
        "{}",
        ran.stderr
    );
}

#[test]
fn an_ejected_template_changes_nothing_until_it_is_edited() {
    let office = Workspace::paper(ROW).build();
    let before = fs::read(office.path("output/paper.pdf")).expect("built");
    let templates = office.run(&["templates"]).stdout;
    for name in templates.lines() {
        assert_eq!(office.run(&["templates", "eject", name]).code, 0, "{name}");
    }
    let office = office.build();
    assert!(
        fs::read(office.path("output/paper.pdf")).expect("built") == before,
        "the paper is the same"
    );
}

#[test]
fn an_offices_own_template_replaces_the_programs() {
    let masthead = "#let masthead(paper) = par[Our own masthead]\n";
    let pdf = Workspace::paper(ROW)
        .file("data/templates/components/masthead.typ", masthead)
        .built_pdf();
    assert!(pdf.reading().contains("Our own masthead"));
}

#[test]
fn an_offices_own_wording_and_design_reach_the_page() {
    let own = "[design]\nmargin-side = 90\n\n[wording]\ndeliverables-heading = \"What we promised\"\n\n[status-key.rag]";
    let pdf = Workspace::paper(ROW)
        .edit("data/board.toml", "[status-key.rag]", own)
        .built_pdf();
    let page = &pdf.pages()[0];
    let heading = page
        .pieces
        .iter()
        .find(|piece| piece.text == "What we promised")
        .expect("the office's phrase");
    assert!((heading.start.0 - 90.0).abs() < 0.5, "{:?}", heading.start);
}

#[test]
fn a_document_kind_of_the_offices_own_needs_no_program() {
    let description = "summary = \"A notice\"\n\n[fields.subject]\ntype = \"text\"\nrequired = true\n\n[fields.date]\ntype = \"date\"\nrequired = true\n\n[fields.body]\ntype = \"rich-text\"\n";
    let wording = "title = \"Notice\"\nsubject = \"{{ subject }}\"\n";
    let document = "#let document(model) = {\n  set std.document(title: model.fields.subject, date: datetime(year: 2026, month: 5, day: 1))\n  set text(lang: \"en\")\n  heading(level: 1, model.fields.subject)\n}\n";
    let pdf = Workspace::office()
        .file("data/templates/documents/notice/document.toml", description)
        .file("data/templates/documents/notice/wording.toml", wording)
        .file("data/templates/documents/notice/document.typ", document)
        .file("data/notice.toml", "document = \"notice\"\nsubject = \"Road closed\"\ndate = 2026-05-01\nbody = \"Until June.\"\n")
        .built_pdf();
    assert_eq!(pdf.property("Title").as_deref(), Some("Road closed"));
}
