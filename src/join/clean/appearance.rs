//! The looks of an annotation: the drawing it brings, and where that stands on the page.

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

use super::field::{Field, Kind};
use super::read::{dictionary, name, numbers, stream_id, value};
use super::{marked, shape, written};

/// A drawing, and how it is set on the page.
pub(super) struct Drawing {
    pub(super) stream: ObjectId,
    pub(super) matrix: [f32; 6],
}

/// More bytes than the looks of a field have.
const LOOKS: usize = 4 << 20;

/// What came of looking for the drawing of an annotation.
pub(super) enum Looks {
    Drawn(Drawing),
    /// It shows nothing.
    Nothing,
    /// It has a value that cannot be shown, in whole or in part.
    NotShown(Option<Drawing>),
}

/// Finds the drawing of an annotation, or makes one where viewers would.
pub(super) fn of(document: &mut Document, annotation: &Dictionary) -> Looks {
    let Some(place) = rectangle(document, annotation) else {
        return Looks::Nothing;
    };
    let brought = brought(document, annotation);
    let stale = brought.is_none_or(|stream| is_stale(document, annotation, stream));
    let made = if stale {
        make(document, annotation, place)
    } else {
        None
    };
    match (made, brought) {
        (Some((stream, place, whole)), _) => {
            let stream = document.add_object(stream);
            let drawing = set(document, stream, place);
            match (whole, drawing) {
                (true, Some(drawing)) => Looks::Drawn(drawing),
                (_, drawing) => Looks::NotShown(drawing),
            }
        }
        (None, Some(stream)) => {
            complete(document, annotation, stream, place);
            set(document, stream, place).map_or(Looks::Nothing, Looks::Drawn)
        }
        (None, None) => Looks::Nothing,
    }
}

/// Reads where an annotation stands, as left, bottom, right and top.
fn rectangle(document: &Document, annotation: &Dictionary) -> Option<[f32; 4]> {
    let [a, b, c, d] = numbers(document, annotation, b"Rect")?;
    let place = [a.min(c), b.min(d), a.max(c), b.max(d)];
    let shown = place[2] - place[0] > 0.0 && place[3] - place[1] > 0.0;
    (shown && place.iter().all(|number| number.abs() < 1e6)).then_some(place)
}

/// Finds the drawing that an annotation brings, in the state that it is in.
fn brought(document: &Document, annotation: &Dictionary) -> Option<ObjectId> {
    let looks = dictionary(document, annotation, b"AP")?;
    if let Some(stream) = stream_id(document, looks, b"N") {
        return Some(stream);
    }
    let states = dictionary(document, looks, b"N")?;
    let field = Field::of(document, annotation);
    let state = name(document, annotation, b"AS").or_else(|| field.state());
    stream_id(document, states, state.unwrap_or(b"Off"))
}

/// Returns whether viewers would not show the drawing that a field brings, but its value.
fn is_stale(document: &Document, annotation: &Dictionary, stream: ObjectId) -> bool {
    let field = Field::of(document, annotation);
    if !matches!(field.kind(), Kind::Text | Kind::Choice) || field.shown().trim().is_empty() {
        return false;
    }
    let content = document.get_object(stream).and_then(Object::as_stream);
    let content = content.and_then(|stream| stream.get_plain_content_with_limit(LOOKS));
    let shows = |operator: &[u8]| {
        content.as_ref().is_ok_and(|content| {
            content
                .windows(operator.len())
                .any(|window| window == operator)
        })
    };
    // Drawings inside the drawing, or an image of the text.
    let any = [b"Tj".as_slice(), b"TJ", b"'", b"\"", b"Do", b"BI"]
        .into_iter()
        .any(shows);
    field.is_drawn_by_viewers() && !any
}

/// Makes the drawing of an annotation that brings none; tells where it stands, and whether all of it is shown.
fn make(
    document: &Document,
    annotation: &Dictionary,
    place: [f32; 4],
) -> Option<(Stream, [f32; 4], bool)> {
    if name(document, annotation, b"Subtype") != Some(b"Widget") {
        let drawn = shape::drawn(document, annotation, place);
        return drawn.map(|(stream, place)| (stream, place, true));
    }
    let field = Field::of(document, annotation);
    match field.kind() {
        Kind::Text | Kind::Choice => {
            written::drawn(&field, place).map(|(stream, whole)| (stream, place, whole))
        }
        Kind::Check | Kind::Radio => {
            marked::drawn(&field, place).map(|stream| (stream, place, true))
        }
        _ => None,
    }
}

