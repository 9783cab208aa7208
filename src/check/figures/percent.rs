//! BP1002: percentages beside the numbers that they are made of, such as `55% (64 of 114)`.

use std::cell::LazyCell;
use std::sync::OnceLock;

use regex::{Captures, Match, Regex};

use crate::diagnostic::Code;

use super::Finding;
use super::number::{NUMBER, OF, Percent, has_part, number, share};
use super::text::{before, is_rough};

const PERCENT: &str = r"(?P<p>\d+(?:\.\d+)?) ?(?:%|per ?cent\b)";
const WORD: &str = r"(?:[a-z'-]|(?u:’))+";

/// Wherever one of these stands, the percentage may be no more than so far from the numbers to be taken for theirs.
const NEAR: f64 = 25.0;

/// A way in which a percentage and its numbers stand together, in small letters.
struct Way {
    /// What a text has that has any such.
    sign: &'static str,
    /// Whether the numbers themselves stand together.
    joined: bool,
    pattern: &'static str,
    ready: OnceLock<Regex>,
}

/// All ways, most certain first. Each is made ready when a text may have one: that costs more than reading a paper.
static WAYS: [Way; 8] = [
    // 55% (64 of 114), 55% (64 of the 114 cases)
    joined(
        "(",
        r"PERCENT ?\((?:that is |i\.e\. |or )?PART OF WHOLE(?P<noun>(?: WORD){0,3})[);,]",
    ),
    // 84% for 22 of 26
    joined(" for ", r"PERCENT for PART OF WHOLE\b"),
    // 84%, 22 of 26.
    joined(
        " ",
        r"PERCENT(?:, |: | - | (?u:[–—]) )(?:or |that is |i\.e\. )?PART OF WHOLE(?:[);,.]|$)",
    ),
    // 64 (55%) of the 114
    apart(
        ") o",
        r"\bPART \(PERCENT\) (?:out )?of (?:the |all |all the |our |these |a total of )?WHOLE\b",
    ),
    // 22/26 (84%), 64 of 114 cases (55%)
    joined(
        "(",
        r"\bPART OF WHOLE(?P<noun>(?: WORD){0,4}) ?\((?:or |i\.e\. |that is )?PERCENT[);,]",
    ),
    // 64 of 114, or 55%
    joined(
        " ",
        r"\bPART OF WHOLE(?P<noun>(?: WORD){0,2})(?:, or |, that is,? |, which is |, equal to | = )PERCENT",
    ),
    // 64 of 114, 55%.
    joined(
        ", ",
        r"\bPART OF WHOLE(?P<noun>(?: WORD){0,2}), PERCENT(?:[);,.]|$)",
    ),
    // Of the 437 victims, 361 (82.6%)
    apart(
        " (",
        r"\bof (?:the |these |all |our )?WHOLE(?P<noun>(?: WORD){0,6}),? PART(?: WORD){0,2} \(PERCENT[);,]",
    ),
];

const fn joined(sign: &'static str, pattern: &'static str) -> Way {
    way(sign, true, pattern)
}

const fn apart(sign: &'static str, pattern: &'static str) -> Way {
    way(sign, false, pattern)
}

const fn way(sign: &'static str, joined: bool, pattern: &'static str) -> Way {
    Way {
        sign,
        joined,
        pattern,
        ready: OnceLock::new(),
    }
}

impl Way {
    fn regex(&self) -> &Regex {
        self.ready.get_or_init(|| {
            let pattern = self
                .pattern
                .replace("PERCENT", PERCENT)
                .replace(" OF ", OF)
                .replace("PART", &format!("(?P<n>{NUMBER})"))
                .replace("WHOLE", &format!("(?P<m>{NUMBER})"))
                .replace("WORD", WORD);
            Regex::new(&format!("(?-u){pattern}")).expect("a pattern")
        })
    }
}

/// Finds percentages that do not follow from the numbers beside them.
pub fn find(text: &str) -> Vec<Finding> {
    let lower = text.to_ascii_lowercase();
    let has_part = LazyCell::new(|| has_part(&lower));
    let may_be = |way: &&Way| lower.contains(way.sign) && (!way.joined || *has_part);
    let ways = WAYS.iter().filter(may_be);
    let found = ways.flat_map(|way| way.regex().captures_iter(&lower));
    found.filter_map(|found| wrong(text, &found)).collect()
}

