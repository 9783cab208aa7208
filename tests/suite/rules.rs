//! What an office makes of findings: severities, allowances, `--deny-warnings`, for building, checking and packing alike.

use std::fs;

use crate::support::repo;
use crate::support::workspace::{BOARD, FIELDS, Ran, Workspace};

/// Three deliverables, the last two in the wrong order (BP1301).
const ROWS: &str = r#"
[[deliverables]]
ref = "1"
title = "Patrol the port"
status = "G"
update = "Two officers walked the quays each night."

[[deliverables]]
ref = "3"
title = "Visit every victim of fraud"
status = "G"
update = "All 61 victims were visited within a week."

[[deliverables]]
ref = "2"
title = "Pay for mentors for young people"
status = "G"
update = "Eleven mentors were trained in May."
"#;

const MEETING: &str = r#"document = "agenda"
board = "Northmarch Police and Crime Panel"
date = 2026-11-19
jurisdiction = "england"
items = [
  { title = "Apologies" },
  { title = "Theme update", paper = "../paper.toml" },
]
"#;

const EXEMPT: &str = ", exempt = [3], reason = \"It would harm the tender.\" }";

/// Where messages say that the ref stands, in the paper below.
const PLACE: &str = "data/paper.toml:19:7";

/// An office with a paper, a meeting that has it, and what it asks of the checks.
fn office(asks: &str) -> Workspace {
    Workspace::empty()
        .file("data/board.toml", format!("{BOARD}\n{asks}"))
        .file("data/paper.toml", format!("{FIELDS}{ROWS}"))
        .file("data/meetings/november.toml", MEETING)
}

/// The office of a fault, with what it asks of the checks.
fn fault(name: &str, asks: &str) -> Workspace {
    let office = Workspace::copy_of(&repo(&format!("tests/faults/{name}")));
    let board = fs::read_to_string(office.path("data/board.toml")).expect("a board");
    office.file("data/board.toml", format!("{board}\n{asks}"))
}

fn severity(code: &str, severity: &str) -> String {
    format!("[check.severities]\n{code} = \"{severity}\"\n")
}

fn allowance(code: &str, place: &str) -> String {
    format!("[[check.allow]]\ncode = \"{code}\"\nplace = \"{place}\"\nreason = \"It was seen.\"\n")
}

fn pack(office: &Workspace, more: &[&str]) -> Ran {
    let usual = ["pack", "meetings/november", "--today", "2026-10-01"];
    office.run(&[&usual[..], more].concat())
}

/// Returns the lines that are told of a code, without what stands below them.
fn told(ran: &Ran, code: &str) -> Vec<String> {
    let all = format!("{}{}", ran.stdout, ran.stderr);
    let lines = all
        .lines()
        .filter(|line| line.contains(&format!("[BP{code}]")));
    lines.map(str::to_owned).collect()
}

#[track_caller]
fn is(ran: &Ran, code: &str, word: &str, exit: i32) {
    let told = told(ran, code);
    assert_eq!(told.len(), 1, "{}{}", ran.stdout, ran.stderr);
    assert!(told[0].starts_with(&format!("{word}[")), "{}", told[0]);
    assert_eq!(ran.code, exit, "{}{}", ran.stdout, ran.stderr);
}

#[test]
fn a_warning_that_is_made_an_error_refuses_the_paper_and_the_pack() {
    let office = office(&severity("BP1301", "error"));
    is(&office.run(&["check", "paper"]), "1301", "error", 1);
    is(&office.run(&["build", "paper"]), "1301", "error", 1);
    is(&pack(&office, &[]), "1301", "error", 1);
    assert_eq!(office.pdfs(), [""; 0]);
}

#[test]
fn a_warning_that_is_made_a_note_is_not_denied() {
    let office = office(&severity("BP1301", "note"));
    is(
        &office.run(&["check", "paper", "--deny-warnings"]),
        "1301",
        "note",
        0,
    );
    is(
        &office.run(&["build", "paper", "--deny-warnings"]),
        "1301",
        "note",
        0,
    );
    is(&pack(&office, &[]), "1301", "note", 0);
}

#[test]
fn what_is_off_is_not_told() {
    let office = office(&severity("BP1301", "off"));
    for ran in [
        office.run(&["check", "paper"]),
        office.run(&["build", "paper"]),
        pack(&office, &[]),
    ] {
        assert_eq!(
            (told(&ran, "1301"), ran.code),
            (vec![], 0),
            "{}",
            ran.stderr
        );
    }
}

