//! Quotation marks: which have no partner.

use std::ops::Range;

/// Which side of a quotation a mark stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Before it.
    Opens,
    /// After it.
    Closes,
}

/// A quotation mark without partner: the line it stands in, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lonely {
    /// The line, by its position among those that were read together.
    pub line: usize,
    /// Where it stands in the line.
    pub at: Range<usize>,
    /// The side it stands on.
    pub side: Side,
}

/// So many lines further a quotation may end.
const REACH: usize = 12;

/// Words that begin with an apostrophe, and what people type after a stray space: `victim 's`.
const CLIPPED: [&str; 19] = [
    "bout", "cause", "cos", "d", "em", "flu", "ll", "m", "n", "phone", "re", "round", "s", "t",
    "til", "till", "tis", "twas", "ve",
];

/// Lists the quotation marks without partner in lines of one text.
pub fn lonely(lines: &[&str]) -> Vec<Lonely> {
    let doubles: Vec<Option<Lonely>> = lines
        .iter()
        .enumerate()
        .map(|(line, text)| double(line, text))
        .collect();
    let kept = |lonely: &&Lonely| !goes_on(lonely, lines, &doubles);
    let mut found: Vec<Lonely> = doubles.iter().flatten().filter(kept).cloned().collect();
    let singles = (0..lines.len()).filter_map(|line| single(line, lines));
    found.extend(singles);
    found
}

/// Returns whether a quotation goes on in the next paragraph, or began in one before.
fn goes_on(lonely: &Lonely, lines: &[&str], doubles: &[Option<Lonely>]) -> bool {
    let has = |line: usize, side: Side| {
        doubles[line]
            .as_ref()
            .is_some_and(|other| other.side == side)
    };
    let (line, last) = (lonely.line, lines.len());
    match lonely.side {
        Side::Opens => {
            let next = lines.get(line + 1);
            let again = next.is_some_and(|next| next.trim_start().starts_with(['“', '"']));
            again || (line + 1..last.min(line + REACH)).any(|line| has(line, Side::Closes))
        }
        Side::Closes => (line.saturating_sub(REACH)..line).any(|line| has(line, Side::Opens)),
    }
}

/// Finds the double mark without partner of a line: where their number is even, all are taken to have one.
fn double(line: usize, text: &str) -> Option<Lonely> {
    if !may_have(text, b'"') {
        return None;
    }
    let marks: Vec<(usize, &str)> = text.match_indices(['“', '”', '"']).collect();
    let is_inch = |(at, mark): &(usize, &str)| {
        *mark != "“" && text[..*at].ends_with(|c: char| c.is_ascii_digit())
    };
    let is_ditto = !text.contains(char::is_alphanumeric);
    if marks.len().is_multiple_of(2) || is_ditto || marks.iter().any(is_inch) {
        return None;
    }
    let (at, mark) = unmatched(&marks)?;
    let opens = match mark {
        "“" => true,
        "”" => false,
        _ => text[at + 1..].starts_with(char::is_alphanumeric),
    };
    Some(Lonely {
        line,
        at: at..at + mark.len(),
        side: if opens { Side::Opens } else { Side::Closes },
    })
}

/// Returns whether a text may have quotation marks: straight ones, or curly ones, which all begin with one byte.
pub fn may_have(text: &str, straight: u8) -> bool {
    let bytes = text.as_bytes();
    bytes.contains(&straight) || bytes.contains(&0xe2)
}

fn unmatched<'t>(marks: &[(usize, &'t str)]) -> Option<(usize, &'t str)> {
    let mut open = None;
    for mark in marks {
        match (mark.1, open) {
            ("“", Some(open)) => return Some(open),
            ("”", None) => return Some(*mark),
            (_, None) => open = Some(*mark),
            (_, Some(_)) => open = None,
        }
    }
    open
}

/// Finds the last single mark of a line that opens a quotation which nothing closes; any apostrophe at a word's end may
/// close it, so that one is never reported as astray.
fn single(line: usize, lines: &[&str]) -> Option<Lonely> {
    let text = lines[line];
    if !may_have(text, b'\'') {
        return None;
    }
    let mut marks = text.match_indices(['‘', '\'']);
    let (at, mark) = marks.rfind(|(at, mark)| opens(&text[..*at], &text[at + mark.len()..]))?;
    let mut later = lines[line + 1..].iter().take(REACH);
    let closed = closes(&text[at + mark.len()..]) || later.any(|text| closes(text));
    (!closed).then(|| Lonely {
        line,
        at: at..at + mark.len(),
        side: Side::Opens,
    })
}

/// Returns whether a single mark between two pieces opens a quotation: no apostrophe, no minutes or feet.
pub fn opens(before: &str, after: &str) -> bool {
    let apart = |c: char| c.is_whitespace() || matches!(c, '(' | '[' | '“' | '"' | '–' | '—');
    let word = after
        .split(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or_default();
    let clipped = CLIPPED.contains(&word.to_lowercase().as_str());
    before.chars().next_back().is_none_or(apart)
        && word.starts_with(char::is_alphabetic)
        && !clipped
}

/// Returns whether a mark that may close a quotation stands in a text: after a word, and not within one.
fn closes(text: &str) -> bool {
    text.match_indices(['’', '\'', '‘']).any(|(at, mark)| {
        let after = text[at + mark.len()..].chars().next();
        let before = text[..at].chars().next_back();
        before.is_some_and(|c| !c.is_whitespace()) && !after.is_some_and(char::is_alphanumeric)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(lines: &[&str]) -> Vec<(usize, usize, Side)> {
        let found = lonely(lines);
        found
            .into_iter()
            .map(|one| (one.line, one.at.start, one.side))
            .collect()
    }

    #[test]
    fn marks_without_partner_are_found() {
        for (text, at, side) in [
            ("the “Prevent group meets", 4, Side::Opens),
            ("the Prevent group” meets", 17, Side::Closes),
            ("“one” and “two", 14, Side::Opens),
            ("“one and “two”", 0, Side::Opens),
            ("the \"Prevent group meets", 4, Side::Opens),
            ("the Prevent group\" meets", 17, Side::Closes),
            ("the ‘harm spot areas", 4, Side::Opens),
            ("the 'harm spot areas", 4, Side::Opens),
            ("the panel's 'harm spot areas", 12, Side::Opens),
        ] {
            assert_eq!(wrong(&[text]), [(0, at, side)], "{text}");
        }
    }

    #[test]
    fn apostrophes_feet_inches_and_dittos_are_silent() {
        for text in [
            "the officers’ and the panel's plan, rock 'n' roll in the '90s, ’tis",
            "a fence of 5' 10\" and a pipe of 12\"",
            "\"",
            "the victim 's own",
            "the ‘Notify If’ function and 'harm spot' areas",
            "the 'Safer Schools Officers' plan",
            "he said “the ‘harm spot’ areas”",
            "”astray”",
            "O'Brien's and D’Arcy’s",
            "“mixed\" and \"mixed”",
        ] {
            assert_eq!(wrong(&[text]), [], "{text}");
        }
    }

    #[test]
    fn a_quotation_may_go_on_in_paragraphs() {
        assert_eq!(wrong(&["“One.", "“Two.", "“Three.”"]), []);
        assert_eq!(wrong(&["“One.", "Two.", "Three.”"]), []);
        assert_eq!(wrong(&["‘One.", "Three.’"]), []);
        assert_eq!(wrong(&["“One.", "Two."]), [(0, 0, Side::Opens)]);
    }
}
