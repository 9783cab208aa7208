//! What came of collecting: each line that was asked for, and what nobody asked for.

use serde::Serialize;

use crate::diagnostic::Code;
use crate::model::{Date, Origin, Quarter};

use super::Line;

/// What came of collecting.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// The quarter of the round.
    pub quarter: Quarter,
    /// The day that answers are kept under.
    pub date: Date,
    /// Whether nothing was to be written.
    pub dry_run: bool,
    /// The workbooks that were read.
    pub files: Vec<About>,
    /// The files that were not read, and why.
    pub unread: Vec<(String, String)>,
    /// The lines that were asked for, in the order of their papers.
    pub lines: Vec<LineReport>,
    /// What nobody asked for, or nobody can tell.
    pub strays: Vec<Stray>,
    /// The files that were written or changed.
    pub written: Vec<String>,
}

/// A workbook that was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct About {
    /// Its path from the folder.
    pub file: String,
    /// Who answers in it; several where nobody can tell which of them.
    pub officers: Vec<String>,
    /// How many lines are in it.
    pub lines: usize,
}

/// A line that was asked for.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LineReport {
    /// Who is asked, or who answered where several are.
    pub officer: String,
    /// The line.
    #[serde(flatten)]
    pub line: Line,
    /// What it is about.
    pub title: String,
    /// Its cells that something is to be said of.
    pub cells: Vec<CellReport>,
}

/// A cell that was asked for.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CellReport {
    /// The column.
    pub column: String,
    /// What the office calls it.
    pub heading: String,
    /// What came of it.
    pub fate: Fate,
    /// What stood there.
    pub before: String,
    /// What was answered, each with its file.
    pub after: Vec<Answered>,
    /// Why it is missing, where it is.
    pub why: Option<String>,
}

/// What was answered.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Answered {
    /// Who answered.
    pub officer: String,
    /// The file it came in.
    pub file: String,
    /// The text.
    pub text: String,
}

/// What came of a cell or a line; the earlier of a line's cells counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fate {
    /// Answers differ, and nothing was merged.
    Conflicting,
    /// It changed.
    Changed,
    /// Nobody has answered it.
    Missing,
    /// It is answered as it stands.
    Unchanged,
}

impl Fate {
    /// Returns it in a word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Conflicting => "conflicting",
            Self::Changed => "changed",
            Self::Missing => "missing",
            Self::Unchanged => "unchanged",
        }
    }
}

/// What nobody asked for, or nobody can tell.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Stray {
    /// Who sent it, where that is known.
    pub officer: String,
    /// What it is a case of.
    pub code: Code,
    /// Where it stands.
    #[serde(serialize_with = "as_words")]
    pub place: Origin,
    /// What is told of it.
    pub says: String,
}

fn as_words<S: serde::Serializer>(place: &Origin, to: S) -> Result<S::Ok, S::Error> {
    to.collect_str(place)
}

impl LineReport {
    /// Returns what came of the line.
    pub fn fate(&self) -> Fate {
        let fates = self.cells.iter().map(|cell| cell.fate);
        fates.min().unwrap_or(Fate::Unchanged)
    }
}

impl Report {
    /// Counts the lines that something came of.
    pub fn count(&self, fate: Fate) -> usize {
        self.lines.iter().filter(|line| line.fate() == fate).count()
    }

    /// Counts the strays of a sort.
    pub fn strays(&self, code: Code) -> usize {
        self.strays
            .iter()
            .filter(|stray| stray.code == code)
            .count()
    }

    /// Shows who is asked, each once, in the order of the lines.
    pub fn officers(&self) -> Vec<&str> {
        let mut officers: Vec<&str> = Vec::new();
        let asked = self.lines.iter().map(|line| line.officer.as_str());
        for officer in asked.chain(self.strays.iter().map(|stray| stray.officer.as_str())) {
            if !officers.contains(&officer) {
                officers.push(officer);
            }
        }
        officers
    }
}
