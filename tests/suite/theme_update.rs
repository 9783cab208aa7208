//! The document `theme-update`: its cases, and what holds for every one of them.

use crate::support::cases::run_all;
use crate::support::pdf::Target;
use crate::support::workspace::{BOARD, FIELDS, Workspace};

fn row(number: u32, title: &str, update: &str) -> String {
    format!(
        "\n[[deliverables]]\nref = \"{number}\"\ntitle = {title:?}\nstatus = \"G\"\nupdate = {update:?}\n"
    )
}

#[test]
fn cases_come_out_as_accepted() {
    run_all("theme-update");
}

#[test]
fn a_paper_declares_its_standards_language_and_properties() {
    let fields = "date = 2026-07-15\n";
    let pdf = Workspace::paper(&format!("{fields}{}", row(1, "Patrol", "Done."))).built_pdf();
    let metadata = pdf.metadata();
    for declared in [
        "<pdfuaid:part>1<",
        "<pdfaid:part>2<",
        "<pdfaid:conformance>A<",
    ] {
        assert!(metadata.contains(declared), "{declared}");
    }
    assert_eq!(pdf.language().as_deref(), Some("en-GB"));
    assert_eq!(
        pdf.property("Author").as_deref(),
        Some("Northmarch Police and Crime Commissioner")
    );
    assert_eq!(
        pdf.property("Title").as_deref(),
        Some("Commissioner’s strategic theme 1 update")
    );
    assert!(
        pdf.property("Subject")
            .expect("a subject")
            .contains("Safer streets")
    );
    assert!(
        pdf.property("CreationDate")
            .expect("a date")
            .starts_with("D:20260715")
    );
}

#[test]
fn other_standards_can_be_asked_for() {
    let pdf = Workspace::paper(&row(1, "Patrol", "Done."))
        .file(
            "data/board.toml",
            format!("{BOARD}\n[pdf]\nstandards = [\"a-2u\"]\n"),
        )
        .built_pdf();
    assert!(!pdf.metadata().contains("<pdfuaid:part>"));
    assert!(pdf.metadata().contains("<pdfaid:conformance>U<"));
}

#[test]
fn every_deliverable_is_one_heading_and_one_bookmark() {
    let rows: String = (1..=3)
        .map(|i| row(i, &format!("Deliverable {i}"), "### Part of it\n\nText."))
        .collect();
    let pdf = Workspace::paper(&rows).built_pdf();
    let headings: Vec<String> = pdf
        .tags()
        .all("H2")
        .iter()
        .map(|heading| heading.text())
        .collect();
    assert_eq!(
        headings,
        ["1 Deliverable 1", "2 Deliverable 2", "3 Deliverable 3"]
    );
    let bookmarks = pdf.bookmarks();
    let marks: Vec<&str> = bookmarks
        .iter()
        .filter(|mark| mark.level == 2)
        .map(|mark| mark.title.as_str())
        .collect();
    assert_eq!(marks, headings);
}

#[test]
fn what_looks_like_typesetter_source_is_printed_as_typed() {
    let hostile = "The #1 priority *5 $20m <a> @ref {{ 1 }} \\\\ // ~ = _x #panic() $ [^";
    let pdf = Workspace::paper(&row(1, "#let x = 1", hostile)).built_pdf();
    let reading = pdf.reading();
    for text in [
        "#let x = 1",
        "The #1 priority *5 $20m <a> @ref {{ 1 }}",
        "// ~ = _x #panic() $ [^",
    ] {
        assert!(reading.contains(text), "{text}: {reading}");
    }
}

#[test]
fn web_links_and_cross_references_are_live() {
    let update =
        "See [the plan](https://www.northmarch-pcc.example/plan) and no. 2; see also no. 2.";
    let pdf = Workspace::paper(&format!(
        "{}{}",
        row(1, "Patrol", update),
        row(2, "Light", "Done.")
    ))
    .built_pdf();
    let links = pdf.links();
    assert!(
        links.contains(&Target::Web(
            "https://www.northmarch-pcc.example/plan".into()
        )),
        "{links:?}"
    );
    assert!(links.contains(&Target::Page(1)), "{links:?}");
}

