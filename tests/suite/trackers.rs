//! Trackers in every format that an office keeps: the same rows give the same paper.

use rust_xlsxwriter::{Format, Workbook};

use crate::support::workbook::{ods, xlsx};
use crate::support::workspace::{FIELDS, Workspace};

const ROWS: &str = "
No  | Lead Officer   | Deliverable     | RAG Status | Update
1   | Siân O’Leary   | Patrol the port | G          | It cost £900 – less than planned.
2   | Insp Vale      | Light the quay  | amber      | Nine lamps: “more” to come.
3.5 | Insp Vale      | Open a line     | R          | None.
";

fn csv(separator: &str) -> String {
    let line = |line: &str| {
        line.split('|')
            .map(str::trim)
            .collect::<Vec<_>>()
            .join(separator)
            + "\r\n"
    };
    ROWS.trim().lines().map(line).collect()
}

fn utf_16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    std::iter::once(0xfeff)
        .chain(text.encode_utf16())
        .flat_map(bytes)
        .collect()
}

fn reading(name: &str, tracker: &[u8]) -> String {
    let tables = format!("{FIELDS}\n[deliverables]\nworkbook = \"{name}\"\n");
    Workspace::office()
        .file("data/paper.toml", tables)
        .file(&format!("data/{name}"), tracker)
        .built_pdf()
        .reading()
}

#[test]
fn the_same_tracker_gives_the_same_paper_in_every_format() {
    let expected = reading("tracker.xlsx", &xlsx(&[("Theme 1", ROWS)]));
    assert!(
        expected.contains("1 Patrol the port") && expected.contains("3.5 Open a line"),
        "{expected}"
    );
    let semicolons = csv(";");
    let windows = semicolons.chars().map(|c| match c {
        '’' => 0x92,
        '–' => 0x96,
        '“' => 0x93,
        '”' => 0x94,
        c => u8::try_from(c).expect("Latin"),
    });
    let others = [
        ("ods", "tracker.ods", ods(&[("Theme 1", ROWS)])),
        ("UTF-8", "tracker.csv", csv(",").into_bytes()),
        (
            "UTF-8 with mark, semicolons",
            "tracker.csv",
            [b"\xef\xbb\xbf", csv(";").as_bytes()].concat(),
        ),
        (
            "UTF-16, tabs",
            "tracker.csv",
            utf_16(&csv("\t"), u16::to_le_bytes),
        ),
        (
            "UTF-16, big end first",
            "tracker.csv",
            utf_16(&csv(","), u16::to_be_bytes),
        ),
        ("Windows-1252", "tracker.csv", windows.collect()),
    ];
    for (what, name, tracker) in others {
        // A comma inside a cell needs quotes, and these cells have none.
        assert_eq!(reading(name, &tracker), expected, "{what}");
    }
}

#[test]
fn bold_lines_are_sub_headings_and_typed_bullets_a_list_in_both_formats_that_carry_them() {
    let rows = "No | Deliverable | Status | Update\n1 | Patrol | G | **Opening**\\nIt opened.\\n• in May\\n• in June\n";
    for (name, tracker) in [
        ("tracker.xlsx", xlsx(&[("A", rows)])),
        ("tracker.ods", ods(&[("A", rows)])),
    ] {
        let office = Workspace::paper(&format!("\n[deliverables]\nworkbook = \"{name}\"\n"))
            .file(&format!("data/{name}"), tracker);
        let tags = office.built_pdf().tags();
        let headings: Vec<String> = tags
            .all("H3")
            .iter()
            .map(|heading| heading.text())
            .collect();
        assert_eq!(headings, ["Opening"], "{name}");
        assert_eq!(tags.all("LI").len(), 2, "{name}");
    }
}

#[test]
fn glossary_and_footnotes_are_read_from_their_own_sheets() {
    let sheets = [
        (
            "Theme 1",
            "No | Deliverable | Status | Update\n1 | Patrol | G | The NVRU helped.[^cost]\n",
        ),
        (
            "Glossary",
            "Term | Meaning\nNVRU | Violence Reduction Unit\n",
        ),
        ("Footnotes", "Mark | Text\ncost | At no cost.\n"),
    ];
    for (name, tracker) in [
        ("tracker.xlsx", xlsx(&sheets)),
        ("tracker.ods", ods(&sheets)),
    ] {
        let reading = reading(name, &tracker);
        assert!(
            reading.contains("Violence Reduction Unit") && reading.contains("At no cost."),
            "{name}: {reading}"
        );
    }
}

