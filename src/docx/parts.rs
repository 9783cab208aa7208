//! What the parts of one document share while they are written.

use crate::markup::Element;

use super::About;
use super::anchors::Anchors;
use super::drawing::Picture;
use super::lists::Lists;
use super::notes::Notes;

/// Everything that is numbered or named once in a document.
pub struct Shared<'a> {
    /// The places that links lead to.
    pub anchors: Anchors,
    /// The footnotes.
    pub notes: Notes<'a>,
    /// The numberings of lists.
    pub lists: Lists,
    /// The pictures.
    pub pictures: Vec<Picture>,
    /// How tall a picture may be, in twentieths of a point.
    pub tallest: usize,
    /// How many drawings there are.
    pub drawings: usize,
}

impl<'a> Shared<'a> {
    /// Looks through a page for what it has of each.
    pub fn new(page: &'a Element, about: &About) -> Self {
        Self {
            anchors: Anchors::of(page),
            notes: Notes::of(page),
            lists: Lists::default(),
            pictures: Vec::new(),
            tallest: about.page_size().1 * 3 / 5,
            drawings: 0,
        }
    }
}
