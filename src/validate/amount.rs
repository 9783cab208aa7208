//! Values that are figures: numbers, shares, sums, measures, tolerances.

use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Figure, Polarity, SHORTHAND, Value, ValueType};

use super::clean::one_line;
use super::figure::{Fault, figure};
use super::raw::{Found, Raw};
use super::tolerance::{self, tolerance};
use super::value::{Expected, wrong};

/// The currency of sums that name none.
const CURRENCY: &str = "£";

/// Reads a figure of any type, and reports what is none.
///
/// A cell is read as it is shown: what a board reads is what is judged.
pub fn amount(raw: &Raw, expected: &Expected<'_>, out: &mut Diagnostics) -> Option<Value> {
    let text = one_line(&raw.plain());
    let ranges = expected.of_type == ValueType::Measure;
    let read = match (&raw.found, figure(&text, ranges)) {
        (Found::Date(_), _) => Err(Fault::Unclear),
        (Found::Number(value, shown), Err(_)) => Ok(as_stored(*value, shown)),
        (_, read) => read,
    };
    let words = expected.words && matches!(raw.found, Found::Written(_) | Found::Typed(_));
    match read {
        Ok(figure) => fitted(figure, raw, expected, out).map(Value::Number),
        Err(Fault::Unclear) if words => Some(Value::Number(Figure {
            shown: text,
            ..Figure::default()
        })),
        Err(Fault::Unclear) => {
            unclear(raw, expected, out);
            None
        }
        Err(Fault::Shorthand(letters)) => {
            unknown_shorthand(&letters, raw, expected, out);
            None
        }
    }
}

/// Takes a number whose format shows it in a way that is no figure, such as `-` for nought.
pub fn as_stored(value: f64, shown: &str) -> Figure {
    let sign = ["£", "$", "€", "%"]
        .into_iter()
        .find(|sign| shown.contains(sign));
    Figure {
        value: Some(if sign == Some("%") {
            value * 100.0
        } else {
            value
        }),
        shown: shown.to_owned(),
        unit: sign.unwrap_or_default().to_owned(),
        ..Figure::default()
    }
}

/// Gives a figure the unit of its type; one of another unit is reported.
fn fitted(
    mut figure: Figure,
    raw: &Raw,
    expected: &Expected<'_>,
    out: &mut Diagnostics,
) -> Option<Figure> {
    let Some(value) = figure.value else {
        return Some(figure);
    };
    let bare = figure.unit.is_empty();
    let fits = match expected.of_type {
        ValueType::Percentage => bare || figure.unit == "%",
        ValueType::Money => bare || ["£", "$", "€"].contains(&figure.unit.as_str()),
        ValueType::Number => bare,
        _ => true,
    };
    // 0.42 in a column of percentages may be a cell that lost its format.
    let share =
        expected.of_type == ValueType::Percentage && bare && value != 0.0 && value.abs() <= 1.0;
    if !fits || share {
        unclear(raw, expected, out);
        return None;
    }
    match expected.of_type {
        ValueType::Percentage if bare => with_unit(&mut figure, "", "%"),
        ValueType::Money if bare => with_unit(&mut figure, CURRENCY, ""),
        _ => {}
    }
    Some(figure)
}

/// Shows a bare figure with its unit, before or after its digits.
fn with_unit(figure: &mut Figure, before: &str, after: &str) {
    let (number, marks) = figure.shown.split_once('[').unwrap_or((&figure.shown, ""));
    let number = number.trim();
    let (sign, digits) = match number.strip_prefix(['-', '−']) {
        Some(digits) => ("-", digits),
        None => ("", number),
    };
    let marks = if marks.is_empty() {
        String::new()
    } else {
        format!(" [{marks}")
    };
    figure.shown = format!("{sign}{before}{digits}{after}{marks}");
    figure.unit = format!("{before}{after}");
}

fn unclear(raw: &Raw, expected: &Expected<'_>, out: &mut Diagnostics) {
    let what = match expected.of_type {
        ValueType::Percentage => ("a percentage", "`42.1%`"),
        ValueType::Money => ("a sum of money", "`£1,234` or `£1.2m`"),
        ValueType::Number => return wrong(raw, expected, "a number", out),
        _ => ("a figure", "`42.1%`, `£1.2m`, `1,234` or `12 days`"),
    };
    let text = one_line(&raw.plain());
    let message = format!("{} is not {}: `{text}`", expected.name, what.0);
    out.add(Code::FigureUnclear, raw.origin.clone(), message)
        .hint(format!("write it as in {}", what.1))
        .hint("where there is no figure, write `[x]` (not available), `[z]` (not applicable) or `[c]` (confidential)");
}

fn unknown_shorthand(letters: &str, raw: &Raw, expected: &Expected<'_>, out: &mut Diagnostics) {
    let known: Vec<String> = SHORTHAND
        .iter()
        .map(|known| format!("`[{known}]`"))
        .collect();
    let message = format!(
        "{} has shorthand that no paper explains: `[{letters}]`",
        expected.name
    );
    out.add(Code::ShorthandUnknown, raw.origin.clone(), message)
        .hint(format!(
            "use one of {}, or say it in the comment",
            known.join(", ")
        ));
}

/// Reads a tolerance, and reports what is none.
pub fn tolerated(raw: &Raw, expected: &Expected<'_>, out: &mut Diagnostics) -> Option<Value> {
    let text = one_line(&raw.plain());
    let (message, hint) = match tolerance(&text) {
        Ok(read) => return Some(Value::Tolerance(read, text)),
        Err(tolerance::Fault::Ambiguous) => (
            format!(
                "{} may be percentage points or a share of the target: `{text}`",
                expected.name
            ),
            format!(
                "write `{} percentage points` or `{text} of target`",
                text.trim_end_matches('%').trim()
            ),
        ),
        Err(tolerance::Fault::Unclear) => (
            format!("{} is not a tolerance: `{text}`", expected.name),
            "write it as in `5 percentage points`, `10% of target` or `2 days`".to_owned(),
        ),
    };
    out.add(Code::ToleranceUnclear, raw.origin.clone(), message)
        .hint(hint);
    None
}

/// Reads which way is good, and reports what says neither.
pub fn polarity(raw: &Raw, expected: &Expected<'_>, out: &mut Diagnostics) -> Option<Value> {
    let text = one_line(&raw.plain());
    let Some(read) = Polarity::parse(&text) else {
        let message = format!("{} does not say which way is good: `{text}`", expected.name);
        out.add(Code::ValueWrong, raw.origin.clone(), message)
            .hint("write `high` (the higher the better), `low`, or `plan range`");
        return None;
    };
    Some(Value::Polarity(read, text))
}
