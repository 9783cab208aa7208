//! Status keys: the steps an office judges by, and what they add up to.

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

use super::{Origin, Outcome};

/// A set of steps, such as green, amber and red.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StatusKey {
    /// The key's name in `data/board.toml`.
    pub name: String,
    /// The steps in the order in which they are shown.
    pub steps: Vec<Step>,
    /// The rules of the overall rating; the first that holds counts.
    pub rating: Vec<RatingRule>,
    /// How percentages are rounded.
    pub percentages: Percentages,
    /// Where the key stands.
    pub origin: Origin,
}

/// A step of a key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Step {
    /// The letters shown, such as `G`.
    pub code: String,
    /// The word, such as `Green`.
    pub label: String,
    /// What it means.
    pub meaning: String,
    /// The colour as `#rrggbb`; none for a key of words.
    pub colour: Option<String>,
    /// Black or white, whichever reads on the colour.
    pub ink: Option<String>,
    /// The shape that tells it apart in grey.
    pub shape: Option<Shape>,
    /// What else people type for it.
    pub aliases: Vec<String>,
    /// Whether the row needs attention.
    pub attention: bool,
    /// Whether the work is over.
    pub closed: bool,
    /// Whether it is part of the base of percentages.
    pub counted: bool,
    /// Its place from best to worst, from 1; none for a step that is neither better nor worse than others.
    pub rank: Option<u32>,
    /// The outcome of a rule that it stands for.
    pub when: Option<Outcome>,
}

#[cfg(test)]
impl Step {
    /// Returns a step that says nothing but its code and label, for tests.
    pub(crate) fn plain(code: &str, label: &str) -> Self {
        Self {
            code: code.into(),
            label: label.into(),
            meaning: String::new(),
            colour: None,
            ink: None,
            shape: None,
            aliases: Vec::new(),
            attention: false,
            closed: false,
            counted: true,
            rank: None,
            when: None,
        }
    }
}

/// A shape that tells a step apart without colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shape {
    /// A disc.
    Circle,
    /// A triangle on its base.
    Triangle,
    /// A square.
    Square,
    /// A square on its corner.
    Diamond,
    /// A star of five points.
    Star,
    /// A hexagon.
    Hexagon,
    /// A diagonal cross.
    Cross,
    /// A flat bar.
    Bar,
    /// A ring.
    Outline,
}

impl Shape {
    /// All shapes, as keys name them.
    pub const NAMES: [(&str, Self); 9] = [
        ("circle", Self::Circle),
        ("triangle", Self::Triangle),
        ("square", Self::Square),
        ("diamond", Self::Diamond),
        ("star", Self::Star),
        ("hexagon", Self::Hexagon),
        ("cross", Self::Cross),
        ("bar", Self::Bar),
        ("outline", Self::Outline),
    ];
}

/// A rule of the overall rating.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RatingRule {
    /// The share in percent that the steps must reach together; none always holds.
    pub at_least: Option<f64>,
    /// The codes of the steps.
    pub of: Vec<String>,
    /// The rating's words.
    pub says: String,
}

/// How percentages are rounded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Percentages {
    /// Each to the nearest whole number, halves up: they may add up to 99 or 101.
    #[default]
    Plain,
    /// By largest remainder (Hamilton's method): they add up to 100.
    LargestRemainder,
}

/// The rows of a table counted by step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// All rows with a status.
    pub total: usize,
    /// The rows that percentages are taken of.
    pub base: usize,
    /// Count and percentage of each step by code, in the key's order.
    pub steps: IndexMap<String, StepCount>,
    /// The overall rating, where a rule holds.
    pub rating: Option<String>,
}

/// Count and percentage of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepCount {
    /// How many rows.
    pub count: usize,
    /// Whole percent of the base; none for a step outside it.
    pub percent: Option<u64>,
}

/// Coloured symbols that are typed for statuses, with what their colours are called.
const COLOURED: [(&[&str], &[&str]); 6] = [
    (&["🟢", "🟩", "💚"], &["green"]),
    (&["🟠", "🟧", "🧡"], &["amber", "orange"]),
    (&["🟡", "🟨", "💛"], &["yellow", "amber"]),
    (&["🔴", "🟥", "❤"], &["red"]),
    (&["🔵", "🟦", "💙"], &["blue"]),
    (&["⚪", "⬜", "🤍"], &["white"]),
];

impl StatusKey {
    /// Returns the step that a text means: its code, label or an alias, whatever the case and the spaces.
    pub fn step(&self, text: &str) -> Option<&Step> {
        let whole = fold(text);
        self.find(&whole)
            .or_else(|| self.find_in_parts(text))
            .or_else(|| colour_words(&whole).find_map(|word| self.find(word)))
    }

