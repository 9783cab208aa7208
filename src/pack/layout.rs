//! Where each page goes, and which number it has.
//!
//! Three rules hold for every pack:
//! - A number that is taken in one edition means the same page in the other: pages that are withheld take their numbers
//!   along (unless the setting `gap` is off), and what differs between editions is only ever an unnumbered blank.
//! - With right-hand starts an item starts on an odd number *and* on an odd sheet side. Each item ends with the blank
//!   it needs, the last one too, so that a supplement goes on with an odd number. A divider is a sheet of its own: its back
//!   is a blank.
//! - A revision never renumbers: see [`Kept`](super::Kept).

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

use crate::model::{Label, PageMarks, PageRange};

use super::numbers::Numbering;
use super::sections::{Section, in_order, sections};
use super::stamps::Stamper;
use super::{Meeting, Numbers, Settings};

/// A run of pages that goes into a pack as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The id of the item it belongs to; none for front matter.
    pub item: Option<String>,
    /// What it is.
    pub kind: PieceKind,
    /// How many pages it has.
    pub pages: usize,
    /// Whether only its numbers are kept, and none of its pages.
    pub withheld: bool,
}

/// What a piece is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PieceKind {
    /// The cover, the front sheet, the contents, the changes of a revision.
    Front,
    /// The leaf before an item: a divider, or the pink cover of an exempt one.
    Divider,
    /// A paper.
    Paper,
    /// An appendix.
    Appendix,
}

/// A pack, page by page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// Its pages in the order in which they are joined: that of the pieces, but in a revision that of the numbers.
    pub leaves: Vec<Leaf>,
    /// The pages of each item that has any in this pack, to the numbered blank that ends it: so agendas print them.
    pub items: IndexMap<String, PageRange>,
    /// The pages of each piece, in the order of the pieces; none where it is withheld or empty.
    pub pieces: Vec<Option<PageRange>>,
    /// The numbers of the front matter with its blanks, the first and the last; none where it is not counted.
    pub front: Option<(u32, u32)>,
    /// The numbers each piece of an item has taken, with the blanks after it and where it is withheld too: the first and the last.
    ///
    /// In a revision they are those it keeps; a piece that is new among them shares those of its neighbour.
    pub taken: Vec<Option<(u32, u32)>>,
    /// The last number that is taken, by blanks and withheld pages too: a supplement goes on from the next.
    pub last: u32,
}

/// A page of a pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaf {
    /// The piece it belongs to.
    pub piece: usize,
    /// The page of the piece, from 0; none for a blank after it.
    pub page: Option<usize>,
    /// What is printed on it.
    pub marks: PageMarks,
}

impl Layout {
    /// Returns the pages of one piece after the other, each with the piece's position; blanks follow the pages they pad.
    ///
    /// This is the order in which a pack is joined.
    pub fn runs(&self) -> impl Iterator<Item = (usize, &[Leaf])> {
        self.leaves
            .chunk_by(|a, b| a.piece == b.piece)
            .map(|run| (run[0].piece, run))
    }
}

/// Lays out the pieces of a pack: front matter first, then the items in their order.
///
/// Pieces of one item stand beside each other, and those of the front matter before all others.
pub fn lay_out(meeting: &Meeting, pieces: &[Piece], numbers: &Numbers) -> Layout {
    let mut under_way = UnderWay {
        pieces,
        settings: &meeting.settings,
        stamper: Stamper::new(meeting),
        layout: Layout {
            pieces: vec![None; pieces.len()],
            taken: vec![None; pieces.len()],
            ..Layout::default()
        },
    };
    let mut numbering = Numbering::new(&meeting.settings, numbers);
    let (front, items): (Vec<Section>, Vec<Section>) = sections(pieces)
        .into_iter()
        .partition(|section| section.item.is_none());
    numbering.front();
    let follow = items.iter().any(|item| under_way.is_there(item));
    for section in &front {
        under_way.front(section, &mut numbering, numbers.front_pages, follow);
    }
    under_way.layout.front = numbering.taken();
    for section in &in_order(items, pieces, numbers) {
        under_way.item(section, &mut numbering);
    }
    under_way.layout.last = numbering.last();
    under_way.layout
}

/// A layout that grows.
struct UnderWay<'a> {
    pieces: &'a [Piece],
    settings: &'a Settings,
    stamper: Stamper<'a>,
    layout: Layout,
}

