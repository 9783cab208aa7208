//! Quotation marks and apostrophes of two shapes: those of the rarer shape take the other, where it is certain which way
//! they turn.

use std::ops::Range;

use crate::check::Passage;
use crate::model::ValueType;

use super::changes::Change;
use super::shields::{is_in, shields};

/// Words that begin with an apostrophe.
const CLIPPED: [&str; 14] = [
    "bout", "cause", "cos", "em", "flu", "n", "phone", "round", "s", "t", "til", "till", "tis",
    "twas",
];

/// A shape of marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Typewritten.
    Straight,
    /// Printed.
    Curly,
}

/// The shapes that the marks of a paper should have; none where they are of one shape already.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// That of quotation marks.
    pub quotes: Option<Shape>,
    /// That of apostrophes, and of single quotation marks.
    pub singles: Option<Shape>,
}

impl Wanted {
    /// Finds the more frequent shapes in a paper; curly ones where there are as many of both.
    pub fn of(passages: &[Passage<'_>]) -> Self {
        let prose = [ValueType::Text, ValueType::RichText, ValueType::Body];
        let read = passages
            .iter()
            .filter(|passage| passage.is_printed() && prose.contains(&passage.of_type));
        let mut counts = [0_usize; 4];
        for passage in read {
            for (at, mark) in passage.text.match_indices(MARKS) {
                let is_measure = passage.text[..at].ends_with(|c: char| c.is_ascii_digit());
                match mark {
                    "\"" if !is_measure => counts[0] += 1,
                    "“" | "”" => counts[1] += 1,
                    "'" if !is_measure => counts[2] += 1,
                    "‘" | "’" => counts[3] += 1,
                    _ => {}
                }
            }
        }
        let [straight, curly, upright, bent] = counts;
        Self {
            quotes: more(straight, curly),
            singles: more(upright, bent),
        }
    }

    /// Returns whether nothing is to be changed.
    pub fn is_nothing(self) -> bool {
        self == Self::default()
    }
}

const MARKS: [char; 6] = ['"', '“', '”', '\'', '‘', '’'];

fn more(straight: usize, curly: usize) -> Option<Shape> {
    match (straight, curly) {
        (0, _) | (_, 0) => None,
        _ if straight > curly => Some(Shape::Straight),
        _ => Some(Shape::Curly),
    }
}

/// Gives marks the shapes that are wanted, and counts those that are left.
pub fn turned(text: &str, wanted: Wanted) -> (Vec<Change>, usize) {
    if wanted.is_nothing() || !text.contains(MARKS) {
        return (Vec::new(), 0);
    }
    let shields = shields(text);
    let free = |at: &usize| !is_in(&(*at..*at + 1), &shields);
    let (mut changes, mut left) = (Vec::new(), 0);
    for block in blocks(text) {
        let marks = text[block.clone()].match_indices(MARKS);
        let marks = marks.map(|(at, mark)| (block.start + at, mark));
        let marks: Vec<(usize, &str)> = marks.filter(|(at, _)| free(at)).collect();
        let (doubles, singles): (Vec<_>, Vec<_>) = marks
            .into_iter()
            .partition(|(_, mark)| "\"“”".contains(mark));
        for (marks, shape) in [(doubles, wanted.quotes), (singles, wanted.singles)] {
            let found = match shape {
                None => continue,
                Some(Shape::Straight) => straight(&marks),
                Some(Shape::Curly) => curly(text, &marks),
            };
            left += found.1;
            changes.extend(found.0);
        }
    }
    (changes, left)
}

/// Lists the lines that belong together: those without an empty one between them.
fn blocks(text: &str) -> Vec<Range<usize>> {
    let mut blocks: Vec<Range<usize>> = Vec::new();
    let (mut at, mut goes_on) = (0, false);
    for line in text.split_inclusive('\n') {
        let end = at + line.len();
        let is_blank = line.trim().is_empty();
        match blocks.last_mut().filter(|_| goes_on) {
            Some(last) if !is_blank => last.end = end,
            _ if !is_blank => blocks.push(at..end),
            _ => {}
        }
        (at, goes_on) = (end, !is_blank);
    }
    blocks
}

fn straight(marks: &[(usize, &str)]) -> (Vec<Change>, usize) {
    let changes = marks.iter().filter_map(|(at, mark)| {
        let with = match *mark {
            "“" | "”" => "\"",
            "‘" | "’" => "'",
            _ => return None,
        };
        Some(Change::new(*at..at + mark.len(), with))
    });
    (changes.collect(), 0)
}

/// The side of a word that a mark stands on.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Before,
    After,
    Within,
    Unclear,
}

fn curly(text: &str, marks: &[(usize, &str)]) -> (Vec<Change>, usize) {
    let straight = |mark: &&(usize, &str)| ["\"", "'"].contains(&mark.1);
    let count = marks.iter().filter(straight).count();
    if marks.iter().any(|(_, mark)| "\"“”".contains(mark)) {
        match pairs(text, marks) {
            Some(changes) => (changes, 0),
            None => (Vec::new(), count),
        }
    } else {
        let changes = apostrophes(text, marks);
        let left = count - changes.len();
        (changes, left)
    }
}

