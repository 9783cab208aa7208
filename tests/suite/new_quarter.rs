//! `boardpaper new quarter`: last quarter's papers and trackers, ready to be filled in again.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::Path;

use boardpaper::diagnostic::Diagnostics;
use boardpaper::load::{self, Limits, Sheet, Workbook};
use regex::Regex;
use zip::write::SimpleFileOptions;

use crate::support::repo;
use crate::support::workbook::xlsx;
use crate::support::workspace::{BOARD, FIELDS, Workspace};

const ROWS: &str = r#"
# What the plan asks for.
[[deliverables]]
ref = "1"
title = "Patrol the port."     # as the plan has it
status = "G"
update = """
Forty patrols in April.

Sixty in May.
"""

[[deliverables]]
ref = "2"
title = "Light the quay."
status = "R"
update = "No light stands yet."
"#;

/// The sample office as it was when its first quarter was over.
fn first_quarter() -> Workspace {
    let office = Workspace::copy_of(&repo(""));
    for folder in ["data/2026-27/q2", "data/meetings", "data/history"] {
        fs::remove_dir_all(office.path(folder)).expect("is there");
    }
    office
}

fn read(office: &Workspace, path: &str) -> String {
    fs::read_to_string(office.path(path)).expect("is there")
}

fn workbook(path: &Path) -> Workbook {
    let mut problems = Diagnostics::default();
    let read = load::workbook(path, "tracker", &Limits::default(), &mut problems);
    read.expect("a workbook")
}

fn sheet<'a>(workbook: &'a Workbook, name: &str) -> &'a Sheet {
    let mut sheets = workbook.sheets.iter();
    sheets.find(|sheet| &*sheet.name == name).expect("a sheet")
}

/// What stands in a row, from the first column on.
fn row(sheet: &Sheet, row: u32) -> Vec<String> {
    let last = sheet.rows[&2].keys().last().expect("headings");
    let said = |column| sheet.cell(row, column).map(|cell| cell.text());
    (0..=*last)
        .map(|column| said(column).unwrap_or_default())
        .collect()
}

