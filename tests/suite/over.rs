//! Papers over other papers: how lines have moved, exception reports and quarterly summaries.

use crate::support::model::squeeze;
use crate::support::pdf::{Element, Pdf, Target};
use crate::support::workspace::{BOARD, Workspace};

/// A second key, whose steps are not those of the first.
const STAGES: &str = r#"
[status-key.stages]
steps = [
  { code = "DONE", label = "Done", closed = true },
  { code = "OPEN", label = "Open" },
  { code = "STUCK", label = "Stuck", attention = true },
]
"#;

/// A paper of a theme: its rows as (ref, title, status, more).
fn theme(number: u8, quarter: u8, key: &str, more: &str, rows: &[[&str; 4]]) -> String {
    let mut text = format!(
        "document = \"theme-update\"\nplan = \"Plan\"\nlabel = \"Appendix {number}\"\ntheme = {{ number = {number}, name = \"Name {number}\" }}\nquarter = \"2026-27 Q{quarter}\"\nstatus-key = \"{key}\"\n{more}\n"
    );
    for [reference, title, status, more] in rows {
        text += &format!(
            "[[deliverables]]\nref = \"{reference}\"\ntitle = \"{title}\"\nstatus = \"{status}\"\n{more}\n"
        );
    }
    text
}

/// Two themes in two quarters, judged by two keys.
fn office() -> Workspace {
    let update = "update = \"It went on[^shared], see no. 2.\"";
    let first = [
        ["1", "Patrol the port", "A", update],
        ["2", "Light the square", "G", update],
        ["3", "Mend the fence", "G", update],
        ["4", "Paint the hall", "R", update],
        ["9", "Count the geese", "R", update],
    ];
    let second = [
        ["1", "Patrol the port", "G", update],
        [
            "2",
            "Light the square",
            "A",
            "update = \"Dark.\"\npath = \"Two lamps were ordered[^lamps].\"",
        ],
        [
            "3",
            "Mend the fence",
            "G",
            "update = \"Mended[^shared], see no. 5 and no. 4.\"",
        ],
        [
            "4",
            "Paint the hall",
            "R",
            "update = \"No paint[^shared], see no. 3.\"",
        ],
        ["5", "Plant the trees", "G", "update = \"Planted.\""],
    ];
    let other = |status| [["1", "Ring the bell", status, "update = \"It rang[^own].\""]];
    let notes = "[footnotes]\nshared = \"A note of theme one.\"\n";
    let lamps = "lamps = \"Of the older kind.\"\n";
    let own = "[footnotes]\nown = \"A note of theme two.\"\n";
    let before = |n: u8| format!("previous = \"../q1/theme-{n}.toml\"");
    Workspace::office()
        .file("data/board.toml", format!("{BOARD}{STAGES}"))
        .file(
            "data/q1/theme-1.toml",
            theme(1, 1, "rag", "", &first) + notes,
        )
        .file(
            "data/q1/theme-2.toml",
            theme(2, 1, "stages", "", &other("OPEN")) + own,
        )
        .file(
            "data/q2/theme-1.toml",
            theme(1, 2, "rag", &before(1), &second) + notes + lamps,
        )
        .file(
            "data/q2/theme-2.toml",
            theme(2, 2, "stages", &before(2), &other("STUCK")) + own,
        )
}

/// The office with a paper over the papers of its second quarter.
fn over(kind: &str, more: &str) -> Workspace {
    let text = format!(
        "document = \"{kind}\"\nquarter = \"2026-27 Q2\"\npapers = [\"theme-1.toml\", \"theme-2.toml\"]\n{more}"
    );
    office().file("data/q2/over.toml", text)
}

/// The paper over papers, built.
fn built(kind: &str, more: &str) -> Pdf {
    over(kind, more).build().pdf("output/q2/over.pdf")
}

/// The texts of all elements of a kind.
fn texts(element: &Element, kind: &str) -> Vec<String> {
    let all = element.all(kind);
    all.iter()
        .map(|element| squeeze(&element.text()))
        .filter(|text| !text.is_empty())
        .collect()
}

#[track_caller]
fn assert_says(text: &str, words: &[&str]) {
    for words in words {
        assert!(text.contains(words), "`{words}` is missing from: {text}");
    }
}

