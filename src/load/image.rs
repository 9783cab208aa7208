//! Images that stand beside a paper.

use std::path::Path;

use crate::diagnostic::{Code, Diagnostics};
use crate::model::Phrase;

/// The largest image that is read, in bytes.
const MOST_BYTES: u64 = 20 << 20;
/// The most points of an image: more than a page can show at the finest print.
const MOST_POINTS: u64 = 100_000_000;

/// An image as its file has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Image {
    /// The ending of its kind: `png`, `jpg` or `svg`.
    pub ending: &'static str,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Reads an image; `named` is where a paper names it, `root` the folder that it may not lie outside of.
pub fn image(path: &Path, named: &Phrase, root: &Path, out: &mut Diagnostics) -> Option<Image> {
    match read(path, root).and_then(kind) {
        Ok(image) => Some(image),
        Err(Fault { code, what, hint }) => {
            out.add(
                code,
                named.origin.clone(),
                format!("{what}: `{}`", named.text),
            )
            .hint(hint);
            None
        }
    }
}

struct Fault {
    code: Code,
    what: &'static str,
    hint: &'static str,
}

fn fault<T>(code: Code, what: &'static str, hint: &'static str) -> Result<T, Fault> {
    Err(Fault { code, what, hint })
}

fn read(path: &Path, root: &Path) -> Result<Vec<u8>, Fault> {
    const BESIDE: &str = "put the file beside the paper, and write its name as it is there";
    let (Ok(real), Ok(root)) = (path.canonicalize(), root.canonicalize()) else {
        return fault(Code::FileUnreadable, "there is no image", BESIDE);
    };
    if !real.starts_with(root) {
        let what = "the image lies outside the office's folder";
        return fault(Code::FileUnreadable, what, BESIDE);
    }
    let size = real.metadata().ok().filter(|about| about.is_file());
    match size.map(|about| about.len()) {
        Some(0..=MOST_BYTES) => std::fs::read(&real).or_else(|_| unreadable()),
        Some(_) => too_large(),
        None => unreadable(),
    }
}

fn unreadable<T>() -> Result<T, Fault> {
    let hint = "check that it is a file and that you may read it";
    fault(Code::FileUnreadable, "the image cannot be read", hint)
}

fn too_large<T>() -> Result<T, Fault> {
    let hint = "save it smaller: 20 MB and 100 million points are the most";
    fault(Code::TooLarge, "the image is too large", hint)
}

/// Tells by its bytes what an image is, whatever its name.
fn kind(bytes: Vec<u8>) -> Result<Image, Fault> {
    let (ending, points) = if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        ("png", png_points(&bytes))
    } else if bytes.starts_with(b"\xff\xd8\xff") {
        ("jpg", jpg_points(&bytes))
    } else if is_svg(&bytes) {
        ("svg", Some(1))
    } else {
        let hint = "save it as PNG, JPEG or SVG";
        return fault(
            Code::FormatUnknown,
            "this is no image that can be read",
            hint,
        );
    };
    match points {
        Some(points) if points <= MOST_POINTS => Ok(Image { ending, bytes }),
        Some(_) => too_large(),
        None => fault(
            Code::FormatUnknown,
            "the image is damaged",
            "open it in the program it was made with, and save it again",
        ),
    }
}

fn png_points(bytes: &[u8]) -> Option<u64> {
    let side = |at: usize| Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?));
    let points = u64::from(side(16)?) * u64::from(side(20)?);
    (points > 0).then_some(points)
}

/// Goes along the segments of a JPEG to the one that tells its size.
fn jpg_points(bytes: &[u8]) -> Option<u64> {
    let pair = |at: usize| Some(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?));
    let mut at = 2;
    loop {
        let (0xff, marker) = (*bytes.get(at)?, *bytes.get(at + 1)?) else {
            return None;
        };
        match marker {
            0xff => at += 1,
            0xc0..=0xcf if !matches!(marker, 0xc4 | 0xc8 | 0xcc) => {
                let points = u64::from(pair(at + 5)?) * u64::from(pair(at + 7)?);
                return (points > 0).then_some(points);
            }
            0x01 | 0xd0..=0xd8 => at += 2,
            _ => at += 2 + usize::from(pair(at + 2)?),
        }
    }
}

/// An SVG is XML whose first element is `svg`, after declarations and remarks.
fn is_svg(bytes: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return false;
    };
    let mut reader = quick_xml::Reader::from_str(text.trim_start_matches('\u{feff}'));
    loop {
        match reader.read_event() {
            Ok(quick_xml::events::Event::Start(start) | quick_xml::events::Event::Empty(start)) => {
                return start.local_name().as_ref() == "svg";
            }
            Ok(quick_xml::events::Event::Eof) | Err(_) => return false,
            Ok(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ending(bytes: &[u8]) -> Option<&'static str> {
        kind(bytes.to_vec()).ok().map(|image| image.ending)
    }

    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
        bytes.extend(width.to_be_bytes());
        bytes.extend(height.to_be_bytes());
        bytes
    }

    #[test]
    fn images_are_told_by_their_bytes() {
        assert_eq!(ending(&png(10, 10)), Some("png"));
        let jpg = b"\xff\xd8\xff\xe0\0\x04ab\xff\xc0\0\x0b\x08\0\x10\0\x10";
        assert_eq!(ending(jpg), Some("jpg"));
        assert_eq!(
            ending(b"<?xml version='1.0'?><!-- a --><svg/>"),
            Some("svg")
        );
        assert_eq!(ending(b"<html/>"), None);
        assert_eq!(ending(b"%PDF-1.7"), None);
    }

    #[test]
    fn images_of_endless_size_are_refused() {
        assert_eq!(ending(&png(60_000, 60_000)), None);
        assert_eq!(ending(&png(0, 10)), None);
    }
}
