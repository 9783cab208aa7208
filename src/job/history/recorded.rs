//! A paper whose file is gone, as the record of what was published has it.
//!
//! The record has refs, titles and statuses of a paper's rows, so that direction of travel and lines that came or went can be
//! told from it; updates and dates it has not, and nothing is said of them.

use indexmap::IndexMap;

use crate::diagnostic::Diagnostics;
use crate::history::{Entry, Line, TableEntry, place};
use crate::job::Office;
use crate::job::settings::kinds;
use crate::model::{
    Block, Cell, Heading, Inline, Origin, Paper, RichText, Row, StatusKey, Table, TableKind, Value,
    ValueType,
};

use super::verify::say_breaks;
use super::{FILE, record};

/// Makes a paper of what was published of it last; none where the record does not have it. A record that was changed is reported.
pub fn recorded(office: &Office, file: &str, out: &mut Diagnostics) -> Option<Paper> {
    let record = record(office, out)?;
    let kept = record.last_of(file)?;
    say_breaks(&record, out);
    let entry = &kept.entry;
    let origin = place(FILE, kept.line);
    let mut known = kinds(&office.library).into_iter();
    let kind = known.find(|kind| kind.name == entry.document)?;
    let tables = entry.tables.iter().filter_map(|(name, kept)| {
        let key = office.board.keys.get(&kept.key);
        let table = table(kind.tables.get(name)?, name, kept, key, &origin);
        Some((name.clone(), table))
    });
    Some(Paper {
        file: file.to_owned(),
        board: office.board.clone(),
        tables: tables.collect(),
        fields: fields(entry, &kind.fields, &origin),
        kind,
        notes: Vec::new(),
        wording: IndexMap::new(),
        past: IndexMap::new(),
        published: IndexMap::new(),
        pack: None,
    })
}

/// Takes the quarter and the day of publication; nothing else is asked of an earlier paper.
fn fields(
    entry: &Entry,
    known: &IndexMap<String, crate::model::Field>,
    origin: &Origin,
) -> IndexMap<String, Cell> {
    let quarter = entry.quarter().map(Value::Quarter);
    let named = known
        .iter()
        .find(|(_, field)| field.of_type == ValueType::Quarter);
    let given = named.zip(quarter).map(|((name, _), value)| {
        let origin = origin.clone();
        (name.clone(), Cell { value, origin })
    });
    given.into_iter().collect()
}

fn table(
    kind: &TableKind,
    name: &str,
    kept: &TableEntry,
    key: Option<&StatusKey>,
    origin: &Origin,
) -> Table {
    let told = [
        kind.column_of(ValueType::Ref),
        kind.title(),
        kind.column_of(ValueType::Status).filter(|_| key.is_some()),
    ];
    let columns: Vec<&str> = told.into_iter().flatten().collect();
    Table {
        columns: columns.iter().map(|name| heading(kind, name)).collect(),
        key: key.cloned(),
        rows: kept
            .rows
            .iter()
            .enumerate()
            .map(|(i, line)| Row {
                id: format!("{name}-{}", i + 1),
                label: line.label.clone(),
                cells: columns
                    .iter()
                    .filter_map(|column| {
                        let value = value(kind.columns[*column].of_type, line, key)?;
                        let origin = origin.clone();
                        Some(((*column).to_owned(), Cell { value, origin }))
                    })
                    .collect(),
                judged: None,
                short_travel: None,
                long_travel: None,
            })
            .collect(),
        above: Vec::new(),
    }
}

fn heading(kind: &TableKind, name: &str) -> Heading {
    let column = &kind.columns[name];
    Heading {
        name: name.to_owned(),
        heading: column.headings.first().cloned().unwrap_or_default(),
        of_type: column.of_type,
        quarters: Vec::new(),
        origin: None,
    }
}

/// Returns what a line says of a column; a status that the key no longer has says nothing.
fn value(of_type: ValueType, line: &Line, key: Option<&StatusKey>) -> Option<Value> {
    match of_type {
        ValueType::Ref => Some(Value::Text(line.label.clone())),
        ValueType::Status => {
            let known = key?.steps.iter().any(|step| step.code == line.status);
            known.then(|| Value::Status(line.status.clone()))
        }
        ValueType::RichText => {
            let of = vec![Inline::Text(line.title.clone())];
            Some(Value::Rich(RichText(vec![Block::Paragraph { of }])))
        }
        _ => Some(Value::Text(line.title.clone())),
    }
}
