//! BP1003: shares of one whole that do not make 100%.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::diagnostic::{Code, Diagnostics, Excerpt};
use crate::model::{Block, Grid, Origin, Paper, Value, plain, plain_signs};

use super::Finding;
use super::number::Percent;
use super::text::sentences;

const PERCENT: &str = r"(?P<p>\d+(?:\.\d+)?) ?(?:%|per ?cent\b)";
const COLOURS: &str = "green|amber|red|blue|yellow|white|purple|black|grey|not started";

/// In small letters: `74% were green`, `74% of deliverables green`.
static BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(r"(?-u){PERCENT}(?: of (?:[a-z]+ ){{1,3}}?)?(?: (?:are|is|were|was|now|at|on|rated|as))* (?P<step>{COLOURS})\b")).expect("a pattern")
});

/// `green 74%`, `Green: 74%`.
static BEHIND: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(
        r"(?-u)\b(?P<step>{COLOURS})(?: ?[:=(-]| at)? ?{PERCENT}"
    ))
    .expect("a pattern")
});

/// `the remaining 30%`.
static REST: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(
        r"(?-u)\b(?:the|a) (?:remaining|other|rest,?)(?: \()? ?{PERCENT}"
    ))
    .expect("a pattern")
});

static ANY: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(&format!(r"(?-u){PERCENT}")).expect("a pattern"));

/// Words of change and of other times: then the figures are not of one whole.
static OTHER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i-u)\b(?:from|than|compared|against|last|previous|ago|target|rose|fell|up|down|increase|increased|decrease|reduction|by|about|around|nearly|almost|over|under|least|most|approximately|estimated)\b")
        .expect("a pattern")
});

const HINT: &str = "correct the shares, or say what is missing; each may be rounded by itself, so 99% and 101% are let stand";

/// Finds sentences whose shares go beyond their whole.
pub fn find(text: &str) -> Vec<Finding> {
    sentences(text)
        .into_iter()
        .filter_map(|at| in_sentence(&text[at.clone()].to_ascii_lowercase(), at))
        .collect()
}

/// Looks into a sentence in small letters; `at` is where it stands.
fn in_sentence(sentence: &str, at: Range<usize>) -> Option<Finding> {
    if !has_two(sentence) {
        return None;
    }
    steps(sentence, at.clone()).or_else(|| rest(sentence, at))
}

/// Returns whether a sentence in small letters has two percentages.
fn has_two(sentence: &str) -> bool {
    sentence.matches('%').count() + sentence.matches("cent").count() > 1
}

fn has_colour(sentence: &str) -> bool {
    COLOURS.split('|').any(|colour| sentence.contains(colour))
}

/// Steps that are listed with their shares: more than all is wrong, whichever are left out.
fn steps(sentence: &str, at: Range<usize>) -> Option<Finding> {
    if !has_colour(sentence) {
        return None;
    }
    let listed = |pattern: &Regex| {
        let found = pattern.captures_iter(sentence).filter_map(|found| {
            let percent = Percent::new(found.name("p")?.as_str())?;
            Some((
                found.get(0)?.range(),
                found.name("step")?.as_str().to_owned(),
                percent,
            ))
        });
        found.collect::<Vec<_>>()
    };
    let (before, behind) = (listed(&BEFORE), listed(&BEHIND));
    let all = if behind.len() > before.len() {
        behind
    } else {
        before
    };
    let mut names: Vec<&String> = all.iter().map(|(_, name, _)| name).collect();
    names.sort();
    names.dedup();
    let percents: Vec<Percent> = all.iter().map(|(_, _, percent)| *percent).collect();
    let (first, last) = (all.first()?, all.last()?);
    let more = sum(&percents) > 100.0 + tolerance(&percents)
        && percents.iter().all(|part| part.value < 100.0);
    if all.len() < 2 || names.len() < all.len() || !more || OTHER.is_match(sentence) {
        return None;
    }
    Some(finding(
        at.start + first.0.start..at.start + last.0.end,
        &percents,
    ))
}

/// Two parts, of which one is the rest.
fn rest(sentence: &str, at: Range<usize>) -> Option<Finding> {
    let may_be = ["remaining", "other", "rest"]
        .iter()
        .any(|word| sentence.contains(word));
    if !may_be {
        return None;
    }
    REST.find(sentence)?;
    let found: Vec<_> = ANY
        .captures_iter(sentence)
        .filter_map(|found| Some((found.get(0)?.range(), found.name("p")?.as_str())))
        .collect();
    let percents: Vec<Percent> = found
        .iter()
        .filter_map(|(_, shown)| Percent::new(shown))
        .collect();
    if percents.len() != 2 || fits(&percents, 100.0) || OTHER.is_match(sentence) {
        return None;
    }
    Some(finding(
        at.start + found[0].0.start..at.start + found[1].0.end,
        &percents,
    ))
}

