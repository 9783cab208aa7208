//! Addresses of houses: a house number or a flat with a street, and a postcode behind it.

use std::sync::LazyLock;

use regex::Regex;

use crate::diagnostic::Code;

use super::Digits;
use super::finding::{Finding, before};

static POSTCODE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?-u:\b[A-PR-UWYZ](?:[0-9]{1,2}|[0-9][A-HJKPSTUW]|[A-HK-Y][0-9]{1,2}|[A-HK-Y][0-9][ABEHMNPRVWXY]))[ \u{a0}]{0,2}((?-u:[0-9][ABD-HJLNP-UW-Z]{2}\b))",
    )
    .expect("a pattern")
});

/// A house number and the words of a street, each with a capital.
static HOUSE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?x)
        (?:\b(?:Flat|Apartment|Apt|Unit|Room)\.?\ [0-9]{1,4}[A-Za-z]?\b | \b[0-9]{1,4}[A-Za-z]?(?:[-–/][0-9]{1,4}[A-Za-z]?)?)
        ,?[\ \u{a0}]
        (?:(?:the|of|y|yr|on|upon|le)[\ -])?
        \p{Lu}[\p{L}'’.-]*
        (?:[\ -](?:\p{Lu}[\p{L}'’.-]*|the|of|y|yr|and|on|upon|le|la)){0,5}",
    )
    .expect("a pattern")
});

/// What makes it the address of a body, or the place of a meeting.
static PUBLIC: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?x)
        (?: \b(?:House|Hall|Centre|Center|Council|Offices?|Station|Church|Chapel|Mosque|Temple|School|Academy|College|University
            |Court|Hospital|Surgery|Library|Ltd|Limited|PLC|plc|LLP|Trust|Headquarters|HQ|Buildings?|Theatre|Hotel|Museum|Club|Hub|Shop|Chambers
            |Bank|Arena|Stadium|Service|Services|Agency|Authority|Commissioner|Department|Foundation|Charity|Association|Partnership)
        | (?i-u:\b(?:held|meets?|met|meeting|takes?\ place|venue|office|offices|headquarters|visit|centre|station))
        )[,:]?\s+(?:(?i-u:(?:is|are)\s+)?(?:at|in|of|from)\s+)?$",
    )
    .expect("a pattern")
});

/// How far behind the street its postcode may stand.
const FAR: usize = 90;

/// Finds addresses; a postcode alone, or a street alone, names nobody.
pub fn find(text: &str, digits: &Digits<'_>, found: &mut Vec<Finding>) {
    if !has_postcode(digits) {
        return;
    }
    let mut from = 0;
    for postcode in POSTCODE.captures_iter(text) {
        let (code, inward) = (
            postcode.get(0).expect("the whole"),
            postcode.get(1).expect("a part"),
        );
        let mut start = code.start().saturating_sub(FAR).max(from);
        while !text.is_char_boundary(start) {
            start += 1;
        }
        from = code.end();
        let house = HOUSE.find_iter(&text[start..code.start()]).last();
        let Some(house) = house.map(|house| start + house.start()..start + house.end()) else {
            continue;
        };
        if !leads_to(&text[house.end..code.start()]) || is_public(text, house.start) {
            continue;
        }
        let number = text[house.clone()].find(' ').unwrap_or_default();
        let street = house.start + number + 1;
        let end = text[..code.start()].trim_end().len();
        let hidden = [street..end, inward.range()];
        found.push(Finding::new(
            Code::HomeAddress,
            text,
            house.start..code.end(),
            hidden,
        ));
    }
}

/// Returns whether two capitals stand right behind a digit, as they end every postcode.
fn has_postcode(digits: &Digits<'_>) -> bool {
    let is_end = |[_, _, behind]: [&[u8]; 3]| {
        let end = behind.get(..2);
        end.is_some_and(|end| end.iter().all(u8::is_ascii_uppercase))
    };
    digits.runs().any(is_end)
}

/// Returns whether nothing but the rest of an address stands between a street and a postcode.
fn leads_to(between: &str) -> bool {
    let parts = between.split([',', '\n', ';']).map(str::trim);
    let place = |part: &str| {
        let mut words = part.split_whitespace();
        let capital = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
        let small = [
            "the", "of", "on", "upon", "le", "la", "y", "yr", "and", "in", "by", "under",
        ];
        words.all(|word| capital(word) || small.contains(&word) || word.len() < 2)
    };
    !between.contains(". ") && parts.into_iter().all(place)
}

fn is_public(text: &str, start: usize) -> bool {
    let front = match text[..start].ends_with('\n') {
        true => before(text, start - 1, 60),
        false => before(text, start, 60),
    };
    PUBLIC.is_match(&format!("{front} ")) || PUBLIC.is_match(front)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::chance::misses_nothing;

    #[test]
    fn every_postcode_has_two_capitals_behind_a_digit() {
        let parts = [
            "NG", "M", "1", "2QT", "12", "A", "AA", " ", "\u{a0}", "é", "0ax", "W1",
        ];
        let may_be = |text: &str| has_postcode(&Digits::of(text));
        misses_nothing(&parts, may_be, |text| POSTCODE.is_match(text));
    }
}
