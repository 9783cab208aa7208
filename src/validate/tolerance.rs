//! Tolerances as offices type them: `5 percentage points`, `10% of target`, `±2 days`.

use crate::model::{Figure, Tolerance};

use super::figure::figure;

/// Why a text is no tolerance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It is not understood.
    Unclear,
    /// `5%` may be percentage points or a share of the target.
    Ambiguous,
}

const OF_TARGET: [&str; 6] = [
    "of the target",
    "of target",
    "of plan",
    "of the plan",
    "relative",
    "of baseline",
];
const POINTS: [&str; 8] = [
    "percentage points",
    "percentage point",
    "% points",
    "%pts",
    "points",
    "ppts",
    "pp",
    "pts",
];

/// Reads a tolerance.
pub fn tolerance(text: &str) -> Result<Tolerance, Fault> {
    let text = text.to_lowercase().replace("+/-", "").replace("±", "");
    let text = text.trim();
    let text = text.strip_prefix("within ").unwrap_or(text);
    let number = |text: &str| {
        let read = figure(text.trim(), false)
            .ok()
            .and_then(|figure| Some((figure.value?, figure.unit)));
        read.filter(|(value, _)| *value >= 0.0)
            .ok_or(Fault::Unclear)
    };
    if let Some(rest) = OF_TARGET.iter().find_map(|end| text.strip_suffix(end)) {
        let (value, unit) = number(rest)?;
        return if unit == "%" {
            Ok(Tolerance::OfTarget(value))
        } else {
            Err(Fault::Unclear)
        };
    }
    if let Some(rest) = POINTS.iter().find_map(|end| text.strip_suffix(end)) {
        return Ok(Tolerance::Absolute(number(rest)?.0));
    }
    match number(text)? {
        (_, unit) if unit == "%" => Err(Fault::Ambiguous),
        (value, _) => Ok(Tolerance::Absolute(value)),
    }
}

/// Returns whether a tolerance, as typed, is in its target's unit; a share of the target always is.
///
/// Percentage points go with percentages alone, and "points" with what counts in points.
pub fn fits(text: &str, target: &Figure) -> bool {
    let text = text.to_lowercase();
    let text = text.trim();
    if OF_TARGET.iter().any(|end| text.ends_with(end)) {
        return true;
    }
    let counts = |unit: &str| {
        let unit = unit.to_owned();
        target.same_unit(&Figure {
            unit,
            ..Figure::default()
        })
    };
    match POINTS.iter().find(|end| text.ends_with(*end)) {
        Some(&("points" | "pts")) => counts("%") || counts("points"),
        Some(_) => counts("%"),
        None => {
            let text = text.replace("+/-", "").replace('±', "");
            let text = text.trim().trim_start_matches("within ");
            figure(text, false).is_ok_and(|read| read.same_unit(target))
        }
    }
}

/// Says how a tolerance is written beside a target, with an example in the target's own unit.
pub fn example(target: &Figure) -> String {
    match target.unit.as_str() {
        "%" => "`5 percentage points` or `10% of target`".to_owned(),
        "" => "`2` or `10% of target`".to_owned(),
        sign @ ("£" | "$" | "€") => format!("`{sign}500` or `10% of target`"),
        unit => format!("`2 {unit}` or `10% of target`"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tolerances_are_read_as_offices_type_them() {
        for (text, read) in [
            ("5 percentage points", Tolerance::Absolute(5.0)),
            ("5pp", Tolerance::Absolute(5.0)),
            ("±2.5 points", Tolerance::Absolute(2.5)),
            ("10% of target", Tolerance::OfTarget(10.0)),
            ("within 10% of the target", Tolerance::OfTarget(10.0)),
            ("+/- 2 days", Tolerance::Absolute(2.0)),
            ("£5k", Tolerance::Absolute(5000.0)),
            ("3", Tolerance::Absolute(3.0)),
        ] {
            assert_eq!(tolerance(text), Ok(read), "{text}");
        }
    }

    #[test]
    fn a_tolerance_is_in_its_targets_unit() {
        for (text, target, fine) in [
            ("5 percentage points", "45%", true),
            ("5pp", "45%", true),
            ("±2 points", "45%", true),
            ("±2 points", "60 points", true),
            ("1 day", "10 days", true),
            ("+/- 2 days", "10 days", true),
            ("£5k", "£1m", true),
            ("2", "20", true),
            ("10% of target", "10 days", true),
            ("30 seconds", "15 minutes", false),
            ("5 percentage points", "50", false),
            ("2 points", "50", false),
            ("£3", "20%", false),
            ("5", "20%", false),
            ("2", "10 days", false),
        ] {
            let aim = figure(target, true).expect("a figure");
            assert_eq!(fits(text, &aim), fine, "{text} beside {target}");
        }
    }

    #[test]
    fn a_bare_percentage_is_not_guessed() {
        assert_eq!(tolerance("5%"), Err(Fault::Ambiguous));
        assert_eq!(tolerance("some"), Err(Fault::Unclear));
        assert_eq!(tolerance("-5"), Err(Fault::Unclear));
    }
}
