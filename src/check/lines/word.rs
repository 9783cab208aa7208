//! Whether a paper says a word on a line: names it where it speaks of what went or came.

use std::sync::LazyLock;

use regex::Regex;

use crate::check::{Home, Passage, Subject};
use crate::model::{ValueType, plain_signs};

use super::is_english;

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("a pattern of ours")
}

/// Words of what is no longer there.
pub static GONE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?xi-u) \b(?: remov\w+ | clos(?:ed|es|ure|ing) | complet\w+ | merg\w+ | mov(?:ed|es) | delet\w+ | withdr\w+
        | dropped | ended | ends | discontinu\w+ | ceas\w+ | stopp\w+ | supersed\w+ | replac\w+ | transferr\w+ | taken
        | absorb\w+ | combin\w+ | incorporat\w+ | no\x20longer | retir\w+ | archiv\w+ | cancel\w+ | suspend\w+ | deferr\w+
        | paus\w+ | achiev\w+ | delivered | finish\w+ | renumber\w+ | split | now\x20(?:part|covered|in|within|under)
        | brought | left\x20out | folded | included\x20in | part\x20of ) \b",
    )
});

/// Words of what was not there.
pub static CAME: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i-u)\b(?:new|add(?:s|ed|ition|itional)|introduc\w+|moved|transferr\w+|split|replac\w+|join(?:s|ed)|includ(?:es|ed))\b",
    )
});

/// Words by which a line itself says that it was not there, or not so.
static COME: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?xi) \b(?: added | previously | formerly | introduced | carried\x20(?:over|forward) | brought\x20forward
        | replac(?:es|ing|ed) | in\x20place\x20of | split\x20(?:from|off|out) | merg(?:ed|es|ing) | moved\x20(?:here|from|into)
        | transferred | was\x20part\x20of | used\x20to\x20be | renumbered | agreed\x20(?:by|in|at)\x20the | first\x20reported
        | new\x20(?:(?:in\x20|for\x20)?th(?:is|e)\x20(?:\w+\x20)?(?:quarter|year|plan)|since|for\x2020|in\x20(?:q[1-4]|quarter|20))
        | (?:this|it)\x20is\x20(?:a\x20)?new ) \b
        | \b new \s* [:\x2d–—] | [(\[] \s* new \s* [)\]]",
    )
});

/// Words by which an earlier line says that it is at its end.
static ENDS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?xi) \b (?:this|the) \s+ (?:deliverable|action|line|measure|work|project|programme|objective|item|scheme|task|
        commitment|milestone|review) \b [^.;!?]{0,60}? \b (?: complete|completed|closed|closes|finished|finishes|merged|removed|withdrawn|
        dropped|ended|ends|transferred|superseded|replaced|discontinued|no\x20longer|moved ) \b",
    )
});

/// Words right before a plain number, or before a list with it, that make it the number of a line.
static CUE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?xi-u)\b(?:nos?|numbers?|refs?|references?|deliverables?|actions?|lines?|items?|measures?|objectives?|questions?
        |commitments?|milestones?) \.? \s* (?:(?:nos?\.?\s*)? [0-9][0-9a-z.()]* \s* (?:,|;|&|and|or|to|-)? \s*)* (?:nos?\.?\s*)? $",
    )
});

/// What a paper's texts say of lines.
pub struct Words<'s, 'a> {
    subject: &'s Subject<'a>,
}

/// A line of a table as texts name it.
pub struct Named<'a> {
    /// Its ref.
    pub reference: &'a str,
    /// Its title.
    pub title: &'a str,
    /// The table's name.
    pub table: &'a str,
}

impl<'s, 'a> Words<'s, 'a> {
    /// Takes the texts of a paper.
    pub fn of(subject: &'s Subject<'a>) -> Self {
        Self { subject }
    }

    /// Returns whether any text names a line where it speaks of what the words say; `besides` is a row that is not asked.
    ///
    /// In a language whose words are not known, naming the line is enough.
    pub fn say(&self, named: &Named<'_>, words: &Regex, besides: Option<&str>) -> bool {
        let english = is_english(self.subject.paper);
        let asked = self.subject.passages.iter().filter(|passage| {
            let own = passage
                .spot()
                .is_some_and(|spot| Some(spot.row.id.as_str()) == besides);
            passage.is_printed() && passage.of_type != ValueType::Ref && !own
        });
        let mut asked = asked.filter(|passage| !english || words.is_match(&self.around(passage)));
        asked.any(|passage| {
            sentences(&passage.text).into_iter().any(|sentence| {
                let says = english && passage.spot().is_some() && !words.is_match(sentence);
                !says && named.stands_in(sentence)
            })
        })
    }

    /// Returns the text that speaks of a line along with a passage: the whole of a field, but only its own of a cell.
    fn around(&self, passage: &Passage<'a>) -> String {
        let Home::Field(field) = passage.home else {
            return passage.text.clone();
        };
        let passages = self.subject.passages.iter();
        let same =
            passages.filter(|other| matches!(other.home, Home::Field(name) if name == field));
        let texts: Vec<&str> = same.map(|other| other.text.as_str()).collect();
        texts.join("\n")
    }
}

