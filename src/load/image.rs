//! Images that stand beside a paper.

use std::path::Path;

use crate::diagnostic::{Code, Diagnostics};
use crate::door;
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
        Some(0..=MOST_BYTES) => door::bytes(&real, MOST_BYTES).or_else(|_| unreadable()),
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
        Some(points) if points <= MOST_POINTS => {}
        Some(_) => return too_large(),
        None => return damaged(),
    }
    match ending {
        "png" if !png_is_whole(&bytes) => damaged(),
        "jpg" if !jpg_is_whole(&bytes) => damaged(),
        "jpg" if jpg_colours(&bytes) == Some(4) => fault(
            Code::FormatUnknown,
            "the image is in the colours of a printing press (CMYK)",
            "save it in the colours of a screen (RGB)",
        ),
        "svg" => svg_fault(&bytes).map_or(Ok(Image { ending, bytes }), Err),
        _ => Ok(Image { ending, bytes }),
    }
}

fn damaged<T>() -> Result<T, Fault> {
    fault(
        Code::FormatUnknown,
        "the image is damaged",
        "open it in the program it was made with, and save it again",
    )
}

/// Goes along the chunks of a PNG to its last.
fn png_is_whole(bytes: &[u8]) -> bool {
    let mut at = 8;
    while let Some(head) = bytes.get(at..at + 8) {
        let length = u32::from_be_bytes([head[0], head[1], head[2], head[3]]) as usize;
        at += length + 12;
        if &head[4..] == b"IEND" {
            return at <= bytes.len();
        }
    }
    false
}

/// A JPEG that was cut off has no last sign; some programs put more behind it.
fn jpg_is_whole(bytes: &[u8]) -> bool {
    bytes.windows(2).any(|pair| pair == b"\xff\xd9")
}

/// Finds what a typesetter could not draw of an SVG.
fn svg_fault(bytes: &[u8]) -> Option<Fault> {
    use quick_xml::events::Event;
    let text = std::str::from_utf8(bytes).unwrap_or_default();
    let mut reader = quick_xml::Reader::from_str(text.trim_start_matches('\u{feff}'));
    let mut open = 0_u32;
    loop {
        let event = match reader.read_event() {
            Ok(event) => event,
            Err(_) => return damaged::<()>().err(),
        };
        match &event {
            Event::Eof if open > 0 => return damaged::<()>().err(),
            Event::Eof => return None,
            Event::End(_) => open = open.saturating_sub(1),
            Event::Start(_) => open += 1,
            _ => {}
        }
        if let Event::Start(start) | Event::Empty(start) = &event {
            let name = start.local_name();
            let what = match name.as_ref() {
                "foreignObject" => "the image holds a piece of a web page",
                "image" if leads_outside(start) => {
                    "the image holds another one that lies elsewhere"
                }
                _ => continue,
            };
            let hint = "save it as PNG, or as SVG with everything embedded in it";
            return fault::<()>(Code::FormatUnknown, what, hint).err();
        }
    }
}

fn leads_outside(start: &quick_xml::events::BytesStart<'_>) -> bool {
    start.attributes().flatten().any(|attribute| {
        attribute.key.local_name().as_ref() == "href" && !attribute.value.starts_with("data:")
    })
}

fn png_points(bytes: &[u8]) -> Option<u64> {
    let side = |at: usize| Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?));
    let points = u64::from(side(16)?) * u64::from(side(20)?);
    (points > 0).then_some(points)
}

fn jpg_points(bytes: &[u8]) -> Option<u64> {
    let at = jpg_frame(bytes)?;
    let pair = |at: usize| Some(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?));
    let points = u64::from(pair(at + 5)?) * u64::from(pair(at + 7)?);
    (points > 0).then_some(points)
}

fn jpg_colours(bytes: &[u8]) -> Option<u8> {
    bytes.get(jpg_frame(bytes)? + 9).copied()
}

/// Goes along the segments of a JPEG to the one that tells its size.
fn jpg_frame(bytes: &[u8]) -> Option<usize> {
    let pair = |at: usize| Some(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?));
    let mut at = 2;
    loop {
        let (0xff, marker) = (*bytes.get(at)?, *bytes.get(at + 1)?) else {
            return None;
        };
        match marker {
            0xff => at += 1,
            0xc0..=0xcf if !matches!(marker, 0xc4 | 0xc8 | 0xcc) => return Some(at),
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
        bytes.extend(b"\x08\x02\0\0\0crc.\0\0\0\0IENDcrc.");
        bytes
    }

    #[test]
    fn images_are_told_by_their_bytes() {
        assert_eq!(ending(&png(10, 10)), Some("png"));
        let jpg = b"\xff\xd8\xff\xe0\0\x04ab\xff\xc0\0\x0b\x08\0\x10\0\x10\x03\xff\xd9";
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

    #[test]
    fn images_that_cannot_be_drawn_are_refused() {
        let whole = png(10, 10);
        assert_eq!(ending(&whole[..whole.len() - 6]), None);
        let jpg = |colours: u8, end: &[u8]| {
            let mut bytes = b"\xff\xd8\xff\xc0\0\x0b\x08\0\x10\0\x10".to_vec();
            bytes.push(colours);
            bytes.extend(end);
            ending(&bytes)
        };
        assert_eq!(jpg(3, b"\xff\xd9"), Some("jpg"));
        assert_eq!(jpg(3, b""), None);
        assert_eq!(jpg(4, b"\xff\xd9"), None);
        assert_eq!(ending(b"<svg><rect></svg>"), None);
        assert_eq!(ending(b"<svg><g>"), None);
        assert_eq!(ending(b"<svg><foreignObject/></svg>"), None);
        assert_eq!(
            ending(b"<svg><image href='https://x.example/a.png'/></svg>"),
            None
        );
        assert_eq!(
            ending(b"<svg><image href='data:image/png;base64,AA'/></svg>"),
            Some("svg")
        );
    }
}
