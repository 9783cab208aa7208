//! Refs taken apart: `5C01` is the first of `5C`.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use crate::model::roman;

use super::Numbered;

/// Longer refs are no numbers that anybody counts on.
const LONGEST: usize = 40;

/// A ref as numbers and letters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ref {
    /// As it stands.
    pub text: String,
    /// Its pieces in lower case, without what stands between them.
    pub pieces: Vec<Piece>,
    /// Where the last piece stands in the text.
    last: std::ops::Range<usize>,
}

/// A piece of a ref.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Piece {
    /// Digits.
    Number(u64),
    /// Letters.
    Letters(String),
}

impl Ref {
    /// Takes a ref apart; none where it has neither digits nor letters, or is a sentence.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.len() > LONGEST {
            return None;
        }
        let mut pieces = Vec::new();
        let mut last = 0..0;
        let mut rest = text.char_indices().peekable();
        while let Some((start, first)) = rest.next() {
            if !first.is_alphanumeric() {
                continue;
            }
            let (digit, mut end) = (first.is_ascii_digit(), start + first.len_utf8());
            let alike = |c: char| c.is_alphanumeric() && c.is_ascii_digit() == digit;
            while let Some((at, c)) = rest.next_if(|(_, c)| alike(*c)) {
                end = at + c.len_utf8();
            }
            pieces.push(match digit {
                true => Piece::Number(text[start..end].parse().ok()?),
                false => Piece::Letters(text[start..end].to_lowercase()),
            });
            last = start..end;
        }
        (!pieces.is_empty()).then(|| Self {
            text: text.to_owned(),
            pieces,
            last,
        })
    }

    /// Returns the last piece, and what stands before it.
    pub fn apart(&self) -> (&[Piece], &Piece) {
        let (last, before) = self.pieces.split_last().expect("a ref has a piece");
        (before, last)
    }

    /// Returns the ref that has another number or letter in the last place: `5C04` of `5C01` with 4.
    pub fn with(&self, number: u64) -> String {
        let (start, end) = (self.last.start, self.last.end);
        let was = &self.text[start..end];
        let now = match self.apart().1 {
            Piece::Number(_) => format!("{number:0width$}", width = width(was)),
            Piece::Letters(_) => letter(number, was),
        };
        format!("{}{now}{}", &self.text[..start], &self.text[end..])
    }
}

/// Digits are only filled up where the ref that is shown as an example is.
fn width(was: &str) -> usize {
    if was.starts_with('0') { was.len() } else { 1 }
}

fn letter(number: u64, was: &str) -> String {
    let first = if was.starts_with(char::is_uppercase) {
        b'A'
    } else {
        b'a'
    };
    let position = u8::try_from(number.saturating_sub(1).min(25)).unwrap_or_default();
    char::from(first + position).to_string()
}

/// Returns the place of a single letter in the alphabet, from 1.
pub fn position(letters: &str) -> Option<u64> {
    match letters.as_bytes() {
        [letter @ b'a'..=b'z'] => Some(u64::from(letter - b'a') + 1),
        _ => None,
    }
}

fn roman_number(letters: &str) -> Option<u64> {
    (1..=50).find(|number| roman(*number) == letters)
}

/// Splits a table where its refs begin anew: at the first that was there before.
pub fn sections<'s, 'a>(lines: &'s [Numbered<'a>]) -> Vec<&'s [Numbered<'a>]> {
    let (mut sections, mut start) = (Vec::new(), 0);
    let mut seen = BTreeSet::new();
    for (at, line) in lines.iter().enumerate() {
        if !seen.insert(&line.of.pieces) {
            sections.push(&lines[start..at]);
            (seen, start) = (BTreeSet::from([&line.of.pieces]), at);
        }
    }
    sections.push(&lines[start..]);
    sections
}

/// How letters below one ref are ordered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Letters {
    Alphabet,
    Roman,
    /// As they come: groups such as C, F and P may stand in any order.
    AsTheyCome,
}

