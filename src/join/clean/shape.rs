//! Drawings of comments that bring none: lines, boxes and marks, as viewers draw them.

use lopdf::{Dictionary, Document, Object, Stream, dictionary};

use super::appearance::{colour, number, sheet};
use super::read::{dictionary, items, name, value};

/// Kinds that can be drawn.
const KINDS: [&[u8]; 11] = [
    b"FreeText",
    b"Highlight",
    b"Underline",
    b"Squiggly",
    b"StrikeOut",
    b"Square",
    b"Circle",
    b"Line",
    b"PolyLine",
    b"Polygon",
    b"Ink",
];
/// How far the handles of a quarter of a circle reach, as a part of its radius.
const ROUND: f32 = 0.552_285;
/// More points than a drawing has.
const POINTS: usize = 100_000;

/// Returns whether a comment without a drawing can be drawn.
pub(super) fn can_be_drawn(annotation: &Dictionary) -> bool {
    let kind = annotation.get(b"Subtype").and_then(Object::as_name);
    // A text box is its ground; what it says was shown by nobody.
    kind.is_ok_and(|kind| KINDS.contains(&kind) && (kind != b"FreeText" || annotation.has(b"C")))
}

/// Draws a comment; gives the place as well that the drawing takes.
pub(super) fn drawn(
    document: &Document,
    annotation: &Dictionary,
    place: [f32; 4],
) -> Option<(Stream, [f32; 4])> {
    let kind = name(document, annotation, b"Subtype")?;
    let path = path(document, annotation, kind, place)?;
    let line = width(document, annotation);
    let place = around(document, annotation, place, line);
    let [left, bottom, right, top] = place;
    let fill = colour(document, annotation, b"IC", false);
    let stroke = colour(document, annotation, b"C", true);
    let (looks, paint) = match (kind, fill, stroke) {
        (b"Highlight" | b"FreeText", ..) => (colour(document, annotation, b"C", false)?, "f"),
        (b"Square" | b"Circle" | b"Polygon", Some(fill), Some(stroke)) if line > 0.0 => {
            (fill + &stroke, "B")
        }
        (b"Square" | b"Circle" | b"Polygon", Some(fill), _) => (fill, "f"),
        (_, _, stroke) if line > 0.0 => (stroke.unwrap_or_else(|| "0 G\n".to_owned()), "S"),
        _ => return None,
    };
    let state = state(document, annotation, kind == b"Highlight");
    let content = format!(
        "/Looks gs\n1 0 0 1 {} {} cm\n{} w\n{looks}{path}{paint}\n",
        number(-left),
        number(-bottom),
        number(line)
    );
    let resources = dictionary! { "ExtGState" => dictionary! { "Looks" => state } };
    let mut stream = sheet([right - left, top - bottom], resources, content);
    let group = dictionary! { "S" => "Transparency", "Type" => "Group" };
    stream.dict.set("Group", group);
    Some((stream, place))
}

/// Returns a place that holds all points of a comment, which its own may not.
fn around(document: &Document, annotation: &Dictionary, place: [f32; 4], line: f32) -> [f32; 4] {
    let flat = [b"L".as_slice(), b"Vertices", b"QuadPoints"];
    let flat = flat
        .iter()
        .flat_map(|key| points(document, items(document, annotation, key)));
    let strokes = items(document, annotation, b"InkList").iter();
    let strokes = strokes
        .filter_map(|stroke| document.dereference(stroke).ok()?.1.as_array().ok())
        .flat_map(|stroke| points(document, stroke));
    flat.chain(strokes)
        .fold(place, |[left, bottom, right, top], [x, y]| {
            [
                left.min(x - line),
                bottom.min(y - line),
                right.max(x + line),
                top.max(y + line),
            ]
        })
}

/// Says how a drawing covers what lies below it.
fn state(document: &Document, annotation: &Dictionary, marks: bool) -> Dictionary {
    let opacity = value(document, annotation, b"CA").and_then(|opacity| opacity.as_float().ok());
    let opacity = opacity.unwrap_or(1.0).clamp(0.0, 1.0);
    let blend = if marks { "Multiply" } else { "Normal" };
    dictionary! { "Type" => "ExtGState", "CA" => opacity, "ca" => opacity, "BM" => blend }
}

