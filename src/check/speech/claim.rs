//! What a text claims of the work: that it is behind, done, begun or to come.

use std::ops::Range;
use std::sync::Arc;

use super::lists::{Claims, Lists};
use super::phrases::{Between, Phrases};
use super::words::{Words, ends_clause};

/// How many words after a phrase may tell what it is about.
const NEXT: usize = 4;

/// Ways to say one thing of the work, ready to be looked for.
pub struct Claim {
    alone: Phrases,
    opening: Phrases,
    goes_on: Vec<String>,
    links: Phrases,
    states: Phrases,
    about_work: Phrases,
    before_work: Phrases,
    unless: Phrases,
    also: Phrases,
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

    /// Tells what words are about by the first of them that says it.
    fn tell<'w>(&self, mut words: impl Iterator<Item = &'w str>) -> Option<bool> {
        words.find_map(|word| {
            let among = |list: &[String]| list.iter().any(|known| known == word);
            let meant = among(&self.meant);
            (meant || among(&self.other)).then_some(meant)
        })
    }
}

impl Claim {
    /// Takes the ways to say one thing.
    pub fn of(claims: &Claims, subjects: Subjects, between: &Arc<Between>) -> Self {
        let phrases = |list: &[String]| Phrases::of(list, between);
        Self {
            alone: phrases(&claims.alone),
            opening: phrases(&claims.opening),
            goes_on: claims.goes_on.clone(),
            links: phrases(&claims.links),
            states: phrases(&claims.states),
            about_work: phrases(&claims.about_work),
            before_work: phrases(&claims.before_work),
            unless: phrases(&claims.unless),
            also: phrases(&claims.also),
            subjects,
        }
    }

    /// Finds the sentences of a text that consist of the claim alone.
    pub fn opening(&self, words: &Words<'_>, unless: &Phrases) -> Vec<Range<usize>> {
        let mut hits = self.opening.find(words);
        hits.retain(|hit| words.is_whole(hit, &self.goes_on) && self.stands(words, hit, unless));
        hits
    }

    /// Finds where a text makes the claim, once a sentence; `ends` asks that the phrase ends its clause.
    pub fn find(&self, words: &Words<'_>, ends: bool, unless: &Phrases) -> Vec<Range<usize>> {
        let mut about = self.links.before(Some(&self.states), words);
        about.extend(self.about_work.find(words));
        about.retain(|hit| {
            let clause = !ends || ends_clause(&words.text[hit.end..], &self.goes_on);
            clause && self.is_about_work(words, hit)
        });
        let mut hits = self.before_work.find(words);
        hits.retain(|hit| {
            let after = words.within(&(hit.end..words.text.len())).take(NEXT);
            self.subjects.tell(after) == Some(true)
        });
        hits.extend(self.alone.find(words));
        hits.append(&mut about);
        hits.retain(|hit| self.stands(words, hit, unless));
        hits.sort_by_key(|hit| hit.start);
        hits.dedup_by_key(|hit| words.sentence(hit));
        hits
    }

    /// Finds words that make the claim in a text that nobody has touched since.
    pub fn find_also(&self, words: &Words<'_>, unless: &Phrases) -> Option<Range<usize>> {
        let mut hits = self.also.find(words).into_iter();
        hits.find(|hit| self.stands(words, hit, unless))
    }

    /// Returns whether nothing in the sentence takes a phrase back.
    pub fn stands(&self, words: &Words<'_>, hit: &Range<usize>, unless: &Phrases) -> bool {
        let whole = words.sentence(hit);
        let taken_back = self.unless.is_in(words, &whole) || unless.is_in(words, &whole);
        !taken_back && !words.negated(&(whole.start..hit.start), &self.subjects.not)
    }

    /// Returns whether a phrase is about the work: the last word before it that tells decides.
    fn is_about_work(&self, words: &Words<'_>, hit: &Range<usize>) -> bool {
        let before = words.sentence(hit).start..hit.start;
        let told = self.subjects.tell(words.within(&before).rev());
        told.unwrap_or(self.subjects.or_none)
    }
}
