//! Draws the frame of a field, and the mark of a box that is ticked, where it brings no drawing.

use lopdf::{Dictionary, Object, Stream};

use super::appearance::{colour, number, sheet};
use super::field::{Field, Kind};
use super::read::{dictionary, value};
use super::shape::ellipse;

/// A tick in a square of 1.
const TICK: [[f32; 2]; 3] = [[0.2, 0.5], [0.42, 0.24], [0.8, 0.8]];
const STAR: usize = 5;

/// Draws a box or a button of a group; none where there is nothing to see.
pub(super) fn drawn(field: &Field<'_>, [left, bottom, right, top]: [f32; 4]) -> Option<Stream> {
    let (size, turn) = turned(field, [right - left, top - bottom]);
    let mut content = frame(field, size);
    if field.is_on() {
        content += &mark(field, size);
    }
    (!content.is_empty()).then(|| on_sheet(size, turn, Dictionary::new(), content))
}

/// Draws the background and the border that a field says it has.
pub(super) fn frame(field: &Field<'_>, [width, height]: [f32; 2]) -> String {
    let Some(looks) = dictionary(field.document, field.widget(), b"MK") else {
        return String::new();
    };
    let style = dictionary(field.document, field.widget(), b"BS");
    let line = style.and_then(|style| value(field.document, style, b"W")?.as_float().ok());
    let line = line.unwrap_or(1.0).clamp(0.0, 20.0);
    let inside = |inset: f32| {
        let [x, w, h] = [inset, width - 2.0 * inset, height - 2.0 * inset].map(number);
        format!("{x} {x} {w} {h} re")
    };
    let round = field.kind() == Kind::Radio;
    let path = |inset: f32| match round {
        true => ellipse([inset, inset, width - inset, height - inset]),
        false => inside(inset) + "\n",
    };
    let mut drawn = String::new();
    if let Some(fill) = colour(field.document, looks, b"BG", false) {
        drawn += &format!("q\n{fill}{}f\nQ\n", path(0.0));
    }
    let stroke = colour(field.document, looks, b"BC", true).filter(|_| line > 0.0);
    if let Some(stroke) = stroke {
        drawn += &format!("q\n{stroke}{} w\n{}S\nQ\n", number(line), path(line / 2.0));
    }
    drawn
}

/// Draws a mark in the middle of a box.
fn mark(field: &Field<'_>, [width, height]: [f32; 2]) -> String {
    let looks = dictionary(field.document, field.widget(), b"MK");
    let letter = looks.and_then(|looks| value(field.document, looks, b"CA")?.as_str().ok());
    let usual = if field.kind() == Kind::Radio {
        b'l'
    } else {
        b'4'
    };
    let side = width.min(height);
    let at = |[x, y]: [f32; 2]| {
        let x = (width - side) / 2.0 + x * side;
        let y = (height - side) / 2.0 + y * side;
        format!("{} {}", number(x), number(y))
    };
    let shape = |points: &[[f32; 2]]| {
        let steps = points.iter().enumerate().map(|(index, point)| {
            let operator = if index == 0 { "m" } else { "l" };
            format!("{} {operator}\n", at(*point))
        });
        steps.collect::<String>()
    };
    let line = number(side * 0.11);
    let drawn = match letter
        .and_then(|letter| letter.first().copied())
        .unwrap_or(usual)
    {
        b'8' => {
            let cross =
                shape(&[[0.22, 0.22], [0.78, 0.78]]) + &shape(&[[0.22, 0.78], [0.78, 0.22]]);
            format!("{line} w\n{cross}S\n")
        }
        b'l' => {
            let ([x, y], r) = ([width / 2.0, height / 2.0], side * 0.27);
            ellipse([x - r, y - r, x + r, y + r]) + "f\n"
        }
        b'u' => shape(&[[0.5, 0.2], [0.8, 0.5], [0.5, 0.8], [0.2, 0.5]]) + "h f\n",
        b'n' => shape(&[[0.25, 0.25], [0.75, 0.25], [0.75, 0.75], [0.25, 0.75]]) + "h f\n",
        b'H' => shape(&star()) + "h f\n",
        _ => format!("{line} w\n{}S\n", shape(&TICK)),
    };
    format!("q\n0 g\n0 G\n{drawn}Q\n")
}

/// Returns the corners of a star, outer and inner in turn.
fn star() -> [[f32; 2]; 2 * STAR] {
    std::array::from_fn(|at| {
        let angle = std::f32::consts::PI * (at as f32 / STAR as f32 + 0.5);
        let reach = if at % 2 == 0 { 0.35 } else { 0.14 };
        [0.5 + reach * angle.cos(), 0.5 + reach * angle.sin()]
    })
}

/// Returns the size of a field as it is read, and how it must be turned to stand in its place.
pub(super) fn turned(field: &Field<'_>, [width, height]: [f32; 2]) -> ([f32; 2], [f32; 6]) {
    match field.turned() {
        90 => ([height, width], [0.0, 1.0, -1.0, 0.0, width, 0.0]),
        180 => ([width, height], [-1.0, 0.0, 0.0, -1.0, width, height]),
        270 => ([height, width], [0.0, -1.0, 1.0, 0.0, 0.0, height]),
        _ => ([width, height], [1.0, 0.0, 0.0, 1.0, 0.0, 0.0]),
    }
}

/// Puts a drawing on a sheet that is turned.
pub(super) fn on_sheet(
    size: [f32; 2],
    turn: [f32; 6],
    resources: Dictionary,
    content: String,
) -> Stream {
    let mut stream = sheet(size, resources, content);
    stream.dict.set("Matrix", turn.map(Object::Real).to_vec());
    stream
}