#[test]
fn a_status_shown_by_fill_alone_is_read_in_both_formats_that_carry_fills() {
    let rows = "No | Deliverable | Status | Update\n1 | Patrol | {#00b050} | Yes.\n2 | Light | {#ff0000} | No.\n";
    for (name, tracker) in [
        ("tracker.xlsx", xlsx(&[("A", rows)])),
        ("tracker.ods", ods(&[("A", rows)])),
    ] {
        let office = Workspace::paper(&format!("\n[deliverables]\nworkbook = \"{name}\"\n"))
            .file(&format!("data/{name}"), tracker);
        let ran = office.run(&["build"]);
        assert_eq!(
            (ran.code, ran.codes()),
            (0, vec!["0311"]),
            "{name}: {}",
            ran.stderr
        );
    }
}

#[test]
fn an_error_value_is_told_by_its_cell_in_both_formats() {
    let rows = "No | Deliverable | Status | Update\n1 | Patrol | G | #REF!\n";
    for (name, tracker) in [
        ("tracker.xlsx", xlsx(&[("A", rows)])),
        ("tracker.ods", ods(&[("A", rows)])),
    ] {
        let office = Workspace::paper(&format!("\n[deliverables]\nworkbook = \"{name}\"\n"))
            .file(&format!("data/{name}"), tracker);
        let ran = office.run(&["build"]);
        assert_eq!(
            (ran.code, ran.codes()),
            (1, vec!["0307"]),
            "{name}: {}",
            ran.stderr
        );
        assert!(ran.stderr.contains("cell D2"), "{}", ran.stderr);
    }
}

#[test]
fn a_column_is_found_by_the_heading_that_the_paper_names() {
    let rows = "Zeile | Vorhaben | Ampel | Stand\n1 | Patrol the port | G | Began.\n";
    let columns = "columns = { ref = \"Zeile\", title = \"Vorhaben\", status = \"Ampel\", update = \"Stand\" }\n";
    let office = Workspace::paper(&format!(
        "\n[deliverables]\nworkbook = \"tracker.xlsx\"\n{columns}"
    ))
    .file("data/tracker.xlsx", xlsx(&[("A", rows)]));
    let reading = office.built_pdf().reading();
    assert!(
        reading.contains("Vorhaben") && reading.contains("1 Patrol the port"),
        "{reading}"
    );
}

#[test]
fn of_several_quarters_updates_the_papers_own_is_taken() {
    let rows = "No | Deliverable | Status | Q4 update | Q1 update\n1 | Patrol | G | Old news. | New news.\n";
    let office = Workspace::paper("\n[deliverables]\nworkbook = \"tracker.xlsx\"\n")
        .file("data/tracker.xlsx", xlsx(&[("A", rows)]));
    let reading = office.built_pdf().reading();
    assert!(
        reading.contains("New news.") && !reading.contains("Old news."),
        "{reading}"
    );
}

#[test]
fn a_line_of_totals_is_left_out_and_said_so() {
    let tracker =
        "Ref,Lead,Deliverable,RAG,Update\n1,Insp Vale,Light the quay,G,Lit.\nTotal,,,G,\n";
    let tables = format!("{FIELDS}\n[deliverables]\nworkbook = \"t.csv\"\n");
    let office = Workspace::office()
        .file("data/paper.toml", tables)
        .file("data/t.csv", tracker);
    let ran = office.run(&["build"]);
    assert_eq!((ran.code, ran.codes()), (0, vec!["0315"]), "{}", ran.stderr);
    let told = "left out a line of totals: `Total`";
    assert!(ran.stderr.contains(told), "{}", ran.stderr);
}

