//! The device that is drawn on: it keeps no pixels, but where ink came down and what it hid.

use std::panic;
use std::time::{Duration, Instant};

use hayro_interpret::font::{Glyph, Type3Glyph};
use hayro_interpret::{
    BlendMode, ClipPath, Device, FillRule, GlyphDrawMode, Image, Paint, PathDrawMode, SoftMask,
};
use hayro_interpret::{StrokeProps, pattern::Pattern};
use kurbo::{Affine, BezPath, PathEl, Rect, Shape, Stroke, StrokeOpts};

use super::cover::{Cover, ELEMENTS, Opacity, Picture};
use super::glyphs::{self, Form, Forms};
use super::ink::Ink;
use super::words::Words;
use super::{Area, PageLook};

/// How much work a page may make.
const WORK: u64 = 8_000_000;
/// How long a page may take, however little work that was by our count.
const PATIENCE: Duration = Duration::from_secs(10);
/// From which opacity on nothing shines through.
const OPAQUE: f32 = 0.95;
/// Up to which opacity nothing is seen.
const FAINT: f32 = 0.02;
/// How bright red, green and blue of white are at least.
const WHITE: f32 = 0.96;
/// How bright what still hides text is at most, where colours are multiplied.
const DARK: f32 = 0.2;
/// What share of the page is too large to be a redaction.
const BACKGROUND: f64 = 0.6;
/// From which width on a line is looked at as a cover, in points.
const THICK: f64 = 3.0;
/// The most pixels of a picture whose opacity is looked at.
const PIXELS: u64 = 30_000_000;

/// What is noted while a page is drawn.
pub(super) struct Eye<'a> {
    size: (f64, f64),
    ink: Ink,
    words: Words,
    forms: Forms,
    characters: usize,
    clips: Vec<Clip>,
    groups: Vec<Group>,
    blend: BlendMode,
    masked: bool,
    /// Whether what is drawn can hide something.
    pub hides: bool,
    /// Where a glyph that is a drawing came down, while it is drawn.
    drawing: Option<Option<Rect>>,
    work: u64,
    start: Instant,
    page: std::marker::PhantomData<&'a ()>,
}

/// What is left to draw on.
struct Clip {
    area: Rect,
    path: Option<(BezPath, FillRule)>,
}

/// A group of drawings that is laid on the page as one.
#[derive(Clone, Copy)]
struct Group {
    opacity: f32,
    blend: BlendMode,
    masked: bool,
}

/// How a colour comes down on the page.
#[derive(Clone, Copy)]
struct Coat {
    ink: bool,
    opaque: bool,
}

impl<'a> Eye<'a> {
    /// Begins with an empty page of a size in points.
    pub fn new(size: (f64, f64)) -> Self {
        Self {
            size,
            ink: Ink::new(size),
            words: Words::new(size),
            forms: Forms::default(),
            characters: 0,
            clips: Vec::new(),
            groups: Vec::new(),
            blend: BlendMode::Normal,
            masked: false,
            hides: true,
            drawing: None,
            work: 0,
            start: Instant::now(),
            page: std::marker::PhantomData,
        }
    }

    /// Returns what was seen; `whole` tells whether the page was drawn to its end.
    #[expect(clippy::cast_possible_truncation, reason = "pages are not that large")]
    pub fn look(self, whole: bool) -> PageLook {
        let (width, height) = (self.size.0 as f32, self.size.1 as f32);
        let page = Area {
            left: 0.0,
            top: 0.0,
            right: width,
            bottom: height,
        };
        PageLook {
            width,
            height,
            edge: if whole { self.ink.areas() } else { vec![page] },
            characters: self.characters,
            covered: self.words.covered(),
        }
    }

    /// Counts work, and ends the page when it is too much; the unwinding is caught where the page was begun.
    fn spend(&mut self, work: u64) {
        let before = self.work >> 12;
        self.work += work;
        let late = self.work >> 12 != before && self.start.elapsed() > PATIENCE;
        if late || self.work > WORK {
            panic::resume_unwind(Box::new("too much work"));
        }
    }

    fn page(&self) -> Rect {
        Rect::new(0.0, 0.0, self.size.0, self.size.1)
    }

    fn clip(&self) -> Rect {
        self.clips.last().map_or(self.page(), |clip| clip.area)
    }

