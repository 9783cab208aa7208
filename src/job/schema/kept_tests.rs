//! The schemas of what boardpaper keeps say the same as its readers, and fit what it writes.

use serde_json::{Value as Json, json};

use crate::diagnostic::Diagnostics;
use crate::history::Record;
use crate::load::parse;
use crate::model::{FinancialYear, Quarter};
use crate::returns::{Changed, Kept, Round, Says, overlay};
use crate::validate;

use super::agreement::{Reader, as_json};
use super::kept::{ANSWERS, HISTORY, ROUND, kept};
use super::schema_line;
use super::validator::fits;

const ROUND_FILE: &str = r#"
quarter = "2026-27 Q2"
deadline = "2026-10-16"
by = "organisation"
contact = "Policy team"
reply-to = "policy@northmarch.example"
[[return]]
officer = "Head of Estates"
email = "estates@northmarch.example"
file = "Head of Estates.xlsx"
lines = [{ paper = "data/a.toml", table = "deliverables", ref = "1" }]
"#;
const ANSWERS_FILE: &str = r#"
[[answer]]
paper = "data/a.toml"
table = "deliverables"
ref = "1"
from = "a.xlsx"
officer = "Head of Estates"
"#;
const RECORD: &str = r#"
[[published]]
paper = "data/a.toml"
document = "theme-update"
title = "Theme 1"
series = "theme-update 1"
published = 2026-08-03
pdf = "a.pdf"
sha256 = "00"
pages = 2
fields = { "theme.number" = "1" }
before = ""
entry = "00"

[published.tables.deliverables]
key = "rag"
total = 1
rating = "good"
steps = [{ code = "G", label = "Green", count = 1, percent = 100 }]
rows = [{ ref = "1", status = "G", title = "Patrol the port", figures = { cost = "£3" } }]
"#;

fn schema(name: &str) -> Json {
    let found = kept().find(|schema| schema.name == name);
    found.expect("a schema").json
}

fn of_round() -> Quarter {
    let year = FinancialYear(2026);
    Quarter { year, number: 2 }
}

fn read_round(text: &str) -> (Option<Round>, Diagnostics) {
    let mut out = Diagnostics::default();
    let round = Round::read(text, "round.toml", of_round(), &mut out);
    (round, out)
}

fn read_answers(text: &str) -> Diagnostics {
    let mut out = Diagnostics::default();
    if let Some(node) = parse(text, "a.toml", &mut out) {
        validate::answers(&node, &mut out);
    }
    out
}

/// Puts every probe in every place of a file, but in the tables that are named.
fn agree(name: &str, file: &str, known: &[&str], read: &dyn Fn(&str) -> Diagnostics) {
    let reader = Reader {
        schema: &schema(name),
        read: &|text, _| read(text),
    };
    let mut said = Vec::new();
    reader.compare(name, &as_json(file), known, &mut said);
    assert!(said.is_empty(), "{}", said.join("\n"));
}

#[test]
fn schemas_and_readers_of_rounds_and_answers_agree_on_every_key() {
    agree(ROUND, ROUND_FILE, &[], &|text| read_round(text).1);
    // What undoing needs is read when it is asked for.
    agree(ANSWERS, ANSWERS_FILE, &["tracker"], &read_answers);
}

#[test]
fn what_is_written_fits_its_schema_and_is_read_below_its_line() {
    let (round, _) = read_round(ROUND_FILE);
    let line = schema_line("data/returns/2026-27-q2/round.toml", ROUND);
    let text = round.expect("a round").written(&line);
    assert!(text.starts_with("#:schema ../../schemas/round.json\n#"));
    assert_eq!(read_round(&text), read_round(ROUND_FILE));
    fit(ROUND, &text);

    let text = overlay("#:schema a.json\n", "2026-10-12", &[answer()], &[changed()]);
    assert!(!read_answers(&text).has_errors());
    fit(ANSWERS, &text);
}

fn answer() -> Kept {
    let says = |text: &str| Says {
        text: text.to_owned(),
        ..Says::default()
    };
    let day = Says {
        is_date: true,
        ..says("2026-12-01")
    };
    Kept {
        paper: "data/a.toml".to_owned(),
        table: "deliverables".to_owned(),
        row: "1".to_owned(),
        cells: vec![
            ("update".to_owned(), says("Old."), says("New.\nAnd more.")),
            ("revised".to_owned(), Says::default(), day),
        ],
        declined: vec![("update".to_owned(), vec!["Other.".to_owned()])],
        ..Kept::default()
    }
}

fn changed() -> Changed {
    Changed {
        file: "data/t.xlsx".to_owned(),
        ..Changed::default()
    }
}

#[test]
fn the_record_fits_its_schema_and_holds_with_its_line_and_without() {
    fit(HISTORY, RECORD);
    let strange = as_json(&RECORD.replace("[[published]]", "a = 1\n[[published]]"));
    assert!(!fits(&schema(HISTORY), &strange, &schema(HISTORY)));

    let line = schema_line("data/history/papers.toml", HISTORY);
    let mut out = Diagnostics::default();
    let mut read = |text: &str| Record::read(text, "papers.toml", &mut out).expect("a record");
    let entry = read(RECORD).entries.remove(0).entry;
    let mut record = Record::begun(&line);
    record.add(entry.clone());
    record.add(entry);
    assert!(record.text().starts_with(&line), "{}", record.text());
    for text in [record.text(), record.text().trim_start_matches(&line)] {
        let read = read(text);
        assert_eq!((read.entries.len(), read.breaks()), (2, vec![]), "{text}");
        fit(HISTORY, text);
    }
}

#[track_caller]
fn fit(name: &str, text: &str) {
    let (file, schema) = (plain(as_json(text)), schema(name));
    assert!(fits(&schema, &file, &schema), "{file:#}");
}

/// Gives days as editors give them to a schema: as text.
fn plain(value: Json) -> Json {
    match value {
        Json::Object(parts) if parts.len() == 1 && parts.contains_key(DAY) => json!(parts[DAY]),
        Json::Object(parts) => parts
            .into_iter()
            .map(|(name, inner)| (name, plain(inner)))
            .collect(),
        Json::Array(items) => items.into_iter().map(plain).collect(),
        other => other,
    }
}

/// How a day of TOML reads as JSON.
const DAY: &str = "$__toml_private_datetime";
