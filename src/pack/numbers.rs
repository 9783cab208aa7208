//! The numbers of pages, as they are given out.

use crate::model::Label;

use super::{FirstPage, Settings};

/// Which numbers a pack has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Numbers {
    /// The first number: the setting's for an agenda, the one after the last published for a supplement.
    ///
    /// With right-hand starts an even number is passed over, since right-hand pages are odd.
    pub start: u32,
    /// How many pages the front matter takes at least: that of the other edition may be longer.
    pub front_pages: usize,
    /// What is published, where this pack is a revision of it.
    pub kept: Option<Kept>,
}

/// The numbers that are published, which a revision keeps.
///
/// A new version of a paper has the numbers the old one had. Where it is longer, letters follow its last number (`40A`,
/// `40B`); where it is shorter, numbers stay free. A new paper of an item goes on after the one before it; a new item goes
/// to the end, after the last published number. A new leaf before published papers has no number. A blank that the sheet needs has one of the paper's own numbers where one
/// is left over, and none otherwise: letters stay for what is read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// The numbers of the front matter, the first and the last; none where it is not counted.
    pub front: Option<(u32, u32)>,
    /// What each piece keeps, in the order of the pieces.
    pub pieces: Vec<Keeps>,
    /// The last published number.
    pub last: u32,
}

/// What a piece of a revision keeps.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Keeps {
    /// Its numbers, the first and the last, with the blanks after it.
    Numbers(u32, u32),
    /// Numbers that this edition does not know, since it withholds the piece: they stay free.
    Unknown,
    /// None: it is new.
    #[default]
    New,
}

impl Numbers {
    /// Returns the numbers of a pack that nothing was published before.
    pub fn of_agenda(settings: &Settings, front_pages: usize) -> Self {
        Self {
            start: settings.start,
            front_pages,
            kept: None,
        }
    }

    /// Returns the numbers of a supplement to what ends with a number.
    pub fn after(last: u32, front_pages: usize) -> Self {
        Self {
            start: last + 1,
            front_pages,
            kept: None,
        }
    }

    /// Returns the published numbers of a piece, the first and the last.
    pub(super) fn keeps(&self, piece: usize) -> Option<(u32, u32)> {
        match self.kept.as_ref()?.pieces.get(piece)? {
            Keeps::Numbers(first, last) => Some((*first, *last)),
            Keeps::Unknown | Keeps::New => None,
        }
    }
}

/// Numbers under way: those of the front matter, then those of each item.
pub(super) struct Numbering<'a> {
    /// The next number of what is not kept.
    free: u32,
    /// The last number taken or kept.
    last: u32,
    right_hand: bool,
    counts_front: bool,
    numbers: &'a Numbers,
    supply: Supply,
}

/// Where the numbers of a section come from.
#[derive(Clone, Copy)]
enum Supply {
    /// Not from numbers at all: the next roman one.
    Roman(u32),
    /// From the free ones, since this one.
    Free(u32),
    /// From those of the published item.
    Kept {
        first: u32,
        last: u32,
        next: u32,
        letter: u32,
    },
}

impl<'a> Numbering<'a> {
    pub fn new(settings: &Settings, numbers: &'a Numbers) -> Self {
        let kept = numbers.kept.as_ref();
        let start = kept.map_or(numbers.start, |kept| kept.last + 1);
        let free = start + u32::from(settings.right_hand && start.is_multiple_of(2));
        Self {
            free,
            last: kept.map_or(start.saturating_sub(1), |kept| kept.last),
            right_hand: settings.right_hand,
            counts_front: settings.first_page == FirstPage::FrontSheet,
            numbers,
            supply: Supply::Roman(1),
        }
    }

    /// Starts the front matter.
    pub fn front(&mut self) {
        let kept = self.numbers.kept.as_ref().map(|kept| kept.front);
        self.supply = match kept {
            Some(Some(range)) => Supply::kept(range),
            None if self.counts_front => Supply::Free(self.free),
            _ => Supply::Roman(1),
        };
    }

    /// Returns whether the length of the front matter moves what follows.
    pub fn counts_front(&self) -> bool {
        matches!(self.supply, Supply::Free(_))
    }

    /// Starts an item.
    pub fn item(&mut self) {
        self.supply = Supply::Free(self.free);
    }

    /// Returns whether a piece is new and comes before pieces that keep their numbers.
    pub fn is_put_before(&self, piece: usize, and_after: &[usize]) -> bool {
        let keeps = self.numbers.kept.as_ref().map(|kept| &kept.pieces);
        keeps.and_then(|keeps| keeps.get(piece)) == Some(&Keeps::New)
            && and_after.iter().any(|at| self.numbers.keeps(*at).is_some())
    }

    /// Starts a piece of an item, with those that follow it there; returns whether it takes numbers.
    pub fn piece(&mut self, piece: usize, and_after: &[usize]) -> bool {
        let keeps = |piece: &usize| self.numbers.keeps(*piece);
        let kept = self.numbers.kept.as_ref();
        let unknown = kept.and_then(|kept| kept.pieces.get(piece)) == Some(&Keeps::Unknown);
        let goes_on = match (keeps(&piece), self.supply) {
            (Some(range), Supply::Kept { first, last, .. }) => range == (first, last),
            (own, supply) => own.is_none() && matches!(supply, Supply::Kept { .. }),
        };
        if !goes_on {
            let range = and_after.iter().find_map(keeps);
            self.supply = range.map_or(Supply::Free(self.free), Supply::kept);
        }
        !unknown
    }

    /// Takes the next label.
    pub fn next(&mut self) -> Label {
        match &mut self.supply {
            Supply::Roman(next) => {
                *next += 1;
                Label::Roman(*next - 1)
            }
            Supply::Free(_) => {
                self.last = self.last.max(self.free);
                self.free += 1;
                Label::Number(self.free - 1)
            }
            Supply::Kept { last, next, .. } if *next <= *last => {
                *next += 1;
                Label::Number(*next - 1)
            }
            Supply::Kept { last, letter, .. } => {
                *letter += 1;
                Label::Lettered(*last, *letter)
            }
        }
    }

    /// Takes a label for a blank that only the sheet needs, unless it would have a letter.
    pub fn spare(&mut self) -> Option<Label> {
        let lettered = matches!(self.supply, Supply::Kept { last, next, .. } if next > last);
        (!lettered).then(|| self.next())
    }

    /// Returns whether an even number is still to be taken before the next item.
    pub fn wants_even(&self) -> bool {
        self.right_hand && matches!(self.supply, Supply::Free(_)) && self.free.is_multiple_of(2)
    }

    /// Returns the numbers that belong to the section, the first and the last: what it took, or what it keeps.
    pub fn taken(&self) -> Option<(u32, u32)> {
        match self.supply {
            Supply::Roman(_) => None,
            Supply::Free(since) => (since < self.free).then(|| (since, self.free - 1)),
            Supply::Kept { first, last, .. } => Some((first, last)),
        }
    }

    /// Returns the last number that is taken or kept.
    pub fn last(&self) -> u32 {
        self.last
    }
}

impl Supply {
    fn kept((first, last): (u32, u32)) -> Self {
        Self::Kept {
            first,
            last,
            next: first,
            letter: 0,
        }
    }
}
