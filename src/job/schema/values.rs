//! The form of each type of value, as people may write it in TOML.

use serde_json::{Value as Json, json};

use crate::diagnostic::Diagnostics;
use crate::load::Library;
use crate::model::{Board, Law, ValueType};
use crate::validate;

use super::forms::{Parts, any, in_any_case, list_of, text, words, words_in_any_case};

/// What an office and the law name, so that editors offer the names.
pub struct Known<'a> {
    /// The office.
    pub board: Option<&'a Board>,
    /// The law on meetings.
    pub law: Law,
}

impl<'a> Known<'a> {
    /// Takes what is known of an office.
    pub fn new(library: &Library, board: Option<&'a Board>) -> Self {
        let law = validate::law(library, &mut Diagnostics::default());
        Self { board, law }
    }

    /// Returns the name of a status key.
    pub fn key(&self) -> Json {
        match self.board {
            Some(board) if !board.keys.is_empty() => words(board.keys.keys()),
            _ => text(),
        }
    }

    /// Returns a status: editors offer the codes of the office's keys, and take what else means a step.
    pub fn status(&self) -> Json {
        let keys = || self.board.into_iter().flat_map(|board| board.keys.values());
        let mut codes: Vec<&str> = Vec::new();
        let mut meanings: Vec<String> = Vec::new();
        for step in keys().flat_map(|key| &key.steps) {
            if !codes.contains(&step.code.as_str()) {
                codes.push(&step.code);
                meanings.push(step.label.clone());
            }
        }
        if codes.is_empty() {
            return scalar();
        }
        let mut offered = words(codes);
        offered["x-taplo"] = json!({ "docs": { "enumValues": meanings } });
        let named = |name: &String| keys().any(|key| key.step(name).is_some());
        any(vec![offered, typed_as(&named)])
    }

    /// Returns the name of a standing text.
    fn text_name(&self) -> Json {
        match self.board {
            Some(board) if !board.texts.is_empty() => words(board.texts.keys()),
            _ => text(),
        }
    }
}

/// Returns text, and the numbers and yes or no that are typed for a word that is known.
fn typed_as(is_known: &dyn Fn(&String) -> bool) -> Json {
    let mut types = vec!["string"];
    if (0..100).any(|number: u32| is_known(&number.to_string())) {
        types.push("integer");
    }
    if ["Yes", "No"]
        .iter()
        .any(|word| is_known(&(*word).to_owned()))
    {
        types.push("boolean");
    }
    json!({ "type": types })
}

/// Returns one of a few words; where they are yes and no, `true` and `false` are too.
fn choice(choices: &[String]) -> Json {
    let mut form = words_in_any_case(choices);
    let said = |word: &str| {
        choices
            .iter()
            .any(|choice| choice.eq_ignore_ascii_case(word))
    };
    let flags = [("yes", true), ("no", false)];
    let flags: Vec<bool> = flags
        .iter()
        .filter(|(word, _)| said(word))
        .map(|(_, flag)| *flag)
        .collect();
    if let (Some(forms), false) = (form["anyOf"].as_array_mut(), flags.is_empty()) {
        forms.push(json!({ "enum": flags }));
    }
    form
}

/// Returns a single value of any type.
pub fn scalar() -> Json {
    json!({ "type": ["string", "number", "boolean"] })
}

/// Returns the form of a value.
pub fn value(of_type: ValueType, choices: &[String], known: &Known<'_>) -> Json {
    match of_type {
        ValueType::Text => json!({ "type": ["string", "integer", "boolean"] }),
        ValueType::Ref => json!({ "type": ["string", "integer", "boolean"] }),
        ValueType::RichText | ValueType::Person | ValueType::Organisation => scalar(),
        ValueType::Status => known.status(),
        ValueType::Date | ValueType::Link | ValueType::Body | ValueType::Paper => text(),
        ValueType::Quarter => json!({ "type": "string", "examples": ["2026-27 Q2"] }),
        ValueType::Number
        | ValueType::Percentage
        | ValueType::Money
        | ValueType::Measure
        | ValueType::Tolerance => json!({ "type": ["string", "number"] }),
        ValueType::Polarity => json!({ "type": "string", "examples": ["high", "low"] }),
        ValueType::Choice => choice(choices),
        ValueType::Flag => json!({
            "type": ["boolean", "string"],
            "pattern": in_any_case(&["yes", "no", "y", "n", "true", "false"]),
        }),
        ValueType::File => file(),
        ValueType::Files => any(vec![file(), list_of(file())]),
        ValueType::List => any(vec![
            json!({ "type": ["string", "integer"] }),
            list_of(json!({ "type": ["string", "integer"] })),
        ]),
        ValueType::Texts => any(vec![text(), list_of(known.text_name())]),
        ValueType::Papers => any(vec![
            text(),
            json!({ "type": "array", "items": text(), "minItems": 1 }),
        ]),
    }
}

/// Returns a file: its path, or a table with its title too.
fn file() -> Json {
    let mut parts = Parts::default();
    parts.add("file", text(), true);
    parts.add("title", text(), false);
    any(vec![text(), parts.closed()])
}
