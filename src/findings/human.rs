//! Findings for people and editors: counts first, then each with its place, its words and what to do.

use crate::diagnostic::{Code, as_line, as_text};

use super::counts::WORST_FIRST;
use super::{Finding, Findings};

impl Findings<'_> {
    /// Returns the counts, each finding, and where more is said.
    pub fn human(&self) -> String {
        let mut text = self.counted();
        if let Some(worst) = self.list.iter().min_by_key(|finding| finding.severity) {
            let told = |finding: &Finding<'_>| {
                as_text(finding.problem, finding.severity, finding.words.as_ref())
            };
            let each: String = self.list.iter().map(told).collect();
            text.push_str(&format!("\n{each}{}\n", more(worst.problem.code)));
        }
        text
    }

    /// Returns a line for each finding.
    pub fn short(&self) -> String {
        let told = |finding: &Finding<'_>| as_line(finding.problem, finding.severity);
        self.list.iter().map(told).collect()
    }

    /// Returns a line for each severity that there is, or one line where there is nothing.
    pub fn counted(&self) -> String {
        let tallies = WORST_FIRST.map(|severity| self.tally(severity));
        let tallies: Vec<_> = tallies.into_iter().flatten().collect();
        let wide = tallies.iter().map(|(count, _)| count.len()).max();
        let wide = wide.unwrap_or_default();
        let line = |(count, spread): &(String, String)| format!("{count:wide$}  {spread}\n");
        match &tallies[..] {
            [] => format!("{}\n", self.sound()),
            tallies => tallies.iter().map(line).collect(),
        }
    }
}

/// Says where more is said of a code.
pub fn more(code: Code) -> String {
    format!("`boardpaper explain {code}` says more")
}
