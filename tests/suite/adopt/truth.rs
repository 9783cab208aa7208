//! What a made tracker says, whatever its make: the lines that must come out of it.

use serde_json::Value;

use crate::support::model::{Model, squeeze};
use crate::support::workspace::Workspace;

/// A line as it must come out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub number: &'static str,
    pub title: &'static str,
    pub status: &'static str,
    pub update: String,
}

/// A paper as it must come out: its file, and its lines.
pub type Truth = (&'static str, Vec<Line>);

/// The lines of a theme.
pub fn lines(theme: usize) -> Vec<Line> {
    let line = |number, title, status, update: &str| Line {
        number,
        title,
        status,
        update: update.to_owned(),
    };
    match theme {
        1 => vec![
            line(
                "1.1",
                "Patrol the old harbour at night",
                "G",
                "Patrols began on 4 May and now run on every night of the week.",
            ),
            line(
                "1.2",
                "Light the quay from end to end",
                "A",
                "Nine of the forty lamps are up; the rest wait for the spring tides.",
            ),
            line(
                "1.3",
                "Open a telephone line for fishermen",
                "R",
                "No provider has been found, and the money for the line runs out in March.",
            ),
            line(
                "1.4",
                "Walk every ward with its councillors",
                "G",
                "Twelve of the twelve wards were walked between April and June.",
            ),
        ],
        2 => vec![
            line(
                "2.1",
                "Give each witness a named contact",
                "G",
                "All four courts now name a contact in the first letter that they send.",
            ),
            line(
                "2.2",
                "Refurbish the waiting rooms of the courts",
                "R",
                "The builder withdrew, and a new tender goes out in the autumn.",
            ),
            line(
                "2.3",
                "Train two hundred volunteers",
                "A",
                "Eighty volunteers were trained; the second course was put off to July.",
            ),
        ],
        _ => vec![
            line(
                "3.1",
                "Publish a strategy on serious violence",
                "G",
                "The strategy was approved by the panel and published on the same day.",
            ),
            line(
                "3.2",
                "Block calls from known fraudsters",
                "A",
                "Three of the seven councils have paid for devices that block calls.",
            ),
        ],
    }
}

/// Fills in what a paper leaves to be filled in, as an officer would.
pub fn filled_in(office: Workspace, paper: &str) -> Workspace {
    let text = std::fs::read_to_string(office.path(paper)).expect("was written");
    let text = text.replace("quarter = \"\"", "quarter = \"2026-27 Q2\"");
    office.file(paper, text.replace("= \"\"", "= \"Filled in\""))
}

/// Builds papers that were written, and compares their lines with what they must be.
#[track_caller]
pub fn compare(mut office: Workspace, truths: &[Truth], what: &str) {
    for (paper, _) in truths {
        office = filled_in(office, paper);
    }
    let ran = office.run(&["build", "--keep-sources"]);
    assert_eq!(ran.code, 0, "{what}: {}{}", ran.stderr, ran.stdout);
    for (paper, lines) in truths {
        let pdf = paper
            .replacen("data/", "output/", 1)
            .replace(".toml", ".pdf");
        assert_eq!(
            read(&Model::beside(&office.path(&pdf))),
            *lines,
            "{what}: {paper}"
        );
        let ran = office.run(&["check", paper]);
        assert_eq!(ran.code, 0, "{what}: {}", ran.stdout);
    }
}

/// Reads the lines of a paper as they were given to the typesetter.
pub fn read(model: &Model) -> Vec<Line> {
    let rows = model.at("/tables/deliverables/rows").as_array();
    let codes = statuses(rows.expect("rows"));
    let lines = model.deliverables().into_iter().zip(codes);
    lines
        .map(|(line, status)| Line {
            number: leaked(line.number),
            title: leaked(line.title),
            status: leaked(status),
            update: squeeze(&line.update),
        })
        .collect()
}

fn statuses(rows: &[Value]) -> Vec<String> {
    let code = |row: &Value| row["status"].as_str().unwrap_or_default().to_owned();
    rows.iter().map(code).collect()
}

fn leaked(text: String) -> &'static str {
    text.leak()
}
