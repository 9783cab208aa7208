//! Words stamped on pages, as artifacts, in an embedded font.

mod content;
mod letters;
mod lines;
mod plan;
mod room;
mod scale;
mod settle;
mod sheet;

use std::collections::BTreeMap;
use std::fmt::Write;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

use crate::model::{PageMarks, Place};

use self::content::{Wrapping, name_font, number, numbers};
use self::letters::Letters;
use self::lines::{Lines, PITCH};
use self::plan::{Block, plan};
use self::scale::Scale;
pub(super) use self::sheet::Sheet;
use super::PageLook;

/// The references by which pages name the stamps' fonts until the joiner gives them their own: regular, then bold.
pub(super) const STAMP_FONTS: [ObjectId; 2] = [(u32::MAX, 0), (u32::MAX - 1, 0)];
/// What pages call them, where that is not taken.
const NAMES: [&str; 2] = ["Stamp", "StampBold"];
/// How far below the top of a line its letters stand, as a share of its size.
const ASCENT: f64 = 0.75;
/// The size of the words of a blank page, and the share of its width that they take at most.
const BLANK: (f64, f64) = (12.0, 0.8);

/// Stamps pages and remembers which glyphs they use.
pub(super) struct Stamper<'a> {
    letters: [Letters<'a>; 2],
    scaled: BTreeMap<ObjectId, Scale>,
}

