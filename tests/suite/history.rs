//! `boardpaper history`: what was published, in a record that is only ever added to.

use std::fs;

use crate::support::workspace::{FIELDS, Ran, Workspace};

const RECORD: &str = "data/history/papers.toml";
const Q1: &str = "\n[[deliverables]]\nref = \"1\"\ntitle = \"Patrol the port\"\nstatus = \"G\"\nupdate = \"Yes.\"\n
[[deliverables]]\nref = \"2\"\ntitle = \"=2+3 mentors\"\nstatus = \"R\"\nupdate = \"No.\"\n";

/// Makes an office with a paper of two quarters, the second of which shows the counts of both.
fn office() -> Workspace {
    let q2 = format!("trend = true\n{FIELDS}{Q1}").replace("2026-27 Q1", "2026-27 Q2");
    Workspace::office()
        .file(
            "data/q1/theme-1.toml",
            format!("{FIELDS}version = \"Final\"\n{Q1}"),
        )
        .file("data/q2/theme-1.toml", q2.replacen("\"R\"", "\"G\"", 1))
}

#[track_caller]
fn add(office: &Workspace, paper: &str, day: &str) -> Ran {
    let ran = office.run(&["history", "add", paper, "--date", day]);
    assert_eq!(ran.code, 0, "{}{}", ran.stderr, ran.stdout);
    ran
}

/// Makes the same office with both quarters published, the first one twice.
fn published() -> Workspace {
    let office = office().build();
    add(&office, "data/q1", "2026-08-03");
    let office = office
        .edit("data/q1/theme-1.toml", "Final", "Final, corrected")
        .build();
    add(&office, "data/q1", "2026-08-10");
    let office = office.build();
    add(&office, "data/q2", "2026-11-03");
    office
}

fn record(office: &Workspace) -> String {
    fs::read_to_string(office.path(RECORD)).expect("the record")
}

/// Verifies a record that says something else.
fn verified(office: Workspace, text: &str, more: &[&str]) -> (Workspace, Ran) {
    let office = office.file(RECORD, text);
    let ran = office.run(&[&["history", "verify"], more].concat());
    (office, ran)
}

#[test]
fn a_draft_is_recorded_and_told() {
    let office = office()
        .edit("data/q1/theme-1.toml", "Final", "Draft 2")
        .build();
    let ran = add(&office, "data/q1", "2026-08-03");
    assert_eq!(ran.codes(), vec!["2205"], "{}", ran.stderr);
    assert!(ran.stderr.contains("its version is `Draft 2`"));
}

#[test]
fn a_paper_is_recorded_only_as_it_builds_and_only_once() {
    let office = office();
    let ran = office.run(&["history", "add", "data/q1", "--date", "2026-08-03"]);
    assert_eq!((ran.code, ran.codes()), (1, vec!["2201"]), "{}", ran.stderr);
    assert!(ran.stderr.contains("there is no PDF"), "{}", ran.stderr);
    let office = office.build();
    add(&office, "data/q1", "2026-08-03");
    let text = record(&office);
    for said in [
        "quarter = \"Q1 2026-27\"",
        "published = 2026-08-03",
        "version = \"Final\"",
        "series = \"theme-update 1\"",
        "{ code = \"R\", label = \"Red\", count = 1, percent = 50 }",
        "{ ref = \"1\", status = \"G\", title = \"Patrol the port\" }",
    ] {
        assert!(text.contains(said), "{said}\n{text}");
    }
    let again = add(&office, "data/q1", "2026-09-01");
    assert!(
        again
            .stdout
            .contains("recorded already with this PDF, as published on 2026-08-03"),
        "{}",
        again.stdout
    );
    assert_eq!(record(&office), text);
    // The other quarter shows what was recorded meanwhile, and is built anew: it could be recorded.
    let office = office
        .build()
        .edit("data/q1/theme-1.toml", "Yes.", "Yes, and more.");
    let papers = [
        "history",
        "add",
        "data/q1",
        "data/q2",
        "--date",
        "2026-08-10",
    ];
    let ran = office.run(&papers);
    assert_eq!((ran.code, ran.codes()), (1, vec!["2201"]), "{}", ran.stderr);
    assert!(
        ran.stderr.contains("is not what this paper builds to now"),
        "{}",
        ran.stderr
    );
    assert_eq!(record(&office), text, "all or none");
}

