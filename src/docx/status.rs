//! A status: its code on its colour; the word follows as text.

use crate::markup::Element;

use super::inline::{Badge, Format, Piece};
use super::tree::words_of;

/// Returns the coloured code that stands before a status's word, if it has a colour, and whether the word says more. A
/// status that goes without its code has its colour alone.
pub fn badge<'a>(status: &'a Element, format: Format<'a>) -> (Option<Piece<'a>>, bool) {
    let code = status.get("data-code").unwrap_or_default().trim();
    let more = words_of(status).to_lowercase() != code.to_lowercase();
    let badge = Badge {
        fill: status.get("data-fill").or_else(|| set_fill(status)),
        ink: status.get("data-ink"),
    };
    if badge.fill.is_none() {
        return (None, true);
    }
    let looks = Format {
        badge: Some(badge),
        ..format
    };
    // Spaces that do not break keep the colour around the letters.
    let shown = format!("\u{a0}{code}\u{a0}");
    (Some(Piece::Text(shown, looks)), more)
}

/// Returns the colour that a status is given for the style sheet: `--fill:#00703c;…`.
fn set_fill(status: &Element) -> Option<&str> {
    let values = status.get("style")?.split(';');
    values
        .filter_map(|value| value.trim().strip_prefix("--fill:"))
        .next()
}

/// Returns the colours of a badge as six digits each; letters without a colour are black or white, whichever is read better.
pub fn colours(badge: Badge<'_>) -> Option<(String, String)> {
    let fill = super::about::colour(badge.fill?)?;
    let ink = badge.ink.and_then(super::about::colour);
    let ink = ink.unwrap_or_else(|| if is_light(&fill) { "000000" } else { "ffffff" }.to_owned());
    Some((fill, ink))
}

/// Returns whether black letters stand out better than white ones on a ground of six digits.
pub fn is_light(fill: &str) -> bool {
    let part = |at: usize| {
        u8::from_str_radix(&fill[at..at + 2], 16)
            .map_or(0.0, |part| linear(f64::from(part) / 255.0))
    };
    0.2126 * part(0) + 0.7152 * part(2) + 0.0722 * part(4) > 0.179
}

fn linear(part: f64) -> f64 {
    if part <= 0.04045 {
        part / 12.92
    } else {
        ((part + 0.055) / 1.055).powf(2.4)
    }
}
