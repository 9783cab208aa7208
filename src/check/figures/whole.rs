//! BP1009: shares that are more than their whole, such as "120% of residents" and "17 of 15 deliverables".

use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::diagnostic::Code;

use super::Finding;
use super::number::{NUMBER, number, parts};
use super::text::before;

/// What is counted one by one, so that no share of it is more than all: never a sum, a level or a target.
const COUNTED: &str = r"(?:residents|respondents|people|persons|adults|victims|survivors|witnesses|cases|officers|staff|employees|volunteers|members|councillors|calls|callers|crimes|offences|offenders|suspects|incidents|households|homes|dwellings|children|pupils|students|schools|visits|deliverables|measures|actions|questions|milestones|projects|recommendations|complaints|complainants|referrals|applications|applicants|patients|users|customers|women|men|girls|boys|parents|families|carers|businesses|drivers|vehicles|responses|replies|tenants|wards|districts|councils|forces|partners|agencies|teams|areas|stations|participants|attendees|arrests|charges|prosecutions|convictions|surveys|questionnaires|returns|appointments|invoices|requests|inspections|audits|records|reports|tickets|devices|kits)";

static PERCENT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(
        r"(?i-u)\b(?P<p>\d+(?:\.\d+)?) ?(?:%|per ?cent\b) (?:(?P<of>of (?:the |all |all the |our |these |those |its |their )?(?P<kind>[a-z-]+ ){{0,2}}?{COUNTED}\b)|of (?:them|whom|these|those)\b|(?:were |are |is |was )?(?:satisfied|dissatisfied)\b|(?:said|agreed|disagreed|felt|believed|thought)\b)"
    ))
    .expect("a pattern")
});

static COUNT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(
        r"(?i-u)\b(?P<n>{NUMBER})(?: (?P<out>out )?of (?:the |all |all the |our |these |those )?| ?/ ?)(?P<m>{NUMBER}) (?P<kind>[a-z-]+ ){{0,2}}?{COUNTED}\b"
    ))
    .expect("a pattern")
});

/// Other things that are counted, of which nothing is known but that they are several.
static OTHERS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?-u)\b(?P<n>\d+)(?: out)? of (?:the |our |these |those )?(?P<m>\d+) (?P<noun>[a-z]{3,}[a-hj-rtv-z]s)\b"
    )
    .expect("a pattern")
});

/// What is measured: more of them may be had than somebody speaks of.
const UNITS: [&str; 22] = [
    "hours",
    "days",
    "weeks",
    "months",
    "years",
    "minutes",
    "seconds",
    "miles",
    "metres",
    "kilometres",
    "litres",
    "tonnes",
    "pounds",
    "pages",
    "points",
    "targets",
    "times",
    "quarters",
    "inches",
    "acres",
    "hectares",
    "does",
];

/// What stands before a count, and makes no name of it, as "group 12 of 5 posts" is.
const IN_FRONT: [&str; 12] = [
    "trained", "have", "has", "that", "and", "now", "reached", "met", "only", "all", "date,",
    "far,",
];

/// Words beside which a percentage is set against something else than its whole.
static COMPARED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i-u)\b(?:targets?|plan|planned|expected|forecast|predicted|projected|budget|budgeted|baseline|last|previous|prior|usual|normal|average|scheduled|contracted|required|profiled?|established|establishment|funded|capacity|before|ago|earlier|compared|expectations?|anticipated|commissioned|minimum|pre|than|number|level|rate|in \d{4}|in q\d)\b",
    )
    .expect("a pattern")
});

/// Finds shares that are more than the whole.
pub fn find(text: &str) -> Vec<Finding> {
    // Patterns are made ready where they may be of use only: that costs more than reading a paper.
    let lower = text.to_ascii_lowercase();
    let may_be_more = may_be_more(&lower);
    let percents = beyond_all(&lower).then(|| PERCENT.captures_iter(text));
    let percents = percents.into_iter().flatten();
    let percents = percents.filter_map(|found| percent(text, &found));
    let counts = may_be_more.then(|| COUNT.captures_iter(text));
    let counts = counts.into_iter().flatten();
    let counts = counts.filter_map(|found| count(text, &found));
    let others = may_be_more.then(|| OTHERS.captures_iter(text));
    let others = others.into_iter().flatten().filter(|found| {
        let ahead = before(text, found.get(0).map_or(0, |whole| whole.start()), 1);
        !UNITS.contains(&&found["noun"]) && (ahead.is_empty() || IN_FRONT.contains(&&*ahead))
    });
    let others = others.filter_map(|found| count(text, &found));
    let mut all: Vec<Finding> = percents.chain(counts).collect();
    for finding in others {
        if !all
            .iter()
            .any(|known| known.words.start == finding.words.start)
        {
            all.push(finding);
        }
    }
    all
}

/// Returns whether a text in small letters may have a percentage beyond 100.
fn beyond_all(lower: &str) -> bool {
    let words = lower.match_indices("cent").map(|(at, _)| &lower[..at]);
    let words = words.filter_map(|before| before.trim_end_matches(' ').strip_suffix("per"));
    let signs = lower.match_indices('%').map(|(at, _)| &lower[..at]);
    signs.chain(words).any(|before| {
        let before = before.trim_end_matches(' ');
        let shown = before.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
        let mut parts = before[shown.len()..].rsplit('.');
        let mut part = || parts.next().and_then(|part| part.parse::<f64>().ok());
        // It may be the decimals, or all there is.
        let (last, whole) = (part(), part());
        last.is_some_and(|last| last > 100.0) || whole.is_some_and(|whole| whole >= 100.0)
    })
}

