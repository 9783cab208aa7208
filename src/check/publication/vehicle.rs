//! Marks of vehicles.
//!
//! A mark of today's style (`BD21 SMR`) is told for its shape alone where nothing else has it; older styles only beside words that
//! say what they are, for `A614 NGT` is as good a road.

use std::sync::LazyLock;

use regex::Regex;

use crate::diagnostic::Code;

use super::Digits;
use super::finding::{Finding, after, before};

/// An area, a half-year from 2001, three letters; no I, Q or Z where none is given out.
static TODAY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?-u:\b([A-HJ-PR-Y][A-HJ-PR-Y])(0[2-9]|[12][0-9]|5[1-9]|[67][0-9])( ?)([A-HJ-PR-Z]{3})\b)")
        .expect("a pattern")
});

/// Older styles, behind words that say what they are.
static NAMED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?x)(?i-u:\b(?:registration(?:\ (?:number|mark|plate|no\.?))?|reg(?:\.|\ no\.?|\ number)?|vrm|vrn|index(?:\ (?:mark|number))?|number\ plate|licence\ plate))
        \ ?[:(]?\ ?(?:(?:is|was|of)\ )?
        (?P<mark>(?-u:[A-HJ-NPR-TV-Y][0-9]{1,3}\ ?[A-HJ-PR-Y]{3}|[A-HJ-PR-Y]{3}\ ?[0-9]{1,3}\ ?[A-HJ-NPR-TV-Y]|[A-Z]{1,3}\ ?[0-9]{1,4}|[0-9]{1,4}\ ?[A-Z]{1,3})\b)",
    )
    .expect("a pattern")
});

/// Words of the road.
static ROAD: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i-u:\b(?:vehicles?|cars?|vans?|lorry|lorries|taxis?|bus|minibus|coach|motor(?:cycles?|bikes?)|mopeds?|scooters?|registration|registered|reg|vrm|vrn|index|number plates?|plates?|driver|driven|driving|drove|parked|ford|vauxhall|volkswagen|vw|bmw|audi|mercedes|toyota|nissan|honda|peugeot|renault|citroen|kia|hyundai|skoda|seat|fiat|land rover|range rover|volvo|mazda|mini|tesla|transit|astra|corsa|fiesta|focus|golf|polo)\b)",
    )
    .expect("a pattern")
});

/// The areas of postcodes: `NG12 ASB` may be a place and an abbreviation.
const AREAS: &[&str] = &[
    "AB", "AL", "BA", "BB", "BD", "BH", "BL", "BN", "BR", "BS", "BT", "CA", "CB", "CF", "CH", "CM",
    "CO", "CR", "CT", "CV", "CW", "DA", "DD", "DE", "DG", "DH", "DL", "DN", "DT", "DY", "EC", "EH",
    "EN", "EX", "FK", "FY", "GL", "GU", "GY", "HA", "HD", "HG", "HP", "HR", "HS", "HU", "HX", "IG",
    "IM", "IP", "IV", "JE", "KA", "KT", "KW", "KY", "LA", "LD", "LE", "LL", "LN", "LS", "LU", "ME",
    "MK", "ML", "NE", "NG", "NN", "NP", "NR", "NW", "OL", "OX", "PA", "PE", "PH", "PL", "PO", "PR",
    "RG", "RH", "RM", "SA", "SE", "SG", "SK", "SL", "SM", "SN", "SO", "SP", "SR", "SS", "ST", "SW",
    "SY", "TA", "TD", "TF", "TN", "TQ", "TR", "TS", "TW", "UB", "WA", "WC", "WD", "WF", "WN", "WR",
    "WS", "WV", "YO", "ZE",
];

