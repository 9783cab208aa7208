//! The characters that the fonts inside the program have, so that none is opened to tell whether a text can be set.

use std::collections::BTreeSet;

use ttf_parser::Face;

use crate::bytes;

/// Adds all characters of a font; what is no font has none.
pub fn add(font: &[u8], all: &mut BTreeSet<u32>) {
    let face = Face::parse(font, 0).ok();
    let characters = face.and_then(|face| face.tables().cmap);
    for subtable in characters.into_iter().flat_map(|table| table.subtables) {
        if subtable.is_unicode() {
            subtable.codepoints(|code| {
                all.insert(code);
            });
        }
    }
}

/// Writes runs of characters: the first and the last of each, in 32 bits, the smallest byte first.
pub fn runs(all: &BTreeSet<u32>) -> Vec<u8> {
    let ends = bytes::runs(all.iter().copied()).into_iter();
    let ends = ends.flat_map(|(first, last)| [first, last]);
    ends.flat_map(u32::to_le_bytes).collect()
}
