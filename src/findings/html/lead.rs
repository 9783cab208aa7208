//! The findings of each lead officer.

use std::collections::BTreeMap;

use crate::diagnostic::Severity;
use crate::markup::Element;

use super::super::Findings;
use super::{Numbered, link};

/// A lead officer, and what is theirs to put right.
pub(super) struct Lead<'f, 'a> {
    /// Their name or post; none for what is nobody's alone.
    pub name: Option<&'f str>,
    /// Their findings.
    pub findings: Vec<Numbered<'f, 'a>>,
}

impl<'a> Findings<'a> {
    /// Sorts the findings by who leads the line; what is nobody's alone comes last.
    pub(super) fn leads(&self) -> Vec<Lead<'_, 'a>> {
        let mut by_name: BTreeMap<(bool, &str), Vec<_>> = BTreeMap::new();
        for finding in &self.list {
            let lead = finding
                .problem
                .about
                .as_ref()
                .and_then(|about| about.lead.as_deref());
            by_name
                .entry((lead.is_none(), lead.unwrap_or_default()))
                .or_default()
                .push(finding);
        }
        let mut last = 0;
        let mut numbered = |finding| {
            last += 1;
            (last, finding)
        };
        let lead = |((none, name), findings): ((bool, _), Vec<_>)| Lead {
            name: (!none).then_some(name),
            findings: findings.into_iter().map(&mut numbered).collect(),
        };
        by_name.into_iter().map(lead).collect()
    }

    /// Returns whether any finding has a lead officer.
    pub(super) fn has_leads(leads: &[Lead<'_, '_>]) -> bool {
        leads.iter().any(|lead| lead.name.is_some())
    }
}

impl Lead<'_, '_> {
    /// Returns what the section is called.
    pub fn title(&self) -> &str {
        self.name.unwrap_or("Without a lead officer")
    }

    /// Counts the findings of one severity.
    pub fn count(&self, severity: Severity) -> usize {
        let of = |(_, finding): &&Numbered<'_, '_>| finding.severity == severity;
        self.findings.iter().filter(of).count()
    }

    /// Returns a link to the section, which is the one at a position.
    pub fn link(&self, at: usize) -> Element {
        link(&format!("#lead-{}", at + 1), self.title())
    }

    /// Returns the section.
    pub fn section(&self, at: usize) -> Element {
        let id = format!("lead-{}", at + 1);
        Element::new("section")
            .set("aria-labelledby", id.as_str())
            .with(Element::new("h2").set("id", id).with(self.title()))
            .with_all(
                self.findings
                    .iter()
                    .map(|(number, finding)| finding.article(*number)),
            )
    }
}
