//! Counts in words, as screen and page have them.

use crate::diagnostic::Severity;
use crate::model::counted;

use super::Findings;

/// The severities, worst first.
pub(super) const WORST_FIRST: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Note];

impl Findings<'_> {
    /// Says how many findings there are of a severity, and in how many papers.
    pub(super) fn tally(&self, severity: Severity) -> Option<(String, String)> {
        let count = self.count(severity);
        let said = counted(count, severity.word());
        (count > 0).then(|| (said, self.spread(severity)))
    }

    fn spread(&self, severity: Severity) -> String {
        let stopped = match (severity, self.papers.with_errors) {
            (Severity::Error, 1) => ", which cannot be made as it stands",
            (Severity::Error, 2..) => ", which cannot be made as they stand",
            _ => "",
        };
        match (self.papers.with(severity), self.papers.checked) {
            (0, _) => "in no paper, but in what papers share".to_owned(),
            (1, 1) => format!("in the paper{stopped}"),
            (with, checked) => format!("in {with} of {checked} papers{stopped}"),
        }
    }

    /// Says that nothing was found.
    pub(super) fn sound(&self) -> String {
        let checked = self.papers.checked;
        format!("{checked} of {} sound", counted(checked, "paper"))
    }
}
