//! A new office: its files, which build at once.

use std::path::Path;

use indexmap::IndexMap;

use crate::check::Colour;
use crate::diagnostic::{Code, Diagnostics};
use crate::job::{Making, schema_line, write_schemas};
use crate::load::{Library, Node, NodeValue, parse};
use crate::model::{Board, Date, Kind, Law, Origin, Quarter, ValueType};
use crate::toml_text::quoted;
use crate::tracker::{self, Tracker};
use crate::validate;

use super::accent::written;
use super::filled::filled;
use super::meeting_day::meeting_day;
use super::rows::{Names, NewRow, NewRows};

/// The status keys that an office can begin with; the first line of each says what it is.
const KEYS: [(&str, &str); 3] = [
    ("rag", include_str!("office/keys/rag.toml")),
    ("brag", include_str!("office/keys/brag.toml")),
    ("words", include_str!("office/keys/words.toml")),
];
const BOARD: &str = include_str!("office/board.toml");
const PAPER: &str = include_str!("office/paper.toml");
const LINES: &str = include_str!("office/lines.toml");
const MEETING: &str = include_str!("office/meeting.toml");
const TEMPLATES: &str = include_str!("office/templates.md");
const README: &str = include_str!("office/README.md");
/// How a tracker is filled in, for its first sheet.
pub(super) const INSTRUCTIONS: &str = include_str!("office/instructions.txt");

/// What a new office is told.
#[derive(Clone, Debug, PartialEq)]
pub struct NewOffice {
    /// Who publishes the papers.
    pub organisation: String,
    /// The plan that the first theme belongs to.
    pub plan: String,
    /// The first theme's name.
    pub theme: String,
    /// The status key, by its name.
    pub key: String,
    /// The accent, where it is not the house's own.
    pub accent: Option<Colour>,
    /// The sheet that papers are printed on, by its name in the design.
    pub sheet: String,
    /// The law on meetings, by its name.
    pub jurisdiction: String,
    /// The quarter of the first paper.
    pub quarter: Quarter,
    /// The day on which the office is made.
    pub today: Date,
}

/// Lists the status keys that an office can begin with, each with what it is.
pub fn keys() -> impl Iterator<Item = (&'static str, &'static str)> {
    KEYS.iter().map(|(name, text)| {
        let first = text.lines().next().unwrap_or_default();
        (*name, first.trim_start_matches(['#', ' ']))
    })
}

/// Lists the laws on meetings by their names.
pub fn jurisdictions() -> Vec<String> {
    law().jurisdictions.into_keys().collect()
}

/// Returns the quarter that papers of a day report on: the last that is over.
pub fn first_quarter(today: Date) -> Quarter {
    Quarter::of(today).before()
}

fn law() -> Law {
    validate::law(&Library::embedded(), &mut Diagnostics::default())
}

/// Reports a folder that an office cannot go into: only one that is not there, or is empty, takes it.
pub fn takes_place(folder: &Path, shown: &str, out: &mut Diagnostics) -> bool {
    let taken = match std::fs::read_dir(folder) {
        Ok(mut inside) => inside
            .next()
            .is_some()
            .then_some("is there already, and is not empty"),
        Err(_) => folder.symlink_metadata().is_ok().then_some("is no folder"),
    };
    let Some(taken) = taken else {
        return true;
    };
    let message = format!("`{shown}` {taken}");
    let problem = out.add(Code::NotWritten, Origin::file(shown), message);
    match folder.join("data/board.toml").is_file() {
        true => problem.hint(
            "it holds an office: start in it, and add to it with `boardpaper new theme`; or take another name",
        ),
        false => problem.hint("take another name, or move that folder away first"),
    };
    false
}

