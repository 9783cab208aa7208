//! What stands in an old cell, as it is put into a new one.

use std::sync::LazyLock;

use regex::Regex;

use crate::load::{Content, Run};
use crate::model::Date;
use crate::tracker::TrackerCell;

/// Returns a cell as it was; `as_text` keeps numbers as the text they are shown as.
pub(super) fn cell(content: &Content, as_text: bool) -> TrackerCell {
    match content {
        Content::Empty | Content::Uncalculated(_) => TrackerCell::Empty,
        Content::Text(runs) if is_blank(runs) => TrackerCell::Empty,
        Content::Text(runs) => TrackerCell::Text(runs.clone()),
        Content::Number { shown, .. } if as_text => TrackerCell::plain(shown),
        Content::Number { value, shown } => match format(shown) {
            Some(format) => TrackerCell::Number(*value, format),
            None => TrackerCell::plain(shown),
        },
        Content::Date { year, month, day } => {
            let date = Date::new(*year, *month, *day);
            date.map_or(TrackerCell::Empty, TrackerCell::Date)
        }
        Content::Boolean(yes) => TrackerCell::plain(if *yes { "Yes" } else { "No" }),
        Content::Error(error) => TrackerCell::plain(error),
    }
}

/// Returns whether a cell holds nothing to read.
pub(super) fn is_empty(content: &Content) -> bool {
    match content {
        Content::Empty | Content::Uncalculated(_) => true,
        Content::Text(runs) => is_blank(runs),
        _ => false,
    }
}

fn is_blank(runs: &[Run]) -> bool {
    runs.iter().all(|run| run.text.trim().is_empty())
}

/// Returns the format that shows a number as it was shown, where there is a plain one; the inner none is for no format at all.
fn format(shown: &str) -> Option<Option<String>> {
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^-?([£$€]?)([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(\.[0-9]+)?(%?)$")
            .expect("a sound pattern")
    });
    let found = NUMBER.captures(shown)?;
    let whole = if found[2].contains(',') { "#,##0" } else { "0" };
    let digits = found.get(3).map_or(0, |digits| digits.len() - 1);
    let currency = match &found[1] {
        "" => String::new(),
        sign => format!("\"{sign}\""),
    };
    let fraction = match digits {
        0 => String::new(),
        digits => format!(".{}", "0".repeat(digits)),
    };
    let format = format!("{currency}{whole}{fraction}{}", &found[4]);
    Some((format != "0").then_some(format))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_shown_as_they_were() {
        let formatted = |shown: &str| format(shown).map(|format| format.unwrap_or_default());
        for (shown, expected) in [
            ("42", Some("")),
            ("42%", Some("0%")),
            ("63.4%", Some("0.0%")),
            ("£1,200.50", Some("\"£\"#,##0.00")),
            ("1,047", Some("#,##0")),
            ("-3.0", Some("0.0")),
            ("1/2", None),
            ("3 days", None),
        ] {
            assert_eq!(formatted(shown).as_deref(), expected, "{shown}");
        }
    }
}