    /// Returns the step that stands for an outcome.
    pub fn step_for(&self, outcome: Outcome) -> Option<&Step> {
        self.steps.iter().find(|step| step.when == Some(outcome))
    }

    /// Returns the step with a code.
    pub fn by_code(&self, code: &str) -> Option<&Step> {
        self.steps.iter().find(|step| step.code == code)
    }

    /// Counts rows by the codes of their statuses.
    pub fn tally<'a>(&self, codes: impl Iterator<Item = &'a str>) -> Tally {
        let mut counts: IndexMap<&str, usize> =
            self.steps.iter().map(|s| (s.code.as_str(), 0)).collect();
        for code in codes {
            *counts.entry(code).or_default() += 1;
        }
        let counted = |code: &str| self.by_code(code).is_some_and(|step| step.counted);
        let in_base: Vec<usize> = counts
            .iter()
            .filter(|(code, _)| counted(code))
            .map(|(_, n)| *n)
            .collect();
        let base = in_base.iter().sum();
        let mut percents = self.percentages.of(&in_base).into_iter();
        let steps = counts
            .iter()
            .map(|(code, count)| {
                let percent = counted(code).then(|| percents.next().unwrap_or_default());
                (
                    (*code).to_owned(),
                    StepCount {
                        count: *count,
                        percent,
                    },
                )
            })
            .collect();
        let rating = self.rate(&counts, base);
        Tally {
            total: counts.values().sum(),
            base,
            steps,
            rating,
        }
    }

    fn rate(&self, counts: &IndexMap<&str, usize>, base: usize) -> Option<String> {
        if base == 0 {
            return None;
        }
        let share = |codes: &[String]| -> f64 {
            let sum: usize = codes
                .iter()
                .filter_map(|code| counts.get(code.as_str()))
                .sum();
            100.0 * sum as f64 / base as f64
        };
        let holds = |rule: &&RatingRule| rule.at_least.is_none_or(|least| share(&rule.of) >= least);
        self.rating.iter().find(holds).map(|rule| rule.says.clone())
    }

    fn find(&self, folded: &str) -> Option<&Step> {
        if folded.is_empty() {
            return None;
        }
        let known_as = |step: &&Step| {
            let mut names = [&step.code, &step.label].into_iter().chain(&step.aliases);
            names.any(|name| fold(name) == folded)
        };
        self.steps.iter().find(known_as)
    }

    /// Reads `G - Green` and `Green (G)`: all parts must mean the same step.
    fn find_in_parts(&self, text: &str) -> Option<&Step> {
        let mut parts = text
            .split(['-', '–', '—', '(', ')', '/', ':'])
            .map(fold)
            .filter(|part| !part.is_empty())
            .map(|part| self.find(&part));
        let first = parts.next()??;
        parts
            .all(|part| part.is_some_and(|step| step.code == first.code))
            .then_some(first)
    }
}

/// Returns the words for the colour of a coloured circle, square or heart.
fn colour_words(symbol: &str) -> impl Iterator<Item = &'static str> + use<> {
    let of = COLOURED
        .iter()
        .find(|(symbols, _)| symbols.contains(&symbol));
    of.into_iter().flat_map(|(_, words)| words.iter().copied())
}

impl Percentages {
    /// Returns the whole percentages of counts; zeros when there is nothing to share.
    pub fn of(self, counts: &[usize]) -> Vec<u64> {
        let base: u64 = counts.iter().map(|n| *n as u64).sum();
        if base == 0 {
            return vec![0; counts.len()];
        }
        let hundredfold = counts.iter().map(|n| *n as u64 * 100);
        match self {
            Self::Plain => hundredfold.map(|n| (2 * n + base) / (2 * base)).collect(),
            Self::LargestRemainder => largest_remainder(&hundredfold.collect::<Vec<_>>(), base),
        }
    }
}

fn largest_remainder(hundredfold: &[u64], base: u64) -> Vec<u64> {
    let mut shares: Vec<u64> = hundredfold.iter().map(|n| n / base).collect();
    let mut order: Vec<usize> = (0..shares.len()).collect();
    order.sort_by_key(|i| std::cmp::Reverse(hundredfold[*i] % base));
    let missing = 100 - shares.iter().sum::<u64>();
    for i in order
        .into_iter()
        .take(usize::try_from(missing).unwrap_or(0))
    {
        shares[i] += 1;
    }
    shares
}

/// Folds case, spaces and punctuation at the ends away.
fn fold(text: &str) -> String {
    let text = text.to_lowercase();
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    // A question mark is a doubt, not a slip: it stays, and the status is not known.
    let trimmed = words.trim_matches([' ', '.', ',', ';', ':', '-', '*']);
    if trimmed.is_empty() {
        words
    } else {
        trimmed.to_owned()
    }
}

#[cfg(test)]
#[path = "status_tests.rs"]
mod tests;
