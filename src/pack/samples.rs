//! A meeting for tests, and numbers that look random but are the same in every run.

use crate::model::{Date, Exempt, Origin, Place};

use super::{Access, AgendaItem, FirstPage, ItemPaper, Meeting, Settings};

/// Returns the settings of packs as most offices have them.
pub fn settings() -> Settings {
    Settings {
        first_page: FirstPage::FrontSheet,
        start: 1,
        right_hand: true,
        blank: "This page is intentionally left blank".into(),
        number_place: Place::BottomRight,
        number_words: "Page {page}".into(),
        item_place: Place::TopRight,
        item_words: "Agenda Item {item}".into(),
        exempt_words: "NOT FOR PUBLICATION by virtue of {ground}".into(),
        cover: false,
        contents: false,
        dividers: false,
        exempt_covers: true,
        gap: true,
    }
}

/// Returns an open item without papers; its row is `items-<number>`.
pub fn item(number: &str, title: &str) -> AgendaItem {
    AgendaItem {
        id: format!("items-{number}"),
        number: number.into(),
        title: title.into(),
        state: None,
        access: Access::Open,
        papers: Vec::new(),
        urgent: None,
        origin: Origin::file("data/meetings/2026-11-19.toml"),
    }
}

/// Returns a paper of an item.
pub fn paper(file: &str, title: &str) -> ItemPaper {
    ItemPaper {
        file: file.into(),
        title: Some(title.into()),
        appendix: false,
        origin: Origin::file("data/meetings/2026-11-19.toml"),
    }
}

/// Returns the exemption of paragraph 3.
pub fn exempt() -> Exempt {
    Exempt {
        paragraphs: "paragraph 3".into(),
        ground: "paragraph 3 of Part 1 of Schedule 12A to the Local Government Act 1972".into(),
        about: vec!["the financial or business affairs of any particular person".into()],
        power: "section 100A(4) of the Local Government Act 1972".into(),
        reason: Some("Publication would harm the tender.".into()),
    }
}

/// Returns a meeting with these items.
pub fn meeting(items: Vec<AgendaItem>) -> Meeting {
    Meeting {
        file: "data/meetings/2026-11-19.toml".into(),
        board: "Northmarch Police and Crime Panel".into(),
        date: Date::new(2026, 11, 19).expect("exists"),
        items,
        settings: settings(),
    }
}

/// Numbers that look random.
pub struct Dice(pub u64);

impl Dice {
    /// Returns a number from one to another, both included.
    pub fn roll(&mut self, from: usize, to: usize) -> usize {
        // splitmix64
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let spread = (to - from + 1) as u64;
        from + usize::try_from((mixed ^ (mixed >> 31)) % spread).expect("small")
    }

    /// Returns yes once in so many times.
    pub fn once_in(&mut self, times: usize) -> bool {
        self.roll(1, times) == 1
    }
}
