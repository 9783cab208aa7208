//! Marks of vehicles.
//!
//! A mark of today's style (`BD21 SMR`) is told for its shape alone where nothing else has it; older styles only beside words that
//! say what they are, for `A614 NGT` is as good a road.

use std::sync::LazyLock;

use regex::Regex;

use crate::diagnostic::Code;

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
pub fn find(text: &str, is_term: &dyn Fn(&str) -> bool, found: &mut Vec<Finding>) {
    for mark in TODAY.captures_iter(text) {
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
    for named in NAMED.captures_iter(text) {
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
