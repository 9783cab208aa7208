//! Where stamps go on a page, and how much its content has to make room for them.

use crate::model::{Place, Stamp};

use super::super::{Area, PageLook};
use super::letters::Letters;
use super::lines::Lines;

/// The size of stamps in points, on pages that are not tiny.
const SIZE: f64 = 10.0;
/// How far from the sides and from the top and bottom stamps stand, in points.
const MARGIN: (f64, f64) = (24.0, 20.0);
/// How close to the top and bottom they may be moved, as a share of their usual distance.
const CLOSEST: f64 = 0.5;
/// How close they are moved on pages that are scaled, as a share of the way.
const EASY: f64 = 0.4;
/// The room between stamps, and between stamps and ink, in points.
const GAP: f64 = 12.0;
const CLEAR: f64 = 2.0;
/// What share of the width a corner takes at most, where others stand beside it.
const CORNER: f64 = 0.3;
/// What our own papers leave free at the top and at the foot, in points.
const HOUSE: f32 = 33.0;
/// How much content is made smaller: by steps, down to a limit.
const STEP: f64 = 0.005;
const STEPS: u32 = 40;

/// A stamp on the page, in points from its top left corner.
#[derive(Clone, Debug)]
pub(super) struct Block {
    pub left: f64,
    pub top: f64,
    pub lines: Lines,
    pub bold: bool,
    pub place: Place,
}

/// The stamps of a page, and the factor by which its content is scaled.
pub(super) struct Plan {
    pub blocks: Vec<Block>,
    pub factor: f64,
}

/// A stamp whose place is not known yet.
struct Loose {
    text: String,
    bold: bool,
    place: Place,
}

/// A page to be stamped: its size, and text's size and distances on it.
struct Room<'r, 'a> {
    letters: &'r [Letters<'a>; 2],
    width: f64,
    height: f64,
    size: f64,
    side: f64,
    rim: f64,
}

/// Finds places for the stamps of a page of a size in points.
///
/// Without a look the page is one of our own papers, whose margins are known.
pub(super) fn plan(
    letters: &[Letters<'_>; 2],
    (width, height): (f64, f64),
    stamps: &[Stamp],
    look: Option<&PageLook>,
) -> Plan {
    let least = width.min(height);
    let room = Room {
        letters,
        width,
        height,
        size: SIZE.min(least / 25.0),
        side: MARGIN.0.min(width * 0.041),
        rim: MARGIN.1.min(least * 0.034),
    };
    let edges = [true, false].map(|top| room.edge(stamps, top));
    let house = house(width, height);
    let ink = look.map_or(&house[..], |look| &look.edge);
    room.settled(&edges, ink)
}

/// Returns the ink of our own papers: their margins are known.
#[expect(clippy::cast_possible_truncation, reason = "pages are not that large")]
fn house(width: f64, height: f64) -> [Area; 1] {
    let (right, foot) = (width as f32, height as f32);
    [Area {
        left: 0.0,
        top: HOUSE,
        right,
        bottom: (foot - HOUSE).max(HOUSE),
    }]
}

impl Room<'_, '_> {
    /// Returns the stamps of the top or the bottom, at their usual distance.
    fn edge(&self, stamps: &[Stamp], top: bool) -> Vec<Block> {
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

    /// Moves stamps a little towards the edge, or makes the content smaller, until nothing lies under a stamp.
    fn settled(&self, edges: &[Vec<Block>; 2], ink: &[Area]) -> Plan {
        let way = self.rim * CLOSEST;
        if let Some(blocks) = self.moved(edges, ink, 1.0, way) {
            return Plan {
                blocks,
                factor: 1.0,
            };
        }
        for step in 1..=STEPS {
            let factor = 1.0 - f64::from(step) * STEP;
            if let Some(blocks) = self.moved(edges, ink, factor, way * EASY) {
                return Plan { blocks, factor };
            }
        }
        let factor = 1.0 - f64::from(STEPS) * STEP;
        let blocks = self.moved(edges, &[], factor, 0.0);
        Plan {
            blocks: blocks.unwrap_or_default(),
            factor,
        }
    }

    fn moved(
        &self,
        edges: &[Vec<Block>; 2],
        ink: &[Area],
        factor: f64,
        way: f64,
    ) -> Option<Vec<Block>> {
        let mut blocks = Vec::new();
        for (edge, side) in edges.iter().zip([-1.0, 1.0]) {
            // What takes several lines begins nearer to the edge.
            let moves = (0..=10_u32).map(|step| side * way * f64::from(step) / 10.0);
            let free = moves
                .map(|way| shifted(edge, way))
                .find(|edge| self.free(edge, ink, factor))?;
            blocks.extend(free);
        }
        Some(blocks)
    }

    fn free(&self, blocks: &[Block], ink: &[Area], factor: f64) -> bool {
        let scale =
            |value: f32, length: f64| length / 2.0 + factor * (f64::from(value) - length / 2.0);
        blocks.iter().all(|block| {
            ink.iter().all(|area| {
                scale(area.right, self.width) <= block.left - CLEAR
                    || scale(area.left, self.width) >= block.left + block.lines.width + CLEAR
                    || scale(area.bottom, self.height) <= block.top - CLEAR
                    || scale(area.top, self.height) >= block.top + block.lines.height() + CLEAR
            })
        })
    }
}

fn shifted(blocks: &[Block], way: f64) -> Vec<Block> {
    let shift = |block: &Block| Block {
        top: block.top + way,
        ..block.clone()
    };
    blocks.iter().map(shift).collect()
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
