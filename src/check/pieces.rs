//! A text cut at its spaces, in bytes: nearly all pieces are one word of plain letters, which each check would find anew.

use std::ops::Range;

/// What stands between two spaces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece<'t> {
    /// The piece.
    pub text: &'t str,
    /// Where it begins, in bytes.
    pub start: usize,
}

/// Lists the pieces of a text: those of [`str::split_whitespace`].
pub fn pieces(text: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        while let Some(space) = space(text, at) {
            at += space;
        }
        let start = at;
        while at < text.len() && space(text, at).is_none() {
            at += width(text.as_bytes()[at]);
        }
        let text = &text[start..at];
        (!text.is_empty()).then_some(Piece { text, start })
    })
}

/// Returns how many bytes the space has that stands at a place, if one does.
fn space(text: &str, at: usize) -> Option<usize> {
    match text.as_bytes().get(at)? {
        b' ' | b'\t'..=b'\r' => Some(1),
        0..0x80 => None,
        _ => {
            let c = text[at..].chars().next()?;
            c.is_whitespace().then(|| c.len_utf8())
        }
    }
}

/// Returns how many bytes a character has, by its first.
fn width(first: u8) -> usize {
    match first {
        0..0x80 => 1,
        0x80..0xe0 => 2,
        0xe0..0xf0 => 3,
        0xf0.. => 4,
    }
}

impl Piece<'_> {
    /// Returns where the only word stands in the text, if the piece is ASCII and has one run of letters and figures.
    pub fn word(&self) -> Option<Range<usize>> {
        let bytes = self.text.as_bytes();
        let is_in = |byte: &u8| byte.is_ascii_alphanumeric();
        let from = bytes.iter().position(is_in)?;
        let length = bytes[from..].iter().take_while(|byte| is_in(byte)).count();
        let to = from + length;
        let is_mark = |byte: &u8| byte.is_ascii() && !is_in(byte);
        let is_lone = bytes[..from].iter().chain(&bytes[to..]).all(is_mark);
        is_lone.then(|| self.start + from..self.start + to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_at_every_space() {
        for text in [
            "",
            " \u{a0}",
            "One two,\tthree\u{b}four\n\n“five”\u{2009}six\u{3000}é 😀x ",
            "a\u{85}b\u{1c}c",
        ] {
            let all: Vec<&str> = pieces(text).map(|piece| piece.text).collect();
            assert_eq!(all, text.split_whitespace().collect::<Vec<_>>(), "{text:?}");
            assert!(pieces(text).all(|piece| text[piece.start..].starts_with(piece.text)));
        }
    }

    #[test]
    fn a_lone_word_has_nothing_but_marks_around_it() {
        let word = |text: &str| {
            let piece = pieces(text).next()?;
            piece.word().map(|at| text[at].to_owned())
        };
        assert_eq!(word("  (word),").as_deref(), Some("word"));
        assert_eq!(word("5C01.").as_deref(), Some("5C01"));
        for text in ["and/or", "panel's", "“word”", "cafés", "–", "e.g."] {
            assert_eq!(word(text), None, "{text}");
        }
    }
}
