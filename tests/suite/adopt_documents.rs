//! Old Word and Writer papers taken over: rows, updates, notes, and what is told of the rest.

use std::collections::BTreeSet;

use boardpaper::diagnostic::Diagnostics;
use boardpaper::load::{Limits, workbook};

use crate::support::chance::Chance;
use crate::support::old_paper::{Block, Cell, Piece, cell, docx, line, odt, row, text};
use crate::support::workspace::{Ran, Workspace};

const HEADINGS: [&str; 4] = ["No", "Lead Officer", "Deliverable", "RAG Status"];

/// An appendix as offices lay it out, with what such files carry besides.
fn appendix() -> Vec<Block> {
    let update = vec![
        Block::Paragraph(vec![
            Piece::Text("Patrols began in ".to_owned()),
            Piece::Inserted("April ".to_owned()),
            Piece::Deleted("March ".to_owned()),
            Piece::Text("with the SNT".to_owned()),
            Piece::Note("Safer Neighbourhood Team".to_owned()),
            Piece::Comment("Is this right?".to_owned()),
            Piece::Text(" in ".to_owned()),
            Piece::Control("charge:".to_owned()),
            Piece::Hidden("not for members".to_owned()),
        ]),
        Block::Bullets(vec![text("ten zones"), text("two patrols a day")]),
        Block::Paragraph(vec![Piece::Bold("What comes next".to_owned())]),
        line("Costs are shared with"),
    ];
    vec![
        line("Appendix A"),
        line("Police and Crime Plan 2026-30"),
        line("Working with you for safer streets"),
        line("Theme 3: Streets that feel safe"),
        line("Quarter 1 2026-27"),
        Block::Paragraph(vec![
            Piece::Boxed("Seen by the board".to_owned()),
            Piece::Page,
        ]),
        line("How it stands"),
        Block::Table(vec![
            row(&["Green", "Achieved", "Red", "Not achieved"]),
            row(&["Number", "1/2 (50%)", "", "1/2 (50%)"]),
        ]),
        Block::Table(vec![
            row(&HEADINGS),
            row(&[
                "1",
                "Head of Policy",
                "Patrol the ten places with most trouble",
                "G",
            ]),
            vec![cell(4, update)],
            row(&["(Cont.d..)", "", "", ""]),
            row(&HEADINGS),
            vec![cell(4, vec![line("the council.")])],
            row(&["2", "Head of Estates", "Open front counters", "Red"]),
            vec![
                cell(1, vec![line("Response of the council")]),
                cell(3, vec![line("None was given.")]),
            ],
        ]),
        Block::Table(vec![
            row(&["3", "Head of Estates", "Close the old ones", "G"]),
            vec![cell(4, vec![line("One is closed.")])],
        ]),
        line("A line that nobody asked for"),
        Block::Table(vec![
            vec![
                cell(2, vec![line("Measure")]),
                cell(1, vec![line("Target")]),
                cell(1, vec![line("Performance to date")]),
            ],
            row(&["1", "Residents who feel safe", "65%", "63.4%"]),
            vec![cell(
                4,
                vec![
                    line("Why is it important?"),
                    line("Who feels safe goes out."),
                ],
            )],
        ]),
    ]
}

/// Takes a paper over in an office of its own.
#[track_caller]
fn adopted(name: &str, bytes: &[u8]) -> (Workspace, Ran) {
    adopted_as("theme-update", name, bytes)
}

/// Takes a paper over as one of a kind.
#[track_caller]
fn adopted_as(kind: &str, name: &str, bytes: &[u8]) -> (Workspace, Ran) {
    let office = Workspace::office().file(&format!("old/{name}"), bytes);
    let old = format!("old/{name}");
    let ran = office.run(&[
        "adopt",
        "--yes",
        "--document",
        kind,
        "--from",
        &old,
        "--output",
        "data/old.toml",
    ]);
    assert_eq!(ran.code, 0, "{}{}", ran.stderr, ran.stdout);
    (office, ran)
}

