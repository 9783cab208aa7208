//! Charts: figures that are drawn.

use serde::{Deserialize, Serialize};

/// A chart of a text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Chart {
    /// How it is drawn.
    pub kind: ChartKind,
    /// What it is about.
    pub title: String,
    /// The words in place of the drawing, where the paper gives any: what it shows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alt: Option<String>,
    /// What stands below it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caption: Option<String>,
    /// What its figures count, such as `%`.
    pub unit: String,
    /// What the figures belong to, such as quarters.
    pub categories: Vec<String>,
    /// The figures.
    pub series: Vec<Series>,
}

/// How a chart is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ChartKind {
    /// A bar for each figure.
    Bar,
    /// A line through the figures.
    Line,
    /// The series of a category in one bar.
    Stacked,
}

/// A row of figures, one for each category.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Series {
    /// What they are.
    pub name: String,
    /// The figures; none where there is no figure.
    pub values: Vec<Option<f64>>,
    /// The figures as they are shown, or what is said in place of one.
    pub shown: Vec<String>,
    /// A colour of its own.
    pub colour: Option<String>,
}

impl ChartKind {
    /// All kinds, as papers name them.
    pub const NAMES: [(&str, Self); 3] = [
        ("bar", Self::Bar),
        ("line", Self::Line),
        ("stacked", Self::Stacked),
    ];
}