/// The order of the refs of a section.
pub struct Order {
    letters: BTreeMap<Vec<Piece>, Letters>,
    first: BTreeMap<Vec<Piece>, u64>,
}

impl Order {
    /// Learns from a section how its refs are counted.
    pub fn of(section: &[Numbered<'_>]) -> Self {
        let (mut below, mut first) = (BTreeMap::new(), BTreeMap::new());
        for line in section {
            let pieces = &line.of.pieces;
            for depth in 0..pieces.len() {
                let (before, is_last) = (pieces[..depth].to_vec(), depth + 1 == pieces.len());
                let known = below.entry(before).or_insert_with(Vec::new);
                if let Piece::Letters(letters) = &pieces[depth] {
                    known.push((letters.as_str(), is_last));
                }
                let place = first.len() as u64;
                first.entry(pieces[..=depth].to_vec()).or_insert(place);
            }
        }
        let letters = below.into_iter().map(|(before, known)| {
            let all = |holds: &dyn Fn(&str) -> bool| known.iter().all(|(text, _)| holds(text));
            let counted = known.iter().all(|(_, is_last)| *is_last);
            let order = match counted {
                true if all(&|text| position(text).is_some()) => Letters::Alphabet,
                true if all(&|text| roman_number(text).is_some()) => Letters::Roman,
                _ => Letters::AsTheyCome,
            };
            (before, order)
        });
        let letters = letters.collect();
        Self { letters, first }
    }

    /// Compares two refs of the section.
    pub fn compare(&self, a: &Ref, b: &Ref) -> Ordering {
        let both = a.pieces.len().min(b.pieces.len());
        let differ = (0..both).find(|at| a.pieces[*at] != b.pieces[*at]);
        let Some(at) = differ else {
            return a.pieces.len().cmp(&b.pieces.len());
        };
        let (a_start, b_start) = (&a.pieces[..=at], &b.pieces[..=at]);
        self.value(a_start).cmp(&self.value(b_start))
    }

    fn value(&self, start: &[Piece]) -> (u64, u64) {
        let (last, before) = start.split_last().expect("a ref has a piece");
        let text = match last {
            Piece::Number(number) => return (0, *number),
            Piece::Letters(text) => text,
        };
        let known = match self.letters.get(before) {
            Some(Letters::Alphabet) => position(text),
            Some(Letters::Roman) => roman_number(text),
            _ => None,
        };
        let come = || self.first.get(start).copied().unwrap_or_default();
        (1, known.unwrap_or_else(come))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refs_are_taken_apart_into_numbers_and_letters() {
        let pieces = |text| Ref::parse(text).map(|of| of.pieces);
        let letters = |text: &str| Piece::Letters(text.to_owned());
        assert_eq!(
            pieces("5C01"),
            Some(vec![Piece::Number(5), letters("c"), Piece::Number(1)])
        );
        assert_eq!(
            pieces(" 9 (a) "),
            Some(vec![Piece::Number(9), letters("a")])
        );
        assert_eq!(
            pieces("3.10"),
            Some(vec![Piece::Number(3), Piece::Number(10)])
        );
        assert_eq!(pieces("–"), None);
        assert_eq!(pieces(""), None);
        assert_eq!(pieces("99999999999999999999999"), None);
    }

    #[test]
    fn a_ref_with_another_number_looks_like_its_neighbour() {
        let with = |text, number| Ref::parse(text).expect("a ref").with(number);
        assert_eq!(with("5C01", 4), "5C04");
        assert_eq!(with("3.9", 10), "3.10");
        assert_eq!(with("12", 9), "9");
        assert_eq!(with("9(a)", 3), "9(c)");
        assert_eq!(with("B", 3), "C");
        assert_eq!(with("№ 7.", 8), "№ 8.");
    }

    #[test]
    fn roman_numbers_are_read() {
        let read: Vec<_> = ["i", "iv", "ix", "xii", "a"].map(roman_number).into();
        assert_eq!(read, [Some(1), Some(4), Some(9), Some(12), None]);
    }
}
