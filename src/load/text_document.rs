//! What a Word or Writer document holds, before anybody says what it means.

use std::sync::Arc;

use super::sheet::Run;

/// A document as it was read: its text, and what stands beside it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TextDocument {
    /// The file as the user knows it.
    pub file: Arc<str>,
    /// Its paragraphs and tables in reading order.
    pub blocks: Vec<TextBlock>,
    /// Its footnotes and endnotes in the order of their marks, which stand in the text as `[^name]`.
    pub notes: Vec<TextNote>,
    /// What is not part of the text.
    pub asides: Vec<Aside>,
}

/// A paragraph or a table.
#[derive(Clone, Debug, PartialEq)]
pub enum TextBlock {
    /// A paragraph, a heading or an item of a list.
    Paragraph(Paragraph),
    /// A table.
    Table(TextTable),
}

/// A paragraph, a heading or an item of a list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Paragraph {
    /// The rank of a heading, from 1.
    pub rank: Option<u8>,
    /// What an item of a list is marked by.
    pub item: Option<Item>,
    /// Its text in runs of one look; line breaks are `\n`.
    pub runs: Vec<Run>,
}

/// What marks an item of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// How deep it lies, from 0.
    pub level: usize,
    /// A bullet, or a number as it is shown: `3.`.
    pub mark: String,
}

/// A table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TextTable {
    /// Its rows.
    pub rows: Vec<TextRow>,
}

/// A row of a table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TextRow {
    /// Its cells from left to right.
    pub cells: Vec<TextCell>,
    /// Whether it comes back on each page.
    pub header: bool,
}

/// A cell of a table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TextCell {
    /// The column of the table's grid that it begins in, from 0.
    pub column: usize,
    /// How many columns of the grid it takes.
    pub width: usize,
    /// Whether it goes on from the cell above.
    pub goes_on: bool,
    /// The colour behind it as red, green, blue; white and none are `None`.
    pub fill: Option<[u8; 3]>,
    /// What stands in it.
    pub blocks: Vec<TextBlock>,
}

/// A footnote or an endnote.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TextNote {
    /// What its mark in the text says between `[^` and `]`.
    pub name: String,
    /// What it says.
    pub blocks: Vec<TextBlock>,
}

/// Something that is not part of the text, with its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aside {
    /// What it is.
    pub kind: AsideKind,
    /// Its words; for a picture, those in place of it.
    pub text: String,
}

/// What stands beside a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AsideKind {
    /// The top of each page.
    Header,
    /// The foot of each page.
    Footer,
    /// A box that floats over the page.
    TextBox,
    /// What somebody said about the text.
    Comment,
    /// Text that a tracked change takes out.
    Deleted,
    /// Text that is not shown.
    Hidden,
    /// A picture, a chart or another object.
    Picture,
}

impl AsideKind {
    /// Returns what it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Header => "header",
            Self::Footer => "footer",
            Self::TextBox => "text box",
            Self::Comment => "comment",
            Self::Deleted => "text deleted by a tracked change",
            Self::Hidden => "hidden text",
            Self::Picture => "picture",
        }
    }
}

impl Paragraph {
    /// Returns its text without looks.
    pub fn text(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }

    /// Returns whether there is nothing to read in it, not even a number.
    pub fn is_blank(&self) -> bool {
        let numbered = self.item.as_ref().is_some_and(Item::is_number);
        !numbered && self.text().trim().is_empty()
    }
}

impl Item {
    /// Returns whether it is numbered or lettered.
    pub fn is_number(&self) -> bool {
        self.mark.chars().any(char::is_alphanumeric)
    }
}

impl TextCell {
    /// Returns whether it lies over a column of the grid.
    pub fn covers(&self, column: usize) -> bool {
        (self.column..self.column + self.width).contains(&column)
    }

    /// Returns its text without looks, a line for each paragraph.
    pub fn text(&self) -> String {
        plain(&self.blocks)
    }

    /// Returns whether there is nothing to read in it.
    pub fn is_blank(&self) -> bool {
        self.blocks.iter().all(TextBlock::is_blank)
    }
}

impl TextBlock {
    /// Returns whether there is nothing to read in it.
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Paragraph(paragraph) => paragraph.is_blank(),
            Self::Table(table) => {
                let mut cells = table.rows.iter().flat_map(|row| &row.cells);
                cells.all(TextCell::is_blank)
            }
        }
    }
}

/// Returns the text of blocks without looks, a line for each paragraph; numbers of items stand before them.
pub fn plain(blocks: &[TextBlock]) -> String {
    let mut lines = Vec::new();
    for block in blocks {
        match block {
            TextBlock::Paragraph(paragraph) => lines.push(marked(paragraph)),
            TextBlock::Table(table) => {
                let cells = table.rows.iter().flat_map(|row| &row.cells);
                lines.extend(cells.map(TextCell::text));
            }
        }
    }
    lines.retain(|line| !line.trim().is_empty());
    lines.join("\n")
}

/// Returns a paragraph's text behind its number, where it has one.
fn marked(paragraph: &Paragraph) -> String {
    match &paragraph.item {
        Some(item) if item.is_number() => format!("{} {}", item.mark, paragraph.text()),
        _ => paragraph.text(),
    }
}
