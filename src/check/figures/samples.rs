//! A paper with rows and a status key, for tests.

use indexmap::IndexMap;
use serde_json::json;

use crate::model::{
    Cell, Heading, Origin, Paper, Percentages, Quarter, RatingRule, Row, StatusKey, Step, Table,
    Value, ValueType,
};

pub fn step(code: &str, label: &str, aliases: &[&str]) -> Step {
    let aliases = aliases.iter().map(|alias| (*alias).to_owned());
    Step {
        aliases: aliases.collect(),
        ..Step::plain(code, label)
    }
}

pub fn key() -> StatusKey {
    let rule = |at_least, says: &str| RatingRule {
        at_least,
        of: vec!["G".to_owned()],
        says: says.into(),
    };
    StatusKey {
        name: "rag".into(),
        steps: vec![
            step("G", "Green", &["on track"]),
            step("A", "Amber", &["at risk"]),
            step("R", "Red", &[]),
            step("NS", "White (not started)", &["white"]),
        ],
        rating: vec![
            rule(Some(90.0), "very good"),
            rule(Some(75.0), "good"),
            rule(None, "in need of attention"),
        ],
        percentages: Percentages::Plain,
        origin: Origin::file("data/board.toml"),
    }
}

pub fn cell(value: Value) -> Cell {
    Cell {
        value,
        origin: Origin::file("data/paper.toml"),
    }
}

pub fn row(at: usize, code: &str) -> Row {
    Row {
        id: format!("deliverables-{at}"),
        label: at.to_string(),
        cells: IndexMap::from([("status".to_owned(), cell(Value::Status(code.into())))]),
        judged: None,
        short_travel: None,
        long_travel: None,
    }
}

/// A paper of 16 deliverables: 13 green, two amber, one red.
pub fn paper() -> Paper {
    let codes = ["G"; 13].into_iter().chain(["A", "A", "R"]);
    let status = Heading {
        name: "status".into(),
        heading: "RAG status".into(),
        of_type: ValueType::Status,
        quarters: Vec::new(),
        origin: None,
    };
    let table = Table {
        columns: vec![status],
        key: Some(key()),
        rows: codes
            .enumerate()
            .map(|(at, code)| row(at + 1, code))
            .collect(),
        above: Vec::new(),
    };
    let board = json!({
        "organisation": { "name": "Northmarch", "strapline": null, "language": "en-GB" }, "design": {}, "keys": {}, "wording": {},
        "wording_of": {}, "texts": {}, "defaults": {}, "name": null, "names": {}, "formats": [], "standards": [],
    });
    let kind = json!({
        "name": "theme-update", "summary": "", "fields": {}, "tables": {}, "order": [], "pack": null, "wording": {},
        "origin": { "is": "file", "file": "document.toml" },
    });
    let quarter = Quarter::parse("2026-27 Q2").expect("a quarter");
    Paper {
        file: "data/paper.toml".into(),
        board: serde_json::from_value(board).expect("an office"),
        kind: serde_json::from_value(kind).expect("a description"),
        fields: IndexMap::from([
            ("theme.number".to_owned(), cell(Value::Text("3".into()))),
            ("quarter".to_owned(), cell(Value::Quarter(quarter))),
        ]),
        tables: IndexMap::from([("deliverables".to_owned(), table)]),
        notes: Vec::new(),
        wording: IndexMap::new(),
        past: IndexMap::new(),
        published: IndexMap::new(),
        pack: None,
    }
}
