//! What annotations show on a page, and which of them can hide its text.

use hayro_interpret::{ClipPath, Device, FillRule, InterpreterCache, interpret};
use hayro_syntax::content::TypedIter;
use hayro_syntax::object::dict::keys::{
    ANNOTS, AP, AS, BBOX, F, IC, MATRIX, N, RECT, RESOURCES, SUBTYPE,
};
use hayro_syntax::object::{Array, Dict, Name, Rect as Corners, Stream};
use hayro_syntax::page::{Page, Resources};
use kurbo::{Affine, Rect, Shape};

use super::eye::Eye;
use super::page::{context, placed};

/// The flags of annotations that nobody sees: hidden, and not viewed.
const UNSEEN: u32 = 2 | 32;
/// Kinds that draw nothing on the page.
const BARE: [&[u8]; 3] = [b"Link", b"Popup", b"Movie"];
/// Kinds that stand over text to say something of it, or are there to be filled in.
const HARMLESS: [&[u8]; 8] = [
    b"Widget",
    b"Highlight",
    b"Underline",
    b"StrikeOut",
    b"Squiggly",
    b"Text",
    b"FileAttachment",
    b"Caret",
];
/// Kinds that viewers fill by themselves, where they have no appearance.
const FILLED: [&[u8]; 2] = [b"Square", b"Redact"];

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
        let _drawn = match appearance(&annotation) {
            Some(form) => shown(page, &annotation, &form, cache, eye),
            None => bare(page, &annotation, kind, eye),
        };
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
    let filled = FILLED.contains(&kind);
    let inside: Vec<f32> = annotation.get::<Array<'_>>(IC)?.iter::<f32>().collect();
    let opacity = annotation.get::<f32>(b"CA").unwrap_or(1.0);
    let [red, green, blue] = match inside[..] {
        [grey] => [grey; 3],
        [red, green, blue] => [red, green, blue],
        [cyan, magenta, yellow, key] => {
            [cyan, magenta, yellow].map(|ink| (1.0 - ink) * (1.0 - key))
        }
        _ => return None,
    };
    if filled {
        let area = placed(page).transform_rect_bbox(rectangle(annotation)?);
        eye.paint(area, [red, green, blue, opacity]);
    }
    Some(())
}

fn rectangle(annotation: &Dict<'_>) -> Option<Rect> {
    let corners = annotation.get::<Corners>(RECT)?;
    Some(Rect::from_points(
        (corners.x0, corners.y0),
        (corners.x1, corners.y1),
    ))
}
