//! The house's own terms: "ASB", not "A.S.B".

use std::borrow::Cow;
use std::ops::Range;

use regex::Regex;

use crate::check::{Passage, Subject};
use crate::diagnostic::{Code, Diagnostics};
use crate::model::{CheckSettings, ValueType, plain_signs};

use super::words::is_address;

/// Reports what the house writes another way, each once a passage.
pub fn check(subject: &Subject<'_>, out: &mut Diagnostics) {
    let terms = &subject.settings.terms;
    let Some(wrong) = pattern(subject.settings) else {
        return;
    };
    let named = [ValueType::Ref, ValueType::Choice];
    let passages = subject.passages.iter();
    // A house that has rules for spaces which do not break means those that were typed.
    let as_typed = terms
        .iter()
        .any(|(wrong, right)| is_particular(wrong) || is_particular(&right.text));
    for passage in passages.filter(|p| p.is_printed() && !named.contains(&p.of_type)) {
        let text = match as_typed {
            true => passage.as_typed(),
            false => &passage.text,
        };
        let mut said = Vec::new();
        for found in wrong.find_iter(text) {
            let right = terms.get(found.as_str()).map(|right| right.text.as_str());
            let right = right.filter(|right| is_wrong(text, found.range(), right));
            let Some(right) = right.filter(|_| !said.contains(&found.as_str())) else {
                continue;
            };
            said.push(found.as_str());
            let words = match as_typed {
                true => passage.read_at(found.start())..passage.read_at(found.end()),
                false => found.range(),
            };
            report(passage, words, right, out);
        }
    }
}

/// Returns whether a term has spaces or hyphens that only look like plain ones.
fn is_particular(term: &str) -> bool {
    matches!(plain_signs(term), Cow::Owned(_))
}

fn report(passage: &Passage<'_>, found: Range<usize>, right: &str, out: &mut Diagnostics) {
    let message = format!(
        "`{}` is not how the house writes it",
        &passage.text[found.clone()]
    );
    passage
        .report(Code::HouseTerm, found, message, out)
        .hint(format!("write `{right}`"));
}

/// Makes one pattern of all wrong terms, longer ones first.
fn pattern(settings: &CheckSettings) -> Option<Regex> {
    let mut terms: Vec<&str> = settings.terms.keys().map(String::as_str).collect();
    terms.retain(|term| !term.trim().is_empty());
    terms.sort_by_key(|term| std::cmp::Reverse(term.len()));
    let terms: Vec<String> = terms.iter().map(|term| regex::escape(term)).collect();
    (!terms.is_empty()).then(|| Regex::new(&terms.join("|")).ok())?
}

/// Returns whether a term stands alone, in no address, and is not a part of how it is rightly written.
fn is_wrong(text: &str, found: Range<usize>, right: &str) -> bool {
    let term = &text[found.clone()];
    let (before, after) = (&text[..found.start], &text[found.end..]);
    let joined = |inner: Option<char>, outer: Option<char>| {
        inner.is_some_and(char::is_alphanumeric) && outer.is_some_and(char::is_alphanumeric)
    };
    let starts = !joined(term.chars().next(), before.chars().next_back());
    let ends = !joined(term.chars().next_back(), after.chars().next());
    let in_address = is_address(piece(text, &found)) && !is_address(term);
    starts && ends && !in_address && !is_right(text, found.start, term, right)
}

/// Returns the piece between spaces that a range lies in.
fn piece<'t>(text: &'t str, range: &Range<usize>) -> &'t str {
    let before = text[..range.start].split(char::is_whitespace).next_back();
    let after = text[range.end..].split(char::is_whitespace).next();
    let start = range.start - before.map_or(0, str::len);
    &text[start..range.end + after.map_or(0, str::len)]
}

/// Returns whether a term is rightly written there: "Force" within "the Force".
fn is_right(text: &str, start: usize, term: &str, right: &str) -> bool {
    right.match_indices(term).any(|(at, _)| {
        let from = start.checked_sub(at).and_then(|from| text.get(from..));
        from.is_some_and(|from| from.starts_with(right))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(text: &str, term: &str, right: &str) -> bool {
        let at = text.find(term).expect("the term");
        is_wrong(text, at..at + term.len(), right)
    }

    #[test]
    fn a_term_is_a_whole_word() {
        assert!(wrong("less A.S.B. in town", "A.S.B", "ASB"));
        assert!(wrong("(A.S.B)", "A.S.B", "ASB"));
        assert!(wrong("the Force's plan", "Force", "the police"));
        assert!(!wrong("Forces", "Force", "the police"));
        assert!(!wrong("UKASB", "ASB", "anti-social behaviour"));
        assert!(!wrong("asb@northmarch.example", "asb", "ASB"));
        assert!(wrong(
            "see northmarch.example",
            "northmarch.example",
            "our pages"
        ));
    }

    #[test]
    fn what_is_rightly_written_is_not_wrong_in_part() {
        assert!(!wrong(
            "the Northmarch Police plan",
            "Northmarch",
            "Northmarch Police"
        ));
        assert!(wrong(
            "the Northmarch plan",
            "Northmarch",
            "Northmarch Police"
        ));
        assert!(!wrong("é Chief Constable", "Constable", "Chief Constable"));
    }
}
