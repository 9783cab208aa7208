//! Opaque shapes that hide what was drawn before them.

use hayro_interpret::FillRule;
use kurbo::{Affine, BezPath, Point, Rect, Shape};

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

/// A picture that lies on the page, and how opaque its parts are.
pub(super) struct Picture {
    /// From the page to the unit square of the picture, from its top left corner.
    pub place: Affine,
    /// Its opacity from 0 to 255, row by row; none where all of it is opaque.
    pub opacity: Option<Opacity>,
}

/// How opaque the parts of a picture are.
pub(super) struct Opacity {
    pub data: Vec<u8>,
    pub width: usize,
    pub height: usize,
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

impl Picture {
    fn hides(&self, point: Point) -> bool {
        let at = self.place * point;
        let inside = (0.0..1.0).contains(&at.x) && (0.0..1.0).contains(&at.y);
        inside
            && self
                .opacity
                .as_ref()
                .is_none_or(|opacity| opacity.hides(at))
    }
}

impl Opacity {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    #[expect(clippy::cast_precision_loss)]
    fn hides(&self, at: Point) -> bool {
        let (x, y) = (at.x * self.width as f64, at.y * self.height as f64);
        let opacity = self.data.get(y as usize * self.width + x as usize);
        opacity.is_some_and(|opacity| *opacity > 240)
    }
}