#[test]
fn what_was_published_is_shown_quarter_beside_quarter() {
    let office = published();
    let shown = office.run(&["history", "show"]).stdout;
    for line in [
        "deliverables  Q1 2026-27           Q2 2026-27",
        "Green (G)     1 (50%)              2 (100%)",
        "published     2026-08-10, 2 times  2026-11-03",
    ] {
        assert!(shown.contains(line), "{line}\n{shown}");
    }
    let csv = office.run(&["history", "show", "--format", "csv"]).stdout;
    assert_eq!(csv.lines().count(), 1 + 3 * 3, "{csv}");
    let listed = office.run(&["list", "data/q1"]).stdout;
    assert!(
        listed.contains("published 2026-08-10 (Final, corrected)"),
        "{listed}"
    );
}

#[test]
fn a_paper_shows_the_counts_of_earlier_quarters_as_they_were_published() {
    let office = published();
    let text = office.pdf("output/q2/theme-1.pdf").reading();
    for said in ["Counts by quarter", "Q1 2026-27", "1 (50%)", "2 (100%)"] {
        assert!(text.contains(said), "{said}\n{text}");
    }
    let ran = office.run(&["build", "--format", "html"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let page = fs::read_to_string(office.path("output/q2/theme-1.html")).expect("the page");
    assert!(page.contains("1 (50%)"), "{page}");
    // A record that was changed is not believed.
    let text = record(&office).replacen("count = 1, percent = 50", "count = 2, percent = 100", 1);
    let ran = office.file(RECORD, text).run(&["build", "data/q2"]);
    assert_eq!((ran.code, ran.codes()), (1, vec!["2202"]), "{}", ran.stderr);
}

#[test]
fn a_record_that_was_changed_in_any_way_is_found() {
    let office = published();
    let text = record(&office);
    let (office, sound) = verified(office, &text, &[]);
    assert_eq!(sound.code, 0, "{}", sound.stderr);
    assert!(
        sound
            .stdout
            .contains("3 entries; 2 PDFs as published, 0 not there"),
        "{}",
        sound.stdout
    );
    let (head, entries) = text.split_once("[[published]]").expect("an entry");
    let entries: Vec<String> = entries
        .split("[[published]]")
        .map(|entry| format!("[[published]]{}\n", entry.trim_end()))
        .collect();
    let of = |order: &[usize]| {
        order
            .iter()
            .fold(head.to_owned(), |text, i| text + &entries[*i])
    };
    // Remarks and blank lines are nobody's figures.
    let (office, ran) = verified(office, &(of(&[0, 1, 2]) + "\n# seen\n"), &[]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    for (what, changed) in [
        (
            "edited",
            text.replacen("status = \"R\"", "status = \"G\"", 1),
        ),
        (
            "edited at the end",
            text.replace("2026-11-03", "2026-11-02"),
        ),
        ("taken out at the start", of(&[1, 2])),
        ("taken out", of(&[0, 2])),
        ("in another order", of(&[1, 0, 2])),
    ] {
        let office = Workspace::copy_of(&office.path(""));
        let (office, ran) = verified(office, &changed, &[]);
        assert!(
            ran.code == 1 && ran.codes().contains(&"2202"),
            "{what}: {}",
            ran.stderr
        );
        let ran = office.run(&["history", "add", "data/q1", "--date", "2027-01-01"]);
        assert_eq!(ran.code, 1, "{what}: nothing is added to it");
    }
}

#[test]
fn a_record_that_was_changed_is_told_wherever_it_is_read() {
    let office = published();
    let text = record(&office).replacen("status = \"R\"", "status = \"G\"", 1);
    let office = office.file(RECORD, text);
    for command in [&["history", "show"][..], &["list"], &["build", "data/q2"]] {
        let ran = office.run(command);
        assert_eq!(
            (ran.code, ran.codes()),
            (1, vec!["2202"]),
            "{command:?}: {}",
            ran.stderr
        );
    }
}

#[test]
fn a_record_whose_entries_would_not_be_seen_is_no_empty_one() {
    let office = published();
    let text = record(&office);
    for changed in [
        "published = []\n".to_owned(),
        format!("publish = 1\n{text}"),
        text.replacen("[[published]]", "[[ published ]]", 1),
        format!("{text}\n[more]\nx = 1\n"),
    ] {
        let office = Workspace::copy_of(&office.path(""));
        let (_, ran) = verified(office, &changed, &[]);
        assert_eq!(
            (ran.code, ran.codes()),
            (1, vec!["0921"]),
            "{changed}: {}",
            ran.stderr
        );
    }
}

#[test]
fn what_was_cut_off_at_the_end_is_found_by_a_hash_that_is_kept_elsewhere() {
    let office = published();
    let text = record(&office);
    let told = office.run(&["history", "verify"]).stdout;
    let last = told
        .lines()
        .find_map(|line| line.strip_prefix("last hash: "))
        .expect("a hash")
        .to_owned();
    let short = &text[..text.rfind("[[published]]").expect("an entry")];
    let (office, ran) = verified(office, short, &[]);
    assert_eq!(ran.codes(), Vec::<&str>::new(), "{}", ran.stderr);
    let (office, ran) = verified(office, short, &["--expect", &last]);
    assert_eq!((ran.code, ran.codes()), (1, vec!["2202"]), "{}", ran.stderr);
    let (_, ran) = verified(office, &text, &["--expect", &last]);
    assert!(
        ran.stdout.contains("entries since the expected one: 0"),
        "{}",
        ran.stdout
    );
}

#[test]
fn a_pdf_that_is_not_what_was_published_is_found() {
    let office = published();
    let first = fs::read(office.path("output/q1/theme-1.pdf")).expect("a PDF");
    let office = office.file("output/q1/theme-1.pdf", [&first[..], b"\n"].concat());
    fs::remove_file(office.path("output/q2/theme-1.pdf")).expect("a PDF");
    let ran = office.run(&["history", "verify"]);
    assert_eq!(
        (ran.code, ran.codes()),
        (1, vec!["2203", "2204"]),
        "{}",
        ran.stderr
    );
    // What was published before it, under the same name.
    let office = office
        .edit("data/q1/theme-1.toml", ", corrected", "")
        .build();
    let ran = office.run(&["history", "verify"]);
    assert!(
        ran.stderr.contains(
            "is what was published on 2026-08-03, not what was published last, on 2026-08-10"
        ),
        "{}",
        ran.stderr
    );
}

#[test]
fn a_paper_whose_file_is_gone_is_compared_with_from_the_record() {
    let office = office().edit(
        "data/q2/theme-1.toml",
        "trend = true",
        "previous = \"../q1/theme-1.toml\"",
    );
    let office = office.build();
    let with_file = office.pdf("output/q2/theme-1.pdf").text_layer();
    add(&office, "data/q1", "2026-08-03");
    fs::remove_dir_all(office.path("data/q1")).expect("is there");
    let office = office.build();
    let text = office.pdf("output/q2/theme-1.pdf").text_layer();
    assert!(text.contains("Improved, was"), "{text}");
    assert_eq!(text, with_file);
    fs::remove_file(office.path(RECORD)).expect("is there");
    let ran = office.run(&["build"]);
    assert!(
        ran.stderr
            .contains("there is no paper `../q1/theme-1.toml`"),
        "{}",
        ran.stderr
    );
}
