//! Brackets: which have no partner.

use std::ops::Range;

/// What is wrong with a bracket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// It is never closed.
    Open,
    /// It closes nothing.
    Closed,
    /// It closes one of another kind.
    Other(char),
}

/// A bracket without partner: the line it stands in, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lonely {
    /// The line, by its position among those that were read together.
    pub line: usize,
    /// Where it stands in the line.
    pub at: Range<usize>,
    /// What is wrong with it.
    pub wrong: Wrong,
}

/// Brackets that are open while lines are read.
#[derive(Default)]
struct Reader {
    open: Vec<(usize, usize, char)>,
    /// Brackets that were closed by what may have been the label of an item.
    by_label: usize,
    lonely: Vec<Lonely>,
}

/// So many lines further a bracket may be closed that encloses a list.
const REACH: usize = 12;

/// Lists the brackets without partner in lines of one text.
pub fn lonely(lines: &[&str]) -> Vec<Lonely> {
    let mut reader = Reader::default();
    for (line, text) in lines.iter().enumerate() {
        reader.by_label = 0;
        if !has_bracket(text) {
            continue;
        }
        for (at, bracket) in text.match_indices(['(', ')', '[', ']']) {
            if is_face(&text[..at], bracket, &text[at + 1..]) {
                continue;
            }
            match bracket {
                "(" => reader.open.push((line, at, ')')),
                "[" => reader.open.push((line, at, ']')),
                _ => reader.close((line, at), bracket, is_label(&text[..at])),
            }
        }
    }
    for (line, at, _) in std::mem::take(&mut reader.open) {
        reader.add((line, at), Wrong::Open);
    }
    reader
        .lonely
        .sort_by_key(|lonely| (lonely.line, lonely.at.start));
    reader.lonely
}

fn has_bracket(text: &str) -> bool {
    let bytes = text.as_bytes();
    [b'(', b')', b'[', b']']
        .iter()
        .any(|bracket| bytes.contains(bracket))
}

impl Reader {
    fn add(&mut self, (line, at): (usize, usize), wrong: Wrong) {
        let at = at..at + 1;
        self.lonely.push(Lonely { line, at, wrong });
    }

    fn close(&mut self, place: (usize, usize), bracket: &str, is_label: bool) {
        let near = |open: &(usize, usize, char)| place.0 - open.0 <= REACH;
        let partner = self
            .open
            .iter()
            .rposition(|open| near(open) && bracket.starts_with(open.2));
        if let Some(partner) = partner {
            for (line, at, _) in self.open.split_off(partner).into_iter().skip(1) {
                self.add((line, at), Wrong::Open);
            }
            self.by_label += usize::from(is_label);
        } else if is_label {
            // An item that is called `a)`, in the middle of a line.
        } else if self.by_label > 0 {
            self.by_label -= 1;
        } else if let Some((line, _, close)) = self.open.pop_if(|open| open.0 == place.0) {
            self.add((line, place.1), Wrong::Other(close));
        } else {
            self.add(place, Wrong::Closed);
        }
    }
}

/// Returns whether a text ends with what a list calls an item by: `a`, `12`, `iv`.
fn is_label(before: &str) -> bool {
    let start = before.rfind(|c: char| !c.is_ascii_alphanumeric());
    let label = &before[start.map_or(0, |at| {
        at + before[at..].chars().next().map_or(1, char::len_utf8)
    })..];
    let roman = label
        .to_ascii_lowercase()
        .chars()
        .all(|c| "ivx".contains(c));
    let digits = label.chars().all(|c| c.is_ascii_digit());
    let apart = !before[..before.len() - label.len()].ends_with(['-', '/', '.', '’', '\'']);
    apart
        && !label.is_empty()
        && (label.len() == 1 || (label.len() <= 4 && roman) || (label.len() <= 2 && digits))
}

/// Returns whether a bracket is the mouth of a face: `:-)`.
fn is_face(before: &str, bracket: &str, after: &str) -> bool {
    let eyes = before.strip_suffix('-').unwrap_or(before);
    let apart = |rest: &str| rest.chars().next_back().is_none_or(char::is_whitespace);
    let face = eyes.strip_suffix([':', ';', '=']).is_some_and(apart);
    face && bracket != "[" && after.chars().next().is_none_or(|c| !c.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(lines: &[&str]) -> Vec<(usize, usize, Wrong)> {
        let found = lonely(lines);
        found
            .into_iter()
            .map(|one| (one.line, one.at.start, one.wrong))
            .collect()
    }

    #[test]
    fn brackets_without_partner_are_found() {
        assert_eq!(
            wrong(&["Special Branch (EMSOU (SB)"]),
            [(0, 15, Wrong::Open)]
        );
        assert_eq!(wrong(&["as planned) in May"]), [(0, 10, Wrong::Closed)]);
        assert_eq!(wrong(&["in May (Q1] and"]), [(0, 10, Wrong::Other(')'))]);
        assert_eq!(wrong(&["[draft"]), [(0, 0, Wrong::Open)]);
        assert_eq!(wrong(&["(a [b)"]), [(0, 3, Wrong::Open)]);
    }

    #[test]
    fn brackets_with_partner_are_silent() {
        for text in [
            "one (two (three) [four]) five",
            "a) first, b) second; iv) fourth and 12) last",
            "1) first",
            "(options: a) buy, b) rent)",
            "(see annex a)",
            "a smile :-) and :) and ;-(",
            "“(sic)”",
            "Nottingham(shire)",
        ] {
            assert_eq!(wrong(&[text]), [], "{text}");
        }
    }

    #[test]
    fn a_bracket_may_enclose_a_list() {
        assert_eq!(
            wrong(&["three sites (these are", "Ferry Lane", "Mill Road)"]),
            []
        );
        assert_eq!(
            wrong(&["three sites (these are", "Ferry Lane"]),
            [(0, 12, Wrong::Open)]
        );
    }
}
