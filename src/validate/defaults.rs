//! `[defaults.KIND]` of `board.toml`: values for the fields that papers of a kind do not give themselves.

use indexmap::IndexMap;
use serde_json::Value as Json;

use crate::diagnostic::Diagnostics;
use crate::load::{Entry, Node, NodeValue};
use crate::model::{Board, Origin, Setting};

use super::board::json;
use super::section::Section;

/// Defaults by kind, then by field.
type Defaults = IndexMap<String, IndexMap<String, Setting>>;

/// Reads what the office gives; whether kinds have such fields is looked at when the templates are known.
pub fn given(mut section: Section<'_>, out: &mut Diagnostics) -> Defaults {
    let mut all = Defaults::new();
    for entry in section.all() {
        let name = format!("`[defaults.{}]`", entry.key);
        if let Some(mut kind) = Section::new(&entry.node, &name, out) {
            let mut fields = IndexMap::new();
            flatten("", kind.all(), &mut fields);
            all.insert(entry.key.clone(), fields);
        }
    }
    all
}

/// Names the parts of a group with a dot, as descriptions do.
fn flatten(prefix: &str, entries: &[Entry], fields: &mut IndexMap<String, Setting>) {
    for entry in entries {
        let name = format!("{prefix}{}", entry.key);
        match &entry.node.value {
            NodeValue::Table(inner) => flatten(&format!("{name}."), inner, fields),
            _ => {
                let setting = Setting {
                    value: json(&entry.node),
                    origin: entry.node.origin.clone(),
                };
                fields.insert(name, setting);
            }
        }
    }
}

/// Returns the defaults of a kind as values of a file.
pub fn defaults(board: &Board, kind: &str) -> IndexMap<String, Node> {
    let fields = board.defaults.get(kind).into_iter().flatten();
    let nodes = fields.map(|(name, set)| (name.clone(), node(&set.value, &set.origin)));
    nodes.collect()
}

/// Takes a value back; its parts stand where it stands.
fn node(value: &Json, origin: &Origin) -> Node {
    let value = match value {
        Json::Bool(yes) => NodeValue::Boolean(*yes),
        Json::Number(number) => match number.as_i64() {
            Some(whole) => NodeValue::Integer(whole),
            None => NodeValue::Float(number.as_f64().unwrap_or_default()),
        },
        Json::String(text) => NodeValue::Text(text.clone()),
        Json::Array(items) => {
            NodeValue::List(items.iter().map(|item| node(item, origin)).collect())
        }
        Json::Null | Json::Object(_) => NodeValue::Table(Vec::new()),
    };
    Node {
        origin: origin.clone(),
        value,
    }
}
