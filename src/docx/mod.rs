//! A page's tree in, a Word document out: for members who mark papers up.
//!
//! What Word has a thing of its own for becomes that thing, so that a member can work with it: headings make an outline,
//! notes are footnotes, lists count by themselves, header rows come back on the next page, and every look is a named style.
//! The bytes depend on what is given alone: no clock, no random names, no order of a hash table.

mod about;
mod anchors;
mod columns;
mod data_url;
mod document;
mod drawing;
mod fields;
mod flow;
mod grid;
mod inline;
mod listed;
mod lists;
mod notes;
mod package;
mod parts;
mod properties;
mod relations;
mod runs;
mod status;
mod story;
mod styles;
mod table;
mod terms;
mod tree;
mod xml;

#[cfg(test)]
mod page_tests;
#[cfg(test)]
mod tests;

pub use about::About;

use crate::markup::Element;
use crate::model::Date;

use package::Package;
use parts::Shared;
use story::Story;

/// Writes a page as a `.docx` file, every time stamp in it at `date`.
pub fn write(page: &Element, about: &About, date: Date) -> Vec<u8> {
    let mut shared = Shared::new(page, about);
    let mut body = Story::new(about.text_width());
    body.page(page, &mut shared);
    let notes = notes::part(&mut shared);
    let mut package = Package::default();
    properties::add(&mut package, about, date);
    styles::add(&mut package, about);
    package.part("word/numbering.xml", lists::part(&shared.lists), None);
    fields::add_footer(&mut package, about);
    package.media(std::mem::take(&mut shared.pictures));
    package.part("word/footnotes.xml", notes.0, Some(&notes.1));
    let (document, relations) = body.document(about);
    package.part("word/document.xml", document, Some(&relations));
    package.finish()
}
