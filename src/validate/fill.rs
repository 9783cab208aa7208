//! Statuses shown by a colour alone: the fill of a cell, or the colour of a sign in it.

use csscolorparser::Color;

use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Origin, StatusKey, Step, cell_name};

/// Where two steps have one colour name, a fill must be nearer to its step by this many degrees of hue.
const MARGIN: f32 = 8.0;

/// A step of lightness between greys counts like so many degrees of hue.
const GREY_DEGREES: f32 = 180.0;
/// Greys further apart than this are not the same to an eye: a shaded row is not white.
const SAME_GREY: f32 = 12.0;

/// What people call a colour, by where its hue ends in degrees: a pale or dark green is green all the same.
const NAMES: [(f32, Name); 6] = [
    (12.0, Name::Red),
    (70.0, Name::Amber),
    (170.0, Name::Green),
    (260.0, Name::Blue),
    (345.0, Name::Purple),
    (360.1, Name::Red),
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Name {
    Red,
    Amber,
    Green,
    Blue,
    Purple,
    Grey,
}

/// Returns the step a fill stands for; a fill that could be two steps or none is reported.
pub fn step<'a>(
    key: &'a StatusKey,
    fill: [u8; 3],
    origin: &Origin,
    name: &str,
    out: &mut Diagnostics,
) -> Option<&'a Step> {
    let [red, green, blue] = fill;
    let found = nearest_to(key, fill);
    if found.is_none() {
        let hex = format!("#{red:02x}{green:02x}{blue:02x}");
        let message = format!(
            "{name} is shown by a fill that no step of the key `{}` has: `{hex}`",
            key.name
        );
        out.add(Code::StatusMissing, origin.clone(), message)
            .hint("type the status into the cell");
    }
    found
}

/// Returns the step of a key that a fill stands for; none where it could be two or none.
pub fn nearest_to(key: &StatusKey, [red, green, blue]: [u8; 3]) -> Option<&Step> {
    nearest(key, &Color::from_rgba8(red, green, blue, 255))
}

/// Says which statuses were read from colours alone: cells and the codes they were read as.
pub fn say(read: &[(Origin, String)], out: &mut Diagnostics) {
    let Some((first, code)) = read.first() else {
        return;
    };
    let cell = |(origin, code): &(Origin, String)| match origin {
        Origin::Cell { row, column, .. } => format!("{} `{code}`", cell_name(*row, *column)),
        _ => format!("`{code}`"),
    };
    let list: Vec<String> = read.iter().map(cell).collect();
    out.add(
        Code::StatusFromFill,
        first.clone(),
        format!("read statuses from colours: {}", list.join(", ")),
    )
    .hint(format!(
        "type the codes, such as `{code}`, into the cells, so that they can be read without colour"
    ));
}

fn nearest<'a>(key: &'a StatusKey, fill: &Color) -> Option<&'a Step> {
    let mut near: Vec<(f32, &Step)> = key
        .steps
        .iter()
        .filter_map(|step| Some((step.colour.as_ref()?.parse::<Color>().ok()?, step)))
        .filter(|(colour, _)| name(colour) == name(fill))
        .map(|(colour, step)| (distance(fill, &colour), step))
        .filter(|(distance, _)| name(fill) != Name::Grey || *distance <= SAME_GREY)
        .collect();
    near.sort_by(|a, b| a.0.total_cmp(&b.0));
    match near[..] {
        [(_, only)] => Some(only),
        [(first, step), (second, _), ..] if second - first >= MARGIN => Some(step),
        _ => None,
    }
}

fn name(colour: &Color) -> Name {
    let [hue, full, light, _] = colour.to_hsla();
    if full < 0.15 || !(0.06..=0.96).contains(&light) {
        return Name::Grey;
    }
    let named = NAMES.iter().find(|(end, _)| hue.rem_euclid(360.0) < *end);
    named.expect("hues end below 360").1
}

/// Returns how far two colours of one name are apart: degrees of hue, or of lightness where both are grey.
fn distance(a: &Color, b: &Color) -> f32 {
    let ([hue_a, _, light_a, _], [hue_b, _, light_b, _]) = (a.to_hsla(), b.to_hsla());
    if name(a) == Name::Grey {
        return (light_a - light_b).abs() * GREY_DEGREES;
    }
    let turn = (hue_a - hue_b).abs();
    turn.min(360.0 - turn)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Percentages;

    fn key(colours: &[(&str, &str)]) -> StatusKey {
        let step = |(code, colour): &(&str, &str)| Step {
            colour: Some((*colour).into()),
            ..Step::plain(code, code)
        };
        StatusKey {
            name: "rag".into(),
            steps: colours.iter().map(step).collect(),
            rating: Vec::new(),
            percentages: Percentages::Plain,
            origin: Origin::file("board.toml"),
        }
    }

    fn read(key: &StatusKey, hex: &str) -> Option<String> {
        let fill = hex.parse::<Color>().expect("a colour");
        nearest(key, &fill).map(|step| step.code.clone())
    }

    #[test]
    fn the_fills_that_spreadsheets_offer_mean_the_steps_of_a_key() {
        let key = key(&[
            ("G", "#00703c"),
            ("A", "#ffbf47"),
            ("R", "#b10e1e"),
            ("B", "#1d70b8"),
        ]);
        for (hex, code) in [
            ("#00b050", "G"),
            ("#92d050", "G"),
            ("#c6efce", "G"),
            ("#ffc000", "A"),
            ("#ffff00", "A"),
            ("#ffeb9c", "A"),
            ("#ff0000", "R"),
            ("#ffc7ce", "R"),
            ("#0070c0", "B"),
            ("#00b0f0", "B"),
        ] {
            assert_eq!(read(&key, hex).as_deref(), Some(code), "{hex}");
        }
        assert_eq!(read(&key, "#7030a0"), None, "purple is no step of this key");
        assert_eq!(read(&key, "#d9d9d9"), None, "grey is no step of this key");
    }

    #[test]
    fn a_fill_between_two_steps_is_not_guessed() {
        let key = key(&[("Y", "#ffff00"), ("A", "#ffc000")]);
        assert_eq!(read(&key, "#ffe000"), None);
        assert_eq!(read(&key, "#ffff00"), Some("Y".into()));
    }
}
