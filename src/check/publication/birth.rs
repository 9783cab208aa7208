//! Dates of birth: a whole date beside words that say so. A year alone names nobody.

use std::sync::LazyLock;

use regex::Regex;

use crate::diagnostic::Code;

use super::finding::{Finding, before};

const DATE: &str = r"(?:[0-9]{1,2}(?:st|nd|rd|th)?[ ./-](?:of )?(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)[ .,/-]{1,2}[0-9]{2,4}|(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.? [0-9]{1,2}(?:st|nd|rd|th)?,? [0-9]{4}|(?:19|20)[0-9]{2}[/.-][0-9]{1,2}[/.-][0-9]{1,2}|[0-9]{1,2} ?[/.-] ?[0-9]{1,2} ?[/.-] ?[0-9]{2,4})";

static BIRTH: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(
        r"(?i-u:\b(?:d\.? ?o\.? ?b\b\.?|date of birth|birth ?date|birthday|born)[ :,()-]*(?:(?:is|was|on|of)[ :]+){{0,2}}({DATE})\b)"
    ))
    .expect("a pattern")
});

/// People in the plural share no date of birth: it is a rule for whom something is.
static SEVERAL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i-u:\b(?:children|babies|those|people|pupils|residents|anyone|anybody|persons?|women|men|all|everyone|adults|students)(?: (?:who|that) (?:are|were|was|is))? $)")
        .expect("a pattern")
});

/// A line that is a date and no more.
static ALONE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(&format!(r"(?i-u:^\s*{DATE}\s*$)")).expect("a pattern"));

/// A cell that says what the next one holds.
static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i-u:^\s*(?:d\.? ?o\.? ?b\.?|date of birth|born(?: on)?)\s*:?\s*$)")
        .expect("a pattern")
});

/// Finds dates of birth.
pub fn find(text: &str, found: &mut Vec<Finding>) {
    if !speaks_of_birth(text) {
        return;
    }
    for birth in BIRTH.captures_iter(text) {
        let (whole, date) = (
            birth.get(0).expect("the whole"),
            birth.get(1).expect("a part"),
        );
        if !SEVERAL.is_match(before(text, whole.start(), 40)) {
            found.push(Finding::new(
                Code::BirthDate,
                text,
                whole.range(),
                Some(date.range()),
            ));
        }
    }
}

/// Returns whether a text may say that a date is one of birth: `birth`, `born` or `d.o.b.` stands in it.
fn speaks_of_birth(text: &str) -> bool {
    let bytes = text.as_bytes();
    let says = |(at, _): (usize, &u8)| {
        let begins = |word: &[u8]| {
            let start = bytes.get(at..at + word.len());
            start.is_some_and(|start| start.eq_ignore_ascii_case(word))
        };
        begins(b"birth") || begins(b"born") || is_short(&text[..at])
    };
    let letters = bytes.iter().enumerate();
    letters
        .filter(|(_, byte)| matches!(byte, b'b' | b'B'))
        .any(says)
}

/// Returns whether a text ends with the first two letters of `d.o.b.`.
fn is_short(before: &str) -> bool {
    let rest = without(before, ['o', 'O']).and_then(|before| without(before, ['d', 'D']));
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    rest.is_some_and(|rest| !rest.ends_with(is_word))
}

/// Takes a letter off the end of a text, and what stands behind it.
fn without(text: &str, letter: [char; 2]) -> Option<&str> {
    text.trim_end_matches(['.', ' ']).strip_suffix(letter)
}

/// Finds a date in the line after one that is a label.
pub fn beside(label: &str, text: &str, found: &mut Vec<Finding>) {
    if LABEL.is_match(label) && ALONE.is_match(text) {
        let start = text.len() - text.trim_start().len();
        let words = start..start + text.trim().len();
        found.push(Finding::new(
            Code::BirthDate,
            text,
            words.clone(),
            Some(words),
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::chance::misses_nothing;

    #[test]
    fn every_date_of_birth_is_said_to_be_one() {
        let parts = [
            "D",
            "o",
            ".",
            " ",
            "B",
            "dob",
            "d. o. b. ",
            "Born ",
            "date of birth",
            "BirthDay",
            ": ",
            "is ",
            "on ",
            "3/4/1980",
            "12 May 1990",
            "1990-02-03",
            "x",
            "ſ",
            "é",
        ];
        misses_nothing(&parts, speaks_of_birth, |text| BIRTH.is_match(text));
    }
}
