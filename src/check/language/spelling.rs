//! Words that are in no dictionary, where an office asks for it.

use std::collections::BTreeSet;
use std::ops::Range;

use indexmap::IndexMap;

use crate::check::Subject;
use crate::diagnostic::{Code, Diagnostics, Severity};

use super::dictionary::{close_to, has};
use super::known::known;
use super::text::Text;
use super::words::{Word, base, straight};

/// What stands before a hyphen, and is no word of its own.
const PREFIXES: [&str; 22] = [
    "anglo", "bi", "co", "de", "eco", "ex", "inter", "intra", "meta", "mis", "neo", "non", "pre",
    "proto", "quasi", "re", "semi", "socio", "sub", "tri", "un", "vice",
];

/// A word that no dictionary has: where it stands first, and how often.
struct Unknown {
    text: usize,
    place: Range<usize>,
    count: usize,
}

/// Returns whether the office asks for spelling: nothing is read or looked up otherwise.
pub fn is_asked(subject: &Subject<'_>) -> bool {
    let severity = subject.settings.severities.get(&Code::Misspelt.number());
    severity.is_some_and(|severity| *severity != Severity::Off)
}

/// Reports words that are in no dictionary, each once a paper.
pub fn check(subject: &Subject<'_>, texts: &[Text<'_, '_>], out: &mut Diagnostics) {
    look(texts, &known(subject), out);
}

fn look(texts: &[Text<'_, '_>], known: &BTreeSet<String>, out: &mut Diagnostics) {
    let mut unknown: IndexMap<&str, Unknown> = IndexMap::new();
    for (at, text) in texts.iter().enumerate() {
        for (position, word) in text.words.iter().enumerate() {
            let found = unknown_word(text, position, word, known);
            if let Some((place, letters)) = found {
                let first = Unknown {
                    text: at,
                    place,
                    count: 0,
                };
                unknown.entry(letters).or_insert(first).count += 1;
            }
        }
    }
    let names = names(texts);
    for word in unknown.values() {
        report(&texts[word.text], word, &names, out);
    }
}

/// Lists the words that have a capital inside a sentence: they are names at the beginning of one too.
fn names<'t>(texts: &'t [Text<'_, '_>]) -> BTreeSet<&'t str> {
    let inside = |text: &'t Text<'_, '_>| {
        let words = text.words.iter().filter(|word| !word.begins);
        words.map(|word| base(text.said(word)))
    };
    let all = texts.iter().flat_map(inside);
    all.filter(|word| word.starts_with(char::is_uppercase))
        .collect()
}

fn report(text: &Text<'_, '_>, found: &Unknown, names: &BTreeSet<&str>, out: &mut Diagnostics) {
    let word = &text.read[found.place.clone()];
    let close = close_to(&straight(word));
    if word.starts_with(char::is_uppercase) {
        // A sentence may begin with a name, and a cell may hold nothing else: only what is nearly a word is reported.
        let may_be_name = names.contains(word) || text.words.len() == 1;
        if may_be_name || !close.iter().any(|close| is_near(word, close)) {
            return;
        }
    }
    let message = match found.count {
        1 => format!("`{word}` is in no dictionary"),
        count => format!("`{word}` is in no dictionary, and stands in {count} places"),
    };
    let problem = text
        .passage
        .report(Code::Misspelt, found.place.clone(), message, out);
    if !close.is_empty() {
        problem.hint(format!("did you mean `{}`?", close.join("` or `")));
    }
    problem.hint("if it is right, add it to `words` in `[check]`");
}

/// Returns whether two words differ by one slip of the fingers, and the other is no name and no two words.
fn is_near(word: &str, close: &str) -> bool {
    let (word, close) = (straight(word).to_lowercase(), close.to_lowercase());
    let is_one = close.chars().all(char::is_alphabetic);
    is_one && has(&close) && strsim::damerau_levenshtein(&word, &close) == 1
}

