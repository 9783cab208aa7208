//! Notes and abbreviations: explained, explained once, spelt alike, cited where they belong.

mod abbreviation;
mod differently;
mod elsewhere;
mod expansion;
mod explained;
mod misspelt;
mod reading;
mod terms;
#[cfg(test)]
mod tests;
mod unexplained;
mod unused;
mod word;

use crate::diagnostic::Diagnostics;

use super::Subject;

pub use unused::{TermUse, together};

/// Reports what is found in a paper.
pub fn check(subject: &Subject<'_>, out: &mut Diagnostics) {
    let lines = reading::read(subject);
    let uses = reading::uses(&lines);
    let explained = explained::Explained::by(&lines, subject);
    let known = unexplained::Known::of(subject, &lines, &uses);
    let misspelt = misspelt::check(&lines, &uses, &explained, &known, out);
    unexplained::check(&lines, &uses, &explained, &known, &misspelt, out);
    differently::check(&lines, &explained, out);
    elsewhere::check(subject, &lines, out);
    unused::check(subject, out);
}
