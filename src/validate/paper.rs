//! A paper's TOML file and its trackers: loose values in, a paper out.

use std::sync::Arc;

use indexmap::IndexMap;

use crate::diagnostic::{Code, Diagnostics};
use crate::load::{Library, Node, Workbook};
use crate::model::{Board, Cell, Paper, Phrase, Quarter, Value};

use super::board::phrases;
use super::fields::fields;
use super::kind::kind;
use super::section::Section;
use super::tables::Tables;
use super::{notes, see};

/// Gives what a paper names by its path; what cannot be read is reported and `None`.
pub trait Beside {
    /// Gives a workbook.
    fn workbook(&mut self, name: &Phrase, out: &mut Diagnostics) -> Option<Arc<Workbook>>;

    /// Gives another paper, whose own papers are followed as many steps as the field says; `None` without a problem where
    /// this paper lies at the end of such steps.
    fn paper(&mut self, name: &Phrase, follow: u32, out: &mut Diagnostics) -> Option<Arc<Paper>>;
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
    let fields = fields(&mut file, &kind, beside, out);
    let wording = file
        .section("wording", out)
        .map(|section| phrases(section, out))
        .unwrap_or_default();
    let mut reader = Tables::new(board, beside, quarter(&fields));
    let mut tables = reader.read(&mut file, &kind, out);
    let failed = reader.failed;
    file.finish(out);
    let noted = notes::Notes::take(&mut tables, out);
    let mut paper = Paper {
        file: node.origin.path().to_owned(),
        board: board.clone(),
        kind,
        fields,
        tables,
        wording,
        past: IndexMap::new(),
    };
    see::link(&mut paper, out);
    noted.number(&mut paper, failed, out);
    (!failed).then_some(paper)
}

fn document(file: &mut Section<'_>, out: &mut Diagnostics) -> Option<Phrase> {
    if !file.has("document") {
        let message = "the file names no `document`: it is no paper";
        out.add(Code::FieldMissing, file.origin.clone(), message)
            .hint("add a line such as `document = \"theme-update\"`");
    }
    file.phrase("document", out)
}

fn quarter(fields: &IndexMap<String, Cell>) -> Option<Quarter> {
    fields.values().find_map(|cell| {
        if let Value::Quarter(quarter) = cell.value {
            Some(quarter)
        } else {
            None
        }
    })
}