    /// Returns how a colour comes down, all groups considered.
    fn coat(&self, color: Option<[f32; 4]>) -> Coat {
        let [red, green, blue, alpha] = color.unwrap_or([0.5, 0.5, 0.5, 1.0]);
        let opacity: f32 = alpha
            * self
                .groups
                .iter()
                .map(|group| group.opacity)
                .product::<f32>();
        let dark = red.max(green).max(blue) <= DARK;
        let covers = |blend: BlendMode| match blend {
            BlendMode::Normal => true,
            BlendMode::Multiply | BlendMode::Darken => dark,
            _ => false,
        };
        let clear = self
            .groups
            .iter()
            .all(|group| covers(group.blend) && !group.masked);
        Coat {
            ink: opacity > FAINT && red.min(green).min(blue) < WHITE,
            opaque: self.hides && opacity >= OPAQUE && clear && covers(self.blend) && !self.masked,
        }
    }

    fn mark(&mut self, area: Rect) {
        let seen = area.intersect(self.clip());
        if seen.x0 > seen.x1 || seen.y0 > seen.y1 || !area.is_finite() {
            return;
        }
        match &mut self.drawing {
            Some(drawn) => *drawn = Some(drawn.map_or(seen, |known| known.union(seen))),
            None => self.ink.add(seen),
        }
    }

    fn hide(&mut self, area: Rect, cover: &Cover<'_>) {
        let area = area.intersect(self.clip()).intersect(self.page());
        let background = area.area() > BACKGROUND * self.page().area();
        if area.area() <= 0.0 || background || self.drawing.is_some() || self.clipped_oddly() {
            return;
        }
        let work = self.words.cover(area, cover);
        self.spend(work / 4);
    }

    /// Tells whether a clip path that is no rectangle is in force: what it leaves is not looked into.
    fn clipped_oddly(&self) -> bool {
        self.clips.iter().any(|clip| clip.path.is_some())
    }

    fn fill(&mut self, path: &BezPath, rule: FillRule, coat: Coat) {
        if coat.ink {
            for area in boxes(path) {
                self.mark(area);
            }
        }
        if coat.opaque && path.elements().len() <= ELEMENTS {
            let area = path.bounding_box();
            match upright(path) {
                true => self.hide(area, &Cover::Box(area)),
                false => self.hide(area, &Cover::Path(path, rule)),
            }
        }
    }

    fn stroke(&mut self, path: &BezPath, transform: Affine, props: &StrokeProps, coat: Coat) {
        let width = f64::from(props.line_width) * transform.determinant().abs().sqrt();
        if coat.ink {
            let half = (width / 2.0).clamp(0.25, 1000.0);
            for segment in (transform * path.clone()).segments() {
                self.mark(segment.bounding_box().inflate(half, half));
            }
        }
        if coat.opaque && width >= THICK && path.elements().len() <= ELEMENTS / 4 {
            let style = Stroke::new(f64::from(props.line_width))
                .with_caps(props.line_cap)
                .with_join(props.line_join);
            let line = kurbo::stroke(
                path.elements().iter().copied(),
                &style,
                &StrokeOpts::default(),
                0.5,
            );
            let line = transform * line;
            self.hide(line.bounding_box(), &Cover::Path(&line, FillRule::NonZero));
        }
    }

    fn glyph(&mut self, key: glyphs::Key, form: Form, place: Affine, shown: bool, ink: bool) {
        let Form::Ink(area) = form else {
            self.characters += usize::from(matches!(form, Form::Unseen));
            return;
        };
        let drawn = place.transform_rect_bbox(area);
        let seen = drawn.intersect(self.clip());
        self.characters += 1;
        if !shown || seen.area() * 2.0 < drawn.area() || !drawn.is_finite() {
            return;
        }
        self.words
            .add(key, place.transform_rect_bbox(glyphs::body(area)));
        if ink {
            self.mark(drawn);
        }
    }

    /// Returns the form of a glyph that is a drawing, by drawing it.
    fn drawn_form(&mut self, glyph: &Type3Glyph<'a>, key: glyphs::Key, paint: &Paint<'a>) -> Form {
        if let Some(form) = self.forms.drawn(key) {
            return form;
        }
        let clips = std::mem::replace(&mut self.clips, vec![Clip::boundless()]);
        self.drawing = Some(None);
        glyph.interpret(self, Affine::IDENTITY, Affine::IDENTITY, paint);
        let drawn = self.drawing.take().flatten();
        self.clips = clips;
        let form = drawn.map_or_else(|| glyphs::unseen(glyph.as_unicode()), Form::Ink);
        self.forms.keep(key, form);
        form
    }

