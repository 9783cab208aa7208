//! A text cut at its spaces, in bytes: nearly all pieces are one word of plain letters, which each check would find anew.

use std::ops::Range;

/// What stands between two spaces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece<'t> {
    /// The piece.
    pub text: &'t str,
    /// Where it begins, in bytes.
    pub start: usize,
    /// What kinds of bytes it has.
    kinds: u8,
}

const SPACE: u8 = 1;
const SMALL: u8 = 1 << 1;
const CAPITAL: u8 = 1 << 2;
const DIGIT: u8 = 1 << 3;
/// A sign that addresses and names of files have.
const SIGN: u8 = 1 << 4;
const MARK: u8 = 1 << 5;
/// A part of a character beyond ASCII.
const WIDE: u8 = 1 << 6;

/// The kind of each byte: a text has so many that one look must do for all that is asked of them.
static KINDS: [u8; 256] = kinds();

const fn kinds() -> [u8; 256] {
    let mut kinds = [MARK; 256];
    let mut byte = 0;
    while byte < 256 {
        kinds[byte] = match byte as u8 {
            b' ' | b'\t'..=b'\r' => SPACE,
            b'a'..=b'z' => SMALL,
            b'A'..=b'Z' => CAPITAL,
            b'0'..=b'9' => DIGIT,
            b'@' | b'\\' | b'_' | b':' | b'.' => SIGN,
            0x80.. => WIDE,
            _ => MARK,
        };
        byte += 1;
    }
    kinds
}

/// Lists the pieces of a text: those of [`str::split_whitespace`].
pub fn pieces(text: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        while let Some(space) = space(text, at) {
            at += space;
        }
        let start = at;
        let (length, kinds) = length(text, start);
        at += length;
        let text = &text[start..at];
        (!text.is_empty()).then_some(Piece { text, start, kinds })
    })
}

/// Returns how long the piece is that begins at a place, and what kinds of bytes it has.
fn length(text: &str, start: usize) -> (usize, u8) {
    let (mut length, mut all) = (0, 0);
    for byte in &text.as_bytes()[start..] {
        let kind = KINDS[usize::from(*byte)];
        if kind & (SPACE | WIDE) != 0 && is_space(text, start + length) {
            break;
        }
        all |= kind;
        length += 1;
    }
    (length, all)
}

/// Returns whether a space begins at a place, which may be within another character.
fn is_space(text: &str, at: usize) -> bool {
    text.is_char_boundary(at) && space(text, at).is_some()
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

impl Piece<'_> {
    /// Returns where the only word stands in the text, if the piece is ASCII and has one run of letters and figures.
    pub fn word(&self) -> Option<Range<usize>> {
        if !self.has(WIDE | SIGN | MARK) {
            return Some(self.start..self.start + self.text.len());
        }
        if self.has(WIDE) {
            return None;
        }
        let bytes = self.text.as_bytes();
        let is_in = |byte: &u8| byte.is_ascii_alphanumeric();
        let from = bytes.iter().position(is_in)?;
        let length = bytes[from..].iter().take_while(|byte| is_in(byte)).count();
        let to = from + length;
        let is_lone = !bytes[to..].iter().any(is_in);
        is_lone.then(|| self.start + from..self.start + to)
    }

    /// Returns whether its letters are small ones of ASCII, if it has any.
    pub fn is_small(&self) -> bool {
        !self.has(WIDE | CAPITAL)
    }

    /// Returns whether it has a digit of ASCII.
    pub fn has_digit(&self) -> bool {
        self.has(DIGIT)
    }

    /// Returns whether it has a sign without which it is no e-mail or web address, no path and no file's name.
    pub fn may_be_address(&self) -> bool {
        self.has(SIGN)
    }

    fn has(&self, kinds: u8) -> bool {
        self.kinds & kinds != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::chance::texts;

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
        assert_eq!(word("word").as_deref(), Some("word"));
        for text in ["and/or", "panel's", "“word”", "cafés", "–", "e.g."] {
            assert_eq!(word(text), None, "{text}");
        }
    }

    #[test]
    fn the_lone_word_of_a_piece_is_all_of_its_letters_and_figures() {
        let parts = [
            "a", "B2", "é", "-", "’", "(", "@", ".", " ", "\u{a0}", "\u{2009}", "😀", "\u{85}",
            "\n",
        ];
        for text in texts(&parts) {
            let all: Vec<Piece<'_>> = pieces(&text).collect();
            let words = text.split_whitespace();
            assert!(all.iter().map(|piece| piece.text).eq(words), "{text:?}");
            for piece in all {
                let mut words = piece.text.split(|c: char| !c.is_ascii_alphanumeric());
                let mut words = words.by_ref().filter(|word| !word.is_empty());
                let lone = words
                    .next()
                    .filter(|_| words.next().is_none() && piece.text.is_ascii());
                assert_eq!(piece.word().map(|at| &text[at]), lone, "{text:?}");
            }
        }
    }

    #[test]
    fn a_piece_knows_what_it_is_made_of() {
        for byte in 0..=char::MAX as u32 {
            let Some(c) = char::from_u32(byte).filter(|c| !c.is_whitespace()) else {
                continue;
            };
            let text = format!("a{c}");
            let piece = pieces(&text).next().expect("a piece");
            let is_sign = matches!(c, '@' | '\\' | '_' | ':' | '.');
            assert_eq!(piece.text, text);
            assert_eq!(piece.has_digit(), c.is_ascii_digit(), "{c:?}");
            assert_eq!(piece.may_be_address(), is_sign, "{c:?}");
            assert_eq!(
                piece.is_small(),
                c.is_ascii() && !c.is_ascii_uppercase(),
                "{c:?}"
            );
        }
    }
}
