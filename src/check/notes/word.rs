//! The words of a line, each with its place.

use std::ops::Range;

use crate::check::pieces::pieces;

/// A word: letters and figures, with the apostrophes within; `CT&S` and `E-CINS` are one, `anti-social` is two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word<'t> {
    /// The word as it stands.
    pub text: &'t str,
    /// Where it begins, in bytes.
    pub start: usize,
    /// Whether only a hyphen stands between it and the word before.
    pub joined: bool,
}

impl Word<'_> {
    /// Returns where it ends, in bytes.
    pub fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// Returns its place in bytes.
    pub fn range(&self) -> Range<usize> {
        self.start..self.end()
    }

    /// Returns it without what an apostrophe adds: `KSI` of `KSI's`.
    pub fn base(&self) -> &str {
        let is_plain = |byte: u8| byte.is_ascii() && byte != b'\'';
        match self.text.bytes().all(is_plain) {
            true => self.text,
            false => self.text.split(['\'', '’']).next().unwrap_or_default(),
        }
    }

    /// Returns it in small letters, without what an apostrophe adds.
    pub fn folded(&self) -> String {
        self.base().to_lowercase()
    }
}

/// Lists the words of a line; addresses have none.
pub fn words(line: &str) -> Vec<Word<'_>> {
    let mut all = Vec::with_capacity(line.len() / 6);
    for piece in pieces(line) {
        match piece.word() {
            _ if piece.may_be_address() && is_address(piece.text) => {}
            Some(at) => all.push(Word {
                text: &line[at.clone()],
                start: at.start,
                joined: false,
            }),
            None => add(line, piece.start..piece.start + piece.text.len(), &mut all),
        }
    }
    all
}

fn is_address(chunk: &str) -> bool {
    chunk.contains('@') || chunk.contains("://") || chunk.starts_with("www.")
}

fn add<'t>(line: &'t str, within: Range<usize>, all: &mut Vec<Word<'t>>) {
    let mut begun: Option<usize> = None;
    for (at, letter) in line[within.clone()].char_indices() {
        let at = within.start + at;
        if letter.is_alphanumeric() {
            begun.get_or_insert(at);
            continue;
        }
        let next = line[at + letter.len_utf8()..within.end].chars().next();
        let is_mark = matches!(letter, '\'' | '’' | '&') && next.is_some_and(char::is_alphanumeric);
        let ended = begun.filter(|start| !is_mark && !is_lettered(line, *start, at));
        if let Some(start) = ended {
            push(line, start..at, all);
            begun = None;
        }
    }
    if let Some(start) = begun {
        push(line, start..within.end, all);
    }
}

/// Returns whether a hyphen stands between one capital and several, as in `E-CINS`.
fn is_lettered(line: &str, start: usize, at: usize) -> bool {
    let apart = !line[..start].ends_with(['-', '‑']);
    let one = at - start == 1 && line[start..at].starts_with(|c: char| c.is_ascii_uppercase());
    let rest = line[at..].strip_prefix(['-', '‑']).unwrap_or_default();
    let capitals = rest.bytes().take_while(u8::is_ascii_uppercase).count();
    let end = rest[capitals..].chars().next();
    apart && one && capitals > 1 && !end.is_some_and(|c| c.is_alphanumeric() && c != 's')
}

fn push<'t>(line: &'t str, at: Range<usize>, all: &mut Vec<Word<'t>>) {
    let before = all.last().map(|word| &line[word.end()..at.start]);
    all.push(Word {
        text: &line[at.clone()],
        start: at.start,
        joined: before.is_some_and(|gap| ["-", "‑"].contains(&gap)),
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(line: &str) -> Vec<&str> {
        words(line).iter().map(|word| word.text).collect()
    }

    #[test]
    fn words_are_letters_and_figures_with_what_lies_within() {
        assert_eq!(
            texts("The KSI’s (2018) rose: CT&S Act, ‘new’ -"),
            ["The", "KSI’s", "2018", "rose", "CT&S", "Act", "new"]
        );
        assert_eq!(texts("Café\nTŷ Bach"), ["Café", "Tŷ", "Bach"]);
        assert_eq!(texts(""), [""; 0]);
    }

    #[test]
    fn one_capital_and_several_are_one_word() {
        assert_eq!(
            texts("E-CINS and X-FITs: A-level, T-Mobile, PRE-CINS, A-E-CINS"),
            [
                "E-CINS", "and", "X-FITs", "A", "level", "T", "Mobile", "PRE", "CINS", "A", "E",
                "CINS"
            ]
        );
    }

    #[test]
    fn a_hyphen_joins_two_words() {
        let line = "Anti-social - behaviour";
        let joined: Vec<bool> = words(line).iter().map(|word| word.joined).collect();
        assert_eq!(joined, [false, true, false]);
        assert!(
            words(line)
                .iter()
                .all(|word| line[word.range()] == *word.text)
        );
    }

    #[test]
    fn addresses_have_no_words() {
        assert_eq!(
            texts("see https://a.uk/NPCC, www.b.uk or c@d.uk at once"),
            ["see", "or", "at", "once"]
        );
    }
}
