//! What annotations show on a page, and which of them can hide its text.

use hayro_interpret::{BlendMode, ClipPath, Device, FillRule, InterpreterCache, interpret};
use hayro_syntax::content::TypedIter;
use hayro_syntax::object::dict::keys::{
    ANNOTS, AP, AS, BBOX, C, F, IC, MATRIX, N, RECT, RESOURCES, SUBTYPE,
};
use hayro_syntax::object::{Array, Dict, Name, Rect as Corners, Stream};
use hayro_syntax::page::{Page, Resources};
use kurbo::{Affine, BezPath, Point, Rect, Shape};

use super::eye::Eye;
use super::page::{context, placed};

/// The flags of annotations that nobody sees: hidden, and not viewed.
const UNSEEN: u32 = 2 | 32;
/// Kinds that draw nothing on the page.
const BARE: [&[u8]; 3] = [b"Link", b"Popup", b"Movie"];
/// Kinds that stand over text to say something of it, or are there to be filled in.
const HARMLESS: [&[u8]; 7] = [
    b"Widget",
    b"Underline",
    b"StrikeOut",
    b"Squiggly",
    b"Text",
    b"FileAttachment",
    b"Caret",
];
/// Kinds that viewers fill by themselves with their inner colour, where they have no appearance.
const FILLED: [&[u8]; 4] = [b"Square", b"Circle", b"Polygon", b"Redact"];
/// Kinds that they fill with their colour.
const COLOURED: [&[u8]; 2] = [b"FreeText", b"Highlight"];
/// Kinds that they draw with a pen of that colour.
const DRAWN: [&[u8]; 3] = [b"Line", b"PolyLine", b"Ink"];

/// Draws the annotations of a page.
pub(super) fn draw<'a>(page: &'a Page<'a>, cache: &InterpreterCache<'a>, eye: &mut Eye<'a>) {
    let Some(annotations) = page.raw().get::<Array<'_>>(ANNOTS) else {
        return;
    };
    for annotation in annotations.iter::<Dict<'_>>() {
        let kind = annotation.get::<Name<'_>>(SUBTYPE);
        let kind: &[u8] = kind.as_deref().unwrap_or_default();
        let flags = annotation.get::<u32>(F).unwrap_or_default();
        if flags & UNSEEN != 0 || BARE.contains(&kind) {
            continue;
        }
        eye.hides = !HARMLESS.contains(&kind);
        // What is damaged draws nothing.
        let marks = kind == b"Highlight";
        if marks {
            eye.push_transparency_group(1.0, None, BlendMode::Multiply);
        }
        let _drawn = match appearance(&annotation) {
            Some(form) => shown(page, &annotation, &form, cache, eye),
            None => bare(page, &annotation, kind, eye),
        };
        if marks {
            eye.pop_transparency_group();
        }
    }
    eye.hides = true;
}

/// Returns the normal appearance, in the state that the annotation has.
fn appearance<'a>(annotation: &Dict<'a>) -> Option<Stream<'a>> {
    let all = annotation.get::<Dict<'_>>(AP)?;
    if let Some(one) = all.get::<Stream<'_>>(N) {
        return Some(one);
    }
    let state = annotation.get::<Name<'_>>(AS)?;
    all.get::<Dict<'_>>(N)?.get::<Stream<'_>>(&*state)
}

