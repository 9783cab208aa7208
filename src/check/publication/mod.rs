//! What should not be published: personal data and protective markings.
//!
//! A dash may be typed where a hyphen belongs, so each text that has one is read twice: as it stands, and with hyphens for dashes.
//!
//! What is found is told with most of it covered: messages are sent on, and must not spread what they warn of.

mod address;
mod birth;
mod contact;
mod cover;
mod email;
mod email_words;
mod finding;
mod insurance;
mod marking;
mod nhs;
mod telephone;
mod vehicle;

use crate::diagnostic::Diagnostics;
use crate::model::Plain;

use self::contact::Contacts;
pub use self::finding::Finding;
use super::digits::Digits;
use super::{Home, Passage, Subject};

/// Reports what is found in a paper, and covers it in what other checks said.
pub fn check(subject: &Subject<'_>, out: &mut Diagnostics) {
    for (passage, found) in subject.passages.iter().zip(subject.private()) {
        finding::report(passage, found.clone(), out);
    }
    cover::cover(subject, out);
}

/// Finds what each passage of a paper gives away.
pub fn find(subject: &Subject<'_>) -> Vec<Vec<Finding>> {
    let office = Office {
        telephones: telephone::listed(&subject.settings.telephones),
        subject,
    };
    let mut contacts = Contacts::new(subject.paper);
    let mut before = "";
    let passages = subject.passages.iter().map(|passage| {
        let meant = contacts.meant(passage);
        let found = office.in_line(passage, before, meant);
        before = &passage.text;
        found
    });
    passages.collect()
}

/// The strands beside Protect.
const STRANDS: [&str; 4] = ["Pursue", "PURSUE", "Prepare", "PREPARE"];

/// What the office says of its own, and the paper.
struct Office<'a> {
    telephones: Vec<String>,
    subject: &'a Subject<'a>,
}

impl Office<'_> {
    /// Finds what a line gives away that stands behind another; `meant` says that it tells whom to ask, and where.
    fn in_line(&self, passage: &Passage<'_>, before: &str, meant: bool) -> Vec<Finding> {
        let mut found = self.found(&passage.text, before, passage, meant);
        let has_others = !passage.text.is_ascii();
        let plain = has_others.then(|| Plain::without_dashes(&passage.text));
        if let Some(plain) = plain.flatten() {
            let more = self.found(&plain.text, before, passage, meant).into_iter();
            finding::take(more.map(|one| one.placed(&plain.places)), &mut found);
        }
        if passage.is_printed() && !meant {
            email::find_links(passage, &self.subject.settings.email_domains, &mut found);
        }
        found
    }

    /// Finds what the text of a line gives away.
    fn found(&self, text: &str, before: &str, passage: &Passage<'_>, meant: bool) -> Vec<Finding> {
        let mut found = Vec::new();
        marking::find(text, &|| self.has_strands(), &mut found);
        if !passage.is_printed() {
            return found;
        }
        let digits = Digits::of(text);
        if !meant {
            // A phrase may have places for computed words, whose braces would be taken for text.
            let is_phrase = matches!(passage.home, Home::Phrase(_));
            self.contacts(text, &digits, is_phrase, &mut found);
        }
        if digits.any() {
            insurance::find(text, &digits, &mut found);
            nhs::find(text, &digits, &mut found);
            birth::find(text, &mut found);
            vehicle::find(text, &digits, &|letters| self.is_term(letters), &mut found);
            birth::beside(before, text, &mut found);
        }
        found
    }

    /// Returns whether letters are an abbreviation of the office.
    fn is_term(&self, letters: &str) -> bool {
        let terms = self.subject.paper.notes.iter().map(|note| &note.mark);
        let mut all = terms.chain(&self.subject.settings.abbreviations);
        all.any(|term| term == letters)
    }

    /// Returns whether the paper speaks of the strands of a strategy: Pursue, Prevent, Protect, Prepare.
    fn has_strands(&self) -> bool {
        let mut lines = self.subject.passages.iter();
        lines.any(|line| STRANDS.iter().any(|strand| line.text.contains(strand)))
    }

    fn contacts(&self, text: &str, digits: &Digits<'_>, is_phrase: bool, found: &mut Vec<Finding>) {
        email::find(text, &self.subject.settings.email_domains, found);
        if !is_phrase {
            telephone::find(text, digits, &self.telephones, found);
            address::find(text, digits, found);
        }
    }
}

#[cfg(test)]
mod marking_tests;
#[cfg(test)]
mod tests;