impl UnderWay<'_> {
    /// Adds the front matter, and the blanks that make it as long as that of the other edition.
    ///
    /// Where no pages follow it, there is nothing that blanks could let start on the right hand: only their numbers are taken.
    fn front(
        &mut self,
        section: &Section,
        numbering: &mut Numbering,
        reserved: usize,
        follow: bool,
    ) {
        for &at in &section.pieces {
            self.piece(section, at, numbering);
        }
        for _ in self.layout.leaves.len()..reserved {
            let label = numbering.counts_front().then(|| numbering.next());
            if let Some(label) = label.filter(|_| follow) {
                self.blank(section, label);
            }
        }
        match follow {
            true => self.pad(section, numbering),
            false if numbering.wants_even() => _ = numbering.next(),
            false => {}
        }
    }

    /// Adds an item: its pages, then the blanks that let the next one start on the right hand.
    fn item(&mut self, section: &Section, numbering: &mut Numbering) {
        numbering.item();
        self.pages(section, numbering);
        self.pad(section, numbering);
        let numbered = |at: &&usize| self.layout.taken[**at].is_some();
        if let Some(&last) = section.pieces.iter().rfind(numbered) {
            self.layout.taken[last] = numbering.taken();
        }
    }

    fn pages(&mut self, section: &Section, numbering: &mut Numbering) {
        for (position, &at) in section.pieces.iter().enumerate() {
            let and_after = &section.pieces[position..];
            if !self.numbered(at) {
                continue;
            }
            if self.is_leaf(at) && numbering.is_put_before(at, and_after) {
                self.put_before(section, at);
            } else if numbering.piece(at, and_after) {
                self.piece(section, at, numbering);
                self.turn(section, at, &and_after[1..], numbering);
                self.layout.taken[at] = numbering.taken();
            }
        }
    }

    /// Adds a leaf that comes before published papers: they keep their numbers, and it has none.
    fn put_before(&mut self, section: &Section, at: usize) {
        let piece = &self.pieces[at];
        if piece.withheld {
            return;
        }
        for page in 0..piece.pages {
            self.layout.leaves.push(Leaf {
                piece: at,
                page: Some(page),
                marks: PageMarks::default(),
            });
        }
        if self.settings.right_hand && !self.layout.leaves.len().is_multiple_of(2) {
            self.blank(section, Label::None);
        }
    }

    /// Adds the back of a leaf that has papers behind it: it is a sheet of its own, and they start on the right hand.
    fn turn(&mut self, section: &Section, at: usize, behind: &[usize], numbering: &mut Numbering) {
        let last = !behind.iter().any(|&at| self.numbered(at));
        if !self.is_leaf(at) || last || !self.settings.right_hand {
            return;
        }
        let even = numbering.wants_even().then(|| numbering.next());
        if !self.pieces[at].withheld && !self.layout.leaves.len().is_multiple_of(2) {
            let label = even.or_else(|| numbering.spare());
            self.blank(section, label.unwrap_or_default());
        }
    }

    fn piece(&mut self, section: &Section, at: usize, numbering: &mut Numbering) {
        let piece = &self.pieces[at];
        let withholds = self.withholds(section);
        let after_leaf = self.comes_after_leaf(section, at);
        for page in 0..piece.pages {
            let label = numbering.next();
            if piece.withheld {
                continue;
            }
            let item = section.item.as_deref();
            let first = item.is_some_and(|item| !self.layout.items.contains_key(item));
            let first = first || (page == 0 && after_leaf);
            let marks = self.stamper.marks(label, item, first, withholds);
            self.layout.leaves.push(Leaf {
                piece: at,
                page: Some(page),
                marks,
            });
            self.reaches(at, section, label);
        }
    }

    /// Takes a page into the ranges of its piece and item.
    fn reaches(&mut self, piece: usize, section: &Section, label: Label) {
        let fresh = PageRange {
            first: label,
            last: label,
        };
        self.layout.pieces[piece].get_or_insert(fresh).last = label;
        if let Some(item) = &section.item {
            let range = self.layout.items.entry(item.clone());
            range.or_insert(fresh).last = label;
        }
    }

    /// Ends the front matter or an item so that what follows starts on the right hand.
    fn pad(&mut self, section: &Section, numbering: &mut Numbering) {
        if !self.settings.right_hand {
            return;
        }
        // Numbers end even in every edition; whether a sheet needs a blank side depends on the pages that are there.
        let even = numbering.wants_even().then(|| numbering.next());
        if self.layout.leaves.len().is_multiple_of(2) || !self.is_there(section) {
            return;
        }
        let label = match self.withholds(section) {
            true => even.filter(|_| !self.ends_withheld(section)),
            false => even.or_else(|| numbering.spare()),
        };
        self.blank(section, label.unwrap_or_default());
    }

    /// Returns whether the last numbers of an item are those of pages that are withheld.
    fn ends_withheld(&self, section: &Section) -> bool {
        let numbered = |at: &&usize| self.pieces[**at].pages > 0 && self.numbered(**at);
        let last = section.pieces.iter().rfind(numbered);
        last.is_some_and(|&at| self.pieces[at].withheld)
    }

    /// Returns whether a piece is a divider or the cover of an exempt item.
    fn is_leaf(&self, piece: usize) -> bool {
        self.pieces[piece].kind == PieceKind::Divider
    }

    /// Returns whether a piece is the first behind the leaf of its item.
    fn comes_after_leaf(&self, section: &Section, piece: usize) -> bool {
        let mut neighbours = section.pieces.windows(2);
        neighbours.any(|two| two[1] == piece && self.is_leaf(two[0]))
    }

    /// Returns whether any page of an item is in the pack.
    fn is_there(&self, section: &Section) -> bool {
        let mut pieces = section.pieces.iter().map(|&at| &self.pieces[at]);
        pieces.any(|piece| !piece.withheld && piece.pages > 0)
    }

    /// Returns whether a piece takes numbers.
    fn numbered(&self, piece: usize) -> bool {
        self.settings.gap || !self.pieces[piece].withheld
    }

    fn withholds(&self, section: &Section) -> bool {
        section.pieces.iter().any(|&at| self.pieces[at].withheld)
    }

    /// Adds a blank behind the last page.
    fn blank(&mut self, section: &Section, label: Label) {
        let before = self.layout.leaves.last().map(|leaf| leaf.piece);
        let own = before.filter(|piece| section.pieces.contains(piece));
        let withholds = self.withholds(section);
        let range = section.item.as_ref().filter(|_| label != Label::None);
        if let Some(range) = range.and_then(|item| self.layout.items.get_mut(item)) {
            range.last = label;
        }
        self.layout.leaves.push(Leaf {
            piece: own
                .or_else(|| section.pieces.last().copied())
                .unwrap_or_default(),
            page: None,
            marks: self
                .stamper
                .marks(label, section.item.as_deref(), false, withholds),
        });
    }
}

#[cfg(test)]
#[path = "layout_tests.rs"]
mod tests;

#[cfg(test)]
#[path = "random_tests.rs"]
mod random_tests;
