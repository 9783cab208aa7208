//! The paper that a new theme is made after, and its neighbours.

use std::path::{Path, PathBuf};

use crate::diagnostic::{Code, Diagnostics};
use crate::job::reader::Reader;
use crate::job::{Office, paper, papers};
use crate::load::{self, Entry, Node, NodeValue};
use crate::model::{Kind, Paper, Quarter, Table, TableKind, Value, ValueType};

use super::rows::Names;

/// Papers that report on numbered themes, quarter by quarter.
pub struct Pattern {
    /// The paper to be followed.
    pub paper: Paper,
    /// What its file says, key by key.
    pub entries: Vec<Entry>,
    /// All papers of its kind.
    pub kin: Vec<Paper>,
}

impl Pattern {
    /// Finds the paper to be followed: the one that is named, or else the newest of the kind that most papers are of.
    ///
    /// A kind is fit whose papers have a quarter, a number and a name of what they are about, and a table that is answered anew
    /// each quarter.
    pub fn find(office: &Office, like: Option<&Path>, out: &mut Diagnostics) -> Option<Self> {
        let mut unread = Diagnostics::default();
        let mut reader = Reader::new(office);
        let mut fit: Vec<Paper> = papers(office, &[], &mut unread)
            .iter()
            .filter_map(|path| reader.read(path, &mut unread))
            .filter(is_fit)
            .collect();
        let chosen = match like {
            Some(like) => named(office, like, out)?,
            None => newest(&fit).or_else(|| none_fit(out))?,
        };
        fit.retain(|one| one.kind.name == chosen.kind.name);
        let file = office.root.join(&chosen.file);
        let read = load::paper(&file, &chosen.file, out)?;
        Some(Self {
            paper: chosen,
            entries: entries(read),
            kin: fit,
        })
    }

    /// Returns what the paper is about: its number and its name.
    pub fn subject(&self) -> (String, String) {
        subject(&self.paper).unwrap_or_default()
    }

    /// Shows the papers of the kind that report on a quarter, each with its number.
    pub fn of_quarter(&self, quarter: Quarter) -> impl Iterator<Item = (&Paper, String)> {
        let kin = self.kin.iter();
        let then = kin.filter(move |paper| paper.quarter() == Some(quarter));
        then.filter_map(|paper| Some((paper, subject(paper)?.0)))
    }

    /// Collects who answers for lines: the lists of the office's checks where it keeps them, or else whom its papers name.
    pub fn names(&self) -> Names {
        let checks = &self.paper.board.checks;
        let listed = |list: &[crate::model::Phrase], of_type| match list {
            [] => self.named(of_type),
            list => list.iter().map(|name| name.text.clone()).collect(),
        };
        Names {
            people: listed(&checks.lead_officers, ValueType::Person),
            organisations: listed(&checks.organisations, ValueType::Organisation),
        }
    }

    fn named(&self, of_type: ValueType) -> Vec<String> {
        let tables = self.kin.iter().flat_map(|paper| {
            let answered = answered(&paper.kind);
            answered.filter_map(|(name, _)| paper.tables.get(name))
        });
        let mut names: Vec<String> = tables
            .flat_map(|table| in_columns(table, of_type))
            .collect();
        names.sort();
        names.dedup();
        names
    }
}

/// Lists what the columns of a type say.
fn in_columns(table: &Table, of_type: ValueType) -> impl Iterator<Item = String> {
    let columns = table.columns.iter();
    let columns = columns.filter(move |column| column.of_type == of_type);
    columns.flat_map(|column| {
        let cells = table.rows.iter().filter_map(|row| row.value(&column.name));
        cells.map(Value::plain)
    })
}

/// Lists the tables that lead officers answer anew each quarter.
pub fn answered(kind: &Kind) -> impl Iterator<Item = (&str, &TableKind)> {
    let tables = kind.tables.iter();
    let answered =
        tables.filter(|(_, table)| table.columns.values().any(|column| column.is_anew()));
    answered.map(|(name, table)| (name.as_str(), table))
}

fn is_fit(paper: &Paper) -> bool {
    let has_lines = answered(&paper.kind).any(|(name, _)| paper.tables.contains_key(name));
    has_lines && paper.quarter().is_some() && subject(paper).is_some()
}

/// Returns the number and the name of what a paper is about.
fn subject(paper: &Paper) -> Option<(String, String)> {
    let (number, name) = paper.kind.subject()?;
    let said = |field| Some(paper.fields.get(field)?.value.plain());
    Some((said(number)?, said(name)?))
}

/// Returns the newest paper of the kind that most are of; of one quarter, that of the last theme.
fn newest(fit: &[Paper]) -> Option<Paper> {
    let count = |kind: &str| fit.iter().filter(|paper| paper.kind.name == kind).count();
    let age = |paper: &&Paper| {
        let number = subject(paper).unwrap_or_default().0;
        (
            count(&paper.kind.name),
            paper.quarter(),
            number.len(),
            number,
            paper.file.clone(),
        )
    };
    fit.iter().max_by_key(age).cloned()
}

fn none_fit<T>(out: &mut Diagnostics) -> Option<T> {
    let message = "the office has no paper on a theme that the new one could follow";
    out.add(Code::PatternMissing, None, message).hint(
        "name one with `--like PAPER`: it must build, and have a quarter, a theme with number and name, and lines with status and update",
    );
    None
}

fn named(office: &Office, like: &Path, out: &mut Diagnostics) -> Option<Paper> {
    let path: PathBuf = paper(office, like, out)?;
    let mut problems = Diagnostics::default();
    let read = Reader::new(office).read(&path, &mut problems);
    let Some(read) = read else {
        out.append(problems);
        return None;
    };
    if !is_fit(&read) {
        let message = format!(
            "`{}` is no paper on a theme that the new one could follow",
            read.file
        );
        let place = crate::model::Origin::file(read.file.as_str());
        out.add(Code::PatternMissing, place, message).hint(
            "name one that has a quarter, a theme with number and name, and lines with status and update",
        );
        return None;
    }
    Some(read)
}

fn entries(node: Node) -> Vec<Entry> {
    match node.value {
        NodeValue::Table(entries) => entries,
        _ => Vec::new(),
    }
}