/// Starts a drawing of a size.
pub(super) fn sheet([width, height]: [f32; 2], resources: Dictionary, content: String) -> Stream {
    let sheet = dictionary! {
        "Type" => "XObject",
        "Subtype" => "Form",
        "BBox" => vec![0.into(), 0.into(), width.into(), height.into()],
        "Resources" => resources,
    };
    Stream::new(sheet, content.into_bytes())
}

/// Adds to a drawing what it must have to be drawn by a page, and viewers take from elsewhere.
fn complete(
    document: &mut Document,
    annotation: &Dictionary,
    stream: ObjectId,
    [left, bottom, right, top]: [f32; 4],
) {
    let shared = Field::of(document, annotation).resources().cloned();
    let Ok(stream) = document
        .get_object_mut(stream)
        .and_then(Object::as_stream_mut)
    else {
        return;
    };
    stream.dict.set("Type", "XObject");
    stream.dict.set("Subtype", "Form");
    if !stream.dict.has(b"BBox") {
        let size = [0.0, 0.0, right - left, top - bottom];
        stream.dict.set("BBox", size.map(Object::Real).to_vec());
    }
    if !stream.dict.has(b"Resources") {
        stream.dict.set("Resources", shared.unwrap_or_default());
    }
}

/// Sets a drawing on its place (ISO 32000-1, 12.5.5): the box around its turned box becomes the rectangle.
fn set(document: &Document, id: ObjectId, place: [f32; 4]) -> Option<Drawing> {
    let stream = document.get_object(id).and_then(Object::as_stream).ok()?;
    let [x0, y0, x1, y1] = numbers(document, &stream.dict, b"BBox")?;
    let turn = numbers(document, &stream.dict, b"Matrix").unwrap_or([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);
    let [a, b, c, d, e, f] = turn;
    let corners = [[x0, y0], [x0, y1], [x1, y0], [x1, y1]];
    let turned = corners.map(|[x, y]| [a * x + c * y + e, b * x + d * y + f]);
    let least = |axis: usize| {
        turned
            .iter()
            .map(|corner| corner[axis])
            .fold(f32::MAX, f32::min)
    };
    let most = |axis: usize| {
        turned
            .iter()
            .map(|corner| corner[axis])
            .fold(f32::MIN, f32::max)
    };
    let (width, height) = (most(0) - least(0), most(1) - least(1));
    if !(width > 0.0 && height > 0.0 && width.is_finite() && height.is_finite()) {
        return None;
    }
    let scale = [
        (place[2] - place[0]) / width,
        (place[3] - place[1]) / height,
    ];
    let matrix = [
        scale[0],
        0.0,
        0.0,
        scale[1],
        place[0] - least(0) * scale[0],
        place[1] - least(1) * scale[1],
    ];
    Some(Drawing { stream: id, matrix })
}

/// Returns the operator for a colour of an annotation; none where it is transparent.
pub(super) fn colour(
    document: &Document,
    from: &Dictionary,
    key: &[u8],
    stroke: bool,
) -> Option<String> {
    let found = value(document, from, key)?.as_array().ok()?;
    let parts: Vec<String> = found
        .iter()
        .filter_map(|part| document.dereference(part).ok()?.1.as_float().ok())
        .map(|part| number(part.clamp(0.0, 1.0)))
        .collect();
    let operator = match (parts.len(), stroke) {
        (1, true) => "G",
        (1, false) => "g",
        (3, true) => "RG",
        (3, false) => "rg",
        (4, true) => "K",
        (4, false) => "k",
        _ => return None,
    };
    Some(format!("{} {operator}\n", parts.join(" ")))
}

/// Writes a number as content streams do.
pub(super) fn number(number: f32) -> String {
    let written = format!("{number:.4}");
    let short = written.trim_end_matches('0').trim_end_matches('.');
    match short {
        "-0" | "" => "0".to_owned(),
        short => short.to_owned(),
    }
}
