//! Tables and pictures that stand in a text.

use serde::{Deserialize, Serialize};

use super::{Inline, Origin};

/// A table of a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grid {
    /// The words above it.
    pub caption: Option<Vec<Inline>>,
    /// Its columns.
    pub columns: Vec<GridColumn>,
    /// Its rows, each with a line for each column.
    pub rows: Vec<Vec<Vec<Inline>>>,
}

/// A column of a table of a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GridColumn {
    /// Which side its cells keep to.
    pub align: Side,
    /// Its heading.
    pub heading: Vec<Inline>,
}

/// A side of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// Where lines begin.
    Left,
    /// Where figures end.
    Right,
}

/// A picture of a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// The file as the paper names it; as the typesetter knows it, once it was read.
    pub file: String,
    /// The words in place of the picture.
    pub alt: String,
    /// The words below it.
    pub caption: Option<Vec<Inline>>,
    /// Where the text names it.
    pub named: Origin,
}

impl Grid {
    /// Shows every line in reading order: the caption, the headings, then row by row.
    pub fn lines(&self) -> impl Iterator<Item = &Vec<Inline>> {
        let headings = self.columns.iter().map(|column| &column.heading);
        let cells = self.rows.iter().flatten();
        self.caption.iter().chain(headings).chain(cells)
    }

    /// Shows every line to be changed, in reading order.
    pub fn lines_mut(&mut self) -> impl Iterator<Item = &mut Vec<Inline>> {
        let headings = self.columns.iter_mut().map(|column| &mut column.heading);
        let cells = self.rows.iter_mut().flatten();
        self.caption.iter_mut().chain(headings).chain(cells)
    }
}