#[test]
fn a_note_that_is_made_a_warning_is_denied() {
    let office = fault("step-unused", &severity("BP1304", "warning"));
    is(&office.run(&["build"]), "1304", "warning", 0);
    is(
        &office.run(&["build", "--deny-warnings"]),
        "1304",
        "error",
        1,
    );
    let off = fault("step-unused", &severity("BP1304", "off"));
    assert_eq!(told(&off.run(&["build"]), "1304"), [""; 0]);
}

#[test]
fn warnings_are_denied_where_that_is_asked_for() {
    let office = office("");
    is(
        &office.run(&["build", "paper", "--deny-warnings"]),
        "1301",
        "error",
        1,
    );
    is(
        &office.run(&["check", "paper", "--deny-warnings"]),
        "1301",
        "error",
        1,
    );
    is(&pack(&office, &["--deny-warnings"]), "1301", "error", 1);
    assert_eq!(office.pdfs(), [""; 0]);
}

#[test]
fn one_finding_can_be_allowed_by_its_place_or_the_first_part_of_it() {
    for place in [PLACE, "data/paper.toml:19", "data/paper.toml"] {
        let office = office(&allowance("BP1301", place));
        for ran in [
            office.run(&["check", "--deny-warnings"]),
            office.run(&["build"]),
            pack(&office, &[]),
        ] {
            let codes = (told(&ran, "1301"), told(&ran, "1801"));
            assert_eq!(
                (codes, ran.code),
                ((vec![], vec![]), 0),
                "{place}: {}",
                ran.stderr
            );
        }
    }
}

#[test]
fn an_allowance_holds_for_no_other_place_and_no_other_code() {
    for allowed in [
        allowance("BP1301", "data/paper.toml:19:8"),
        allowance("BP1302", PLACE),
    ] {
        let office = office(&allowed);
        let ran = office.run(&["build", "paper"]);
        is(&ran, "1301", "warning", 0);
        is(&ran, "1801", "warning", 0);
    }
}

#[test]
fn an_allowance_holds_for_a_warning_that_the_office_made_an_error() {
    let asks = format!(
        "{}{}",
        severity("BP1301", "error"),
        allowance("BP1301", PLACE)
    );
    let ran = office(&asks).run(&["build", "paper"]);
    assert_eq!(
        (told(&ran, "1301"), ran.code),
        (vec![], 0),
        "{}",
        ran.stderr
    );
}

#[test]
fn an_allowance_is_told_to_be_of_no_use_only_where_its_file_was_looked_at() {
    let other = office(&allowance("BP1301", "data/other.toml")).file("data/other.toml", "");
    let ran = other.run(&["build", "paper"]);
    assert_eq!(told(&ran, "1801"), [""; 0]);
    is(&other.run(&["build"]), "1801", "warning", 0);
    // A paper with an error was not looked at to the end.
    let broken =
        office(&allowance("BP1302", "data/paper.toml")).edit("data/paper.toml", "\"G\"", "\"X\"");
    assert_eq!(told(&broken.run(&["build"]), "1801"), [""; 0]);
    // What was found in the earlier paper is told where that is built.
    let asks = allowance("BP1301", "data/q1.toml");
    let papers = office(&asks)
        .file("data/q1.toml", format!("{FIELDS}{ROWS}"))
        .edit(
            "data/paper.toml",
            "quarter = \"2026-27 Q1\"",
            "quarter = \"2026-27 Q2\"\nprevious = \"q1.toml\"",
        );
    assert_eq!(told(&papers.run(&["build", "paper"]), "1801"), [""; 0]);
    assert_eq!(told(&papers.run(&["build"]), "1801"), [""; 0]);
}

#[test]
fn an_allowance_whose_place_can_never_match_is_told_with_what_to_write() {
    for (place, hint) in [
        ("at: data/paper.toml:19:7", "write `data/paper.toml:19:7`"),
        (r"data\\paper.toml", "write `data/paper.toml`"),
        ("./data/paper.toml:19", "write `data/paper.toml:19`"),
        ("paper.toml, line 3", "write `data/paper.toml, line 3`"),
        ("data/gone.toml", "write the place as messages tell it"),
    ] {
        let ran = office(&allowance("BP1301", place)).run(&["build", "paper"]);
        is(&ran, "1801", "warning", 0);
        assert!(ran.stderr.contains(hint), "{place}: {}", ran.stderr);
    }
    let named = office(&allowance("BP1302", "data/a, b.csv, line 2")).file("data/a, b.csv", "a");
    assert_eq!(named.run(&["build", "paper"]).code, 0);
}