#[test]
fn nothing_is_written_outside_the_offices_data() {
    let (office, _) = adopted("theme 3.docx", &docx(&appendix()));
    let outside = office.path("elsewhere.toml");
    for place in [
        "../escaped.toml",
        outside.to_str().expect("a path"),
        "data/../../escaped.toml",
        "output/x.toml",
        "data/x/con.toml",
        "data/x/a\nb.toml",
        "data/x/a?.toml",
    ] {
        let from = ["adopt", "--yes", "--document", "theme-update", "--from"];
        let ran = office.run(&[&from[..], &["old/theme 3.docx", "--output", place]].concat());
        assert_eq!(ran.code, 3, "{place}: {}{}", ran.stderr, ran.stdout);
        assert!(!office.path(place).exists(), "{place}");
    }
}

/// Returns the rows of a sheet of the tracker, from its headings on; line breaks are bars.
fn rows(office: &Workspace, sheet: &str) -> Vec<String> {
    let mut out = Diagnostics::default();
    let path = office.path("data/old-tracker.xlsx");
    let book = workbook(&path, "tracker", &Limits::default(), &mut out).expect("a workbook");
    let sheet = book
        .sheets
        .iter()
        .find(|found| *found.name == *sheet)
        .expect("a sheet");
    let cells = sheet.rows.iter().filter(|(row, _)| **row >= 2);
    let shown = cells.map(|(_, cells)| {
        let texts = cells.values().map(|cell| cell.text().replace('\n', "|"));
        texts.collect::<Vec<_>>().join(" ; ")
    });
    shown
        .filter(|row| !row.trim_matches([' ', ';']).is_empty())
        .collect()
}

#[test]
fn an_old_appendix_becomes_a_tracker_and_a_paper_whichever_program_made_it() {
    for (name, bytes) in [
        ("theme 3.docx", docx(&appendix())),
        ("theme 3.odt", odt(&appendix())),
    ] {
        let (office, ran) = adopted(name, &bytes);
        let deliverables = rows(&office, "Deliverables");
        assert_eq!(
            deliverables,
            [
                "No ; Lead Officer ; Deliverable ; RAG Status ; Update Label ; Update",
                "1 ; Head of Policy ; Patrol the ten places with most trouble ; G ;  ; Patrols began in April with the SNT[^1] in charge:||• ten zones|• two patrols a day||What comes next||Costs are shared with the council.",
                "2 ; Head of Estates ; Open front counters ; R ; Response of the council ; None was given.",
                "3 ; Head of Estates ; Close the old ones ; G ;  ; One is closed.",
            ],
            "{name}"
        );
        assert_eq!(
            rows(&office, "Measures")[1],
            "1 ; Residents who feel safe ; 65% ; 63.4%",
            "{name}"
        );
        assert!(
            rows(&office, "Footnotes").contains(&"1 ; Safer Neighbourhood Team".to_owned()),
            "{name}"
        );
        for told in [
            "3 deliverables, 3 with `update`",
            "1 measure, 1 with `performance`",
            "1 footnote",
            "why: the text below `Why is it important?`",
            "the heading of the status key: `How it stands`",
            "text deleted by a tracked change: `March`",
            "comment: `Is this right?`",
            "hidden text: `not for members`",
            "text box: `Seen by the board`",
            "footer: `Foot of page`",
            "a row that says it goes on: `(Cont.d..)`",
            "headings that come again: `No Lead Officer Deliverable RAG Status`",
            "a status, which is `R` now: `Red`",
            "paragraph: `A line that nobody asked for`",
        ] {
            assert!(ran.stdout.contains(told), "{name}: {told}\n{}", ran.stdout);
        }
        let checked = office.run(&["build"]);
        assert_eq!(checked.code, 0, "{name}: {}", checked.stderr);
    }
}

