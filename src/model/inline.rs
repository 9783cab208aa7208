//! Pieces of a line: words, looks, links, note marks.

use serde::{Deserialize, Serialize};

use super::Origin;

/// A piece of a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Inline {
    /// Plain text.
    Text(String),
    /// Text with a look or a meaning.
    Mark(Mark),
}

/// A look or a meaning of a piece of text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "kebab-case")]
pub enum Mark {
    /// Bold.
    Strong {
        /// The text.
        of: Vec<Inline>,
    },
    /// Italic.
    Emphasis {
        /// The text.
        of: Vec<Inline>,
    },
    /// Underlined.
    Underline {
        /// The text.
        of: Vec<Inline>,
    },
    /// Struck through.
    Strike {
        /// The text.
        of: Vec<Inline>,
    },
    /// Raised.
    Super {
        /// The text.
        of: Vec<Inline>,
    },
    /// Lowered.
    Sub {
        /// The text.
        of: Vec<Inline>,
    },
    /// A link to a place outside the paper.
    Link {
        /// The address: http, https or mailto.
        to: String,
        /// The text.
        of: Vec<Inline>,
    },
    /// A cross-reference to a row of the paper.
    See {
        /// The row's id.
        to: String,
        /// The text.
        of: Vec<Inline>,
    },
    /// A cross-reference that is called by what it leads to, such as "paragraph 7".
    Refer {
        /// The name of the place, and its id once it was found.
        to: String,
        /// What the place is, such as `paragraph`.
        noun: String,
        /// The number of the place.
        number: String,
        /// Whether a sentence begins with it.
        begins: bool,
        /// Words of its own.
        of: Vec<Inline>,
        /// Where it stands, if that is known better than by its line.
        #[serde(skip_serializing_if = "Option::is_none")]
        place: Option<Box<Origin>>,
    },
    /// A note mark.
    Note {
        /// The note's number in the paper, from 1.
        number: u32,
        /// The note's text, where the note is first cited.
        #[serde(skip_serializing_if = "Option::is_none")]
        of: Option<Vec<Inline>>,
    },
    /// A line break.
    Break,
}

impl Mark {
    /// Returns the text under the mark.
    pub fn of(&self) -> Option<&[Inline]> {
        match self {
            Self::Strong { of }
            | Self::Emphasis { of }
            | Self::Underline { of }
            | Self::Strike { of }
            | Self::Super { of }
            | Self::Sub { of }
            | Self::Link { of, .. }
            | Self::See { of, .. }
            | Self::Refer { of, .. } => Some(of),
            Self::Note { .. } | Self::Break => None,
        }
    }

    /// Returns the text under the mark, to be changed.
    pub fn of_mut(&mut self) -> Option<&mut Vec<Inline>> {
        match self {
            Self::Strong { of }
            | Self::Emphasis { of }
            | Self::Underline { of }
            | Self::Strike { of }
            | Self::Super { of }
            | Self::Sub { of }
            | Self::Link { of, .. }
            | Self::See { of, .. }
            | Self::Refer { of, .. } => Some(of),
            Self::Note { .. } | Self::Break => None,
        }
    }
}

/// Returns the words of a line, without looks and note marks.
pub fn plain(line: &[Inline]) -> String {
    line.iter()
        .map(|inline| match inline {
            Inline::Text(text) => text.clone(),
            Inline::Mark(Mark::Break) => "\n".to_owned(),
            Inline::Mark(mark) => mark.of().map(plain).unwrap_or_default(),
        })
        .collect()
}
