//! Signs that look like a space or a hyphen, or like nothing: Word writes many of them by itself, and nobody sees the difference.
//!
//! Whatever looks for words reads a text with plain signs, and finds what its reader sees.

use std::borrow::Cow;
use std::ops::Range;

/// A text with plain signs, and where its places lie in the text that it was made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plain {
    /// The text.
    pub text: String,
    /// Its places in the other text.
    pub places: Places,
}

/// The places of a text with plain signs in the one that it was made of, in bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places {
    /// Where the two differ in length: the same place in the plain text, and in the other.
    steps: Vec<(usize, usize)>,
}

impl Plain {
    /// Makes a text with plain spaces and hyphens, without what cannot be seen; none where it has no such signs.
    ///
    /// Dashes stay: between figures they have a meaning of their own.
    pub fn of(text: &str) -> Option<Self> {
        Self::with(text, sign)
    }

    /// Makes a text with hyphens in place of dashes and minus signs too; none where it has no such signs.
    pub fn without_dashes(text: &str) -> Option<Self> {
        Self::with(text, dash)
    }

    fn with(text: &str, plain: impl Fn(char) -> Option<&'static str>) -> Option<Self> {
        let first = first(text, |c| plain(c).is_some())?;
        let mut made = Self {
            text: text[..first].to_owned(),
            places: Places::default(),
        };
        for (at, c) in text[first..].char_indices() {
            match plain(c) {
                Some(sign) => made.replace(sign, first + at..first + at + c.len_utf8()),
                None => made.text.push(c),
            }
        }
        Some(made)
    }

    fn replace(&mut self, sign: &str, was: Range<usize>) {
        // What is left out lies between two words: the one before it ends where it begins.
        if sign.is_empty() {
            self.places.steps.push((self.text.len(), was.start));
        }
        self.text.push_str(sign);
        self.places.steps.push((self.text.len(), was.end));
    }
}

impl Places {
    /// Returns where words of the plain text stand in the other.
    pub fn of(&self, words: &Range<usize>) -> Range<usize> {
        let behind = self.steps.partition_point(|step| step.0 <= words.start);
        let start = self.after(behind, words.start);
        let until = self.steps.partition_point(|step| step.0 < words.end);
        let end = match self.steps.get(until) {
            Some(step) if step.0 == words.end => step.1,
            _ => self.after(until, words.end),
        };
        start..end.max(start)
    }

    /// Returns where a place lies behind so many steps.
    fn after(&self, steps: usize, place: usize) -> usize {
        let step = steps.checked_sub(1).map(|last| self.steps[last]);
        step.map_or(place, |(plain, other)| other + place - plain)
    }

    /// Returns where a place of the other text lies in the plain one.
    pub fn plain(&self, place: usize) -> usize {
        let steps = self.steps.partition_point(|step| step.1 <= place);
        let last = steps.checked_sub(1).map(|last| self.steps[last]);
        let found = last.map_or(place, |(plain, other)| plain + place - other);
        self.steps
            .get(steps)
            .map_or(found, |next| found.min(next.0))
    }
}

/// Returns a text with plain spaces and hyphens, without what cannot be seen.
pub fn plain_signs(text: &str) -> Cow<'_, str> {
    Plain::of(text).map_or(Cow::Borrowed(text), |plain| Cow::Owned(plain.text))
}

/// Puts plain spaces and hyphens into a text, and takes out what cannot be seen.
pub fn with_plain_signs(text: String) -> String {
    Plain::of(&text).map_or(text, |plain| plain.text)
}

/// Finds the first of some signs, which are tabs or none of ASCII: most texts have neither.
fn first(text: &str, is_sign: impl Fn(char) -> bool) -> Option<usize> {
    if text.is_ascii() {
        let tab = text.as_bytes().contains(&b'\t').then(|| text.find('\t'));
        return tab.flatten();
    }
    let mut at = 0;
    loop {
        let rest = &text.as_bytes()[at..];
        if rest.first_chunk().is_some_and(|eight| are_plain(*eight)) {
            at += 8;
            continue;
        }
        let plain = rest
            .iter()
            .take_while(|byte| byte.is_ascii() && **byte != b'\t');
        at += plain.count();
        let next = text[at..].chars().next()?;
        if is_sign(next) {
            return Some(at);
        }
        at += next.len_utf8();
    }
}

