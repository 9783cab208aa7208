//! `boardpaper new theme`: a paper and a tracker after the office's own pattern.

use std::fs;

use crate::support::repo;
use crate::support::workbook::xlsx;
use crate::support::workspace::Workspace;

fn northmarch() -> Workspace {
    Workspace::copy_of(&repo(""))
}

#[track_caller]
fn added(office: &Workspace, flags: &[&str]) -> String {
    let ran = office.run(&[&["new", "theme", "Tackling rural crime"], flags].concat());
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    ran.stdout
}

fn text(office: &Workspace, path: &str) -> String {
    fs::read_to_string(office.path(path)).expect("is there")
}

#[test]
fn a_theme_follows_the_newest_paper_and_builds() {
    let office = northmarch();
    let said = added(&office, &["--number", "6", "--lines", "3"]);
    assert!(
        said.starts_with("follows data/2026-27/q2/theme-3.toml\n"),
        "{said}"
    );
    assert!(
        said.contains("`previous`, `why`, `footnotes`, `glossary`"),
        "{said}"
    );
    let paper = text(&office, "data/2026-27/q2/theme-6.toml");
    for line in [
        "#:schema ../../schemas/theme-update.json\n",
        "label = \"Appendix F\"\n",
        "theme = { number = 6, name = \"Tackling rural crime\" }\n",
        "quarter = \"2026-27 Q2\"\n",
        "version = \"Draft\"\n",
        "[deliverables]\nworkbook = \"theme-6-tracker.xlsx\"\n",
    ] {
        assert!(paper.contains(line), "{line}: {paper}");
    }
    let ran = office.run(&["build", "2026-27/q2/theme-6"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert_eq!(ran.codes(), ["1202"], "{}", ran.stderr);
    assert!(
        ran.stderr.contains("those of `6.1`, `6.2`, `6.3`"),
        "{}",
        ran.stderr
    );
    let reading = office
        .pdf("output/2026-27/q2/appendix-f-theme-6.pdf")
        .reading();
    assert!(
        reading.contains("To be worded: deliverable 6.2"),
        "{reading}"
    );
}

#[test]
fn refs_columns_and_headings_are_those_of_the_paper_that_is_named() {
    let office = northmarch();
    let like = ["--number", "6", "--like", "2026-27/q2/theme-2"];
    added(&office, &like);
    let ran = office.run(&["build", "2026-27/q2/theme-6"]);
    assert_eq!(ran.codes(), ["1202"], "{}", ran.stderr);
    let reading = office
        .pdf("output/2026-27/q2/appendix-f-theme-6.pdf")
        .reading();
    for said in ["6C01", "6F01", "6P01", "Strategic Activity", "Lead Officer"] {
        assert!(reading.contains(said), "{said}: {reading}");
    }
    let owners = fs::read(office.path("data/2026-27/q2/theme-6-tracker.xlsx")).expect("is there");
    assert!(part(&owners, "xl/sharedStrings.xml").contains("<t>Head of Estates</t>"));
    let sheet = part(&owners, "xl/worksheets/sheet2.xml");
    assert!(sheet.contains("OPCC,Force,Courts service,"), "{sheet}");
}

/// Reads a part of a workbook.
fn part(workbook: &[u8], name: &str) -> String {
    use std::io::Read;
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(workbook)).expect("a zip");
    let mut text = String::new();
    let mut part = zip.by_name(name).expect("a part");
    part.read_to_string(&mut text).expect("text");
    text
}

#[test]
fn another_quarter_and_another_key_are_taken() {
    let office = northmarch();
    let flags = ["--number", "2", "--quarter", "2026-27-q3", "--key", "brag"];
    added(&office, &flags);
    let paper = text(&office, "data/2026-27/q3/theme-2.toml");
    assert!(paper.contains("quarter = \"2026-27 Q3\""), "{paper}");
    assert!(paper.contains("status-key = \"brag\""), "{paper}");
    assert!(!paper.contains("\ndate = "), "{paper}");
    let ran = office.run(&["build", "2026-27/q3"]);
    assert_eq!(ran.codes(), ["1202"], "{}", ran.stderr);
}

#[test]
fn headings_that_no_description_knows_are_told_in_the_paper() {
    let rows = "
Position | Owner | What | Nr
All well. | Estates | Mend the roof. | 1
";
    let paper = "document = \"theme-update\"\nplan = \"Plan\"\ntheme = { number = 1, name = \"Roofs\" }\n\
                 quarter = \"2026-27 Q1\"\nstatus-key = \"rag\"\n[deliverables]\nworkbook = \"roofs.xlsx\"\n\
                 columns = { ref = \"Nr\", title = \"What\", update = \"Position\", status = \"Now\" }\n";
    let rows = rows.replace("| Nr", "| Nr | Now").replace("| 1", "| 1 | G");
    let office = Workspace::office()
        .file("data/roofs.toml", paper)
        .file("data/roofs.xlsx", xlsx(&[("Roofs", &rows)]));
    added(&office, &["--number", "2"]);
    let paper = text(&office, "data/tackling-rural-crime.toml");
    let columns =
        "columns = { update = \"Position\", title = \"What\", ref = \"Nr\", status = \"Now\" }";
    assert!(paper.contains(columns), "{paper}");
    let ran = office.run(&["build"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
}

#[test]
fn what_hinders_a_theme_is_told_and_nothing_is_written() {
    let office = northmarch();
    let before = office.files("data");
    let new = |flags: &[&str]| office.run(&[&["new", "theme", "Rural"], flags].concat());
    for (flags, code, said) in [
        (
            &["--number", "2"][..],
            1,
            "error[BP1901]: theme 2 of Q2 2026-27 is taken",
        ),
        (
            &["--number", "6", "--key", "rug"],
            1,
            "use one of `rag`, `brag`",
        ),
        (
            &["--number", "6", "--like", "2026-27/reports/safer-homes"],
            1,
            "error[BP1902]",
        ),
        (
            &["--number", "6", "--like", "none"],
            1,
            "there is no paper `none`",
        ),
        (&["--number", "6/7"], 2, "write digits or letters"),
        (
            &["--number", "6", "--quarter", "Q2"],
            2,
            "a quarter is written as in `2026-27-q3`",
        ),
        (&["--number", "6", "--lines", "0"], 2, "0 is not in 1..=500"),
        (&[], 2, "--number"),
    ] {
        let ran = new(flags);
        assert_eq!(ran.code, code, "{flags:?}: {}", ran.stderr);
        assert!(ran.stderr.contains(said), "{flags:?}: {}", ran.stderr);
    }
    assert_eq!(office.files("data"), before);
    let ran = Workspace::office().run(&["new", "theme", "Rural", "--number", "6"]);
    assert!(ran.stderr.contains("error[BP1902]"), "{}", ran.stderr);
    let ran = Workspace::empty().run(&["new", "theme", "Rural", "--number", "6"]);
    assert!(ran.stderr.contains("error[BP0101]"), "{}", ran.stderr);
}

#[test]
fn a_file_that_is_there_is_never_written_over() {
    let office = northmarch().file("data/2026-27/q2/theme-6-tracker.xlsx", "kept");
    let ran = office.run(&["new", "theme", "Rural", "--number", "6"]);
    assert_eq!(ran.code, 3, "{}", ran.stderr);
    assert_eq!(
        text(&office, "data/2026-27/q2/theme-6-tracker.xlsx"),
        "kept"
    );
    assert!(!office.path("data/2026-27/q2/theme-6.toml").exists());
}