/// Quotation marks must come in pairs, each on the side of a word where it belongs; else none is touched.
fn pairs(text: &str, marks: &[(usize, &str)]) -> Option<Vec<Change>> {
    let mut changes = Vec::new();
    for (place, (at, mark)) in marks.iter().enumerate() {
        let opens = place % 2 == 0;
        let (sign, expected) = if opens {
            ("“", Side::Before)
        } else {
            ("”", Side::After)
        };
        match *mark {
            "\"" if side(text, *at, 1) == expected => {
                changes.push(Change::new(*at..at + 1, sign));
            }
            mark if mark == sign => {}
            _ => return None,
        }
    }
    marks.len().is_multiple_of(2).then_some(changes)
}

/// A mark within a word or after it is an apostrophe, or looks like one; one before it opens a quotation only where one ends
/// it, for it may stand for letters left out.
fn apostrophes(text: &str, marks: &[(usize, &str)]) -> Vec<Change> {
    let mut changes = Vec::new();
    for (place, (at, mark)) in marks.iter().enumerate() {
        if *mark != "'" {
            continue;
        }
        let ends = |(at, mark): &(usize, &str)| side(text, *at, mark.len()) == Side::After;
        let sign = match side(text, *at, 1) {
            Side::Within | Side::After => "’",
            Side::Before if !is_clipped(text, at + 1) && marks[place + 1..].iter().any(ends) => "‘",
            _ => continue,
        };
        changes.push(Change::new(*at..at + 1, sign));
    }
    changes
}

fn is_clipped(text: &str, from: usize) -> bool {
    let word = text[from..].split(|c: char| !c.is_alphanumeric()).next();
    let word = word.unwrap_or_default().to_lowercase();
    word.starts_with(|c: char| c.is_ascii_digit()) || CLIPPED.contains(&word.as_str())
}

/// Finds the side of a word that a mark stands on, whatever signs for looks stand between.
fn side(text: &str, at: usize, length: usize) -> Side {
    let is_look = |c: &char| matches!(c, '*' | '_');
    let before = text[..at].chars().rev().find(|c| !is_look(c));
    let after = text[at + length..].chars().find(|c| !is_look(c));
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    // Feet and inches, minutes and seconds.
    if before.is_some_and(|c| c.is_ascii_digit()) {
        return if is_word(after) && after.is_some_and(char::is_alphabetic) {
            Side::Within
        } else {
            Side::Unclear
        };
    }
    let opens = before.is_none_or(|c| c.is_whitespace() || "([{–—/“‘\"'".contains(c));
    let closes = after.is_none_or(|c| c.is_whitespace() || ".,;:!?)]}–—/…”’\"'[".contains(c));
    match (is_word(before), is_word(after)) {
        (true, true) => Side::Within,
        _ if opens && !closes => Side::Before,
        _ if closes && !opens => Side::After,
        _ => Side::Unclear,
    }
}

#[cfg(test)]
mod tests {
    use super::super::changes::made;
    use super::*;

    fn after(text: &str, shape: Shape) -> (String, usize) {
        let wanted = Wanted {
            quotes: Some(shape),
            singles: Some(shape),
        };
        let (changes, left) = turned(text, wanted);
        (made(text, &changes), left)
    }

    #[test]
    fn straight_marks_become_curly_where_it_is_certain() {
        for (text, expected) in [
            ("the panel's \"plan\"", "the panel’s “plan”"),
            ("“one” and \"two\".", "“one” and “two”."),
            (
                "**\"Bold\"** (\"in brackets\") \"ends.\"",
                "**“Bold”** (“in brackets”) “ends.”",
            ),
            (
                "victims' and 'harm spot' areas",
                "victims’ and ‘harm spot’ areas",
            ),
            ("the 'harm spot’ areas", "the ‘harm spot’ areas"),
            ("- \"a\"\n- \"b\"[^n]", "- “a”\n- “b”[^n]"),
            ("`\"x\"` and \"y\"", "`\"x\"` and “y”"),
            (
                "[\"plan\"](a.md \"The plan\")",
                "[“plan”](a.md \"The plan\")",
            ),
            ("the 1990's plan", "the 1990’s plan"),
        ] {
            assert_eq!(after(text, Shape::Curly), (expected.into(), 0), "{text}");
        }
    }

    #[test]
    fn marks_that_may_turn_either_way_are_left() {
        for (text, left) in [
            ("a \"plan without end", 1),
            ("5' 10\" high", 2),
            ("the 'harm spot areas", 1),
            ("'tis the '90s", 2),
            ("“one \"two\"”", 2),
            ("a \" b \" c", 2),
            ("say\" this \"now", 2),
        ] {
            assert_eq!(after(text, Shape::Curly), (text.into(), left), "{text}");
        }
        let (text, left) = after("\"One.\n\n\"Two.\"", Shape::Curly);
        assert_eq!((text.as_str(), left), ("\"One.\n\n“Two.”", 1));
    }

    #[test]
    fn curly_marks_become_straight() {
        assert_eq!(
            after("the panel’s ‘own’ “plan” and “`”`", Shape::Straight),
            ("the panel's 'own' \"plan\" and \"`”`".into(), 0)
        );
    }
}
