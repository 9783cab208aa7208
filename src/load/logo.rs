//! The colour of a logo: what an office's papers take from a picture.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::path::Path;

use image::{ImageReader, Limits, Rgba};

use crate::diagnostic::{Code, Diagnostics};
use crate::door;
use crate::journal::{self, Work};
use crate::model::Origin;

/// The largest picture that is read, in bytes.
const MOST_BYTES: u64 = 20 << 20;
/// The longest side of a picture, in points, and the most memory that it may take.
const MOST_POINTS: u32 = 20_000;
const MOST_MEMORY: u64 = 512 << 20;
/// A picture is looked at in this size: a logo's colour does not hang on a single point.
const SEEN: u32 = 160;
/// Parts of the wheel of colours.
const PARTS: usize = 24;
/// What is less lively than this is grey, and what is darker is black; both of 255.
const LIVELY: u8 = 48;
const DARK: u8 = 40;

/// Returns the colour that a picture has most of, greys left aside; `None` within where all of it is grey.
///
/// What cannot be read is reported, and nothing is returned.
pub fn logo_colour(path: &Path, shown: &str, out: &mut Diagnostics) -> Option<Option<[u8; 3]>> {
    let _doing = journal::begun(Work::Read, path, shown, out)?;
    let bytes = read(path, shown, out)?;
    let mut limits = Limits::default();
    limits.max_image_width = Some(MOST_POINTS);
    limits.max_image_height = Some(MOST_POINTS);
    limits.max_alloc = Some(MOST_MEMORY);
    let opened = ImageReader::new(Cursor::new(bytes)).with_guessed_format();
    let picture = opened
        .map_err(image::ImageError::from)
        .and_then(|mut reader| {
            reader.limits(limits);
            reader.decode()
        });
    match picture {
        Ok(picture) => {
            let is_large = picture.width().max(picture.height()) > SEEN;
            let seen = match is_large {
                true => picture.thumbnail(SEEN, SEEN),
                false => picture,
            };
            Some(most_of(seen.to_rgba8().pixels()))
        }
        Err(error) => {
            let message = format!("`{shown}` cannot be read as a picture: {error}");
            out.add(Code::FormatUnknown, Origin::file(shown), message)
                .hint("save the logo as PNG or JPEG, or give its colour as in `--accent 1d3d6b`");
            None
        }
    }
}

fn read(path: &Path, shown: &str, out: &mut Diagnostics) -> Option<Vec<u8>> {
    let (code, message, hint) = match std::fs::metadata(path) {
        Ok(about) if about.is_file() && about.len() > MOST_BYTES => (
            Code::TooLarge,
            format!("`{shown}` is too large for a logo"),
            "save it smaller: 20 MB are the most",
        ),
        Ok(about) if about.is_file() => match door::bytes(path, MOST_BYTES) {
            Ok(bytes) => return Some(bytes),
            Err(error) => (
                Code::FileUnreadable,
                format!("cannot read `{shown}`: {error}"),
                "check that you may read the file",
            ),
        },
        _ => (
            Code::FileUnreadable,
            format!("there is no picture `{shown}`"),
            "write the name of a PNG or JPEG file, from the folder you are in",
        ),
    };
    out.add(code, Origin::file(shown), message).hint(hint);
    None
}

/// What is seen of colours that are much alike.
#[derive(Clone, Copy, Default)]
struct Seen {
    weight: u64,
    sums: [u64; 3],
}

/// Returns the colour that is seen most in the part of the wheel that is seen most, livelier points counting for more: the
/// blurred edges of a logo are left aside.
fn most_of<'a>(points: impl Iterator<Item = &'a Rgba<u8>>) -> Option<[u8; 3]> {
    let mut parts = [0_u64; PARTS];
    let mut seen: BTreeMap<(usize, [u8; 3]), Seen> = BTreeMap::new();
    for Rgba([red, green, blue, solid]) in points {
        let colour = [*red, *green, *blue];
        let Some(part) = part_of(colour).filter(|_| *solid > 127) else {
            continue;
        };
        let weight = u64::from(liveliness(colour));
        parts[part] += weight;
        let alike = seen
            .entry((part, colour.map(|value| value >> 4)))
            .or_default();
        alike.weight += weight;
        for (sum, value) in alike.sums.iter_mut().zip(colour) {
            *sum += weight * u64::from(value);
        }
    }
    let most = (0..PARTS).rev().max_by_key(|part| parts[*part])?;
    let own = seen.iter().filter(|((part, _), _)| *part == most);
    let (_, most) = own.max_by_key(|(_, alike)| alike.weight)?;
    Some(most.sums.map(|sum| (sum / most.weight) as u8))
}

fn liveliness(colour: [u8; 3]) -> u8 {
    let (most, least) = ends(colour);
    most - least
}

fn ends(colour: [u8; 3]) -> (u8, u8) {
    let most = colour.into_iter().max().unwrap_or_default();
    (most, colour.into_iter().min().unwrap_or_default())
}

/// Returns the part of the wheel that a colour stands in; none for greys and for what is nearly black.
fn part_of(colour: [u8; 3]) -> Option<usize> {
    let lively = liveliness(colour);
    if lively < LIVELY || ends(colour).0 < DARK {
        return None;
    }
    let [red, green, blue] = colour.map(f64::from);
    let turned = match ends(colour).0 {
        most if most == colour[0] => (green - blue) / f64::from(lively),
        most if most == colour[1] => 2.0 + (blue - red) / f64::from(lively),
        _ => 4.0 + (red - green) / f64::from(lively),
    };
    let share = turned.rem_euclid(6.0) / 6.0;
    Some((share * PARTS as f64).round() as usize % PARTS)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(points: &[([u8; 4], u32)]) -> Vec<u8> {
        let width: u32 = points.iter().map(|(_, count)| count).sum();
        let mut all = points
            .iter()
            .flat_map(|(colour, count)| vec![Rgba(*colour); *count as usize]);
        let image = image::RgbaImage::from_fn(width, 1, |_, _| all.next().expect("a point"));
        let mut bytes = Cursor::new(Vec::new());
        image
            .write_to(&mut bytes, image::ImageFormat::Png)
            .expect("written");
        bytes.into_inner()
    }

    fn colour(bytes: &[u8]) -> (Option<Option<[u8; 3]>>, Diagnostics) {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("logo.png");
        std::fs::write(&path, bytes).expect("written");
        let mut out = Diagnostics::default();
        (logo_colour(&path, "logo.png", &mut out), out)
    }

    #[test]
    fn the_colour_of_a_logo_is_its_liveliest_and_most_frequent() {
        let bytes = picture(&[
            ([255, 255, 255, 255], 60),
            ([20, 20, 20, 255], 30),
            ([0, 94, 165, 255], 20),
            ([220, 40, 40, 255], 5),
            ([0, 200, 0, 0], 40),
        ]);
        assert_eq!(colour(&bytes).0, Some(Some([0, 94, 165])));
    }

    #[test]
    fn a_grey_logo_has_no_colour() {
        let bytes = picture(&[([120, 120, 125, 255], 10), ([255; 4], 10)]);
        assert_eq!(colour(&bytes).0, Some(None));
    }

    #[test]
    fn what_is_no_picture_is_told() {
        for bytes in [&b"no picture"[..], b"\x89PNG\r\n\x1a\nbroken", b""] {
            let (found, problems) = colour(bytes);
            assert_eq!(found, None);
            assert!(problems.has_errors());
        }
    }
}
