//! Charts: what they say to those who do not see them, and their figures as a table.

use std::fs;

use crate::support::workspace::Workspace;

const KIND: &str = r#"summary = "Charts"
[fields.date]
type = "date"
required = true
"#;

/// A document that draws one chart of each kind, with a figure missing.
const DOCUMENT: &str = r##"#import "/lib.typ": *
#let quarters = ("Q4 2025-26", "Q1 2026-27", "Q2 2026-27")
#let steps = (
  (code: "G", label: "Green", colour: "#00703c", shape: "circle", count: 12),
  (code: "A", label: "Amber", colour: "#ffbf47", shape: "triangle", count: 5),
)
#let document(model) = house(model, paper => {
  masthead(paper)
  chart((is: "chart", kind: "line", title: "Feel safe", unit: "%", id: "safe", categories: quarters, series: (
    (name: "Women", values: (41, none, 43.5), shown: ("41%", "[x]", "43.5%")),
    (name: "Men", values: (52, 51, 50), shown: ("52%", "51%", "50%")),
  )), paper)
  chart((is: "chart", kind: "bar", title: "Burglary", unit: "", categories: ("North", "Harbour", "Fells", "Moor"), series: (
    (name: "Offences", values: (1204, 830, none, 12), shown: ("1,204", "830", "[c]", "12")),
  )), paper)
  chart((is: "chart", kind: "bar", title: "Spending", unit: "£", categories: ("Violence reduction and early help for families", "Roads"), series: (
    (name: "Budget", values: (1200000, 310000)), (name: "Spent", values: (640000, -20000)),
  )), paper)
  chart((..status-chart("Status", (("Theme 1", (steps: steps)),)), alt: "Most deliverables are green."), paper)
  chart(status-chart("Status by theme", (("Theme 1", (steps: steps)), ("Theme 2", (steps: steps)))), paper)
})
"##;

fn office(rest: &str) -> Workspace {
    Workspace::office()
        .file("data/templates/documents/charts/document.toml", KIND)
        .file("data/templates/documents/charts/document.typ", DOCUMENT)
        .file(
            "data/charts.toml",
            format!("document = \"charts\"\ndate = 2026-10-30\n{rest}"),
        )
}

/// What is said of each chart.
const SAID: [&str; 5] = [
    "Line chart: Feel safe. Women: 43.5% in Q2 2026-27, up 2.5 percentage points on Q4 2025-26, no figure for Q1 2026-27. Men: 50% in Q2 2026-27, down 1 percentage point on Q1 2026-27, highest 52% in Q4 2025-26, lowest 50% in Q2 2026-27.",
    "Bar chart: Burglary. Offences: North 1,204, Harbour 830, Moor 12, no figure for Fells.",
    "Bar chart: Spending. Budget: Violence reduction and early help for families £1,200,000, Roads £310,000. Spent: Violence reduction and early help for families £640,000, Roads -£20,000.",
    "Most deliverables are green.",
    "Stacked bar chart: Status by theme. Theme 1: Green 12, Amber 5. Theme 2: Green 12, Amber 5.",
];

#[test]
fn a_chart_says_what_it_shows_on_narrow_and_on_wide_pages() {
    for orientation in ["portrait", "landscape"] {
        let pdf = office(&format!("orientation = \"{orientation}\"\n")).built_pdf();
        let mut said = pdf.alternatives();
        let mut expected = SAID.map(str::to_owned).to_vec();
        said.sort();
        expected.sort();
        assert_eq!(said, expected, "{orientation}");
    }
}

#[test]
fn a_charts_figures_follow_as_a_table() {
    let tags = office("").built_pdf().tags();
    let tables = tags.all("Table");
    assert_eq!(tables.len(), 5);
    let cells = |kind| -> Vec<String> {
        let cells = tables[0].all(kind);
        cells
            .iter()
            .map(|cell| cell.text().trim().to_owned())
            .collect()
    };
    assert_eq!(cells("TH"), ["Quarter", "Women", "Men"]);
    assert_eq!(cells("TD")[3..6], ["Q1 2026-27", "[x]", "51%"]);
}

#[test]
fn a_page_has_the_same_words_for_a_drawing_of_its_own() {
    let office = office("");
    let ran = office.run(&["build", "--format", "html"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let page = fs::read_to_string(office.path("output/charts.html")).expect("is there");
    for said in SAID {
        assert!(
            page.contains(&format!("role=\"img\" aria-label=\"{said}\"")),
            "{said}"
        );
    }
    assert!(page.contains("<figure class=\"chart\" id=\"safe\">"));
    assert!(page.contains("aria-label=\"The figures of: Burglary\""));
}
