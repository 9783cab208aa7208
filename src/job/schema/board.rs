//! The schema of `board.toml`: a written part, which a test holds against the reader, and what the templates and codes tell.

use indexmap::IndexMap;
use serde_json::{Map, Value as Json, json};

use crate::compile::{DesignValue, SHEETS, WrittenValue, design_values, written_values};
use crate::diagnostic::Code;
use crate::load::Library;
use crate::model::{AnswersInto, Kind, Outcome, PaperFormat, Severity, Shape};

use super::forms::{Parts, any, headed, list_of, text, told, words, words_in_any_case};
use super::paper::field_form;
use super::values::Known;
use crate::job::settings::OWN;

/// What is the same in every office.
const WRITTEN: &str = include_str!("board.json");
const TITLE: &str = "board.toml";
const ABOUT: &str =
    "The office: its name, how its statuses read, how its papers look, and where they are written.";

/// Returns the schema of `board.toml`.
pub fn board(kinds: &[Kind], library: &Library, known: &Known<'_>) -> Json {
    let mut whole: Json = serde_json::from_str(WRITTEN).unwrap_or_default();
    let names = |names: &[(&str, _)]| words(names.iter().map(|(name, _)| *name));
    let outcomes: Vec<&str> = Outcome::NAMES.iter().map(|(name, _)| *name).collect();
    for (name, form) in [
        ("design", design(library)),
        ("wording", wording(kinds)),
        ("defaults", defaults(kinds, known)),
        ("names", output_names(kinds)),
        ("formats", formats()),
        ("shape", names(&Shape::NAMES)),
        ("outcome", words(outcomes)),
        (
            "into",
            words(AnswersInto::NAMES.iter().map(|(name, _)| *name)),
        ),
        ("severities", severities()),
        ("code", codes()),
    ] {
        whole["definitions"][name] = form;
    }
    headed(whole, TITLE, ABOUT)
}

/// Returns the values of the house design that an office may give otherwise.
fn design(library: &Library) -> Json {
    let text = library.get("design.typ").map_or("", |file| &file.text);
    let written: IndexMap<String, WrittenValue> = written_values(text).into_iter().collect();
    let mut parts = Parts::default();
    for (name, kind) in design_values(text) {
        let mut form = match kind {
            DesignValue::Colour => told(colour(), "A colour."),
            DesignValue::Length => told(
                json!({ "type": "number" }),
                "A number of points, without a unit.",
            ),
            DesignValue::Fonts => {
                let about =
                    "A font's name, or several: what the first lacks is taken from the next.";
                told(any(vec![self::text(), list_of(self::text())]), about)
            }
            DesignValue::Sheet => told(words(SHEETS), "The sheet that pages are printed on."),
            DesignValue::Other => json!({}),
        };
        if let Some(value) = written.get(&name) {
            form["default"] = match value {
                WrittenValue::Colour(colour) => colour.as_str().into(),
                WrittenValue::Points(points) | WrittenValue::Number(points) => number(*points),
            };
        }
        parts.add(&name, form, false);
    }
    told(parts.closed(), "What differs from the house design.")
}

/// Returns a number as people write it: 12, not 12.0.
fn number(value: f64) -> Json {
    match value.fract() == 0.0 {
        true => (value as i64).into(),
        false => value.into(),
    }
}

fn colour() -> Json {
    json!({ "type": "string", "pattern": "^#([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})$" })
}

/// Returns the phrases of all kinds, and those of each kind in a table of its own.
fn wording(kinds: &[Kind]) -> Json {
    let mut parts = Parts::default();
    for kind in kinds {
        for name in kind.wording.keys() {
            parts.add(name, text(), false);
        }
    }
    for kind in kinds {
        let about = format!("Phrases of every `{}`.", kind.name);
        parts.add(&kind.name, told(of_kind(kind), &about), false);
    }
    let about = "Phrases that the office puts differently: for every document here, for one kind under `[wording.KIND]`.";
    told(parts.closed(), about)
}

/// Returns the phrases of a kind; its own schema tells what stands in their place.
fn of_kind(kind: &Kind) -> Json {
    let mut parts = Parts::default();
    for name in kind.wording.keys() {
        parts.add(name, text(), false);
    }
    parts.closed()
}

/// Returns the fields that an office may give for all papers of a kind.
fn defaults(kinds: &[Kind], known: &Known<'_>) -> Json {
    let mut all = Parts::default();
    for kind in kinds {
        let mut parts = Parts::default();
        let mut groups: IndexMap<&str, Parts> = IndexMap::new();
        let fields = kind
            .fields
            .iter()
            .filter(|(_, f)| !OWN.contains(&f.of_type));
        for (name, field) in fields {
            let form = field_form(kind, name, field, known);
            match name.split_once('.') {
                None => parts.add(name, form, false),
                Some((group, part)) => groups.entry(group).or_default().add(part, form, false),
            }
        }
        for (group, inner) in groups {
            parts.add(group, inner.closed(), false);
        }
        all.add(&kind.name, parts.closed(), false);
    }
    told(
        all.closed(),
        "What holds for every paper of a kind that does not say otherwise.",
    )
}

fn output_names(kinds: &[Kind]) -> Json {
    let mut parts = Parts::default();
    for kind in kinds {
        parts.add(&kind.name, text(), false);
    }
    told(parts.closed(), "How papers of one kind are named.")
}

fn formats() -> Json {
    let names: Vec<&str> = PaperFormat::ALL
        .iter()
        .map(|format| format.name())
        .collect();
    let mut form = list_of(words_in_any_case(&names));
    form["minItems"] = 1.into();
    form["default"] = json!(["pdf"]);
    told(form, "What papers are written as.")
}

/// Returns how much each problem matters; an error stays one.
fn severities() -> Json {
    let all: Vec<&str> = Severity::NAMES.iter().map(|(name, _)| *name).collect();
    let one = |code: &Code| {
        let form = match code.severity() {
            Severity::Error => words(["error"]),
            _ => words(&all),
        };
        (code.to_string(), told(form, code.summary()))
    };
    let known: Map<String, Json> = Code::ALL.iter().map(one).collect();
    json!({
        "description": "How much problems matter, by their codes.",
        "type": "object",
        "properties": known,
        "additionalProperties": false,
    })
}

/// Returns the codes of findings that may be allowed.
fn codes() -> Json {
    let may_be =
        |code: &&Code| code.severity() != Severity::Error && **code != Code::AllowanceUnused;
    let known = Code::ALL.iter().filter(may_be).map(Code::to_string);
    words(known.collect::<Vec<_>>())
}
