//! A paper in a manifest.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::diagnostic::{Code, Diagnostics, Severity};

/// What came of one paper.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Entry {
    /// The paper's file, from the office's folder.
    pub paper: String,
    /// Its title; empty where it could not be read, or is kept from the public.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// The SHA-256 of each file that it was made from, by its path from the office's folder; none of one that cannot be read.
    pub inputs: BTreeMap<String, Option<String>>,
    /// The files that were made, in the order of the formats.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub outputs: Vec<Output>,
    /// The codes for which it was not made.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub refused: Vec<Code>,
}

/// A file that was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Output {
    /// The file, from the output folder.
    pub file: String,
    /// Its length.
    pub bytes: u64,
    /// The SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// How many pages it has, where it has pages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pages: Option<usize>,
}

impl Entry {
    /// Starts with nothing but the paper's file.
    pub fn new(paper: &str) -> Self {
        Self {
            paper: paper.to_owned(),
            ..Self::default()
        }
    }

    /// Takes down for what the paper was refused: errors, and warnings where they are denied.
    pub fn refuse(&mut self, problems: &Diagnostics, deny_warnings: bool) {
        self.refused.extend(refusing(problems, deny_warnings));
        self.refused.sort();
        self.refused.dedup();
    }
}

/// Lists the codes that keep what they are about from being made.
pub(crate) fn refusing(problems: &Diagnostics, deny_warnings: bool) -> Vec<Code> {
    let counts =
        |severity| severity == Severity::Error || (deny_warnings && severity == Severity::Warning);
    let codes = problems.iter().filter(|problem| counts(problem.severity));
    let mut codes: Vec<Code> = codes.map(|problem| problem.code).collect();
    codes.sort();
    codes.dedup();
    codes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paper_is_refused_for_each_code_once_and_never_for_notes() {
        let mut problems = Diagnostics::default();
        for code in [
            Code::NoteUncited,
            Code::StatusUnknown,
            Code::StatusUnknown,
            Code::StepUnused,
        ] {
            problems.add(code, None, "a problem");
        }
        let mut entry = Entry::new("data/a.toml");
        entry.refuse(&problems, false);
        assert_eq!(entry.refused, [Code::StatusUnknown]);
        entry.refuse(&problems, true);
        assert_eq!(entry.refused, [Code::StatusUnknown, Code::NoteUncited]);
    }
}
