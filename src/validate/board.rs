//! `board.toml`: the office.

use indexmap::IndexMap;
use serde_json::Value as Json;

use crate::diagnostic::{Code, Diagnostics};
use crate::load::{Node, NodeValue};
use crate::model::{Board, ClosedLines, Organisation, PaperFormat, Phrase, Setting};

use super::section::{Section, phrase};
use super::{checks, defaults, limits, output, returns, standing, status_key};

/// What every paper conforms to where the office does not say.
const STANDARDS: [&str; 2] = ["ua-1", "a-2a"];

/// Reads the office's description.
pub fn board(node: &Node, out: &mut Diagnostics) -> Option<Board> {
    let mut file = Section::new(node, "`board.toml`", out)?;
    let organisation = file.section("organisation", out);
    if organisation.is_none() && file.get("organisation").is_none() {
        out.add(
            Code::FieldMissing,
            node.origin.clone(),
            "`[organisation]` is missing",
        )
        .hint("add a table `[organisation]` with `name = \"…\"`");
    }
    let organisation = organisation.map(|section| read_organisation(section, out));
    let (wording, wording_of) = file
        .section("wording", out)
        .map(|section| wording(section, out))
        .unwrap_or_default();
    let output = file.section("output", out);
    let output = output
        .map(|section| output::output(section, out))
        .unwrap_or_default();
    let board = Board {
        organisation: organisation.flatten().unwrap_or_default(),
        design: file.section("design", out).map(design).unwrap_or_default(),
        keys: file
            .section("status-key", out)
            .map(|keys| status_keys(keys, out))
            .unwrap_or_default(),
        wording,
        wording_of,
        texts: file
            .section("texts", out)
            .map(|section| standing::library(section, out))
            .unwrap_or_default(),
        defaults: file
            .section("defaults", out)
            .map(|section| defaults::given(section, out))
            .unwrap_or_default(),
        checks: file
            .section("check", out)
            .map(|section| checks::checks(section, out))
            .unwrap_or_default(),
        returns: file
            .section("returns", out)
            .map(|section| returns::returns(section, out))
            .unwrap_or_default(),
        name: output.name,
        names: output.names,
        formats: output.formats.unwrap_or_else(|| vec![PaperFormat::Pdf]),
        standards: file
            .section("pdf", out)
            .and_then(|section| standards(section, out))
            .unwrap_or_else(default_standards),
        closed_lines: file
            .section("new-quarter", out)
            .and_then(|section| closed_lines(section, out))
            .unwrap_or_default(),
        limits: file
            .section("limits", out)
            .map(|section| limits::limits(section, out))
            .unwrap_or_default(),
    };
    file.finish(out);
    Some(board)
}

/// Phrases for every document, and those for one kind of document.
type Worded = (
    IndexMap<String, Phrase>,
    IndexMap<String, IndexMap<String, Phrase>>,
);

/// Reads the office's phrases; a table among them holds those of the kind it is called after.
fn wording(mut section: Section<'_>, out: &mut Diagnostics) -> Worded {
    let (mut all, mut by_kind) = Worded::default();
    for entry in section.all() {
        if let NodeValue::Table(_) = entry.node.value {
            let own = Section::new(&entry.node, &format!("`{}`", entry.key), out);
            by_kind.extend(own.map(|own| (entry.key.clone(), phrases(own, out))));
        } else if let Some(phrase) = phrase(&entry.node, &entry.key, out) {
            all.insert(entry.key.clone(), phrase);
        }
    }
    (all, by_kind)
}

/// Reads a table of phrases.
pub fn phrases(mut section: Section<'_>, out: &mut Diagnostics) -> IndexMap<String, Phrase> {
    let entries = section.all().iter();
    entries
        .filter_map(|entry| Some((entry.key.clone(), phrase(&entry.node, &entry.key, out)?)))
        .collect()
}

fn read_organisation(mut section: Section<'_>, out: &mut Diagnostics) -> Option<Organisation> {
    let organisation = section.required("name", out).map(|name| Organisation {
        name,
        strapline: None,
        language: "en-GB".to_owned(),
    });
    let strapline = section.text("strapline", out);
    let language = section
        .phrase("language", out)
        .filter(|language| known_language(language, out));
    section.finish(out);
    let mut organisation = organisation?;
    organisation.strapline = strapline;
    if let Some(language) = language {
        organisation.language = language.text;
    }
    Some(organisation)
}

/// Accepts a language with or without a region, such as `cy` or `en-GB` (RFC 5646).
fn known_language(language: &Phrase, out: &mut Diagnostics) -> bool {
    let (tongue, region) = language
        .text
        .split_once('-')
        .map_or((&*language.text, None), |(t, r)| (t, Some(r)));
    let letters = |text: &str, lengths: &[usize]| {
        lengths.contains(&text.len()) && text.chars().all(|c| c.is_ascii_alphabetic())
    };
    let fine = letters(tongue, &[2, 3]) && region.is_none_or(|region| letters(region, &[2]));
    if !fine {
        out.add(
            Code::ValueWrong,
            language.origin.clone(),
            format!("`{}` is not a language", language.text),
        )
        .hint("write it as in `en-GB` or `cy`");
    }
    fine
}

fn status_keys(
    mut section: Section<'_>,
    out: &mut Diagnostics,
) -> IndexMap<String, crate::model::StatusKey> {
    let entries = section.all().iter();
    entries
        .filter_map(|entry| {
            Some((
                entry.key.clone(),
                status_key::status_key(&entry.key, &entry.node, out)?,
            ))
        })
        .collect()
}

fn standards(mut section: Section<'_>, out: &mut Diagnostics) -> Option<Vec<String>> {
    let given = section.get("standards").is_some();
    let standards = section.texts("standards", out);
    section.finish(out);
    given.then_some(standards)
}

/// Reads what becomes of closed lines when a new quarter begins.
fn closed_lines(mut section: Section<'_>, out: &mut Diagnostics) -> Option<ClosedLines> {
    let said = section.phrase("closed", out);
    section.finish(out);
    let said = said?;
    match said.text.trim() {
        "keep" => Some(ClosedLines::Keep),
        "leave-out" => Some(ClosedLines::LeaveOut),
        _ => {
            let message = format!("`closed` cannot be `{}`", said.text);
            out.add(Code::ValueWrong, said.origin, message)
                .hint("write `keep` or `leave-out`");
            None
        }
    }
}

fn default_standards() -> Vec<String> {
    STANDARDS.map(str::to_owned).to_vec()
}

fn design(mut section: Section<'_>) -> IndexMap<String, Setting> {
    let entries = section.all().iter();
    entries
        .map(|entry| {
            let setting = Setting {
                value: json(&entry.node),
                origin: entry.origin.clone(),
            };
            (entry.key.clone(), setting)
        })
        .collect()
}

/// Returns a value as JSON; a date as it is read again.
pub fn json(node: &Node) -> Json {
    match &node.value {
        NodeValue::Text(text) | NodeValue::Body(text) => text.as_str().into(),
        NodeValue::Integer(number) => (*number).into(),
        NodeValue::Float(number) => (*number).into(),
        NodeValue::Boolean(yes) => (*yes).into(),
        NodeValue::Date(date) => date.to_string().into(),
        NodeValue::List(items) => items.iter().map(json).collect(),
        NodeValue::Table(entries) => entries
            .iter()
            .map(|entry| (entry.key.clone(), json(&entry.node)))
            .collect(),
    }
}
