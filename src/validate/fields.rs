//! The fields of a paper.

use std::collections::BTreeMap;

use indexmap::IndexMap;

use crate::diagnostic::{Code, Diagnostics};
use crate::load::Node;
use crate::model::{Board, Cell, Field, Kind, ValueType};

use super::defaults::defaults;
use super::paper::Beside;
use super::raw::{Found, Raw};
use super::referred::referred;
use super::section::Section;
use super::value::{Expected, value};

/// Reads the fields that the description names; those of a group stand in a table of its own. What the paper does not give
/// is taken from the office's defaults.
pub fn fields(
    file: &mut Section<'_>,
    kind: &Kind,
    board: &Board,
    beside: &mut dyn Beside,
    out: &mut Diagnostics,
) -> IndexMap<String, Cell> {
    let mut groups: BTreeMap<&str, Option<Section<'_>>> = BTreeMap::new();
    let defaults = defaults(board, &kind.name);
    let mut read = IndexMap::new();
    let plain = |(_, field): &(&String, &Field)| field.of_type != ValueType::Body;
    for (name, field) in kind.fields.iter().filter(plain) {
        let node = match name.split_once('.') {
            None => file.get(name),
            Some((group, part)) => {
                let section = groups
                    .entry(group)
                    .or_insert_with(|| file.section(group, out));
                section.as_mut().and_then(|section| section.get(part))
            }
        };
        let node = node.or_else(|| defaults.get(name.as_str()));
        let names_papers = matches!(field.of_type, ValueType::Paper | ValueType::Papers);
        let cell = match node.filter(|_| names_papers) {
            Some(node) => referred(node, name, field, beside, out),
            None => read_field(name, field, node, (file, board), out),
        };
        if let Some(cell) = cell {
            read.insert(name.clone(), cell);
        }
    }
    groups
        .into_values()
        .flatten()
        .for_each(|section| section.finish(out));
    read
}

fn read_field(
    name: &str,
    field: &Field,
    node: Option<&Node>,
    (file, board): (&Section<'_>, &Board),
    out: &mut Diagnostics,
) -> Option<Cell> {
    let said = format!("`{name}`");
    let expected = Expected {
        name: &said,
        of_type: field.of_type,
        choices: &field.choices,
        key: None,
        texts: &board.texts,
        words: false,
    };
    let raw = node.map(Raw::from_node);
    match raw.filter(|raw| !raw.is_blank()) {
        Some(raw) => value(&raw, &expected, out),
        None if field.required => {
            out.add(
                Code::FieldMissing,
                file.origin.clone(),
                format!("the paper has no `{name}`"),
            )
            .hint(example(name, field));
            None
        }
        None => literal_default(field, &expected, out),
    }
}

/// Defaults of text are phrases and wait for the wording; others are read like what someone typed.
fn literal_default(field: &Field, expected: &Expected<'_>, out: &mut Diagnostics) -> Option<Cell> {
    let default = field
        .default
        .as_ref()
        .filter(|_| field.of_type != ValueType::Text)?;
    let raw = Raw {
        found: Found::Written(default.text.clone()),
        fill: None,
        ink: None,
        origin: default.origin.clone(),
    };
    value(&raw, expected, out)
}

fn example(name: &str, field: &Field) -> String {
    let value = match field.of_type {
        ValueType::Quarter => "\"2018-19 Q4\"",
        ValueType::Date => "2019-03-31",
        ValueType::Flag => "true",
        ValueType::Number => "1",
        ValueType::Paper => "\"../q1/theme-1.toml\"",
        ValueType::Papers => "[\"theme-1.toml\", \"theme-2.toml\"]",
        ValueType::Percentage => "\"42.1%\"",
        ValueType::Money => "\"£1,234\"",
        ValueType::Link => "\"https://…\"",
        ValueType::File => "\"papers/plan.pdf\"",
        ValueType::Files => "[\"papers/plan.pdf\", \"papers/map.pdf\"]",
        ValueType::List => "[3, 5]",
        ValueType::Texts => "[\"filming\"]",
        _ => "\"…\"",
    };
    format!("add a line such as `{name} = {value}`")
}
