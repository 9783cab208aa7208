//! What no reader sees, but a typesetter trips over.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// No accent that can be composed is below this sign.
const FIRST_ACCENT: char = '\u{300}';

/// Puts typed text into the form that papers are set from.
///
/// Composes accents (NFC), turns Word's private bullets into real ones, drops control characters and marks of byte order,
/// and makes line separators line breaks.
pub fn clean(text: &str) -> String {
    let text = composed(text);
    if text.chars().all(is_clean) {
        return text.into_owned();
    }
    let lines = text.replace("\r\n", "\n");
    lines.chars().filter_map(printable).collect()
}

/// Returns whether a sign may stay as it is: nearly all may.
fn is_clean(c: char) -> bool {
    matches!(c, ' '..='~' | '\n') || printable(c) == Some(c)
}

/// Composes accents; nearly all text is composed already, and taking it apart to see so is slow.
fn composed(text: &str) -> Cow<'_, str> {
    let plain = text.chars().all(|c| c < FIRST_ACCENT);
    if plain || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.nfc().collect())
}

fn printable(c: char) -> Option<char> {
    match c {
        '\n' => Some('\n'),
        '\r' | '\u{2028}' | '\u{2029}' | '\u{b}' | '\u{c}' | '\u{85}' => Some('\n'),
        '\t' => Some(' '),
        // Bullets of the fonts Symbol and Wingdings, as Word stores them in the private use area.
        '\u{f0b7}' | '\u{f0a7}' | '\u{f0a8}' | '\u{f076}' | '\u{f0d8}' | '\u{f02d}' => Some('•'),
        '\u{f0fc}' => Some('✓'),
        '\u{f0e0}' => Some('→'),
        '\u{feff}' | '\u{fffe}' | '\u{200e}' | '\u{200f}' => None,
        '\u{fff9}'..='\u{fffb}' | '\u{fe00}'..='\u{fe0f}' => None,
        c if c.is_control() => None,
        c => Some(c),
    }
}

/// Returns text on one line: spaces and line breaks become single spaces.
pub fn one_line(text: &str) -> String {
    let text = clean(text);
    let words = text.split(|c: char| c.is_whitespace() && c != '\u{a0}');
    let mut line = String::with_capacity(text.len());
    for word in words.filter(|word| !word.is_empty()) {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_private_bullets_become_real_ones() {
        assert_eq!(clean("\u{f0b7} one\r\n\u{f0a7}\ttwo\u{7}"), "• one\n• two");
    }

    #[test]
    fn accents_are_composed() {
        assert_eq!(clean("w\u{302}"), "ŵ");
    }

    #[test]
    fn one_line_keeps_words_apart() {
        assert_eq!(one_line(" Lead \n officer "), "Lead officer");
    }
}