#[test]
fn slips_in_what_is_asked_of_the_checks_are_told() {
    for (asks, said) in [
        (
            "email-domains = [\"https://other.example\"]",
            "`https://other.example` is no domain",
        ),
        (
            "email-domains = [\"bob@other.example\"]",
            "`bob@other.example` is no domain",
        ),
        (
            "lead-officers = [\"\"]",
            "a text of `lead-officers` is empty",
        ),
        ("words = [\" \"]", "a text of `words` is empty"),
        (
            "terms = { \"ASB\" = \"\" }",
            "nothing is to be written instead of `ASB`",
        ),
        (
            "terms = { \"\" = \"x\" }",
            "a term that is not wanted is empty",
        ),
        (
            "terms = { \"ASB\" = \"ASB\" }",
            "`ASB` is to be written as it is",
        ),
        ("terms = 3", "]: `terms` must be a table, not a number"),
        (
            "[check.allow]\ncode = \"BP1301\"",
            "write `[[check.allow]]` above each",
        ),
    ] {
        let ran = office(&format!("[check]\n{asks}\n")).run(&["check"]);
        is(&ran, "0204", "error", 1);
        assert!(ran.stdout.contains(said), "{asks}: {}", ran.stdout);
    }
    let sound = "[check]\nemail-domains = [\"@a.example\", \".gov.uk\", \"B-c.example\"]\nterms = { \"asb\" = \"ASB\" }\n";
    assert_eq!(office(sound).run(&["check", "paper"]).code, 0);
}

#[test]
fn an_allowance_of_what_is_off_says_so() {
    let asks = format!(
        "{}{}",
        severity("BP1301", "off"),
        allowance("BP1301", PLACE)
    );
    let ran = office(&asks).run(&["build", "paper"]);
    is(&ran, "1801", "warning", 0);
    assert!(ran.stderr.contains("BP1301 is off"), "{}", ran.stderr);
}

#[test]
fn an_allowance_of_no_use_has_a_severity_too() {
    let asks = format!(
        "{}{}",
        severity("BP1801", "off"),
        allowance("BP1302", PLACE)
    );
    let ran = office(&asks).run(&["build", "paper"]);
    assert_eq!(told(&ran, "1801"), [""; 0]);
}

#[test]
fn what_the_typesetter_says_is_weighed_too() {
    let errors = fault("note-astray", &severity("BP0603", "error"));
    is(&errors.run(&["build"]), "0603", "error", 1);
    assert_eq!(errors.pdfs(), [""; 0]);
    let note = fault("note-astray", &severity("BP0603", "note"));
    is(&note.run(&["build", "--deny-warnings"]), "0603", "note", 0);
    let allowed = fault("note-astray", &allowance("BP0603", "data/paper.toml"));
    let ran = allowed.run(&["build", "--deny-warnings"]);
    assert_eq!(
        (told(&ran, "0603"), told(&ran, "1801"), ran.code),
        (vec![], vec![], 0),
        "{}",
        ran.stderr
    );
}

#[test]
fn what_the_typesetter_says_of_a_paper_in_a_pack_is_weighed_in_each_run() {
    let office = fault("note-astray", "").file("data/meetings/november.toml", MEETING);
    let board = fs::read_to_string(office.path("data/board.toml")).expect("a board");
    is(&pack(&office, &[]), "0603", "warning", 0);
    is(&pack(&office, &[]), "0603", "warning", 0);
    let office = office.file(
        "data/board.toml",
        format!("{board}\n{}", severity("BP0603", "off")),
    );
    assert_eq!(told(&pack(&office, &[]), "0603"), [""; 0]);
    // What was off when the paper was made is told when it is on again.
    let office = office.file(
        "data/board.toml",
        format!("{board}\n{}", severity("BP0603", "error")),
    );
    is(&pack(&office, &[]), "0603", "error", 1);
    let office = office.file("data/board.toml", &board);
    is(&pack(&office, &["--deny-warnings"]), "0603", "error", 1);
    is(&pack(&office, &[]), "0603", "warning", 0);
}

