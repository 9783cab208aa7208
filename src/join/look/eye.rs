//! The device that is drawn on: it keeps no pixels, but where ink came down and what it hid.

use std::panic;
use std::time::{Duration, Instant};

use hayro_interpret::font::Type3Glyph;
use hayro_interpret::{BlendMode, FillRule, Paint, StrokeProps};
use kurbo::{Affine, BezPath, Rect, Shape, Stroke, StrokeOpts};

use super::cover::{Cover, ELEMENTS};
use super::glyphs::{self, Form, Forms};
use super::ground::Ground;
use super::ink::Ink;
use super::paths::{boxes, straightened, upright};
use super::words::Words;
use super::{Area, PageLook};

/// How much work a page may make.
const WORK: u64 = 4_000_000;
/// How long a page may take, however little work that was by our count.
const PATIENCE: Duration = Duration::from_secs(10);
/// From which opacity on nothing shines through.
pub(super) const OPAQUE: f32 = 0.95;
/// Up to which opacity nothing is seen.
const FAINT: f32 = 0.02;
/// How bright red, green and blue of white are at least.
const WHITE: f32 = 0.96;
/// How bright what still hides text is at most, where colours are multiplied.
const DARK: f32 = 0.2;
/// From which width on a line is looked at as a cover, in points.
const THICK: f64 = 3.0;

/// What is noted while a page is drawn.
pub(super) struct Eye<'a> {
    pub(super) size: (f64, f64),
    pub(super) ink: Ink,
    pub(super) words: Words,
    pub(super) ground: Ground,
    pub(super) forms: Forms,
    pub(super) characters: usize,
    pub(super) clips: Vec<Clip>,
    pub(super) groups: Vec<Group>,
    pub(super) blend: BlendMode,
    pub(super) masked: bool,
    /// Whether what is drawn can hide something.
    pub hides: bool,
    /// Where a glyph that is a drawing came down, while it is drawn.
    pub(super) drawing: Option<Option<Rect>>,
    pub(super) work: u64,
    pub(super) start: Instant,
    /// Areas that were painted so that what is below shines through, or by pictures.
    pub(super) veils: Vec<Rect>,
    /// Where characters are that are not painted.
    pub(super) unpainted: Vec<Rect>,
    /// How many characters stand beside the page.
    pub(super) beside: usize,
    /// The largest area that was painted over at once.
    pub(super) paved: f64,
    /// Whether this is the cell of a pattern.
    pub(super) cell: bool,
    pub(super) page: std::marker::PhantomData<&'a ()>,
}

/// What is left to draw on.
pub(super) struct Clip {
    pub area: Rect,
    pub path: Option<(BezPath, FillRule)>,
}

/// A group of drawings that is laid on the page as one.
#[derive(Clone, Copy)]
pub(super) struct Group {
    pub opacity: f32,
    pub blend: BlendMode,
    pub masked: bool,
}

/// How a colour comes down on the page.
#[derive(Clone, Copy)]
pub(super) struct Coat {
    pub ink: bool,
    pub opaque: bool,
    /// Its red, green and blue, where it is one colour.
    pub colour: Option<[f32; 3]>,
}

impl<'a> Eye<'a> {
    /// Begins with an empty page of a size in points.
    pub fn new(size: (f64, f64)) -> Self {
        Self {
            size,
            ink: Ink::new(size),
            words: Words::new(size),
            ground: Ground::default(),
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
            veils: Vec::new(),
            unpainted: Vec::new(),
            beside: 0,
            paved: 0.0,
            cell: false,
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
        let hidden = self.hidden();
        PageLook {
            width,
            height,
            edge: if whole { self.ink.areas() } else { vec![page] },
            characters: self.characters,
            covered: self.words.covered(),
            hidden,
            unseen: !whole,
        }
    }

    /// Counts work, and ends the page when it is too much; the unwinding is caught where the page was begun.
    pub(super) fn spend(&mut self, work: u64) {
        let before = self.work >> 12;
        self.work += work;
        let late = self.work >> 12 != before && self.start.elapsed() > PATIENCE;
        if late || self.work > WORK {
            panic::resume_unwind(Box::new("too much work"));
        }
    }

    pub(super) fn page(&self) -> Rect {
        Rect::new(0.0, 0.0, self.size.0, self.size.1)
    }

    pub(super) fn clip(&self) -> Rect {
        self.clips.last().map_or(self.page(), |clip| clip.area)
    }

    /// Returns how a colour comes down, all groups considered.
    pub(super) fn coat(&self, color: Option<[f32; 4]>) -> Coat {
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
            colour: color.map(|[red, green, blue, _]| [red, green, blue]),
        }
    }