/// Returns a word that is in no dictionary without what belongs to it, and its place.
fn unknown_word<'t>(
    text: &'t Text<'_, '_>,
    position: usize,
    word: &Word,
    known: &BTreeSet<String>,
) -> Option<(Range<usize>, &'t str)> {
    let letters = base(text.said(word));
    let is_name = !word.begins && letters.starts_with(char::is_uppercase);
    // Abbreviations, and words such as `iPhone`, have capitals inside.
    let is_marked = letters.chars().skip(1).any(char::is_uppercase);
    let is_short = letters.chars().count() < 2 || is_roman(letters);
    let is_latin = letters.chars().all(|c| c < '\u{250}' || c == '’');
    if word.is_code || is_name || is_marked || is_short || !is_latin {
        return None;
    }
    let is_known = has(&straight(letters))
        || is_prefix(text, word)
        || known.contains(&straight(letters).to_lowercase())
        || joined(text, position)
            .iter()
            .any(|whole| has(whole) || known.contains(whole));
    let place = word.at.start..word.at.start + letters.len();
    (!is_known).then_some((place, letters))
}

/// Returns a word together with those that hyphens join to it: `co-ordinating` is `coordinating`.
fn joined(text: &Text<'_, '_>, position: usize) -> Vec<String> {
    let hyphen = |one: usize, two: usize| -> Option<String> {
        let (one, two) = (text.words.get(one)?, text.words.get(two)?);
        let between = text.read.get(one.at.end..two.at.start)?;
        let whole = || format!("{}{}", text.said(one), base(text.said(two)));
        ["-", "‑"]
            .contains(&between)
            .then(|| whole().to_lowercase())
    };
    let before = position
        .checked_sub(1)
        .and_then(|before| hyphen(before, position));
    before
        .into_iter()
        .chain(hyphen(position, position + 1))
        .collect()
}

/// Returns whether a word is only what a hyphen joins to the next: `pre-meeting`.
fn is_prefix(text: &Text<'_, '_>, word: &Word) -> bool {
    let word_said = text.said(word).to_lowercase();
    PREFIXES.contains(&word_said.as_str()) && text.read[word.at.end..].starts_with(['-', '‑', '–'])
}

fn is_roman(word: &str) -> bool {
    word.chars().all(|c| matches!(c, 'i' | 'v' | 'x'))
}

#[cfg(test)]
mod tests {
    use super::super::text::tests::messages;
    use super::*;

    /// Returns the words that are reported, where an office knows `boxfit`.
    fn found(texts: &[&str]) -> Vec<String> {
        let known = BTreeSet::from(["boxfit".to_owned()]);
        messages(texts, |texts, out| look(texts, &known, out))
            .iter()
            .map(|message| message.split('`').nth(1).unwrap_or_default().to_owned())
            .collect()
    }

    #[test]
    fn misspelt_words_are_found() {
        let texts = [
            "They recieved it. Thier officers’ comittee’s re-orgnised work",
            "a seperate room",
        ];
        let words = ["recieved", "Thier", "comittee", "orgnised", "seperate"];
        assert_eq!(found(&texts), words);
    }

    #[test]
    fn what_is_no_word_or_a_name_is_silent() {
        for text in [
            "Boxfit at boxfit’s place, by Qvist of Fellgateman",
            "Bassetlaw grew, and so did OCGs, iPhone sales, 5C01 and i, ii, xiv",
            "clerk@northmarch.example, S:\\Papers\\xqz and www.xqz.example",
            "co-ordinators, multi-agency, non-emergency, re-invigorated, e-mail, o’clock, it’s",
            "a pre-meeting, semi-rural and socio-economic, Привет",
            "prioritised, prioritized, cafés, naïve, programme’s",
            "Worksop",
        ] {
            assert_eq!(found(&[text]), [""; 0], "{text}");
        }
    }

    #[test]
    fn a_name_inside_a_sentence_is_one_at_the_beginning_too() {
        assert_eq!(found(&["Worksop grew"]), ["Worksop"]);
        assert_eq!(found(&["Worksop grew", "in Worksop"]), [""; 0]);
    }

    #[test]
    fn a_word_is_told_once() {
        let told = messages(&["teh man", "teh teh"], |texts, out| {
            look(texts, &BTreeSet::new(), out)
        });
        assert_eq!(told, ["`teh` is in no dictionary, and stands in 3 places"]);
    }
}