/// Makes the files of a new office.
pub fn new_office(new: &NewOffice, out: &mut Diagnostics) -> Option<Making> {
    let files = Files::of(new);
    let values = values(new, &files);
    let library = Library::embedded();
    let mut making = Making::default();
    let board = with_schema(&files.board, &filled(BOARD, &values), out)?;
    let paper = with_schema(&files.paper, &filled(PAPER, &values), out)?;
    let read = validate::board(&parse(&board, &files.board, out)?, out)?;
    let tracker = first_tracker(&read, &paper, new, &library, out)?;
    let meeting = with_schema(&files.meeting, &filled(MEETING, &values), out)?;
    making.add(files.board, board);
    making.add(files.paper, paper);
    making.add(files.tracker, tracker);
    making.add(files.meeting, meeting);
    making.add("data/templates/README.md", filled(TEMPLATES, &values));
    making.add("README.md", filled(README, &values));
    // The folder is not there yet: nothing in it is kept.
    write_schemas(Path::new(""), &library, Some(&read), &mut making);
    Some(making)
}

/// Where the files of an office go.
struct Files {
    board: String,
    paper: String,
    tracker: String,
    meeting: String,
}

impl Files {
    fn of(new: &NewOffice) -> Self {
        let Quarter { year, number } = new.quarter;
        let below = format!("data/{year}/q{number}");
        Self {
            board: "data/board.toml".to_owned(),
            paper: format!("{below}/theme-1.toml"),
            tracker: format!("{below}/theme-1-tracker.xlsx"),
            meeting: "data/meetings/first.toml".to_owned(),
        }
    }
}

/// Lists what is put into the texts.
fn values(new: &NewOffice, files: &Files) -> Vec<(&'static str, String)> {
    let key = KEYS.iter().find(|(name, _)| *name == new.key);
    let law = law();
    let notice = law
        .jurisdictions
        .get(&new.jurisdiction)
        .and_then(|known| known.notice.clone());
    let said = |notice: String| format!("notice = {}", quoted(&notice));
    let unsaid = "# notice = \"council\"             # as your standing orders say";
    let accent = match new.accent {
        Some(accent) => format!("accent = {}", quoted(&written(accent))),
        None => "# accent = \"#1d3d6b\"".to_owned(),
    };
    let day = |date: Date| format!("{:04}-{:02}-{:02}", date.year, date.month, date.day);
    let quarter = new.quarter.file_form();
    let from_data = |file: &str| file.strip_prefix("data/").unwrap_or(file).to_owned();
    let meeting = from_data(&files.meeting);
    vec![
        ("organisation", quoted(&new.organisation)),
        ("organisation-plain", new.organisation.clone()),
        ("plan", quoted(&new.plan)),
        ("theme", quoted(&new.theme)),
        ("quarter", quoted(&quarter)),
        ("item", quoted(&format!("{}: {}", new.plan, new.quarter))),
        ("paper", quoted(&format!("../{}", from_data(&files.paper)))),
        ("paper-file", files.paper.clone()),
        ("tracker-file", files.tracker.clone()),
        ("meeting-file", files.meeting.clone()),
        ("meeting-name", meeting.trim_end_matches(".toml").to_owned()),
        (
            "meeting",
            day(meeting_day(new.today, &law, &new.jurisdiction)),
        ),
        ("today", day(new.today)),
        ("key-name", quoted(&new.key)),
        (
            "key",
            key.map_or("", |(_, text)| text).trim_end().to_owned(),
        ),
        ("accent", accent),
        ("sheet", format!("sheet = {}", quoted(&new.sheet))),
        ("jurisdiction", quoted(&new.jurisdiction)),
        ("notice", notice.map_or_else(|| unsaid.to_owned(), said)),
    ]
}

/// Puts the line that names a file's schema before its text: that of the kind it names, or of the board.
fn with_schema(shown: &str, text: &str, out: &mut Diagnostics) -> Option<String> {
    let node = parse(text, shown, out)?;
    let kind = text_of(&node, "document").unwrap_or("board");
    Some(schema_line(shown, kind) + text)
}

