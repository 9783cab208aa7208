//! Rich text: what an update, a note or a title may hold.

use serde::{Deserialize, Serialize};

use super::{Chart, Grid, Inline, Mark, Picture, plain};

/// Text in blocks.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RichText(pub Vec<Block>);

/// A block of text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
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
    /// A list whose items are called by letters, and in a list of letters by small Roman numbers.
    Letters {
        /// The first item's place in the alphabet.
        start: u64,
        /// Whether its items are called by figures after all, as in a text without numbered paragraphs.
        figures: bool,
        /// Its items.
        of: Vec<RichText>,
        /// What links to the items lead to.
        ids: Vec<String>,
    },
    /// Words of somebody else.
    Quote {
        /// The words.
        of: RichText,
    },
    /// A table.
    Table(Grid),
    /// A picture.
    Figure(Picture),
    /// Figures drawn.
    Chart(Chart),
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
        self.0.iter().for_each(|block| block.visit(see));
    }

    /// Shows every line of text to be changed, in reading order.
    pub fn visit_mut(&mut self, change: &mut impl FnMut(&mut Vec<Inline>)) {
        self.0.iter_mut().for_each(|block| block.visit_mut(change));
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

impl Block {
    /// Shows every line of text, in reading order.
    pub fn visit(&self, see: &mut impl FnMut(&[Inline])) {
        match self {
            Self::Paragraph { of } | Self::Heading { of } => see(of),
            Self::Bullets { of } | Self::Numbers { of, .. } | Self::Letters { of, .. } => {
                of.iter().for_each(|item| item.visit(see));
            }
            Self::Quote { of } => of.visit(see),
            Self::Table(grid) => grid.lines().for_each(|line| see(line)),
            Self::Figure(figure) => figure.caption.iter().for_each(|line| see(line)),
            Self::Chart(_) => {}
        }
    }

    /// Shows every line of text to be changed, in reading order.
    pub fn visit_mut(&mut self, change: &mut impl FnMut(&mut Vec<Inline>)) {
        match self {
            Self::Paragraph { of } | Self::Heading { of } => change(of),
            Self::Bullets { of } | Self::Numbers { of, .. } | Self::Letters { of, .. } => {
                of.iter_mut().for_each(|item| item.visit_mut(change));
            }
            Self::Quote { of } => of.visit_mut(change),
            Self::Table(grid) => grid.lines_mut().for_each(change),
            Self::Figure(figure) => figure.caption.iter_mut().for_each(change),
            Self::Chart(_) => {}
        }
    }
}
