//! What was published of a table in an earlier quarter.

use serde::{Deserialize, Serialize};

use super::Quarter;

/// A table as it was published in an earlier quarter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublishedTable {
    /// The quarter.
    pub quarter: Quarter,
    /// How many rows it had.
    pub total: usize,
    /// The overall rating, where it had one.
    pub rating: Option<String>,
    /// The rows of each step of its key.
    pub steps: Vec<PublishedStep>,
}

/// How many rows of a table were at a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublishedStep {
    /// The step's code.
    pub code: String,
    /// Its label.
    pub label: String,
    /// How many rows.
    pub count: usize,
    /// The share that was printed; none for a step outside it.
    pub percent: Option<u64>,
}
