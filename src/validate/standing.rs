//! The office's library of standing texts, and the papers that print them.

use indexmap::IndexMap;

use crate::diagnostic::{Code, Diagnostics, suggest};
use crate::load::NodeValue;
use crate::model::{Block, Inline, RichText, StandingText, Value};

use super::clean::one_line;
use super::commonmark::commonmark;
use super::list::list;
use super::raw::{Found, Raw};
use super::section::Section;
use super::value::Expected;

/// Reads the library: texts under their names, with a heading or without.
pub fn library(mut section: Section<'_>, out: &mut Diagnostics) -> IndexMap<String, StandingText> {
    let mut texts = IndexMap::new();
    for entry in section.all() {
        let text = match entry.node.value {
            NodeValue::Text(_) => {
                super::section::phrase(&entry.node, &entry.key, out).map(|text| StandingText {
                    heading: None,
                    text,
                })
            }
            _ => Section::new(&entry.node, &format!("the text `{}`", entry.key), out)
                .and_then(|section| with_heading(section, out)),
        };
        texts.extend(text.map(|text| (entry.key.clone(), text)));
    }
    texts
}

fn with_heading(mut section: Section<'_>, out: &mut Diagnostics) -> Option<StandingText> {
    let heading = section.text("heading", out).map(|text| one_line(&text));
    let said = section.required("text", out).is_some();
    let text = section.phrase("text", &mut Diagnostics::default());
    section.finish(out);
    Some(StandingText {
        heading: heading.filter(|text| !text.is_empty()),
        text: text.filter(|_| said)?,
    })
}

/// Reads the names of texts, and gives the texts one after the other, each under its heading.
pub fn texts(raw: &Raw, expected: &Expected<'_>, out: &mut Diagnostics) -> Option<Value> {
    let names = list(raw, expected, out)?;
    let mut blocks = Vec::new();
    let mut known = true;
    for name in &names {
        match expected.texts.get(name) {
            Some(text) => blocks.extend(blocks_of(text)),
            None => {
                unknown(name, raw, expected, out);
                known = false;
            }
        }
    }
    known.then_some(Value::Rich(RichText(blocks)))
}

fn blocks_of(text: &StandingText) -> Vec<Block> {
    let heading = text.heading.iter().map(|heading| Block::Heading {
        of: vec![Inline::Text(heading.clone())],
    });
    heading.chain(commonmark(&text.text.text).0).collect()
}

fn unknown(name: &str, raw: &Raw, expected: &Expected<'_>, out: &mut Diagnostics) {
    let place = match &raw.found {
        Found::Nested(node) => match &node.value {
            NodeValue::List(items) => items
                .iter()
                .find(
                    |item| matches!(&item.value, NodeValue::Text(text) if one_line(text) == *name),
                )
                .map(|item| item.origin.clone()),
            _ => None,
        },
        _ => None,
    };
    let message = format!(
        "{} names the text `{name}`, which the office does not have",
        expected.name
    );
    let problem = out.add(
        Code::ValueWrong,
        place.unwrap_or_else(|| raw.origin.clone()),
        message,
    );
    let names = || expected.texts.keys().map(String::as_str);
    match suggest(name, names()) {
        Some(near) => problem.hint(format!("did you mean `{near}`?")),
        None if expected.texts.is_empty() => problem.hint(format!(
            "add `[texts]` to `board.toml`, with a line such as `{name} = {{ heading = \"…\", text = \"…\" }}`"
        )),
        None => problem.hint(format!(
            "`[texts]` in `board.toml` has `{}`",
            names().collect::<Vec<_>>().join("`, `")
        )),
    };
}