#[test]
fn fields_of_an_old_appendix_are_known_by_its_lines() {
    let (office, _) = adopted("theme 3.docx", &docx(&appendix()));
    let paper = std::fs::read_to_string(office.path("data/old.toml")).expect("a paper");
    for field in [
        "#:schema schemas/theme-update.json\n# Taken from theme 3.docx.",
        "label = \"Appendix A\"",
        "plan = \"Police and Crime Plan 2026-30\"",
        "strapline = \"Working with you for safer streets\"",
        "theme = { number = 3, name = \"Streets that feel safe\" }",
        "quarter = \"2026-27 Q1\"",
        "status-key = \"rag\"",
        "why = \"\"\"\nWho feels safe goes out.\n\"\"\"",
        "[measures]\nworkbook = \"old-tracker.xlsx\"\nsheet = \"Measures\"",
    ] {
        assert!(paper.contains(field), "{field}\n{paper}");
    }
}

#[test]
fn an_update_in_a_column_and_refs_merged_over_rows_are_read() {
    let merged = |words: &str| {
        let goes_on = Cell {
            goes_on: true,
            ..cell(1, Vec::new())
        };
        vec![
            goes_on.clone(),
            goes_on.clone(),
            goes_on,
            cell(1, vec![line(words)]),
        ]
    };
    let blocks = [
        Block::Table(vec![
            row(&["Ref", "Action", "Status", "Progress"]),
            row(&["5C01", "Agree one process", "G", "Six districts agreed."]),
            merged("One has still to sign."),
            row(&[
                "5C01 (Cont'd)",
                "Agree one process",
                "",
                "It will sign in May.",
            ]),
            row(&["5C02", "Publish it", "A", "Not before June."]),
        ]),
        line("Quarter 1 2026-27"),
    ];
    for (name, bytes) in [("old.docx", docx(&blocks)), ("old.odt", odt(&blocks))] {
        let (office, ran) = adopted(name, &bytes);
        assert_eq!(
            rows(&office, "Deliverables")[1..],
            [
                "5C01 ; Agree one process ; G ; Six districts agreed.||One has still to sign.||It will sign in May.",
                "5C02 ; Publish it ; A ; Not before June.",
            ],
            "{name}"
        );
        assert!(
            ran.stdout.contains("to do: `plan` was not found"),
            "{}",
            ran.stdout
        );
    }
}

#[test]
fn a_table_that_a_kind_looks_for_by_its_sheet_is_carried_too() {
    let blocks = [Block::Table(vec![
        row(&["Ref", "Objective", "Action", "Owner", "Status", "Progress"]),
        row(&["1", "Trust", "Publish it", "Head of Policy", "G", "Done."]),
    ])];
    for (name, bytes) in [("old.docx", docx(&blocks)), ("old.odt", odt(&blocks))] {
        let (office, _) = adopted_as("action-update", name, &bytes);
        assert_eq!(
            rows(&office, "Actions")[1..],
            ["1 ; Trust ; Publish it ; Head of Policy ; G ; Done."],
            "{name}"
        );
        let paper = std::fs::read_to_string(office.path("data/old.toml")).expect("a paper");
        let table = "[actions]\nworkbook = \"old-tracker.xlsx\"";
        assert!(paper.contains(table), "{name}: {paper}");
    }
}

#[test]
fn what_a_title_line_says_besides_is_taken_or_listed() {
    let table = Block::Table(vec![row(&HEADINGS), row(&["1", "AB", "Do it", "G"])]);
    let lines = [
        "Appendix C – Theme 4: Dioddefwyr ŵ ŷ – Quarter 1 2026/27",
        "Police and Crime Plan 2026-30 – Quarter 1",
        "Q1 2026-27 extra words",
    ];
    let told = |lines: &[&str]| {
        let mut blocks: Vec<Block> = lines.iter().map(|words| line(words)).collect();
        blocks.push(table.clone());
        let (office, ran) = adopted("old.docx", &docx(&blocks));
        let paper = std::fs::read_to_string(office.path("data/old.toml")).expect("a paper");
        (paper, ran.stdout)
    };
    let (paper, _) = told(&lines);
    for field in [
        "label = \"Appendix C\"",
        "theme = { number = 4, name = \"Dioddefwyr ŵ ŷ\" }",
        "plan = \"Police and Crime Plan 2026-30\"",
        "quarter = \"2026-27 Q1\"",
    ] {
        assert!(paper.contains(field), "{field}\n{paper}");
    }
    let (_, list) = told(&lines[2..]);
    assert!(
        list.contains("part of a title line: `extra words`"),
        "{list}"
    );
}

