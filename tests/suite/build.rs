//! `boardpaper build`: what is written, what is left alone, what is printed.

use std::fs;
use std::time::{Duration, SystemTime};

use crate::support::workbook::xlsx;
use crate::support::workspace::{FIELDS, Workspace};

const ROW: &str = "\n[[deliverables]]\nref = \"1\"\ntitle = \"Patrol the port\"\nstatus = \"G\"\nupdate = \"Patrols began.\"\n";
const BAD_ROW: &str = "\n[[deliverables]]\nref = \"1\"\ntitle = \"Patrol the port\"\nstatus = \"GRN\"\nupdate = \"Patrols began.\"\n";

/// A tracker with five of the seven faults; that a note is never cited stands in the paper, and a second paper lacks a heading.
const SEVEN: &str = "
Northmarch tracker


No | Lead Officer | Deliverable       | RAG Status | Update
1  | Insp Vale    | Patrol the port.  | G          | Patrols began.[^x]
2  | Insp Vale    | Light the quay.   | A          |
3  | Ms Orr       | Open a helpline.  | GRN        | It opened in May.
3  | Ms Orr       | Visit schools.    | R          | None was visited.
5  | Ms Orr       | Answer letters.   | G          | #REF!
";

#[test]
fn seven_faults_of_one_run_are_told_together_and_nothing_old_is_touched() {
    let tables = "\n[deliverables]\nworkbook = \"tracker.xlsx\"\n\n[footnotes]\nquay = \"The quay of Brackhaven.\"\n";
    let second = "No | Deliverable | Update\n1 | Patrol the port. | Patrols began.\n";
    let office = Workspace::paper(tables)
        .file("data/tracker.xlsx", xlsx(&[("Theme 1", SEVEN)]))
        .file(
            "data/second.toml",
            format!("{FIELDS}\n[deliverables]\nworkbook = \"second.xlsx\"\n"),
        )
        .file("data/second.xlsx", xlsx(&[("Theme 2", second)]))
        .file("data/sound.toml", format!("{FIELDS}{ROW}"))
        .file("output/paper.pdf", "the paper of last month");
    let old = SystemTime::now() - Duration::from_secs(40 * 24 * 3600);
    let file = fs::File::options()
        .write(true)
        .open(office.path("output/paper.pdf"))
        .expect("is there");
    file.set_modified(old).expect("can be set");
    let before = fs::metadata(office.path("output/paper.pdf"))
        .expect("is there")
        .modified()
        .expect("known");

    let ran = office.run(&["build"]);

    assert_eq!(ran.code, 1);
    let places: Vec<&str> = ran
        .stderr
        .lines()
        .filter_map(|line| line.strip_prefix("  at: "))
        .collect();
    let expected = [
        ("0402", "data/paper.toml:10:1"),
        ("0303", "data/second.xlsx, sheet `Theme 2`, cell A1"),
        ("0401", "data/tracker.xlsx, sheet `Theme 1`, cell E5"),
        ("0306", "data/tracker.xlsx, sheet `Theme 1`, cell E6"),
        ("0309", "data/tracker.xlsx, sheet `Theme 1`, cell D7"),
        ("0312", "data/tracker.xlsx, sheet `Theme 1`, cell A8"),
        ("0307", "data/tracker.xlsx, sheet `Theme 1`, cell E9"),
    ];
    let found: Vec<(&str, &str)> = ran.codes().into_iter().zip(places).collect();
    assert_eq!(found, expected, "{}", ran.stderr);
    assert_eq!(
        fs::read(office.path("output/paper.pdf")).expect("is there"),
        b"the paper of last month"
    );
    let after = fs::metadata(office.path("output/paper.pdf"))
        .expect("is there")
        .modified()
        .expect("known");
    assert_eq!(after, before, "the old paper was not even touched");
    assert!(
        ran.stdout.contains("output/sound.pdf"),
        "the sound paper is built all the same: {}",
        ran.stdout
    );
    assert_eq!(office.pdf("output/sound.pdf").pages().len(), 1);
}

#[test]
fn a_paper_is_written_where_its_name_says_and_told_on_the_standard_output() {
    let ran = Workspace::paper(ROW).run(&["build"]);
    assert_eq!(
        (ran.code, ran.stdout.as_str(), ran.stderr.as_str()),
        (0, "output/paper.pdf\n1 of 1 paper built\n", "")
    );
}

#[test]
fn an_old_paper_is_replaced_and_nothing_else_is_left_behind() {
    let office = Workspace::paper(ROW)
        .file("output/paper.pdf", "old")
        .build();
    assert_eq!(office.made(), ["output/paper.pdf"]);
    assert_eq!(office.pdf("output/paper.pdf").pages().len(), 1);
}

#[test]
fn one_paper_can_be_named_in_several_ways() {
    let office = Workspace::office()
        .file("data/q1/theme-1.toml", format!("{FIELDS}{ROW}"))
        .file("data/q2/theme-1.toml", format!("{FIELDS}{ROW}"));
    for name in [
        "data/q1/theme-1.toml",
        "q1/theme-1.toml",
        "q1/theme-1",
        "q1",
        "./data/../data/q1/theme-1.toml",
    ] {
        let ran = office.run(&["build", "--force", name]);
        assert_eq!(
            ran.stdout, "output/q1/theme-1.pdf\n1 of 1 paper built\n",
            "{name}: {}",
            ran.stderr
        );
    }
    let ran = office.run(&["build", "q3/theme-1"]);
    assert_eq!((ran.code, ran.codes()), (1, vec!["0102"]), "{}", ran.stderr);
}

