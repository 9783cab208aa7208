//! Performance annexes: figures by quarter, statuses that follow from them, directions of travel, charts.

use std::fs;

use crate::support::model::Model;
use crate::support::workbook::xlsx;
use crate::support::workspace::{Ran, Workspace};

const BOARD: &str = r##"[organisation]
name = "Northmarch Police and Crime Commissioner"

[status-key.target]
steps = [
  { code = "B", label = "On target", colour = "#00703c", shape = "star", when = "met" },
  { code = "N", label = "Near target", colour = "#ffdd00", shape = "diamond", when = "near" },
  { code = "W", label = "Off target", colour = "#942514", shape = "cross", when = "missed", attention = true },
  { code = "X", label = "No data", shape = "outline", when = "no-data", counted = false },
  { code = "M", label = "Monitored", shape = "bar", when = "no-target", counted = false },
]
"##;

const PAPER: &str = r#"document = "performance-annex"
quarter = "2026-27 Q2"

[measures]
workbook = "tracker.xlsx"
"#;

/// Quarters in several of the forms that offices use, one of them later than the paper's.
const TRACKER: &str = "
Northmarch measures
Ref | Indicator        | Good to be | Target     | Tolerance           | Q2 2025-26 | Qtr 1 26/27 | Jul-Sep 2026 | RAG | Commentary
M1  | Calls answered   | Higher     | 45%        | 5 percentage points | 48%        | 41%         | 44%          |     | **New** rota.
M2  | Days to answer   | Low        | 10 days    | 10% of target       | 12 days    | 12 days     | 11.5 days    |     |
M3  | Spending         | Plan range | £1m – £1.2m |                    | £0.9m      | £1.3m       | £1.1m        |     |
M4  | Hate crimes      | High       | Monitor    |                     | 112        | 131         | [c]          |     |
M5  | New survey       | High       | 75%        | 5 percentage points | [z]        | n/a         | [x]          |     |
M6  | Visits           | High       | 20         | 2                   | (3)        | '1,234      | 19 [p]       | B   | Counted again.
";

fn office(paper: &str, tracker: &str) -> Workspace {
    Workspace::empty()
        .file("data/board.toml", BOARD)
        .file("data/measures.toml", paper)
        .file("data/tracker.xlsx", xlsx(&[("Measures", tracker)]))
}

