//! What is printed on a page of a pack: its number and its stamps.

use serde::{Deserialize, Serialize};

/// The number of a page: its label in the PDF, and what the agenda calls it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Label {
    /// Front matter that is not counted: `i`, `ii`, by its position from 1.
    Roman(u32),
    /// A page number.
    Number(u32),
    /// A page between two numbers that are published: `37A` is 37 and 1.
    Lettered(u32, u32),
    /// No label.
    #[default]
    None,
}

/// What is printed on one page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageMarks {
    /// Its label.
    pub label: Label,
    /// Its stamps, page number included.
    pub stamps: Vec<Stamp>,
}

/// Words at an edge of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// The words.
    pub text: String,
    /// Where they stand, as the page is looked at.
    pub place: Place,
    /// Whether they are bold.
    pub bold: bool,
}

/// A place at the edge of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Place {
    /// Above the content, at the left.
    TopLeft,
    /// Above the content, in the middle.
    TopCentre,
    /// Above the content, at the right.
    TopRight,
    /// Below the content, at the left.
    BottomLeft,
    /// Below the content, in the middle.
    BottomCentre,
    /// Below the content, at the right.
    BottomRight,
}

impl Label {
    /// Returns the label as it is printed; empty where there is none.
    pub fn said(self) -> String {
        todo!("i, 37, 37A")
    }
}
