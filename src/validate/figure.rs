//! Figures as offices type them and as cells show them: `42.1%`, `£1.2m`, `1,234`, `(3)`, `12 days`, `[x]`.

use regex::Regex;
use std::sync::LazyLock;

use crate::model::{Figure, SHORTHAND};

use super::clean::one_line;

/// Why a text is no figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It is not understood.
    Unclear,
    /// It carries shorthand that nobody explains.
    Shorthand(String),
}

/// What people type for the shorthand of missing figures.
const MISSING: [(&str, &str); 9] = [
    ("n/a", "z"),
    ("na", "z"),
    ("not applicable", "z"),
    ("not available", "x"),
    ("not yet available", "x"),
    ("no data", "x"),
    ("unavailable", "x"),
    ("..", "x"),
    ("confidential", "c"),
];

/// Letters and words after a number that make it larger.
const SCALES: [(&str, f64); 8] = [
    ("million", 1e6),
    ("billion", 1e9),
    ("thousand", 1e3),
    ("mn", 1e6),
    ("bn", 1e9),
    ("m", 1e6),
    ("k", 1e3),
    ("b", 1e9),
];

/// Words that make more of a text than a number and its unit.
const PROSE: [&str; 14] = [
    "of", "or", "to", "out", "than", "fewer", "more", "less", "in", "and", "up", "down", "from",
    "about",
];

/// Reads a figure, its shorthand and its unit; a range only where it is asked for.
pub fn figure(text: &str, ranges: bool) -> Result<Figure, Fault> {
    let text = one_line(text);
    let (rest, shorthand) = without_shorthand(&text)?;
    if let Some(sign) = missing(&rest, &shorthand) {
        return Ok(sign);
    }
    let mut figure = single(&rest)
        .or_else(|| ranges.then(|| range(&rest)).flatten())
        .ok_or(Fault::Unclear)?;
    figure.shown = text;
    figure.shorthand = shorthand;
    Ok(figure)
}

/// Takes shorthand in square brackets off both ends of a text.
fn without_shorthand(text: &str) -> Result<(String, Vec<String>), Fault> {
    static MARK: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"\[\s*([A-Za-z]{1,4})\s*\]").expect("a sound pattern"));
    let mut found = Vec::new();
    for mark in MARK.captures_iter(text) {
        let letters = mark[1].to_lowercase();
        if !SHORTHAND.contains(&letters.as_str()) {
            return Err(Fault::Shorthand(letters));
        }
        found.push(letters);
    }
    Ok((MARK.replace_all(text, " ").trim().to_owned(), found))
}

/// Reads what stands in a figure's place: shorthand alone, or words for it.
fn missing(rest: &str, shorthand: &[String]) -> Option<Figure> {
    let folded = rest.to_lowercase();
    let word = MISSING.iter().find(|(word, _)| *word == folded);
    let shorthand = match (word, rest.is_empty() && !shorthand.is_empty()) {
        (Some((_, letters)), _) => vec![(*letters).to_owned()],
        (None, true) => shorthand.to_vec(),
        (None, false) => return None,
    };
    let shown = shorthand.iter().map(|letters| format!("[{letters}]"));
    Some(Figure {
        shown: shown.collect(),
        shorthand,
        ..Figure::default()
    })
}

