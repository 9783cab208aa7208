//! The rule by which a status follows from figures: target, tolerance, and which way is good.

use serde::{Deserialize, Serialize};

use super::{Direction, Figure, Point, Quarter};

/// Which columns of a table its statuses are computed from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judge {
    /// The column of figures: the one of the paper's quarter, where it has one for each quarter.
    pub actual: String,
    /// The column of targets.
    pub target: String,
    /// The column that says how far from its target a figure is still near it.
    pub tolerance: Option<String>,
    /// The column that says which way is good.
    pub polarity: Option<String>,
}

/// Which way is good.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Polarity {
    /// The higher the better.
    High,
    /// The lower the better.
    Low,
    /// As planned is good: within a range, or about the target.
    Range,
}

/// How far from its target a figure is still near it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tolerance {
    /// In the figure's own unit; percentage points, where that is per cent.
    Absolute(f64),
    /// In per cent of the target.
    OfTarget(f64),
}

/// What a figure comes to beside its target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// The target is met or passed.
    Met,
    /// It is missed by no more than the tolerance.
    Near,
    /// It is missed by more.
    Missed,
    /// There is no figure.
    NoData,
    /// There is no target to judge a figure by.
    NoTarget,
}

/// Whether a status was given or computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Judged {
    /// The office gives it.
    Given,
    /// It follows from the figures.
    Computed,
}

/// A direction, and what it is told from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Travel {
    /// Which way; none where nobody says which way is good.
    pub direction: Option<Direction>,
    /// The earlier figure.
    pub from: Figure,
    /// Its quarter.
    pub quarter: Quarter,
}

impl Polarity {
    /// The words that offices use, each with what it means.
    const WORDS: [(&str, Self); 33] = [
        ("high", Self::High),
        ("higher", Self::High),
        ("high is good", Self::High),
        ("higher is better", Self::High),
        ("bigger is better", Self::High),
        ("more is better", Self::High),
        ("up", Self::High),
        ("up is good", Self::High),
        ("increase", Self::High),
        ("maximise", Self::High),
        ("positive", Self::High),
        ("+", Self::High),
        ("low", Self::Low),
        ("lower", Self::Low),
        ("low is good", Self::Low),
        ("lower is better", Self::Low),
        ("smaller is better", Self::Low),
        ("less is better", Self::Low),
        ("fewer is better", Self::Low),
        ("down", Self::Low),
        ("down is good", Self::Low),
        ("decrease", Self::Low),
        ("reduce", Self::Low),
        ("minimise", Self::Low),
        ("negative", Self::Low),
        ("range", Self::Range),
        ("plan", Self::Range),
        ("plan range", Self::Range),
        ("on plan", Self::Range),
        ("as planned", Self::Range),
        ("within range", Self::Range),
        ("in range", Self::Range),
        ("within range is good", Self::Range),
    ];

    /// Reads what an office says: `High is good`, `lower is better`, `plan range`.
    pub fn parse(text: &str) -> Option<Self> {
        let folded = text.to_lowercase().replace(['-', '(', ')', '.', ':'], " ");
        let words = folded.split_whitespace().collect::<Vec<_>>().join(" ");
        let words = if words.is_empty() {
            text.trim()
        } else {
            &words
        };
        let found = Self::WORDS.iter().find(|(known, _)| *known == words);
        found.map(|(_, polarity)| *polarity)
    }

    /// Returns how far a value is from what is good, nought where it is there; the target may be a range.
    fn short(self, value: f64, low: f64, high: f64) -> f64 {
        let (below, above) = (low - value, value - high);
        let short = match self {
            Self::High => below,
            Self::Low => above,
            Self::Range => below.max(above),
        };
        // What is shown to so many decimals differs by no less than that: the rest is noise of the arithmetic.
        if short < 1e-9 { 0.0 } else { short }
    }
}

impl Tolerance {
    /// Returns the tolerance in the figure's own unit.
    fn of(self, target: f64) -> f64 {
        match self {
            Self::Absolute(by) => by,
            Self::OfTarget(percent) => (target * percent / 100.0).abs(),
        }
    }
}

impl Outcome {
    /// All outcomes, as keys name them.
    pub const NAMES: [(&str, Self); 5] = [
        ("met", Self::Met),
        ("near", Self::Near),
        ("missed", Self::Missed),
        ("no-data", Self::NoData),
        ("no-target", Self::NoTarget),
    ];

    /// Returns the outcome's name in keys.
    pub fn name(self) -> &'static str {
        let named = Self::NAMES.iter().find(|(_, this)| *this == self);
        named.expect("every outcome has a name").0
    }

    /// Judges a figure by its target.
    ///
    /// Where a plan's target is one figure and not a range, the tolerance is the range.
    pub fn of(
        actual: Option<f64>,
        target: &Figure,
        tolerance: Option<Tolerance>,
        polarity: Polarity,
    ) -> Self {
        let Some(low) = target.value else {
            return Self::NoTarget;
        };
        let Some(actual) = actual else {
            return Self::NoData;
        };
        let high = target.to.unwrap_or(low);
        let reach = |end: f64| tolerance.map_or(0.0, |by| by.of(end)) + 1e-9;
        let edge = if actual < low { low } else { high };
        let within = polarity.short(actual, low, high) <= reach(edge);
        match polarity.short(actual, low, high) {
            0.0 => Self::Met,
            _ if within && polarity == Polarity::Range && target.to.is_none() => Self::Met,
            _ if within && tolerance.is_some() => Self::Near,
            _ => Self::Missed,
        }
    }
}

impl Travel {
    /// Tells the way from the figure of an earlier quarter to that of `now`; none where either is missing.
    pub fn between(
        series: &[Point],
        earlier: Quarter,
        now: Quarter,
        polarity: Option<Polarity>,
        target: Option<&Figure>,
    ) -> Option<Self> {
        let at = |quarter| series.iter().find(|point| point.quarter == quarter);
        let (from, to) = (at(earlier)?, at(now)?);
        let (before, after) = (from.figure.value?, to.figure.value?);
        // Figures in two units tell no way; what reads the same is the same.
        let comparable = from.figure.same_unit(&to.figure);
        let direction = if !comparable {
            None
        } else if (before - after).abs() < 1e-9 {
            Some(Direction::Same)
        } else {
            polarity.and_then(|polarity| way(before, after, polarity, target))
        };
        Some(Self {
            direction,
            from: from.figure.clone(),
            quarter: earlier,
        })
    }
}

fn way(before: f64, after: f64, polarity: Polarity, target: Option<&Figure>) -> Option<Direction> {
    let gain = match polarity {
        Polarity::High => after - before,
        Polarity::Low => before - after,
        Polarity::Range => {
            let low = target?.value?;
            let high = target?.to.unwrap_or(low);
            let short = |value| polarity.short(value, low, high);
            short(before) - short(after)
        }
    };
    Some(if gain.abs() < 1e-9 {
        Direction::Same
    } else if gain > 0.0 {
        Direction::Improved
    } else {
        Direction::Worsened
    })
}

#[cfg(test)]
#[path = "judge_tests.rs"]
mod tests;