#[test]
fn a_paper_that_is_taken_as_it_was_made_still_tells_what_was_found() {
    let office = office("");
    let first = pack(&office, &[]);
    is(&first, "1301", "warning", 0);
    let cached = office.files("output/.cache");
    assert!(
        cached.iter().any(|file| file.ends_with("-how.json")),
        "{cached:?}"
    );
    let again = pack(&office, &[]);
    assert_eq!(again.stderr, first.stderr);
    is(&pack(&office, &["--deny-warnings"]), "1301", "error", 1);
    let board = fs::read_to_string(office.path("data/board.toml")).expect("a board");
    let office = office.file(
        "data/board.toml",
        format!("{board}\n{}", severity("BP1301", "note")),
    );
    is(&pack(&office, &["--deny-warnings"]), "1301", "note", 0);
}

#[test]
fn what_is_found_in_the_meeting_itself_is_weighed_too() {
    let rows = "  { ref = \"1\", title = \"Apologies\" },\n  { ref = \"3\", title = \"Theme update\", paper = \"../paper.toml\" },\n  { ref = \"2\", title = \"Dates\" },\n";
    let start = MEETING.find("  {").expect("items");
    let meeting = format!("{}{rows}]\n", &MEETING[..start]);
    let office = |asks: &str| {
        office(&format!("{}{asks}", allowance("BP1301", "data/paper.toml")))
            .file("data/meetings/november.toml", &meeting)
    };
    let asked = office("");
    is(&pack(&asked, &[]), "1301", "warning", 0);
    is(&pack(&asked, &["--deny-warnings"]), "1301", "error", 1);
    let ran = pack(
        &office(&allowance("BP1301", "data/meetings/november.toml")),
        &["--deny-warnings"],
    );
    assert_eq!(
        (told(&ran, "1301"), ran.code),
        (vec![], 0),
        "{}",
        ran.stderr
    );
    is(
        &pack(&office(&severity("BP1301", "error")), &[]),
        "1301",
        "error",
        1,
    );
}

#[test]
fn findings_of_exempt_papers_are_told_by_their_item_alone() {
    let exempt = MEETING.replace("../paper.toml\" }", &format!("../paper.toml\"{EXEMPT}"));
    let office = |asks: &str| office(asks).file("data/meetings/november.toml", &exempt);
    let asked = office("");
    for more in [&[][..], &["--messages", "json"], &["--messages", "short"]] {
        let ran = pack(&asked, more);
        let all = format!("{}{}", ran.stdout, ran.stderr);
        assert!(all.contains("BP1301") && ran.code == 0, "{all}");
        for word in [
            "paper.toml:",
            "stands below",
            "deliverable",
            "`3`",
            "mentors",
            "\"about\"",
            "\"excerpt\"",
        ] {
            assert!(!all.contains(word), "{word}: {all}");
        }
    }
    // The severity stays what the office wants.
    let note = office(&severity("BP1301", "note"));
    is(&pack(&note, &["--deny-warnings"]), "1301", "note", 0);
    // Of a paper that no edition of the run shows, nothing is said, and nothing is denied.
    let ran = pack(&asked, &["--edition", "public", "--deny-warnings"]);
    assert_eq!(
        (told(&ran, "1301"), ran.code),
        (vec![], 0),
        "{}",
        ran.stderr
    );
    // An allowance for the paper is one for the pack.
    let ran = pack(&office(&allowance("BP1301", PLACE)), &[]);
    assert_eq!(told(&ran, "1301"), [""; 0]);
}

#[test]
fn no_words_of_a_meeting_are_shown_where_only_the_public_may_see_the_pack() {
    let rows = "  { title = \"Apologies and  more\" },\n  { title = \"The  Gristhorpe tender\", paper = \"../paper.toml\"";
    let start = MEETING.find("  {").expect("items");
    let meeting = format!("{}{rows}{EXEMPT},\n]\n", &MEETING[..start]);
    let office = office("").file("data/meetings/november.toml", meeting);
    let ran = pack(&office, &["--edition", "public"]);
    assert!(!ran.stderr.contains("Gristhorpe"), "{}", ran.stderr);
    let ran = pack(&office, &["--edition", "public", "--messages", "json"]);
    assert!(!ran.stderr.contains("Gristhorpe"), "{}", ran.stderr);
}
