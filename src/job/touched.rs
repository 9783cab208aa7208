//! Which papers of a run have something wrong with them.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Diagnostics, Severity};

/// The papers that have problems, by how much these matter.
#[derive(Clone, Debug, Default)]
pub struct Touched(BTreeMap<Severity, BTreeSet<String>>);

impl Touched {
    /// Takes down what is wrong with a paper.
    pub fn take(&mut self, paper: &str, problems: &Diagnostics) {
        for problem in problems.iter() {
            let papers = self.0.entry(problem.severity).or_default();
            papers.insert(paper.to_owned());
        }
    }

    /// Counts the papers that have problems of any of some severities.
    pub fn count(&self, severities: &[Severity]) -> usize {
        let of_each = severities
            .iter()
            .filter_map(|severity| self.0.get(severity));
        of_each.flatten().collect::<BTreeSet<_>>().len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;

    #[test]
    fn a_paper_counts_once_however_much_is_wrong_with_it() {
        let mut problems = Diagnostics::default();
        problems.add(Code::StatusUnknown, None, "one");
        problems.add(Code::NoteUncited, None, "two");
        problems.add(Code::NoteUncited, None, "three");
        let mut touched = Touched::default();
        touched.take("a.toml", &problems);
        touched.take("b.toml", &Diagnostics::default());
        assert_eq!(touched.count(&[Severity::Warning]), 1);
        assert_eq!(touched.count(&[Severity::Error, Severity::Warning]), 1);
        assert_eq!(touched.count(&[Severity::Note]), 0);
    }
}
