//! The items of a meeting: their numbers, in the meeting's file or in a workbook, what the office gives to all meetings, and
//! types of value that any document can have.

use crate::support::pdf::Pdf;
use crate::support::workbook::xlsx;
use crate::support::workspace::{BOARD, Workspace};

const HEAD: &str = "document = \"agenda\"\nboard = \"Panel\"\ndate = 2026-11-19\n";

fn office(meeting: &str) -> Workspace {
    Workspace::empty()
        .file("data/board.toml", BOARD)
        .file("data/meeting.toml", format!("{HEAD}{meeting}"))
}

fn words(pdf: &Pdf) -> String {
    let reading = pdf.reading();
    reading.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn says(office: Workspace, said: &[&str]) {
    let reading = words(&office.built_pdf());
    let mut rest = reading.as_str();
    for words in said {
        let place = rest.find(words);
        rest = &rest[place.unwrap_or_else(|| panic!("`{words}` is not in: {rest}"))..];
    }
}

#[test]
fn items_are_counted_and_their_parts_lettered() {
    let office = office(
        r#"items = [
  { title = "Apologies" },
  { title = "Reports" },
  { sub = true, title = "Estates" },
  { sub = true, title = "Complaints" },
  { ref = "8", title = "Budget" },
  { title = "Close" },
]
"#,
    );
    says(
        office,
        &[
            "1",
            "Apologies",
            "2",
            "Reports",
            "2(a)",
            "Estates",
            "2(b)",
            "Complaints",
            "8",
            "Budget",
            "9",
            "Close",
        ],
    );
}

const SHEET: &str = "
Item | No | Presenter | Sub-item | Paper
Apologies
Minutes of the last meeting | | Clerk | | minutes.pdf
Reports
Estates | | Head of Estates | yes | estates.pdf
Close
";

