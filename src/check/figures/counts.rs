//! BP1001: what is said of the rows of this paper, held against them.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::check::{Home, Passage};
use crate::diagnostic::Code;

use super::Finding;
use super::against::{disagreement, part};
use super::claims::{Claim, claims};
use super::labelled::labelled;
use super::number::NUMBER;
use super::rows::{Counted, Rows};
use super::text::{before, is_rough, sentences};

pub const HINT: &str = "correct the figure, or the status of the row that it misses; the paper counts its rows itself, so the figure may not be needed";

/// Words before a claim that speak of another time, of other rows, or of what is hoped for.
static ELSEWHERE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i-u)\b(?:last|previous|previously|prior|earlier|ago|would|should|will|expect|expects|expected|aim|aims|aimed|if|until|unless|forecast|predicted|next|compared|against|formerly|had|across|themes|whole plan|programme|project|once|when|whether|of these|of those|new|led by|owned by)\b")
        .expect("a pattern")
});

/// The same, right behind a claim.
static OTHERWISE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i-u)^,? ?(?:(?:at|in|by|for|from|of) (?:the )?)?(?:last|previous|prior|end of (?:march|june|september|december)|january|february|march|april|may|june|july|august|september|october|november|december|next|year|a year|led by|owned by|that|which|whose|who|when|if|until|where|across|elsewhere|nationally|not|than|or|due|with|force|have|has|had|were|was|will|would|should|must|can|could|may|need|needs|overall plan|all themes|other)\b")
        .expect("a pattern")
});

/// What singles out some rows.
static SOME: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i-u)\b(?:that|which|whose|who|where|theirs|those|these)\b").expect("a pattern")
});

/// What is said of all rows of a paper, and not of what was done with some.
static SET_OUT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i-u)^ (?:(?:are|is) (?:set out|listed|reported on|included|shown|covered)|make up|stand below|below)\b").expect("a pattern")
});

/// What may stand before the first figure of a text: nothing that could itself be counted.
static LEAD: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i-u)^(?:(?:this|in|the|theme|quarter|q[1-4]|at|end|of|year|half|overall|now|currently|so|far|to|date|results?|status|key|summary|and|there|are|again)[ ,:-]*)*$")
        .expect("a pattern")
});

/// A number ahead may be of something else that is counted.
static COUNTED: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(&format!(r"(?i-u)\b{NUMBER}\b")).expect("a pattern"));

static QUARTER: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i-u)\bq(?:uarter |rt |tr )?([1-4])\b").expect("a pattern"));

/// Finds figures that disagree with the rows.
/// `ahead` is what a list stands under: if it singles out some rows, the items are about these alone.
pub fn find(text: &str, ahead: &str, passage: &Passage<'_>, rows: &Rows<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (position, sentence) in sentences(text).into_iter().enumerate() {
        let mut said = Said {
            text,
            sentence,
            position,
            passage,
            rows,
        };
        found.extend(said.findings());
    }
    if !found.is_empty() && (SOME.is_match(ahead) || ELSEWHERE.is_match(ahead)) {
        return Vec::new();
    }
    found
}

struct Said<'s, 'a> {
    text: &'s str,
    sentence: Range<usize>,
    position: usize,
    passage: &'s Passage<'a>,
    rows: &'s Rows<'a>,
}