fn finding(words: Range<usize>, percents: &[Percent]) -> Finding {
    Finding {
        code: Code::SharesOff,
        words,
        message: format!("the shares make {}, and not 100%", shown(sum(percents))),
        hint: HINT.to_owned(),
    }
}

fn sum(percents: &[Percent]) -> f64 {
    percents.iter().map(|percent| percent.value).sum()
}

/// Each share may be rounded by itself.
fn tolerance(percents: &[Percent]) -> f64 {
    let step = percents
        .iter()
        .map(|percent| percent.step)
        .fold(0.0, f64::max);
    step * (percents.len() as f64 / 2.0).max(1.0) + 1e-6
}

fn fits(percents: &[Percent], whole: f64) -> bool {
    (sum(percents) - whole).abs() <= tolerance(percents)
}

fn shown(value: f64) -> String {
    let text = format!("{value:.1}");
    format!("{}%", text.strip_suffix(".0").unwrap_or(&text))
}

/// Reports columns of tables in texts whose shares do not make their total of 100%.
pub fn columns(paper: &Paper, out: &mut Diagnostics) {
    for cell in paper.cells() {
        match &cell.value {
            Value::Body(body) => {
                for part in &body.0 {
                    in_block(&part.block, part.place(), out);
                }
            }
            Value::Rich(rich) => rich
                .0
                .iter()
                .for_each(|block| in_block(block, &cell.origin, out)),
            _ => {}
        }
    }
}

fn in_block(block: &Block, origin: &Origin, out: &mut Diagnostics) {
    let Block::Table(grid) = block else { return };
    for column in 0..grid.columns.len() {
        if let Some((percents, total)) = total_of(grid, column) {
            let heading = plain(&grid.columns[column].heading);
            let message = format!(
                "the shares of the column `{}` make {}, and its total says 100%",
                heading.trim(),
                shown(sum(&percents))
            );
            out.add(Code::SharesOff, origin.clone(), message)
                .shows(Excerpt::of(&total, 0..total.len()))
                .hint(HINT);
        }
    }
}

/// Returns the shares of a column above a total of 100% that they do not make.
fn total_of(grid: &Grid, column: usize) -> Option<(Vec<Percent>, String)> {
    let (last, parts) = grid.rows.split_last()?;
    let label = plain_signs(plain(last.first()?).trim()).to_lowercase();
    let is_total = ["total", "totals", "all", "overall", "grand total", "sum"].contains(&&*label);
    let total = plain(last.get(column)?);
    let whole = percent_of(&total)?;
    // A subtotal would count its rows twice.
    let subtotal = parts.iter().any(|row| {
        let label = row
            .first()
            .map(|cell| plain_signs(&plain(cell)).to_lowercase())
            .unwrap_or_default();
        ["total", "all ", "of which", "subtotal", "both"]
            .iter()
            .any(|word| label.contains(word))
    });
    let percents: Option<Vec<Percent>> = parts
        .iter()
        .map(|row| {
            row.get(column)
                .map(|cell| plain(cell))
                .and_then(|text| percent_of(&text))
        })
        .collect();
    let percents = percents.filter(|percents| percents.len() > 1)?;
    let wrong = is_total
        && !subtotal
        && whole.value == 100.0
        && !fits(&percents, 100.0)
        && percents.iter().any(|part| part.value != 100.0);
    wrong.then_some((percents, total))
}

fn percent_of(text: &str) -> Option<Percent> {
    let digits = text.trim().strip_suffix('%')?.trim_end();
    digits
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'.')
        .then(|| Percent::new(digits))?
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Vec<String> {
        let all = find(text).into_iter();
        all.map(|found| found.message).collect()
    }

    #[test]
    fn shares_that_are_more_than_the_whole_are_found() {
        for text in [
            "74% green, 29% red",
            "In all 74% were green and 29% red.",
            "Green 74%, amber 10% and red 29%",
            "Green: 60%, Amber: 30%, Red: 20%",
            "74 PER CENT GREEN, 29 PER CENT RED",
            "70% stayed and the remaining 20% left",
            "Of these 70% stayed, the other 40% left.",
        ] {
            assert_eq!(said(text).len(), 1, "{text}");
        }
        assert_eq!(
            said("74% green, 29% red"),
            ["the shares make 103%, and not 100%"]
        );
    }

    #[test]
    fn rounding_and_shares_of_other_things_are_left_alone() {
        for text in [
            "74% green, 26% red",
            "74% green, 25% red",
            "67% green, 17% amber, 17% red",
            "74% green, compared with 80% green last year and 29% red",
            "74% green and 10% red",
            "70% stayed and the remaining 30% left",
            "70% stayed, up from 65%, and the remaining 30% left",
            "60% felt safe, and 55% knew their officer",
            "The remaining 20% is held back",
        ] {
            assert_eq!(said(text), Vec::<String>::new(), "{text}");
        }
    }
}
