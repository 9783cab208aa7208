//! A page as it is looked at: its size in points, and where its places are in the space that content is written in.

use lopdf::{Dictionary, Document, Object, ObjectId};

/// How many levels of the page tree are climbed.
const LEVELS: usize = 64;
/// A4, for pages that say nothing sensible.
const A4: [f64; 4] = [0.0, 0.0, 595.2756, 841.8898];

/// The displayed part of a page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::join) struct Sheet {
    /// Left, bottom, right and top, as content is written.
    pub corners: [f64; 4],
    /// How far it is turned clockwise: 0, 90, 180 or 270.
    pub turn: i64,
    /// How many points a unit of content is.
    pub unit: f64,
}

impl Sheet {
    /// Reads a page, with what it inherits.
    pub fn of(document: &Document, page: ObjectId) -> Self {
        let media = corners(document, page, b"MediaBox").unwrap_or(A4);
        let crop = corners(document, page, b"CropBox").unwrap_or(media);
        let both = [
            crop[0].max(media[0]),
            crop[1].max(media[1]),
            crop[2].min(media[2]),
            crop[3].min(media[3]),
        ];
        let real = both[2] - both[0] >= 1.0 && both[3] - both[1] >= 1.0;
        Self {
            corners: if real { both } else { media },
            turn: turn(document, page),
            unit: unit(document, page),
        }
    }

    /// Returns its width and height in points, as it is looked at.
    pub fn size(&self) -> (f64, f64) {
        let [left, foot, right, top] = self.corners;
        let (width, height) = ((right - left) * self.unit, (top - foot) * self.unit);
        match self.turn {
            90 | 270 => (height, width),
            _ => (width, height),
        }
    }

    /// Returns where a place, in points from the displayed top left corner, is in the space of the content, as the matrix of
    /// upright text that starts there.
    pub fn text(&self, x: f64, y: f64) -> [f64; 6] {
        let [left, foot, right, top] = self.corners;
        let one = 1.0 / self.unit;
        let (x, y) = (x * one, y * one);
        match self.turn {
            90 => [0.0, one, -one, 0.0, left + y, foot + x],
            180 => [-one, 0.0, 0.0, -one, right - x, foot + y],
            270 => [0.0, -one, one, 0.0, right - y, top - x],
            _ => [one, 0.0, 0.0, one, left + x, top - y],
        }
    }

    /// Returns its middle, as content is written.
    pub fn middle(&self) -> (f64, f64) {
        let [left, foot, right, top] = self.corners;
        (f64::midpoint(left, right), f64::midpoint(foot, top))
    }
}

/// Returns an attribute of a page, its own or inherited.
pub(in crate::join) fn attribute<'d>(
    document: &'d Document,
    page: ObjectId,
    key: &[u8],
) -> Option<&'d Object> {
    let mut node: &Dictionary = document.get_dictionary(page).ok()?;
    for _ in 0..LEVELS {
        if let Ok(found) = node.get(key) {
            return Some(found);
        }
        let parent = node.get(b"Parent").and_then(Object::as_reference).ok()?;
        node = document.get_dictionary(parent).ok()?;
    }
    None
}

/// Returns an object, or what it refers to.
pub(super) fn resolved<'d>(document: &'d Document, object: &'d Object) -> &'d Object {
    document
        .dereference(object)
        .map_or(&Object::Null, |(_, found)| found)
}

fn corners(document: &Document, page: ObjectId, key: &[u8]) -> Option<[f64; 4]> {
    let found = resolved(document, attribute(document, page, key)?);
    let values: Vec<f64> = found
        .as_array()
        .ok()?
        .iter()
        .filter_map(|value| number(resolved(document, value)))
        .collect();
    let [a, b, c, d] = values[..] else {
        return None;
    };
    let real = (a - c).abs() >= 1.0 && (b - d).abs() >= 1.0;
    real.then(|| [a.min(c), b.min(d), a.max(c), b.max(d)])
}

/// Returns a number that can be reckoned with.
pub(super) fn number(object: &Object) -> Option<f64> {
    let value = object.as_float().ok().map(f64::from)?;
    (value.is_finite() && value.abs() < 1e6).then_some(value)
}

fn turn(document: &Document, page: ObjectId) -> i64 {
    let found = attribute(document, page, b"Rotate").map(|found| resolved(document, found));
    let turn = found.and_then(|found| found.as_i64().ok()).unwrap_or(0);
    match turn.rem_euclid(360) {
        turn @ (90 | 180 | 270) => turn,
        _ => 0,
    }
}

fn unit(document: &Document, page: ObjectId) -> f64 {
    let own = document.get_dictionary(page).ok();
    let found = own.and_then(|page| page.get(b"UserUnit").ok());
    let unit = found.and_then(|found| number(resolved(document, found)));
    unit.filter(|unit| *unit > 0.0).unwrap_or(1.0)
}
