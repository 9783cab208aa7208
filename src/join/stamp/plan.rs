//! Where stamps go on a page, and how much its content has to make room for them.

use crate::model::{Place, Stamp};

use super::super::{Area, PageLook};
use super::letters::Letters;
use super::lines::Lines;
use super::room::Room;

/// How close to the top and bottom they may be moved, as a share of their usual distance.
const CLOSEST: f64 = 0.5;
/// How close they are moved on pages that are scaled, as a share of the way.
const EASY: f64 = 0.4;
/// How far stamps keep away from ink in points: where they can by moving alone, and at least.
const CALM: f64 = 8.0;
const CLEAR: f64 = 5.0;
/// What our own papers leave free at the top and at the foot, in points.
const HOUSE: (f32, f32) = (36.0, 33.0);
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

/// Finds places for the stamps of a page of a size in points.
///
/// Without a look the page is one of our own papers, whose margins are known.
pub(super) fn plan(
    letters: &[Letters<'_>; 2],
    (width, height): (f64, f64),
    stamps: &[Stamp],
    look: Option<&PageLook>,
) -> Plan {
    let room = Room::new(letters, (width, height));
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
        top: HOUSE.0,
        right,
        bottom: (foot - HOUSE.1).max(HOUSE.0),
    }]
}

impl Room<'_, '_> {
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
            let moved = |step: u32| shifted(edge, side * way * f64::from(step) / 10.0);
            let free = |clear| {
                let mut moves = (0..=10).map(moved);
                moves.find(|edge| self.free(edge, ink, factor, clear))
            };
            blocks.extend(free(CALM).or_else(|| free(CLEAR))?);
        }
        Some(blocks)
    }

    fn free(&self, blocks: &[Block], ink: &[Area], factor: f64, clear: f64) -> bool {
        let scale =
            |value: f32, length: f64| length / 2.0 + factor * (f64::from(value) - length / 2.0);
        blocks.iter().all(|block| {
            ink.iter().all(|area| {
                scale(area.right, self.width) <= block.left - clear
                    || scale(area.left, self.width) >= block.left + block.lines.width + clear
                    || scale(area.bottom, self.height) <= block.top - clear
                    || scale(area.top, self.height) >= block.top + block.lines.height() + clear
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
