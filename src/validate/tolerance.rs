//! Tolerances as offices type them: `5 percentage points`, `10% of target`, `±2 days`.

use crate::model::Tolerance;

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
    fn a_bare_percentage_is_not_guessed() {
        assert_eq!(tolerance("5%"), Err(Fault::Ambiguous));
        assert_eq!(tolerance("some"), Err(Fault::Unclear));
        assert_eq!(tolerance("-5"), Err(Fault::Unclear));
    }
}