#[test]
fn a_misspelt_alias_of_a_status_is_offered_as_it_is_meant() {
    let tracker = "Ref,Lead,Deliverable,RAG,Update\n1,Insp Vale,Light the quay,not strated,None.\n";
    let tables = format!("{FIELDS}\n[deliverables]\nworkbook = \"t.csv\"\n");
    let office = Workspace::office()
        .edit(
            "data/board.toml",
            "label = \"Red\"",
            "label = \"Red\", aliases = [\"not started\"]",
        )
        .file("data/paper.toml", tables)
        .file("data/t.csv", tracker);
    let ran = office.run(&["build"]);
    assert!(
        ran.stderr.contains("did you mean `not started`?"),
        "{}",
        ran.stderr
    );
}

/// Deliverables with measures below them on the same sheet.
const STACKED: &str = "
Theme 1: Safer streets, Quarter 1 2026-27
No  | Lead Officer | Deliverable     | RAG | Update
'1.1 | Insp Vale   | Patrol the port | G   | Patrols began.
'1.2 | Insp Vale   | Light the quay  | R   | No lamps have come.

Measures
No  | Measure           | Target | Performance to date
1   | Calls answered    | 90%    | 88%
2   | People who are safe | 70%  | 71%
";

#[test]
fn a_table_ends_where_another_begins_below_it() {
    let tables = format!("{FIELDS}\n[deliverables]\nworkbook = \"t.xlsx\"\n");
    let office = Workspace::office()
        .file("data/paper.toml", tables.as_str())
        .file("data/t.xlsx", xlsx(&[("Theme 1", STACKED)]));
    let ran = office.run(&["build"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let told = "the table ends above row 7, where another begins: `No`, `Measure`, `Target`";
    assert!(ran.stderr.contains(told), "{}", ran.stderr);
    let text = office.pdf(&office.pdfs()[0]).reading();
    assert!(!text.contains("Calls answered"), "{text}");
    // Where the paper takes the other table too, nothing is left to be told of it.
    let both = format!("{tables}[measures]\nworkbook = \"t.xlsx\"\nheading-row = 7\n");
    let ran = office.file("data/paper.toml", both).run(&["build"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(!ran.stderr.contains("the table ends"), "{}", ran.stderr);
}

#[test]
fn a_table_below_another_is_adopted_with_it() {
    let name = "Tracker.xlsx";
    let office = Workspace::office().file(name, xlsx(&[("Theme 1", STACKED)]));
    let ran = office.run(&["adopt", name]);
    assert_eq!(ran.code, 0, "{}{}", ran.stderr, ran.stdout);
    for told in [
        "deliverables: sheet `Theme 1`, headings in row 2",
        "measures: sheet `Theme 1`, headings in row 7",
        "2 lines, from `1.1` to `1.2`",
    ] {
        assert!(ran.stdout.contains(told), "{told}: {}", ran.stdout);
    }
    let paper = office.path("data/2026-27/q1/theme-1.toml");
    let paper = std::fs::read_to_string(paper).expect("was written");
    assert!(paper.contains("heading-row = 7"), "{paper}");
}

/// Deliverables with measures beside them on the same sheet.
const BESIDE: &str = "
Theme 1: Safer streets, Quarter 1 2026-27
No   | Lead Officer | Deliverable     | RAG | Update             | | No | Measure        | Target | Performance to date | RAG
'1.1 | Insp Vale    | Patrol the port | G   | Patrols began.     | | 1  | Calls answered | 90%    | 88%                 | A
'1.2 | Insp Vale    | Light the quay  | R   | No lamps have come. | | 2 | People safe    | 70%    | 71%                 | G
'    |              |                 |     |                    | | 3  | Lamps lit      | 9      | 8                   | G
";

#[test]
fn tables_beside_one_another_are_adopted_and_built_without_being_mixed() {
    let name = "Tracker.xlsx";
    let office = Workspace::office().file(name, xlsx(&[("Theme 1", BESIDE)]));
    let ran = office.run(&["adopt", name]);
    assert_eq!(ran.code, 0, "{}{}", ran.stderr, ran.stdout);
    for told in [
        "column D `RAG` is `status`",
        "column H `Measure` is `measure`",
        "2 lines, from `1.1` to `1.2`",
    ] {
        assert!(ran.stdout.contains(told), "{told}: {}", ran.stdout);
    }
    let tables = format!("{FIELDS}\n[deliverables]\nworkbook = \"../{name}\"\n");
    let ran = office
        .file("data/paper.toml", tables)
        .run(&["build", "data/paper.toml"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let told = "columns not used: `No` (G2), `Measure` (H2)";
    assert!(ran.stderr.contains(told), "{}", ran.stderr);
}

#[test]
fn welsh_headings_are_known() {
    let tracker = "Cyf.,Swyddog arweiniol,Cam gweithredu,Dyddiad targed,Statws,Diweddariad (Mawrth 2026)\n\
        1.1,Insp Vale,Goleuo'r cei,2026-09-30,G,Wedi dechrau.\n";
    let tables = format!("{FIELDS}\n[deliverables]\nworkbook = \"t.csv\"\n");
    let office = Workspace::office()
        .file("data/paper.toml", tables)
        .file("data/t.csv", tracker);
    let ran = office.run(&["build"]);
    assert_eq!(
        (ran.code, ran.codes()),
        (0, Vec::<&str>::new()),
        "{}",
        ran.stderr
    );
}

/// A tracker whose statuses are discs of a font of symbols, which their colours tell apart.
fn discs(colours: &[u32]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let headings = ["No", "Lead Officer", "Deliverable", "RAG", "Update"];
    for (column, heading) in (0..).zip(headings) {
        sheet.write(0, column, heading).expect("a cell");
    }
    for (row, colour) in (1..).zip(colours) {
        let title = format!("Line {row}");
        let texts = [(0, "1"), (1, "AB"), (2, title.as_str()), (4, "So far.")];
        for (column, text) in texts {
            sheet.write(row, column, text).expect("a cell");
        }
        sheet.write(row, 0, format!("1.{row}")).expect("a cell");
        let disc = Format::new().set_font_name("Wingdings");
        let disc = disc.set_font_color(*colour);
        sheet.write_with_format(row, 3, "l", &disc).expect("a cell");
    }
    workbook.save_to_buffer().expect("a workbook")
}

#[test]
fn statuses_shown_by_the_colour_of_a_sign_are_read_and_told() {
    let tables = format!("{FIELDS}\n[deliverables]\nworkbook = \"t.xlsx\"\n");
    let office = Workspace::office()
        .file("data/paper.toml", tables)
        .file("data/t.xlsx", discs(&[0x00B050, 0xFFC000, 0xFF0000]));
    let ran = office.run(&["build"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let told = "D2 `G`, D3 `A`, D4 `R`";
    assert!(ran.stderr.contains(told), "{}", ran.stderr);
    // Black says nothing.
    let black = office.file("data/t.xlsx", discs(&[0x00B050, 0x000000]));
    let ran = black.run(&["build"]);
    assert_eq!(ran.code, 1, "{}", ran.stderr);
    assert!(ran.stderr.contains("`l`"), "{}", ran.stderr);
    let name = "Theme 1 - Safer streets - 2026-27 Q2.xlsx";
    let office = Workspace::office().file(name, discs(&[0x00B050, 0xFFC000, 0xFF0000]));
    let ran = office.run(&["adopt", name, "--dry-run"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let told = "statuses follow the key `rag`, by their colours: G 1, A 1, R 1";
    assert!(ran.stdout.contains(told), "{}", ran.stdout);
}

#[test]
fn tables_of_one_sheet_each_have_a_sheet_in_the_next_quarter() {
    for rows in [STACKED, BESIDE] {
        let name = "Tracker.xlsx";
        let office = Workspace::office().file(name, xlsx(&[("Theme 1", rows)]));
        let ran = office.run(&["adopt", name]);
        assert_eq!(ran.code, 0, "{}{}", ran.stderr, ran.stdout);
        let office = office.edit(
            "data/2026-27/q1/theme-1.toml",
            "plan = \"\"",
            "plan = \"Plan\"",
        );
        let ran = office.run(&["new", "quarter", "2026-27-q2"]);
        assert_eq!(ran.code, 0, "{}{}", ran.stderr, ran.stdout);
        let ran = office.run(&["check", "data/2026-27/q2/theme-1.toml"]);
        let said = format!("{}{}", ran.stderr, ran.stdout);
        for code in ["BP0303", "BP0304", "BP0302"] {
            assert!(!said.contains(code), "{code}: {said}");
        }
        assert!(said.contains("sheet `Measures`"), "{said}");
    }
}
