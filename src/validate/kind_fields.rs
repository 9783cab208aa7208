//! Fields of a description.

use indexmap::IndexMap;

use crate::diagnostic::{Code, Diagnostics};
use crate::load::{Node, NodeValue};
use crate::model::{BodyRules, Field, Origin, Phrase, ValueType};

use super::section::Section;

/// No paper needs more steps back: two years of quarters and a few more.
const FARTHEST: f64 = 12.0;

/// Reads fields; a table without `type` is a group whose parts are named with a dot.
pub fn fields(
    section: &mut Section<'_>,
    prefix: &str,
    all: &mut IndexMap<String, Field>,
    out: &mut Diagnostics,
) {
    for entry in section.all() {
        let name = format!("{prefix}{}", entry.key);
        let Some(mut inner) = Section::new(&entry.node, &format!("the field `{name}`"), out) else {
            continue;
        };
        if inner.get("type").is_none() {
            fields(&mut inner, &format!("{name}."), all, out);
        } else if let Some(field) = field(inner, out) {
            all.insert(name, field);
        }
    }
}

fn field(mut section: Section<'_>, out: &mut Diagnostics) -> Option<Field> {
    let of_type = section.named("type", &ValueType::NAMES, out);
    let choices = section.texts("of", out);
    say_no_choice(of_type, &choices, section.origin, out);
    let field = Field {
        of_type: of_type.unwrap_or(ValueType::Text),
        required: section.flag("required", out).unwrap_or(false),
        default: default(section.get("default")),
        choices,
        follow: follow(&mut section, out),
        compare: section.flag("compare", out).unwrap_or(false),
        against: section.text("against", out),
        line_of: section.text("line-of", out),
        body: body_rules(&mut section, out),
        contact: section.flag("contact", out).unwrap_or(false),
        lines: lines(&mut section, out),
        help: section.text("help", out).unwrap_or_default(),
    };
    section.finish(out);
    of_type.map(|_| field)
}

/// Reads the patterns of lines in old papers.
fn lines(section: &mut Section<'_>, out: &mut Diagnostics) -> Vec<String> {
    let patterns = section.texts("lines", out);
    for pattern in &patterns {
        // Read, not made ready: descriptions are read for each paper, and their patterns are looked for in old papers only.
        if let Err(error) = regex_syntax::parse(pattern) {
            let why = error.to_string();
            let why = why.lines().last().unwrap_or_default().trim();
            let message = format!("`{pattern}` is no pattern: {why}");
            out.add(Code::KindFaulty, section.origin.clone(), message)
                .hint("write a regular expression, such as `^theme ([0-9]+)`");
        }
    }
    patterns
}

/// Reads how many steps papers are followed: a whole number that is no circle's.
fn follow(section: &mut Section<'_>, out: &mut Diagnostics) -> u32 {
    let Some(number) = section.number("follow", out) else {
        return 0;
    };
    if number.fract() == 0.0 && (0.0..=FARTHEST).contains(&number) {
        return number as u32;
    }
    out.add(
        Code::KindFaulty,
        section.origin.clone(),
        format!("`follow` is a whole number from 0 to {FARTHEST}"),
    )
    .hint("write how many papers back are read, such as `follow = 4`");
    0
}

/// Reads what a text of its own is read by.
fn body_rules(section: &mut Section<'_>, out: &mut Diagnostics) -> BodyRules {
    let mut rules = BodyRules {
        numbering: section.text("numbering", out),
        contents: section.text("contents", out),
        called: IndexMap::new(),
    };
    if let Some(mut called) = section.section("called", out) {
        let nouns: Vec<String> = called.all().iter().map(|entry| entry.key.clone()).collect();
        for noun in nouns {
            let headings = called.texts(&noun, out);
            rules.called.insert(noun, headings);
        }
    }
    rules
}

/// A choice between nothing would blame every paper.
pub fn say_no_choice(
    of_type: Option<ValueType>,
    choices: &[String],
    place: &Origin,
    out: &mut Diagnostics,
) {
    if of_type == Some(ValueType::Choice) && choices.is_empty() {
        out.add(
            Code::KindFaulty,
            place.clone(),
            "a choice has no words to choose from",
        )
        .hint("add them, as in `of = [\"rising\", \"steady\", \"falling\"]`");
    }
}

/// Takes a default as the words someone would have typed.
fn default(node: Option<&Node>) -> Option<Phrase> {
    let node = node?;
    let text = match &node.value {
        NodeValue::Text(text) => text.clone(),
        NodeValue::Boolean(yes) => yes.to_string(),
        NodeValue::Integer(number) => number.to_string(),
        NodeValue::Float(number) => number.to_string(),
        NodeValue::Date(date) => date.to_string(),
        NodeValue::List(_) | NodeValue::Table(_) | NodeValue::Body(_) => return None,
    };
    Some(Phrase {
        text,
        origin: node.origin.clone(),
    })
}
