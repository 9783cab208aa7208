//! The top and the bottom of a page, shared out among stamps.

use crate::model::{Place, Stamp};

use super::letters::Letters;
use super::lines::Lines;
use super::plan::Block;

/// The size of stamps in points, on pages that are not tiny.
const SIZE: f64 = 10.0;
/// How far from the sides and from the top and bottom stamps stand, in points.
const MARGIN: (f64, f64) = (24.0, 20.0);
/// The room between stamps, in points.
const GAP: f64 = 12.0;
/// What share of the width a corner takes at most, where others stand beside it.
const CORNER: f64 = 0.3;

/// A stamp whose place is not known yet.
struct Loose {
    text: String,
    bold: bool,
    place: Place,
}

/// A page to be stamped: its size, and text's size and distances on it.
pub(super) struct Room<'r, 'a> {
    letters: &'r [Letters<'a>; 2],
    pub width: f64,
    pub height: f64,
    size: f64,
    side: f64,
    /// How far from the top and bottom stamps stand.
    pub rim: f64,
}

impl<'r, 'a> Room<'r, 'a> {
    /// Takes a page of a size in points.
    pub fn new(letters: &'r [Letters<'a>; 2], (width, height): (f64, f64)) -> Self {
        let least = width.min(height);
        Self {
            letters,
            width,
            height,
            size: SIZE.min(least / 25.0),
            side: MARGIN.0.min(width * 0.041),
            rim: MARGIN.1.min(least * 0.034),
        }
    }
}

impl Room<'_, '_> {
    /// Returns the stamps of the top or the bottom, at their usual distance.
    pub fn edge(&self, stamps: &[Stamp], top: bool) -> Vec<Block> {
        let mut columns: [Vec<Loose>; 3] = Default::default();
        for stamp in stamps.iter().filter(|stamp| upper(stamp.place) == top) {
            let text = self.letters[usize::from(stamp.bold)].showable(&stamp.text);
            if !text.is_empty() {
                columns[column(stamp.place)].push(Loose {
                    text,
                    bold: stamp.bold,
                    place: stamp.place,
                });
            }
        }
        let natural = [0, 1, 2].map(|index| self.natural(&columns[index]));
        let (widths, below) = self.widths(natural);
        let stacks = [0, 1, 2].map(|index| self.stack(&columns[index], widths[index]));
        self.placed(stacks, top, below)
    }

    fn natural(&self, stamps: &[Loose]) -> f64 {
        let widths = stamps
            .iter()
            .map(|stamp| self.letters(stamp.bold).width(&stamp.text, self.size));
        widths.fold(0.0, f64::max)
    }

    fn letters(&self, bold: bool) -> &Letters<'_> {
        &self.letters[usize::from(bold)]
    }

    /// Shares the width out among left, middle and right; tells whether the middle stands beyond the corners instead.
    fn widths(&self, natural: [f64; 3]) -> ([f64; 3], bool) {
        let inner = self.width - 2.0 * self.side;
        let gap = GAP * self.size / SIZE;
        let [left, middle, right] = natural;
        let corner = inner * CORNER;
        let beside = inner - 2.0 * (left.max(right).min(corner) + gap);
        let alone = left.max(right) == 0.0;
        if middle > 0.0 && !alone && middle <= beside {
            return ([corner, beside, corner], false);
        }
        let corners = if left + right + gap <= inner {
            [left.max(corner), right.max(corner)]
        } else {
            let least = left.min(right).min((inner - gap) / 2.0);
            let other = inner - gap - least;
            if left < right {
                [least, other]
            } else {
                [other, least]
            }
        };
        let narrow = middle > 0.0 && !alone && (beside < inner / 2.0 || left.max(right) > corner);
        let middle = if alone || narrow { inner } else { beside };
        ([corners[0], middle, corners[1]], narrow)
    }

    fn stack(&self, stamps: &[Loose], width: f64) -> Vec<Block> {
        let block = |stamp: &Loose| {
            let lines = Lines::new(self.letters(stamp.bold), &stamp.text, self.size, width);
            let left = match column(stamp.place) {
                0 => self.side,
                1 => (self.width - lines.width) / 2.0,
                _ => self.width - self.side - lines.width,
            };
            Block {
                left,
                top: 0.0,
                lines,
                bold: stamp.bold,
                place: stamp.place,
            }
        };
        stamps.iter().map(block).collect()
    }

    /// Puts stacks of stamps at their usual distance from the top or the bottom.
    fn placed(&self, stacks: [Vec<Block>; 3], top: bool, below: bool) -> Vec<Block> {
        let gap = self.size * 0.2;
        let high = |stack: &[Block]| {
            stack
                .iter()
                .map(|block| block.lines.height() + gap)
                .sum::<f64>()
        };
        let corners = high(&stacks[0]).max(high(&stacks[2]));
        let mut blocks = Vec::new();
        for (index, stack) in stacks.into_iter().enumerate() {
            let beyond = if below && index == 1 { corners } else { 0.0 };
            let mut at = if top {
                self.rim + beyond
            } else {
                self.height - self.rim - beyond - high(&stack) + gap
            };
            for mut block in stack {
                block.top = at;
                at += block.lines.height() + gap;
                blocks.push(block);
            }
        }
        blocks
    }
}

fn upper(place: Place) -> bool {
    matches!(place, Place::TopLeft | Place::TopCentre | Place::TopRight)
}

fn column(place: Place) -> usize {
    match place {
        Place::TopLeft | Place::BottomLeft => 0,
        Place::TopCentre | Place::BottomCentre => 1,
        Place::TopRight | Place::BottomRight => 2,
    }
}
