//! Notes that say the same: whatever their case, spaces, quotation marks and final stop, and on which side the term stands.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostics};
use crate::model::Origin;

/// A leading or trailing term has no more words than this.
const TERM: usize = 4;

/// What of a note is compared.
pub struct NoteText<'n> {
    /// What it is cited by, or the term that it explains.
    pub mark: &'n str,
    /// What it says; a term's note begins with the term.
    pub text: String,
    /// Whether it explains a term of the glossary.
    pub is_term: bool,
    /// Where it stands.
    pub origin: &'n Origin,
}

/// Reports each note that says what one before it says.
pub fn same_texts(notes: &[NoteText<'_>], out: &mut Diagnostics) {
    let mut seen: BTreeMap<String, Vec<(Option<String>, &NoteText<'_>)>> = BTreeMap::new();
    for note in notes {
        let (term, rest) = note.folded();
        if rest.is_empty() {
            continue;
        }
        let alike = seen.entry(rest).or_default();
        let same = |other: &Option<String>| *other == term || other.is_none() || term.is_none();
        match alike.iter().find(|(other, _)| same(other)) {
            Some((_, first)) => report(first, note, out),
            None => alike.push((term, note)),
        }
    }
}

fn report(first: &NoteText<'_>, note: &NoteText<'_>, out: &mut Diagnostics) {
    // The glossary stands last: it is the footnote that is not needed.
    if note.is_term && !first.is_term {
        let message = format!(
            "the note `{}` says what the glossary says of `{}`",
            first.mark, note.mark
        );
        out.add(Code::NoteSameText, first.origin.clone(), message)
            .hint(format!(
                "delete the note and its mark `[^{}]`: a term of the glossary has its note where it is first used",
                first.mark
            ));
        return;
    }
    let message = format!(
        "the notes `{}` and `{}` have the same text",
        first.mark, note.mark
    );
    out.add(Code::NoteSameText, note.origin.clone(), message)
        .hint(format!(
            "cite `[^{}]` in both places, and delete the other: a note cited twice has one number",
            first.mark
        ));
}

impl NoteText<'_> {
    /// Returns the term that it explains, where it has one at an end, and what it says without it.
    fn folded(&self) -> (Option<String>, String) {
        let own = self.text.strip_prefix(self.mark).filter(|_| self.is_term);
        if let Some(rest) = own.and_then(|rest| rest.strip_prefix(": ")) {
            return (Some(self.mark.to_lowercase()), fold(rest));
        }
        let plain = fold(&self.text);
        let (before, rest) = leading(&self.text, &plain);
        let (behind, rest) = trailing(&self.text, rest);
        (before.or(behind), fold(rest))
    }
}

/// Takes off what makes no difference.
fn fold(text: &str) -> String {
    let quotes = |c: char| "'\"‘’“”".contains(c);
    let plain: String = text
        .to_lowercase()
        .chars()
        .filter(|c| !quotes(*c))
        .collect();
    let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    plain.trim_end_matches(['.', ' ']).to_owned()
}

/// Takes `SPOC` off `spoc: single point of contact`.
fn leading<'p>(text: &str, plain: &'p str) -> (Option<String>, &'p str) {
    let ends = [": ", " – ", " - ", " — ", " = "];
    let end = ends
        .iter()
        .filter_map(|end| Some((plain.find(end)?, end.len())))
        .min();
    match end {
        Some((at, length)) if is_term(text, &plain[..at]) => {
            (Some(plain[..at].to_owned()), &plain[at + length..])
        }
        _ => (None, plain),
    }
}

/// Takes `SPOC` off `single point of contact (spoc)`.
fn trailing<'p>(text: &str, plain: &'p str) -> (Option<String>, &'p str) {
    let inside = plain
        .strip_suffix(')')
        .and_then(|rest| rest.rsplit_once(" ("));
    match inside {
        Some((rest, term)) if is_term(text, term) => (Some(term.to_owned()), rest),
        _ => (None, plain),
    }
}

/// Returns whether words are a term rather than a remark: a few, with an abbreviation among them.
fn is_term(text: &str, words: &str) -> bool {
    let shortened = |word: &str| {
        let capitals = word.chars().filter(|c| c.is_uppercase()).count();
        capitals >= 2
            && words
                .split(' ')
                .any(|small| word.to_lowercase().contains(small))
    };
    let count = words.split(' ').count();
    let typed = || text.split(|c: char| c.is_whitespace() || "():'\"‘’“”".contains(c));
    !words.is_empty() && count <= TERM && typed().any(shortened)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Notes by their marks; a mark in capitals is a term.
    fn reported(notes: &[(&str, &str)]) -> Vec<String> {
        let origin = Origin::file("data/a.toml");
        let text = |(mark, text): &(&'static str, &str)| NoteText {
            mark,
            text: (*text).to_owned(),
            is_term: mark.contains(char::is_uppercase),
            origin: &origin,
        };
        let notes: Vec<(&'static str, &str)> = notes
            .iter()
            .map(|(mark, text)| (&*(*mark).to_owned().leak(), *text))
            .collect();
        let mut out = Diagnostics::default();
        same_texts(&notes.iter().map(text).collect::<Vec<_>>(), &mut out);
        out.iter().map(|problem| problem.message.clone()).collect()
    }

    #[test]
    fn notes_are_the_same_whatever_their_look() {
        for (one, two) in [
            (
                "Single point of contact (SPOC)",
                "Single point of contact (SPOC)",
            ),
            (
                "Single point of contact (SPOC)",
                "SPOC: single point of contact.",
            ),
            ("SPOC – Single  point of contact", "Single point of contact"),
            ("the term 'Channel' is used", "The term “Channel” is used."),
            ("EMSOU SB: Special Branch", "Special Branch (EMSOU SB)"),
        ] {
            let found = reported(&[("1", one), ("2", two)]);
            assert_eq!(found, ["the notes `1` and `2` have the same text"], "{one}");
        }
    }

    #[test]
    fn notes_on_two_terms_are_two_notes() {
        for (one, two) in [
            ("OCG: see the glossary", "SOC: see the glossary"),
            ("Provisional: to be confirmed", "Final: to be confirmed"),
            ("Estimate (revised)", "Estimate (provisional)"),
            ("2017: of 114 cases", "2018: of 114 cases"),
            ("", ""),
        ] {
            assert_eq!(reported(&[("1", one), ("2", two)]), [""; 0], "{one}");
        }
        assert_eq!(
            reported(&[("OCG", "OCG: crime group"), ("OCGs", "OCGs: crime group")]),
            [""; 0]
        );
    }

    #[test]
    fn a_note_that_says_what_the_glossary_says_is_not_needed() {
        let notes = [
            ("1", "Single point of contact (SPOC)"),
            ("SPOC", "SPOC: Single point of contact"),
        ];
        assert_eq!(
            reported(&notes),
            ["the note `1` says what the glossary says of `SPOC`"]
        );
    }
}
