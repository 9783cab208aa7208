//! An agenda pack as its own sheets tell of it: the front sheet, the contents, the covers of exempt items.

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

use super::{Date, PageRange};

/// For whom a pack is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Edition {
    /// For everyone: without exempt papers.
    Public,
    /// For members: with all papers.
    Restricted,
}

/// What kind of pack the sheets belong to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PackKind {
    /// The agenda with its papers.
    Agenda,
    /// Late papers, after the agenda was published.
    Supplement,
    /// The agenda with its papers once more, after it was published.
    Revision,
}

/// What the sheets of a pack say that the meeting's own file does not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct PackSheet {
    /// For whom it is.
    pub edition: Edition,
    /// What it is.
    pub kind: PackKind,
    /// The number of the supplement or revision, from 1.
    pub number: u32,
    /// When the pack was published that this one adds to or replaces.
    pub published: Option<Date>,
    /// The items of the pack, by the ids of their rows; the others are not in it.
    pub items: IndexMap<String, PackItem>,
    /// What a revision changed, one line each, for the reader.
    pub changes: Vec<String>,
}

/// An item as the sheets of a pack tell of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct PackItem {
    /// Its pages; none where it has no papers in this pack.
    pub pages: Option<PageRange>,
    /// Its pages as they are printed: `37 - 40`, or `37` where there is one.
    pub said: Option<String>,
    /// The address that the joiner turns into a link to its first page.
    pub link: Option<String>,
    /// Why the public may not see its papers; none for open items.
    pub exempt: Option<Exempt>,
    /// Whether its papers are left out of this edition.
    pub withheld: bool,
    /// Its papers in this pack, for a list of contents.
    pub papers: Vec<PackPaper>,
}

/// On what ground an item is exempt, in words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Exempt {
    /// Its paragraphs, such as `paragraph 3` or `paragraphs 1 and 3`.
    pub paragraphs: String,
    /// The paragraphs with the law they stand in: `paragraph 3 of Part 1 of Schedule 12A to the Local Government Act 1972`.
    pub ground: String,
    /// What each paragraph is about, such as `the financial or business affairs of any particular person`.
    pub about: Vec<String>,
    /// The power to exclude the public, such as `section 100A(4) of the Local Government Act 1972`.
    pub power: String,
    /// The resolution to exclude the public, where this law has words of its own.
    pub resolution: Option<String>,
    /// Why the public interest is against publication.
    pub reason: Option<String>,
}

/// A paper of an item, for a list of contents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct PackPaper {
    /// Its title.
    pub title: String,
    /// Its pages as they are printed.
    pub said: String,
    /// The address that the joiner turns into a link to its first page.
    pub link: String,
}