/// Types into cells of a sheet of a made workbook, as a spreadsheet would; `sheet` is its place, from 1.
fn fill(path: &Path, sheet: usize, cells: &BTreeMap<String, String>) {
    let mut old = zip::ZipArchive::new(fs::File::open(path).expect("a file")).expect("a zip");
    let mut new = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..old.len() {
        let mut part = old.by_index(at).expect("a part");
        let (name, mut bytes) = (part.name().expect("a name").into_owned(), Vec::new());
        part.read_to_end(&mut bytes).expect("readable");
        if name == format!("xl/worksheets/sheet{sheet}.xml") {
            let mut text = String::from_utf8(bytes).expect("text");
            for (cell, typed) in cells {
                let empty =
                    Regex::new(&format!(r#"<c r="{cell}"( s="\d+")?/>"#)).expect("a pattern");
                assert!(empty.is_match(&text), "{cell} is empty");
                let filled =
                    format!(r#"<c r="{cell}"$1 t="inlineStr"><is><t>{typed}</t></is></c>"#);
                text = empty.replace(&text, filled).into_owned();
            }
            bytes = text.into_bytes();
        }
        new.start_file(name, SimpleFileOptions::default())
            .expect("a part");
        new.write_all(&bytes).expect("room");
    }
    let bytes = new.finish().expect("a zip").into_inner();
    fs::write(path, bytes).expect("a file");
}

/// Types a status and an update for each of some rows.
fn answers(
    rows: std::ops::RangeInclusive<u32>,
    status: &str,
    (at, text): (char, &str),
) -> BTreeMap<String, String> {
    let both = |row| {
        let update = format!("{text} Line {row} has its own words.");
        [
            (format!("D{row}"), status.to_owned()),
            (format!("{at}{row}"), update),
        ]
    };
    rows.flat_map(both).collect()
}

#[test]
fn trackers_of_any_kind_come_out_as_workbooks_with_every_column_and_row() {
    let office = first_quarter();
    let ran = office.run(&["new", "quarter", "2026-27-q2"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let made = [
        "theme-1-tracker.xlsx",
        "theme-1.toml",
        "theme-2-tracker.xlsx",
        "theme-2.toml",
        "theme-3-tracker.xlsx",
        "theme-3.toml",
    ];
    let made: Vec<String> = made.map(|name| format!("data/2026-27/q2/{name}")).to_vec();
    assert_eq!(office.files("data/2026-27/q2"), made);

    let first = workbook(&office.path(&made[0]));
    let theme = sheet(&first, "Theme 1");
    assert_eq!(
        row(theme, 2),
        [
            "No",
            "Lead Officer",
            "Deliverable",
            "RAG",
            "RAG in Q1 2026-27",
            "Q2 position",
            "Update in Q1 2026-27",
            "Lead contact"
        ]
    );
    assert_eq!(theme.rows.range(3..).count(), 12);
    let line = row(theme, 3);
    assert_eq!(
        (&*line[0], &*line[3], &*line[4], &*line[5]),
        ("1", "", "G", "")
    );
    assert!(line[6].starts_with("All 94 wards"), "{}", line[6]);
    assert_eq!(line[7], "rota with staff officer");
    for carried in ["Measures", "Glossary", "Footnotes", "Notes to self"] {
        assert!(!sheet(&first, carried).rows.is_empty(), "{carried}");
    }

    // A status that was a colour is a letter now.
    let second = workbook(&office.path(&made[2]));
    let line = row(sheet(&second, "Theme 2"), 5);
    assert_eq!((&*line[0], &*line[3], &*line[4]), ("2C03", "", "B"));
    let third = workbook(&office.path(&made[4]));
    let line = row(sheet(&third, "Deliverables"), 3);
    assert_eq!(
        (&*line[0], &*line[3], &*line[4], &*line[7]),
        ("3.1", "", "G", "06/07/2026")
    );
}

#[test]
fn a_dry_run_lists_what_a_run_writes_and_a_second_run_is_refused_whole() {
    let office = Workspace::copy_of(&repo(""));
    let before = office.files("data");
    let dry = office.run(&["new", "quarter", "2026-27-q3", "--dry-run"]);
    assert_eq!(dry.code, 0, "{}", dry.stderr);
    assert_eq!(office.files("data"), before);
    let ran = office.run(&["new", "quarter", "2026-27-q3"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let lines = |text: &str, word: &str| -> Vec<String> {
        let lines = text.lines().filter_map(|line| line.strip_prefix(word));
        lines.map(str::to_owned).collect()
    };
    let mut written = lines(&ran.stdout, "wrote ");
    assert_eq!(lines(&dry.stdout, "would write "), written);
    let mut new = office.files("data");
    new.retain(|file| !before.contains(file));
    written.sort();
    assert_eq!(written, new);
    new.retain(|file| !file.starts_with("data/schemas/"));
    assert_eq!(new.len(), 11);

    fs::remove_file(office.path("data/2026-27/q3/theme-2.toml")).expect("is there");
    let office = office.file("data/2026-27/q3/theme-1.toml", "# mine\n");
    let again = office.run(&["new", "quarter", "2026-27-q3"]);
    assert_eq!(again.code, 3);
    assert!(
        again.codes().iter().all(|code| *code == "0703"),
        "{}",
        again.stderr
    );
    assert!(!office.path("data/2026-27/q3/theme-2.toml").exists());
    for told in [
        "data/2026-27/q3/theme-1.toml: `why`: as last quarter",
        "data/2026-27/q2/key-questions.toml: it names no quarter",
        "data/2026-27/q3/theme-1-tracker.xlsx: `Theme 1`: columns as last quarter: `Lead contact`",
        "`Theme 1`: hidden rows and columns (1)",
    ] {
        assert!(ran.stdout.contains(told), "{told}: {}", ran.stdout);
    }
}

#[test]
fn a_run_that_was_ended_too_soon_is_gone_on_with() {
    let office = first_quarter();
    let new = ["new", "quarter", "2026-27-q2"];
    let whole = office.run(&new);
    assert_eq!(whole.code, 0, "{}", whole.stderr);
    let wrote = whole.stdout.lines();
    let files: Vec<&str> = wrote
        .filter_map(|line| line.strip_prefix("wrote "))
        .collect();
    let bytes: Vec<Vec<u8>> = files
        .iter()
        .map(|file| fs::read(office.path(file)).expect("is there"))
        .collect();
    for file in &files[2..] {
        fs::remove_file(office.path(file)).expect("is there");
    }
    assert!(files[0].ends_with(".xlsx"), "a tracker comes first");
    let rest = office.run(&new);
    assert_eq!(rest.code, 0, "{}", rest.stderr);
    let left = format!("left {}: it is there already", files[1]);
    assert!(rest.stdout.contains(&left), "{}", rest.stdout);
    for (file, bytes) in files.iter().zip(bytes) {
        assert!(
            fs::read(office.path(file)).expect("is there") == bytes,
            "{file}"
        );
    }
    // What somebody has begun to fill in is theirs.
    fs::remove_file(office.path(files[2])).expect("is there");
    let office = office.file(files[0], "mine");
    let ran = office.run(&new);
    assert_eq!(ran.code, 3, "{}", ran.stderr);
    assert!(!office.path(files[2]).exists());
}

#[test]
fn papers_build_once_they_are_answered_and_say_what_has_changed() {
    let office = first_quarter();
    assert_eq!(office.run(&["new", "quarter", "2026-27-q2"]).code, 0);
    let paper = "data/2026-27/q2/theme-3.toml";
    let ran = office.run(&["check", paper]);
    assert_eq!(ran.code, 1);
    let missing = |code: &str| ran.codes().iter().filter(|found| **found == code).count();
    assert_eq!(
        (missing("0310"), missing("0306")),
        (10, 10),
        "each cell once"
    );

    let tracker = office.path("data/2026-27/q2/theme-3-tracker.xlsx");
    let mut cells = answers(4..=13, "G", ('F', "This quarter went well."));
    cells.insert("D4".to_owned(), "R".to_owned());
    fill(&tracker, 2, &cells);
    let ran = office.run(&["build", paper]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let pdfs = office.pdfs();
    let text = office.pdf(&pdfs[0]).reading();
    for said in [
        "Quarter 2, 2026-27 · Draft",
        "Worsened, was Green",
        "Improved, was Amber",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
}

#[test]
fn words_that_are_copied_from_last_quarter_are_stale() {
    let later = FIELDS.replace("2026-27 Q1", "2026-27 Q2");
    let office = Workspace::office().file("data/2026-27/q2/a.toml", format!("{later}{ROWS}"));
    assert_eq!(office.run(&["new", "quarter", "2026-27-q3"]).code, 0);
    let office = office
        .edit("data/2026-27/q3/a.toml", "status = \"\"", "status = \"A\"")
        .edit(
            "data/2026-27/q3/a.toml",
            "update = \"\"",
            "update = \"No light stands yet.\"",
        );
    let ran = office.run(&["check", "data/2026-27/q3/a.toml"]);
    assert!(
        ran.codes().contains(&"1204"),
        "{:?} {}",
        ran.codes(),
        ran.stdout
    );
}

#[test]
fn a_papers_own_rows_keep_their_comments_and_last_quarters_words() {
    let office = Workspace::office().file(
        "data/2026-27/q1/a.toml",
        format!("# Ours.\n{FIELDS}date = 2026-06-30\nversion = 'Final' # signed off\n{ROWS}"),
    );
    assert_eq!(office.run(&["new", "quarter", "2026-27-q2"]).code, 0);
    let expected = r#"#:schema ../../schemas/theme-update.json
# Ours.
document = "theme-update"
plan = "Police and Crime Plan 2026-30"
theme = { number = 1, name = "Safer streets" }
quarter = "2026-27 Q2"
date = 2026-09-30 # moved on: to be confirmed
previous = "../q1/a.toml"
version = "Draft" # signed off

# What the plan asks for.
[[deliverables]]
ref = "1"
title = "Patrol the port."     # as the plan has it
# Q1 2026-27: G
status = ""
# Q1 2026-27:
# Forty patrols in April.
#
# Sixty in May.
update = ""

[[deliverables]]
ref = "2"
title = "Light the quay."
# Q1 2026-27: R
status = ""
# Q1 2026-27: No light stands yet.
update = ""
"#;
    assert_eq!(read(&office, "data/2026-27/q2/a.toml"), expected);
}

#[test]
fn after_the_fourth_quarter_comes_the_first_of_the_next_year() {
    let of = |quarter: &str| FIELDS.replace("2026-27 Q1", quarter);
    let old = of("Q4 2026-27")
        + "date = 2027-03-31\nprevious = \"../q3/a.toml\"\nlast-year = \"../../2025-26/q4/a.toml\"\n";
    let office = Workspace::office()
        .file("data/2025-26/q4/a.toml", of("Q4 2025-26") + ROWS)
        .file("data/2026-27/q1/a.toml", of("Q1 2026-27") + ROWS)
        .file("data/2026-27/q3/a.toml", of("Q3 2026-27") + ROWS)
        .file("data/2026-27/q4/a.toml", old + ROWS);
    let ran = office.run(&["new", "quarter", "2027-28-q1", "--date", "2027-07-09"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let text = read(&office, "data/2027-28/q1/a.toml");
    for line in [
        "quarter = \"Q1 2027-28\"\n",
        "date = 2027-07-09\n",
        "previous = \"../../2026-27/q4/a.toml\"\n",
        "last-year = \"../../2026-27/q1/a.toml\"\n",
    ] {
        assert!(text.contains(line), "{line}: {text}");
    }
    // There is no second quarter of the year before.
    let ran = office.run(&["new", "quarter", "2027-28-q2", "--from", "2026-27-q4"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(
        ran.stdout.contains("`last-year` is taken out"),
        "{}",
        ran.stdout
    );
    let text = read(&office, "data/2027-28/q2/a.toml");
    assert!(
        !text.contains("last-year") && text.contains("date = 2027-09-30 #"),
        "{text}"
    );
}

#[test]
fn closed_lines_stay_behind_where_the_office_says_so() {
    let board = BOARD.to_owned()
        + "\n[status-key.brag]\nsteps = [{ code = \"B\", label = \"Blue\", closed = true }, { code = \"G\", label = \"Green\" }]\n\n[new-quarter]\nclosed = \"leave-out\"\n";
    let rows = "status-key = \"brag\"\n\n[deliverables]\nworkbook = \"t.xlsx\"\n";
    let lines = "No|Deliverable|Status|Update\n'1|Patrol|B|Done.\n'2|Light|G|Going.";
    let office = Workspace::office()
        .file("data/board.toml", board)
        .file("data/2026-27/q1/a.toml", format!("{FIELDS}{rows}"))
        .file("data/2026-27/q1/t.xlsx", xlsx(&[("T", lines)]));
    let ran = office.run(&["new", "quarter", "2026-27-q2"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(
        ran.stdout.contains("`T`: closed lines: 1"),
        "{}",
        ran.stdout
    );
    let made = workbook(&office.path("data/2026-27/q2/t.xlsx"));
    assert_eq!(row(sheet(&made, "T"), 3)[0], "2");
}

#[test]
fn figures_by_quarter_keep_their_columns_and_words_of_two_quarters_ago_are_dropped() {
    let office = Workspace::copy_of(&repo(""));
    for file in office.files("data/2026-27") {
        if !file.contains("/performance") {
            fs::remove_file(office.path(&file)).expect("is there");
        }
    }
    assert_eq!(office.run(&["new", "quarter", "2026-27-q3"]).code, 0);
    let ran = office.run(&["new", "quarter", "2026-27-q4"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let made = workbook(&office.path("data/2026-27/q4/performance-tracker.xlsx"));
    let headings = row(sheet(&made, "Measures"), 2);
    assert_eq!(
        headings[6..],
        [
            "Q2 2025-26",
            "Q3 2025-26",
            "Q4 2025-26",
            "Q1 2026-27",
            "Q2 2026-27",
            "Q3 2026-27",
            "Q4 2026-27",
            "Status",
            "Comment",
            "Data source"
        ]
    );
    assert!(
        ran.stdout.contains("the column `Comment in Q2 2026-27`"),
        "{}",
        ran.stdout
    );
    let sheets: Vec<&str> = made.sheets.iter().map(|sheet| &*sheet.name).collect();
    assert_eq!(
        sheets
            .iter()
            .filter(|name| name.starts_with("Lists"))
            .count(),
        1,
        "{sheets:?}"
    );
}

#[test]
fn answers_that_were_collected_are_last_quarters_words() {
    let lines = "No|Deliverable|Status|Update|Revised date\n'1|Patrol|G|Typed.|\n'2|Light|A|Kept.|";
    let answer = "[[answer]]\npaper = \"data/2026-27/q1/a.toml\"\ntable = \"deliverables\"\nref = \"1\"\n\n[answer.cells]\nstatus = \"R\"\nupdate = \"Two **boats** sank.\\n\\n- one new\\n- one old\"\nrevised = \"2026-12-31\"\n";
    let office = Workspace::office()
        .file(
            "data/2026-27/q1/a.toml",
            format!("{FIELDS}\n[deliverables]\nworkbook = \"t.xlsx\"\n"),
        )
        .file("data/2026-27/q1/t.xlsx", xlsx(&[("T", lines)]))
        .file("data/returns/2026-27-q1/2026-07-10.toml", answer);
    let ran = office.run(&["new", "quarter", "2026-27-q2"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let made = workbook(&office.path("data/2026-27/q2/t.xlsx"));
    let theme = sheet(&made, "T");
    assert_eq!(
        row(theme, 3),
        [
            "1",
            "Patrol",
            "",
            "R",
            "",
            "Two boats sank.\n\n• one new\n• one old",
            "2026-12-31"
        ]
    );
    assert_eq!(row(theme, 4)[3..], ["A", "", "Kept.", ""]);
}

#[test]
fn themes_on_one_sheet_stay_on_one_sheet_with_what_stands_between_them() {
    let lines = "Plan 2026-30, Q1\nTheme|Ref|Deliverable|RAG|Q1 update (to June 2026)|Q4 update\nPort\nPort|'1|Patrol|G|Sailed.|Moored.\nPort|'2|Light|R|Dark.|\nLooked at in May\nQuay|'1|Paint|A|Wet.|Dry.";
    let theme = |number: u8, name: &str| {
        let fields = FIELDS.replace("number = 1", &format!("number = {number}"));
        format!(
            "{fields}\n[deliverables]\nworkbook = \"all.xlsx\"\nheading-row = 2\nrows = {{ Theme = \"{name}\" }}\n"
        )
    };
    let office = Workspace::office()
        .file("data/2026-27/q1/port.toml", theme(1, "Port"))
        .file("data/2026-27/q1/quay.toml", theme(2, "Quay"))
        .file(
            "data/2026-27/q1/all.xlsx",
            xlsx(&[("Q1", lines), ("Notes", "Ask the harbour")]),
        );
    let ran = office.run(&["new", "quarter", "2026-27-q2"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let files = office.files("data/2026-27/q2");
    assert_eq!(files.len(), 3, "{files:?}");
    let made = workbook(&office.path("data/2026-27/q2/all.xlsx"));
    let all = sheet(&made, "Q2");
    assert_eq!(
        all.cell(0, 0).map(|cell| cell.text()).as_deref(),
        Some("Plan 2026-30, Q2")
    );
    assert_eq!(
        row(all, 2),
        [
            "Theme",
            "Ref",
            "Deliverable",
            "RAG",
            "RAG in Q1 2026-27",
            "Q2 update (to September 2026)",
            "Update in Q1 2026-27",
            "Q4 update"
        ]
    );
    let said: Vec<Vec<String>> = (3..8).map(|at| row(all, at)).collect();
    assert_eq!(said[0][0], "Port");
    assert_eq!(
        said[1],
        ["Port", "1", "Patrol", "", "G", "", "Sailed.", "Moored."]
    );
    assert_eq!(said[3][0], "Looked at in May");
    assert_eq!(said[4], ["Quay", "1", "Paint", "", "A", "", "Wet.", "Dry."]);
    let paper = read(&office, "data/2026-27/q2/quay.toml");
    assert!(
        paper.contains("workbook = \"all.xlsx\"\nrows = { Theme = \"Quay\" }"),
        "{paper}"
    );
    let ran = office.run(&["check", "data/2026-27/q2/quay.toml"]);
    assert_eq!(
        ran.codes().iter().filter(|code| **code == "0310").count(),
        1,
        "{}",
        ran.stdout
    );

    // A year on, last year's column is told from the new one.
    for (to, filled) in [("2026-27-q3", false), ("2026-27-q4", true)] {
        let ran = office.run(&["new", "quarter", to]);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        assert_eq!(
            ran.stdout.contains("Of an earlier year: Q4 update"),
            filled,
            "{}",
            ran.stdout
        );
    }
    let ran = office.run(&["check", "data/2026-27/q4/port.toml"]);
    let missing = ran.stdout.matches("sheet `Q4`, cell D").count();
    assert_eq!(missing, 2, "{}", ran.stdout);
}

#[test]
fn an_office_without_an_earlier_quarter_is_told_so() {
    let office = Workspace::paper(ROWS);
    for arguments in [
        vec!["new", "quarter", "2026-27-q1"],
        vec!["new", "quarter", "2026-27-q3", "--from", "2026-27-q2"],
    ] {
        let ran = office.run(&arguments);
        assert_eq!((ran.code, ran.codes()), (1, vec!["1911"]), "{}", ran.stderr);
    }
    // The quarter is not in the path of this paper: it goes to a folder of its own.
    let ran = office.run(&["new", "quarter", "2026-27-q2"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(
        read(&office, "data/2026-27/q2/paper.toml").contains("previous = \"../../paper.toml\"")
    );
}

#[test]
fn a_quarter_waits_for_whoever_is_at_work_in_the_office() {
    let office = first_quarter();
    let file = fs::File::create(office.path("data/.boardpaper.lock")).expect("a file");
    file.lock().expect("locked");
    let start = || office.start(&["new", "quarter", "2026-27-q2"]);
    let mut children = [start(), start()];
    std::thread::sleep(std::time::Duration::from_millis(1500));
    let wait = children
        .each_mut()
        .map(|child| child.try_wait().expect("known").is_none());
    file.unlock().expect("unlocked");
    assert_eq!(wait, [true, true]);
    let mut codes = children
        .each_mut()
        .map(|child| child.wait().expect("ended").code());
    codes.sort();
    assert_eq!(codes, [Some(0), Some(3)]);
    assert!(!office.path("data/.boardpaper.lock").exists());
}