    pub(super) fn mark(&mut self, area: Rect) {
        let seen = area.intersect(self.clip());
        if seen.x0 > seen.x1 || seen.y0 > seen.y1 || !area.is_finite() {
            return;
        }
        match &mut self.drawing {
            Some(drawn) => *drawn = Some(drawn.map_or(seen, |known| known.union(seen))),
            None => self.ink.add(seen),
        }
    }

    pub(super) fn fill(&mut self, path: &BezPath, rule: FillRule, coat: Coat) {
        if coat.ink {
            for area in boxes(path) {
                self.mark(area);
            }
        }
        let area = path.bounding_box();
        if !coat.opaque {
            return self.veil(area);
        }
        let short;
        let path = if path.elements().len() > ELEMENTS {
            short = straightened(path);
            &short
        } else {
            path
        };
        if upright(path) {
            self.hide(area, &Cover::Box(area), coat.colour);
        } else if path.elements().len() <= ELEMENTS {
            self.hide(area, &Cover::Path(path, rule), None);
        } else {
            self.ground.lay(area, None);
            self.hide_parts(path);
        }
    }

    pub(super) fn stroke(
        &mut self,
        path: &BezPath,
        transform: Affine,
        props: &StrokeProps,
        coat: Coat,
    ) {
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
            self.hide(
                line.bounding_box(),
                &Cover::Path(&line, FillRule::NonZero),
                None,
            );
        }
    }

    pub(super) fn glyph(
        &mut self,
        key: glyphs::Key,
        form: Form,
        place: Affine,
        shown: bool,
        coat: Coat,
    ) {
        let (area, block) = match form {
            Form::Ink(area) => (area, false),
            Form::Block(area) => (area, true),
            Form::Unseen | Form::Space => {
                self.characters += usize::from(matches!(form, Form::Unseen));
                return;
            }
        };
        let drawn = place.transform_rect_bbox(area);
        let seen = drawn.intersect(self.clip());
        self.characters += 1;
        self.note_hidden(drawn, shown);
        if block && shown && coat.opaque {
            self.hide(drawn, &Cover::Box(drawn), coat.colour);
        }
        if !shown || seen.area() * 2.0 < drawn.area() || !drawn.is_finite() {
            return;
        }
        let body = place.transform_rect_bbox(glyphs::body(area));
        let swallowed = coat.opaque
            && coat
                .colour
                .is_some_and(|colour| self.ground.swallows(drawn.center(), colour));
        let pale = coat.opaque
            && coat
                .colour
                .is_some_and(|colour| self.is_pale(drawn, colour));
        self.words.add(key, body, swallowed, pale);
        self.spend(self.ground.work());
        if coat.ink {
            self.mark(drawn);
        }
    }

    /// Returns the form of a glyph that is a drawing, by drawing it.
    pub(super) fn drawn_form(
        &mut self,
        glyph: &Type3Glyph<'a>,
        key: glyphs::Key,
        paint: &Paint<'a>,
    ) -> Form {
        if let Some(form) = self.forms.drawn(key) {
            return form;
        }
        let clips = std::mem::replace(&mut self.clips, vec![Clip::boundless()]);
        self.drawing = Some(None);
        let paved = std::mem::replace(&mut self.paved, 0.0);
        glyph.interpret(self, Affine::IDENTITY, Affine::IDENTITY, paint);
        let drawn = self.drawing.take().flatten();
        self.clips = clips;
        let block = drawn.is_some_and(|drawn| self.paved >= drawn.area() * 0.9);
        self.paved = paved;
        let ink = if block { Form::Block } else { Form::Ink };
        let form = drawn.map_or_else(|| glyphs::unseen(glyph.as_unicode()), ink);
        self.forms.keep(key, form);
        form
    }

    /// Draws a line as if the page did.
    pub fn draw(&mut self, path: &BezPath, place: Affine, width: f32, color: [f32; 4]) {
        self.spend(1 + path.elements().len() as u64);
        let coat = self.coat(Some(color));
        let props = StrokeProps {
            line_width: width,
            ..StrokeProps::default()
        };
        self.stroke(path, place, &props, coat);
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
