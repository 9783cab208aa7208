//! Notes: the footnotes and glossary of a paper.

use serde::{Deserialize, Serialize};

use super::{Inline, Origin};

/// A note of a paper, cited or not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// What it is cited by: a mark, or the term that it explains.
    pub mark: String,
    /// What it says; a term's note begins with the term.
    pub text: Vec<Inline>,
    /// Whether it explains a term of the glossary.
    pub is_term: bool,
    /// Its number in the paper; none where it is never cited.
    pub number: Option<u32>,
    /// Where it stands.
    pub origin: Origin,
}
