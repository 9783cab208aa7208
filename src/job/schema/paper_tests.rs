//! The schemas and the readers of papers say the same of every key.

use std::sync::Arc;

use serde_json::{Map, Value as Json, json};

use crate::diagnostic::Diagnostics;
use crate::job::settings;
use crate::load::{Library, Workbook, parse};
use crate::model::{Kind, Paper, Phrase, TableKind, ValueType};
use crate::pack;
use crate::validate::{self, Beside};

use super::agreement::{Reader, named, put};
use super::board_tests::{BOARD, read_board};
use super::schemas;

/// Papers and workbooks that are never there, without a word.
struct Nowhere;

impl Beside for Nowhere {
    fn workbook(&mut self, _: &Phrase, _: &mut Diagnostics) -> Option<Arc<Workbook>> {
        None
    }

    fn paper(&mut self, _: &Phrase, _: u32, _: &mut Diagnostics) -> Option<Arc<Paper>> {
        None
    }
}

#[test]
fn schemas_and_readers_of_papers_agree_on_every_key() {
    let library = Library::embedded();
    let (board, _) = read_board(BOARD, "wording", &library);
    let board = board.expect("a board");
    let all = schemas(&library, Some(&board));
    let mut said = Vec::new();
    let common = validate::common(&library, &mut Diagnostics::default());
    let mut first = true;
    for kind in settings::kinds(&library) {
        let read = |text: &str, _: &str| {
            let mut out = Diagnostics::default();
            if let Some(node) = parse(text, "data/a.toml", &mut out) {
                let paper = validate::paper(&node, &board, &library, &mut Nowhere, &mut out);
                if let Some(paper) = paper.filter(|paper| paper.kind.pack.is_some()) {
                    let law = validate::law(&library, &mut out);
                    pack::check(&paper, &law, &mut out);
                }
            }
            out
        };
        let reader = Reader {
            schema: named(&all, &kind.name),
            read: &read,
        };
        let same = |name: &&String| {
            kind.fields.get(*name) == common.fields.get(*name)
                && kind.tables.get(*name) == common.tables.get(*name)
        };
        let known = common
            .fields
            .keys()
            .chain(common.tables.keys())
            .filter(same);
        let known: Vec<&str> = known.map(String::as_str).collect();
        let known = if first { Vec::new() } else { known };
        first = false;
        reader.compare(&kind.name, &paper(&kind), &known, &mut said);
    }
    assert!(
        said.is_empty(),
        "{} disagree:\n{}",
        said.len(),
        said.join("\n")
    );
}

/// Makes a paper of a kind with every group and table.
fn paper(kind: &Kind) -> Json {
    let mut file = json!({ "document": kind.name });
    for (name, field) in &kind.fields {
        let way: Vec<String> = name.split('.').map(str::to_owned).collect();
        if field.required || way.len() > 1 {
            put(&mut file, &way, sample(field.of_type, &field.choices));
        }
    }
    for (name, table) in &kind.tables {
        file[name] = json!([row(name, table)]);
        if let Some(key) = &table.key {
            file[key] = "rag".into();
        }
    }
    let columns = |table: &TableKind| {
        table
            .columns
            .keys()
            .map(|c| (c.clone(), json!("Words")))
            .collect()
    };
    let headings = kind
        .tables
        .iter()
        .map(|(name, table)| (name.clone(), Json::Object(columns(table))));
    file["headings"] = Json::Object(headings.collect());
    file
}

fn row(of: &str, table: &TableKind) -> Json {
    let columns = table.columns.iter().filter(|(_, column)| {
        column.required || (table.judge.is_some() && column.of_type == ValueType::Status)
    });
    let cells = columns.map(|(name, column)| {
        // No two tables may explain the same word.
        let one = match column.of_type {
            ValueType::Text => of.into(),
            of_type => sample(of_type, &column.choices),
        };
        let cell = if column.by_quarter {
            json!({ "2026-27 Q1": one })
        } else {
            one
        };
        (name.clone(), cell)
    });
    Json::Object(cells.collect::<Map<_, _>>())
}

fn sample(of_type: ValueType, choices: &[String]) -> Json {
    match of_type {
        ValueType::Status => "G".into(),
        ValueType::Date => "2026-10-30".into(),
        ValueType::Quarter => "2026-27 Q2".into(),
        ValueType::Number | ValueType::Percentage | ValueType::Money => 7.into(),
        ValueType::Measure => "42.1%".into(),
        ValueType::Tolerance => "5%".into(),
        ValueType::Polarity => "high".into(),
        ValueType::Link => "https://northmarch.example".into(),
        ValueType::Choice => choices[0].as_str().into(),
        ValueType::Flag => true.into(),
        ValueType::Papers => json!(["a.toml"]),
        ValueType::File => "a.pdf".into(),
        ValueType::Files => json!(["a.pdf"]),
        ValueType::Texts => json!(["filming"]),
        _ => "Words".into(),
    }
}
