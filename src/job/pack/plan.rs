//! What goes into the packs of a meeting, in which order: the same for all editions, but for what is withheld.

use crate::model::Edition;
use crate::pack::{AgendaItem, Meeting, PackedPaper, Piece, PieceKind};

use super::named::Wanted;
use super::read::is_exempt;
use super::sheets::Sheet;
use super::source::Source;
use super::titles;

/// The parts of a pack in their order.
pub struct Plan<'a> {
    /// The meeting.
    pub meeting: &'a Meeting,
    /// The parts below the front matter.
    pub parts: Vec<Part<'a>>,
    /// Papers that are in no edition of the pack, and to which nothing in it may lead.
    pub beside: Vec<Part<'a>>,
}

/// A part of a pack that belongs to an item.
pub struct Part<'a> {
    /// The item.
    pub item: &'a AgendaItem,
    /// What it is.
    pub held: Held<'a>,
}

/// What a part is.
#[derive(Clone, Copy)]
pub enum Held<'a> {
    /// The leaf before the item.
    Leaf(&'a Sheet),
    /// A paper, by its position among the item's.
    Paper(usize, &'a Source),
}

impl<'a> Part<'a> {
    /// Returns the paper as messages call it; none where it is a leaf.
    pub fn wanted(&self) -> Option<Wanted<'a>> {
        match self.held {
            Held::Paper(position, _) => Some(Wanted {
                item: self.item,
                position,
                secret: self.exempt(),
                unsaid: false,
            }),
            Held::Leaf(_) => None,
        }
    }

    /// Returns whether the public may not see it.
    pub fn exempt(&self) -> bool {
        is_exempt(self.item)
    }

    /// Returns the paper as a PDF; none where it is a leaf.
    pub fn source(&self) -> Option<&'a Source> {
        match self.held {
            Held::Paper(_, source) => Some(source),
            Held::Leaf(_) => None,
        }
    }

    /// Returns what it is called.
    pub fn title(&self) -> String {
        match self.held {
            Held::Leaf(_) => self.item.title.clone(),
            Held::Paper(position, source) => titles::title(self.item, position, source),
        }
    }

    /// Returns it as records and reports tell of it.
    pub fn packed(&self) -> PackedPaper {
        let (file, source) = match self.held {
            Held::Leaf(sheet) => {
                return PackedPaper {
                    title: self.title(),
                    sha256: sheet.content.hash.clone(),
                    claims: sheet.known.claims.clone(),
                    ..PackedPaper::default()
                };
            }
            Held::Paper(position, source) => (&self.item.papers[position].file, source),
        };
        PackedPaper {
            title: self.title(),
            file: Some(file.clone()),
            sha256: source.sha256.clone(),
            source: source.was,
            claims: source.known.claims.clone(),
            findings: source.known.findings.clone(),
        }
    }

    fn pages(&self) -> usize {
        match self.held {
            Held::Leaf(sheet) => sheet.known.pages,
            Held::Paper(_, source) => source.known.pages,
        }
    }

    fn kind(&self) -> PieceKind {
        match self.held {
            Held::Leaf(_) => PieceKind::Divider,
            Held::Paper(position, _) if self.item.papers[position].appendix => PieceKind::Appendix,
            Held::Paper(..) => PieceKind::Paper,
        }
    }
}

impl<'a> Plan<'a> {
    /// Returns whether an open paper says what an exempt one does.
    pub fn says_exempt(&self) -> bool {
        let mut open = self.parts.iter().filter(|part| !part.exempt());
        open.any(|part| part.source().is_some_and(|source| source.says_exempt))
    }

    /// Returns the pieces of an edition, after front matter of so many pages each.
    pub fn pieces(&self, edition: Edition, front: &[usize]) -> Vec<Piece> {
        let front = front.iter().map(|pages| Piece {
            item: None,
            kind: PieceKind::Front,
            pages: *pages,
            withheld: false,
        });
        let parts = self.parts.iter().map(|part| Piece {
            item: Some(part.item.id.clone()),
            kind: part.kind(),
            pages: part.pages(),
            withheld: part.exempt() && edition == Edition::Public,
        });
        front.chain(parts).collect()
    }
}
