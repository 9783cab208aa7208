//! Joins PDFs, one after the other, into one that is written as it grows.
//!
//! ```text
//! add:    pages made complete → links judged → structure rewritten → stamps → numbers → pages, annotations, elements written
//! finish: links that waited, names, outline, labels, layers, structure, page tree, fonts of stamps, metadata, catalog
//! ```

mod annotations;
mod attributes;
mod catalog;
mod claims;
mod elements;
mod labels;
mod layers;
mod links;
mod metadata;
mod names;
mod outline;
mod output_intents;
mod page_tree;
mod pages;
mod part;
mod places;
mod profiles;
mod roles;
mod source;
mod structure;
mod syntax;
mod tags;
mod tree;
mod untagged;
mod writer;

#[cfg(test)]
mod tests;

use std::io::{self, Write};

use lopdf::{Document, Object, ObjectId};

use crate::model::{Label, PageMarks};

use super::stamp::{STAMP_FONTS, Stamper};
use super::{About, Claims, Entry, Finding, Joined, PageLook, Pdf};

use claims::Standing;
use layers::Layers;
use names::Names;
use outline::Outline;
use output_intents::OutputIntents;
use page_tree::PageTree;
use part::Part;
use source::Source;
use structure::{PartElement, Structure};
use writer::Writer;

/// The size of a page before which there is none: A4.
const A4: (f32, f32) = (595.276, 841.89);

/// A joined PDF under way.
///
/// Parts are written when they are added, so that memory holds one part at a time and what all parts share: outline, structure,
/// names, labels, and the hashes of fonts and images.
pub struct Joiner<'a, W> {
    about: &'a About,
    writer: Writer<W>,
    stamper: Stamper<'a>,
    /// The fonts of stamps: their numbers, and whether any page uses them.
    fonts: [(u32, bool); 2],
    pages: PageTree,
    labels: Vec<Label>,
    structure: Structure,
    outline: Outline,
    names: Names,
    layers: Layers,
    intents: OutputIntents,
    standing: Standing,
    /// The size of the last page, as it is looked at.
    size: (f32, f32),
}

