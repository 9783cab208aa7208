//! `[check]` in `board.toml`: what an office asks of the checks.

use std::collections::BTreeMap;

use indexmap::IndexMap;

use crate::diagnostic::{Code, Diagnostics, suggest};
use crate::load::NodeValue;
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
        allowed: allowances(&mut section, out),
        longest_update: count(&mut section, "longest-update", out),
        path_to_green: section.flag("path-to-green", out).unwrap_or_default(),
        path_words: texts(&mut section, "path-words", out),
        lead_officers: names(&mut section, "lead-officers", out),
        organisations: names(&mut section, "organisations", out),
        abbreviations: texts(&mut section, "abbreviations", out),
        words: texts(&mut section, "words", out),
        terms: terms
            .map(|section| house_terms(section, out))
            .unwrap_or_default(),
        status_words: words
            .map(|section| status_words(section, out))
            .unwrap_or_default(),
        email_domains: domains(&mut section, out),
        telephones: texts(&mut section, "telephones", out),
        smallest_text: points(&mut section, "smallest-text", out),
        contents_from: count(&mut section, "contents-from", out),
    };
    section.finish(out);
    settings
}

fn names(section: &mut Section<'_>, key: &str, out: &mut Diagnostics) -> Vec<Phrase> {
    let items = section.list(key, out).iter();
    let named: Vec<Phrase> = items.filter_map(|item| phrase(item, key, out)).collect();
    let (empty, named): (Vec<_>, Vec<_>) = named
        .into_iter()
        .partition(|item| item.text.trim().is_empty());
    for item in empty {
        let message = format!("a text of `{key}` is empty");
        out.add(Code::ValueWrong, item.origin, message)
            .hint("write what is meant, or delete the two quotation marks");
    }
    named
}

fn texts(section: &mut Section<'_>, key: &str, out: &mut Diagnostics) -> Vec<String> {
    let named = names(section, key, out).into_iter();
    named.map(|item| item.text).collect()
}

/// Reads domains, `@` or a full stop before them or not.
fn domains(section: &mut Section<'_>, out: &mut Diagnostics) -> Vec<String> {
    let (known, wrong): (Vec<_>, Vec<_>) = names(section, "email-domains", out)
        .into_iter()
        .partition(|item| is_domain(item.text.trim().trim_start_matches(['@', '.'])));
    for item in wrong {
        let message = format!("`{}` is no domain", item.text);
        out.add(Code::ValueWrong, item.origin, message).hint(
            "write what stands behind the `@` of its addresses, such as `northmarch.example`",
        );
    }
    known.into_iter().map(|item| item.text).collect()
}

fn is_domain(text: &str) -> bool {
    let is_part = |part: &str| {
        let letters = part.chars().all(|c| c.is_alphanumeric() || c == '-');
        letters && !part.is_empty() && !part.starts_with('-') && !part.ends_with('-')
    };
    text.contains('.') && text.split('.').all(is_part)
}

/// Reads terms, each by how it is wrongly written; one that asks for nothing is a slip.
fn house_terms(section: Section<'_>, out: &mut Diagnostics) -> IndexMap<String, Phrase> {
    let mut terms = phrases(section, out);
    terms.retain(|wrong, right| {
        let message = match (wrong.trim(), right.text.trim()) {
            ("", _) => "a term that is not wanted is empty in `terms`".to_owned(),
            (wrong, "") => format!("nothing is to be written instead of `{wrong}`"),
            (wrong, right) if wrong == right => format!("`{wrong}` is to be written as it is"),
            _ => return true,
        };
        out.add(Code::ValueWrong, right.origin.clone(), message)
            .hint("write the wrong term first, then the right one: `\"A.S.B\" = \"ASB\"`");
        false
    });
    terms
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
        behind: texts(&mut section, "behind", out),
        done: texts(&mut section, "done", out),
        to_come: texts(&mut section, "to-come", out),
        unless: texts(&mut section, "unless", out),
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

fn allowances(section: &mut Section<'_>, out: &mut Diagnostics) -> Vec<Allowance> {
    let mut allowed = Vec::new();
    if let Some(one) = section.get("allow")
        && let NodeValue::Table(_) = one.value
    {
        let message = "`allow` must be a list of allowances, not a table";
        out.add(Code::ValueWrong, one.origin.clone(), message)
            .hint("write `[[check.allow]]` above each, with two brackets on either side");
        return allowed;
    }
    for node in section.list("allow", out) {
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
