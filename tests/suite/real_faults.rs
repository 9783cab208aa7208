//! The faults that stand in two published papers are found, each at its place, and little else is said of them.

use serde_json::Value;

use crate::support::seed::Seed;
use crate::support::shared::{BOARD, office_of, shared};
use crate::support::workspace::Workspace;

/// The row of the second paper whose text a page cuts off: its cell is taken as it stands on that page.
const CUT: &str = "5C04";

/// A finding: its code, the line or file it is about, and words of its message.
type Finding = (&'static str, &'static str, &'static str);

/// What `check` says of an office.
struct Said(Vec<Value>);

impl Said {
    fn of(office: &Workspace) -> Self {
        let ran = office.run(&["check", "--format", "json"]);
        assert!(ran.code == 0, "{}{}", ran.stdout, ran.stderr);
        let said: Value = serde_json::from_str(&ran.stdout).expect("JSON");
        let problems = said["problems"].as_array().expect("a list");
        Self(problems.clone())
    }

    /// Returns whether a problem is the finding, by its code, the words and the line, place or excerpt.
    fn is(problem: &Value, (code, place, words): Finding) -> bool {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let places = [
            text(&problem["about"]["line"]),
            text(&problem["place"]),
            text(&problem["excerpt"]["text"]),
        ];
        problem["code"] == code
            && text(&problem["message"]).contains(words)
            && places.iter().any(|found| found.contains(place))
    }

    /// Checks that each fault is found once, and that every other warning is expected.
    #[track_caller]
    fn are(&self, faults: &[Finding], others: &[(Finding, &str)]) {
        let found = |finding: Finding| {
            self.0
                .iter()
                .filter(|problem| Self::is(problem, finding))
                .count()
        };
        assert!(others.len() <= MOST, "too many to be told of one paper");
        let missed: Vec<&Finding> = faults.iter().filter(|fault| found(**fault) != 1).collect();
        assert!(
            missed.is_empty(),
            "not found, or more than once: {missed:#?}\n{:#?}",
            self.lines()
        );
        let gone: Vec<_> = others
            .iter()
            .filter(|(other, _)| found(*other) == 0)
            .collect();
        assert!(
            gone.is_empty(),
            "not said any more: take them out of the list: {gone:#?}"
        );
        let known = faults.iter().chain(others.iter().map(|(other, _)| other));
        let known: Vec<&Finding> = known.collect();
        let others = self
            .0
            .iter()
            .filter(|problem| problem["severity"] == "warning");
        let surprising = others.filter(|problem| !known.iter().any(|one| Self::is(problem, **one)));
        let surprising: Vec<String> = surprising.map(line).collect();
        assert!(surprising.is_empty(), "nobody expects: {surprising:#?}");
    }

    fn lines(&self) -> Vec<String> {
        self.0.iter().map(line).collect()
    }
}

fn line(problem: &Value) -> String {
    format!(
        "{} {}: {} [{}]",
        problem["code"], problem["place"], problem["message"], problem["about"]["line"]
    )
}

/// At most this many warnings beside the faults that are known, for each paper.
const MOST: usize = 10;

fn quoted(cell: &str) -> String {
    format!("\"{}\"", cell.replace('"', "\"\""))
}

fn record(cells: &[String]) -> String {
    let cells: Vec<String> = cells.iter().map(|cell| quoted(cell)).collect();
    format!("{}\n", cells.join(","))
}

/// Writes the tracker that such a paper was made from: all that stood above its headings, and an update a row.
fn tracker(seed: &Seed) -> String {
    let mut text: String = seed.above.iter().map(|cells| record(cells)).collect();
    let mut headings = seed.headings.clone();
    headings.push("Update".to_owned());
    text.push_str(&record(&headings));
    for row in &seed.rows {
        let mut cells = row.cells.to_vec();
        cells.push(match row.cells[0] == CUT {
            true => row.pages[0].clone(),
            false => row.update(),
        });
        text.push_str(&record(&cells));
    }
    text
}

fn office(seed: &Seed, fields: &str) -> Workspace {
    let notes = seed
        .notes
        .iter()
        .map(|(mark, text)| format!("{mark} = {text:?}\n"));
    let notes: String = notes.collect();
    let mut paper = format!(
        "document = \"theme-update\"\nlabel = \"Appendix A\"\n{fields}version = \"Final\"\n"
    );
    if !seed.why.is_empty() {
        paper.push_str(&format!("why = {:?}\n", seed.why));
    }
    paper.push_str("\n[deliverables]\nworkbook = \"tracker.csv\"\n");
    let mut office = Workspace::empty().file("data/board.toml", BOARD);
    if !seed.measures.is_empty() {
        paper.push_str("\n[measures]\nworkbook = \"measures.csv\"\n");
        let heads = [
            "No",
            "Measure",
            "Objective",
            "Target",
            "Performance to date",
        ];
        let mut text = record(&heads.map(str::to_owned));
        text.extend(seed.measures.iter().map(|cells| record(cells)));
        office = office.file("data/measures.csv", text);
    }
    paper.push_str(&format!("\n[footnotes]\n{notes}"));
    office
        .file("data/tracker.csv", tracker(seed))
        .file("data/paper.toml", paper)
}

fn seed(name: &str) -> Option<Seed> {
    let text = std::fs::read_to_string(shared(name)?).expect("readable");
    Some(Seed::read(&text))
}

#[test]
fn the_faults_of_the_theme_five_paper_are_found() {
    let Some(seed) = seed("seeds/004_17571d5b0f131d96.txt") else {
        return;
    };
    assert_eq!(
        (seed.rows.len(), seed.measures.len(), seed.notes.len()),
        (15, 4, 12),
        "{seed:#?}"
    );
    let office = office(
        &seed,
        "plan = \"Police and Crime Plan (2016-18)\"\ntheme = { number = 5, name = \"Reduce the threat from organised crime\" }\nquarter = \"2016-17 Q4\"\n",
    );
    let faults: [Finding; 10] = [
        ("BP0404", "data/paper.toml", "the notes `2` and `7`"),
        ("BP0404", "data/paper.toml", "the notes `1` and `9`"),
        (
            "BP1401",
            "measure `4`",
            "the note `6` is cited for `crimes`",
        ),
        ("BP1404", "deliverable `5F09`", "`EMASOU`"),
        ("BP1202", "deliverable `5F07`", "`As above`"),
        ("BP1206", "deliverable `5C04`", "is understood and"),
        ("BP1001", "data/tracker.csv, line 9", "not 0 of 0"),
        ("BP1005", "data/tracker.csv, line 11", "0/ (0%)"),
        ("BP1005", "data/tracker.csv, line 13", "0/ (0%)"),
        ("BP1006", "RAGB STATUS", "blue"),
    ];
    let others: [(Finding, &str); 2] = [
        (
            ("BP1504", "data/paper.toml", "`(` is never closed"),
            "true: note 6 ends in `(EMSOU (SB)`",
        ),
        (
            ("BP1502", "data/paper.toml", "`where a` stands twice"),
            "true: note 12 says `where a where a`",
        ),
    ];
    Said::of(&office).are(&faults, &others);
}

#[test]
fn the_fault_of_the_theme_three_paper_is_found_in_its_tracker_and_in_its_text() {
    let faults: [Finding; 1] = [("BP1404", "deliverable `16`", "`EMSO`")];
    let others: [(Finding, &str); 0] = [];
    if let Some(tracker) = shared("cases/theme-3-tracker.xlsx") {
        Said::of(&office_of(&tracker)).are(&faults, &others);
    }
    let Some(seed) = seed("seeds/001_b69943f07c37fc6e.txt") else {
        return;
    };
    assert_eq!((seed.rows.len(), seed.notes.len()), (16, 1), "{seed:#?}");
    let office = office(
        &seed,
        "plan = \"Police and Crime Delivery Plan (2018-19)\"\ntheme = { number = 3, name = \"Tackling crime and antisocial behaviour\" }\nquarter = \"2018-19 Q4\"\n",
    );
    Said::of(&office).are(&faults, &others);
}
