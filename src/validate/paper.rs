//! A paper's TOML file and its trackers: loose values in, a paper out.

use std::sync::Arc;

use indexmap::IndexMap;

use crate::diagnostic::{Code, Diagnostics};
use crate::load::{Library, Node, Workbook};
use crate::model::{Board, Cell, Kind, Paper, Phrase, Quarter, Row, Table, Value, ValueType};

use super::answers::Answer;
use super::board::phrases;
use super::body::{Written, bodies, refer};
use super::fields::fields;
use super::kind::kind;
use super::notes::FOOTNOTES;
use super::section::Section;
use super::tables::Tables;
use super::{line_of, notes, see};

/// Gives what a paper names by its path; what cannot be read is reported and `None`.
pub trait Beside {
    /// Gives a workbook.
    fn workbook(&mut self, name: &Phrase, out: &mut Diagnostics) -> Option<Arc<Workbook>>;

    /// Gives another paper, whose own papers are followed as many steps as the field says; `None` without a problem where
    /// this paper lies at the end of such steps.
    fn paper(&mut self, name: &Phrase, follow: u32, out: &mut Diagnostics) -> Option<Arc<Paper>>;

    /// Gives what was collected for the paper that is being read, later answers after earlier ones.
    fn answers(&mut self, _quarter: Quarter, _out: &mut Diagnostics) -> Vec<Answer> {
        Vec::new()
    }
}

/// Reads a paper; what could not be read is reported, and only a whole paper is given.
pub fn paper(
    node: &Node,
    board: &Board,
    library: &Library,
    beside: &mut dyn Beside,
    out: &mut Diagnostics,
) -> Option<Paper> {
    let mut file = Section::new(node, "the paper", out)?;
    let document = document(&mut file, out)?;
    let kind = kind(library, document.text.trim(), &document.origin, out)?;
    let mut fields = fields(&mut file, &kind, board, beside, out);
    line_of::check(&kind, &fields, out);
    let bodies = bodies(&mut file, &kind, &fields, beside, out);
    fields.extend(bodies.fields);
    let wording = file
        .section("wording", out)
        .map(|section| phrases(section, out))
        .unwrap_or_default();
    let mut reader = Tables::new(board, beside, &fields);
    let mut tables = reader.read(&mut file, &kind, out);
    let failed = reader.failed;
    unused_body(&file, &kind, out);
    file.finish(out);
    let named = kind.has_body();
    add_notes(&mut tables, bodies.notes);
    let cells = fields.values_mut().chain(cells_of(&mut tables));
    refer(cells, &bodies.names, named, out);
    let noted = notes::Notes::take(&mut tables, bodies.marks, out);
    let mut paper = Paper {
        file: node.origin.path().to_owned(),
        board: board.clone(),
        kind,
        fields,
        tables,
        notes: Vec::new(),
        wording,
        past: IndexMap::new(),
        published: IndexMap::new(),
        pack: None,
    };
    see::link(&mut paper, out);
    paper.notes = noted.number(&mut paper, failed, out);
    let unread = out.has_errors() && lacks_papers(&paper);
    (!failed && !unread).then_some(paper)
}

/// Reads the fields of a paper's head alone, without tables, texts and what it names: mostly enough to tell where it goes.
pub fn head(node: &Node, board: &Board, library: &Library, out: &mut Diagnostics) -> Option<Paper> {
    let mut file = Section::new(node, "the paper", out)?;
    let document = document(&mut file, out)?;
    let kind = kind(library, document.text.trim(), &document.origin, out)?;
    let fields = fields(&mut file, &kind, board, &mut Alone, out);
    let wording = file
        .section("wording", out)
        .map(|section| phrases(section, out))
        .unwrap_or_default();
    Some(Paper {
        file: node.origin.path().to_owned(),
        board: board.clone(),
        kind,
        fields,
        tables: IndexMap::new(),
        notes: Vec::new(),
        wording,
        past: IndexMap::new(),
        published: IndexMap::new(),
        pack: None,
    })
}

/// Nothing stands beside the paper.
struct Alone;

impl Beside for Alone {
    fn workbook(&mut self, _name: &Phrase, _out: &mut Diagnostics) -> Option<Arc<Workbook>> {
        None
    }

    fn paper(
        &mut self,
        _name: &Phrase,
        _follow: u32,
        _out: &mut Diagnostics,
    ) -> Option<Arc<Paper>> {
        None
    }
}

/// Returns whether a paper that must be there could not be read: its words would speak of it.
fn lacks_papers(paper: &Paper) -> bool {
    let needed = paper.kind.fields.iter().filter(|(_, field)| {
        field.required && matches!(field.of_type, ValueType::Paper | ValueType::Papers)
    });
    needed
        .into_iter()
        .any(|(name, _)| !paper.fields.contains_key(name))
}

/// Reports text below the head of a paper whose document has no place for it.
fn unused_body(file: &Section<'_>, kind: &Kind, out: &mut Diagnostics) {
    let Some(node) = file.body().filter(|_| !kind.has_body()) else {
        return;
    };
    let message = format!("the document `{}` takes no text below the head", kind.name);
    out.add(Code::FieldUnknown, node.origin.clone(), message)
        .hint("give the text under the names of fields, or name another document");
}

fn cells_of(tables: &mut IndexMap<String, Table>) -> impl Iterator<Item = &mut Cell> {
    let rows = tables.values_mut().flat_map(|table| &mut table.rows);
    rows.flat_map(|row| row.cells.values_mut())
}

/// Puts notes that are written out in a text beside those of the head.
fn add_notes(tables: &mut IndexMap<String, Table>, notes: Vec<Written>) {
    let row = |note: Written| {
        let cell = |value| Cell {
            value,
            origin: note.origin.clone(),
        };
        let mark = cell(Value::Text(note.mark.clone()));
        let text = cell(Value::Rich(note.text));
        Row {
            id: String::new(),
            label: note.mark,
            cells: IndexMap::from([("mark".to_owned(), mark), ("text".to_owned(), text)]),
            judged: None,
            short_travel: None,
            long_travel: None,
        }
    };
    if notes.is_empty() {
        return;
    }
    let empty = Table {
        columns: Vec::new(),
        key: None,
        rows: Vec::new(),
        above: Vec::new(),
    };
    let table = tables.entry(FOOTNOTES.to_owned()).or_insert(empty);
    table.rows.extend(notes.into_iter().map(row));
}

/// Returns the document that a paper names.
pub fn document(file: &mut Section<'_>, out: &mut Diagnostics) -> Option<Phrase> {
    if !file.has("document") {
        let message = "the file names no `document`: it is no paper";
        out.add(Code::FieldMissing, file.origin.clone(), message)
            .hint("add a line such as `document = \"theme-update\"`");
    }
    file.phrase("document", out)
}