/// Finds marks of vehicles; `is_term` says whether letters are an abbreviation of the office.
pub fn find(
    text: &str,
    digits: &Digits<'_>,
    is_term: &dyn Fn(&str) -> bool,
    found: &mut Vec<Finding>,
) {
    let may_be_today = digits.runs().any(is_today);
    let today = may_be_today.then(|| TODAY.captures_iter(text));
    for mark in today.into_iter().flatten() {
        let whole = mark.get(0).expect("the whole");
        let letters = mark.get(4).expect("a part");
        let around = [
            before(text, whole.start(), 60),
            after(text, whole.end(), 40),
        ];
        let road = around.iter().any(|words| ROAD.is_match(words));
        let ambiguous =
            AREAS.contains(&&mark[1]) && !mark[3].is_empty() || is_term(letters.as_str());
        if road || !ambiguous && stands_alone(text, whole.start(), whole.end()) {
            let hidden = letters.range();
            found.push(Finding::new(
                Code::VehicleMark,
                text,
                whole.range(),
                Some(hidden),
            ));
        }
    }
    let may_be_named = digits.runs().any(has_capital) && is_named(text);
    let named = may_be_named.then(|| NAMED.captures_iter(text));
    for named in named.into_iter().flatten() {
        let mark = named.name("mark").expect("a part");
        if !found.iter().any(|one| one.words.contains(&mark.start())) {
            let hidden = mark.start() + 1..mark.end();
            found.push(Finding::new(
                Code::VehicleMark,
                text,
                mark.range(),
                Some(hidden),
            ));
        }
    }
}

/// Returns whether digits are the two behind two capitals.
fn is_today([before, digits, _]: [&[u8]; 3]) -> bool {
    let letters = before.last_chunk::<2>();
    digits.len() == 2 && letters.is_some_and(|two| two.iter().all(u8::is_ascii_uppercase))
}

/// Returns whether a capital stands right before digits or behind them, or a space away, as in all marks.
fn has_capital([before, _, behind]: [&[u8]; 3]) -> bool {
    let last = before.strip_suffix(b" ").unwrap_or(before).last();
    let first = behind.strip_prefix(b" ").unwrap_or(behind).first();
    last.into_iter().chain(first).any(u8::is_ascii_uppercase)
}

/// Returns whether a word of the text says that a mark may follow it.
fn is_named(text: &str) -> bool {
    let is_apart = |byte: &u8| !byte.is_ascii_alphabetic();
    let mut words = text.as_bytes().split(is_apart);
    let is = |word: &[u8], known: &[u8]| {
        let (start, mark) = word.split_at(known.len().min(word.len()));
        start.eq_ignore_ascii_case(known) && mark.iter().all(u8::is_ascii_uppercase)
    };
    let known: [&[u8]; 6] = [b"reg", b"registration", b"vrm", b"vrn", b"index", b"plate"];
    words.any(|word| known.iter().any(|known| is(word, known)))
}

/// Returns whether a mark is no part of a longer reference.
fn stands_alone(text: &str, start: usize, end: usize) -> bool {
    let part = |c: char| "/-_.#:=".contains(c);
    let closes = |c: char| "/_-=#".contains(c);
    let behind = text[end..].chars().next().is_some_and(closes);
    !text[..start].ends_with(part) && !behind && !REFERENCE.is_match(before(text, start, 30))
}

/// Words before a mark that make it a reference of another kind.
static REFERENCE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i-u:\b(?:ref|reference|urn|invoice|order|contract|serial|model|code|project|operation)\b[a-z .:#]*$)")
        .expect("a pattern")
});

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::chance::misses_nothing;

    #[test]
    fn every_mark_of_today_has_two_digits_behind_two_capitals() {
        let parts = ["BD21", "BD", "21", "5", " ", "SMR", "A", "é", "smr"];
        let may_be = |text: &str| Digits::of(text).runs().any(is_today);
        misses_nothing(&parts, may_be, |text| TODAY.is_match(text));
    }

    #[test]
    fn every_mark_has_a_capital_beside_its_digits() {
        let parts = [
            "registration",
            "REG",
            " number",
            "index",
            "Vrm",
            " no.",
            ".",
            " ",
            ":",
            "(",
            " was ",
            "ABC",
            "A",
            "1",
            "234",
            "é",
        ];
        let may_be = |text: &str| Digits::of(text).runs().any(has_capital);
        misses_nothing(&parts, may_be, |text| NAMED.is_match(text));
    }
}