#[test]
fn the_draft_mark_is_drawn_on_every_page_and_read_once() {
    let long = "Word after word after word. ".repeat(400);
    let pdf = Workspace::paper(&format!("draft = true\n{}", row(1, "Patrol", &long))).built_pdf();
    assert!(pdf.pages().len() > 1);
    for page in pdf.pages() {
        assert!(
            page.artifacts()
                .iter()
                .any(|text| text.trim().eq_ignore_ascii_case("draft")),
            "{:?}",
            page.artifacts()
        );
    }
    assert_eq!(
        pdf.reading().to_lowercase().matches("draft").count(),
        1,
        "beside the title, not on every page"
    );
    let final_paper = Workspace::paper(&row(1, "Patrol", "Done.")).built_pdf();
    assert!(!final_paper.text_layer().to_lowercase().contains("draft"));
}

#[test]
fn names_of_welsh_polish_and_romanian_officers_and_office_signs_are_printed() {
    let text = "Siân Ŵyn, Łukasz Żółć, Ștefan Țăranu: ½ done ✓ → £5 €6 • “so” – ≥ 3";
    let pdf = Workspace::paper(&row(1, "Patrol", text)).built_pdf();
    assert!(pdf.reading().contains(text), "{}", pdf.reading());
}

#[test]
fn the_page_lies_as_the_paper_says() {
    for (field, wide) in [
        ("", true),
        ("orientation = \"landscape\"\n", true),
        ("orientation = \"portrait\"\n", false),
    ] {
        let pdf = Workspace::paper(&format!("{field}{}", row(1, "Patrol", "Done."))).built_pdf();
        let (width, height) = pdf.pages()[0].size;
        assert_eq!(width > height, wide, "{field}");
    }
}

#[test]
fn pages_are_counted_in_the_foot() {
    let long = "Word after word after word. ".repeat(400);
    let pdf = Workspace::paper(&row(1, "Patrol", &long)).built_pdf();
    let last = pdf.pages().len();
    for (i, page) in pdf.pages().iter().enumerate() {
        let expected = format!("Page {} of {last}", i + 1);
        assert!(
            page.artifacts().iter().any(|text| text.contains(&expected)),
            "{expected}: {:?}",
            page.artifacts()
        );
    }
}

#[test]
fn a_glossary_term_is_explained_at_its_first_use_only() {
    let rest = format!(
        "{}{}\n[glossary]\nNVRU = \"Violence Reduction Unit\"\nOPCC = \"never used\"\n",
        row(1, "Patrol", "NVRU and NVRU."),
        row(2, "Light", "The NVRU.")
    );
    let pdf = Workspace::paper(&rest).built_pdf();
    assert_eq!(pdf.reading().matches("Violence Reduction Unit").count(), 1);
    assert!(!pdf.reading().contains("never used"));
}

#[test]
fn the_overall_sentence_follows_the_first_rule_that_holds() {
    let rating = "rating = [\n  { at-least = 90, of = [\"G\"], says = \"very good\" },\n  { at-least = 50, of = [\"G\"], says = \"good\" },\n  { says = \"poor\" },\n]\n";
    for (statuses, says) in [
        ("GGGG", "very good"),
        ("GGGA", "good"),
        ("GGAA", "good"),
        ("GAAR", "poor"),
    ] {
        let rows: String = statuses
            .chars()
            .zip(1..)
            .map(|(status, i)| row(i, "Patrol", "Done.").replace("\"G\"", &format!("\"{status}\"")))
            .collect();
        let office = Workspace::office().file("data/board.toml", format!("{BOARD}{rating}"));
        let pdf = office
            .file("data/paper.toml", format!("{FIELDS}{rows}"))
            .built_pdf();
        let sentence = format!("The overall rating is therefore {says}");
        assert!(
            pdf.reading().contains(&sentence),
            "{statuses}: {}",
            pdf.reading()
        );
    }
}

