//! Lines that have the same update.

use std::collections::BTreeMap;

use crate::check::told::Told;
use crate::diagnostic::{Code, Diagnostics};

use super::folded;

/// Updates of no more words may well be the same.
const SHORT: usize = 5;

/// Reports each line whose update is that of a line before.
pub fn check(rows: &[Told<'_, '_>], out: &mut Diagnostics) {
    let mut seen: BTreeMap<String, &Told<'_, '_>> = BTreeMap::new();
    for (told, text) in begun_alike(rows) {
        match seen.get(&text) {
            Some(first) => report(told, first, out),
            None => {
                seen.insert(text, told);
            }
        }
    }
}

/// Lists the lines whose updates are not short and begin as another does, with what they say, folded: nearly all begin in their own
/// way, and what follows need not be compared.
fn begun_alike<'r, 'a, 's>(rows: &'r [Told<'a, 's>]) -> Vec<(&'r Told<'a, 's>, String)> {
    let texts = rows.iter().map(|told| told.words().unwrap_or_default());
    let texts: Vec<String> = texts.collect();
    let starts: Vec<String> = texts.iter().map(|text| start(text)).collect();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for start in &starts {
        *counts.entry(start).or_default() += 1;
    }
    let is_alike = |start: &str| start.split(' ').count() > SHORT && counts[start] > 1;
    let lines = rows.iter().zip(&texts).zip(&starts);
    let alike = lines.filter(|(_, start)| is_alike(start));
    alike
        .map(|((told, text), _)| (told, folded(text)))
        .collect()
}

/// Returns the first words of a text, folded: one more than a short one has.
fn start(text: &str) -> String {
    let pieces = text.split_whitespace().map(folded);
    let pieces = pieces.filter(|words| !words.is_empty()).take(SHORT + 1);
    // A piece may have several words.
    let words = pieces.collect::<Vec<_>>().join(" ");
    words
        .split(' ')
        .take(SHORT + 1)
        .collect::<Vec<_>>()
        .join(" ")
}

fn report(told: &Told<'_, '_>, first: &Told<'_, '_>, out: &mut Diagnostics) {
    let message = format!(
        "{} has the same update as {}",
        told.called(),
        first.called()
    );
    told.report(Code::UpdateRepeated, message, out).hint(
        "say what is particular to each, or give the update once and refer to that line by its ref",
    );
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::chance::texts;

    #[test]
    fn the_start_of_a_text_is_that_of_its_folded_words() {
        let parts = [
            "A", "b2", " ", "  ", "/", " – ", "K", "İ", "%", "\u{a0}", "it’s ", "\n",
        ];
        for text in texts(&parts) {
            let folded = folded(&text);
            let words: Vec<&str> = folded.split(' ').take(SHORT + 1).collect();
            assert_eq!(start(&text), words.join(" "), "{text:?}");
        }
    }
}
