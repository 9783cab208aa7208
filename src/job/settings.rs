//! Settings of `board.toml` that only the templates and fonts can judge.

use indexmap::IndexMap;

use crate::compile::{DesignValue, Fonts, SHEETS, design_values};
use crate::diagnostic::{Code, Diagnostics, suggest};
use crate::load::Library;
use crate::model::{Board, Kind, Origin, Phrase, Setting, ValueType};
use crate::validate;

/// What each paper names or says itself: paths are told from its own folder.
pub(super) const OWN: [ValueType; 5] = [
    ValueType::Paper,
    ValueType::Papers,
    ValueType::File,
    ValueType::Files,
    ValueType::Body,
];

/// Reports values of `[design]` and phrases of `[wording]` that no template has a use for.
pub fn check(board: &Board, library: &Library, fonts: &Fonts, out: &mut Diagnostics) {
    let values = library
        .get("design.typ")
        .map(|file| design_values(&file.text))
        .unwrap_or_default();
    for (name, setting) in &board.design {
        match values.iter().find(|(known, _)| known == name) {
            Some((_, kind)) => check_value(name, setting, *kind, fonts, out),
            None => unknown_value(
                name,
                setting,
                values.iter().map(|(known, _)| known.as_str()),
                out,
            ),
        }
    }
    check_wording(board, library, out);
    check_defaults(board, library, out);
}

pub(super) fn kinds(library: &Library) -> Vec<Kind> {
    let mut unread = Diagnostics::default();
    let place = Origin::file("data/board.toml");
    let names = library.kinds();
    names
        .filter_map(|name| validate::kind(library, name, &place, &mut unread))
        .collect()
}

/// Reads one kind only: an office speaks of few, and all together take longer to read than the rest of it.
fn kind(library: &Library, name: &str) -> Option<Kind> {
    let place = Origin::file("data/board.toml");
    validate::kind(library, name, &place, &mut Diagnostics::default())
}

fn unknown_value<'a>(
    name: &str,
    setting: &Setting,
    known: impl Iterator<Item = &'a str>,
    out: &mut Diagnostics,
) {
    let message = format!("the design has no value `{name}`");
    let problem = out.add(Code::FieldUnknown, setting.origin.clone(), message);
    match suggest(name, known) {
        Some(near) => problem.hint(format!("did you mean `{near}`?")),
        None => problem.hint("`boardpaper templates eject design.typ` shows them all"),
    };
}

fn check_value(
    name: &str,
    setting: &Setting,
    kind: DesignValue,
    fonts: &Fonts,
    out: &mut Diagnostics,
) {
    let value = &setting.value;
    let expected = match kind {
        DesignValue::Colour if !value.as_str().is_some_and(is_colour) => {
            "a colour such as `\"#1d3d6b\"`"
        }
        DesignValue::Length if !value.is_number() => "a number of points, without a unit",
        DesignValue::Sheet if !value.as_str().is_some_and(|name| SHEETS.contains(&name)) => {
            "`\"a4\"` or `\"a3\"`"
        }
        DesignValue::Fonts => return check_fonts(name, setting, fonts, out),
        _ => return,
    };
    out.add(
        Code::ValueWrong,
        setting.origin.clone(),
        format!("`{name}` must be {expected}"),
    )
    .hint(format!("write {expected}"));
}

fn is_colour(text: &str) -> bool {
    let digits = text.strip_prefix('#').unwrap_or_default();
    matches!(digits.len(), 3 | 6) && digits.chars().all(|c| c.is_ascii_hexdigit())
}

