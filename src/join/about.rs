//! What a joined PDF is told about itself and its parts.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::model::Date;

/// What a PDF says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Claims {
    /// Whether it has a structure tree and says that it is tagged.
    pub tagged: bool,
    /// The part of PDF/UA that it claims, such as 1.
    pub ua: Option<u8>,
    /// The part and level of PDF/A that it claims, such as 2 and `a`.
    pub archival: Option<(u8, char)>,
    /// Its language.
    pub language: Option<String>,
    /// Its title.
    pub title: Option<String>,
}

/// What the joined PDF says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    /// Its title.
    pub title: String,
    /// What it is about.
    pub subject: String,
    /// Who publishes it.
    pub author: String,
    /// Its language, such as `en-GB`.
    pub language: String,
    /// Its date: the only one it has.
    pub date: Date,
    /// The words that it has beside those of its parts.
    pub words: Words,
}

/// The words that a joined PDF has beside those of its parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// What its layers are called as a whole.
    pub layers: String,
    /// What stands for a page without text, with `{page}` and `{title}`.
    pub scan: String,
}

impl Default for Words {
    fn default() -> Self {
        Self {
            layers: "Pack".to_owned(),
            scan: "Scanned page {page} of {title}: no text".to_owned(),
        }
    }
}

/// A paper as a part of the joined PDF.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// What the part is called, to a screen reader.
    pub title: String,
    /// Its bookmark; the paper's own bookmarks go below it, or below the last one where it has none.
    pub bookmark: Option<Bookmark>,
    /// Names of the place where it starts, to which links anywhere in the PDF can lead.
    pub places: Vec<String>,
    /// What links to its places say to a screen reader, by the places' names, where it is not the title.
    pub said: BTreeMap<String, String>,
    /// Where links to files lead inside the pack: from the address of a file, as links of this paper write it without
    /// `#place`, to the place of the part that holds it.
    pub links: BTreeMap<String, String>,
    /// Addresses of files, as links of this paper write them, that must not be heard of: such links are taken out.
    pub withheld: BTreeSet<String>,
}

/// A bookmark of the joined PDF.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bookmark {
    /// Its words.
    pub title: String,
    /// How deep it stands: 0 for an item, 1 for what belongs to it.
    pub level: usize,
}

/// What came of joining.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Joined {
    /// How many pages the PDF has.
    pub pages: usize,
    /// What the PDF claims of itself, as all its parts allow.
    pub claims: Claims,
    /// Why it does not claim PDF/UA-1 or PDF/A-2, where it does not: one reason a line, such as "two colour profiles".
    pub reasons: Vec<String>,
    /// What of that no part says by itself.
    pub own: Vec<Hindrance>,
    /// Links that lead to no place, in the order of the parts.
    pub dangling: Vec<Dangling>,
}

/// What keeps the joined PDF from a standard that each part may meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hindrance {
    /// Some parts have headings with levels, some have headings without: PDF/UA-1 allows one of them.
    MixedHeadings,
    /// A part has tags of PDF 2.0.
    Newer,
    /// Stamps have no colour profile, since no part has one.
    NoProfile,
}

/// A link that leads to no place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dangling {
    /// The address of a file, or the name of a place.
    pub to: String,
    /// The index of the part.
    pub part: usize,
    /// The page of the part, from 1.
    pub page: usize,
}
