//! What a text claims of the work: that it is behind, done, begun or to come.

use std::ops::Range;

use regex::Regex;

use super::lists::{Claims, Lists};
use super::phrases::Phrases;
use super::sentence::{ends_clause, fold, is_whole, negated, sentence};

/// How many words after a phrase may tell what it is about.
const NEXT: usize = 4;

/// Ways to say one thing of the work, ready to be looked for.
pub struct Claim {
    alone: Option<Regex>,
    opening: Option<Regex>,
    goes_on: Vec<String>,
    about_work: Option<Regex>,
    before_work: Option<Regex>,
    unless: Option<Regex>,
    also: Option<Regex>,
    subjects: Subjects,
}

/// The words by which it is told what a phrase is about.
pub struct Subjects {
    /// Words for what is meant.
    meant: Vec<String>,
    /// Words for anything else.
    other: Vec<String>,
    not: Vec<String>,
    /// Whether a phrase that has no such word before it counts.
    or_none: bool,
}

impl Subjects {
    /// Takes words for what is meant; a phrase needs one of them before it.
    pub fn only(meant: &[String], lists: &Lists) -> Self {
        Self {
            meant: meant.to_vec(),
            other: lists.other.clone(),
            not: lists.not.clone(),
            or_none: false,
        }
    }

    /// Counts phrases about anything, but for people.
    pub fn any(lists: &Lists) -> Self {
        Self {
            or_none: true,
            ..Self::only(&lists.work, lists)
        }
    }

    /// Returns whether what stands before a phrase is about what is meant: the last word that tells decides.
    fn fits(&self, before: &str) -> bool {
        let told = words(before).rev().find_map(|word| self.tells(word));
        told.unwrap_or(self.or_none)
    }

    /// Returns whether what follows a phrase is what is meant: one of the next words tells.
    fn follow(&self, after: &str) -> bool {
        let told = words(after).take(NEXT).find_map(|word| self.tells(word));
        told == Some(true)
    }

    fn tells(&self, word: &str) -> Option<bool> {
        let word = fold(word);
        let meant = self.meant.contains(&word);
        (meant || self.other.contains(&word)).then_some(meant)
    }
}

impl Claim {
    /// Takes the ways to say one thing.
    pub fn of(claims: &Claims, subjects: Subjects, phrases: &Phrases) -> Self {
        Self {
            alone: phrases.any(&claims.alone),
            opening: phrases.any(&claims.opening),
            goes_on: claims.goes_on.clone(),
            about_work: phrases.linked(&claims.links, &claims.states, &claims.about_work),
            before_work: phrases.any(&claims.before_work),
            unless: phrases.any(&claims.unless),
            also: phrases.any(&claims.also),
            subjects,
        }
    }

    /// Finds the sentences of a text that consist of the claim alone.
    pub fn opening(&self, text: &str, unless: Option<&Regex>) -> Vec<Range<usize>> {
        let opening = found(&self.opening, text);
        let whole = opening.filter(|hit| is_whole(text, hit.clone(), &self.goes_on));
        whole.filter(|hit| self.stands(text, hit, unless)).collect()
    }

    /// Finds where a text makes the claim, once a sentence; `ends` asks that the phrase ends its clause.
    pub fn find(&self, text: &str, ends: bool, unless: Option<&Regex>) -> Vec<Range<usize>> {
        let about = found(&self.about_work, text).filter(|hit| {
            let from = sentence(text, hit).start;
            let clause = !ends || ends_clause(&text[hit.end..], &self.goes_on);
            clause && self.subjects.fits(&text[from..hit.start])
        });
        let before = found(&self.before_work, text);
        let before = before.filter(|hit| self.subjects.follow(&text[hit.end..]));
        let hits = found(&self.alone, text).chain(about).chain(before);
        let mut hits: Vec<_> = hits.filter(|hit| self.stands(text, hit, unless)).collect();
        hits.sort_by_key(|hit| hit.start);
        hits.dedup_by_key(|hit| sentence(text, hit));
        hits
    }

    /// Finds words that make the claim in a text that nobody has touched since.
    pub fn find_also(&self, text: &str) -> Option<Range<usize>> {
        found(&self.also, text).find(|hit| self.stands(text, hit, None))
    }

    /// Returns whether nothing in the sentence takes a phrase back.
    pub fn stands(&self, text: &str, hit: &Range<usize>, unless: Option<&Regex>) -> bool {
        let whole = sentence(text, hit);
        let mut back = self.unless.iter().chain(unless);
        let taken_back = back.any(|words| words.is_match(&text[whole.clone()]));
        let before = &text[whole.start..hit.start];
        !taken_back && !negated(before, &self.subjects.not)
    }
}

fn words(text: &str) -> impl DoubleEndedIterator<Item = &str> {
    let words = text.split(|c: char| !c.is_alphanumeric() && !"-'’".contains(c));
    words.filter(|word| !word.is_empty())
}

fn found<'t>(phrase: &'t Option<Regex>, text: &'t str) -> impl Iterator<Item = Range<usize>> + 't {
    phrase
        .iter()
        .flat_map(move |phrase| phrase.find_iter(text).map(|hit| hit.range()))
}
