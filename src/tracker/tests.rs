//! Made trackers are read again: what was written is what a paper says.

use std::path::Path;

use crate::diagnostic::Diagnostics;
use crate::job::{self, Office};
use crate::load::Run;
use crate::model::{
    Date, FinancialYear, Outcome, Paper, Percentages, Quarter, Shape, StatusKey, Step, Value,
};

use super::*;

const BOARD: &str = r##"[organisation]
name = "Northmarch Police and Crime Commissioner"

[status-key.rag]
steps = [
  { code = "G", label = "Green", meaning = "Achieved", colour = "#00703c", shape = "circle" },
  { code = "R", label = "Red", meaning = "Not achieved", colour = "#b10e1e", shape = "square", attention = true },
]
"##;

const PAPER: &str = r#"document = "theme-update"
plan = "Police and Crime Plan 2026-30"
theme = { number = 1, name = "Safer streets" }
quarter = "2026-27 Q2"

[deliverables]
workbook = "tracker.xlsx"

[footnotes]
workbook = "tracker.xlsx"

[glossary]
workbook = "tracker.xlsx"
"#;

fn key() -> StatusKey {
    let step = |code: &str, label: &str, colour: &str| Step {
        code: code.to_owned(),
        label: label.to_owned(),
        meaning: "As agreed".to_owned(),
        colour: Some(colour.to_owned()),
        ink: Some("#ffffff".to_owned()),
        shape: Some(Shape::Circle),
        aliases: Vec::new(),
        attention: false,
        closed: false,
        counted: true,
        rank: None,
        when: None::<Outcome>,
    };
    StatusKey {
        name: "rag".to_owned(),
        steps: vec![step("G", "Green", "#00703c"), step("R", "Red", "#b10e1e")],
        rating: Vec::new(),
        percentages: Percentages::Plain,
        origin: crate::model::Origin::file("data/board.toml"),
    }
}

fn column(heading: &str, takes: Takes, locked: bool) -> TrackerColumn {
    TrackerColumn {
        heading: heading.to_owned(),
        takes,
        locked,
        width: None,
    }
}

fn rich() -> TrackerCell {
    let run = |text: &str, bold: bool| Run {
        text: text.to_owned(),
        bold,
        ..Run::default()
    };
    TrackerCell::Text(vec![
        run("Progress\n", true),
        run(
            "=SUM(A1) is no formula[^a]. The OPCC pays\n\n• one\n• ",
            false,
        ),
        run("two", true),
    ])
}

fn tracker() -> Tracker {
    let last = Quarter {
        year: FinancialYear(2026),
        number: 1,
    };
    let leads = vec![
        "Head of Estates, North".to_owned(),
        "Head of Policy".to_owned(),
    ];
    let row = |number: &str, title: &str, status: &str, update: TrackerCell| {
        vec![
            TrackerCell::plain(number),
            TrackerCell::plain("OPCC"),
            TrackerCell::plain("Head of Policy"),
            TrackerCell::plain(title),
            TrackerCell::Date(Date {
                year: 2027,
                month: 3,
                day: 31,
            }),
            TrackerCell::Empty,
            TrackerCell::plain("G"),
            TrackerCell::plain("Said last quarter"),
            TrackerCell::plain(status),
            TrackerCell::plain("Force"),
            update,
            TrackerCell::plain("-1 is text"),
            TrackerCell::plain("@home"),
        ]
    };
    Tracker {
        title: "Theme 1: tracker for Q2 2026-27".to_owned(),
        organisation: "Northmarch Police and Crime Commissioner".to_owned(),
        instructions: vec!["Choose a status and write an update.".to_owned()],
        facts: vec![("Deadline".to_owned(), "16 October 2026".to_owned())],
        sheets: vec![TrackerSheet {
            name: "Deliverables".to_owned(),
            title: "Theme 1: deliverables".to_owned(),
            columns: vec![
                column("No", Takes::Text, true),
                column("Organisation", Takes::Text, true),
                column("Lead Officer", Takes::OneOf(leads), false),
                column("Deliverable", Takes::LongText, true),
                column("Original Date", Takes::Date, true),
                column("Revised Date", Takes::Date, false),
                column(&earlier("Status", last), Takes::Status(key()), true),
                column(&earlier("Update", last), Takes::LongText, true),
                column("Status", Takes::Status(key()), false),
                column("Update Label", Takes::Text, false),
                column("Update", Takes::LongText, false),
                column("Reason", Takes::LongText, false),
                column("Path to Green", Takes::LongText, false),
            ],
            rows: vec![
                row("1.10", "Open the station", "G", rich()),
                row(
                    "007",
                    "Close the station",
                    "R",
                    TrackerCell::plain("Not begun"),
                ),
            ],
            room: 5,
            protected: true,
        }],
        glossary: Some(vec![(
            "OPCC".to_owned(),
            "office of the commissioner".to_owned(),
        )]),
        footnotes: Some(vec![("a".to_owned(), "A note.".to_owned())]),
        others: vec![OtherSheet {
            name: "Notes: [old]".to_owned(),
            rows: vec![vec![
                TrackerCell::plain("Kept"),
                TrackerCell::Number(0.5, Some("0%".to_owned())),
            ]],
        }],
    }
}

