//! Phrases as patterns: whole words in any case, with room for a word where a phrase has `~`.

use std::cmp::Reverse;

use regex::Regex;

use super::lists::Lists;

/// Makes patterns of the phrases of a language.
pub struct Phrases {
    /// The pattern of what may stand in place of a `~`.
    between: String,
}

impl Phrases {
    /// Takes the words that may stand between others.
    pub fn of(lists: &Lists) -> Self {
        let words = lists.between.iter().map(|word| literal(word));
        let adverbs = lists.adverbs.iter().map(|end| format!("[a-z]+{end}"));
        let all: Vec<String> = words.chain(adverbs).collect();
        let between = match all.is_empty() {
            true => String::new(),
            false => format!("(?:(?:{}) +)?", all.join("|")),
        };
        Self { between }
    }

    /// Makes a pattern of any of the phrases; none where there are no phrases.
    pub fn any(&self, phrases: &[String]) -> Option<Regex> {
        whole_words(&self.one_of(phrases)?)
    }

    /// Makes a pattern of any of the links before any of the states, or else of any of the phrases.
    pub fn linked(&self, links: &[String], states: &[String], phrases: &[String]) -> Option<Regex> {
        let linked = self.one_of(links).zip(self.one_of(states));
        let linked = linked.map(|(links, states)| format!("{links} *{states}"));
        let all: Vec<String> = linked.into_iter().chain(self.one_of(phrases)).collect();
        whole_words(&either(all)?)
    }

    /// Writes a pattern of any of the phrases, the longest first, so that the longest is found.
    pub fn one_of(&self, phrases: &[String]) -> Option<String> {
        let mut phrases: Vec<&String> = phrases.iter().collect();
        phrases.sort_by_key(|phrase| Reverse(phrase.len()));
        either(phrases.iter().map(|phrase| self.pattern(phrase)).collect())
    }

    fn pattern(&self, phrase: &str) -> String {
        let parts: Vec<String> = phrase.split('~').map(literal).collect();
        parts.join(&format!(" +{}", self.between))
    }
}

fn either(patterns: Vec<String>) -> Option<String> {
    (!patterns.is_empty()).then(|| format!("(?:{})", patterns.join("|")))
}

/// Word breaks are told by ASCII letters alone: the others would make the search slow.
fn whole_words(pattern: &str) -> Option<Regex> {
    Regex::new(&format!(r"(?i)(?-u:\b){pattern}(?-u:\b)")).ok()
}

/// Writes words as a pattern: any spaces between them, either apostrophe.
fn literal(text: &str) -> String {
    let words = text.split_whitespace().map(regex::escape);
    words.collect::<Vec<_>>().join(" +").replace('\'', "['’]")
}
