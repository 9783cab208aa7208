//! Rich text: what an update, a note or a title may hold.

use serde::{Deserialize, Serialize};

/// Text in blocks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RichText(pub Vec<Block>);

/// A block of text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "kebab-case")]
pub enum Block {
    /// A paragraph.
    Paragraph {
        /// Its text.
        of: Vec<Inline>,
    },
    /// A sub-heading.
    Heading {
        /// Its text.
        of: Vec<Inline>,
    },
    /// A bulleted list.
    Bullets {
        /// Its items.
        of: Vec<RichText>,
    },
    /// A numbered list.
    Numbers {
        /// The first item's number.
        start: u64,
        /// Its items.
        of: Vec<RichText>,
    },
}

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

impl RichText {
    /// Returns whether there is nothing to read.
    pub fn is_blank(&self) -> bool {
        self.plain().trim().is_empty()
    }

    /// Returns the words alone, a line a block.
    pub fn plain(&self) -> String {
        let mut text = String::new();
        self.visit(&mut |line| {
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(&plain(line));
        });
        text
    }

    /// Shows every line of text, in reading order.
    pub fn visit(&self, see: &mut impl FnMut(&[Inline])) {
        for block in &self.0 {
            match block {
                Block::Paragraph { of } | Block::Heading { of } => see(of),
                Block::Bullets { of } | Block::Numbers { of, .. } => {
                    for item in of {
                        item.visit(see);
                    }
                }
            }
        }
    }

    /// Shows every line of text to be changed, in reading order.
    pub fn visit_mut(&mut self, change: &mut impl FnMut(&mut Vec<Inline>)) {
        for block in &mut self.0 {
            match block {
                Block::Paragraph { of } | Block::Heading { of } => change(of),
                Block::Bullets { of } | Block::Numbers { of, .. } => {
                    for item in of {
                        item.visit_mut(change);
                    }
                }
            }
        }
    }

    /// Turns the blocks into one line, with breaks between them, as a note needs it.
    pub fn into_line(mut self) -> Vec<Inline> {
        let mut lines: Vec<Vec<Inline>> = Vec::new();
        self.visit_mut(&mut |line| lines.push(std::mem::take(line)));
        let mut all = Vec::new();
        for line in lines {
            if !all.is_empty() {
                all.push(Inline::Mark(Mark::Break));
            }
            all.extend(line);
        }
        all
    }
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
            | Self::See { of, .. } => Some(of),
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
            | Self::See { of, .. } => Some(of),
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
