//! Words spelt as in the United States, in papers of an office that is spelt as in Britain.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

use crate::diagnostic::{Code, Diagnostics};
use crate::model::CheckSettings;

use super::text::Text;
use super::words::{Word, base};

/// How words are spelt here, by how they are spelt in the United States.
static AMERICAN: LazyLock<American> = LazyLock::new(|| read(include_str!("american.txt")));

type American = HashMap<String, String, BuildHasherDefault<Letters>>;

/// A hash of a few letters, which is asked for of each word of each paper; nobody but the list can add words.
#[derive(Default)]
struct Letters(u64);

impl Hasher for Letters {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0.rotate_left(5) ^ u64::from(*byte)).wrapping_mul(0x517c_c1b7_2722_0a95);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

fn read(list: &str) -> American {
    let mut words = American::default();
    for line in list.lines().filter(|line| !line.starts_with('#')) {
        let mut parts = line.split('\t');
        let (Some(there), Some(here), Some(endings)) = (parts.next(), parts.next(), parts.next())
        else {
            continue;
        };
        for ending in endings.split(' ').map(|ending| ending.trim_matches('-')) {
            words.insert(format!("{there}{ending}"), format!("{here}{ending}"));
        }
    }
    words
}

/// Whether a word of the list begins with three letters, by their number.
static STARTS: LazyLock<Vec<bool>> = LazyLock::new(|| {
    let mut starts = vec![false; 1 << 15];
    let known = AMERICAN.keys().filter_map(|word| start(word));
    known.for_each(|start| starts[start] = true);
    starts
});

/// Returns a number for the first three letters of a word, whatever their case.
fn start(word: &str) -> Option<usize> {
    let letters: &[u8; 3] = word.as_bytes().first_chunk()?;
    let letters = letters.iter().map(|letter| usize::from(letter & 0x1f));
    Some(letters.fold(0, |number, letter| number << 5 | letter))
}

/// Returns whether a word may be one of the list, or have -ise or -ize: few others begin as those of the list do.
fn may_be_told(word: &str) -> bool {
    let is_ise = |two: &[u8]| matches!(two, [b'i' | b'I', b's' | b'S' | b'z' | b'Z']);
    // Other letters may become those of ASCII in small letters: the Kelvin sign does.
    !word.is_ascii()
        || start(word).is_some_and(|start| STARTS[start])
        || word.as_bytes().windows(2).any(is_ise)
}

/// Reports American words, each once a passage, and the -ize of a word that has -ise elsewhere.
pub fn check(texts: &[Text<'_, '_>], settings: &CheckSettings, out: &mut Diagnostics) {
    let mut endings = Endings::default();
    let mut letters = String::new();
    for text in texts {
        let mut said = BTreeSet::new();
        for (at, word) in text.words.iter().enumerate() {
            let spelt = base(text.said(word));
            if word.is_code || !may_be_told(spelt) || is_name(text, at) {
                continue;
            }
            lower(spelt, &mut letters);
            endings.add(text, word, &letters);
            let Some(british) = AMERICAN.get(&letters) else {
                continue;
            };
            if !settings.words.contains(&letters) && said.insert(letters.clone()) {
                report(text, word, british, out);
            }
        }
    }
    endings.report(settings, out);
}

/// Puts a word in small letters into the room of the one before.
fn lower(word: &str, room: &mut String) {
    room.clear();
    match word.is_ascii() {
        true => {
            room.push_str(word);
            room.make_ascii_lowercase();
        }
        false => room.push_str(&word.to_lowercase()),
    }
}

fn report(text: &Text<'_, '_>, word: &Word, british: &str, out: &mut Diagnostics) {
    let said = base(text.said(word));
    let place = word.at.start..word.at.start + said.len();
    let message = format!("`{said}` is spelt as in the United States");
    text.passage
        .report(Code::SpellingAmerican, place, message, out)
        .hint(format!("write `{}`", like(said, british)));
}

/// Returns a word with a capital, where another has one.
fn like(said: &str, word: &str) -> String {
    let mut letters = word.chars();
    match letters.next() {
        Some(first) if said.starts_with(char::is_uppercase) => {
            first.to_uppercase().chain(letters).collect()
        }
        _ => word.to_owned(),
    }
}

/// Returns whether a word may be a part of a name: Department of Defense, Labor Party.
fn is_name(text: &Text<'_, '_>, at: usize) -> bool {
    let word = &text.words[at];
    let capital = |word: &Word| text.said(word).starts_with(char::is_uppercase);
    if !capital(word) {
        return false;
    }
    let next = text.words.iter().skip(at + 1).take(3);
    let mut next = next.take_while(|word| !word.begins);
    !word.begins || next.any(capital)
}

/// Where words with -ize stand, and which words have -ise, by their stems.
#[derive(Default)]
struct Endings<'t, 's, 'a> {
    with_z: BTreeMap<String, (&'t Text<'s, 'a>, Word)>,
    with_s: BTreeMap<String, String>,
}

