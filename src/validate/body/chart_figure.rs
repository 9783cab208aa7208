//! A figure of a chart: what is drawn, and how it is shown.

use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Figure as Amount, Origin};
use crate::validate::amount::as_stored;
use crate::validate::clean::one_line;
use crate::validate::figure::figure;
use crate::validate::raw::{Found, Raw};

/// More places after the point than these come of arithmetic: nobody types them.
const MOST_PLACES: usize = 6;

/// A figure, or what is said in place of one.
#[derive(Clone, Debug)]
pub struct Figure {
    /// The value; none where there is no figure.
    pub value: Option<f64>,
    /// Its own unit; a bare number has none.
    pub unit: String,
    /// Where it stands.
    pub origin: Origin,
    /// As it was typed, or as its sheet shows it.
    pub typed: String,
    /// Whether it is a bare number of TOML: how it is shown is for the chart to say.
    bare: bool,
}

impl Figure {
    /// Takes what was found: a number, a figure as offices type it, or shorthand for one that is missing.
    pub fn from_raw(raw: &Raw, out: &mut Diagnostics) -> Option<Self> {
        let text = one_line(&raw.plain());
        let origin = raw.origin.clone();
        let amount = match &raw.found {
            Found::Number(value, _) if !value.is_finite() => None,
            Found::Number(value, _) if matches!(raw.origin, Origin::Text { .. }) => {
                return Some(Self::number(*value, text, origin));
            }
            Found::Number(value, shown) => figure(&text, false)
                .ok()
                .or_else(|| Some(as_stored(*value, shown))),
            Found::Nothing | Found::Typed(_) | Found::Written(_) => match &*text {
                "" | "-" | "–" | "—" => return Some(Self::blank(origin)),
                text => figure(text, false).ok(),
            },
            _ => None,
        };
        if amount.is_none() {
            say_none(&text, &origin, out);
        }
        amount.map(|amount| Self::shown_as(amount, text, origin))
    }

    /// Takes a place where nothing stands.
    pub fn blank(origin: Origin) -> Self {
        Self {
            value: None,
            unit: String::new(),
            origin,
            typed: "–".to_owned(),
            bare: false,
        }
    }

    fn number(value: f64, typed: String, origin: Origin) -> Self {
        Self {
            value: Some(value),
            unit: String::new(),
            origin,
            typed,
            bare: true,
        }
    }

    fn shown_as(amount: Amount, typed: String, origin: Origin) -> Self {
        Self {
            value: amount.value,
            unit: amount.unit,
            origin,
            typed: if amount.value.is_some() {
                typed
            } else {
                amount.shown
            },
            bare: false,
        }
    }

    /// Returns the figure as it is shown: as typed, a bare number of TOML with its chart's unit and commas.
    pub fn shown(&self, unit: &str) -> String {
        let plain = self.typed.parse::<f64>().is_ok();
        let digits = if plain {
            short(&self.typed)
        } else {
            self.typed.clone()
        };
        if !self.bare {
            return digits;
        }
        let (sign, digits) = match digits.strip_prefix('-') {
            Some(digits) => ("-", digits),
            None => ("", &*digits),
        };
        let digits = grouped(digits);
        match unit {
            "%" => format!("{sign}{digits}%"),
            "£" | "$" | "€" => format!("{sign}{unit}{}", pence(digits)),
            _ => format!("{sign}{digits}"),
        }
    }
}

/// Reports what is no figure.
fn say_none(text: &str, origin: &Origin, out: &mut Diagnostics) {
    let said = if text.is_empty() {
        String::new()
    } else {
        format!(": `{text}`")
    };
    let message = format!("a figure of the chart is no number{said}");
    out.add(Code::ChartFaulty, origin.clone(), message)
        .hint("write it as in `41`, `42.1%` or `£1,234`, and `[x]` where there is no figure");
}

/// Leaves out places that only arithmetic gives: 33.333333333333336 is 33.33, and 0.0000125 stays.
fn short(digits: &str) -> String {
    let places = digits.split_once('.').map_or(0, |(_, places)| places.len());
    let Some(value) = digits.parse::<f64>().ok().filter(|_| places > MOST_PLACES) else {
        return digits.to_owned();
    };
    let size = value.abs();
    let first = if size > 0.0 {
        -size.log10().floor()
    } else {
        0.0
    };
    let places = if size >= 1.0 {
        2
    } else {
        (first as usize + 2).min(places)
    };
    let rounded = format!("{value:.places$}");
    rounded
        .trim_end_matches('0')
        .trim_end_matches('.')
        .to_owned()
}

/// Puts commas between thousands.
fn grouped(digits: &str) -> String {
    let (whole, places) = match digits.split_once('.') {
        Some((whole, places)) => (whole, format!(".{places}")),
        None => (digits, String::new()),
    };
    let mut grouped = String::new();
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped + &places
}

/// Writes sums with both digits of their pence.
fn pence(digits: String) -> String {
    match digits.split_once('.') {
        Some((whole, "0")) => whole.to_owned(),
        Some((_, places)) if places.len() == 1 => digits + "0",
        _ => digits,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(typed: &str, unit: &str) -> String {
        let value = typed.parse().expect("a number");
        Figure::number(value, typed.to_owned(), Origin::file("p.md")).shown(unit)
    }

    #[test]
    fn numbers_are_shown_as_typed_with_commas_and_their_unit() {
        for (typed, unit, said) in [
            ("1234567", "", "1,234,567"),
            ("-2345", "£", "-£2,345"),
            ("1234567.5", "£", "£1,234,567.50"),
            ("1300000.25", "£", "£1,300,000.25"),
            ("1234567890123", "£", "£1,234,567,890,123"),
            ("0.000012", "£", "£0.000012"),
            ("33.333333333333336", "", "33.33"),
            ("66.66666", "", "66.66666"),
            ("0.0000125", "", "0.0000125"),
            ("41.0", "%", "41.0%"),
            ("0.1", "", "0.1"),
        ] {
            assert_eq!(shown(typed, unit), said, "{typed}");
        }
    }
}