impl Named<'_> {
    fn stands_in(&self, sentence: &str) -> bool {
        self.by_ref(sentence) || self.by_title(sentence)
    }

    /// A plain number is the number of a line only after a word that says so.
    fn by_ref(&self, sentence: &str) -> bool {
        let (text, of) = (
            sentence.to_lowercase(),
            plain_signs(self.reference.trim()).to_lowercase(),
        );
        // A letter alone is a word as well.
        let plain = of.len() == 1 || of.bytes().all(|b| b.is_ascii_digit());
        let places = text
            .match_indices(&of)
            .filter(|(at, _)| !of.is_empty() && whole(&text, *at, of.len()));
        let one = self
            .table
            .strip_suffix('s')
            .unwrap_or(self.table)
            .to_lowercase();
        places.into_iter().any(|(at, _)| {
            let before = &text[..at];
            let called = || before.trim_end().trim_end_matches('s').ends_with(&one);
            !plain || CUE.is_match(before) || called()
        })
    }

    fn by_title(&self, sentence: &str) -> bool {
        let title = keywords(self.title);
        let there = keywords(sentence);
        let found = title.iter().filter(|word| there.contains(word)).count();
        title.len() >= 3 && found * 3 >= title.len() * 2
    }
}

/// Returns whether what stands at a place is no part of a longer word or number.
fn whole(text: &str, at: usize, length: usize) -> bool {
    let before = text[..at].chars().next_back();
    let mut after = text[at + length..].chars();
    let (next, second) = (after.next(), after.next());
    let goes_on = matches!(next, Some('.' | ',')) && second.is_some_and(|c| c.is_ascii_digit());
    let part = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric());
    !part(before)
        && !matches!(before, Some('.' | '£' | '$' | '€'))
        && !part(next)
        && next != Some('%')
        && !goes_on
}

fn keywords(text: &str) -> Vec<String> {
    let text = plain_signs(text);
    let words = text.split(|c: char| !c.is_alphanumeric());
    let words = words.filter(|word| word.chars().count() >= 4);
    words.map(str::to_lowercase).collect()
}

/// Splits a text into its sentences; a full stop after a short word such as "no." ends none.
fn sentences(text: &str) -> Vec<&str> {
    let mut sentences = Vec::new();
    for line in text.split('\n') {
        let mut start = 0;
        for (at, _) in line.match_indices(". ") {
            let word = line[..at].rsplit(|c: char| !c.is_alphanumeric()).next();
            let is_short = ["no", "nos", "ref", "refs"]
                .contains(&word.unwrap_or_default().to_lowercase().as_str());
            if !is_short {
                sentences.push(&line[start..=at]);
                start = at + 2;
            }
        }
        sentences.push(&line[start..]);
    }
    sentences
}

/// Returns whether a new line's own text says that it is new, or what it was.
pub fn says_come(text: &str, table: &str) -> bool {
    let one = table.strip_suffix('s').unwrap_or(table);
    let text = &*plain_signs(text);
    let lower = text.to_lowercase();
    let things = [
        one,
        "deliverable",
        "action",
        "line",
        "measure",
        "objective",
        "priority",
        "commitment",
        "item",
    ];
    COME.is_match(text)
        || text
            .split(|c: char| !c.is_alphanumeric())
            .any(|word| word == "NEW")
        || things
            .iter()
            .any(|thing| lower.contains(&format!("new {thing}")))
}

/// Returns whether an earlier line's own text says that it is at its end.
pub fn says_ends(text: &str) -> bool {
    ENDS.is_match(&plain_signs(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(reference: &'static str) -> Named<'static> {
        Named {
            reference,
            title: "Pay for mentors for young people at risk",
            table: "deliverables",
        }
    }

    #[test]
    fn a_plain_number_is_a_line_only_where_a_word_says_so() {
        for text in [
            "deliverable 3 was closed",
            "Lines 1, 3 and 5",
            "see no. 3 above",
            "Action 3.",
            "deliverables nos. 2 and 3 were",
        ] {
            assert!(named("3").stands_in(text), "{text}");
        }
        for text in [
            "3 officers",
            "deliverable 13",
            "deliverable 3.1",
            "line up 3% more",
            "in no. 30",
            "numbers were small, from 3 November",
        ] {
            assert!(!named("3").stands_in(text), "{text}");
        }
    }

    #[test]
    fn a_ref_of_its_own_kind_needs_no_such_word() {
        assert!(named("5C03").stands_in("with 5c03, which was"));
        assert!(named("3.1").stands_in("(3.1) was merged"));
        assert!(!named("3.1").stands_in("3.10 was merged"));
        assert!(!named("5C03").stands_in("15C03 was merged"));
    }

    #[test]
    fn a_number_is_no_end_of_a_sentence() {
        let text = "It went. No. 2 ended in July, see nos. 3 and 4. It is well.";
        let expected = [
            "It went.",
            "No. 2 ended in July, see nos. 3 and 4.",
            "It is well.",
        ];
        assert_eq!(sentences(text), expected);
    }

    #[test]
    fn a_title_is_known_by_most_of_its_words() {
        assert!(named("3").stands_in("The mentors for young people were paid"));
        assert!(!named("3").stands_in("Young people were asked"));
    }

    #[test]
    fn lines_say_that_they_are_new() {
        for text in [
            "This deliverable was added in July.",
            "PL5 – New: The Commissioner to work with partners",
            "NEW Publish the plan",
            "Publish the plan (new)",
            "A new deliverable, agreed in May",
            "Previously part of 4",
            "New – publish the plan",
            "New in this quarter. The clinic met.",
        ] {
            assert!(says_come(text, "deliverables"), "{text}");
        }
        for text in [
            "Publish a new strategy",
            "The news was good",
            "Renew the lease",
        ] {
            assert!(!says_come(text, "deliverables"), "{text}");
        }
    }

    #[test]
    fn lines_say_that_they_end() {
        assert!(says_ends("This deliverable is now complete."));
        assert!(says_ends(
            "The councils pay, so this line closes with this report."
        ));
        assert!(says_ends("The work has been merged with 4."));
        for text in [
            "Five lines were closed",
            "The deliverable is on track. Two bases closed",
        ] {
            assert!(!says_ends(text), "{text}");
        }
    }
}
