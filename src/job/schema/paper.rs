//! The schema of a paper: fields, tables, headings and wording of its kind.

use indexmap::IndexMap;
use serde_json::{Value as Json, json};

use crate::model::{Field, Kind, Phrase, ValueType};

use super::forms::{Parts, headed, text, told, words, words_in_any_case};
use super::tables;
use super::values::{Known, value};

/// Returns the schema of papers of a kind.
pub fn paper(kind: &Kind, known: &Known<'_>) -> Json {
    let mut parts = Parts::default();
    let document = words([&kind.name]);
    parts.add("document", told(document, "The kind of paper."), true);
    fields(kind, known, &mut parts);
    for key in keys(kind).filter(|key| !kind.fields.contains_key(*key)) {
        parts.add(key, told(known.key(), "A status key of the office."), false);
    }
    for (name, table) in &kind.tables {
        let form = tables::table(table, known);
        parts.add(name, told(form, &table.help), table.required);
    }
    parts.add("headings", headings(kind), false);
    let about = "Phrases that this paper puts differently.";
    parts.add("wording", told(phrases(&kind.wording), about), false);
    headed(parts.closed(), &kind.title(), &kind.summary)
}

/// Shows the fields that name status keys of tables.
fn keys(kind: &Kind) -> impl Iterator<Item = &str> {
    kind.tables
        .values()
        .filter_map(|table| table.key.as_deref())
}

/// Adds the fields; those of a group stand in a table of its own.
fn fields(kind: &Kind, known: &Known<'_>, parts: &mut Parts) {
    let mut groups: IndexMap<&str, (Parts, bool)> = IndexMap::new();
    for (name, field) in &kind.fields {
        let form = field_form(kind, name, field, known);
        let required = is_needed(kind, name, field, known);
        match name.split_once('.') {
            None => parts.add(name, form, required),
            Some((group, part)) => {
                let (inner, needed) = groups.entry(group).or_default();
                inner.add(part, form, required);
                *needed |= required;
            }
        }
    }
    for (group, (inner, needed)) in groups {
        parts.add(group, inner.closed(), needed);
    }
}

/// Returns whether a paper must give a field: the office may give it for all. A text of its own may stand below the head.
fn is_needed(kind: &Kind, name: &str, field: &Field, known: &Known<'_>) -> bool {
    let defaults = known.board.and_then(|b| b.defaults.get(&kind.name));
    let given = defaults.is_some_and(|defaults| defaults.contains_key(name));
    field.required && !given && field.of_type != ValueType::Body
}

/// Returns the form of a field, with what it is for and what stands in for it.
pub fn field_form(kind: &Kind, name: &str, field: &Field, known: &Known<'_>) -> Json {
    let names_key = keys(kind).any(|key| key == name);
    let mut form = match named_in_law(kind, name, known) {
        Some(form) => form,
        None if names_key => known.key(),
        None => value(field.of_type, &field.choices, known),
    };
    if let Some(default) = field.default.as_ref().and_then(|d| default(field, d)) {
        form["default"] = default;
    }
    let phrase = field
        .default
        .as_ref()
        .and_then(|d| d.text.strip_prefix("wording."));
    let about = match phrase {
        Some(phrase) => format!("{} If left out: the phrase `{phrase}`.", field.help),
        None => field.help.clone(),
    };
    told(form, about.trim())
}

/// Returns the names that a meeting chooses from in the law.
fn named_in_law(kind: &Kind, name: &str, known: &Known<'_>) -> Option<Json> {
    kind.pack.as_ref()?;
    let names: Vec<&String> = match name {
        "jurisdiction" => known.law.jurisdictions.keys().collect(),
        "notice" => known.law.notices.keys().collect(),
        _ => return None,
    };
    Some(words_in_any_case(&names))
}

/// Returns a default as someone would type it; that of a phrase is told in words.
fn default(field: &Field, default: &Phrase) -> Option<Json> {
    let text = default.text.as_str();
    match field.of_type {
        _ if text.starts_with("wording.") => None,
        ValueType::Flag => text.parse::<bool>().ok().map(Json::from),
        ValueType::Number => text.parse::<i64>().ok().map(Json::from),
        _ => Some(text.into()),
    }
}

/// Returns the headings that a paper may give for columns.
fn headings(kind: &Kind) -> Json {
    let mut all = Parts::default();
    for (name, table) in &kind.tables {
        let mut columns = Parts::default();
        for (column, described) in &table.columns {
            columns.add(column, told(text(), &described.help), false);
        }
        all.add(name, columns.closed(), false);
    }
    let about = "How columns are headed in this paper, by table.";
    told(all.closed(), about)
}

/// Returns a table of phrases, each with the words that stand there without it.
fn phrases(wording: &IndexMap<String, Phrase>) -> Json {
    let mut all = Parts::default();
    for (name, phrase) in wording {
        let form = json!({ "type": "string", "default": phrase.text });
        all.add(name, form, false);
    }
    all.closed()
}