fn check_fonts(name: &str, setting: &Setting, fonts: &Fonts, out: &mut Diagnostics) {
    let one = setting.value.as_str().map(|family| vec![family]);
    let several = || {
        setting
            .value
            .as_array()
            .and_then(|list| list.iter().map(serde_json::Value::as_str).collect())
    };
    let Some(families) = one.or_else(several) else {
        out.add(
            Code::ValueWrong,
            setting.origin.clone(),
            format!("`{name}` must be a font's name, or a list of names"),
        )
        .hint("write it as in `\"Source Sans 3\"`");
        return;
    };
    for family in families
        .into_iter()
        .filter(|family| !fonts.has_family(family))
    {
        let problem = out.add(
            Code::ValueWrong,
            setting.origin.clone(),
            format!("there is no font `{family}`"),
        );
        match suggest(family, fonts.families()) {
            Some(near) => problem.hint(format!("did you mean `{near}`?")),
            None => {
                problem.hint("put its files into `data/fonts`: fonts of the system are not used")
            }
        };
    }
}

/// A phrase may belong to any document; one that belongs to none is a slip.
fn check_wording(board: &Board, library: &Library, out: &mut Diagnostics) {
    if !board.wording.is_empty() {
        check_phrases(&board.wording, "no document", &kinds(library), out);
    }
    for (name, phrases) in &board.wording_of {
        let Some((_, first)) = phrases.first() else {
            continue;
        };
        match kind(library, name) {
            None => unknown_kind(name, &first.origin, library, out),
            Some(own) => check_phrases(phrases, &format!("no `{name}`"), &[own], out),
        }
    }
    for (name, pattern) in &board.names {
        if !library.kinds().any(|kind| kind == name) {
            unknown_kind(name, &pattern.origin, library, out);
        }
    }
}

/// Reports defaults for fields that a kind does not have, or that every paper gives itself.
fn check_defaults(board: &Board, library: &Library, out: &mut Diagnostics) {
    for (name, fields) in &board.defaults {
        let Some((_, first)) = fields.first() else {
            continue;
        };
        let Some(kind) = kind(library, name) else {
            unknown_kind(name, &first.origin, library, out);
            continue;
        };
        for (field, setting) in fields {
            check_default(field, setting, &kind, out);
        }
    }
}

fn check_default(field: &str, setting: &Setting, kind: &Kind, out: &mut Diagnostics) {
    let known = kind.fields.get(field);
    if known.is_some_and(|field| !OWN.contains(&field.of_type)) {
        return;
    }
    let (message, near) = if known.is_some() {
        let message = format!("`{field}` of `{}` cannot have a default", kind.name);
        (message, None)
    } else {
        let message = format!("the document `{}` has no field `{field}`", kind.name);
        (
            message,
            suggest(field, kind.fields.keys().map(String::as_str)),
        )
    };
    let problem = out.add(Code::FieldUnknown, setting.origin.clone(), message);
    match near {
        Some(near) => problem.hint(format!("did you mean `{near}`?")),
        None if known.is_some() => problem.hint("write it into the papers themselves"),
        None => problem.hint(format!(
            "`boardpaper describe {}` shows the fields there are",
            kind.name
        )),
    };
}

fn unknown_kind(name: &str, place: &Origin, library: &Library, out: &mut Diagnostics) {
    let message = format!("there is no document `{name}`");
    let problem = out.add(Code::KindUnknown, place.clone(), message);
    match suggest(name, library.kinds()) {
        Some(near) => problem.hint(format!("did you mean `{near}`?")),
        None => problem.hint("`boardpaper templates` lists the documents there are"),
    };
}

/// Reports phrases that none of some kinds has; `none` says of which.
fn check_phrases(
    phrases: &IndexMap<String, Phrase>,
    none: &str,
    kinds: &[Kind],
    out: &mut Diagnostics,
) {
    let known: Vec<&str> = kinds
        .iter()
        .flat_map(|kind| kind.wording.keys())
        .map(String::as_str)
        .collect();
    for (name, phrase) in phrases.iter().filter(|(n, _)| !known.contains(&n.as_str())) {
        let message = format!("{none} has a phrase `{name}`");
        let problem = out.add(Code::WordingFault, phrase.origin.clone(), message);
        match suggest(name, known.iter().copied()) {
            Some(near) => problem.hint(format!("did you mean `{near}`?")),
            None => {
                problem.hint("`boardpaper templates` shows the `wording.toml` of each document")
            }
        };
    }
}
