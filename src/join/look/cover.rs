//! Opaque shapes that hide what was drawn before them.

use hayro_interpret::FillRule;
use kurbo::{BezPath, Point, Rect, Shape};

use super::picture::Picture;

/// The most elements of a path that is asked point by point: more is a drawing, which redacts nothing.
pub(super) const ELEMENTS: usize = 400;

/// Where something covers what is below it.
pub(super) enum Cover<'s> {
    /// Within a rectangle.
    Box(Rect),
    /// Within a path.
    Path(&'s BezPath, FillRule),
    /// Where a picture is opaque.
    Picture(&'s Picture),
}

impl Cover<'_> {
    /// Tells whether a point is covered.
    pub fn hides(&self, point: Point) -> bool {
        match self {
            Self::Box(area) => area.contains(point),
            Self::Path(path, FillRule::NonZero) => path.winding(point) != 0,
            Self::Path(path, FillRule::EvenOdd) => path.winding(point) % 2 != 0,
            Self::Picture(picture) => picture.hides(point),
        }
    }

    /// Returns how much work it is to ask for a point.
    pub fn work(&self) -> u64 {
        match self {
            Self::Path(path, _) => path.elements().len() as u64,
            Self::Box(_) | Self::Picture(_) => 1,
        }
    }
}
