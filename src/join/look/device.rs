//! What the interpreter draws, as the eye takes it in.

use hayro_interpret::font::Glyph;
use hayro_interpret::pattern::{Pattern, TilingPattern};
use hayro_interpret::{
    BlendMode, ClipPath, Device, GlyphDrawMode, Image, Paint, PathDrawMode, SoftMask,
};
use kurbo::{Affine, BezPath, Rect, Shape};

use super::cover::Cover;
use super::eye::{Clip, Coat, Eye, Group, OPAQUE};
use super::glyphs;
use super::paths::upright;
use super::picture::{self, Opacity, Picture};

/// How wide and high the cell of a pattern is at most, in its own units.
const CELL: f64 = 5000.0;

impl<'a> Device<'a> for Eye<'a> {
    fn set_soft_mask(&mut self, mask: Option<SoftMask<'a>>) {
        self.masked = mask.is_some();
    }

    fn set_blend_mode(&mut self, blend: BlendMode) {
        self.blend = blend;
    }

    fn draw_path(
        &mut self,
        path: &BezPath,
        transform: Affine,
        paint: &Paint<'a>,
        mode: &PathDrawMode,
    ) {
        self.spend(1 + path.elements().len() as u64 / 4);
        let coat = self.coat(color(paint));
        let coat = Coat {
            opaque: coat.opaque && self.solid(paint),
            ..coat
        };
        match mode {
            PathDrawMode::Fill(rule) => self.fill(&(transform * path.clone()), *rule, coat),
            PathDrawMode::Stroke(props) => self.stroke(path, transform, props, coat),
        }
    }

    fn push_clip_path(&mut self, clip: &ClipPath) {
        self.spend(50);
        let area = clip.path.bounding_box().intersect(self.clip());
        let path = (!upright(&clip.path)).then(|| (clip.path.clone(), clip.fill));
        self.clips.push(Clip { area, path });
    }

    fn pop_clip_path(&mut self) {
        self.clips.pop();
    }

    fn push_transparency_group(
        &mut self,
        opacity: f32,
        mask: Option<SoftMask<'a>>,
        blend: BlendMode,
    ) {
        let masked = mask.is_some();
        self.groups.push(Group {
            opacity,
            blend,
            masked,
        });
    }

    fn pop_transparency_group(&mut self) {
        self.groups.pop();
    }

    fn draw_glyph(
        &mut self,
        glyph: &Glyph<'a>,
        transform: Affine,
        glyph_transform: Affine,
        paint: &Paint<'a>,
        mode: &GlyphDrawMode,
    ) {
        self.spend(1);
        if self.drawing.is_some() {
            return;
        }
        let (key, form) = match glyph {
            Glyph::Outline(outline) => self.forms.outline(outline),
            Glyph::Type3(drawing) => {
                let key = glyphs::drawn_key(glyph);
                (key, self.drawn_form(drawing, key, paint))
            }
        };
        let shown = !matches!(mode, GlyphDrawMode::Invisible);
        let coat = self.coat(color(paint));
        self.glyph(key, form, transform * glyph_transform, shown, coat);
    }

    fn draw_image(&mut self, image: Image<'a, '_>, transform: Affine) {
        self.spend(4);
        let (width, height) = (f64::from(image.width()), f64::from(image.height()));
        let place = transform * Affine::scale_non_uniform(width, height);
        let area = place.transform_rect_bbox(Rect::new(0.0, 0.0, 1.0, 1.0));
        let color = match &image {
            Image::Stencil(_) => None,
            Image::Raster(_) => Some([0.5, 0.5, 0.5, 1.0]),
        };
        let coat = self.coat(color);
        self.mark(area);
        self.words
            .picture(area.intersect(self.clip()).intersect(self.page()));
        if !coat.opaque {
            self.veil(area);
        }
        if coat.opaque && !self.words.any(area) {
            self.ground.lay(area, None);
        } else if coat.opaque && place.determinant().abs() > 1e-6 {
            self.spend(picture::work(&image));
            let opacity = Opacity::of(&image);
            let place = place.inverse();
            self.hide(area, &Cover::Picture(&Picture { place, opacity }), None);
        }
    }
}

/// Returns a plain colour.
fn color(paint: &Paint<'_>) -> Option<[f32; 4]> {
    match paint {
        Paint::Color(color) => Some(color.to_rgba().components()),
        Paint::Pattern(_) => None,
    }
}

impl<'a> Eye<'a> {
    /// Tells whether a paint leaves no gaps: hatches do.
    fn solid(&mut self, paint: &Paint<'a>) -> bool {
        match paint {
            Paint::Color(_) => true,
            Paint::Pattern(pattern) => match &**pattern {
                Pattern::Shading(shading) => shading.opacity >= OPAQUE,
                Pattern::Tiling(tiles) => !self.cell && self.is_paved(tiles),
            },
        }
    }

    /// Tells whether the cells of a pattern are full, and leave no room between them.
    fn is_paved(&mut self, tiles: &TilingPattern<'a>) -> bool {
        let (width, height) = (tiles.bbox.width(), tiles.bbox.height());
        let wide = f64::from(tiles.x_step.abs()) <= width * 1.01;
        let high = f64::from(tiles.y_step.abs()) <= height * 1.01;
        if !wide || !high || width > CELL || height > CELL {
            return false;
        }
        let mut cell = Eye::new((width, height));
        cell.cell = true;
        cell.work = self.work;
        let corner = Affine::translate((-tiles.bbox.x0, -tiles.bbox.y0));
        let drawn = tiles.interpret(&mut cell, corner, false).is_some();
        self.spend(1 + cell.work.saturating_sub(self.work));
        drawn && cell.paved >= width * height * 0.9
    }
}
