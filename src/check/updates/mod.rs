//! Updates: what they lack, and what they repeat.

mod alike;
mod broken;
mod hollow;
mod paragraphs;
mod stale;

use crate::diagnostic::{Code, Diagnostics};
use crate::model;

use super::Subject;
use super::speech::Speech;
use super::told::{Told, told};

pub use stale::earlier_words;

/// Reports what is found in a paper.
pub fn check(subject: &Subject<'_>, out: &mut Diagnostics) {
    let speech = Speech::of(&subject.paper.board.organisation.language);
    let rows = told(subject);
    hollow::check(speech, &rows, out);
    alike::check(&rows, out);
    stale::check(subject, speech, &rows, out);
    broken::check(speech, &rows, out);
    paragraphs::check(subject, speech, out);
    if let Some(most) = subject.settings.longest_update {
        rows.iter().for_each(|told| too_long(told, most, out));
    }
}

fn too_long(told: &Told<'_, '_>, most: usize, out: &mut Diagnostics) {
    let count = told.words().map_or(0, |text| count(&text));
    if count > most {
        let message = format!(
            "the update of {} has {count} words, and {most} are allowed",
            told.called()
        );
        told.report(Code::UpdateLong, message, out)
            .hint("shorten it, or raise `longest-update` in `[check]`");
    }
}

/// Counts the words of a text: what has a letter or a figure in it.
fn count(text: &str) -> usize {
    words(text).count()
}

/// Returns whether a text has so many words at least.
fn has(text: &str, least: usize) -> bool {
    words(text).take(least).count() == least
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split_whitespace();
    words.filter(|word| word.contains(char::is_alphanumeric))
}

/// Folds case, spaces and marks away.
fn folded(text: &str) -> String {
    model::folded(text, "%£$€")
}

#[cfg(test)]
mod tests;