/// What stands after the stem of a word in -ise.
const ENDINGS: [&str; 9] = [
    "e", "ed", "er", "ers", "es", "ing", "ation", "ational", "ations",
];

impl<'t, 's, 'a> Endings<'t, 's, 'a> {
    fn add(&mut self, text: &'t Text<'s, 'a>, word: &Word, letters: &str) {
        let stem = |ending: &str| {
            let mut ends = ENDINGS.iter();
            let stem = ends.find_map(|rest| letters.strip_suffix(rest)?.strip_suffix(ending))?;
            // Shorter stems are other words: size, prize beside prise.
            (stem.len() >= 4).then(|| stem.to_owned())
        };
        if let Some(stem) = stem("iz") {
            self.with_z
                .entry(stem)
                .or_insert_with(|| (text, word.clone()));
        } else if let Some(stem) = stem("is") {
            self.with_s
                .entry(stem)
                .or_insert_with(|| letters.to_owned());
        }
    }

    /// Reports the words that have both: -ize alone is good British English, and so is -ise.
    fn report(&self, settings: &CheckSettings, out: &mut Diagnostics) {
        for (stem, (text, word)) in &self.with_z {
            let said = base(text.said(word));
            let Some(other) = self.with_s.get(stem) else {
                continue;
            };
            if settings.words.contains(&said.to_lowercase()) {
                continue;
            }
            let place = word.at.start..word.at.start + said.len();
            let message = format!("`{said}` stands beside `{other}` in this paper");
            let british = said.to_lowercase().replace("iz", "is");
            text.passage
                .report(Code::SpellingAmerican, place, message, out)
                .hint(format!(
                    "write `{}`, or the other with z",
                    like(said, &british)
                ));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_holds_no_word_twice_and_none_that_is_british() {
        let list = include_str!("american.txt");
        let words: usize = list
            .lines()
            .filter(|line| !line.starts_with('#'))
            .map(|line| {
                line.split('\t')
                    .nth(2)
                    .map_or(0, |ends| ends.split(' ').count())
            })
            .sum();
        assert_eq!(
            AMERICAN.len(),
            words,
            "a word stands twice, or a line lacks a part"
        );
        let british: BTreeSet<&String> = AMERICAN.values().collect();
        let both: Vec<_> = AMERICAN
            .keys()
            .filter(|word| british.contains(word))
            .collect();
        assert!(both.is_empty(), "{both:?}");
    }

    #[test]
    fn every_word_of_the_list_may_be_told_in_any_case() {
        for word in AMERICAN.keys() {
            assert!(
                may_be_told(word) && may_be_told(&word.to_uppercase()),
                "{word}"
            );
        }
        let others = [
            "organise",
            "ORGANIZED",
            "\u{212a}ilometer",
            "and",
            "of",
            "a",
            "",
        ];
        let told = others.map(may_be_told);
        assert_eq!(told, [true, true, true, false, false, false, false]);
    }

    #[test]
    fn words_are_told_in_their_british_form() {
        for (there, here) in [
            ("color", "colour"),
            ("behavioral", "behavioural"),
            ("analyzing", "analysing"),
            ("labeled", "labelled"),
            ("fulfillment", "fulfilment"),
            ("pedophiles", "paedophiles"),
            ("centers", "centres"),
        ] {
            assert_eq!(AMERICAN.get(there).map(String::as_str), Some(here));
        }
        for word in [
            "program", "license", "practice", "organize", "judgment", "honorary",
        ] {
            assert!(!AMERICAN.contains_key(word), "{word}");
        }
        assert_eq!(like("Color", "colour"), "Colour");
        assert_eq!(base("center’s"), "center");
    }

    fn found(texts: &[&str]) -> Vec<String> {
        let settings = CheckSettings {
            words: vec!["harbor".into()],
            ..CheckSettings::default()
        };
        super::super::text::tests::messages(texts, |texts, out| check(texts, &settings, out))
    }

    #[test]
    fn names_and_the_offices_words_are_silent() {
        for text in [
            "the World Trade Center and the Department of Defense",
            "Labor Party members",
            "Center for Policing",
            "harbor lights, DEFENSE",
            "we organize, prioritized and sized a prize; we prise and advise",
            "see color.example",
        ] {
            assert_eq!(found(&[text]), [""; 0], "{text}");
        }
        assert_eq!(
            found(&["Behavior of colors; the color’s colors"]),
            [
                "`Behavior` is spelt as in the United States",
                "`colors` is spelt as in the United States",
                "`color` is spelt as in the United States",
            ]
        );
    }

    #[test]
    fn one_word_has_one_ending() {
        assert_eq!(
            found(&["we organize", "they organised, and organized"]),
            ["`organize` stands beside `organised` in this paper"]
        );
    }
}
