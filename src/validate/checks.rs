//! `[check]` in `board.toml`: what an office asks of the checks.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostics, suggest};
use crate::load::Node;
use crate::model::{Allowance, CheckSettings, Origin, Phrase, Severity, StatusWords};

use super::board::phrases;
use super::section::{Section, phrase};

/// Reads what an office asks of the checks.
pub fn checks(mut section: Section<'_>, out: &mut Diagnostics) -> CheckSettings {
    let severities = section.section("severities", out);
    let terms = section.section("terms", out);
    let words = section.section("status-words", out);
    let settings = CheckSettings {
        severities: severities
            .map(|section| read_severities(section, out))
            .unwrap_or_default(),
        allowed: allowances(section.list("allow", out), out),
        longest_update: count(&mut section, "longest-update", out),
        path_to_green: section.flag("path-to-green", out).unwrap_or_default(),
        path_words: section.texts("path-words", out),
        lead_officers: names(&mut section, "lead-officers", out),
        organisations: names(&mut section, "organisations", out),
        abbreviations: section.texts("abbreviations", out),
        words: section.texts("words", out),
        terms: terms
            .map(|section| phrases(section, out))
            .unwrap_or_default(),
        status_words: words
            .map(|section| status_words(section, out))
            .unwrap_or_default(),
        email_domains: section.texts("email-domains", out),
        telephones: section.texts("telephones", out),
        smallest_text: points(&mut section, "smallest-text", out),
        contents_from: count(&mut section, "contents-from", out),
    };
    section.finish(out);
    settings
}

fn names(section: &mut Section<'_>, key: &str, out: &mut Diagnostics) -> Vec<Phrase> {
    let items = section.list(key, out);
    items
        .iter()
        .filter_map(|item| phrase(item, key, out))
        .collect()
}

/// Reads a whole number from 1.
fn count(section: &mut Section<'_>, key: &str, out: &mut Diagnostics) -> Option<usize> {
    let node = section.get(key)?;
    let number = section.number(key, out)?;
    if number < 1.0 || number.fract() != 0.0 || number > 1e6 {
        let message = format!("`{key}` must be a whole number from 1");
        out.add(Code::ValueWrong, node.origin.clone(), message)
            .hint("write the number without a unit, or delete the line");
        return None;
    }
    Some(number as usize)
}

/// Reads a size of text.
fn points(section: &mut Section<'_>, key: &str, out: &mut Diagnostics) -> Option<f64> {
    let node = section.get(key)?;
    let number = section.number(key, out)?;
    if !(4.0..=72.0).contains(&number) {
        let message = format!("`{key}` must be from 4 to 72 points");
        out.add(Code::ValueWrong, node.origin.clone(), message)
            .hint("write the number without a unit, or delete the line");
        return None;
    }
    Some(number)
}

fn status_words(mut section: Section<'_>, out: &mut Diagnostics) -> StatusWords {
    let words = StatusWords {
        behind: section.texts("behind", out),
        done: section.texts("done", out),
        to_come: section.texts("to-come", out),
        unless: section.texts("unless", out),
    };
    section.finish(out);
    words
}

fn read_severities(mut section: Section<'_>, out: &mut Diagnostics) -> BTreeMap<u16, Severity> {
    let mut severities = BTreeMap::new();
    for entry in section.all() {
        let name = Phrase {
            text: entry.key.clone(),
            origin: entry.origin.clone(),
        };
        let severity = section.named(&entry.key, &Severity::NAMES, out);
        let (Some(code), Some(severity)) = (code(&name, out), severity) else {
            continue;
        };
        if may_be(code, severity, &name, out) {
            severities.insert(code.number(), severity);
        }
    }
    severities
}

/// What stops a paper cannot be made less: there would be no paper, and no word why.
fn may_be(code: Code, severity: Severity, name: &Phrase, out: &mut Diagnostics) -> bool {
    let fixed = code.severity() == Severity::Error && severity != Severity::Error;
    if fixed {
        let message = format!("`{code}` is always an error: {}", code.summary());
        out.add(Code::ValueWrong, name.origin.clone(), message)
            .hint("delete the line: the severity of warnings and notes can be changed");
    }
    !fixed
}

fn code(name: &Phrase, out: &mut Diagnostics) -> Option<Code> {
    let code = Code::named(&name.text);
    if code.is_none() {
        let message = format!("there is no code `{}`", name.text);
        let all: Vec<String> = Code::ALL.iter().map(ToString::to_string).collect();
        let problem = out.add(Code::FieldUnknown, name.origin.clone(), message);
        match suggest(&name.text, all.iter().map(String::as_str)) {
            Some(near) if near.len() != name.text.len() => {
                problem.hint(format!("did you mean `{near}`?"))
            }
            _ => problem.hint("use a code as messages show it, such as `BP1402`"),
        };
    }
    code
}

fn allowances(nodes: &[Node], out: &mut Diagnostics) -> Vec<Allowance> {
    let mut allowed = Vec::new();
    for node in nodes {
        if let Some(section) = Section::new(node, "`[[check.allow]]`", out) {
            allowed.extend(allowance(section, out));
        }
    }
    allowed
}

fn allowance(mut section: Section<'_>, out: &mut Diagnostics) -> Option<Allowance> {
    let origin: Origin = section.origin.clone();
    let name = section.phrase("code", out);
    let given = section.required("code", out).is_some();
    let place = section.required("place", out);
    let reason = section.required("reason", out);
    section.finish(out);
    let code = code(&name.filter(|_| given)?, out)?;
    if code.severity() == Severity::Error {
        let message = format!("`{code}` is an error, and cannot be allowed");
        out.add(Code::ValueWrong, origin, message)
            .hint("mend what it is about: no paper can be made of it");
        return None;
    }
    if code == Code::AllowanceUnused {
        let message =
            format!("`{code}` is about an allowance that is of no use, and cannot be allowed");
        out.add(Code::ValueWrong, origin, message)
            .hint("delete that allowance, and this one");
        return None;
    }
    Some(Allowance {
        code: code.number(),
        place: place?,
        reason: reason?,
        origin,
    })
}