/// Draws an appearance into the annotation's rectangle (ISO 32000-1, 12.5.5).
fn shown<'a>(
    page: &'a Page<'a>,
    annotation: &Dict<'a>,
    form: &Stream<'a>,
    cache: &InterpreterCache<'a>,
    eye: &mut Eye<'a>,
) -> Option<()> {
    let about = form.dict();
    let matrix = about
        .get::<[f64; 6]>(MATRIX)
        .map(Affine::new)
        .unwrap_or_default();
    let [left, foot, right, top] = about.get::<[f64; 4]>(BBOX)?;
    let own = Rect::from_points((left, foot), (right, top));
    let around = matrix.transform_rect_bbox(own);
    let place = rectangle(annotation)?;
    if around.width() <= 0.0 || around.height() <= 0.0 {
        return None;
    }
    let fit = Affine::translate((place.x0, place.y0))
        * Affine::scale_non_uniform(
            place.width() / around.width(),
            place.height() / around.height(),
        )
        * Affine::translate((-around.x0, -around.y0))
        * matrix;
    let code = form.decoded().ok()?;
    let resources = about.get::<Dict<'_>>(RESOURCES).unwrap_or_default();
    let resources = Resources::from_parent(resources, page.resources().clone());
    let path = placed(page) * fit * own.to_path(0.1);
    eye.push_clip_path(&ClipPath {
        path,
        fill: FillRule::NonZero,
    });
    interpret(
        TypedIter::new(&code),
        &resources,
        &mut context(page, fit, cache),
        eye,
    );
    eye.pop_clip_path();
    Some(())
}

/// Draws what viewers make of an annotation without an appearance.
fn bare(page: &Page<'_>, annotation: &Dict<'_>, kind: &[u8], eye: &mut Eye<'_>) -> Option<()> {
    let area = placed(page).transform_rect_bbox(rectangle(annotation)?);
    if FILLED.contains(&kind)
        && let Some(inside) = colour(annotation, IC)
    {
        eye.paint(area, inside);
    } else if COLOURED.contains(&kind) {
        eye.paint(area, colour(annotation, C)?);
    } else if DRAWN.contains(&kind) {
        lines(
            page,
            annotation,
            colour(annotation, C).unwrap_or([0.0, 0.0, 0.0, 1.0]),
            eye,
        );
    }
    Some(())
}

/// Reads a colour of an annotation.
fn colour(annotation: &Dict<'_>, key: &[u8]) -> Option<[f32; 4]> {
    let parts: Vec<f32> = annotation.get::<Array<'_>>(key)?.iter::<f32>().collect();
    let opacity = annotation.get::<f32>(b"CA").unwrap_or(1.0);
    let [red, green, blue] = match parts[..] {
        [grey] => [grey; 3],
        [red, green, blue] => [red, green, blue],
        [cyan, magenta, yellow, key] => {
            [cyan, magenta, yellow].map(|ink| (1.0 - ink) * (1.0 - key))
        }
        _ => return None,
    };
    Some([red, green, blue, opacity])
}

/// Draws the lines of an annotation.
fn lines(page: &Page<'_>, annotation: &Dict<'_>, colour: [f32; 4], eye: &mut Eye<'_>) {
    let style = annotation.get::<Dict<'_>>(b"BS");
    let width = style
        .and_then(|style| style.get::<f32>(b"W"))
        .unwrap_or(1.0);
    let mut strokes: Vec<Vec<f64>> = Vec::new();
    for key in [b"L".as_slice(), b"Vertices"] {
        let listed = annotation.get::<Array<'_>>(key);
        strokes.extend(listed.map(|listed| listed.iter::<f64>().collect()));
    }
    if let Some(inked) = annotation.get::<Array<'_>>(b"InkList") {
        let inked = inked.iter::<Array<'_>>();
        strokes.extend(inked.map(|stroke| stroke.iter::<f64>().collect()));
    }
    for stroke in strokes {
        let points = stroke
            .chunks_exact(2)
            .map(|pair| Point::new(pair[0], pair[1]));
        let mut path = BezPath::new();
        for (at, point) in points.enumerate() {
            if at == 0 {
                path.move_to(point);
            } else {
                path.line_to(point);
            }
        }
        eye.draw(&path, placed(page), width, colour);
    }
}

fn rectangle(annotation: &Dict<'_>) -> Option<Rect> {
    let corners = annotation.get::<Corners>(RECT)?;
    Some(Rect::from_points(
        (corners.x0, corners.y0),
        (corners.x1, corners.y1),
    ))
}