/// Reads how wide a comment's line is.
fn width(document: &Document, annotation: &Dictionary) -> f32 {
    let style = dictionary(document, annotation, b"BS");
    let styled = style.and_then(|style| value(document, style, b"W")?.as_float().ok());
    let border = items(document, annotation, b"Border").get(2);
    let bordered = border.and_then(|width| width.as_float().ok());
    styled.or(bordered).unwrap_or(1.0).clamp(0.0, 100.0)
}

fn path(
    document: &Document,
    annotation: &Dictionary,
    kind: &[u8],
    place: [f32; 4],
) -> Option<String> {
    let half = width(document, annotation) / 2.0;
    let [left, bottom, right, top] = place;
    let inside = [left + half, bottom + half, right - half, top - half];
    Some(match kind {
        b"Square" => rectangle(inside),
        b"FreeText" => rectangle(place),
        b"Circle" => ellipse(inside),
        b"Line" => line(&points(document, items(document, annotation, b"L"))),
        b"PolyLine" => line(&points(document, items(document, annotation, b"Vertices"))),
        b"Polygon" => line(&points(document, items(document, annotation, b"Vertices"))) + "h\n",
        b"Ink" => items(document, annotation, b"InkList")
            .iter()
            .filter_map(|stroke| document.dereference(stroke).ok()?.1.as_array().ok())
            .map(|stroke| line(&points(document, stroke)))
            .collect(),
        _ => quads(document, annotation, kind, place),
    })
    .filter(|path: &String| !path.is_empty())
}

/// Reads pairs of numbers.
fn points(document: &Document, numbers: &[Object]) -> Vec<[f32; 2]> {
    let number = |object: &Object| document.dereference(object).ok()?.1.as_float().ok();
    let read: Vec<f32> = numbers.iter().take(POINTS).filter_map(number).collect();
    read.chunks_exact(2)
        .map(|pair| [pair[0], pair[1]])
        .collect()
}

fn line(points: &[[f32; 2]]) -> String {
    let step = |(at, [x, y]): (usize, &[f32; 2])| {
        let operator = if at == 0 { "m" } else { "l" };
        format!("{} {} {operator}\n", number(*x), number(*y))
    };
    points.iter().enumerate().map(step).collect()
}

fn rectangle([left, bottom, right, top]: [f32; 4]) -> String {
    line(&[[left, bottom], [right, bottom], [right, top], [left, top]]) + "h\n"
}

/// Draws an ellipse that touches the four edges.
pub(super) fn ellipse([left, bottom, right, top]: [f32; 4]) -> String {
    let (x, y) = ((left + right) / 2.0, (bottom + top) / 2.0);
    let (dx, dy) = ((right - left) / 2.0 * ROUND, (top - bottom) / 2.0 * ROUND);
    let curves = [
        [right, y + dy, x + dx, top, x, top],
        [x - dx, top, left, y + dy, left, y],
        [left, y - dy, x - dx, bottom, x, bottom],
        [x + dx, bottom, right, y - dy, right, y],
    ];
    let drawn = curves
        .map(|curve| curve.map(number).join(" ") + " c\n")
        .concat();
    format!("{} {} m\n{drawn}h\n", number(right), number(y))
}

/// Draws marks on text, one for each of its pieces: the corners come as top left, top right, bottom left, bottom right.
fn quads(document: &Document, annotation: &Dictionary, kind: &[u8], place: [f32; 4]) -> String {
    let corners = points(document, items(document, annotation, b"QuadPoints"));
    let [left, bottom, right, top] = place;
    let whole = [[left, top], [right, top], [left, bottom], [right, bottom]];
    let corners = if corners.len() < 4 {
        whole.to_vec()
    } else {
        corners
    };
    let between = |one: [f32; 2], other: [f32; 2], part: f32| {
        [0, 1].map(|axis| one[axis] + (other[axis] - one[axis]) * part)
    };
    let mark = |quad: &[[f32; 2]]| {
        let at = |part: f32| {
            [
                between(quad[2], quad[0], part),
                between(quad[3], quad[1], part),
            ]
        };
        match kind {
            b"Highlight" => line(&[quad[0], quad[1], quad[3], quad[2]]) + "h\n",
            b"StrikeOut" => line(&at(0.45)),
            _ => line(&at(0.08)),
        }
    };
    corners.chunks_exact(4).map(mark).collect()
}
