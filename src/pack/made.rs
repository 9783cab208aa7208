//! A pack that was made, with all that its record, its manifest and its report tell of it.

use crate::join::{Claims, Finding, Joined};
use crate::model::{Date, Edition, PackKind, PageRange};

use super::{AgendaItem, History, Issue, Layout, Meeting, Piece, PieceKind};

/// A pack that was made.
#[derive(Clone, Copy, Debug)]
pub struct Made<'a> {
    /// The meeting.
    pub meeting: &'a Meeting,
    /// What it is.
    pub issue: &'a Issue,
    /// The pieces it was laid out from.
    pub pieces: &'a [Piece],
    /// What is known of each piece, in the order of the pieces. That of withheld pieces is not looked at.
    pub papers: &'a [PackedPaper],
    /// Where each page went.
    pub layout: &'a Layout,
    /// What the joiner said; before a pack is joined, nothing.
    pub joined: &'a Joined,
    /// The file that was written.
    pub file: &'a PackFile,
    /// The last day to publish; none where the law or the bank holidays are not known.
    pub deadline: Option<&'a Deadline>,
    /// What the public has of the meeting.
    pub public: Option<&'a History>,
}

/// A piece of a pack as records and reports tell of it: a paper, or a sheet of the pack's own.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PackedPaper {
    /// Its title.
    pub title: String,
    /// Its file as the meeting names it; none for sheets of the pack's own.
    pub file: Option<String>,
    /// The SHA-256 of its file, in hexadecimal.
    pub sha256: String,
    /// How it became a PDF.
    pub source: PaperSource,
    /// What its PDF says of itself.
    pub claims: Claims,
    /// What was found in it, and what was changed when it was joined.
    pub findings: Vec<Finding>,
}

/// How a paper became a PDF.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PaperSource {
    /// It is a paper of the office.
    #[default]
    Ours,
    /// It was one.
    Pdf,
    /// It was a document of a word processor or a spreadsheet program.
    Converted,
}

/// A file of a pack.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PackFile {
    /// Its name below the output folder, with `/` between folders.
    pub name: String,
    /// Its SHA-256, in hexadecimal.
    pub sha256: String,
    /// How many bytes it has.
    pub bytes: u64,
}

/// The last day to publish.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deadline {
    /// The day.
    pub date: Date,
    /// The rule, such as `5 clear days before the meeting`.
    pub rule: String,
}

/// A piece that is in a pack, with what is known of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Placed<'a> {
    pub piece: &'a Piece,
    pub paper: &'a PackedPaper,
    pub pages: PageRange,
    /// Its position among all pieces.
    pub at: usize,
}

impl<'a> Made<'a> {
    /// Returns the pieces that are in the pack: those of an item, or of the front matter.
    pub(super) fn placed(self, item: Option<&str>) -> Vec<Placed<'a>> {
        let own = |at: &usize| self.pieces[*at].item.as_deref() == item;
        let here = (0..self.pieces.len()).filter(own);
        here.filter_map(|at| self.placed_at(at)).collect()
    }

    fn placed_at(self, at: usize) -> Option<Placed<'a>> {
        Some(Placed {
            piece: &self.pieces[at],
            paper: self.papers.get(at)?,
            pages: self.layout.pieces.get(at).copied().flatten()?,
            at,
        })
    }

    /// Returns the papers and appendices of an item that are in the pack.
    pub(super) fn papers_of(self, item: &AgendaItem) -> Vec<Placed<'a>> {
        let mut placed = self.placed(Some(&item.id));
        placed.retain(|placed| placed.piece.kind != PieceKind::Divider);
        placed
    }

    /// Returns whether papers of an item are left out of this edition.
    pub(super) fn withholds(self, item: &AgendaItem) -> bool {
        let own = |piece: &&Piece| piece.item.as_ref() == Some(&item.id);
        super::sheet::withheld(item, self.issue.edition)
            || self.pieces.iter().filter(own).any(|piece| piece.withheld)
    }

    /// Returns the items that the pack is about: all, but in a supplement those with pieces.
    pub(super) fn items(self) -> impl Iterator<Item = &'a AgendaItem> {
        let supplement = self.issue.kind == PackKind::Supplement;
        let items = self.meeting.items.iter();
        items.filter(move |item| !supplement || self.has_piece(item))
    }

    /// Returns whether there is anything of an item, withheld or not.
    pub(super) fn has_piece(self, item: &AgendaItem) -> bool {
        let own = |piece: &Piece| piece.item.as_ref() == Some(&item.id);
        self.pieces.iter().any(own)
    }

    /// Returns how many pages the pack has.
    pub(super) fn pages(self) -> usize {
        self.layout.leaves.len()
    }
}

/// Returns the name of a pack below the output folder; `stem` is the meeting's own path without its ending.
///
/// What is for members only has a folder of its own.
pub fn pack_name(stem: &str, edition: Edition, kind: PackKind, number: u32) -> String {
    let kind = match kind {
        PackKind::Agenda => "pack".to_owned(),
        PackKind::Supplement => format!("supplement-{number}"),
        PackKind::Revision => format!("revision-{number}"),
    };
    match edition {
        Edition::Public => format!("{stem}-{kind}.pdf"),
        Edition::Restricted => format!("restricted/{stem}-{kind}-restricted.pdf"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packs_are_named_by_what_they_are() {
        let name = |edition, kind| pack_name("meetings/2026-11-19", edition, kind, 2);
        assert_eq!(
            name(Edition::Public, PackKind::Agenda),
            "meetings/2026-11-19-pack.pdf"
        );
        assert_eq!(
            name(Edition::Restricted, PackKind::Supplement),
            "restricted/meetings/2026-11-19-supplement-2-restricted.pdf"
        );
    }
}
