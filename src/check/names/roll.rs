//! The names that an office knows, and what of a text is none of them.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::model::plain_signs;

/// Known names, by their first words; of each, all words in lower case.
#[derive(Default)]
pub struct Roll {
    names: BTreeMap<String, Vec<Vec<String>>>,
}

/// A word of a text, or what stands between names.
struct Piece {
    /// In lower case, without full stops; `and` for `&`.
    text: String,
    place: Range<usize>,
    between: bool,
}

impl Roll {
    /// Takes the names that are known.
    pub fn new<'n>(names: impl Iterator<Item = &'n str>) -> Self {
        let mut roll = Self::default();
        for name in names {
            let name = plain_signs(name);
            let words: Vec<String> = pieces(&name).into_iter().map(|piece| piece.text).collect();
            if let Some(first) = words.first() {
                roll.names.entry(first.clone()).or_default().push(words);
            }
        }
        // Of `Force` and `Force Control Room` the longer is meant where it stands.
        let longest = |words: &Vec<String>| std::cmp::Reverse(words.len());
        roll.names
            .values_mut()
            .for_each(|names| names.sort_by_key(longest));
        roll
    }

    /// Returns the parts of a text that are no known names, and whether any part is one.
    ///
    /// Names may stand side by side, as in `GM/DW`, `NOPCC NW` or `Force, GM and DW`; a name that is known as a whole may have
    /// such signs in it.
    pub fn unknown(&self, text: &str) -> (Vec<Range<usize>>, bool) {
        let pieces = pieces(text);
        let mut known = vec![false; pieces.len()];
        let mut at = 0;
        while at < pieces.len() {
            let length = self.longest(&pieces[at..]).unwrap_or_default();
            known[at..at + length].fill(true);
            at += length.max(1);
        }
        let parts: Vec<(&Piece, bool)> = pieces.iter().zip(known.iter().copied()).collect();
        let parts = parts.split(|(piece, known)| piece.between && !known);
        let unknown = parts.filter(|part| part.iter().any(|(_, known)| !known));
        let place = |part: &[(&Piece, bool)]| {
            part.first()
                .zip(part.last())
                .map(|(first, last)| first.0.place.start..last.0.place.end)
        };
        (unknown.filter_map(place).collect(), known.contains(&true))
    }

    /// Returns how many pieces the longest name has that the text begins with.
    fn longest(&self, pieces: &[Piece]) -> Option<usize> {
        let names = self.names.get(&pieces.first()?.text)?;
        let stands = |name: &&Vec<String>| {
            name.len() <= pieces.len()
                && name
                    .iter()
                    .zip(pieces)
                    .all(|(word, piece)| *word == piece.text)
        };
        names.iter().find(stands).map(Vec::len)
    }
}

/// Takes a text apart into words and what stands between names.
fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        let sign = matches!(
            c,
            ',' | ';' | '/' | '|' | '+' | '&' | '(' | ')' | '[' | ']' | ':' | '\n' | '–' | '—'
        );
        if !c.is_whitespace() && !sign {
            start.get_or_insert(at);
            continue;
        }
        if let Some(start) = start.take() {
            pieces.extend(word(text, start..at));
        }
        if sign {
            pieces.push(Piece {
                text: if c == '&' {
                    "and".to_owned()
                } else {
                    c.to_string()
                },
                place: at..at + c.len_utf8(),
                between: true,
            });
        }
    }
    pieces
}

fn word(text: &str, place: Range<usize>) -> Option<Piece> {
    let word: String = text[place.clone()]
        .to_lowercase()
        .replace('.', "")
        .replace('’', "'");
    let between = ["and", "with", "-"].contains(&word.as_str());
    (!word.is_empty()).then_some(Piece {
        text: word,
        place,
        between,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWN: [&str; 8] = [
        "GM",
        "DW",
        "NW",
        "NOPCC",
        "Force",
        "Head of Policy and Research",
        "Ch Insp Vale Protect / Prepare lead",
        "D.Ch.Supt Moss",
    ];

    fn unknown(text: &str) -> Vec<&str> {
        let roll = Roll::new(KNOWN.into_iter());
        let (places, _) = roll.unknown(text);
        places.into_iter().map(|place| &text[place]).collect()
    }

    #[test]
    fn names_that_are_known_alone_or_side_by_side_are_left_alone() {
        for text in [
            "GM",
            "gm",
            "GM/DW",
            "GM / DW",
            "NOPCC NW",
            "Force, GM and DW",
            "Force & NOPCC",
            "GM;DW",
            "NOPCC (NW)",
            "GM\nDW",
            "Head of Policy and Research",
            "Head of Policy & Research, Force",
            "Ch Insp Vale Protect / Prepare lead",
            "G.M.",
            "DChSupt Moss",
            "Force - GM",
            " Force ",
            "",
        ] {
            assert_eq!(unknown(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn what_is_unknown_is_named_as_it_stands() {
        for (text, expected) in [
            ("XX", &["XX"][..]),
            ("GM/XX", &["XX"]),
            ("Head of Polcy, Force", &["Head of Polcy"]),
            ("NOPCC XX", &["NOPCC XX"]),
            ("Force and Council and GM", &["Council"]),
            ("XX/YY", &["XX", "YY"]),
        ] {
            assert_eq!(unknown(text), expected, "{text}");
        }
    }
}
