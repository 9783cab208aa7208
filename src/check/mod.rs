//! What a careful colleague would find in a valid paper: one file a family of checks.

mod characters;
mod compared;

use crate::diagnostic::Diagnostics;
use crate::model::Paper;

/// Checks a paper; `covered` says whether any font has a character.
pub fn check(paper: &Paper, covered: &dyn Fn(char) -> bool, out: &mut Diagnostics) {
    characters::check(paper, covered, out);
    compared::check(paper, out);
}