/// A text of so many words.
fn words(count: usize) -> String {
    let words: Vec<String> = (0..count).map(|number| format!("word{number}")).collect();
    words.join(" ")
}

#[test]
fn a_title_that_no_page_holds_runs_over_pages_with_an_update_and_without() {
    let long = words(900);
    let rows = row(1, "First", "Done.") + &row(2, &long, "Keys came.") + &row(3, "Last", "Done.");
    let actions = format!(
        "document = \"action-update\"\ntitle = \"Plan\"\nlayout = \"table\"\ndate = 2026-10-30\nquarter = \"2026-27 Q2\"\n[[actions]]\nref = \"1\"\ntitle = \"{long}\"\nstatus = \"A\"\n[[actions]]\nref = \"2\"\ntitle = \"Last\"\nstatus = \"A\"\n"
    );
    let office = Workspace::paper(&rows)
        .file("data/actions.toml", actions)
        .build();
    for paper in ["output/paper.pdf", "output/actions.pdf"] {
        let pdf = office.pdf(paper);
        assert!(pdf.pages().len() > 2, "{paper}");
        let read = pdf.reading();
        let read: Vec<&str> = read.split_whitespace().collect();
        let first = read.iter().position(|word| *word == "word0");
        let first = first.expect("the title is read");
        assert_eq!(read[first..first + 900].join(" "), long, "{paper}");
        assert!(read[first + 900..].contains(&"Last"), "{paper}");
    }
}

#[test]
fn updates_keep_clear_of_the_column_headings_where_their_row_does_not_come_back() {
    let update = words(2500);
    let linked = "Open [the hub](https://www.northmarch.example/hub)";
    for (title, page) in [
        (linked.to_owned(), 1),
        (words(500).replace("word", "name"), 2),
    ] {
        let office = Workspace::paper(&row(1, &title, &update)).build();
        let pdf = office.pdf("output/paper.pdf");
        let page = &pdf.pages()[page];
        let height = |begins: &str| {
            let mut pieces = page.pieces.iter();
            let piece = pieces.find(|piece| piece.text.trim_start().starts_with(begins));
            piece.unwrap_or_else(|| panic!("{:?}", page.pieces)).start.1
        };
        let room = height("Status") - height("word");
        assert!(room > 18.0, "{room} pt below the headings");
    }
}

#[test]
fn what_lines_are_about_keeps_its_room_beside_columns_of_long_words() {
    let lead = "lead = \"Superintendent Featherstonehaugh, Telecommunications\"";
    let rows = row(20_261_111, "Recruit neighbourhood wardens", "Keys came.");
    let rows = rows.replace("title =", &format!("{lead}\ntitle ="));
    let before =
        |quarter: &str| FIELDS.replace("2026-27 Q1", quarter) + &rows.replace("\"G\"", "\"A\"");
    let compared = "orientation = \"portrait\"\nmovement = \"column\"\nprevious = \"before.toml\"\nlast-year = \"year.toml\"\n";
    let office = Workspace::paper(&format!("{compared}{rows}"))
        .file("data/before.toml", before("2025-26 Q4"))
        .file("data/year.toml", before("2025-26 Q1"))
        .edit("data/board.toml", "\"Green\"", "\"Satisfactory\"")
        .edit("data/board.toml", "\"Amber\"", "\"Unsatisfactory\"")
        .build();
    let pdf = office.pdf("output/paper.pdf");
    let page = &pdf.pages()[0];
    let start = |words: &str| {
        let mut pieces = page.pieces.iter();
        let piece = pieces.find(|piece| piece.text.trim() == words);
        piece
            .unwrap_or_else(|| panic!("{words}: {:?}", page.pieces))
            .start
            .0
    };
    let room = start("Status") - start("Deliverable");
    assert!(room > page.size.0 * 0.2, "{room} pt");
    let lines = page.pieces.iter().map(|piece| piece.text.as_str());
    assert!(
        lines.clone().any(|text| text.contains("Since Q4 2025-26")),
        "{:?}",
        lines.collect::<Vec<_>>()
    );
}