/// `found` is in small letters, at the same places as in the text.
fn wrong(text: &str, found: &Captures<'_>) -> Option<Finding> {
    let said = |found: Match<'_>| &text[found.range()];
    let whole = found.get(0)?;
    let shown = found.name("p")?;
    let percent = Percent::new(shown.as_str())?;
    let (n, m) = (found.name("n")?, found.name("m")?);
    let (part, of) = (number(n.as_str())?, number(m.as_str())?);
    let noun = found.name("noun").map_or("", |noun| noun.as_str());
    let off = (percent.value - 100.0 * part as f64 / of.max(1) as f64).abs();
    let loose = noun.split_whitespace().count() > 1 && off > NEAR;
    if of == 0
        || percent.is_of(part, of)
        || loose
        || n.as_str().eq_ignore_ascii_case("one") && !noun.is_empty()
    {
        return None;
    }
    let ahead = before(text, whole.start(), 4);
    let silent = is_rough(&ahead)
        || is_rough(&before(text, shown.start(), 2))
        || is_change(&ahead)
        || is_year(&ahead, n.as_str(), m.as_str())
        || is_coverage(noun)
        || is_part_of_more(text, n.start());
    (!silent).then(|| Finding {
        code: Code::PercentWrong,
        words: n.start().min(shown.start())..m.end().max(shown.end()),
        message: format!(
            "{}% does not follow from {} of {}: that is {}",
            said(shown),
            said(n),
            said(m),
            share(part, of)
        ),
        hint: "correct the percentage or its numbers".to_owned(),
    })
}

/// "Up by 12% (5 of 40 wards)" is a change, and no share.
fn is_change(ahead: &str) -> bool {
    const CHANGE: [&str; 15] = [
        "by",
        "increase",
        "increased",
        "decrease",
        "decreased",
        "rise",
        "rose",
        "risen",
        "fall",
        "fell",
        "fallen",
        "reduction",
        "growth",
        "down",
        "change",
    ];
    ahead.split_whitespace().any(|word| CHANGE.contains(&word))
}

/// "In 2016/17 (9%)", "for 16/17 (9%)" are years.
fn is_year(ahead: &str, n: &str, m: &str) -> bool {
    let follows = number(n)
        .zip(number(m))
        .is_some_and(|(n, m)| m == (n + 1) % 100);
    let after = [
        "in", "for", "during", "since", "year", "fy", "q1", "q2", "q3", "q4", "of", "and", "to",
        "from", "on", "by",
    ];
    n.len() == 4 && m.len() == 2
        || follows
            && ahead
                .split_whitespace()
                .next_back()
                .is_some_and(|word| after.contains(&word))
}

/// "81% (12 of 13 teams reporting)" says how many were asked.
fn is_coverage(noun: &str) -> bool {
    ["report", "return", "respon", "repl", "submi", "in "]
        .iter()
        .any(|word| noun.contains(word))
}

/// The number is the end of a longer one: `2.64 of 114`, `3/4/16`.
fn is_part_of_more(text: &str, at: usize) -> bool {
    let mut ahead = text[..at].chars().rev();
    let mark = ahead.next();
    mark.is_some_and(|c| matches!(c, '.' | '/' | ',' | '-'))
        && ahead.next().is_some_and(|c| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentage_is_held_against_the_numbers_beside_it() {
        for text in [
            "Of these, 55% (64 of 114) were closed.",
            "64 of 114 (55%) were closed",
            "64 of the 114 cases (55%) were closed",
            "84 per cent for 21 of 26",
            "22/26 (83%)",
            "64 (55%) of the 114 cases",
            "Of 437 new victims at risk, 361 (80.6%) were visited",
            "Of the 61, 52 (87%) stayed",
            "forty-three of the 104 (55%) were girls",
            "64 of 114, or 55%, were closed",
            "the rate was 84%, 21 of 26.",
            "16/16 (99%)",
            "1,284 of 2,000 homes (46%)",
            "55 PER CENT (64 OF 114) WERE CLOSED.",
            "64 of 114 (55 Per Cent)",
        ] {
            assert_eq!(find(text).len(), 1, "{text}");
        }
    }

    #[test]
    fn what_follows_by_any_usual_rounding_is_left_alone() {
        for text in [
            "84% for 22 of 26",
            "22 of 26 (85%)",
            "22 of 26 (84.6%)",
            "56% (64 of 114)",
            "Of 437 victims, 361 (82.6%) were",
            "0/16 (0%)",
        ] {
            assert_eq!(find(text), [], "{text}");
        }
    }

    #[test]
    fn what_is_no_pair_is_left_alone() {
        for text in [
            "a reduction of 2.2%, placing the Force more than twelve percentage points below the 10% increase target",
            "during 2017/18 (9%)",
            "in 16/17 (12%) and 17/18 (14%)",
            "up by 12% (5 of 40 wards)",
            "about 55% (64 of 114)",
            "nearly 50% (64 of 114)",
            "161 patients, and 104 accepted help (64.6%, against 60.1% in Q1)",
            "12 of the 16 wards saw falls in burglary (20%)",
            "one of the three sites (80%)",
            "targeted at 16/17 year olds (5%)",
            "satisfaction was 81% (12 of 13 teams reporting)",
            "12 of 16 wards (20% more than last year)",
            "24/7 cover (95% of shifts)",
            "On 3/4 (15%)",
            "SATISFACTION WAS 81 PER CENT (12 OF 13 TEAMS REPORTING)",
        ] {
            assert_eq!(find(text), [], "{text}");
        }
    }
}