#[test]
fn headings_between_rows_totals_and_rows_without_a_status_are_told() {
    let headings = row(&["Ref", "Deliverable", "RAG", "Update"]);
    let wide = |words: &str| vec![cell(4, vec![line(words)])];
    let blocks = [
        Block::Table(vec![
            headings.clone(),
            row(&["1", "Do it", "", "It is done."]),
            wide("SECTION B: ROADS"),
            row(&["2", "Do more", "", "Not yet,"]),
            wide("but soon."),
        ]),
        line("(Cont.d..)"),
        Block::Table(vec![
            headings,
            row(&["3", "Rest", "", "At last."]),
            row(&["Total", "", "2", ""]),
            wide("Total: 3 deliverables"),
        ]),
    ];
    for (name, bytes) in [("old.docx", docx(&blocks)), ("old.odt", odt(&blocks))] {
        let (office, ran) = adopted(name, &bytes);
        assert_eq!(
            rows(&office, "Deliverables")[1..],
            [
                "1 ; Do it ; It is done.",
                "2 ; Do more ; Not yet, but soon.",
                "3 ; Rest ; At last.",
            ],
            "{name}"
        );
        for told in [
            "row 2 of `deliverables` has no status",
            "row `2` took the row over the whole width below it: `but soon.`",
            "heading between rows: `SECTION B: ROADS`",
            "a line that says it goes on: `(Cont.d..)`",
            "a row of totals: `Total 2`",
            "a row of totals: `Total: 3 deliverables`",
        ] {
            assert!(ran.stdout.contains(told), "{name}: {told}\n{}", ran.stdout);
        }
    }
}

#[test]
fn what_a_paper_needs_is_said_right_above_it_and_another_title_is_in_doubt() {
    let table = |number: &str| Block::Table(vec![row(&HEADINGS), row(&[number, "AB", "Do", "G"])]);
    let (office, _) = adopted("old.docx", &docx(&[table("1")]));
    let paper = std::fs::read_to_string(office.path("data/old.toml")).expect("a paper");
    let said = "# To do: The theme's number in the plan.\n# To do: The theme's name in the plan.\ntheme = { number = \"\", name = \"\" }";
    assert!(paper.contains(said), "{paper}");
    let two = [
        line("Theme 1: Homes"),
        table("1"),
        line("Theme 2: Roads"),
        table("2"),
    ];
    for (name, bytes) in [("old.docx", docx(&two)), ("old.odt", odt(&two))] {
        let (office, ran) = adopted(name, &bytes);
        let doubt = "`Theme 1: Homes` was taken, and the paper below `Theme 2: Roads` was not: adopt that by itself, with `--theme 2`";
        assert!(ran.stdout.contains(doubt), "{name}: {}", ran.stdout);
        assert_eq!(rows(&office, "Deliverables")[1..], ["1 ; AB ; Do ; G"]);
    }
}