fn model() -> Model {
    let office = office(PAPER, TRACKER);
    let ran = office.run(&["build", "--keep-sources"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    Model::beside(&office.path("output/measures.pdf"))
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn every_heading_that_names_a_quarter_feeds_the_figures() {
    let model = model();
    let quarters = |place: &str| {
        let list = model.at(place).as_array().expect("a list").clone();
        let shown = |quarter: &serde_json::Value| quarter["shown"].as_str().map(str::to_owned);
        list.iter().filter_map(shown).collect::<Vec<_>>()
    };
    let columns = model
        .at("/tables/measures/columns")
        .as_array()
        .expect("columns");
    let place = columns
        .iter()
        .position(|column| column["name"] == "actuals");
    let place = place.expect("the figures");
    assert_eq!(
        quarters(&format!("/tables/measures/columns/{place}/quarters")),
        ["Q2 2025-26", "Q1 2026-27", "Q2 2026-27"]
    );
    let point = |at: &str| model.at(&format!("/tables/measures/rows/{at}")).clone();
    assert_eq!(point("0/actuals/2/value"), 44.0);
    assert_eq!(point("0/actuals/2/unit"), "%");
    assert_eq!(point("2/actuals/1/value"), 1_300_000.0);
    assert_eq!(point("5/actuals/0/value"), -3.0);
    assert_eq!(point("5/actuals/1/value"), 1234.0);
    assert_eq!(point("5/actuals/2/shorthand"), "p");
    assert_eq!(point("3/actuals/2/value"), serde_json::Value::Null);
    assert_eq!(point("4/actuals/1/shown"), "[z]");
}

#[test]
fn statuses_follow_from_target_tolerance_and_polarity_unless_they_are_given() {
    let model = model();
    let row = |i: usize, name: &str| {
        let value = model.at(&format!("/tables/measures/rows/{i}/{name}"));
        value.as_str().unwrap_or_default().to_owned()
    };
    let codes: Vec<String> = (0..6).map(|i| row(i, "status")).collect();
    assert_eq!(codes, ["N", "W", "B", "M", "X", "B"]);
    let judged: Vec<String> = (0..6).map(|i| row(i, "judged")).collect();
    assert_eq!(judged[..5], ["computed"; 5]);
    assert_eq!(judged[5], "given");
    let ways = |i| {
        (
            row(i, "travel/short/direction"),
            row(i, "travel/long/direction"),
        )
    };
    let ways: Vec<(String, String)> = (0..4).map(ways).collect();
    let pair = |short: &str, long: &str| (short.to_owned(), long.to_owned());
    assert_eq!(ways[0], pair("improved", "worsened"));
    assert_eq!(ways[1], pair("improved", "improved"));
    assert_eq!(ways[2], pair("improved", "improved"));
    assert_eq!(ways[3], pair("", ""));
}

#[test]
fn a_given_status_that_its_figures_contradict_stands_and_is_told() {
    let ran = office(PAPER, TRACKER).run(&["build"]);
    assert_eq!(ran.codes(), ["0326"]);
    assert!(
        ran.stderr.contains(
            "measure `M6` is given as `On target`, and by its figures it is `Near target`"
        )
    );
    assert!(ran.stderr.contains("cell I8"), "{}", ran.stderr);
}

#[test]
fn the_paper_says_the_rule_the_shorthand_it_uses_and_each_direction_in_words() {
    let said = words(&office(PAPER, TRACKER).built_pdf().reading());
    for part in [
        "5 of 6 statuses follow from the figures of Q2 2026-27: On target where the target is met, Near target where it is missed by no more than the measure’s tolerance (5 percentage points, 10% of target), Off target where it is missed by more, No data where there is no figure, Monitored where there is no target. The office gave one status, as it says there.",
        "Shorthand: [c] confidential; [p] provisional; [x] not available; [z] not applicable.",
        "Improved since Q1 2026-27",
        "Worsened since Q2 2025-26",
        "The lower the better",
        "Tolerance: 10% of target",
        "Commentary No comment was given.",
        "Counted again.",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert!(
        !said.contains("[r]"),
        "shorthand that is not used is not explained: {said}"
    );
}

#[test]
fn measures_are_a_table_whose_pictures_say_what_they_show() {
    let pdf = office(&PAPER.replace("\n\n", "\ncharts = true\n\n"), TRACKER).built_pdf();
    let tags = pdf.tags();
    let heads: Vec<String> = tags
        .all("TH")
        .iter()
        .map(|head| words(&head.text()))
        .collect();
    for heading in [
        "Ref",
        "Indicator",
        "Q2 2026-27",
        "RAG",
        "Direction of travel",
        "Trend",
    ] {
        assert!(heads.contains(&heading.to_owned()), "{heading}: {heads:?}");
    }
    let said = pdf.alternatives();
    let line = "From 48% in Q2 2025-26 to 44% in Q2 2026-27";
    assert!(said.contains(&line.to_owned()), "{said:?}");
    let chart = "Line chart: M1 Calls answered. Actual: 44% in Q2 2026-27, up 3 percentage points on Q1 2026-27, highest 48% in Q2 2025-26, lowest 41% in Q1 2026-27.";
    assert!(said.iter().any(|one| one.starts_with(chart)), "{said:?}");
}

#[test]
fn a_page_of_html_has_the_same_figures_with_headings_for_rows_and_columns() {
    let office = office(&PAPER.replace("\n\n", "\ncharts = true\n\n"), TRACKER);
    let ran = office.run(&["build", "--format", "html"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let page = fs::read_to_string(office.path("output/measures.html")).expect("is there");
    for part in [
        "<th scope=\"rowgroup\" rowspan=\"2\" id=\"measures-m1\">",
        "aria-label=\"From 48% in Q2 2025-26 to 44% in Q2 2026-27\"",
        "Improved since Q1 2026-27",
        "aria-label=\"Line chart: M1 Calls answered.",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
}

fn inline(rows: &str, board: &str) -> Ran {
    let paper = format!(
        "document = \"performance-annex\"\nquarter = \"2026-27 Q2\"\n\n[[measures]]\nref = \"1\"\nmeasure = \"Calls\"\n{rows}"
    );
    Workspace::empty()
        .file("data/board.toml", board)
        .file("data/measures.toml", paper)
        .run(&["check"])
}

#[test]
fn what_cannot_be_read_is_told_once_and_nothing_is_made_of_the_rest() {
    let ran = inline(
        "target = \"45%\"\ntolerance = \"5%\"\npolarity = \"sideways\"\nactuals = { Q1 = \"some\", Q2 = \"46 or so\" }\n",
        BOARD,
    );
    let mut codes = ran.codes();
    codes.sort_unstable();
    assert_eq!(codes, ["0204", "0320", "0320", "0325"]);
}

#[test]
fn measures_without_statuses_need_no_key() {
    let board = BOARD.split("[status-key").next().expect("a first part");
    let ran = inline("actuals = { Q1 = \"41%\", Q2 = \"46%\" }\n", board);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
}

#[test]
fn two_columns_for_one_quarter_are_not_guessed() {
    let tracker = TRACKER.replace("Q2 2025-26", "Q2 26/27");
    let ran = office(PAPER, &tracker).run(&["check"]);
    assert_eq!(ran.codes(), ["0304"]);
    let said = "`actuals Q2 2026-27` could be any of `Q2 26/27` (F2), `Jul-Sep 2026` (H2)";
    assert!(ran.stdout.contains(said), "{}", ran.stdout);
}

#[test]
fn a_year_merged_over_its_quarters_is_theirs() {
    let tracker = "
Financial year |  | 2025-26 | 2026-27 |
Ref | KPI   | Q2      | Q2      | Target | Polarity
M1  | Calls | 41%     | 46%     | 45%    | high
";
    let ran = office(PAPER, tracker).run(&["build", "--keep-sources"]);
    assert_eq!((ran.code, ran.codes()), (0, Vec::new()), "{}", ran.stderr);
}

/// The text that pages read of an annex with charts of one measure, and the alternatives of its pictures.
fn drawn(measure: &str) -> (String, Vec<String>) {
    let paper = format!(
        "document = \"performance-annex\"\nquarter = \"2026-27 Q2\"\ncharts = true\n\n[[measures]]\nref = \"M1\"\nmeasure = \"Letters answered\"\npolarity = \"low\"\n{measure}\n"
    );
    let office = office(&paper, TRACKER);
    let ran = office.run(&["build"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let pdf = office.pdf("output/measures.pdf");
    (words(&pdf.reading()), pdf.alternatives())
}

#[test]
fn figures_in_two_units_are_not_drawn() {
    let (text, pictures) = drawn(
        "target = \"5 days\"\nactuals = { \"2025-26 Q4\" = \"3 days\", \"2026-27 Q1\" = \"2 weeks\", \"2026-27 Q2\" = \"4 days\" }",
    );
    assert!(!text.contains("Charts"), "{text}");
    let drawn = |said: &&String| said.contains("chart") || said.contains("From 3 days");
    assert_eq!(pictures.iter().find(drawn), None);
}

#[test]
fn charts_without_a_figure_have_no_heading() {
    let (text, _) =
        drawn("status = \"X\"\nactuals = { \"2026-27 Q1\" = \"[x]\", \"2026-27 Q2\" = \"[x]\" }");
    assert!(!text.contains("Charts"), "{text}");
}

#[test]
fn small_figures_are_drawn() {
    let (text, _) = drawn(
        "target = \"0.002\"\nactuals = { \"2026-27 Q1\" = \"0.0021\", \"2026-27 Q2\" = \"0.0019\" }",
    );
    assert!(text.contains("Charts"), "{text}");
}

#[test]
fn a_way_from_a_quarter_without_column_says_its_figure() {
    let sum = |last: &str| format!("3.{last} recorded per 1,000 population");
    let actuals = format!(
        "target = \"4 recorded per 1,000 population\"\nactuals = {{ \"2025-26 Q2\" = \"{}\", \"2025-26 Q3\" = \"{}\", \"2025-26 Q4\" = \"{}\", \"2026-27 Q1\" = \"{}\", \"2026-27 Q2\" = \"{}\" }}",
        sum("95"),
        sum("94"),
        sum("93"),
        sum("92"),
        sum("91"),
    );
    let paper = format!(
        "document = \"performance-annex\"\nquarter = \"2026-27 Q2\"\n[[measures]]\nref = \"M1\"\nmeasure = \"Budget of the whole area\"\npolarity = \"low\"\n{actuals}\n"
    );
    let office = office(&paper, TRACKER);
    let ran = office.run(&["build"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let text = words(&office.pdf("output/measures.pdf").reading());
    let way = "Improved since Q2 2025-26 (3.95 recorded per 1,000 population)";
    assert!(text.contains(way), "{text}");
    assert!(!text.contains("since Q1 2026-27 ("), "{text}");
}
