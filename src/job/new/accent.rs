//! An accent that can be read wherever the house puts it.

use crate::check::{Colour, HouseValue, TEXT};
use crate::job::house::house;
use crate::load::Library;

/// Darkens a colour until text in it, and white text on it, has the least contrast; gives it back as it is where it has.
pub fn readable(colour: Colour) -> Colour {
    let tint = tint_share();
    let shares = (0..=100_u8).rev().map(f64::from);
    let mut darker = shares.map(|share| colour.mixed(Colour([0; 3]), share));
    darker
        .find(|colour| is_readable(*colour, tint))
        .unwrap_or(Colour([0; 3]))
}

/// Returns whether a colour can be read on paper and on the tint that is worked out from it.
fn is_readable(colour: Colour, tint: f64) -> bool {
    let under = colour.mixed(Colour::WHITE, tint);
    colour.contrast(Colour::WHITE) >= TEXT && colour.contrast(under) >= TEXT
}

/// Returns how much of the accent is left in the tint, in per cent.
fn tint_share() -> f64 {
    match house(&Library::embedded()).shipped.get("tint-share") {
        Some(HouseValue::Number(share)) => *share,
        _ => 0.0,
    }
}

/// Returns a colour as `board.toml` has it: `#1d3d6b`.
pub fn written(Colour([red, green, blue]): Colour) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(text: &str) -> String {
        written(readable(Colour::read(text).expect("a colour")))
    }

    #[test]
    fn a_dark_accent_stays_and_a_light_one_is_darkened_until_it_can_be_read() {
        assert_eq!(made("#1d3d6b"), "#1d3d6b");
        assert_eq!(made("#000"), "#000000");
        for light in ["#ffffff", "#ffd700", "#00aaff", "#777777"] {
            let dark = Colour::read(&made(light)).expect("a colour");
            assert!(is_readable(dark, tint_share()), "{light}");
            assert_ne!(dark, Colour([0; 3]), "{light}");
        }
    }
}