fn read(tracker: &Tracker) -> (Paper, Diagnostics) {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");
    std::fs::create_dir(&data).expect("a folder");
    std::fs::write(data.join("board.toml"), BOARD).expect("a file");
    std::fs::write(data.join("paper.toml"), PAPER).expect("a file");
    std::fs::write(
        data.join("tracker.xlsx"),
        workbook(tracker).expect("a workbook"),
    )
    .expect("a file");
    let mut out = Diagnostics::default();
    let office = Office::open(Some(folder.path()), &mut out).expect("an office");
    let prepared = job::prepare(&office, Path::new(&data.join("paper.toml")), &mut out);
    (prepared.unwrap_or_else(|| panic!("{out:#?}")).0, out)
}

#[test]
fn what_is_written_reads_back_to_the_same_rows() {
    let (paper, _) = read(&tracker());
    let rows = &paper.tables["deliverables"].rows;
    assert_eq!(rows.len(), 2);
    let said = |row: usize, column: &str| rows[row].value(column).map(Value::plain);
    assert_eq!(said(0, "ref").as_deref(), Some("1.10"));
    assert_eq!(said(1, "ref").as_deref(), Some("007"));
    assert_eq!(said(0, "lead").as_deref(), Some("Head of Policy"));
    assert_eq!(said(0, "title").as_deref(), Some("Open the station"));
    assert_eq!(said(0, "status").as_deref(), Some("G"));
    assert_eq!(said(1, "status").as_deref(), Some("R"));
    assert_eq!(said(0, "original").as_deref(), Some("31 March 2027"));
    assert_eq!(said(0, "revised"), None);
    assert_eq!(said(0, "update-label").as_deref(), Some("Force"));
    assert_eq!(said(1, "update").as_deref(), Some("Not begun"));
    assert_eq!(said(0, "reason").as_deref(), Some("-1 is text"));
    assert_eq!(said(0, "path").as_deref(), Some("@home"));
    let update = said(0, "update").expect("an update");
    assert!(
        update.starts_with("Progress\n=SUM(A1) is no formula."),
        "{update}"
    );
    assert_eq!(paper.notes.len(), 2);
    assert!(
        paper.notes.iter().all(|note| note.number.is_some()),
        "{:?}",
        paper.notes
    );
}

#[test]
fn what_stands_beside_the_rows_for_people_is_not_told() {
    let (_, problems) = read(&tracker());
    let said: Vec<_> = problems
        .iter()
        .filter(|problem| {
            let heading = problem.message.contains("heading") || problem.message.contains("column");
            heading || problem.message.contains("sheet")
        })
        .collect();
    assert!(said.is_empty(), "{said:#?}");
}

#[test]
fn bold_lines_and_bullets_stay_what_they_are() {
    let (paper, _) = read(&tracker());
    let cell = paper.tables["deliverables"].rows[0].value("update");
    let Some(Value::Rich(text)) = cell else {
        panic!("{cell:?}")
    };
    use crate::model::Block;
    assert!(
        matches!(
            text.0[..],
            [
                Block::Heading { .. },
                Block::Paragraph { .. },
                Block::Bullets { .. }
            ]
        ),
        "{text:?}"
    );
}

#[test]
fn the_same_tracker_has_the_same_bytes() {
    assert_eq!(workbook(&tracker()), workbook(&tracker()));
}

#[test]
fn a_text_that_no_cell_holds_is_a_fault_with_its_place() {
    let mut tracker = tracker();
    tracker.sheets[0].rows[1][10] = TrackerCell::plain(&"x".repeat(32_768));
    let fault = workbook(&tracker).expect_err("too long");
    assert_eq!(
        fault.to_string(),
        "Deliverables!K5: a cell holds no more than 32,767 characters"
    );
}

#[test]
fn an_empty_tracker_is_a_workbook() {
    assert!(workbook(&Tracker::default()).is_ok());
    let sheet = TrackerSheet {
        columns: vec![column("No", Takes::Text, true)],
        ..TrackerSheet::default()
    };
    let tracker = Tracker {
        sheets: vec![sheet],
        ..Tracker::default()
    };
    assert!(workbook(&tracker).is_ok());
}