#[test]
fn items_of_a_workbook_are_counted_where_nobody_numbers_them() {
    let office = office("[items]\nworkbook = \"agenda.xlsx\"\n")
        .file("data/agenda.xlsx", xlsx(&[("Agenda", SHEET)]));
    let ran = office.run(&["check"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    says(
        office,
        &[
            "1",
            "Apologies",
            "2",
            "Minutes",
            "3",
            "Reports",
            "3(a)",
            "Estates",
            "4",
            "Close",
        ],
    );
}

#[test]
fn numbers_of_a_workbook_are_kept_and_gone_on_with() {
    let sheet = "
Item | No | Presenter
Apologies | 1 | Clerk
Budget | 7 | Treasurer
Estates | | Head of Estates
";
    let office = office("[items]\nworkbook = \"agenda.xlsx\"\n")
        .file("data/agenda.xlsx", xlsx(&[("Agenda", sheet)]));
    says(office, &["1", "Apologies", "7", "Budget", "8", "Estates"]);
}

#[test]
fn a_number_that_is_counted_is_never_one_that_is_given() {
    let ran =
        office("items = [{ title = \"A\" }, { title = \"B\" }, { ref = \"2\", title = \"C\" }]\n")
            .run(&["check"]);
    assert_eq!(ran.codes(), ["0312"]);
}

#[test]
fn defaults_of_the_office_hold_where_the_meeting_says_nothing() {
    let office = office("venue = \"Town Hall\"\nitems = [{ title = \"Apologies\" }]\n").file(
        "data/board.toml",
        format!("{BOARD}\n[defaults.agenda]\nvenue = \"Quay House\"\ntime = \"10.30 am\"\n"),
    );
    let reading = words(&office.built_pdf());
    assert!(reading.contains("10.30 am"), "{reading}");
    assert!(
        reading.contains("Town Hall") && !reading.contains("Quay House"),
        "{reading}"
    );
}

#[test]
fn a_status_key_can_be_a_default() {
    let row = "[[deliverables]]\nref = \"1\"\ntitle = \"A\"\nstatus = \"Z\"\nupdate = \"B\"\n";
    let board = format!(
        "{BOARD}\n[status-key.other]\nsteps = [{{ code = \"Z\", label = \"Zeta\" }}]\n\n[defaults.theme-update]\nstatus-key = \"other\"\n"
    );
    let ran = Workspace::paper(row)
        .file("data/board.toml", board)
        .run(&["check"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
}

#[test]
fn papers_sent_out_late_are_told_of_wherever_the_meeting_is_read() {
    let late = "jurisdiction = \"scotland\"\nnotice = \"council\"\ndispatched = 2026-11-17\nitems = [{ title = \"Apologies\" }]\n";
    for command in ["check", "build"] {
        let ran = office(late).run(&[command]);
        assert_eq!((ran.code, ran.codes()), (0, vec!["0910"]), "{command}");
    }
}

const KIND: &str = r#"summary = "A bundle"

[fields.title]
type = "text"
default = "Bundle"

[fields.date]
type = "date"
required = true

[fields.files]
type = "files"

[fields.plan]
type = "file"

[fields.marks]
type = "list"

[fields.words]
type = "texts"
"#;

const DRAWN: &str = r#"#import "/lib.typ": *
#let document(model) = house(model, paper => {
  for file in paper.fields.files { par(file.file + ": " + if file.title == none { "untitled" } else { file.title }) }
  par(paper.fields.plan.title)
  par(paper.fields.marks.join(" / "))
  rich-text(paper.fields.words, width: paper.width)
})
"#;

#[test]
fn any_document_can_name_files_lists_and_standing_texts() {
    let board = format!(
        "{BOARD}\n[texts]\nfilming = {{ heading = \"Filming\", text = \"It **may** be filmed.\" }}\nplain = \"Just words.\"\n"
    );
    let paper = r#"document = "bundle"
date = 2026-11-19
files = ["a.pdf", { file = "maps\\b.pdf", title = "The map" }]
plan = { file = "plan.pdf", title = "The plan" }
marks = "3, 5 and 7"
words = ["filming", "plain"]
"#;
    let office = Workspace::empty()
        .file("data/board.toml", board)
        .file("data/templates/documents/bundle/document.toml", KIND)
        .file("data/templates/documents/bundle/document.typ", DRAWN)
        .file("data/bundle.toml", paper);
    says(
        office,
        &[
            "a.pdf: untitled",
            "maps/b.pdf: The map",
            "The plan",
            "3 / 5 / 7",
            "Filming",
            "It may be filmed.",
            "Just words.",
        ],
    );
}

#[test]
fn a_file_is_named_not_looked_for() {
    let ran = office("items = [{ title = \"A\", paper = \"nowhere.pdf\" }]\n").run(&["check"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    let wrong = [
        "paper = \"https://northmarch.example/a.pdf\"",
        "paper = [\"a.pdf\", \"b.pdf\"]",
        "paper = 7",
        "appendices = [7]",
        "appendices = [{ title = \"A\" }]",
        "exempt = { paragraph = 3 }",
        "exempt = 3.5",
    ];
    for item in wrong {
        let ran = office(&format!("items = [{{ title = \"A\", {item} }}]\n")).run(&["check"]);
        let expected = if item.contains("title") {
            "0202"
        } else {
            "0204"
        };
        assert_eq!(ran.codes(), [expected], "{item}: {}", ran.stderr);
    }
}

const IN_PARTS: &str = r#"jurisdiction = "england"
items = [
  { title = "Lease", paper = "lease.pdf", exempt = [3], reason = "Harm." },
  { title = "Roads", paper = "roads.pdf" },
  { sub = true, title = "Bridges" },
  { sub = true, title = "Land values", paper = "land.pdf", exempt = [3], reason = "Harm." },
  { title = "Budget" },
  { title = "Contracts", exempt = [3], reason = "Harm." },
  { title = "Close" },
]
"#;

#[test]
fn an_open_item_stands_in_the_open_part_and_its_exempt_part_with_what_is_exempt() {
    for (layout, open, closed) in [
        ("council", "Part 1", "Part 2"),
        ("executive", "Part I", "Part II"),
    ] {
        let meeting = format!("layout = \"{layout}\"\n{IN_PARTS}");
        let open_again = format!("{open}, continued: ");
        let (open, closed) = (format!("{open}: "), format!("{closed}: "));
        says(
            office(&meeting),
            &[
                &open,
                "2",
                "Roads",
                "2(a)",
                "Bridges",
                "3",
                "Budget",
                &closed,
                "1",
                "Lease",
                "2(b)",
                "Land values",
                "4",
                "Contracts",
                &open_again,
                "5",
                "Close",
            ],
        );
    }
}

#[test]
fn an_item_that_only_heads_exempt_parts_stands_with_them() {
    let meeting = r#"jurisdiction = "england"
items = [
  { title = "Apologies" },
  { title = "Property" },
  { sub = true, title = "Lease", exempt = [3], reason = "Harm." },
]
"#;
    says(
        office(meeting),
        &[
            "Part 1: ",
            "Apologies",
            "Part 2: ",
            "2",
            "Property",
            "2(a)",
            "Lease",
        ],
    );
}

#[test]
fn the_resolution_is_in_the_words_of_its_law() {
    let item = |law: &str, mark: &str| {
        format!(
            "jurisdiction = \"{law}\"\nitems = [{{ title = \"Lease\", exempt = [{mark}], reason = \"Harm.\" }}]\n"
        )
    };
    says(
        office(&item("england", "3")),
        &["It is recommended that", "exempt information (paragraph 3)"],
    );
    let parish = words(&office(&item("parish", "\"confidential\"")).built_pdf());
    assert!(
        parish.contains("publicity would be prejudicial"),
        "{parish}"
    );
    assert!(
        !parish.contains("exempt information") && !parish.contains("paragraph"),
        "{parish}"
    );
}

#[test]
fn decimal_numbers_need_be_typed_once_a_section() {
    says(
        office(
            "items = [{ ref = \"1.1\", title = \"A\" }, { title = \"B\" }, { ref = \"2.1\", title = \"C\" }, { title = \"D\" }]\n",
        ),
        &["1.1", "A", "1.2", "B", "2.1", "C", "2.2", "D"],
    );
}
