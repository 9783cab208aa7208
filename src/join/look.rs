//! What is to be seen on the pages of a PDF: where the ink is, and what lies under it.

use serde::{Deserialize, Serialize};

/// A part of a page, in points from its top left corner, as it is looked at: turned as its rotation says, cut to its crop box.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Area {
    /// The left edge.
    pub left: f32,
    /// The top edge.
    pub top: f32,
    /// The right edge.
    pub right: f32,
    /// The bottom edge.
    pub bottom: f32,
}

/// What is to be seen on a page.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct PageLook {
    /// Its width in points.
    pub width: f32,
    /// Its height in points.
    pub height: f32,
    /// The parts with ink near its edges: text, images and drawings that reach into the outer 60 points; white fills do not count.
    pub edge: Vec<Area>,
    /// How many characters of text it shows.
    pub characters: usize,
    /// How many characters lie under boxes that were drawn over them.
    pub covered: usize,
}

/// Looks at every page.
///
/// # Errors
///
/// Where the pages cannot be interpreted; what the parser says.
pub fn look(bytes: &[u8], password: Option<&str>) -> Result<Vec<PageLook>, String> {
    let _ = (bytes, password);
    todo!()
}
