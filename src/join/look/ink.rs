//! The parts of a page near its edges that have ink, kept few.

use kurbo::Rect;

use super::Area;

/// How far from an edge ink is noted, in points.
const BAND: f64 = 60.0;
/// How many parts are kept while a page is drawn.
const MOST: usize = 512;
/// How many parts are given.
const GIVEN: usize = 48;
/// How much paper without ink two parts may take in when they become one, in square points.
const WASTE: f64 = 60.0;

/// What ink was seen near the edges.
pub(super) struct Ink {
    page: Rect,
    parts: Vec<Rect>,
}

impl Ink {
    /// Begins with a page without ink.
    pub fn new((width, height): (f64, f64)) -> Self {
        Self {
            page: Rect::new(0.0, 0.0, width, height),
            parts: Vec::new(),
        }
    }

    /// Notes ink.
    pub fn add(&mut self, ink: Rect) {
        let Rect { x1, y1, .. } = self.page;
        let (top, foot) = (BAND.min(y1), (y1 - BAND).max(BAND));
        let bands = [
            Rect::new(0.0, 0.0, x1, top),
            Rect::new(0.0, foot, x1, y1),
            Rect::new(0.0, top, BAND.min(x1), foot),
            Rect::new((x1 - BAND).max(BAND), top, x1, foot),
        ];
        for band in bands {
            if let Some(part) = common(ink, band) {
                self.take_in(part);
            }
        }
    }

    fn take_in(&mut self, part: Rect) {
        let latest = self.parts.iter_mut().rev().take(8);
        for known in latest {
            if waste(*known, part) <= WASTE {
                *known = known.union(part);
                return;
            }
        }
        self.parts.push(part);
        if self.parts.len() > MOST {
            self.settle(MOST / 2);
        }
    }

    /// Joins parts that lie close together, ever more freely, until no more than `most` are left.
    fn settle(&mut self, most: usize) {
        let mut limit = WASTE;
        loop {
            self.join(limit);
            if self.parts.len() <= most {
                return;
            }
            limit *= 4.0;
        }
    }

    fn join(&mut self, limit: f64) {
        self.parts
            .sort_by(|a, b| a.y0.total_cmp(&b.y0).then(a.x0.total_cmp(&b.x0)));
        let mut joined: Vec<Rect> = Vec::new();
        for part in self.parts.drain(..) {
            match joined
                .iter_mut()
                .find(|known| waste(**known, part) <= limit)
            {
                Some(known) => *known = known.union(part),
                None => joined.push(part),
            }
        }
        self.parts = joined;
    }

    /// Returns what was noted.
    pub fn areas(mut self) -> Vec<Area> {
        self.settle(GIVEN);
        self.parts.into_iter().map(area).collect()
    }
}

/// Returns what two rectangles have in common, if they touch.
fn common(a: Rect, b: Rect) -> Option<Rect> {
    let both = Rect::new(
        a.x0.max(b.x0),
        a.y0.max(b.y0),
        a.x1.min(b.x1),
        a.y1.min(b.y1),
    );
    (both.x0 <= both.x1 && both.y0 <= both.y1).then_some(both)
}

/// Returns how much of the rectangle around two others belongs to neither.
fn waste(a: Rect, b: Rect) -> f64 {
    let shared = common(a, b).map_or(0.0, |both| both.area());
    a.union(b).area() - (a.area() + b.area() - shared)
}

/// Rounds outwards to tenths of a point.
#[expect(clippy::cast_possible_truncation, reason = "pages are not that large")]
fn area(part: Rect) -> Area {
    let out = |value: f64| (value * 10.0).floor() as f32 / 10.0;
    let up = |value: f64| (value * 10.0).ceil() as f32 / 10.0;
    Area {
        left: out(part.x0),
        top: out(part.y0),
        right: up(part.x1),
        bottom: up(part.y1),
    }
}
