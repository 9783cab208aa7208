//! A story: text that runs through one part of the file, paragraph by paragraph.

use crate::markup::Node;

use super::inline::{Format, Piece, pieces, says_anything};
use super::lists::{INDENT, Marks};
use super::parts::Shared;
use super::relations::Relations;
use super::xml::Xml;

/// How far a plain paragraph keeps from a table, and from a list, in twentieths of a point.
const BELOW_TABLE: &str = "200";
const BELOW_LIST: &str = "60";

/// The mark that the next paragraph of a list has.
#[derive(Clone, Copy, Debug)]
pub struct Marker {
    /// The numbering.
    pub numbering: usize,
    /// The level, from 0.
    pub level: usize,
    /// How its lines are marked.
    pub marks: Marks,
}

/// Where a story has got to.
pub struct Story<'a> {
    /// What was written.
    pub xml: Xml,
    /// What it needs outside itself.
    pub relations: Relations,
    /// How wide its lines are, in twentieths of a point.
    pub width: usize,
    /// The style of plain paragraphs.
    pub style: &'static str,
    /// How text looks before anything is said of it.
    pub format: Format<'a>,
    /// How deep in lists it is.
    pub depth: usize,
    /// The mark of the next paragraph.
    pub marker: Option<Marker>,
    /// Whether paragraphs stay with what follows them.
    pub keep_next: bool,
    /// How paragraphs are aligned, if not to the left.
    pub align: Option<&'static str>,
    /// Whether it is the story of the notes.
    pub in_notes: bool,
    /// Whether the next paragraph begins with its note's number.
    pub note_lead: bool,
    /// Whether the document's title has been written.
    pub titled: bool,
    /// How many paragraphs there are.
    pub paragraphs: usize,
    /// Whether the last thing written is a table.
    pub ends_in_table: bool,
    /// Whether the next paragraph begins a page.
    pub new_page: bool,
    /// Whether the last thing written is a heading.
    pub after_heading: bool,
    /// How much further the next paragraph of plain text keeps from what stands above it, in twentieths of a point.
    gap: Option<&'static str>,
    /// Places that the next paragraph is to mark.
    anchors: Vec<&'a str>,
}

impl<'a> Story<'a> {
    /// Starts the story of a document.
    pub fn new(width: usize) -> Self {
        Self {
            xml: Xml::new(),
            relations: Relations::default(),
            width,
            style: "Normal",
            format: Format::default(),
            depth: 0,
            marker: None,
            keep_next: false,
            align: None,
            in_notes: false,
            note_lead: false,
            titled: false,
            paragraphs: 0,
            ends_in_table: false,
            gap: None,
            after_heading: false,
            new_page: false,
            anchors: Vec::new(),
        }
    }

    /// Starts the story of the notes.
    pub fn of_notes() -> Self {
        Self {
            style: "FootnoteText",
            in_notes: true,
            ..Self::new(0)
        }
    }

    /// Writes a paragraph in the story's own style.
    pub fn paragraph(&mut self, nodes: &[&'a Node], shared: &mut Shared<'a>) {
        self.paragraph_in(None, nodes, shared);
    }

    /// Writes a paragraph in a style; one that says nothing is left out.
    pub fn paragraph_in(
        &mut self,
        style: Option<&str>,
        nodes: &[&'a Node],
        shared: &mut Shared<'a>,
    ) {
        self.pieces_in(style, pieces(nodes, self.format), shared);
    }

    /// Writes the pieces of a paragraph.
    pub fn pieces_in(
        &mut self,
        style: Option<&str>,
        pieces: Vec<Piece<'a>>,
        shared: &mut Shared<'a>,
    ) {
        if !says_anything(&pieces) {
            self.anchors
                .extend(pieces.iter().filter_map(|piece| match piece {
                    Piece::Anchor(id) => Some(*id),
                    _ => None,
                }));
            return;
        }
        self.open_paragraph();
        self.paragraph_properties(style);
        if std::mem::take(&mut self.note_lead) {
            self.note_number();
        }
        for id in std::mem::take(&mut self.anchors) {
            self.anchor_here(id, shared);
        }
        self.runs(pieces, shared);
        self.xml.close("w:p");
    }

    fn open_paragraph(&mut self) {
        self.paragraphs += 1;
        self.after_heading = false;
        self.gap = self
            .gap
            .take()
            .or(self.ends_in_table.then_some(BELOW_TABLE));
        self.ends_in_table = false;
        self.xml.open("w:p", &[]);
    }

    fn paragraph_properties(&mut self, style: Option<&str>) {
        let marker = if style.is_none() {
            self.marker.take()
        } else {
            None
        };
        let listed = self.style == "Normal";
        let style = style.unwrap_or(match marker {
            Some(marker) if listed => marker.marks.style(),
            None if listed && self.depth > 0 => "ListContinue",
            _ => self.style,
        });
        let (keep, align, depth) = (self.keep_next, self.align, self.depth);
        let new_page = std::mem::take(&mut self.new_page);
        let gap = self.gap.take().filter(|_| style == "Normal");
        self.gap = (listed && depth > 0).then_some(BELOW_LIST);
        self.xml.inside("w:pPr", &[], |xml| {
            if style != "Normal" {
                xml.value("w:pStyle", style);
            }
            if keep {
                xml.empty("w:keepNext", &[]);
            }
            if new_page {
                xml.empty("w:pageBreakBefore", &[]);
            }
            if let Some(marker) = marker {
                xml.inside("w:numPr", &[], |xml| {
                    xml.value("w:ilvl", &marker.level.to_string());
                    xml.value("w:numId", &marker.numbering.to_string());
                });
            }
            if let Some(gap) = gap {
                xml.empty("w:spacing", &[("w:before", gap)]);
            }
            if marker.is_none() && depth > 0 {
                xml.empty("w:ind", &[("w:left", &(depth * INDENT).to_string())]);
            }
            if let Some(align) = align {
                xml.value("w:jc", align);
            }
        });
    }

    fn note_number(&mut self) {
        self.xml.inside("w:r", &[], |xml| {
            xml.inside("w:rPr", &[], |xml| {
                xml.value("w:rStyle", "FootnoteReference")
            });
            xml.empty("w:footnoteRef", &[]);
        });
        super::runs::run(&mut self.xml, " ", Format::default());
    }

    /// Lets the next paragraph mark a place.
    pub fn anchor(&mut self, id: Option<&'a str>) {
        self.anchors.extend(id);
    }

    /// Marks a place, if anything leads to it.
    pub fn anchor_here(&mut self, id: &str, shared: &mut Shared<'a>) {
        if let Some((number, name)) = shared.anchors.place(id) {
            let number = number.to_string();
            self.xml
                .empty("w:bookmarkStart", &[("w:id", &number), ("w:name", &name)]);
            self.xml.empty("w:bookmarkEnd", &[("w:id", &number)]);
        }
    }

    /// Writes an empty paragraph, such as Word wants at the end of a cell; places that wait for one are marked in it.
    pub fn empty_paragraph(&mut self, style: &str, shared: &mut Shared<'a>) {
        self.open_paragraph();
        self.xml
            .inside("w:pPr", &[], |xml| xml.value("w:pStyle", style));
        if std::mem::take(&mut self.note_lead) {
            self.note_number();
        }
        for id in std::mem::take(&mut self.anchors) {
            self.anchor_here(id, shared);
        }
        self.xml.close("w:p");
    }

    /// Returns what was written, and what it needs.
    pub fn finish(self) -> (Vec<u8>, Relations) {
        (self.xml.finish(), self.relations)
    }
}
