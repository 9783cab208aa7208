//! The words around a quantity that make it a claim: rows, verbs, steps.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::claims::Claim;
use super::number::{Percent, number};
use super::rows::Counted;

static SHARE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^ ?\((?-u:(\d+(?:\.\d+)?)) ?%\)").expect("a pattern"));

const SCOPES: [&str; 12] = [
    " in this theme",
    " in the theme",
    " of this theme",
    " in this paper",
    " in this report",
    " in this update",
    " in this plan",
    " in the plan",
    " in this quarter",
    " this quarter",
    " in this section",
    " in total",
];
const VERBS: [&str; 12] = [
    " are",
    " is",
    " were",
    " was",
    " remain",
    " remains",
    " stand at",
    " stands at",
    " have been",
    " has been",
    " being",
    " continue to be",
];
const ADVERBS: [&str; 20] = [
    " now",
    " still",
    " currently",
    " therefore",
    " also",
    " all",
    " both",
    " rated",
    " judged",
    " marked",
    " shown",
    " reported",
    " assessed",
    " as",
    " at",
    " on",
    " classed",
    " scored",
    " RAG-rated",
    " RAG rated",
];
const OF: [&str; 10] = [
    " of the",
    " of our",
    " of these",
    " of all the",
    " of all",
    " of this theme's",
    " of this theme’s",
    " of the theme's",
    " of the theme’s",
    " of",
];

/// Reads a claim from a quantity on, word by word.
pub struct Reader<'t, 'a> {
    text: &'t str,
    at: usize,
    table: &'t Counted<'a>,
}

impl<'t, 'a> Reader<'t, 'a> {
    /// Goes to the place behind a quantity.
    pub fn new(text: &'t str, at: usize, table: &'t Counted<'a>) -> Self {
        Self { text, at, table }
    }

    /// Reads what is claimed of the quantity that was found.
    pub fn claim(mut self, found: &Captures<'_>, start: usize) -> Option<Claim<'a>> {
        let read = |name: &str| found.name(name).and_then(|part| number(part.as_str()));
        let share = |name: &str| {
            found
                .name(name)
                .and_then(|part| Percent::new(part.as_str()))
        };
        let mut claim = Claim {
            words: start..self.at,
            steps: Vec::new(),
            count: read("n").or_else(|| read("k")),
            total: read("m").or_else(|| read("k")),
            percent: share("p").or_else(|| share("p1")),
            all: found[0].to_lowercase().starts_with("all"),
            is_named: false,
            is_bare: false,
            is_plain: false,
        };
        let of = self.eat(&OF);
        if of && claim.total.is_none() {
            claim.total = self.eat_number();
        }
        claim.percent = claim.percent.or_else(|| self.eat_share());
        claim.is_named = self.eat_noun();
        let end_of_rows = self.at;
        self.eat(&SCOPES);
        claim.percent = claim.percent.or_else(|| self.eat_share());
        self.eat(&[","]);
        let verb = self.eat(&VERBS);
        if of && !claim.is_named || verb && !claim.is_named && claim.all {
            return None;
        }
        if self.eat_steps(&mut claim) {
            return self.finish(claim, verb);
        }
        let counts_all =
            claim.count.is_some() && claim.total.is_none() && claim.percent.is_none() && !claim.all;
        (claim.is_named && counts_all).then(|| {
            claim.words.end = end_of_rows;
            claim.total = claim.count.take();
            claim
        })
    }

    /// Reads the names of one step or of several: "green", "green or amber".
    fn eat_steps(&mut self, claim: &mut Claim<'a>) -> bool {
        loop {
            let rest = self.rest();
            let name = rest
                .strip_prefix([' ', ':'])
                .and_then(|rest| self.table.step_at(rest.trim_start_matches(' ')));
            let Some(name) = name else {
                if claim.steps.is_empty() && self.eat(&ADVERBS) {
                    continue;
                }
                return !claim.steps.is_empty();
            };
            self.at += rest.len() - rest[1..].trim_start_matches(' ').len() + name.text.len();
            claim.is_plain = name.is_plain;
            claim.steps.push(name.code);
            let here = self.at;
            if !self.eat(&[" or", " and", "/", " /"]) || !self.goes_on_with_a_step() {
                self.at = here;
                return true;
            }
            if !self.rest().starts_with(' ') {
                // Written without blanks: `green/amber`.
                let name = self.table.step_at(self.rest());
                claim.steps.extend(name.map(|name| name.code));
                self.at += name.map_or(0, |name| name.text.len());
                return true;
            }
        }
    }

    fn goes_on_with_a_step(&self) -> bool {
        self.table
            .step_at(self.rest().trim_start_matches(' '))
            .is_some()
    }

    /// Without a verb, the rows stand behind the step: "two red deliverables".
    fn finish(mut self, mut claim: Claim<'a>, verb: bool) -> Option<Claim<'a>> {
        if !verb && claim.is_named {
            return None;
        }
        if !verb {
            claim.is_named = self.eat_noun();
        }
        claim.percent = claim.percent.or_else(|| self.eat_share());
        claim.words.end = self.at;
        let goes_on = |c: char| c.is_alphanumeric();
        let next = self
            .rest()
            .trim_start()
            .split(' ')
            .next()
            .unwrap_or_default();
        let ends =
            !next.starts_with(goes_on) || ["and", "with", "but", "while", "or"].contains(&next);
        if verb || claim.is_named {
            return Some(claim);
        }
        claim.is_bare = claim.total.is_none() && claim.percent.is_none();
        ends.then_some(claim)
    }

    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    /// Goes behind one of some words, where it stands next.
    fn eat(&mut self, words: &[&str]) -> bool {
        let rest = self.rest();
        let found = words.iter().find(|word| begins(rest, word));
        let length = found.map(|word| word.len());
        self.at += length.unwrap_or(0);
        length.is_some()
    }

    fn eat_noun(&mut self) -> bool {
        let Some(rest) = self.rest().strip_prefix(' ') else {
            return false;
        };
        let names = [&self.table.many, &self.table.one];
        let found = names.into_iter().find(|name| begins(rest, name));
        self.at += found.map_or(0, |name| 1 + name.len());
        found.is_some()
    }

    fn eat_number(&mut self) -> Option<u64> {
        let rest = self.rest().strip_prefix(' ')?;
        let length = rest
            .find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | ','))
            .unwrap_or(rest.len());
        let value = number(&rest[..length])?;
        self.at += 1 + length;
        Some(value)
    }

    fn eat_share(&mut self) -> Option<Percent> {
        let rest = self.rest();
        if !rest.trim_start_matches(' ').starts_with('(') {
            return None;
        }
        let found = SHARE.captures(rest)?;
        let (length, percent) = (found[0].len(), Percent::new(&found[1]));
        self.at += length;
        percent
    }
}

/// Returns whether a text begins with a word, or words, whole.
fn begins(text: &str, word: &str) -> bool {
    let start = text.as_bytes().get(..word.len());
    let next = || text[word.len()..].chars().next();
    start.is_some_and(|start| start.eq_ignore_ascii_case(word.as_bytes()))
        && (word.ends_with(['/', ',']) || next().is_none_or(|c| !c.is_alphanumeric()))
}
