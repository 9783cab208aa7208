//! A meeting, as packs need it.

use crate::model::{Date, Exempt, Origin, Place};

use super::{Facts, Phrases};

/// A meeting and its items.
#[derive(Clone, Debug, PartialEq)]
pub struct Meeting {
    /// Its file as the user knows it.
    pub file: String,
    /// The board that meets.
    pub board: String,
    /// The day of the meeting.
    pub date: Date,
    /// What its agenda says apart from its papers.
    pub facts: Facts,
    /// The items of business, in order.
    pub items: Vec<AgendaItem>,
    /// How its packs are made.
    pub settings: Settings,
}

/// An item of business.
#[derive(Clone, Debug, PartialEq)]
pub struct AgendaItem {
    /// The id of its row.
    pub id: String,
    /// Its number, such as `8` or `9(a)`.
    pub number: String,
    /// Its title, without any marks.
    pub title: String,
    /// Why it has no papers.
    pub state: Option<ItemState>,
    /// Who may see its papers.
    pub access: Access,
    /// Its papers, then their appendices.
    pub papers: Vec<ItemPaper>,
    /// Why it is taken although it is late.
    pub urgent: Option<String>,
    /// Where it stands.
    pub origin: Origin,
}

/// Why an item has no papers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemState {
    /// They come later.
    ToFollow,
    /// It is reported by word of mouth.
    Verbal,
    /// It is not taken.
    Withdrawn,
}

/// Who may see the papers of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Access {
    /// Everyone.
    Open,
    /// Members only.
    Exempt(Exempt),
}

/// A paper of an item.
#[derive(Clone, Debug, PartialEq)]
pub struct ItemPaper {
    /// Its file as the meeting's file names it: a paper of the office, a PDF, or a document.
    pub file: String,
    /// What it is called, where the meeting says.
    pub title: Option<String>,
    /// Whether it is an appendix.
    pub appendix: bool,
    /// Where it is named.
    pub origin: Origin,
}

/// How the packs of a meeting are made.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// Which page has the first number.
    pub first_page: FirstPage,
    /// The first number.
    pub start: u32,
    /// Whether each item starts on a right-hand page: an odd one, after a blank where it needs one.
    pub right_hand: bool,
    /// The words on blank pages; empty for none.
    pub blank: String,
    /// Where the page number stands.
    pub number_place: Place,
    /// The page number's words, with `{page}`.
    pub number_words: String,
    /// Where the number of the item stands on its first page.
    pub item_place: Place,
    /// The item's words, with `{item}`.
    pub item_words: String,
    /// The words on each page of an exempt item, with `{ground}`.
    pub exempt_words: String,
    /// What a pack says of itself and of what changed.
    pub phrases: Phrases,
    /// Whether a cover is the first page.
    pub cover: bool,
    /// Whether a list of contents follows the front sheet.
    pub contents: bool,
    /// Whether each item with papers starts with a divider.
    pub dividers: bool,
    /// Whether exempt items start with a pink cover.
    pub exempt_covers: bool,
    /// Whether the public edition keeps the numbers of withheld pages free.
    pub gap: bool,
}

/// Which page of a pack has the first number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FirstPage {
    /// The front sheet, cover included.
    FrontSheet,
    /// The first paper; what is before it has roman labels, which are not printed.
    FirstPaper,
}