#[test]
fn the_office_is_found_from_any_folder_in_it_or_by_root() {
    let office = Workspace::paper(ROW).file("data/2026-27/q1/notes.txt", "");
    let inside = office.path("data/2026-27/q1");
    let office = office.start_in(&inside);
    assert_eq!(office.run(&["build"]).code, 0);
    let elsewhere = tempfile::tempdir().expect("a folder");
    let office = office.start_in(elsewhere.path());
    let ran = office.run(&["build"]);
    assert_eq!((ran.code, ran.codes()), (1, vec!["0101"]), "{}", ran.stderr);
    let root = office.path("").display().to_string();
    assert_eq!(office.run(&["build", "--root", &root]).code, 0);
}

#[test]
fn the_output_folder_can_be_named() {
    let office = Workspace::paper(ROW);
    let ran = office.run(&["build", "--output", "for-the-board"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(office.path("for-the-board/paper.pdf").is_file());
    assert!(office.pdfs().is_empty());
}

#[test]
fn warnings_can_be_denied() {
    let office = Workspace::paper(&format!("{ROW}\n[footnotes]\nport = \"The port.\"\n"));
    let ran = office.run(&["build", "--deny-warnings"]);
    assert_eq!(ran.code, 1);
    assert!(ran.stderr.starts_with("error[BP0402]"), "{}", ran.stderr);
    assert!(office.pdfs().is_empty());
    assert_eq!(office.run(&["build"]).code, 0);
}

#[test]
fn quiet_runs_print_only_what_is_wrong() {
    let sound = Workspace::paper(ROW).run(&["build", "--quiet"]);
    assert_eq!((sound.stdout.as_str(), sound.stderr.as_str()), ("", ""));
    let faulty = Workspace::paper(BAD_ROW).run(&["build", "--quiet"]);
    assert_eq!((faulty.stdout.as_str(), faulty.codes()), ("", vec!["0309"]));
}

#[test]
fn a_problem_is_one_line_in_the_short_format() {
    let ran = Workspace::paper(BAD_ROW).run(&["build", "--messages", "short"]);
    assert_eq!(
        ran.stderr,
        "data/paper.toml:9:10: error[BP0309]: unknown status `GRN`\n"
    );
}

#[test]
fn every_line_is_an_object_in_the_json_format() {
    let office = Workspace::paper(BAD_ROW).file("data/sound.toml", format!("{FIELDS}{ROW}"));
    let ran = office.run(&["build", "--messages", "json"]);
    let read = |line: &str| serde_json::from_str::<serde_json::Value>(line).expect("JSON");
    let problems: Vec<_> = ran.stderr.lines().map(read).collect();
    assert_eq!(problems.len(), 1);
    assert_eq!(
        (&problems[0]["code"], &problems[0]["severity"]),
        (&"BP0309".into(), &"error".into())
    );
    assert_eq!(problems[0]["place"], "data/paper.toml:9:10");
    let written: Vec<_> = ran.stdout.lines().map(read).collect();
    assert_eq!(
        written,
        [serde_json::json!({ "written": "output/sound.pdf" })]
    );
}

#[test]
fn the_typesetters_sources_are_kept_beside_the_paper_when_asked_for() {
    let office = Workspace::paper(ROW);
    assert_eq!(office.run(&["build", "--keep-sources"]).code, 0);
    let files = office.files("output/paper.sources");
    for file in ["main.typ", "model.json", "lib.typ", "design.typ"] {
        assert!(
            files.contains(&format!("output/paper.sources/{file}")),
            "{file} is not in {files:?}"
        );
    }
}

#[test]
fn a_file_that_cannot_be_written_is_exit_code_3() {
    let office = Workspace::paper(ROW).file("output/paper.pdf/taken", "a folder stands in the way");
    let ran = office.run(&["build"]);
    assert_eq!((ran.code, ran.codes()), (3, vec!["0703"]), "{}", ran.stderr);
}

#[test]
fn problems_of_several_papers_are_sorted_by_file_and_place() {
    let office = Workspace::office()
        .file(
            "data/a.toml",
            format!("{FIELDS}\n[deliverables]\nworkbook = \"a.xlsx\"\n"),
        )
        .file(
            "data/a.xlsx",
            xlsx(&[(
                "A",
                "No | Deliverable | Status | Update\n1 | Patrol | GRN | Yes\n",
            )]),
        )
        .file("data/b.toml", format!("{FIELDS}{BAD_ROW}"));
    let ran = office.run(&["build", "--messages", "short"]);
    let files: Vec<&str> = ran
        .stderr
        .lines()
        .map(|line| line.split([',', ':']).next().expect("a file"))
        .collect();
    assert_eq!(files, ["data/a.xlsx", "data/b.toml"], "{}", ran.stderr);
}

#[test]
fn a_paper_whose_page_cannot_be_written_keeps_its_old_pdf_as_well() {
    let office = Workspace::paper(ROW).file("output/paper.pdf", "old");
    fs::create_dir(office.path("output/paper.html")).expect("a folder");
    let ran = office.run(&["build", "--format", "pdf,html"]);
    assert_eq!((ran.code, ran.codes()), (3, vec!["0703"]));
    let old = fs::read(office.path("output/paper.pdf")).expect("is there");
    assert_eq!(old, b"old");
    assert_eq!(office.made(), ["output/paper.pdf"]);
}
