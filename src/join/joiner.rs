//! Joins PDFs, one after the other, into one that is written as it grows.

use std::io::{self, Write};

use crate::model::PageMarks;

use super::{About, Entry, Finding, Joined, PageLook, Pdf};

/// A joined PDF under way.
///
/// Parts are written when they are added, so that memory holds one part at a time and what all parts share: outline, structure,
/// names, labels, and the hashes of fonts and images.
pub struct Joiner<'a, W> {
    #[expect(dead_code)]
    out: W,
    #[expect(dead_code)]
    about: &'a About,
}

impl<'a, W: Write> Joiner<'a, W> {
    /// Starts a PDF; the fonts, regular and bold, are those of stamps.
    ///
    /// # Errors
    ///
    /// Where it cannot be written.
    pub fn new(out: W, about: &'a About, fonts: [&'a [u8]; 2]) -> io::Result<Self> {
        let _ = fonts;
        Ok(Self { out, about })
    }

    /// Adds a PDF that has been cleaned; `marks` are those of its pages, `looks` tells where they have room, if it is known.
    ///
    /// Gives what was changed for the pack's sake.
    ///
    /// # Errors
    ///
    /// Where it cannot be written.
    pub fn add(
        &mut self,
        pdf: Pdf,
        entry: &Entry,
        marks: &[PageMarks],
        looks: Option<&[PageLook]>,
    ) -> io::Result<Vec<Finding>> {
        let _ = (pdf, entry, marks, looks);
        todo!()
    }

    /// Adds a page with nothing on it but its stamps and a few words; its size is that of the page before it.
    ///
    /// # Errors
    ///
    /// Where it cannot be written.
    pub fn add_blank(&mut self, words: &str, marks: &PageMarks) -> io::Result<()> {
        let _ = (words, marks);
        todo!()
    }

    /// Writes what the parts share, and ends the PDF.
    ///
    /// # Errors
    ///
    /// Where it cannot be written.
    pub fn finish(self) -> io::Result<(W, Joined)> {
        todo!()
    }
}