    /// Covers an area as if it had been painted.
    pub fn paint(&mut self, area: Rect, color: [f32; 4]) {
        let coat = self.coat(Some(color));
        self.fill(&area.to_path(0.1), FillRule::NonZero, coat);
    }
}

impl Clip {
    fn boundless() -> Self {
        Self {
            area: Rect::new(-1e6, -1e6, 1e6, 1e6),
            path: None,
        }
    }
}

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
            opaque: coat.opaque && solid(paint),
            ..coat
        };
        match mode {
            PathDrawMode::Fill(rule) => self.fill(&(transform * path.clone()), *rule, coat),
            PathDrawMode::Stroke(props) => self.stroke(path, transform, props, coat),
        }
    }

    fn push_clip_path(&mut self, clip: &ClipPath) {
        self.spend(8);
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
        self.spend(2);
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
        let ink = self.coat(color(paint)).ink;
        self.glyph(key, form, transform * glyph_transform, shown, ink);
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
        if coat.opaque && self.words.any(area) && place.determinant().abs() > 1e-6 {
            let opacity = self.opacity(&image);
            let place = place.inverse();
            self.hide(area, &Cover::Picture(&Picture { place, opacity }));
        }
    }
}

impl Eye<'_> {
    /// Returns how opaque the parts of a picture are; none where it is opaque all over.
    fn opacity(&mut self, image: &Image<'_, '_>) -> Option<Opacity> {
        let pixels = u64::from(image.width()) * u64::from(image.height());
        let nothing = Some(Opacity {
            data: Vec::new(),
            width: 0,
            height: 0,
        });
        let plain = match image {
            Image::Stencil(_) => false,
            Image::Raster(raster) => {
                let about = raster.stream().dict();
                !["SMask", "Mask", "SMaskInData"]
                    .iter()
                    .any(|key| about.contains_key(key.as_bytes()))
            }
        };
        if plain {
            return None;
        }
        if pixels > PIXELS {
            return nothing;
        }
        self.spend(pixels / 64);
        let mut found = None;
        let near = Some((400, 400));
        match image {
            Image::Stencil(stencil) => stencil.with_stencil(|luma, _| found = Some(luma), near),
            Image::Raster(raster) => raster.with_rgba(|_, alpha| found = alpha, near),
        }
        match found {
            Some(luma) => Some(Opacity {
                width: luma.width as usize,
                height: luma.height as usize,
                data: luma.data,
            }),
            None if matches!(image, Image::Raster(_)) => None,
            None => nothing,
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

/// Tells whether a paint leaves no gaps: hatches do.
fn solid(paint: &Paint<'_>) -> bool {
    match paint {
        Paint::Color(_) => true,
        Paint::Pattern(pattern) => match &**pattern {
            Pattern::Shading(shading) => shading.opacity >= OPAQUE,
            Pattern::Tiling(_) => false,
        },
    }
}

/// Tells whether a path is one upright rectangle.
fn upright(path: &BezPath) -> bool {
    let area = path.bounding_box();
    let corner = |point: &kurbo::Point| {
        let near = |a: f64, b: f64| (a - b).abs() < 0.05;
        (near(point.x, area.x0) || near(point.x, area.x1))
            && (near(point.y, area.y0) || near(point.y, area.y1))
    };
    let mut corners = 0;
    for (index, element) in path.elements().iter().enumerate() {
        match element {
            PathEl::MoveTo(point) if index == 0 && corner(point) => corners += 1,
            PathEl::LineTo(point) if corner(point) => corners += 1,
            PathEl::ClosePath => {}
            _ => return false,
        }
    }
    let full = (path.area().abs() - area.area()).abs() <= 0.02 * area.area();
    (4..=5).contains(&corners) && full
}

/// Lists the boxes of the parts of a path.
fn boxes(path: &BezPath) -> Vec<Rect> {
    let elements = path.elements();
    let starts = elements.iter().enumerate();
    let starts = starts.filter(|(_, element)| matches!(element, PathEl::MoveTo(_)));
    let starts: Vec<usize> = starts.map(|(index, _)| index).collect();
    let ends = starts.iter().skip(1).copied().chain([elements.len()]);
    starts
        .iter()
        .zip(ends)
        .map(|(from, to)| BezPath::from_vec(elements[*from..to].to_vec()).bounding_box())
        .collect()
}
