//! Words, to be counted in different forms of one paper.

use std::collections::BTreeMap;

use regex::Regex;

/// Counts words and numbers; the mark of a note is a number of its own, though it stands at a word.
pub fn words(text: &str) -> BTreeMap<String, usize> {
    let word = Regex::new(r"\p{L}+|\p{N}+").expect("a pattern");
    let text = text.replace(['\u{200b}', '\u{ad}'], "");
    let mut words = BTreeMap::new();
    for found in word.find_iter(&text) {
        *words.entry(found.as_str().to_owned()).or_default() += 1;
    }
    words
}
