//! What an old paper holds as a tracker that the office goes on with.

use crate::load::Run;
use crate::model::{Board, Kind, TableKind, ValueType, in_words};
use crate::tracker::{Takes, Tracker, TrackerCell, TrackerColumn, TrackerSheet};
use crate::validate::fold;

use super::cell_text::plain;
use super::{OldPaper, OldRow, OldTable};

/// What a tracker is called, and where its words come from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Named {
    /// Its title.
    pub title: String,
    /// The old paper's file.
    pub source: String,
}

/// Lays an old paper's tables and footnotes out as a tracker.
pub fn tracker(paper: &OldPaper, kind: &Kind, board: &Board, named: &Named) -> Tracker {
    let own = |name: &&String| has_own_sheet(&kind.tables[name.as_str()]);
    let sheets = paper.tables.keys().filter(own);
    let sheets = sheets.map(|name| {
        sheet(
            name,
            &paper.tables[name],
            &kind.tables[name.as_str()],
            board,
            named,
        )
    });
    Tracker {
        title: named.title.clone(),
        organisation: board.organisation.name.clone(),
        instructions: vec![
            "The rows of this workbook were taken from an old paper. Compare them with it once, and go on from here.".to_owned(),
            "Footnotes are cited in the text by their marks, as in [^1]; what they say stands on the sheet Footnotes.".to_owned(),
        ],
        facts: vec![("Taken from".to_owned(), named.source.clone())],
        sheets: sheets.collect(),
        glossary: words(paper, kind, 0),
        footnotes: notes(paper, kind),
        others: Vec::new(),
    }
}

/// The sheets that every tracker has for words and their meanings.
const WORDS: [&str; 2] = ["Glossary", "Footnotes"];

/// Returns whether a table has a sheet that the paper names: all but those of words, which are found by their sheets.
pub fn has_own_sheet(described: &TableKind) -> bool {
    !WORDS.iter().any(|sheet| is_on(described, sheet))
}

fn is_on(described: &TableKind, sheet: &str) -> bool {
    let mut sheets = described.sheets.iter();
    sheets.any(|name| fold(name) == fold(sheet))
}

fn notes(paper: &OldPaper, kind: &Kind) -> Option<Vec<(String, String)>> {
    let mut notes = paper.footnotes.clone();
    notes.extend(words(paper, kind, 1).into_iter().flatten());
    (!notes.is_empty()).then_some(notes)
}

/// Returns the words of the glossary, or of typed tables of notes: what the sheet of such tables is called tells them apart.
fn words(paper: &OldPaper, kind: &Kind, which: usize) -> Option<Vec<(String, String)>> {
    let (name, described) = kind
        .tables
        .iter()
        .find(|(_, described)| is_on(described, WORDS[which]))?;
    let table = paper.tables.get(name)?;
    let mut columns = described.columns.keys();
    let (term, meaning) = (columns.next()?, columns.next()?);
    let said =
        |row: &OldRow, name: &String| row.get(name).map(|runs| plain(runs)).unwrap_or_default();
    Some(
        table
            .rows
            .iter()
            .map(|row| (said(row, term), said(row, meaning)))
            .collect(),
    )
}

fn sheet(
    name: &str,
    table: &OldTable,
    described: &TableKind,
    board: &Board,
    named: &Named,
) -> TrackerSheet {
    let known = described.columns.keys().filter(|name| {
        let required = described.columns[name.as_str()].required;
        required || table.columns.iter().any(|(column, _)| column == *name)
    });
    let others = table.columns.iter().map(|(column, _)| column);
    let others = others.filter(|column| !described.columns.contains_key(*column));
    let names: Vec<&String> = known.chain(others).collect();
    TrackerSheet {
        name: in_words(name),
        title: format!("{}: {}", named.title, in_words(name).to_lowercase()),
        columns: names
            .iter()
            .map(|name| column(name, table, described, board))
            .collect(),
        rows: table.rows.iter().map(|row| cells(row, &names)).collect(),
        room: 0,
        protected: false,
    }
}

fn column(name: &str, table: &OldTable, described: &TableKind, board: &Board) -> TrackerColumn {
    let typed = table.columns.iter().find(|(column, _)| column == name);
    let of_kind = described.columns.get(name);
    let heading = typed.map(|(_, heading)| heading.clone());
    let heading = heading.or_else(|| of_kind.and_then(|column| column.headings.first().cloned()));
    let key = table.key.as_ref().and_then(|key| board.keys.get(key));
    let takes = match (of_kind.map(|column| column.of_type), key) {
        (Some(ValueType::Status), Some(key)) => Takes::Status(key.clone()),
        (Some(ValueType::RichText) | None, _) => Takes::LongText,
        _ => Takes::Text,
    };
    TrackerColumn {
        heading: heading.unwrap_or_else(|| name.to_owned()),
        takes,
        locked: of_kind.is_some_and(|column| !column.answer || column.by_quarter),
        width: None,
    }
}

fn cells(row: &OldRow, names: &[&String]) -> Vec<TrackerCell> {
    let cell = |runs: Option<&Vec<Run>>| match runs {
        Some(runs) if !plain(runs).trim().is_empty() => TrackerCell::Text(runs.clone()),
        _ => TrackerCell::Empty,
    };
    names
        .iter()
        .map(|name| cell(row.get(name.as_str())))
        .collect()
}