/// Reads one number with its sign, currency, scale and unit.
fn single(text: &str) -> Option<Figure> {
    static PARTS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"^(?<sign>[-−–+]?)\s*(?<currency>[£$€]?)\s*(?<late>[-−–]?)",
            r"(?<number>(?:[0-9]{1,3}(?:[, \u{a0}\u{202f}][0-9]{3})+|[0-9]+)(?:\.[0-9]+)?|\.[0-9]+)",
            r"(?<rest>(?:\s*[%A-Za-z].*)?)$",
        ))
        .expect("a sound pattern")
    });
    let (bare, brackets) = without_brackets(text);
    let parts = PARTS.captures(&bare)?;
    let number: f64 = parts["number"]
        .replace([',', ' ', '\u{a0}', '\u{202f}'], "")
        .parse()
        .ok()?;
    let (scale, unit) = scale_and_unit(parts["rest"].trim(), &parts["currency"])?;
    let minus = |part: &str| matches!(part, "-" | "−" | "–");
    let negative = brackets || minus(&parts["sign"]) || minus(&parts["late"]);
    let value = rounded(number * scale);
    Some(Figure {
        value: Some(if negative { -value } else { value }),
        unit,
        ..Figure::default()
    })
}

/// Takes the brackets off a figure that is negative by them: `(3)`, `£(3)`, `(£3m)`.
fn without_brackets(text: &str) -> (String, bool) {
    static BRACKETS: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"^([£$€]?)\s*\(([^()]+)\)\s*(%?)$").expect("a sound pattern"));
    match BRACKETS.captures(text) {
        Some(found) => (
            format!("{}{}{}", &found[1], found[2].trim(), &found[3]),
            true,
        ),
        None => (text.to_owned(), false),
    }
}

/// Reads what follows a number; none where it is prose.
fn scale_and_unit(rest: &str, currency: &str) -> Option<(f64, String)> {
    let lower = rest.to_lowercase();
    let scaled = SCALES.iter().find_map(|(name, scale)| {
        let after = lower.strip_prefix(name)?;
        let whole = after.is_empty() || after.starts_with([' ', '%']);
        // `5 m` may be metres and `5 b` anything: a letter is a scale where it follows at once.
        whole.then_some((*scale, after.trim().to_owned()))
    });
    let (scale, words) = scaled.unwrap_or((1.0, lower));
    let words = match words.as_str() {
        "per cent" | "percent" | "pct" => "%".to_owned(),
        "pp" | "ppts" | "percentage point" | "percentage points" => "%".to_owned(),
        _ => words,
    };
    match (currency, words.as_str()) {
        ("", "" | "%") => Some((scale, words)),
        ("", _) => is_unit(&words).then_some((scale, words)),
        (_, "") => Some((scale, currency.to_owned())),
        _ => None,
    }
}

/// Whether words name a unit: `days`, `working days`, `per 1,000 people`, `minutes per call`.
fn is_unit(words: &str) -> bool {
    static UNIT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?:[a-z]+(?: [a-z]+)?)?(?: ?per(?: [0-9,]+)?(?: [a-z]+){0,2})?$")
            .expect("a sound pattern")
    });
    UNIT.is_match(words) && !words.split(' ').any(|word| PROSE.contains(&word))
}

/// Reads `40% to 50%`, `40-50%`, `between 40 and 50 days`.
fn range(text: &str) -> Option<Figure> {
    static ENDS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"^(?i)(?:between\s+(.+?)\s+and\s+(.+)|(?:from\s+)?(.+?)\s*(?:\bto\b|-|–|—)\s*(.+))$",
        )
        .expect("a sound pattern")
    });
    let ends = ENDS.captures(text)?;
    let end = |one, other| ends.get(one).or(ends.get(other)).map(|part| part.as_str());
    let (low, high) = (single(end(1, 3)?)?, single(end(2, 4)?)?);
    let fits =
        low.unit == high.unit || low.unit.is_empty() || matches!(&*low.unit, "£" | "$" | "€");
    let unit = if high.unit.is_empty() {
        low.unit
    } else {
        high.unit
    };
    (fits && low.value? <= high.value?).then_some(Figure {
        value: low.value,
        to: high.value,
        unit,
        ..Figure::default()
    })
}

/// Takes away what binary arithmetic adds: 1.1 million is 1,100,000.
fn rounded(value: f64) -> f64 {
    (value * 1e6).round() / 1e6
}

#[cfg(test)]
#[path = "figure_tests.rs"]
mod tests;