impl<'a, W: Write> Joiner<'a, W> {
    /// Starts a PDF; the fonts, regular and bold, are those of stamps.
    ///
    /// # Errors
    ///
    /// Where it cannot be written.
    pub fn new(out: W, about: &'a About, fonts: [&'a [u8]; 2]) -> io::Result<Self> {
        let unusable = || io::Error::new(io::ErrorKind::InvalidInput, "fonts that cannot be used");
        let mut writer = Writer::new(out)?;
        Ok(Self {
            about,
            stamper: Stamper::new(fonts).ok_or_else(unusable)?,
            fonts: [(writer.reserve(), false), (writer.reserve(), false)],
            pages: PageTree::default(),
            labels: Vec::new(),
            structure: Structure::new(&mut writer),
            outline: Outline::default(),
            names: Names::default(),
            layers: Layers::default(),
            intents: OutputIntents::default(),
            standing: Standing::default(),
            size: A4,
            writer,
        })
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
        let claims = pdf.claims.clone();
        let mut part = Part::open(pdf, entry, self.names.parts());
        part.read_tags(&mut self.structure.roles, &mut self.writer)?;
        part.stamp(&mut self.stamper, marks, looks);
        self.note(marks);
        self.standing.unite(&entry.title, &claims);
        self.standing.unite_headings(part.tags.headings);
        self.standing.newer |= part.newer;
        self.write(part, &claims, marks)
    }

    /// Writes a part and takes in what it shares with the others.
    fn write(
        &mut self,
        mut part: Part,
        claims: &Claims,
        marks: &[PageMarks],
    ) -> io::Result<Vec<Finding>> {
        let element = self.writer.reserve();
        part.source.keep(part.top, element);
        let catalog = part.catalog.clone();
        self.number(&mut part);
        self.intents
            .unite(&mut part.source, &catalog, &mut self.writer)?;
        let title = &part.entry.title;
        self.layers
            .unite(&mut part.source, &catalog, title, &mut self.writer)?;
        self.take_names(&mut part, marks);
        let kids = self.write_elements(&mut part)?;
        self.write_pages(&mut part)?;
        self.write_annotations(&mut part)?;
        let language = claims.language.as_deref();
        let language =
            language.filter(|language| !language.eq_ignore_ascii_case(&self.about.language));
        let title = &part.entry.title;
        let element_of = PartElement {
            title,
            language,
            kids,
        };
        self.structure
            .add_part(element, element_of, &mut self.writer)?;
        Ok(part.findings)
    }

    /// Gives numbers to the pages, annotations and elements of a part, and keys to what elements are made of.
    fn number(&mut self, part: &mut Part) {
        self.keep_fonts(&mut part.source);
        let numbers = part.pages.iter().flat_map(|(page, annotations)| {
            std::iter::once(*page).chain(annotations.iter().copied())
        });
        for id in numbers.chain(part.tags.elements.iter().copied()) {
            part.source.keep(id, self.writer.reserve());
        }
    }

    fn keep_fonts(&self, source: &mut Source) {
        for (font, (number, _)) in STAMP_FONTS.iter().zip(self.fonts) {
            source.keep(*font, number);
        }
    }

    /// Notes which fonts the stamps of pages use.
    fn note(&mut self, marks: &[PageMarks]) {
        for stamp in marks.iter().flat_map(|marks| &marks.stamps) {
            self.fonts[usize::from(stamp.bold)].1 = true;
        }
    }

    /// Takes in the names, bookmarks and labels of a part.
    fn take_names(&mut self, part: &mut Part, marks: &[PageMarks]) {
        let views = part.views();
        self.size = views.last().map_or(self.size, |view| view.size);
        let page = |id: &(ObjectId, _)| part.source.number(id.0);
        let pages: Vec<u32> = part.pages.iter().filter_map(page).collect();
        let start = match (pages.first(), views.first().and_then(|view| view.top)) {
            (Some(page), Some(top)) => format!("[{page} 0 R/XYZ null {top} null]"),
            (Some(page), None) => format!("[{page} 0 R/Fit]"),
            (None, _) => " null".to_owned(),
        };
        if let Some(bookmark) = &part.entry.bookmark {
            self.outline.add(bookmark, start.as_bytes());
        }
        self.outline.nest(&part.source, &part.catalog, &part.places);
        self.names.add(part, start.into_bytes(), pages);
        let labels = (0..part.pages.len()).map(|index| marks.get(index));
        self.labels
            .extend(labels.map(|marks| marks.map_or(Label::None, |marks| marks.label)));
    }

    /// Adds a page with nothing on it but its stamps and a few words; its size is that of the page before it.
    ///
    /// # Errors
    ///
    /// Where it cannot be written.
    pub fn add_blank(&mut self, words: &str, marks: &PageMarks) -> io::Result<()> {
        let mut document = Document::new();
        let page = self.stamper.blank(&mut document, self.size, words);
        if !marks.stamps.is_empty() {
            // Its words stand in its middle: stamps have all the room there is.
            let free = PageLook::default();
            let stamper = &mut self.stamper;
            stamper.stamp(&mut document, page, marks, Some(&free), None);
        }
        self.fonts[0].1 |= !words.is_empty();
        self.note(std::slice::from_ref(marks));
        let pages = pages::flatten(&mut document, &[page]);
        let mut source = Source::new(document.objects, document.max_id);
        self.keep_fonts(&mut source);
        for (page, _) in pages {
            let number = self.writer.reserve();
            source.keep(page, number);
            let above = source.insert(Object::Null);
            source.keep(above, self.pages.push(number, &mut self.writer));
            if let Some(Object::Dictionary(entries)) = source.objects.get_mut(&page) {
                entries.set("Parent", Object::Reference(above));
            }
            source.write(page, &mut self.writer)?;
            self.labels.push(marks.label);
        }
        Ok(())
    }

    /// Writes what the parts share, and ends the PDF.
    ///
    /// # Errors
    ///
    /// Where it cannot be written.
    pub fn finish(self) -> io::Result<(W, Joined)> {
        self.end()
    }
}
