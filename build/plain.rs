//! Tables for plain texts: those without marks and fractions, in letters and signs of the first planes of Unicode.
//!
//! A shaper goes over each text once for every lookup of a font, and of the twenty that Source Sans 3 has for any text, all but a few
//! are about marks: what letters are composed with, where marks stand, what fractions are made of. For texts that have none, the
//! features that lead to them are called by another name (OpenType 1.9.1, "Feature list table"), and characters are found in one array
//! instead of 1,034 ranges ("cmap", "Format 10: Trimmed array"). What a plain text is, `src/compile/plain.rs` says.

use ttf_parser::{Face, Tag};

use crate::bytes::{Bytes, number};
use crate::kerning;

/// The features that substitute and place what plain texts have not.
const COMPOSED: [&[u8]; 4] = [b"ccmp", b"dnom", b"frac", b"numr"];
const PLACED: [&[u8]; 2] = [b"mark", b"mkmk"];

/// The platform of a table of characters, and its encoding: readers take the array for Unicode under no other.
const UNICODE: usize = 0;
const FULL: usize = 4;

/// Behind the last character of plain texts.
const END: u32 = 0x3000;

/// Returns a font's tables, each under its tag; none where its kerning is not made quick, since those are the fonts of texts.
pub fn quick(font: &[u8]) -> Option<[(&'static str, Vec<u8>); 3]> {
    let face = Face::parse(font, 0).ok()?;
    let substitutions = face.raw_face().table(Tag::from_bytes(b"GSUB"))?.to_vec();
    Some([
        ("GPOS", without(kerning::quick(font)?, &PLACED)?),
        ("GSUB", without(substitutions, &COMPOSED)?),
        ("cmap", characters(&face)?),
    ])
}

/// Takes features from a table of substitutions or positions: the last letter of their names, which no text asks for without it. The
/// list stays in order, for it is searched by halves.
fn without(mut table: Vec<u8>, features: &[&[u8]]) -> Option<Vec<u8>> {
    let list = usize::from(number(&table, 6)?);
    for index in 0..usize::from(number(&table, list)?) {
        let at = list + 2 + 6 * index;
        let tag = table.get_mut(at..at + 4)?;
        if features.contains(&&*tag) {
            tag[3] = b' ';
        }
    }
    Some(table)
}

/// Returns a table with the glyphs of all characters before the end, 0 for those that the font lacks.
fn characters(face: &Face<'_>) -> Option<Vec<u8>> {
    let glyph = |code: u32| face.glyph_index(char::from_u32(code)?);
    let end = 1 + (0..END).rfind(|code| glyph(*code).is_some())?;
    let count = usize::try_from(end).ok()?;
    let mut new = Bytes::default();
    new.numbers([0, 1, UNICODE, FULL, 0, 12])?;
    new.numbers([10, 0, 0, 20 + 2 * count, 0, 0, 0, 0, 0, count])?;
    new.numbers((0..end).map(|code| glyph(code).map_or(0, |glyph| glyph.0.into())))?;
    new.pad(4);
    Some(new.0)
}
