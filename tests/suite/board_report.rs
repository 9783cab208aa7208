//! Board reports: a text in Markdown below a head of fields.

use std::collections::BTreeSet;

use crate::support::model::squeeze;
use crate::support::pdf::Pdf;
use crate::support::workspace::Workspace;

const BOARD: &str = "[organisation]\nname = \"Northmarch Police and Crime Commissioner\"\n";

const HEAD: &str = r#"+++
document = "board-report"
item = 8
board = "Northmarch Police and Crime Board"
date = 2026-11-12
title = "Safer Homes"
"#;

const TEXT: &str = r#"# Background

The scheme began in May 2025.[^wards] {#start}

It rests on two promises:

- a call within **two days**;
- a visit within ten.

Table: Visits by ward {#visits}

| Ward     | Visits |
|----------|-------:|
| Westgate |    541 |

![Four steps in a row.](steps.svg "From report to visit") {#steps}

[^wards]: Westgate and Harbour Ward.

# Recommendations

The board is asked

a) to note [](#start), [](#visits) and [](#steps);
b) to carry it on. {#carry-on}

# What comes next

See [](#carry-on), and [how it began](#start).
"#;

const STEPS: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" width="90" height="20"><rect width="90" height="20" fill="#1d3d6b"/></svg>"##;

fn office(head: &str, text: &str) -> Workspace {
    Workspace::empty()
        .file("data/board.toml", BOARD)
        .file("data/steps.svg", STEPS)
        .file("data/report.md", format!("{HEAD}{head}+++\n\n{text}"))
}

fn pdf(head: &str, text: &str) -> Pdf {
    office(head, text).build().pdf("output/report.pdf")
}

fn reading(head: &str, text: &str) -> String {
    squeeze(&pdf(head, text).reading())
}

#[test]
fn the_head_says_whose_report_it_is_and_what_about() {
    let pdf = pdf("purpose = \"For decision\"\n", TEXT);
    assert!(
        squeeze(&pdf.reading()).starts_with(
            "Agenda Item 8 Northmarch Police and Crime Commissioner Northmarch Police and Crime Board 12 November 2026 Safer Homes For decision"
        ),
        "{}",
        pdf.reading()
    );
    assert_eq!(pdf.property("Title").as_deref(), Some("Safer Homes"));
}

#[test]
fn paragraphs_lists_tables_and_references_have_their_numbers() {
    let reading = reading("", TEXT);
    for words in [
        "1. The scheme began in May 2025.",
        "2. It rests on two promises: • a call within two days; • a visit within ten.",
        "Table 1: Visits by ward Ward Visits Westgate 541",
        "Figure 1: From report to visit",
        "3. The board is asked (a) to note paragraph 1, table 1 and figure 1; (b) to carry it on.",
        "4. See recommendation (b), and how it began.",
    ] {
        assert!(reading.contains(words), "`{words}` is not in {reading}");
    }
}

#[test]
fn sections_are_bookmarks_and_every_reference_is_a_link() {
    let pdf = pdf("", TEXT);
    let titles: Vec<String> = pdf
        .bookmarks()
        .iter()
        .map(|mark| mark.title.clone())
        .collect();
    assert_eq!(titles, ["Background", "Recommendations", "What comes next"]);
    // Five references, the note's mark and the way back from it.
    assert!(pdf.links().len() >= 6, "{} links", pdf.links().len());
    let tags = pdf.tags();
    assert_eq!(tags.all("Figure").len(), 1);
    assert_eq!(tags.all("TH").len(), 2);
    assert_eq!(tags.all("Caption").len(), 2);
}

#[test]
fn contents_lead_to_the_headings() {
    let text = TEXT
        .replace("# Background", "# Background[^wards]")
        .replace("# What", "### What");
    let text = text.replace(
        "# Recommendations",
        "# Recommendations\n\n## *Both* of them",
    );
    let office = office("contents = true\nnumbering = \"restart\"\n", &text);
    let ran = office.run(&["build", "--format", "pdf,html,docx"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let pdf = office.pdf("output/report.pdf");
    let (reading, tags) = (squeeze(&pdf.reading()), pdf.tags());
    assert_eq!(tags.all("TOCI").len(), 3);
    for words in ["Contents 1 Background", "2 Recommendations", "Both of them"] {
        assert!(reading.contains(words), "`{words}` is not in {reading}");
    }
    let cited = tags.all("Note").len();
    assert_eq!(
        cited, 1,
        "a note is cited at its heading, not in the contents"
    );
    let page = std::fs::read_to_string(office.path("output/report.html")).expect("the page");
    for words in [
        "<a href=\"#section-1\">1 Background</a>",
        "<li class=\"rank-2\"><a href=\"#section-3\">Both of them</a>",
    ] {
        assert!(page.contains(words), "`{words}` is not in {page}");
    }
    let titles: Vec<String> = pdf
        .bookmarks()
        .iter()
        .map(|mark| mark.title.clone())
        .collect();
    assert!(!titles.is_empty(), "{titles:?}");
}

#[test]
fn numbering_restarts_by_section_or_is_left_out() {
    let restarted = reading("numbering = \"restart\"\n", TEXT);
    for words in [
        "1 Background 1.1 The scheme",
        "2 Recommendations 2.1 The board",
        "See recommendation (b)",
    ] {
        assert!(restarted.contains(words), "`{words}` is not in {restarted}");
    }
    let bare = reading(
        "numbering = \"none\"\n",
        &TEXT.replace("[](#start)", "[the start](#start)"),
    );
    assert!(bare.contains("Background The scheme began"), "{bare}");
    assert!(bare.contains("1. to note the start"), "{bare}");
}

#[test]
fn implications_contacts_and_papers_stand_below_the_text() {
    let head = r#"
[[implications]]
label = "Finance"
applies = "Yes"
text = "As in [](#start)."

[[implications]]
label = "Law"
applies = "no"

[[contacts]]
name = "Head of Policy"
phone = "01632 960 001"
email = "policy@northmarch.example"

[[background]]
title = "The plan"
link = "https://www.northmarch.example/plan"

[[appendices]]
label = "Appendix A"
title = "Theme 1"
link = "theme-1.pdf"

[[appendices]]
label = "Appendix B"
title = "Theme 2"
"#;
    let reading = reading(head, TEXT);
    for words in [
        "Implications Implication Applies Detail Finance Yes As in paragraph 1. Law No",
        "Officer to contact Head of Policy Telephone: 01632 960 001 E-mail: policy@northmarch.example",
        "Background paper The plan",
        "Appendices • Appendix A: Theme 1 • Appendix B: Theme 2",
    ] {
        assert!(reading.contains(words), "`{words}` is not in {reading}");
    }
}

#[test]
fn a_text_may_stand_in_a_toml_file_too() {
    let head = HEAD.trim_start_matches("+++\n");
    let pdf = Workspace::empty()
        .file("data/board.toml", BOARD)
        .file("data/report.toml", format!("{head}body = \"\"\"\n# Background\n\nIt began. {{#start}}\n\nSee [](#start).\n\"\"\"\n"))
        .built_pdf();
    assert!(squeeze(&pdf.reading()).contains("1. It began. 2. See paragraph 1."));
}

#[test]
fn a_head_written_on_another_system_is_read_the_same() {
    let text = format!("\u{feff}{HEAD}+++\n\n{TEXT}").replace('\n', "\r\n");
    let other = office("", TEXT).file("data/report.md", text).build();
    assert_eq!(
        squeeze(&other.pdf("output/report.pdf").reading()),
        reading("", TEXT)
    );
}

#[test]
fn a_markdown_file_without_head_is_left_alone() {
    let office = office("", TEXT)
        .file("data/README.md", "# What is here\n")
        .file("data/notes.md", "+++\ntitle = \"Notes\"\n+++\nWords.\n")
        .build();
    assert_eq!(office.pdfs(), ["output/report.pdf"]);
    let ran = office.run(&["build", "data/README.md"]);
    assert_eq!((ran.code, ran.codes()), (1, vec!["0208"]), "{}", ran.stderr);
}

#[test]
fn a_report_is_found_without_its_ending_and_listed() {
    let office = office("", TEXT);
    let ran = office.run(&["build", "report"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let listed = office.run(&["list"]).stdout;
    assert!(
        listed.contains("data/report.md\n  board-report"),
        "{listed}"
    );
}

#[test]
fn an_image_outside_the_office_is_not_read() {
    let outside = tempfile::NamedTempFile::with_suffix(".svg").expect("a file");
    std::fs::write(outside.path(), STEPS).expect("written");
    let text = format!("![Steps.]({})\n", outside.path().display());
    let ran = office("", &text).run(&["build"]);
    assert_eq!((ran.code, ran.codes()), (1, vec!["0102"]), "{}", ran.stderr);
    assert!(
        ran.stderr.contains("outside the office's folder"),
        "{}",
        ran.stderr
    );
}

#[test]
fn a_chart_takes_its_figures_from_a_workbook_beside_the_report() {
    let text = "Burglary fell.\n\n```chart\nkind = \"line\"\ntitle = \"Burglaries\"\nalt = \"They fall from 41 to 38.\"\nworkbook = \"figures.csv\"\ncategories = \"quarter\"\nseries = [\"Westgate\", \"All wards\"]\n```\n";
    let office = office("", text)
        .file(
            "data/figures.csv",
            "Burglaries,,\nQuarter,Westgate,All wards\nQ1,41,\"1,041\"\nQ2,38,[x]\n",
        )
        .build();
    let reading = squeeze(&office.pdf("output/report.pdf").reading());
    for words in ["Figure 1", "Burglaries", "Q1 41 1,041", "Q2 38 [x]"] {
        assert!(reading.contains(words), "`{words}` is not in {reading}");
    }
}

#[test]
fn the_page_has_the_same_numbers_and_places_as_the_paper() {
    let office = office("", TEXT);
    let ran = office.run(&["build", "--format", "html"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let page = std::fs::read_to_string(office.path("output/report.html")).expect("a page");
    let found = |pattern: &str| -> BTreeSet<String> {
        let pattern = regex::Regex::new(pattern).expect("a pattern");
        pattern
            .captures_iter(&page)
            .map(|found| found[1].to_owned())
            .collect()
    };
    let (ids, links) = (found(r#"id="([^"]+)""#), found(r##"href="#([^"]+)""##));
    let lost: Vec<&String> = links.difference(&ids).collect();
    assert!(lost.is_empty(), "{lost:?} lead nowhere");
    for id in [
        "paragraph-1",
        "paragraph-3-b",
        "table-1",
        "figure-1",
        "section-2",
    ] {
        assert!(ids.contains(id), "no {id} in {ids:?}");
    }
    assert!(page.contains("alt=\"Four steps in a row.\""));
}

#[test]
fn a_table_gives_every_column_its_longest_word() {
    let pdf = pdf(
        "",
        "Text.\n\n| Name | Post | E-mail | Phone |\n|---|---|---|---|\n| A B | Head of Policy and Performance | alexandra.featherstonehaugh@policy.northmarch-pcc.example | 01632 960 001 |\n",
    );
    let pieces = &pdf.pages()[0].pieces;
    let start = |words: &str| {
        let piece = pieces.iter().find(|piece| piece.text.starts_with(words));
        piece.unwrap_or_else(|| panic!("{words}: {pieces:?}")).start
    };
    let address = pieces
        .iter()
        .filter(|piece| piece.text.contains("pcc.example"));
    assert!(
        address
            .map(|piece| piece.last_line)
            .all(|line| line < start("alexandra").1 - 5.0),
        "the address stands on one line"
    );
}

#[test]
fn a_table_that_cannot_fit_is_refused_at_its_line() {
    let months =
        "April|May|June|July|August|September|October|November|December|January|February|March";
    let rule = "-|".repeat(13);
    let cells = "100|".repeat(12);
    let office = office(
        "",
        &format!("Text.\n\n|Ward|{months}|\n|{rule}\n|Westgate|{cells}\n"),
    );
    let ran = office.run(&["build"]);
    assert_eq!(ran.codes(), ["0602"], "{}", ran.stderr);
    assert!(
        ran.stderr.contains("orientation = \"landscape\"") && ran.stderr.contains("report.md:11"),
        "{}",
        ran.stderr
    );
}

#[test]
fn a_table_may_have_columns_without_heading() {
    let text =
        "Text.\n\n|  | 2025 |\n|---|--:|\n| Westgate | 5 |\n\n|  |  |\n|---|---|\n| a | b |\n";
    assert!(reading("", text).contains("Westgate 5"));
    let page = office("", text).built_page();
    assert!(
        page.all(&["th"])
            .iter()
            .all(|head| !head.text().trim().is_empty())
    );
}

#[test]
fn a_note_may_refer_to_a_place() {
    let text = "Text[^a]. {#p}\n\n[^a]: See [](#p).\n";
    assert!(reading("", text).contains("See paragraph 1"));
}

#[test]
fn remarks_are_never_printed() {
    let text = "<!-- tell nobody --> The cost.\n\n- item <!-- nobody\n  at all --> end\n";
    let said = reading("", text);
    assert!(
        said.contains("The cost.") && said.contains("item end") && !said.contains("nobody"),
        "{said}"
    );
}

#[test]
fn a_colour_that_is_none_is_told_at_its_line() {
    let chart = "Text.\n\n```chart\nkind = \"bar\"\ntitle = \"x\"\ncaption = \"Some **bold** words\"\ncolours = [\"#zzz\"]\ncategories = [\"A\"]\nseries = [{ name = \"s\", values = [3] }]\n```\n";
    let ran = office("", chart).run(&["build"]);
    assert_eq!(ran.codes(), ["0212"], "{}", ran.stderr);
    assert!(ran.stderr.contains("report.md:15"), "{}", ran.stderr);
    let said = reading("", &chart.replace("#zzz", "#1d3d6b"));
    assert!(said.contains("Some bold words"), "{said}");
}

#[test]
fn a_text_of_remarks_alone_is_no_text() {
    let ran = office("", "<!-- to be written -->\n").run(&["build"]);
    assert_eq!(ran.codes(), ["0202"], "{}", ran.stderr);
}

#[test]
fn the_foot_of_a_page_is_one_line() {
    let title = "on the future of everything ".repeat(8);
    let paper = format!(
        "{}+++\n\nText.\n",
        HEAD.replace("Safer Homes", title.trim())
    );
    let office = office("", "").file("data/report.md", paper).build();
    let pdf = office.pdf("output/report.pdf");
    let foot = pdf.pages()[0]
        .pieces
        .iter()
        .find(|piece| piece.text.ends_with('…'));
    let foot = foot.expect("a foot that is cut");
    assert!((foot.start.1 - foot.last_line).abs() < 1.0, "{foot:?}");
}

/// Writes a report with one chart beside a workbook's figures, and returns what its page reads.
fn chart(kind: &str, rest: &str) -> (String, String) {
    let text = format!("Text.\n\n```chart\nkind = \"{kind}\"\ntitle = \"Figures\"\n{rest}\n```\n");
    let office = office("", &text)
        .file("data/figures.csv", "Month,Rate\nMay,41.0%\nJune,42.0%\n")
        .build();
    let pdf = office.pdf("output/report.pdf");
    let alt = pdf.alternatives().join(" ");
    (squeeze(&pdf.reading()), alt)
}

#[test]
fn a_chart_of_cells_in_per_cent_is_in_per_cent() {
    let rest =
        "unit = \"%\"\nworkbook = \"figures.csv\"\ncategories = \"Month\"\nseries = [\"Rate\"]";
    let (reading, alt) = chart("line", rest);
    assert!(reading.contains("June 42.0%"), "{reading}");
    assert!(
        alt.contains("42.0% in June, up 1.0 percentage points on May"),
        "{alt}"
    );
}

#[test]
fn figures_close_together_and_small_ones_have_an_axis() {
    for values in ["[0.4, 0.401]", "[0.0021, 0.0019]", "[0.000012, 0.0000125]"] {
        let rest = format!(
            "categories = [\"A\", \"B\"]\nseries = [{{ name = \"S\", values = {values} }}]"
        );
        chart("line", &rest);
    }
}

#[test]
fn figures_of_a_chart_are_shown_as_typed_with_commas() {
    let rest = "unit = \"£\"\ncategories = [\"A\", \"B\", \"C\"]\nseries = [{ name = \"S\", values = [1234567890123, 0.000012, 5] }]";
    let (reading, _) = chart("bar", rest);
    for said in ["A £1,234,567,890,123", "B £0.000012", "C £5"] {
        assert!(reading.contains(said), "`{said}` is not in {reading}");
    }
}

#[test]
fn figures_of_a_chart_that_cannot_fit_are_refused_at_its_line() {
    let series: Vec<String> = (0..6)
        .map(|i| format!("{{ name = \"Recommissioning{i}Over\", values = [3] }}"))
        .collect();
    let chart = format!(
        "Text.\n\n```chart\nkind = \"line\"\ntitle = \"x\"\ncategories = [\"A\"]\nseries = [{}]\n```\n",
        series.join(", ")
    );
    let ran = office("", &chart).run(&["build"]);
    assert_eq!(ran.codes(), ["0602"], "{}", ran.stderr);
    assert!(ran.stderr.contains("report.md:11"), "{}", ran.stderr);
}