#[test]
fn of_several_themes_in_a_document_one_is_taken_and_nothing_is_mixed() {
    let table = |number: &str| Block::Table(vec![row(&HEADINGS), row(&[number, "AB", "Do", "G"])]);
    let noted = |words: &str| {
        let note = Piece::Note(format!("Note of {words}"));
        Block::Paragraph(vec![Piece::Text(words.to_owned()), note])
    };
    let three = [
        line("Police and Crime Plan 2026-30"),
        line("Quarter 1 2026-27"),
        line("Theme 1: Homes"),
        line("Theme 2: Roads"),
        line("Appendix A – Theme 1: Homes"),
        table("1.1"),
        noted("Below the first"),
        line("Appendix B – Theme 2: Roads"),
        table("2.1"),
        noted("Below the second"),
        line("Theme 2 measures"),
        line("Theme 3 has no table and is words of the second"),
    ];
    for (name, bytes) in [("old.docx", docx(&three)), ("old.odt", odt(&three))] {
        let office = Workspace::office().file(name, bytes.as_slice());
        let asked = [
            "adopt",
            "--from",
            name,
            "--theme",
            "2",
            "--output",
            "data/old.toml",
        ];
        let ran = office.run(&asked);
        assert_eq!(ran.code, 0, "{name}: {}{}", ran.stderr, ran.stdout);
        let taken = rows(&office, "Deliverables");
        assert_eq!(taken.len(), 2, "{name}: {taken:?}");
        let own = "2.1 ; AB ; Do ; G ; Below the second";
        assert!(taken[1].starts_with(own), "{name}: {taken:?}");
        let paper = std::fs::read_to_string(office.path("data/old.toml")).expect("a paper");
        for field in ["number = 2, name = \"Roads\"", "2026-27 Q1", "Plan 2026-30"] {
            assert!(paper.contains(field), "{name}: {field}\n{paper}");
        }
        for told in [
            "a footnote of another paper: `Note of Below the first`",
            "the title of a paper further down: `Theme 1: Homes`",
            "adopt that by itself, with `--theme 1`",
        ] {
            assert!(ran.stdout.contains(told), "{name}: {told}\n{}", ran.stdout);
        }
        let ran = office.run(&["adopt", "--from", name, "--theme", "7", "--dry-run"]);
        assert_eq!((ran.code, ran.codes()), (1, vec!["2001"]), "{}", ran.stderr);
        assert!(
            ran.stderr.contains("`Appendix B – Theme 2: Roads`"),
            "{}",
            ran.stderr
        );
    }
}

#[test]
fn headings_in_two_rows_and_statuses_by_colour_are_read() {
    let shaded = |fill: &str| Cell {
        fill: Some(fill.to_owned()),
        ..cell(1, Vec::new())
    };
    let plain = |words: &str| cell(1, vec![line(words)]);
    let goes_on = || Cell {
        goes_on: true,
        ..cell(1, Vec::new())
    };
    let line_of = |number: &str, fill: &str| {
        vec![
            plain(number),
            plain("Do it"),
            shaded(fill),
            plain("So far."),
        ]
    };
    let upper = vec![
        plain("Ref"),
        plain("Deliverable"),
        cell(2, vec![line("Quarter 1 2026-27")]),
    ];
    let lower = vec![goes_on(), goes_on(), plain("RAG"), plain("Update")];
    let grey = |number: &str| -> Vec<Cell> {
        let row = line_of(number, "D9D9D9").into_iter();
        row.map(|cell| Cell {
            fill: Some("D9D9D9".to_owned()),
            ..cell
        })
        .collect()
    };
    let blocks = [Block::Table(vec![
        upper.clone(),
        lower.clone(),
        line_of("1", "92D050"),
        line_of("2", "FFC000"),
        upper,
        lower,
        line_of("3", "FF0000"),
        grey("4"),
    ])];
    for (name, bytes) in [("old.docx", docx(&blocks)), ("old.odt", odt(&blocks))] {
        let (office, ran) = adopted(name, &bytes);
        assert_eq!(
            rows(&office, "Deliverables")[1..],
            [
                "1 ; Do it ; G ; So far.",
                "2 ; Do it ; A ; So far.",
                "3 ; Do it ; R ; So far.",
                "4 ; Do it ; So far.",
            ],
            "{name}: {}",
            ran.stdout
        );
        for told in [
            "statuses of `deliverables` were read from the colours of their cells: row 1 `G`, row 2 `A`, row 3 `R`",
            "row 4 of `deliverables` has no status",
        ] {
            assert!(ran.stdout.contains(told), "{name}: {told}\n{}", ran.stdout);
        }
    }
}

