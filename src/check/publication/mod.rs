//! What should not be published: personal data and protective markings.
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
        let mut found = office.found(passage, meant);
        if passage.is_printed() {
            birth::beside(before, &passage.text, &mut found);
        }
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
    /// Finds what a line gives away; `meant` says that it tells whom to ask, and where.
    fn found(&self, passage: &Passage<'_>, meant: bool) -> Vec<Finding> {
        let (text, mut found) = (passage.text.as_str(), Vec::new());
        marking::find(text, &|| self.has_strands(), &mut found);
        if !passage.is_printed() {
            return found;
        }
        let digits = Digits::of(text);
        if !meant {
            self.contacts(passage, &digits, &mut found);
        }
        if digits.any() {
            insurance::find(text, &digits, &mut found);
            nhs::find(text, &digits, &mut found);
            birth::find(text, &mut found);
            vehicle::find(text, &digits, &|letters| self.is_term(letters), &mut found);
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

    fn contacts(&self, passage: &Passage<'_>, digits: &Digits<'_>, found: &mut Vec<Finding>) {
        let domains = &self.subject.settings.email_domains;
        email::find(&passage.text, domains, found);
        email::find_links(passage.inline, domains, found);
        // A phrase may have places for computed words, whose braces would be taken for text.
        if !matches!(passage.home, Home::Phrase(_)) {
            telephone::find(&passage.text, digits, &self.telephones, found);
            address::find(&passage.text, digits, found);
        }
    }
}

#[cfg(test)]
mod marking_tests;
#[cfg(test)]
mod tests;