/// Returns whether a text in small letters may have a part that is more than its whole.
fn may_be_more(lower: &str) -> bool {
    parts(lower).any(|(before, after)| {
        let is_mark = |c: char| !c.is_ascii_alphanumeric();
        let (ahead, part) = match before.rfind(is_mark) {
            Some(at) => before.split_at(at + before[at..].chars().next().map_or(0, char::len_utf8)),
            None => ("", before),
        };
        let (of, rest) = after.split_at(after.find(is_mark).unwrap_or(after.len()));
        // What has several parts, as `1,284` and `forty-three` have, is left to the pattern.
        let goes_on = ahead.ends_with([',', '-']) || rest.starts_with([',', '-']);
        goes_on
            || number(part)
                .zip(number(of))
                .is_none_or(|(part, of)| part > of)
    })
}

fn percent(text: &str, found: &Captures<'_>) -> Option<Finding> {
    let shown = found.name("p")?;
    let value: f64 = shown.as_str().parse().ok()?;
    let whole = found.get(0)?;
    let ahead = before(text, shown.start(), 3);
    if value <= 100.0
        || is_growth(&ahead)
        || is_compared(text, whole.start(), whole.end())
        || is_joined(text, shown.start())
    {
        return None;
    }
    Some(Finding {
        code: Code::ShareImpossible,
        words: whole.range(),
        message: format!("`{}` is more than all of them", whole.as_str()),
        hint: "correct the percentage; if it is a growth, write by how much, or of what it is so many per cent".to_owned(),
    })
}

fn count(text: &str, found: &Captures<'_>) -> Option<Finding> {
    let (n, m) = (found.name("n")?, found.name("m")?);
    let (part, of) = (number(n.as_str())?, number(m.as_str())?);
    let whole = found.get(0)?;
    let ahead_of_whole = whole.as_str()[..m.start() - whole.start()].to_ascii_lowercase();
    let slash = !ahead_of_whole.contains("of");
    let year = (1900..=2100).contains(&part) || slash && ["24", "16"].contains(&n.as_str());
    let ahead = before(text, whole.start(), 1);
    let numbered = [
        "page",
        "item",
        "no",
        "no.",
        "line",
        "a",
        "the",
        "on",
        "each",
        "batch",
        "paragraph",
        "table",
        "of",
    ]
    .contains(&&*ahead);
    // "Three of two people's" and the like aside, each side must be a count: groups "of one" are sizes.
    if part <= of
        || of < 2
        || year
        || numbered
        || is_compared(text, whole.start(), whole.end())
        || is_joined(text, whole.start())
    {
        return None;
    }
    Some(Finding {
        code: Code::ShareImpossible,
        words: whole.range(),
        message: format!("`{}` is more than all of them", whole.as_str()),
        hint: "correct one of the two numbers".to_owned(),
    })
}

fn is_growth(ahead: &str) -> bool {
    const GROWTH: [&str; 16] = [
        "by",
        "increase",
        "increased",
        "increases",
        "rise",
        "rose",
        "risen",
        "growth",
        "grew",
        "up",
        "to",
        "down",
        "change",
        "reduction",
        "additional",
        "extra",
    ];
    ahead.split_whitespace().any(|word| GROWTH.contains(&word))
}

/// Looks in the words themselves and in the few that follow them in the sentence.
fn is_compared(text: &str, start: usize, end: usize) -> bool {
    let rest = &text[end..];
    let stop = rest.find(['.', ';', '\n']).unwrap_or(rest.len()).min(60);
    let stop = (0..=stop)
        .rev()
        .find(|at| rest.is_char_boundary(*at))
        .unwrap_or(0);
    COMPARED.is_match(&text[start..end + stop])
}

/// The number is the end of a longer one.
fn is_joined(text: &str, start: usize) -> bool {
    text[..start].ends_with(['.', ',', '/', '-', '–', '+'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_than_the_whole_is_found() {
        for text in [
            "120% of residents felt safe",
            "115% of cases were closed",
            "105 per cent of all young people",
            "In the survey 120% were satisfied",
            "17 of 15 deliverables are green",
            "17 out of 15 cases",
            "17/15 deliverables",
            "Twenty of the twelve wards",
            "120% of them came back",
            "120 PER CENT OF RESIDENTS",
            "16 OF 15 CASES",
            "120 of 80 wardens are in post",
            "We have trained 120 of the 80 wardens",
        ] {
            assert_eq!(find(text).len(), 1, "{text}");
        }
    }

    #[test]
    fn growth_and_comparison_may_be_more() {
        for text in [
            "calls increased by 120%",
            "an increase of 120% of cases",
            "120% of target",
            "120% of the planned visits",
            "120% of visits planned for the year",
            "120% of the cases recorded last year",
            "rose to 120% of cases in 2019",
            "120% of the budget",
            "100% of residents",
            "24/7 cases",
            "2019 of 15 cases",
            "page 12 of 10 reports",
            "5 of 6 wards",
            "60 of 80 wardens",
            "20 of 5 hours",
            "a fence of 20 of 5 posts",
            "squad 12 of 5 wardens",
            "120 of 80 planned benches",
            "101 calls",
            "a batch of 20 of 5 devices",
            "150% of officers’ establishment",
        ] {
            assert_eq!(find(text), [], "{text}");
        }
    }
}