impl<'a> Said<'_, 'a> {
    /// A claim that is true of one table may be meant of that one.
    fn findings(&mut self) -> Vec<Finding> {
        let mut wrong: Vec<Finding> = Vec::new();
        let mut right: Vec<Range<usize>> = Vec::new();
        let sentence = &self.text[self.sentence.clone()];
        let tables = self.rows.tables.iter();
        for table in tables.filter(|table| table.may_be_in(sentence)) {
            let all = claims(self.text, &self.sentence, table);
            let listed = labelled(self.text, &self.sentence, table);
            let mut meant: Vec<&Claim<'_>> = Vec::new();
            for claim in &all {
                if self.is_meant(claim, !meant.is_empty(), &all, table) {
                    meant.push(claim);
                }
            }
            for claim in meant
                .into_iter()
                .chain(listed.iter().filter(|claim| self.is_listed(claim, table)))
            {
                match disagreement(claim, table) {
                    Some(message) => wrong.push(Finding {
                        code: Code::TypedCountWrong,
                        words: claim.words.clone(),
                        message,
                        hint: HINT.to_owned(),
                    }),
                    None => right.push(claim.words.clone()),
                }
            }
        }
        wrong.retain(|finding| !right.iter().any(|words| words.start == finding.words.start));
        wrong.dedup_by(|second, first| first.words.start == second.words.start);
        wrong
    }

    /// Returns whether it is plain that a claim is about the rows of the table as they are now.
    fn is_meant(
        &self,
        claim: &Claim<'_>,
        chained: bool,
        all: &[Claim<'_>],
        table: &Counted<'_>,
    ) -> bool {
        let ahead = &self.text[self.sentence.start..claim.words.start];
        let behind = &self.text[claim.words.end..self.sentence.end];
        let near = before(self.text, claim.words.start, 2);
        let singled_out = [
            "other",
            "these",
            "those",
            "first",
            "top",
            "new",
            "following",
            "both",
        ];
        let out_of_place = ELSEWHERE.is_match(ahead)
            || OTHERWISE.is_match(behind)
            || self.is_other_quarter(ahead)
            || self.is_other_quarter(behind.split([',', ';']).next().unwrap_or_default())
            || is_rough(&near)
            || near
                .split(' ')
                .next_back()
                .is_some_and(|word| singled_out.contains(&word) && !chained);
        if out_of_place {
            return false;
        }
        match self.passage.home {
            Home::Cell(_) | Home::Note(_) => agrees_in_part(claim, all, table),
            _ if claim.steps.is_empty() => self.counts_all_rows(claim, ahead, behind, all),
            _ if claim.is_named => true,
            _ => self.is_alone(claim, ahead, chained, table),
        }
    }

    /// `Green: 14/16 (88%)` is about the rows where the paper itself speaks, and not one of its rows.
    fn is_listed(&self, claim: &Claim<'_>, table: &Counted<'_>) -> bool {
        let ahead = &self.text[self.sentence.start..claim.words.start];
        let own = matches!(self.passage.home, Home::Field(_) | Home::Phrase(_));
        let whole = claim.total.is_none_or(|total| table.is_whole(total))
            || claim.count == Some(part(claim, table));
        own && claim.is_plain
            && whole
            && !ELSEWHERE.is_match(ahead)
            && !self.is_other_quarter(ahead)
    }

    fn is_other_quarter(&self, words: &str) -> bool {
        let own = self
            .rows
            .paper
            .quarter()
            .map(|quarter| quarter.number.to_string());
        QUARTER
            .captures_iter(words)
            .any(|found| Some(&found[1]) != own.as_deref())
    }

    /// "A total of 16 deliverables", "all 16 deliverables", "of the 16 deliverables, 14 are green".
    fn counts_all_rows(
        &self,
        claim: &Claim<'_>,
        ahead: &str,
        behind: &str,
        all: &[Claim<'_>],
    ) -> bool {
        let ahead = ahead.trim_end().to_lowercase();
        let ends = behind.trim_start().is_empty()
            || behind.starts_with([',', ';', ')', ':'])
            || SET_OUT.is_match(behind);
        let here = [
            " in this theme",
            " in the theme",
            " in this paper",
            " in this report",
            " in this update",
            " in this plan",
            " of which",
        ];
        let here = here.iter().any(|words| behind.starts_with(words));
        let total = ahead.ends_with("a total of")
            || ahead.ends_with("there are")
            || ahead.ends_with("in all");
        let goes_on = all
            .iter()
            .any(|other| !other.steps.is_empty() && other.words.start > claim.words.start);
        let of = ["of the", "of our", "of all", "of these", "of"]
            .iter()
            .any(|words| ahead == *words);
        here || total && ends || of && behind.starts_with(',') && goes_on
    }

    /// Without the name of the rows, nothing that could be counted may have been named before.
    fn is_alone(&self, claim: &Claim<'_>, ahead: &str, chained: bool, table: &Counted<'_>) -> bool {
        let named_before = self.text[..claim.words.start]
            .to_lowercase()
            .contains(&table.many);
        let lone = !COUNTED.is_match(ahead);
        let first = self.position == 0 && LEAD.is_match(ahead);
        let whole = claim.total.is_none() || agrees_in_part(claim, &[], table);
        claim.is_plain && whole && (chained || lone && (named_before || first))
    }
}

/// In the update of a row other things are counted too: some of the figures must be those of the table.
fn agrees_in_part(claim: &Claim<'_>, all: &[Claim<'_>], table: &Counted<'_>) -> bool {
    let total = claim.total.or_else(|| {
        all.iter()
            .filter(|other| other.is_named)
            .find_map(|other| other.total)
    });
    let whole = total.is_some_and(|total| table.is_whole(total));
    let part = total.is_some() && claim.count == Some(part(claim, table));
    let named = claim.is_named || all.is_empty();
    named && !claim.steps.is_empty() && (whole || part)
}
