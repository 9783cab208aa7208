//! A TOML text letter by letter, each with the bytes that it is written with.

use std::ops::Range;

/// How a text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quoting {
    /// Not at all, as in the text of a Markdown file.
    None,
    /// In `"` or `"""`, where a backslash begins an escape.
    Basic,
    /// In `'` or `'''`, where every sign is itself.
    Literal,
}

/// A text, and where each letter of it stands in its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letters {
    /// The text.
    pub text: String,
    /// How it is written.
    pub quoting: Quoting,
    /// Where each letter begins in the text, and its bytes in the file.
    at: Vec<(usize, Range<usize>)>,
}

impl Letters {
    /// Takes a text that is written as it is, from a place on.
    pub fn plain(text: &str, from: usize) -> Self {
        let at = text.char_indices();
        let at = at.map(|(start, letter)| {
            let place = from + start;
            (start, place..place + letter.len_utf8())
        });
        Self {
            text: text.to_owned(),
            quoting: Quoting::None,
            at: at.collect(),
        }
    }

    /// Reads a TOML text with its quotation marks; none where it is written in no way that is known here.
    pub fn read(written: &str, from: usize) -> Option<Self> {
        let sign = written
            .chars()
            .next()
            .filter(|sign| ['"', '\''].contains(sign))?;
        let triple = sign.to_string().repeat(3);
        let width = if written.len() >= 6 && written.starts_with(&triple) {
            3
        } else {
            1
        };
        let inside = written.get(width..written.len().checked_sub(width)?)?;
        // A line break right after three marks is not part of the text.
        let skipped = match width {
            3 if inside.starts_with("\r\n") => 2,
            3 if inside.starts_with('\n') => 1,
            _ => 0,
        };
        let mut letters = Self {
            text: String::new(),
            quoting: if sign == '"' {
                Quoting::Basic
            } else {
                Quoting::Literal
            },
            at: Vec::new(),
        };
        letters.fill(&inside[skipped..], from + width + skipped)?;
        Some(letters)
    }

    fn fill(&mut self, inside: &str, from: usize) -> Option<()> {
        let mut at = 0;
        while let Some(letter) = inside[at..].chars().next() {
            let rest = &inside[at..];
            let (letter, length) = match letter {
                '\\' if self.quoting == Quoting::Basic => escape(rest)?,
                letter => (Some(letter), letter.len_utf8()),
            };
            if let Some(letter) = letter {
                self.at
                    .push((self.text.len(), from + at..from + at + length));
                self.text.push(letter);
            }
            at += length;
        }
        Some(())
    }

    /// Returns the bytes in the file of a range of the text.
    pub fn in_file(&self, range: &Range<usize>) -> Option<Range<usize>> {
        let inside = |start: &usize| range.contains(start);
        let mut found = self.at.iter().filter(|(start, _)| inside(start));
        let first = found.next()?;
        let last = found.next_back().unwrap_or(first);
        Some(first.1.start..last.1.end)
    }
}

/// Reads an escape, which a text begins with: its letter, if it stands for any, and its length.
fn escape(text: &str) -> Option<(Option<char>, usize)> {
    let sign = text[1..].chars().next()?;
    let plain = |letter| Some((Some(letter), 2));
    match sign {
        'b' => plain('\u{8}'),
        't' => plain('\t'),
        'n' => plain('\n'),
        'f' => plain('\u{c}'),
        'r' => plain('\r'),
        'e' => plain('\u{1b}'),
        '"' => plain('"'),
        '\\' => plain('\\'),
        'x' => coded(text, 2),
        'u' => coded(text, 4),
        'U' => coded(text, 8),
        // A backslash at the end of a line takes the white space after it away.
        sign if sign.is_whitespace() => {
            let rest = text[1..].trim_start_matches([' ', '\t', '\n', '\r']);
            Some((None, text.len() - rest.len()))
        }
        _ => None,
    }
}

fn coded(text: &str, digits: usize) -> Option<(Option<char>, usize)> {
    let code = u32::from_str_radix(text.get(2..2 + digits)?, 16).ok()?;
    Some((Some(char::from_u32(code)?), 2 + digits))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(written: &str) -> Letters {
        Letters::read(written, 0).expect("is read")
    }

    #[test]
    fn every_way_of_writing_is_read_as_toml_reads_it() {
        for written in [
            "\"plain\"",
            "\"a \\\"b\\\" \\\\ \\t \\u00e9 \\U0001F600\"",
            "'C:\\new \"x\"'",
            "\"\"\"\none\n  two \\\n   three \"\"four\"\" \"\"\"",
            "'''\none ''two'' \\n'''",
            "\"\"",
            "\"\"\"\"\"\"",
            "''",
            "\"é – “x”\"",
        ] {
            let table: toml::Table = format!("a = {written}").parse().expect("sound");
            assert_eq!(
                table["a"].as_str(),
                Some(read(written).text.as_str()),
                "{written}"
            );
        }
        assert_eq!(Letters::read("12", 0), None);
    }

    #[test]
    fn letters_know_their_bytes() {
        let written = "\"a \\\"é\\\"  b\"";
        let letters = read(written);
        let find = |words: &str| {
            let at = letters.text.find(words).expect("there");
            let bytes = letters.in_file(&(at..at + words.len())).expect("there");
            &written[bytes]
        };
        assert_eq!(find("é\""), "é\\\"");
        assert_eq!(find("  "), "  ");
        assert_eq!(letters.in_file(&(0..0)), None);
    }
}
