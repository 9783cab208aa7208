//! What text is written on: black words on a black bar are as badly redacted as words under one.

use kurbo::{Point, Rect};

/// How many grounds are remembered; beyond that, the older half is forgotten.
const MOST: usize = 4096;
/// How little red, green and blue may differ to be the same to the eye.
const SAME: f32 = 0.06;
/// How bright the ground of hidden words is at most: white words on white hide nothing on purpose.
const BRIGHT: f32 = 0.9;
/// How bright red, green and blue of white are at least.
const WHITE: f32 = 0.98;

/// A colour, or what has many.
type Colour = Option<[f32; 3]>;

/// The opaque areas of a page in the order they were painted.
#[derive(Default)]
pub(super) struct Ground {
    areas: Vec<(Rect, Colour)>,
    forgot: bool,
}

impl Ground {
    /// Notes an area that was painted, and its colour where it has only one.
    pub fn lay(&mut self, area: Rect, colour: Colour) {
        if self.areas.len() >= MOST {
            self.areas.drain(..MOST / 2);
            self.forgot = true;
        }
        self.areas.push((area, colour));
    }

    /// Tells whether what is written in a colour cannot be told from its ground.
    pub fn swallows(&self, point: Point, colour: [f32; 3]) -> bool {
        let under = self
            .areas
            .iter()
            .rev()
            .find(|(area, _)| area.contains(point));
        let Some((_, Some(ground))) = under else {
            return false;
        };
        let same = ground
            .iter()
            .zip(colour)
            .all(|(a, b)| (a - b).abs() <= SAME);
        same && ground.iter().any(|part| *part < BRIGHT)
    }

    /// Tells whether a point is on the white of the page, as far as it is remembered.
    pub fn is_white(&self, point: Point) -> bool {
        let mut over = self.areas.iter().rev();
        let under = over.find(|(area, _)| area.contains(point));
        match under {
            None => !self.forgot,
            Some((_, ground)) => {
                ground.is_some_and(|ground| ground.iter().all(|part| *part >= WHITE))
            }
        }
    }

    /// Returns how much work it is to ask.
    pub fn work(&self) -> u64 {
        self.areas.len() as u64 / 64
    }
}
