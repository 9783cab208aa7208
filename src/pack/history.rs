//! The record of what was published of a meeting: one file an edition, a pack after the other.
//!
//! The record of the public edition says of an exempt item its number, its title, and that its papers are withheld.

use serde::{Deserialize, Serialize};

use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Date, Edition, Origin, PackKind, PageRange};

use super::made::{Made, Placed};
use super::sheet::exemption;
use super::{AgendaItem, Facts, ItemState, Meeting, PieceKind};

/// The version of the record's form.
const VERSION: u32 = 1;

/// What was published of a meeting in one edition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct History {
    /// The version of this form.
    version: u32,
    /// The meeting's file.
    pub meeting: String,
    /// The board that meets.
    pub board: String,
    /// The day of the meeting.
    pub date: Date,
    /// For whom the packs are.
    pub edition: Edition,
    /// The packs, in the order in which they were published.
    pub packs: Vec<PublishedPack>,
}

/// A pack that was published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct PublishedPack {
    /// Its name below the output folder.
    pub file: String,
    /// What it is.
    pub kind: PackKind,
    /// The number of the supplement or revision, from 1.
    pub number: u32,
    /// What its agenda said apart from its papers.
    #[serde(default)]
    pub facts: Facts,
    /// When it was published.
    pub published: Date,
    /// The SHA-256 of its file, in hexadecimal.
    pub sha256: String,
    /// How many pages it has.
    pub pages: usize,
    /// The numbers of its front matter; none where it is not counted.
    pub front: Option<(u32, u32)>,
    /// The last number that is taken.
    pub last: u32,
    /// Its items.
    pub items: Vec<PublishedItem>,
}

/// An item of a pack that was published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct PublishedItem {
    /// The id of its row.
    pub id: String,
    /// Its number.
    pub number: String,
    /// Its title.
    pub title: String,
    /// Why it has no papers: `to follow`, `verbal` or `withdrawn`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// Whether papers of it are not in this edition; their numbers are kept.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub withheld: bool,
    /// Whether its papers, withheld or not, are for members only.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub exempt: bool,
    /// Its pages; none where it has none in the pack.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pages: Option<PageRange>,
    /// What is in the pack of it, divider included.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<PublishedPart>,
}

/// A part of an item that was published: its divider, a paper, an appendix.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct PublishedPart {
    /// What it is.
    pub kind: PieceKind,
    /// Its title.
    pub title: String,
    /// The SHA-256 of its file, in hexadecimal.
    pub sha256: String,
    /// How many pages it has.
    pub length: usize,
    /// Its pages.
    pub pages: PageRange,
    /// The numbers it keeps in a revision, with the blanks after it: the first and the last.
    pub keeps: (u32, u32),
}

impl History {
    /// Returns the record of the restricted edition with the packs that were published for the public alone: where members have
    /// none of their own, the public pack is theirs too.
    pub fn with_those_of(&self, public: &Self) -> Self {
        let key = |pack: &PublishedPack| (pack.kind, pack.number);
        let mut packs = self.packs.clone();
        let mut at = 0;
        for pack in &public.packs {
            match packs.iter().position(|own| key(own) == key(pack)) {
                Some(own) => at = own + 1,
                None => {
                    packs.insert(at, pack.clone());
                    at += 1;
                }
            }
        }
        Self {
            packs,
            ..self.clone()
        }
    }

    /// Returns the record of a meeting of which nothing was published.
    pub fn new(meeting: &Meeting, edition: Edition) -> Self {
        Self {
            version: VERSION,
            meeting: meeting.file.clone(),
            board: meeting.board.clone(),
            date: meeting.date,
            edition,
            packs: Vec::new(),
        }
    }

    /// Reads a record; `file` is its name as the user knows it. What is wrong is reported.
    pub fn read(text: &str, file: &str, out: &mut Diagnostics) -> Option<Self> {
        let read: Result<Self, _> = serde_json::from_str(text);
        let (what, hint) = match read {
            Ok(history) if history.version == VERSION => return Some(history),
            Ok(history) => (
                format!("is of version {}", history.version),
                "use the boardpaper that wrote it, or a newer one",
            ),
            Err(error) => (
                format!("cannot be read: {error}"),
                "fetch it back from a backup: it says which page numbers are published",
            ),
        };
        let message = format!("the record of what was published, `{file}`, {what}");
        out.add(Code::HistoryFaulty, Origin::file(file), message)
            .hint(hint);
        None
    }

    /// Returns the record as it is written: the same for the same packs, to the byte.
    pub fn json(&self) -> String {
        let json = serde_json::to_string_pretty(self).unwrap_or_default();
        format!("{json}\n")
    }

    /// Returns the last pack that was published.
    pub fn last_pack(&self) -> Option<&PublishedPack> {
        self.packs.last()
    }

    /// Returns the last number that is published.
    pub fn last(&self) -> Option<u32> {
        self.packs.iter().map(|pack| pack.last).max()
    }

    /// Returns the number of the next supplement or revision.
    pub fn next(&self, kind: PackKind) -> u32 {
        let published = self.packs.iter().filter(|pack| pack.kind == kind);
        published.map(|pack| pack.number).max().unwrap_or(0) + 1
    }

    /// Records a pack as published; an agenda takes the place of the one before.
    pub fn publish(&mut self, made: Made<'_>, published: Date) {
        let pack = pack(made, published);
        self.date = made.meeting.date;
        let same = |of: &PublishedPack| (of.kind, of.number) == (pack.kind, pack.number);
        match self.packs.iter().position(same) {
            Some(at) => self.packs[at] = pack,
            None => self.packs.push(pack),
        }
    }
}

/// Returns the record of a pack.
fn pack(made: Made<'_>, published: Date) -> PublishedPack {
    PublishedPack {
        file: made.file.name.clone(),
        kind: made.issue.kind,
        number: made.issue.number,
        facts: made.meeting.facts.clone(),
        published,
        sha256: made.file.sha256.clone(),
        pages: made.pages(),
        front: made.layout.front,
        last: made.layout.last,
        items: made.items().map(|of| item(made, of)).collect(),
    }
}

/// Returns the record of an item.
pub(super) fn item(made: Made<'_>, item: &AgendaItem) -> PublishedItem {
    let placed = made.placed(Some(&item.id));
    PublishedItem {
        id: item.id.clone(),
        number: item.number.clone(),
        title: item.title.clone(),
        state: item.state.map(|state| said(state).to_owned()),
        withheld: made.withholds(item),
        exempt: exemption(item).is_some() && made.has_piece(item),
        pages: made.layout.items.get(&item.id).copied(),
        parts: placed.into_iter().filter_map(|of| part(made, of)).collect(),
    }
}

fn part(made: Made<'_>, placed: Placed<'_>) -> Option<PublishedPart> {
    Some(PublishedPart {
        kind: placed.piece.kind,
        title: placed.paper.title.clone(),
        sha256: placed.paper.sha256.clone(),
        length: placed.piece.pages,
        pages: placed.pages,
        keeps: made.layout.taken.get(placed.at).copied().flatten()?,
    })
}

/// Returns a state as the meeting's file says it.
pub(super) fn said(state: ItemState) -> &'static str {
    match state {
        ItemState::ToFollow => "to follow",
        ItemState::Verbal => "verbal",
        ItemState::Withdrawn => "withdrawn",
    }
}

#[cfg(test)]
#[path = "history_editions_tests.rs"]
mod editions_tests;
#[cfg(test)]
#[path = "history_tests.rs"]
mod tests;
