//! Words stamped on pages, as artifacts, in an embedded font.

use lopdf::{Document, ObjectId};

use crate::model::PageMarks;

use super::PageLook;

/// The references by which pages name the stamps' fonts until the joiner gives them their own: regular, then bold.
pub(super) const STAMP_FONTS: [ObjectId; 2] = [(u32::MAX, 0), (u32::MAX - 1, 0)];

/// Stamps pages and remembers which glyphs they use.
pub(super) struct Stamper<'a> {
    #[expect(dead_code)]
    fonts: [&'a [u8]; 2],
}

impl<'a> Stamper<'a> {
    /// Takes the regular and the bold font, as TrueType.
    pub fn new(fonts: [&'a [u8]; 2]) -> Option<Self> {
        Some(Self { fonts })
    }

    /// Stamps a page; gives the factor its content was scaled by, where stamps had no room.
    ///
    /// `read` wraps the page's own content in marked content with a tag and an id, for pages without any tags.
    pub fn stamp(
        &mut self,
        document: &mut Document,
        page: ObjectId,
        marks: &PageMarks,
        look: Option<&PageLook>,
        read: Option<(&str, i64)>,
    ) -> Option<f32> {
        let _ = (document, page, marks, look, read);
        todo!()
    }

    /// Adds a page of a size in points with words in its middle and no tags, such as "This page is intentionally left blank".
    pub fn blank(&mut self, document: &mut Document, size: (f32, f32), words: &str) -> ObjectId {
        let _ = (document, size, words);
        todo!()
    }

    /// Gives the objects of the fonts, with the glyphs that were used; the first object of each is the font itself.
    pub fn fonts(self) -> [Document; 2] {
        todo!()
    }
}
