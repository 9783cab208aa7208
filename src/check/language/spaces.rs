//! Two spaces in a row.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostics};
use crate::model::ValueType;

use super::text::Text;

/// So many sentences after two spaces are somebody's habit: it is told once a paper.
const HABIT: usize = 4;

/// Reports spaces that are printed two in a row; those of one line are set singly, whatever was typed.
pub fn check(texts: &[Text<'_, '_>], out: &mut Diagnostics) {
    let mut after_stops = Vec::new();
    for text in texts
        .iter()
        .filter(|text| text.passage.of_type != ValueType::Text)
    {
        let (stops, inside): (Vec<_>, Vec<_>) = doubles(text)
            .into_iter()
            .partition(|double| ends_sentence(&text.read[..double.start]));
        if let Some(first) = inside.first() {
            report(text, first.clone(), inside.len(), out);
        }
        after_stops.extend(stops.into_iter().map(|double| (text, double)));
    }
    match after_stops.first() {
        Some((text, first)) if after_stops.len() >= HABIT => {
            let message = format!("{} sentences begin after two spaces", after_stops.len());
            text.passage
                .report(Code::SpacesDouble, first.clone(), message, out)
                .hint("put one space after a full stop: find two spaces and replace them with one");
        }
        _ => {
            for (text, double) in after_stops {
                report(text, double, 1, out);
            }
        }
    }
}

fn report(text: &Text<'_, '_>, double: Range<usize>, count: usize, out: &mut Diagnostics) {
    let spaces = match double.len() {
        2 => "two spaces".to_owned(),
        _ => format!("{} spaces", text.read[double.clone()].chars().count()),
    };
    let message = match count {
        1 => format!("there are {spaces} in a row"),
        _ => format!(
            "there are {spaces} in a row, and {} more such in this text",
            count - 1
        ),
    };
    text.passage
        .report(Code::SpacesDouble, double, message, out)
        .hint("delete all but one");
}

/// Lists the runs of spaces within lines.
fn doubles(text: &Text<'_, '_>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    if !text.read.contains("  ") || is_set_out(&text.read) {
        return found;
    }
    while let Some(start) = text.read[from..].find("  ").map(|at| from + at) {
        let rest = text.read[start..].trim_start_matches(' ');
        from = text.read.len() - rest.len();
        let inside = !rest.is_empty() && !rest.starts_with('\n');
        let begins = text.read[..start].trim_end_matches(' ');
        let inside = inside && !begins.is_empty() && !begins.ends_with('\n');
        if inside && is_typed(text, start..from) && !text.has_mark(start..from) {
            found.push(start..from);
        }
    }
    found
}

/// Returns whether two plain spaces stand among those that are read: a space that does not break is meant to stand beside another.
fn is_typed(text: &Text<'_, '_>, spaces: Range<usize>) -> bool {
    text.passage.as_typed()[text.passage.typed_at(&spaces)].contains("  ")
}

/// Returns whether spaces line up columns: rows of a table between bars, or several lines of code.
fn is_set_out(text: &str) -> bool {
    let words = |line: &str| line.trim().contains("  ");
    let lined_up = text.lines().filter(|line| words(line)).count() > 1;
    let bars = |line: &str| line.trim_start().starts_with('|');
    lined_up || (text.contains('|') && text.lines().all(bars))
}

fn ends_sentence(before: &str) -> bool {
    let before = before.trim_end_matches([')', ']', '"', '”', '’', '\'']);
    before.ends_with(['.', '!', '?', ':', ';'])
}

#[cfg(test)]
mod tests {
    use super::super::text::tests::messages;
    use super::*;

    #[test]
    fn spaces_are_told_once_a_line() {
        assert_eq!(
            messages(&["a  b   c", " d", "e  "], check),
            ["there are two spaces in a row, and 1 more such in this text"]
        );
        assert_eq!(
            messages(&["a.   B"], check),
            ["there are 3 spaces in a row"]
        );
        assert_eq!(messages(&["  a\n  b  \nc", "a\u{a0} b"], check), [""; 0]);
        assert_eq!(
            messages(&["a\u{a0} b  c"], check),
            ["there are two spaces in a row"]
        );
    }

    #[test]
    fn columns_that_are_lined_up_are_silent() {
        for text in [
            "| a  | b |\n| 1  | 2 |",
            "| a  | b | |----|---|",
            "x   = 1\nlong  = 2",
        ] {
            assert_eq!(messages(&[text], check), [""; 0], "{text}");
        }
        assert_eq!(messages(&["a  b\nc | d"], check).len(), 1);
    }

    #[test]
    fn a_habit_is_told_once() {
        let habit = ["One.  Two.  Three.", "Four?  “Five.”  Six"];
        assert_eq!(
            messages(&habit, check),
            ["4 sentences begin after two spaces"]
        );
    }
}