/// Makes the tracker of the first theme, with an example line for each step of the key.
fn first_tracker(
    board: &Board,
    paper: &str,
    new: &NewOffice,
    library: &Library,
    out: &mut Diagnostics,
) -> Option<Vec<u8>> {
    let paper = parse(paper, "theme-1.toml", out)?;
    let place = Origin::file("theme-1.toml");
    let kind = validate::kind(library, text_of(&paper, "document")?, &place, out)?;
    let lines = parse(LINES, "lines.toml", out)?;
    let table = text_of(&lines, "table")?;
    let rows = first_rows(&kind, table, &lines, board)?;
    let title = format!("Theme 1: {}", new.theme);
    let sheet = rows.sheet(text_of(&lines, "sheet")?, &title, &Names::default());
    let tracker = Tracker {
        title: format!("{title}, tracker for {}", new.quarter),
        organisation: new.organisation.clone(),
        instructions: paragraphs(INSTRUCTIONS),
        facts: vec![
            ("Plan".to_owned(), new.plan.clone()),
            ("Quarter".to_owned(), new.quarter.to_string()),
        ],
        sheets: vec![sheet],
        glossary: Some(Vec::new()),
        footnotes: Some(Vec::new()),
        others: Vec::new(),
    };
    made(&tracker, out)
}

/// Makes a workbook; what a workbook cannot hold is reported.
pub(super) fn made(tracker: &Tracker, out: &mut Diagnostics) -> Option<Vec<u8>> {
    match tracker::workbook(tracker) {
        Ok(bytes) => Some(bytes),
        Err(fault) => {
            let message = format!("the tracker cannot be made: {fault}");
            out.add(Code::NotWritten, None, message)
                .hint("take shorter names");
            None
        }
    }
}

/// Takes a text apart at its blank lines.
pub(super) fn paragraphs(text: &str) -> Vec<String> {
    let paragraphs = text.split("\n\n").map(str::trim);
    paragraphs
        .filter(|paragraph| !paragraph.is_empty())
        .map(str::to_owned)
        .collect()
}

fn first_rows<'a>(
    kind: &'a Kind,
    table: &str,
    lines: &Node,
    board: &'a Board,
) -> Option<NewRows<'a>> {
    let table = kind.tables.get(table)?;
    let key = board.keys.values().next()?;
    let words = texts_of(lines, "cells");
    let is_used = |name: &str, of_type: ValueType| {
        matches!(of_type, ValueType::Ref | ValueType::Status) || words.contains_key(name)
    };
    let used = table
        .columns
        .iter()
        .filter(|(name, column)| is_used(name, column.of_type));
    let row = |(at, step): (usize, &crate::model::Step)| {
        let number = (at + 1).to_string();
        let values = [
            ("number", number.clone()),
            ("label", format!("“{}”", step.label)),
        ];
        let cell = |(name, column): (&String, &crate::model::Column)| {
            let words = match column.of_type {
                ValueType::Ref => number.clone(),
                ValueType::Status => step.code.clone(),
                _ => filled(words.get(name)?, &values),
            };
            Some((name.clone(), words))
        };
        used.clone().filter_map(cell).collect::<NewRow>()
    };
    let heading = |(name, column): (&String, &crate::model::Column)| {
        Some((name.clone(), column.headings.first()?.clone()))
    };
    Some(NewRows {
        table,
        key: Some(key),
        columns: used.clone().filter_map(heading).collect(),
        rows: key.steps.iter().enumerate().map(row).collect(),
    })
}

/// Returns a text of a TOML file by its key.
fn text_of<'a>(node: &'a Node, key: &str) -> Option<&'a str> {
    match &entry(node, key)?.value {
        NodeValue::Text(text) => Some(text),
        _ => None,
    }
}

fn texts_of(node: &Node, key: &str) -> IndexMap<String, String> {
    let entries = entry(node, key).map(|node| &node.value);
    let Some(NodeValue::Table(entries)) = entries else {
        return IndexMap::new();
    };
    let text = |entry: &crate::load::Entry| match &entry.node.value {
        NodeValue::Text(text) => Some((entry.key.clone(), text.clone())),
        _ => None,
    };
    entries.iter().filter_map(text).collect()
}

fn entry<'a>(node: &'a Node, key: &str) -> Option<&'a Node> {
    let NodeValue::Table(entries) = &node.value else {
        return None;
    };
    let found = entries.iter().find(|entry| entry.key == key);
    found.map(|entry| &entry.node)
}
