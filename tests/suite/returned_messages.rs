//! Messages that came back, saved whole: the workbooks attached to them are collected.

use crate::support::workspace::{Ran, Workspace};

const ROWS: &str = r#"
[[deliverables]]
ref = "1"
lead = "Head of Estates / Head of Policy"
title = "Open the station"
"#;
const RETURN: &str = "No,Deliverable,Status,Update\r\n1,Open the station,A,Keys came.\r\n";

fn message(from: &str, attached: &[(&str, &str)]) -> String {
    let part = |(name, text): &(&str, &str)| {
        format!(
            "--b\r\nContent-Type: application/octet-stream; name=\"{name}\"\r\nContent-Disposition: attachment; filename=\"{name}\"\r\n\r\n{text}\r\n"
        )
    };
    let parts: String = attached.iter().map(part).collect();
    format!(
        "From: {from}\r\nSubject: RE: returns\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nAttached.\r\n{parts}--b--\r\n"
    )
}

fn office() -> Workspace {
    let office = Workspace::paper(ROWS);
    let ran = office.run(&["returns", "make", "--deadline", "2026-07-17"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    office
}

fn collect(office: &Workspace) -> Ran {
    let ran = office.run(&["returns", "collect", "back", "--date", "2026-07-20"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    ran
}

fn overlay(office: &Workspace) -> String {
    let file = office.path("data/returns/2026-27-q1/2026-07-20.toml");
    std::fs::read_to_string(file).unwrap_or_default()
}

#[test]
fn a_workbook_attached_to_a_message_is_collected_and_what_else_is_attached_is_listed() {
    let from = "\"head of policy\" <policy@northmarch.example>";
    let attached = [
        ("Return.csv", RETURN),
        ("../../Return.csv", RETURN),
        ("notes.docx", "words"),
    ];
    let office = office()
        .file("back/RE returns.eml", message(from, &attached))
        .file("back/thanks.eml", message(from, &[]))
        .file("back/empty.eml", "");
    let ran = collect(&office);
    let kept = overlay(&office);
    // Both were asked for the line: the sender tells who answered it.
    assert!(kept.contains("officer = \"Head of Policy\""), "{kept}");
    assert!(
        kept.contains("from = \"RE returns.eml/Return.csv\""),
        "{kept}"
    );
    for said in [
        "not read, for they are no workbooks: RE returns.eml/notes.docx",
        "not read, for nothing is attached to them: thanks.eml",
        "not read, for they cannot be opened: empty.eml",
    ] {
        assert!(ran.stdout.contains(said), "{said}: {}", ran.stdout);
    }
    let again = collect(&office);
    assert!(again.stdout.contains("0 changed"), "{}", again.stdout);
    assert!(!office.path("Return.csv").exists());
}

#[test]
fn who_sent_a_message_is_no_proof_of_whose_return_it_is() {
    let named = [("Head of Estates.csv", RETURN)];
    let office = office().file(
        "back/a.eml",
        message("Head of Policy <policy@northmarch.example>", &named),
    );
    collect(&office);
    let kept = overlay(&office);
    assert!(kept.contains("officer = \"Head of Estates\""), "{kept}");
}

#[test]
fn messages_without_end_within_each_other_stop_nothing() {
    let deep = "Content-Type: message/rfc822\r\n\r\n".repeat(50_000);
    let office = office().file("back/a.eml", deep).file(
        "back/b.eml",
        message("a@northmarch.example", &[("Head of Policy.csv", RETURN)]),
    );
    let ran = collect(&office);
    assert!(
        ran.stderr.contains("a.eml") && overlay(&office).contains("Keys came."),
        "{}",
        ran.stderr
    );
}
