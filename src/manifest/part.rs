//! Which part of a build a manifest is of, and of what.

use serde::{Deserialize, Serialize};

use super::Share;

/// A part of a build, as all its parts know the whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Part {
    /// Which of how many.
    #[serde(flatten)]
    pub share: Share,
    /// Whether all papers of the office were asked for.
    pub whole: bool,
    /// How many papers the build has in all its parts.
    pub papers: usize,
    /// The SHA-256 of the names and bytes of the papers and of what they name: that of all parts, not of this one.
    pub inputs: String,
    /// Which of the office's allowances were of use here, by their places in `board.toml`: one is of no use where no part had any
    /// for it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub allowances: Vec<usize>,
}