#[test]
fn a_table_for_each_deliverable_is_a_row_of_one_table() {
    let pairs = |number: &str| {
        Block::Table(vec![
            row(&["Ref", number]),
            row(&["Deliverable", "Do it"]),
            row(&["RAG Status", "G"]),
            row(&["Update", "So far."]),
        ])
    };
    let headed = |number: &str| {
        let headings = row(&["Ref", "Deliverable", "RAG Status", "Update"]);
        Block::Table(vec![headings, row(&[number, "Do it", "G", "So far."])])
    };
    for make in [&pairs as &dyn Fn(&str) -> Block, &headed] {
        let blocks = [make("1"), line("Deliverable 2"), make("2"), make("3")];
        for (name, bytes) in [("old.docx", docx(&blocks)), ("old.odt", odt(&blocks))] {
            let (office, _) = adopted(name, &bytes);
            let all = ["1", "2", "3"].map(|number| format!("{number} ; Do it ; G ; So far."));
            assert_eq!(rows(&office, "Deliverables")[1..], all, "{name}");
        }
    }
}

#[test]
fn marks_of_notes_stay_where_notes_can_be_cited_only() {
    let noted =
        |words: &str, note: &str| vec![Piece::Text(words.to_owned()), Piece::Note(note.to_owned())];
    let mut headings = row(&HEADINGS);
    headings[3] = cell(1, vec![Block::Paragraph(noted("RAG", "as in May"))]);
    let mut first = row(&["1", "AB", "Do it", ""]);
    first[3] = cell(1, vec![Block::Paragraph(noted("Amber", "since June"))]);
    let blocks = [
        Block::Paragraph(noted("Theme 9: Notes", "of the plan")),
        Block::Table(vec![
            headings,
            first,
            vec![cell(4, vec![Block::Paragraph(noted("Begun.", "late"))])],
        ]),
    ];
    for (name, bytes) in [("old.docx", docx(&blocks)), ("old.odt", odt(&blocks))] {
        let (office, ran) = adopted(name, &bytes);
        assert_eq!(
            rows(&office, "Deliverables"),
            [
                "No ; Lead Officer ; Deliverable ; RAG ; Update",
                "1 ; AB ; Do it ; A ; Begun.[^4]",
            ],
            "{name}: {}",
            ran.stdout
        );
        for told in [
            "theme.name: `Notes`",
            "the mark of a note, taken off: `Amber[^3]`",
            "footnote 1: `of the plan`",
            "footnote 2: `as in May`",
            "footnote 3: `since June`",
            "1 footnote\n",
        ] {
            assert!(ran.stdout.contains(told), "{name}: {told}\n{}", ran.stdout);
        }
    }
}

#[test]
fn rows_that_stand_under_headings_are_read_as_boardpaper_sets_them() {
    let heading = |rank, words: &str| Block::Heading(rank, text(words));
    let blocks = [
        line("Quarter 2, 2026-27 · Final"),
        heading(1, "Theme 2: Victims first"),
        heading(2, "2C01 Fund an adviser in every district"),
        line("Organisation: OPCC · RAG Status: G Green – Improved, was Amber"),
        line("All six are in post."),
        Block::Bullets(vec![text("three in the north"), text("three in the south")]),
        heading(3, "Who pays"),
        line("The districts."),
        heading(2, "2C02 Publish a guide"),
        line("Organisation: OPCC · RAG Status: R Red"),
        line("Late."),
        Block::Paragraph(vec![
            Piece::Bold("Path to green".to_owned()),
            Piece::Text(" Print it.".to_owned()),
        ]),
        heading(1, "What is measured"),
    ];
    let (office, ran) = adopted("ours.docx", &docx(&blocks));
    assert_eq!(
        rows(&office, "Deliverables")[1..],
        [
            "2C01 ; OPCC ; Fund an adviser in every district ; G ; All six are in post.|• three in the north|• three in the south||Who pays||The districts.",
            "2C02 ; OPCC ; Publish a guide ; R ; Late. ; Print it.",
        ]
    );
    assert!(
        ran.stdout.contains("heading: `What is measured`"),
        "{}",
        ran.stdout
    );
}

