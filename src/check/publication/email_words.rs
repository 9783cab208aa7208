//! What tells a person's own e-mail address from an office's.

use std::collections::BTreeSet;
use std::sync::LazyLock;

type Words = LazyLock<BTreeSet<&'static str>>;

/// Domains at which people have addresses of their own; `yahoo.*` stands for every ending.
static PRIVATE: Words = Words::new(|| words(include_str!("words/private-mail.txt")));

/// Words that stand in the addresses of offices; a plural is known by its singular.
static OFFICES: Words = Words::new(|| words(include_str!("words/offices.txt")));

/// First names that are common enough to outweigh a surname such as `west` or `young`.
static FIRST_NAMES: Words = Words::new(|| words(include_str!("words/first-names.txt")));

fn words(list: &'static str) -> BTreeSet<&'static str> {
    list.split_whitespace().collect()
}

/// Returns whether people have their own addresses at a domain, whoever they work for.
pub fn is_private(domain: &str) -> bool {
    let name = domain.split('.').next().unwrap_or_default();
    PRIVATE.contains(domain) || PRIVATE.contains(format!("{name}.*").as_str())
}

/// Returns whether a word stands in the addresses of offices.
pub fn is_office(word: &str) -> bool {
    let one = word.strip_suffix('s').filter(|one| one.len() > 3);
    OFFICES.contains(word) || one.is_some_and(|one| OFFICES.contains(one))
}

/// Returns whether a word is a common first name.
pub fn is_first_name(word: &str) -> bool {
    FIRST_NAMES.contains(word)
}