impl<'a> Stamper<'a> {
    /// Takes the regular and the bold font, as TrueType.
    pub fn new(fonts: [&'a [u8]; 2]) -> Option<Self> {
        let [regular, bold] = fonts.map(Letters::new);
        Some(Self {
            letters: [regular?, bold?],
            scaled: BTreeMap::new(),
        })
    }

    /// Stamps a page; gives the factor its content was scaled by, where stamps had no room.
    ///
    /// Without a look the page is one of our own papers. `read` wraps the page's own content in marked content with a tag and
    /// an id, for pages without any tags. When all pages of a document are stamped, [`Stamper::settle`] comes.
    pub fn stamp(
        &mut self,
        document: &mut Document,
        page: ObjectId,
        marks: &PageMarks,
        look: Option<&PageLook>,
        read: Option<(&str, i64)>,
    ) -> Option<f32> {
        if marks.stamps.is_empty() && read.is_none() {
            return None;
        }
        let sheet = Sheet::of(document, page);
        let plan = plan(&self.letters, sheet.size(), &marks.stamps, look);
        let scale = (plan.factor < 1.0).then(|| Scale::new(&sheet, plan.factor));
        if let Some(scale) = &scale {
            scale::follow(document, page, scale);
            self.scaled.insert(page, *scale);
        }
        let names = self.names(document, page, &plan.blocks);
        let blocks = plan.blocks.iter();
        let after: String = blocks
            .map(|block| self.block(block, &sheet, &names))
            .collect();
        let wrapping = Wrapping {
            scale: scale.as_ref(),
            read,
            foreign: look.is_some(),
        };
        wrapping.apply(document, page, &sheet, &after);
        scale.map(|_| said(plan.factor))
    }

    /// Moves what leads to pages of a document that were scaled, or lies on them, all of it at once: destinations, boxes of
    /// structure elements, annotations that the pages themselves do not list any more, and destinations kept elsewhere.
    pub fn settle<'p>(
        &mut self,
        document: &mut Document,
        annotations: impl Iterator<Item = (ObjectId, &'p [ObjectId])>,
        places: impl Iterator<Item = &'p mut Object>,
    ) {
        let scaled = std::mem::take(&mut self.scaled);
        for (page, listed) in annotations {
            if let Some(scale) = scaled.get(&page) {
                listed
                    .iter()
                    .for_each(|id| scale::annotation(document, *id, scale));
            }
        }
        settle::settle(document, places, &scaled);
    }

    /// Makes the fonts that blocks use known to a page; gives their names there.
    fn names(&self, document: &mut Document, page: ObjectId, blocks: &[Block]) -> [String; 2] {
        [false, true].map(|bold| {
            let index = usize::from(bold);
            let used = blocks.iter().any(|block| block.bold == bold);
            let name = used.then(|| name_font(document, page, STAMP_FONTS[index], NAMES[index]));
            name.flatten().unwrap_or_default()
        })
    }

    fn block(&mut self, block: &Block, sheet: &Sheet, names: &[String; 2]) -> String {
        let (kind, edge) = match block.place {
            Place::TopLeft | Place::TopCentre | Place::TopRight => ("Header", "Top"),
            Place::BottomLeft | Place::BottomCentre | Place::BottomRight => ("Footer", "Bottom"),
        };
        let index = usize::from(block.bold);
        let letters = &mut self.letters[index];
        let mut code =
            format!("/Artifact <</Type /Pagination /Subtype /{kind} /Attached [/{edge}]>> BDC\n");
        let left = |width: f64| match block.place {
            Place::TopLeft | Place::BottomLeft => block.left,
            Place::TopCentre | Place::BottomCentre => {
                block.left + (block.lines.width - width) / 2.0
            }
            Place::TopRight | Place::BottomRight => block.left + block.lines.width - width,
        };
        code.push_str(&shown(
            letters,
            &block.lines,
            block.top,
            left,
            sheet,
            &names[index],
        ));
        code.push_str("EMC\n");
        code
    }

    /// Adds a page of a size in points with words in its middle and no tags, such as "This page is intentionally left blank".
    ///
    /// It stands in no page tree yet.
    pub fn blank(&mut self, document: &mut Document, size: (f32, f32), words: &str) -> ObjectId {
        let page = document.add_object(dictionary! {
            "Type" => "Page", "MediaBox" => vec![0.into(), 0.into(), size.0.into(), size.1.into()],
            "Resources" => Dictionary::new(),
        });
        let name = name_font(document, page, STAMP_FONTS[0], NAMES[0]).unwrap_or_default();
        let sheet = Sheet::of(document, page);
        let code = self.middle(&sheet, words, &name);
        let contents = document.add_object(Stream::new(Dictionary::new(), code.into_bytes()));
        if let Ok(page) = document.get_dictionary_mut(page) {
            page.set("Contents", vec![contents.into()]);
        }
        page
    }

    fn middle(&mut self, sheet: &Sheet, words: &str, name: &str) -> String {
        let (width, height) = sheet.size();
        let letters = &mut self.letters[0];
        let words = letters.showable(words);
        if words.is_empty() {
            return String::new();
        }
        let lines = Lines::new(letters, &words, BLANK.0, width * BLANK.1);
        let top = (height - lines.height()) / 2.0;
        let left = |own: f64| (width - own) / 2.0;
        let text = shown(letters, &lines, top, left, sheet, name);
        format!("/Artifact <</Type /Layout>> BDC\n{text}EMC\n")
    }

    /// Gives the objects of the fonts, with the glyphs that were used; the first object of each is the font itself.
    ///
    /// A font that no page names has no objects.
    pub fn fonts(self) -> [Document; 2] {
        self.letters.map(Letters::document)
    }
}

/// Returns the instructions that show lines from a height down; `left` tells where a line of a width begins.
fn shown(
    letters: &mut Letters<'_>,
    lines: &Lines,
    top: f64,
    left: impl Fn(f64) -> f64,
    sheet: &Sheet,
    font: &str,
) -> String {
    let mut code = format!("BT 0 g /{font} {} Tf\n", number(lines.size));
    let mut base = top + lines.size * ASCENT;
    for line in &lines.lines {
        let start = left(letters.width(line, lines.size));
        let matrix = numbers(&sheet.text(start, base));
        let _ = writeln!(code, "{matrix} Tm <{}> Tj", letters.written(line));
        base += lines.size * PITCH;
    }
    code.push_str("ET\n");
    code
}

#[expect(clippy::cast_possible_truncation, reason = "a factor between 0 and 1")]
fn said(factor: f64) -> f32 {
    ((factor * 1000.0).round() / 1000.0) as f32
}

#[cfg(test)]
mod tests;
