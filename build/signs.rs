//! The signs that texts mostly are of.

use std::collections::BTreeSet;

use ttf_parser::Face;

/// Those beside ASCII.
const FURTHER: &str = "\u{a0}’‘“”–—£·•";

/// Returns the glyphs that a font has for them.
pub fn common(face: &Face<'_>) -> BTreeSet<u16> {
    let signs = (' '..='~').chain(FURTHER.chars());
    let glyphs = signs.filter_map(|sign| face.glyph_index(sign));
    glyphs.map(|glyph| glyph.0).collect()
}
