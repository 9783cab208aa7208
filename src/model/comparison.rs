//! A paper set beside an earlier one: what was kept, what moved, what is new and what is gone.

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

/// The tables that two papers have in common, by name.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    /// The tables.
    pub tables: IndexMap<String, TableComparison>,
}

/// A table set beside that of an earlier paper.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TableComparison {
    /// What became of each row of the later table, in its order.
    pub rows: Vec<Past>,
    /// The places of the earlier table's rows that the later one has not.
    pub gone: Vec<usize>,
}

/// What a row was in an earlier paper.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Past {
    /// Whether it was there, and under which ref.
    pub state: State,
    /// The place of its row in the earlier table.
    pub row: Option<usize>,
    /// What the two rows were matched by.
    pub matched: Option<MatchedBy>,
    /// How alike the titles are, from 0 to 1; none where one of them is empty.
    pub similarity: Option<f64>,
    /// Where its status went.
    pub direction: Option<Direction>,
    /// The columns that say something else than they did.
    pub changed: Vec<String>,
    /// Whether a date among them was set or put off.
    pub revised: bool,
}

/// Whether a row was there before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Under the same ref.
    Kept,
    /// Under another ref.
    Renumbered,
    /// It was not.
    New,
}

/// What two rows were matched by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MatchedBy {
    /// The same ref.
    Ref,
    /// Titles that are alike.
    Title,
}

/// Where a status or a figure went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// To a better step, or towards what is good.
    Improved,
    /// To a worse step, or away from what is good.
    Worsened,
    /// Nowhere.
    Same,
    /// To a step that is neither better nor worse.
    Changed,
}

/// How many rows went where.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Moved {
    /// Rows with a better status.
    pub improved: usize,
    /// Rows with a worse status.
    pub worsened: usize,
    /// Rows with the same status.
    pub same: usize,
    /// Rows with another status that is neither better nor worse.
    pub changed: usize,
    /// Rows that were not there.
    pub new: usize,
    /// Rows that are no more there.
    pub gone: usize,
    /// Rows with another ref.
    pub renumbered: usize,
    /// Rows with another date.
    pub revised: usize,
}

impl Direction {
    /// Returns the direction's name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Improved => "improved",
            Self::Worsened => "worsened",
            Self::Same => "same",
            Self::Changed => "changed",
        }
    }
}

impl Past {
    /// Returns the past of a row that was not there.
    pub fn new_row() -> Self {
        Self {
            state: State::New,
            row: None,
            matched: None,
            similarity: None,
            direction: None,
            changed: Vec::new(),
            revised: false,
        }
    }
}

impl TableComparison {
    /// Counts the rows by where they went.
    pub fn moved(&self) -> Moved {
        let count =
            |holds: &dyn Fn(&Past) -> bool| self.rows.iter().filter(|row| holds(row)).count();
        let went = |direction| count(&|row| row.direction == Some(direction));
        Moved {
            improved: went(Direction::Improved),
            worsened: went(Direction::Worsened),
            same: went(Direction::Same),
            changed: went(Direction::Changed),
            new: count(&|row| row.state == State::New),
            gone: self.gone.len(),
            renumbered: count(&|row| row.state == State::Renumbered),
            revised: count(&|row| row.revised),
        }
    }
}
