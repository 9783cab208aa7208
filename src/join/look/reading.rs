//! Reads the letters of pages with their places, for tests.

use hayro_interpret::font::Glyph;
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::{
    BlendMode, ClipPath, Device, GlyphDrawMode, Image, InterpreterCache, Paint, PathDrawMode,
    SoftMask, interpret_page,
};
use hayro_syntax::Pdf;
use kurbo::{Affine, BezPath, Point};

use super::page::context;

/// The letters of a page, and where each starts, in points from the displayed top left corner.
#[derive(Default)]
pub struct Letters(Vec<(char, Point)>);

impl Letters {
    /// Returns where text starts and where its last letter does, if the page has it.
    pub fn find(&self, text: &str) -> Option<((f64, f64), (f64, f64))> {
        let wanted: Vec<char> = text.chars().collect();
        let has = |letters: &&[(char, Point)]| letters.iter().map(|(letter, _)| letter).eq(&wanted);
        let found = self.0.windows(wanted.len()).find(has)?;
        let [(_, first), .., (_, last)] = found else {
            return None;
        };
        Some(((first.x, first.y), (last.x, last.y)))
    }
}

/// Reads all pages.
pub fn read(bytes: &[u8]) -> Vec<Letters> {
    let pdf = Pdf::new(bytes.to_vec()).expect("a PDF");
    let cache = InterpreterCache::new();
    let pages = pdf.pages().iter().map(|page| {
        let mut letters = Letters::default();
        interpret_page(
            page,
            &mut context(page, Affine::IDENTITY, &cache),
            &mut letters,
        );
        letters
    });
    pages.collect()
}

impl<'a> Device<'a> for Letters {
    fn draw_glyph(
        &mut self,
        glyph: &Glyph<'a>,
        transform: Affine,
        glyph_transform: Affine,
        _: &Paint<'a>,
        _: &GlyphDrawMode,
    ) {
        let place = transform * glyph_transform * Point::ORIGIN;
        match glyph.as_unicode() {
            Some(BfString::Char(letter)) => self.0.push((letter, place)),
            Some(BfString::String(text)) => {
                self.0.extend(text.chars().map(|letter| (letter, place)))
            }
            None => {}
        }
    }

    fn set_soft_mask(&mut self, _: Option<SoftMask<'a>>) {}
    fn set_blend_mode(&mut self, _: BlendMode) {}
    fn draw_path(&mut self, _: &BezPath, _: Affine, _: &Paint<'a>, _: &PathDrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn draw_image(&mut self, _: Image<'a, '_>, _: Affine) {}
    fn pop_clip_path(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
