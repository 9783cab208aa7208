//! Figures: numbers as an office shows them, and the shorthand for those that are missing.

use serde::{Deserialize, Serialize};

use super::{Origin, Quarter};

/// The shorthand that figures may carry in square brackets, after the Analysis Function's guidance on tables.
///
/// The wording says what each means, under `shorthand-…`.
pub const SHORTHAND: [&str; 13] = [
    "b", "c", "e", "f", "low", "ns", "p", "r", "t", "u", "w", "x", "z",
];

/// A number with its unit, or the sign that stands for a missing one.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// The value as shown: 42.1 for `42.1%`; none where there is no figure.
    pub value: Option<f64>,
    /// Where a range ends that starts at the value.
    pub to: Option<f64>,
    /// The figure as its author shows it.
    pub shown: String,
    /// `%`, a currency's sign, words such as `days`, or nothing.
    pub unit: String,
    /// The shorthand beside the figure or in its place, such as `x`.
    pub shorthand: Vec<String>,
}

/// A figure of a quarter.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Point {
    /// The quarter.
    pub quarter: Quarter,
    /// Its figure.
    pub figure: Figure,
    /// Where the figure came from.
    pub origin: Origin,
}

impl Figure {
    /// Returns whether two figures are in one unit: `day` and `days` are the same.
    pub fn same_unit(&self, other: &Self) -> bool {
        let bare = |unit: &str| unit.to_lowercase().trim_end_matches('s').to_owned();
        bare(&self.unit) == bare(&other.unit)
    }
}
