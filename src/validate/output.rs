//! `[output]` of `board.toml`: where papers are written, and as what.

use indexmap::IndexMap;

use crate::diagnostic::{Code, Diagnostics};
use crate::load::{Node, NodeValue};
use crate::model::{PaperFormat, Phrase};

use super::board::phrases;
use super::section::Section;

/// What the office says of its output files.
#[derive(Default)]
pub struct Output {
    /// How papers are named.
    pub name: Option<Phrase>,
    /// How papers of one kind are named, by the kind's name.
    pub names: IndexMap<String, Phrase>,
    /// What papers are written as.
    pub formats: Option<Vec<PaperFormat>>,
}

/// Reads the table.
pub fn output(mut section: Section<'_>, out: &mut Diagnostics) -> Output {
    let names = section.section("names", out);
    let output = Output {
        name: section.phrase("name", out),
        names: names.map(|names| phrases(names, out)).unwrap_or_default(),
        formats: section.get("formats").map(|node| formats(node, out)),
    };
    section.finish(out);
    output
}

/// Reads a list of formats; a faulty one has been reported, and is none.
fn formats(node: &Node, out: &mut Diagnostics) -> Vec<PaperFormat> {
    let named = |item: &Node| match &item.value {
        NodeValue::Text(name) => PaperFormat::named(name),
        _ => None,
    };
    let formats: Option<Vec<PaperFormat>> = match &node.value {
        NodeValue::List(items) if !items.is_empty() => items.iter().map(named).collect(),
        _ => None,
    };
    if formats.is_none() {
        let message = format!("`formats` must be a list of {}", PaperFormat::names());
        out.add(Code::ValueWrong, node.origin.clone(), message)
            .hint("write it as in `formats = [\"pdf\", \"html\"]`");
    }
    formats.unwrap_or_default()
}
