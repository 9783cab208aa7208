//! The words of headings: how they are compared, and which quarter they name.

use std::sync::LazyLock;

use regex::Regex;

use crate::diagnostic::suggest;
use crate::model::{Column, FinancialYear, Quarter, TableKind, folded};

use super::quarters::named_quarter;

/// Folds case, punctuation and spaces away.
pub fn fold(text: &str) -> String {
    folded(text, "#")
}

/// Returns whether a heading, which is folded, is one of those that a description knows, with or without a period beside it.
pub fn is_known(table: &TableKind, folded: &str) -> bool {
    let bare = without_period(folded);
    let quarters = || names_any_quarter(folded);
    let mut columns = table.columns.values();
    columns.any(|column| {
        let mut known = column.headings.iter().map(|known| fold(known));
        known.any(|known| known == folded || known == bare) || (column.by_quarter && quarters())
    })
}

/// Returns whether a heading is a slip of a known one, or a known one of another quarter.
pub fn means_nearly(text: &str, known: &[String]) -> bool {
    let bare = without_period(text);
    let is_slip = suggest(text, known.iter().map(String::as_str)).is_some();
    is_slip || known.iter().any(|heading| fold(heading) == bare)
}

/// Returns whether a heading stands over what was said in an earlier quarter, put beside this one's for people to see.
pub fn is_earlier(text: &str, table: &TableKind, own: Option<Quarter>) -> bool {
    let Some((heading, quarter)) = text.rsplit_once(" in ") else {
        return false;
    };
    let of = Quarter::parse(quarter).filter(|of| own.is_some_and(|own| of < &own));
    let known = |column: &Column| {
        column
            .headings
            .iter()
            .any(|known| fold(known) == fold(heading))
    };
    of.is_some() && table.columns.values().any(known)
}

/// Returns whether a heading names another quarter than the paper's.
pub fn names_other_quarter(text: &str, own: Option<Quarter>) -> bool {
    own.is_some_and(|own| quarter_number(text).is_some_and(|number| number != own.number))
}

/// Returns whether a text names a quarter, whichever it is.
pub fn names_any_quarter(text: &str) -> bool {
    quarter_number(text).is_some() || named_quarter(text, Some(FinancialYear(2000))).is_some()
}

/// Returns the number of the quarter that a text names, of several the first of the year.
pub fn quarter_number(text: &str) -> Option<u8> {
    let folded = quarters_folded(text);
    (1..=4).find(|number| has_quarter(&folded, *number))
}

/// Leaves out brackets, quarters, years and months: "Q4 update (to March 2019)" is "update".
pub fn without_period(text: &str) -> String {
    static BRACKETS: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"[(\[][^)\]]*[)\]]").expect("a sound pattern"));
    // Word boundaries of ASCII: those of Unicode would take a slower engine, and months have none of its letters.
    static PERIODS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"(?i)(?-u:\b)(?:q(?:tr|rt|uarter)?\.?[ ]*[1-4]|(?:first|second|third|fourth)[ ]+quarter|quarter(?:ly)?",
            r"|(?:19|20)[0-9][0-9](?:[-/–][0-9]{2,4})?|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?",
            r"|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?-u:\b)",
        ))
        .expect("a sound pattern")
    });
    let text = match text.contains(['(', '[']) {
        true => BRACKETS.replace_all(text, " "),
        false => text.into(),
    };
    match may_have_period(&text) {
        true => fold(&PERIODS.replace_all(&text, " ")),
        false => fold(&text),
    }
}

/// Returns whether a quarter, a year or a month may stand in a text.
fn may_have_period(text: &str) -> bool {
    const MONTHS: [&str; 12] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let is_month = |three: &[u8]| {
        let mut months = MONTHS.iter();
        months.any(|month| three.eq_ignore_ascii_case(month.as_bytes()))
    };
    let is_sign = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'q' | b'Q');
    text.bytes().any(is_sign) || text.as_bytes().windows(3).any(is_month)
}

/// Returns whether a text names a quarter, as "Q4 update" and "Qtr 4" do.
pub fn names_quarter(text: &str, quarter: Quarter) -> bool {
    has_quarter(&quarters_folded(text), quarter.number)
}

/// Folds a text, and writes its quarters as `q4`.
fn quarters_folded(text: &str) -> String {
    let folded = fold(text);
    if !folded.contains('q') {
        return folded;
    }
    folded
        .replace("quarter", "q")
        .replace("qtr", "q")
        .replace("qrt", "q")
        .replace("q ", "q")
}

fn has_quarter(folded: &str, number: u8) -> bool {
    let sought = format!("q{number}");
    folded.split(' ').any(|word| word == sought)
}
