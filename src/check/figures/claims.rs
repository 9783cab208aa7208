//! What a sentence claims of the rows of a table: "14 of the 16 deliverables are green".

use std::ops::Range;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::number::{NUMBER, Percent, number};
use super::rows::Counted;

/// What is claimed.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim<'a> {
    /// The words, by their place in the text.
    pub words: Range<usize>,
    /// The codes of the steps it is about; none where all rows are counted.
    pub steps: Vec<&'a str>,
    /// How many rows are said to have them.
    pub count: Option<u64>,
    /// How many rows there are said to be.
    pub total: Option<u64>,
    /// The share that is said to have them.
    pub percent: Option<Percent>,
    /// Whether all rows are said to have them.
    pub all: bool,
    /// Whether the rows are called what the table is called.
    pub is_named: bool,
    /// Whether a number and a step are all there is: "two amber", which means rows only where the sentence counts rows.
    pub is_bare: bool,
    /// Whether the step is called by its label or code.
    pub is_plain: bool,
}

static QUANTITY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(
        r"(?i-u)\b(?:(?P<p>\d+(?:\.\d+)?) ?(?:%|per ?cent\b)|all(?: of)?(?: the| our)?(?: (?P<k>{NUMBER})\b)?|(?P<n>none|no|{NUMBER})\b(?: ?\((?P<p1>\d+(?:\.\d+)?) ?%\))?(?:(?: ?/ ?| (?:out )?of (?:the |all |all the |our |the theme(?:'s|(?u:’)s) |a total of )?)(?P<m>{NUMBER})\b)?)"
    ))
    .expect("a pattern")
});

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

/// Lists what a sentence, by its place in a text, claims of the rows of a table.
pub fn claims<'a>(text: &str, sentence: &Range<usize>, table: &Counted<'a>) -> Vec<Claim<'a>> {
    let mut all: Vec<Claim<'a>> = Vec::new();
    let said = &text[..sentence.end];
    for found in QUANTITY.captures_iter(&text[sentence.clone()]) {
        let whole = found.get(0).expect("the match itself");
        let (start, end) = (sentence.start + whole.start(), sentence.start + whole.end());
        let read = all.last().map_or(0, |last: &Claim<'a>| last.words.end);
        if start < read || is_inside(said, start, end) {
            continue;
        }
        let claim = Reader {
            text: said,
            at: end,
            table,
        }
        .claim(&found, start);
        // What is only a number goes on counting what the sentence counts: "14 deliverables are green and two amber".
        let goes_on = |claim: &Claim<'a>| {
            all.last()
                .is_some_and(|last| follows(&said[last.words.end..claim.words.start]))
        };
        if let Some(mut claim) = claim {
            let awaited = goes_on(&claim);
            claim.is_named |= awaited && all.iter().any(|other| other.is_named);
            claim.is_plain |= awaited;
            if awaited || !claim.is_bare {
                all.push(claim);
            }
        }
    }
    all
}

/// Returns whether nothing but joining words stands between two claims.
fn follows(between: &str) -> bool {
    let words =
        between.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '(' | ')'));
    words.filter(|word| !word.is_empty()).all(|word| {
        [
            "and",
            "with",
            "while",
            "but",
            "a",
            "further",
            "the",
            "other",
            "remaining",
            "of",
            "which",
            "only",
            "just",
        ]
        .contains(&word)
    })
}

/// The number is a part of something else: a date, a ref, a sum, a unit.
fn is_inside(text: &str, start: usize, end: usize) -> bool {
    let before = text[..start].chars().next_back();
    let mut after = text[end..].chars();
    let (first, second) = (after.next(), after.next());
    let runs_on = first.is_some_and(|c| matches!(c, '.' | ',' | '/' | '-' | '–' | ':'))
        && second.is_some_and(|c| c.is_ascii_digit());
    before.is_some_and(|c| {
        matches!(c, '.' | '/' | '-' | '–' | '£' | '$' | ',') || c.is_alphanumeric()
    }) || runs_on
}

struct Reader<'t, 'a> {
    text: &'t str,
    at: usize,
    table: &'t Counted<'a>,
}

impl<'a> Reader<'_, 'a> {
    fn claim(mut self, found: &Captures<'_>, start: usize) -> Option<Claim<'a>> {
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
        let found = words.iter().find(|word| {
            let start = rest.get(..word.len());
            let next = rest.get(word.len()..).and_then(|rest| rest.chars().next());
            start.is_some_and(|start| start.eq_ignore_ascii_case(word))
                && (word.ends_with(['/', ',']) || next.is_none_or(|c| !c.is_alphanumeric()))
        });
        let length = found.map(|word| word.len());
        self.at += length.unwrap_or(0);
        length.is_some()
    }

    fn eat_noun(&mut self) -> bool {
        let (many, one) = (
            format!(" {}", self.table.many),
            format!(" {}", self.table.one),
        );
        self.eat(&[&many, &one])
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
        let found = SHARE.captures(self.rest())?;
        let (length, percent) = (found[0].len(), Percent::new(&found[1]));
        self.at += length;
        percent
    }
}

static LABELLED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?-u)(?P<n>\d+)(?: ?/ ?(?P<m>\d+)| (?:out )?of (?P<m1>\d+))?(?: ?\((?P<p>\d+(?:\.\d+)?) ?%\))?").expect("a pattern")
});

/// Lists results that stand behind the label of a step: `Green: 14/16 (88%)`.
pub fn labelled<'a>(text: &str, sentence: &Range<usize>, table: &Counted<'a>) -> Vec<Claim<'a>> {
    let found = LABELLED
        .captures_iter(&text[sentence.clone()])
        .filter_map(|found| {
            let whole = found.get(0)?;
            let (start, end) = (sentence.start + whole.start(), sentence.start + whole.end());
            let total = found.name("m").or_else(|| found.name("m1"));
            let percent = found.name("p");
            if is_inside(text, start, end) || total.or(percent).is_none() {
                return None;
            }
            let ahead =
                text[sentence.start..start].trim_end_matches([' ', ':', '=', '-', '–', '(']);
            let name = table.step_behind(ahead)?;
            let named_from = ahead.len() - name.text.len() + sentence.start;
            Some(Claim {
                words: named_from..end,
                steps: vec![name.code],
                count: number(&found["n"]),
                total: total.and_then(|total| number(total.as_str())),
                percent: percent.and_then(|percent| Percent::new(percent.as_str())),
                all: false,
                is_named: false,
                is_bare: false,
                is_plain: name.is_plain,
            })
        });
    found.collect()
}
