//! Pictures on the page, and which parts of them nothing shines through.

use hayro_interpret::Image;
use kurbo::{Affine, Point};

/// The most pixels of a picture whose opacity is looked at.
const PIXELS: u64 = 30_000_000;
/// How many pixels are one piece of work.
const WORK: u64 = 64;
/// About how large a picture is decoded, where it comes in several sizes.
const NEAR: Option<(u32, u32)> = Some((400, 400));
/// From which opacity on nothing shines through.
const OPAQUE: u8 = 240;
/// What makes a picture see-through.
const MASKS: [&[u8]; 3] = [b"SMask", b"Mask", b"SMaskInData"];

/// A picture that lies on the page, and how opaque its parts are.
pub(super) struct Picture {
    /// From the page to the unit square of the picture, from its top left corner.
    pub place: Affine,
    /// Its opacity from 0 to 255, row by row; none where all of it is opaque.
    pub opacity: Option<Opacity>,
}

/// How opaque the parts of a picture are.
pub(super) struct Opacity {
    data: Vec<u8>,
    width: usize,
    height: usize,
}

impl Picture {
    pub fn hides(&self, point: Point) -> bool {
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
    /// Returns the opacity of a picture; none where it is opaque all over.
    pub fn of(image: &Image<'_, '_>) -> Option<Self> {
        if plain(image) {
            return None;
        }
        if pixels(image) > PIXELS {
            return Some(Self::nowhere());
        }
        let mut found = None;
        match image {
            Image::Stencil(stencil) => stencil.with_stencil(|luma, _| found = Some(luma), NEAR),
            Image::Raster(raster) => raster.with_rgba(|_, alpha| found = alpha, NEAR),
        }
        let none = matches!(image, Image::Stencil(_)).then(Self::nowhere);
        let opacity = found.map(|luma| Self {
            width: luma.width as usize,
            height: luma.height as usize,
            data: luma.data,
        });
        opacity.or(none)
    }

    fn nowhere() -> Self {
        Self {
            data: Vec::new(),
            width: 0,
            height: 0,
        }
    }

    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    #[expect(clippy::cast_precision_loss)]
    fn hides(&self, at: Point) -> bool {
        let (x, y) = (at.x * self.width as f64, at.y * self.height as f64);
        let opacity = self.data.get(y as usize * self.width + x as usize);
        opacity.is_some_and(|opacity| *opacity > OPAQUE)
    }
}

/// Returns how much work it is to look at the opacity of a picture.
pub(super) fn work(image: &Image<'_, '_>) -> u64 {
    if plain(image) {
        0
    } else {
        pixels(image) / WORK
    }
}

fn pixels(image: &Image<'_, '_>) -> u64 {
    u64::from(image.width()) * u64::from(image.height())
}

fn plain(image: &Image<'_, '_>) -> bool {
    let Image::Raster(raster) = image else {
        return false;
    };
    let about = raster.stream().dict();
    !MASKS.iter().any(|key| about.contains_key(key))
}
