//! The text of a paper: Markdown in; sections, numbered paragraphs, tables, figures and charts out.

mod attributes;
mod captions;
mod chart;
mod chart_data;
mod chart_figure;
mod chart_limits;
mod ground;
mod items;
mod names;
mod numbers;
mod parse;
mod refer;

pub use names::Names;
pub use parse::Written;
pub use refer::refer;

use std::collections::BTreeMap;

use indexmap::IndexMap;

use crate::diagnostic::{Code, Diagnostics};
use crate::load::{Node, NodeValue};
use crate::model::{Body, BodyRules, Cell, Kind, Numbering, Origin, Value, ValueType};

use super::paper::Beside;
use super::section::{Section, wrong_type};

use ground::Ground;
use numbers::Numbers;
use parse::Parsed;

/// The texts of a paper, and what stands in them for the whole paper.
#[derive(Default)]
pub struct Bodies {
    /// The texts by field.
    pub fields: IndexMap<String, Cell>,
    /// The notes that are written out in them.
    pub notes: Vec<Written>,
    /// The names of their places.
    pub names: Names,
    /// Where each note is cited first, by its folded mark.
    pub marks: BTreeMap<String, Origin>,
}

/// Reads the texts that the description names: what stands below the head, or text of a field.
pub fn bodies(
    file: &mut Section<'_>,
    kind: &Kind,
    fields: &IndexMap<String, Cell>,
    beside: &mut dyn Beside,
    out: &mut Diagnostics,
) -> Bodies {
    let mut read = Bodies::default();
    for (name, field) in &kind.fields {
        if field.of_type != ValueType::Body {
            continue;
        }
        let Some(node) = given(file, name, out) else {
            if field.required {
                say_missing(file.origin, out);
            }
            continue;
        };
        let numbering = numbering(&field.body, fields);
        let faults = out.iter().count();
        if let Some(body) = body(node, name, &field.body, numbering, beside, &mut read, out) {
            // Remarks to other authors are no text.
            if field.required && body.0.is_empty() && out.iter().count() == faults {
                say_missing(file.origin, out);
            }
            let origin = node.origin.clone();
            let value = Value::Body(body);
            read.fields.insert(name.clone(), Cell { value, origin });
        }
    }
    read
}

fn say_missing(place: &Origin, out: &mut Diagnostics) {
    out.add(Code::FieldMissing, place.clone(), "the paper has no text")
        .hint("write it in a Markdown file, below a head of fields between two lines `+++`");
}

/// Finds the text of a field: below the head, or under its name.
fn given<'a>(file: &mut Section<'a>, name: &str, out: &mut Diagnostics) -> Option<&'a Node> {
    let (below, named) = (file.body(), file.get(name));
    if let (Some(_), Some(twice)) = (below, named) {
        out.add(
            Code::SettingConflict,
            twice.origin.clone(),
            format!("the text stands below the head and under `{name}`"),
        )
        .hint("keep the one that is meant");
    }
    below.or(named)
}

fn numbering(rules: &BodyRules, fields: &IndexMap<String, Cell>) -> Numbering {
    let named = rules.numbering.as_ref().and_then(|name| fields.get(name));
    match named.map(|cell| cell.value.plain()).as_deref() {
        Some("through") => Numbering::Through,
        Some("restart") => Numbering::Restart,
        _ => Numbering::None,
    }
}

fn body(
    node: &Node,
    name: &str,
    rules: &BodyRules,
    numbering: Numbering,
    beside: &mut dyn Beside,
    read: &mut Bodies,
    out: &mut Diagnostics,
) -> Option<Body> {
    let ground = match &node.value {
        NodeValue::Body(text) => Ground::new(text, &node.origin, true),
        NodeValue::Text(text) => Ground::new(text, &node.origin, false),
        _ => {
            wrong_type(node, name, "text", out);
            return None;
        }
    };
    let mut text = parse::parse(&ground, &mut read.names, out);
    read.marks.extend(ground.marks());
    read.notes.append(&mut text.notes);
    for fence in text.charts.drain(..).rev() {
        let said = fence.said.clone();
        match chart::chart(&fence, beside, out) {
            Some(part) => text.parts.insert(fence.at, Parsed { part, said }),
            // What leads to it is no fault of its own.
            None => said.name.iter().for_each(|name| read.names.lost(name)),
        }
    }
    let parts = captions::captions(text.parts, out);
    Some(Body(
        Numbers::new(rules, numbering, &mut read.names).number(parts, out),
    ))
}

#[cfg(test)]
mod tests;
