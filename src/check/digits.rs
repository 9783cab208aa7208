//! The digits of a text, found once for all that look for numbers in it: most texts have too few, or none where they would count.
//!
//! Digits are those of ASCII. A pattern whose `\d` is any digit of Unicode must not be kept from a text by what is found here.

use std::ops::Range;

/// Where digits stand in a text.
pub struct Digits<'t> {
    text: &'t str,
    runs: Vec<Range<usize>>,
}

impl<'t> Digits<'t> {
    /// Finds the digits of a text.
    pub fn of(text: &'t str) -> Self {
        let mut runs: Vec<Range<usize>> = Vec::new();
        for (at, byte) in text.bytes().enumerate() {
            if byte.is_ascii_digit() {
                match runs.last_mut() {
                    Some(run) if run.end == at => run.end += 1,
                    _ => runs.push(at..at + 1),
                }
            }
        }
        Self { text, runs }
    }

    /// Returns whether the text has any.
    pub fn any(&self) -> bool {
        !self.runs.is_empty()
    }

    /// Lists the digits that stand together with nothing between them: what is before them, they, and what is behind.
    pub fn runs(&self) -> impl Iterator<Item = [&'t [u8]; 3]> {
        let bytes = self.text.as_bytes();
        let around =
            |run: &Range<usize>| [&bytes[..run.start], &bytes[run.clone()], &bytes[run.end..]];
        self.runs.iter().map(around)
    }

    /// Returns the most digits that stand together, with gaps of so many bytes at most and no letter of ASCII in them.
    pub fn together(&self, gap: usize) -> usize {
        let bytes = self.text.as_bytes();
        let (mut most, mut count, mut end) = (0, 0, 0);
        for run in &self.runs {
            let between = &bytes[end..run.start];
            if between.len() > gap || between.iter().any(u8::is_ascii_alphabetic) {
                count = 0;
            }
            count += run.len();
            most = most.max(count);
            end = run.end;
        }
        most
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::chance::texts;

    fn together(text: &str, gap: usize) -> usize {
        Digits::of(text).together(gap)
    }

    #[test]
    fn digits_are_together_over_small_gaps() {
        assert_eq!(together("12 34-56 and 2026", 1), 6);
        assert_eq!(together("12 - 34\u{a0}5", 1), 2);
        assert_eq!(together("12 - 34\u{a0}5", 3), 5);
        assert_eq!(together("1a2", 6), 1);
        assert_eq!(together("none", 2), 0);
    }

    /// Counts byte by byte.
    fn counted(text: &str, gap: usize) -> usize {
        let (mut most, mut count, mut since) = (0, 0, 0);
        for byte in text.bytes() {
            if byte.is_ascii_digit() {
                (count, since) = (count + 1, 0);
                most = most.max(count);
            } else {
                since += 1;
                if byte.is_ascii_alphabetic() || since > gap {
                    count = 0;
                }
            }
        }
        most
    }

    #[test]
    fn digits_are_counted_over_any_gap() {
        let parts = ["1", "23", " ", "\u{a0}", "\u{2009}", "a", "-", "٣", ", "];
        for (text, gap) in texts(&parts).zip((0..7).cycle()) {
            assert_eq!(together(&text, gap), counted(&text, gap), "{text:?} {gap}");
        }
    }

    #[test]
    fn runs_are_told_with_what_is_around_them() {
        let text = "é7, 2026";
        let digits = Digits::of(text);
        let runs: Vec<[&[u8]; 3]> = digits.runs().collect();
        let expected: [[&str; 3]; 2] = [["é", "7", ", 2026"], ["é7, ", "2026", ""]];
        assert_eq!(runs, expected.map(|parts| parts.map(str::as_bytes)));
        assert!(digits.any() && !Digits::of("٣ and none").any());
    }
}
