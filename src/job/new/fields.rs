//! The fields of a new paper, after those of another.

use crate::load::{Entry, Node, NodeValue};
use crate::model::{Kind, ValueType};
use crate::paper_file::FileValue;

/// What becomes of a field of the paper that is followed.
#[derive(Debug, PartialEq)]
pub enum Follows {
    /// It holds for the new paper too.
    Kept(FileValue),
    /// It is said anew.
    Anew(FileValue),
    /// It is the other paper's own: its texts, and the papers that it names.
    Left,
}

/// What is said anew.
pub struct Anew<'a> {
    /// The kind.
    pub kind: &'a Kind,
    /// Values by field.
    pub values: Vec<(String, FileValue)>,
    /// The name and the number of the theme that is followed: a text that speaks of them is its own.
    pub old: (&'a str, &'a str),
    /// Whether the paper is of another quarter, so that days of the one that is followed do not hold.
    pub is_later: bool,
}

impl Anew<'_> {
    /// Says what becomes of a field; `name` has the group before it, as in `theme.number`.
    pub fn follows(&self, name: &str, node: &Node) -> Follows {
        if let Some((_, value)) = self.values.iter().find(|(known, _)| known == name) {
            return Follows::Anew(value.clone());
        }
        let of_type = self.kind.fields.get(name).map(|field| field.of_type);
        let is_own = match of_type {
            Some(
                ValueType::Paper
                | ValueType::Papers
                | ValueType::File
                | ValueType::Files
                | ValueType::RichText
                | ValueType::Body,
            ) => true,
            Some(ValueType::Date | ValueType::Quarter) => self.is_later,
            Some(ValueType::Text) => self.speaks_of_old(node),
            _ => false,
        };
        match value(node).filter(|_| !is_own) {
            Some(value) => Follows::Kept(value),
            None => Follows::Left,
        }
    }

    /// Returns whether a text has the other theme's name, or its number as in "theme 3".
    fn speaks_of_old(&self, node: &Node) -> bool {
        let NodeValue::Text(text) = &node.value else {
            return false;
        };
        let group = self
            .kind
            .subject()
            .and_then(|(number, _)| number.split_once('.'));
        let called = format!("{} {}", group.map_or("", |(group, _)| group), self.old.1);
        let text = text.to_lowercase();
        let mut said = text.match_indices(&called);
        let ends =
            |at: usize| !text[at + called.len()..].starts_with(|c: char| c.is_alphanumeric());
        text.contains(&self.old.0.to_lowercase()) || said.any(|(at, _)| ends(at))
    }
}

/// Returns a value as it is written again; none for the text of a Markdown file.
pub fn value(node: &Node) -> Option<FileValue> {
    Some(match &node.value {
        NodeValue::Text(text) => FileValue::Text(text.clone()),
        NodeValue::Integer(number) => FileValue::Integer(*number),
        NodeValue::Float(number) => FileValue::Float(*number),
        NodeValue::Boolean(yes) => FileValue::Flag(*yes),
        NodeValue::Date(date) => FileValue::Date(*date),
        NodeValue::List(items) => FileValue::List(items.iter().filter_map(value).collect()),
        NodeValue::Table(entries) => FileValue::Parts(parts(entries)),
        NodeValue::Body(_) => return None,
    })
}

/// Returns the entries of a table as they are written again.
pub fn parts(entries: &[Entry]) -> Vec<(String, FileValue)> {
    let parts = entries.iter();
    parts
        .filter_map(|entry| Some((entry.key.clone(), value(&entry.node)?)))
        .collect()
}

/// Returns a text of a table of a paper's file.
pub fn inner<'a>(entry: &'a Entry, key: &str) -> Option<&'a str> {
    let NodeValue::Table(parts) = &entry.node.value else {
        return None;
    };
    let found = parts.iter().find(|part| part.key == key)?;
    match &found.node.value {
        NodeValue::Text(text) => Some(text),
        _ => None,
    }
}