/// Returns whether eight bytes are letters of ASCII, with no tab among them.
fn are_plain(eight: [u8; 8]) -> bool {
    const ONES: u64 = u64::MAX / 0xff;
    const TABS: u64 = ONES * b'\t' as u64;
    let bytes = u64::from_ne_bytes(eight);
    // Where a byte is nought, taking one off turns its highest bit on.
    let tabs = bytes ^ TABS;
    let is_tab = tabs.wrapping_sub(ONES) & !tabs;
    (bytes | is_tab) & (ONES << 7) == 0
}

/// Returns what stands for a sign that looks like a space, a hyphen or nothing.
fn sign(c: char) -> Option<&'static str> {
    match c {
        '\t' | '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => {
            Some(" ")
        }
        '\u{2010}' | '\u{2011}' => Some("-"),
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' => Some(""),
        '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => Some(""),
        _ => None,
    }
}

/// Returns what stands for such a sign, or for a dash that is typed where a hyphen belongs.
fn dash(c: char) -> Option<&'static str> {
    match c {
        '\u{2012}' | '\u{2013}' | '\u{2212}' => Some("-"),
        c => sign(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_alike_is_read_alike() {
        for text in [
            "AB\u{a0}12\u{2009}34\u{202f}56\u{3000}C",
            "AB\t12 34\u{2007}56 \u{200b}C",
            "A\u{ad}B 1\u{2060}2 34 56 C\u{feff}",
        ] {
            assert_eq!(plain_signs(text), "AB 12 34 56 C", "{text:?}");
        }
        assert_eq!(plain_signs("no\u{2011}break\u{2010}ing"), "no-break-ing");
        assert_eq!(plain_signs("2025–26, −3"), "2025–26, −3");
        let dashes = Plain::without_dashes("AB–12−34\u{2011}5").expect("dashes");
        assert_eq!(dashes.text, "AB-12-34-5");
    }

    #[test]
    fn a_plain_text_is_left_as_it_is() {
        for text in ["", "plain", "“curly” – £5\n", "ŵ"] {
            assert_eq!(Plain::of(text), None, "{text}");
        }
    }

    #[test]
    fn the_first_sign_is_found_wherever_it_stands() {
        for (sign, length) in [
            ("\t", 40),
            ("\u{a0}", 40),
            ("\u{2011}", 40),
            ("\u{feff}", 9),
        ] {
            for at in 0..length {
                let lead = "é’ plain\u{8}\n words"[..].chars().cycle().take(at);
                let text = format!("{}{sign}end", lead.collect::<String>());
                assert_eq!(
                    Some(first(&text, |c| super::sign(c).is_some())),
                    Some(text.find(sign))
                );
            }
        }
    }

    #[test]
    fn words_are_found_where_they_were_typed() {
        let typed = "é\u{a0}one\u{ad}two\u{200b}\u{a0}three\u{feff}, four";
        let plain = Plain::of(typed).expect("signs");
        assert_eq!(plain.text, "é onetwo three, four");
        for (words, as_typed) in [
            ("é", "é"),
            ("onetwo", "one\u{ad}two"),
            ("one", "one"),
            ("two", "two"),
            ("two three", "two\u{200b}\u{a0}three"),
            ("three", "three"),
            (", four", ", four"),
            (" ", "\u{a0}"),
        ] {
            let at = plain.text.find(words).expect("words");
            let place = plain.places.of(&(at..at + words.len()));
            assert_eq!(&typed[place], as_typed, "{words}");
        }
    }

    #[test]
    fn places_lead_back() {
        let typed = "a\u{a0}b\u{ad}c\u{2011}d\u{200b}\u{200b}e f";
        let plain = Plain::of(typed).expect("signs");
        for (at, letter) in plain.text.char_indices().filter(|(_, c)| c.is_alphabetic()) {
            let place = plain.places.of(&(at..at + 1));
            assert_eq!(&typed[place.clone()], letter.to_string());
            assert_eq!(plain.places.plain(place.start), at, "{letter}");
        }
        assert_eq!(plain.places.plain(typed.len()), plain.text.len());
        assert_eq!(plain.places.plain("a\u{a0}b\u{ad}".len()), "a b".len());
    }
}