#[test]
fn each_line_says_how_it_has_moved_in_words() {
    let pdf = office().build().pdf("output/q2/theme-1.pdf");
    let said = squeeze(&pdf.reading());
    assert_says(
        &said,
        &[
            "Improved, was Amber",
            "Worsened, was Green",
            "No change",
            "New",
            "Since Q1 2026-27: 1 improved, 1 worsened, 2 unchanged, 1 new, 1 removed.",
            "Removed since Q1 2026-27",
            "9 Count the geese (was Red)",
        ],
    );
}

#[test]
fn movement_is_a_column_or_left_out_as_the_paper_says() {
    let paper = "data/q2/theme-1.toml";
    let set = |mode: &str| {
        let more = format!("movement = \"{mode}\"\nquarter");
        office().edit(paper, "quarter", &more).build()
    };
    let column = set("column").pdf("output/q2/theme-1.pdf");
    let heads = column.pages()[0].pieces.iter().map(|piece| &piece.text);
    assert!(
        heads.clone().any(|text| text.trim() == "Since Q1 2026-27"),
        "{:?}",
        heads.collect::<Vec<_>>()
    );
    assert_says(&column.reading(), &["Improved, was Amber"]);
    let none = set("none").pdf("output/q2/theme-1.pdf").reading();
    assert!(
        !none.contains("Improved") && !none.contains("Removed"),
        "{none}"
    );
}

#[test]
fn the_path_to_green_follows_the_update_and_is_missed_only_where_attention_is_needed() {
    let said = squeeze(&office().build().pdf("output/q2/theme-1.pdf").reading());
    assert_says(
        &said,
        &[
            "Dark. Path to green Two lamps were ordered",
            "see no. 3. Path to green No path to green was given.",
        ],
    );
    assert_eq!(said.matches("Path to green").count(), 2, "{said}");
}

#[test]
fn an_update_that_tells_its_path_under_a_sub_heading_lacks_none() {
    let paper = "data/q2/theme-1.toml";
    let office = office().edit(
        paper,
        "No paint[^shared], see no. 3.",
        "No paint[^shared].\\n\\n**Path to green**\\n\\nBuy some.",
    );
    let said = office.build().pdf("output/q2/theme-1.pdf").reading();
    assert!(!said.contains("No path to green"), "{said}");
}

