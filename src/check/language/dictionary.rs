//! The dictionary that stands inside the program: British English.

use std::collections::HashSet;
use std::sync::LazyLock;

use spellbook::Dictionary;
use unicode_normalization::UnicodeNormalization;

/// The dictionary, read once in a process, and only where spelling is checked.
static BRITISH: LazyLock<Dictionary> = LazyLock::new(|| {
    let affixes = include_str!("dictionary/en-GB.aff");
    let stems = include_str!("dictionary/en-GB.dic");
    Dictionary::new(affixes, stems).expect("the dictionary is read by a test")
});

/// Words of public bodies that it lacks.
static MORE: LazyLock<HashSet<&str>> =
    LazyLock::new(|| include_str!("dictionary/more.txt").lines().collect());

/// Returns whether a word is British English, in -ise or -ize.
pub fn has(word: &str) -> bool {
    let lower = plain(word);
    let known = |word: &str| BRITISH.check(word) || MORE.contains(word);
    let oxford = || lower.contains("iz") && known(&lower.replacen("iz", "is", 1));
    known(word) || known(&lower) || oxford()
}

/// Returns a word in small letters without accents: the dictionary has none.
fn plain(word: &str) -> String {
    let letters = word.nfd().filter(|c| c.is_alphabetic() || *c == '\'');
    letters.flat_map(char::to_lowercase).collect()
}

/// Returns up to three words that are close to one, the likeliest first.
pub fn close_to(word: &str) -> Vec<String> {
    let mut close = Vec::new();
    // Guesses by likeness alone take long, are seldom what was meant, and come in no certain order.
    let suggester = BRITISH.suggester().with_ngram_suggestions(false);
    suggester.suggest(word, &mut close);
    let is_one = |close: &String| !close.contains([' ', '-']);
    if close.iter().any(is_one) {
        close.retain(is_one);
    }
    close.truncate(3);
    close
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_dictionary_knows_british_english() {
        for word in [
            "colour",
            "organise",
            "organized",
            "prioritization",
            "don't",
            "board's",
            "wellbeing",
            "Tuesday",
            "behaviour",
            "safeguarding",
            "panels",
            "unchanged",
            "cafés",
            "Fiancée",
        ] {
            assert!(has(word), "{word}");
        }
        for word in [
            "recieve", "color", "analyze", "teh", "wich", "occured", "comittee", "sizze",
        ] {
            assert!(!has(word), "{word}");
        }
    }

    #[test]
    fn more_words_are_none_that_it_has() {
        let had: Vec<&&str> = MORE.iter().filter(|word| BRITISH.check(word)).collect();
        assert!(had.is_empty(), "{had:?}");
        let words: Vec<&str> = include_str!("dictionary/more.txt").lines().collect();
        assert!(words.is_sorted(), "the words are in order");
    }

    #[test]
    fn close_words_are_told() {
        assert_eq!(close_to("recieved")[0], "received");
        assert_eq!(close_to("occured")[0], "occurred");
        assert!(close_to("qqzzxx").is_empty());
    }
}