#[test]
fn our_own_word_documents_give_the_same_rows_back() {
    let sample = Workspace::copy_of(&crate::support::repo("."));
    let made = sample.run(&["build", "--format", "docx", "data/2026-27/q2/theme-2.toml"]);
    assert_eq!(made.code, 0, "{}", made.stderr);
    let old = "output/2026-27/q2/appendix-b-theme-2.docx";
    let ran = sample.run(&["adopt", "--yes", "--from", old, "--dry-run"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    for told in [
        "read as `theme-update`",
        "11 deliverables, 11 with `update`",
        "4 measures, 4 with `performance`",
        "7 footnotes",
        "status-key: `brag`",
        "would write data/2026-27/q2/appendix-b-theme-2-tracker.xlsx",
    ] {
        assert!(ran.stdout.contains(told), "{told}\n{}", ran.stdout);
    }
}

#[test]
fn what_is_no_document_is_refused_with_what_to_do() {
    let compound = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    let cases: [(&str, &[u8], &str, &str); 5] = [
        (
            "old.doc",
            &compound,
            "0103",
            "it is a document of Word 97 to 2003",
        ),
        ("old.docx", &compound, "0105", "is protected by a password"),
        ("old.docx", b"PK\x03\x04", "0104", "is damaged"),
        ("old.pdf", b"%PDF-1.7", "0103", "it is a PDF"),
        ("old.odt", b"", "0104", "it is empty"),
    ];
    for (name, bytes, code, says) in cases {
        let office = Workspace::office().file(name, bytes);
        let ran = office.run(&["adopt", "--from", name]);
        assert_eq!(
            (ran.code, ran.codes()),
            (1, vec![code]),
            "{name}: {}",
            ran.stderr
        );
        assert!(ran.stderr.contains(says), "{name}: {}", ran.stderr);
        assert!(
            code == "0105" || ran.stderr.contains("Word or LibreOffice Writer"),
            "{name}: {}",
            ran.stderr
        );
    }
}

#[test]
fn a_document_without_a_known_table_is_refused_and_nothing_is_written() {
    let office = Workspace::office().file(
        "old.docx",
        docx(&[
            line("Minutes"),
            Block::Table(vec![row(&["Colour", "Shape"])]),
        ]),
    );
    let ran = office.run(&["adopt", "--from", "old.docx"]);
    assert_eq!((ran.code, ran.codes()), (1, vec!["0303"]), "{}", ran.stderr);
    assert_eq!(office.files("data"), ["data/board.toml"]);
}

/// Makes papers of any shape, in which no word stands twice.
struct Shapes {
    chance: Chance,
    words: usize,
}

impl Shapes {
    fn words(&mut self, most: usize) -> String {
        let count = self.chance.within(1, most);
        let words = (0..count).map(|_| {
            self.words += 1;
            format!("w{}x", self.words)
        });
        words.collect::<Vec<_>>().join(" ")
    }

    fn pieces(&mut self) -> Vec<Piece> {
        let kinds: [fn(String) -> Piece; 8] = [
            Piece::Text,
            Piece::Text,
            Piece::Bold,
            Piece::Inserted,
            Piece::Note,
            Piece::Boxed,
            Piece::Hidden,
            Piece::Control,
        ];
        let count = self.chance.within(1, 3);
        let mut pieces = Vec::new();
        for _ in 0..count {
            let kind = self.chance.one_of(&kinds);
            pieces.push(kind(self.words(5)));
            pieces.push(Piece::Text(" ".to_owned()));
        }
        pieces
    }

    fn blocks(&mut self, deep: usize) -> Vec<Block> {
        let count = self.chance.within(0, 3);
        (0..count).map(|_| self.block(deep)).collect()
    }

    fn block(&mut self, deep: usize) -> Block {
        match self.chance.within(1, 8) {
            1 => Block::Heading(2, self.pieces()),
            2 => Block::Bullets(vec![self.pieces(), self.pieces()]),
            3 if deep < 2 => {
                let rows = self.chance.within(1, 3);
                Block::Table((0..rows).map(|_| self.row(3, deep)).collect())
            }
            4 => Block::Paragraph(vec![Piece::Text(self.title_line())]),
            5 => Block::Paragraph(vec![Piece::Text("Why is it important?".to_owned())]),
            6 => Block::Paragraph(vec![Piece::Text(format!(
                "Organisation: {} · RAG Status: G",
                self.words(1)
            ))]),
            _ => Block::Paragraph(self.pieces()),
        }
    }

    /// Makes a line of which a title, a label or a quarter is a part, with words around it.
    fn title_line(&mut self) -> String {
        let known = [
            "Theme 3",
            "Appendix B",
            "Quarter 1 2026-27",
            "Draft",
            "Theme 4:",
        ];
        let parted = [" – ", ": ", " ", ", ", " · "];
        let mut line = String::new();
        for _ in 0..self.chance.within(1, 3) {
            if self.chance.once_in(2) {
                line += &self.words(2);
                line += self.chance.one_of(&parted);
            }
            line += self.chance.one_of(&known);
            line += self.chance.one_of(&parted);
        }
        line + &self.words(3)
    }

    /// Makes a row whose cells take any columns.
    fn row(&mut self, columns: usize, deep: usize) -> Vec<Cell> {
        let (mut row, mut left) = (Vec::new(), columns);
        while left > 0 {
            let wide = self.chance.within(1, left);
            left -= wide;
            row.push(cell(wide, self.blocks(deep + 1)));
        }
        row
    }

    fn paper(&mut self) -> Vec<Block> {
        let mut paper = Vec::new();
        for _ in 0..self.chance.within(1, 3) {
            paper.append(&mut self.blocks(0));
            let mut rows = vec![row(&HEADINGS)];
            for at in 0..self.chance.within(1, 5) {
                if self.chance.once_in(2) {
                    let said = [
                        format!("{}{at}", self.words),
                        self.words(2),
                        self.words(4),
                        self.chance.one_of(&["G", "Red", "", "late"]).to_owned(),
                    ];
                    rows.push(row(&[&said[0], &said[1], &said[2], &said[3]]));
                }
                rows.push(self.row(4, 0));
            }
            paper.push(Block::Table(rows));
        }
        paper.append(&mut self.blocks(0));
        paper
    }
}

#[test]
fn every_word_of_a_document_is_in_the_tracker_the_paper_or_the_list() {
    let word = regex::Regex::new("w[0-9]+x").expect("a pattern");
    let from = regex::Regex::new(r"(?m) \(from `.*`\)$").expect("a pattern");
    for seed in 0..12 {
        let mut shapes = Shapes {
            chance: Chance::new(seed),
            words: 0,
        };
        let paper = shapes.paper();
        for (name, bytes) in [("old.docx", docx(&paper)), ("old.odt", odt(&paper))] {
            let (office, ran) = adopted(name, &bytes);
            let toml = std::fs::read_to_string(office.path("data/old.toml")).expect("a paper");
            // The line that a field was taken from is shown beside it; that is no list of what was left.
            let told = from.replace_all(&ran.stdout, "");
            let mut all = format!("{told}\n{toml}\n");
            for sheet in sheets(&office) {
                all.push_str(&rows(&office, &sheet).join("\n"));
                all.push('\n');
            }
            let there: BTreeSet<&str> = word.find_iter(&all).map(|found| found.as_str()).collect();
            let gone: Vec<String> = (1..=shapes.words)
                .map(|at| format!("w{at}x"))
                .filter(|word| !there.contains(word.as_str()))
                .collect();
            assert!(
                gone.is_empty(),
                "seed {seed}, {name}: {gone:?} of {}\n{all}",
                shapes.words
            );
        }
    }
}

fn sheets(office: &Workspace) -> Vec<String> {
    let mut out = Diagnostics::default();
    let path = office.path("data/old-tracker.xlsx");
    let book = workbook(&path, "tracker", &Limits::default(), &mut out).expect("a workbook");
    book.sheets
        .iter()
        .map(|sheet| sheet.name.to_string())
        .collect()
}