#[test]
fn an_exception_report_has_only_the_lines_that_it_is_asked_for() {
    let lines = |show: &str| {
        let pdf = built("exception-report", &format!("show = \"{show}\"\n"));
        let refs = texts(&pdf.tags(), "H2");
        let row = |text: &&String| !text.starts_with("Removed");
        refs.iter()
            .filter(row)
            .map(|text| {
                text.split(' ').next().unwrap_or_default().to_owned() + &text[text.len() - 4..]
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(lines("attention"), ["2uare", "4hall", "1bell"]);
    assert_eq!(lines("changed"), ["1port", "2uare", "5rees", "1bell"]);
    assert_eq!(lines("both"), ["1port", "2uare", "4hall", "5rees", "1bell"]);
}

#[test]
fn an_exception_report_says_how_many_lines_it_leaves_out_and_where_they_are() {
    let office = over("exception-report", "").build();
    let pdf = office.pdf("output/q2/over.pdf");
    let said = squeeze(&pdf.reading());
    assert_says(
        &said,
        &[
            "3 of 6 lines need attention. 2 others have changed.",
            "Theme 1: Name 1 2 of 5 lines need attention. 2 others have changed.",
            "Theme 2: Name 2 1 of 1 lines needs attention.",
            "Full paper: Appendix 1: Commissioner’s strategic theme 1 update",
            "9 Count the geese (was Red)",
        ],
    );
    let links = pdf.links();
    assert!(
        links.contains(&Target::Web("theme-1.pdf".into())),
        "{links:?}"
    );
}

#[test]
fn notes_of_several_papers_are_numbered_through_and_references_lead_to_what_is_here_or_to_the_full_paper()
 {
    let pdf = built("exception-report", "show = \"attention\"\n");
    let notes = texts(&pdf.tags(), "Note");
    assert_eq!(
        notes,
        [
            "1Of the older kind.",
            "2A note of theme one.",
            "3A note of theme two."
        ]
    );
    let links = pdf.links();
    assert!(
        links.contains(&Target::Web("theme-1.pdf#deliverables-3".into())),
        "{links:?}"
    );
    let full = over("exception-report", "").build();
    assert!(
        full.pdf("output/q2/theme-1.pdf")
            .place("deliverables-3")
            .is_some()
    );
}

#[test]
fn the_heat_table_has_a_cell_for_each_theme_and_quarter_oldest_first() {
    let tags = built("exception-report", "").tags();
    let table = tags.all("Table")[0];
    assert_eq!(texts(table, "TH"), ["Theme", "Q1 2026-27", "Q2 2026-27"]);
    let cells = texts(table, "TD");
    assert_eq!(
        cells,
        [
            "Theme 1: Name 1",
            "2 Green (40%) 1 Amber (20%) 2 Red (40%)",
            "3 Green (60%) 1 Amber (20%) 1 Red (20%)",
            "Theme 2: Name 2",
            "1 Open (100%)",
            "1 Stuck (100%)",
        ]
    );
}

#[test]
fn a_summary_counts_what_the_rows_say_and_never_adds_steps_of_different_keys() {
    let pdf = built("quarterly-summary", "");
    let cells = texts(pdf.tags().all("Table")[0], "TD");
    assert_eq!(
        cells,
        [
            "Theme 1: Name 1",
            "3 Green (60%) 1 Amber (20%) 1 Red (20%)",
            "2 of 5 40%",
            "1 improved 1 worsened 2 unchanged",
            "Theme 2: Name 2",
            "1 Stuck (100%)",
            "1 of 1 100%",
            "0 improved 1 worsened 0 unchanged",
            "All themes",
            "The themes are judged by different keys, whose steps are not added up.",
            "3 of 6 50%",
            "1 improved 2 worsened 2 unchanged",
        ]
    );
    assert_eq!(pdf.pages().len(), 1);
}

#[test]
fn steps_of_one_key_are_added_up_and_rounded_as_the_key_says() {
    let more = "papers = [\"theme-1.toml\", \"../q1/theme-1.toml\"]\n";
    let office = over("quarterly-summary", "").edit(
        "data/q2/over.toml",
        "papers = [\"theme-1.toml\", \"theme-2.toml\"]\n",
        more,
    );
    let pdf = office.build().pdf("output/q2/over.pdf");
    let cells = texts(pdf.tags().all("Table")[0], "TD");
    assert_eq!(
        cells[8..11],
        [
            "All themes",
            "5 Green (50%) 2 Amber (20%) 3 Red (30%)",
            "5 of 10 50%"
        ]
    );
}

#[test]
fn a_summary_names_the_lines_that_matter_and_each_link_leads_to_a_place_that_is_there() {
    let office = over("quarterly-summary", "").build();
    let pdf = office.pdf("output/q2/over.pdf");
    let said = squeeze(&pdf.reading());
    assert_says(
        &said,
        &[
            "Worsened (2)",
            "Theme 1: 2 Light the square (Amber, was Green)",
            "Theme 2: 1 Ring the bell (Stuck, was Open)",
            "New (1)",
            "Theme 1: 5 Plant the trees (Green)",
            "Removed (1)",
            "Theme 1: 9 Count the geese (was Red)",
            "Improved (1)",
        ],
    );
    let mut ways = 0;
    for link in pdf.links() {
        let Target::Web(way) = link else { continue };
        let (file, place) = way.split_once('#').unwrap_or((&way, ""));
        let led = office.pdf(&format!("output/q2/{file}"));
        assert!(place.is_empty() || led.place(place).is_some(), "{way}");
        ways += 1;
    }
    assert!(ways >= 7, "{ways} links");
}

#[test]
fn what_should_be_done_by_now_is_overdue_unless_it_is_closed() {
    let actions = r#"document = "action-update"
date = 2026-10-31
status-key = "stages"
[[actions]]
title = "Buy the boat"
status = "OPEN"
original = 2026-09-30
[[actions]]
title = "Sell the van"
status = "DONE"
original = 2026-09-30
[[actions]]
title = "Hire the crew"
status = "OPEN"
original = 2026-09-30
revised = 2026-12-31
"#;
    let office = over("quarterly-summary", "")
        .file("data/q2/actions.toml", actions)
        .edit(
            "data/q2/over.toml",
            "\"theme-1.toml\"",
            "\"actions.toml\", \"theme-1.toml\"",
        );
    let said = squeeze(&office.build().pdf("output/q2/over.pdf").reading());
    assert_says(
        &said,
        &["Overdue (1)", "Buy the boat (due 30 September 2026)"],
    );
}

#[test]
fn the_html_pages_lead_to_html_pages() {
    let office = over("exception-report", "");
    let ran = office.run(&["build", "--format", "html"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let page = std::fs::read_to_string(office.path("output/q2/over.html")).expect("a page");
    assert_says(
        &page,
        &[
            "href=\"theme-1.html\"",
            "scope=\"row\"",
            "Worsened, was Green",
            "No path to green was given.",
        ],
    );
}

#[test]
fn a_revised_date_stands_beside_the_original_with_its_reason_and_what_it_was() {
    let dated =
        |revised: &str| format!("original = 2026-09-30\n{revised}\nupdate = \"It went on.\"");
    let first = dated("revised = 2026-10-31");
    let second = dated("revised = 2027-01-31\nreason = \"The frost.\"");
    let rows = |more| [["1", "Patrol the port", "A", more]];
    let office = Workspace::office()
        .file("data/q1.toml", theme(1, 1, "rag", "", &rows(&first)))
        .file(
            "data/q2.toml",
            theme(1, 2, "rag", "previous = \"q1.toml\"", &rows(&second)),
        );
    let said = squeeze(&office.build().pdf("output/q2.pdf").reading());
    assert_says(
        &said,
        &[
            "Date revised, was 31 October 2026",
            "Due 30 September 2026, revised to 31 January 2027: The frost.",
            "1 with a revised date",
        ],
    );
}

/// An exception report over one paper, in two formats.
fn over_one(paper: &str) -> Workspace {
    let report =
        "document = \"exception-report\"\nquarter = \"2026-27 Q2\"\npapers = [\"one.toml\"]\n";
    let keys = "[status-key.judged]\nsteps = [{ code = \"BT\", label = \"Better\", when = \"met\" }, { code = \"WT\", label = \"Worse\", attention = true, when = \"missed\" }]\n";
    let office = Workspace::empty()
        .file("data/board.toml", format!("{BOARD}{keys}"))
        .file("data/one.toml", paper)
        .file("data/over.toml", report);
    let ran = office.run(&["build", "--format", "pdf,html", "data/over.toml"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    office
}

#[test]
fn measures_stand_in_an_exception_report_as_in_their_own_paper() {
    let office = over_one(
        "document = \"performance-annex\"\nquarter = \"2026-27 Q2\"\nstatus-key = \"judged\"\n[[measures]]\nref = \"M1\"\nmeasure = \"Calls answered\"\npolarity = \"higher is better\"\ntarget = \"45%\"\nactuals = { \"2026-27 Q1\" = \"39%\", \"2026-27 Q2\" = \"40%\" }\n",
    );
    let text = squeeze(&office.pdf("output/over.pdf").text_layer());
    assert_says(&text, &["M1 Calls answered", "45%", "39%", "40%", "Worse"]);
}

#[test]
fn a_note_that_a_row_cites_twice_brings_its_text_with_the_citation_that_is_drawn() {
    let office = over_one(
        "document = \"key-questions\"\nstatus-key = \"rag\"\ndate = 2026-10-30\nform = \"record\"\n[[questions]]\naudience = \"Board\"\nref = \"1\"\ntitle = \"Is it so[^n]?\"\nstatus = \"R\"\nevidence = \"The minutes[^n].\"\n[footnotes]\nn = \"As agreed.\"\n",
    );
    let text = squeeze(&office.pdf("output/over.pdf").text_layer());
    assert_says(&text, &["1 As agreed."]);
}

#[test]
fn a_report_over_papers_without_quarters_has_no_heading_of_themes_by_quarter() {
    let office = over_one(
        "document = \"action-update\"\ntitle = \"Plan\"\nstatus-key = \"rag\"\ndate = 2026-10-30\n[[actions]]\nref = \"1\"\ntitle = \"Publish it\"\nstatus = \"R\"\n",
    );
    let text = squeeze(&office.pdf("output/over.pdf").text_layer());
    assert!(!text.contains("by quarter"), "{text}");
}

#[test]
fn a_list_that_stands_alone_in_a_summary_stands_at_the_left() {
    let late = [[
        "1",
        "Patrol the port",
        "A",
        "original = 2026-07-01\nupdate = \"So.\"",
    ]];
    let summary =
        "document = \"quarterly-summary\"\nquarter = \"2026-27 Q2\"\npapers = [\"one.toml\"]\n";
    let office = Workspace::office()
        .file("data/one.toml", theme(1, 2, "rag", "", &late))
        .file("data/over.toml", summary)
        .build();
    let text = office.pdf("output/over.pdf").text_layer();
    assert!(text.contains("\nOverdue (1)"), "{text}");
}
