//! What is known of a PDF once it was opened, cleaned and looked at.

use serde::{Deserialize, Serialize};

use crate::join::{self, Claims, Finding, PageLook, Refusal, What};

/// What is known of a PDF.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Known {
    /// How many pages it has.
    pub pages: usize,
    /// What it says of itself.
    pub claims: Claims,
    /// What was found in it.
    pub findings: Vec<Finding>,
    /// What is to be seen on its pages; empty where they could not be interpreted, and of papers of ours.
    pub looks: Vec<PageLook>,
}

impl Known {
    /// Opens a PDF, cleans it and looks at it.
    ///
    /// # Errors
    ///
    /// Why it cannot be used.
    pub fn of(bytes: &[u8], password: Option<&str>) -> Result<Self, Refusal> {
        let mut known = Self::of_ours(bytes, password)?;
        known.looks = join::look(bytes, password).unwrap_or_default();
        let seen = seen(&known.looks, &known.claims);
        known.findings.extend(seen);
        Ok(known)
    }

    /// Does the same for a PDF of ours, whose pages are known to show what they say.
    ///
    /// # Errors
    ///
    /// Why it cannot be used.
    pub fn of_ours(bytes: &[u8], password: Option<&str>) -> Result<Self, Refusal> {
        let mut pdf = join::open(bytes, password)?;
        let findings = join::clean(&mut pdf);
        Ok(Self {
            pages: pdf.pages(),
            claims: pdf.claims().clone(),
            findings,
            looks: Vec::new(),
        })
    }
}

/// Tells what only a look at the pages shows.
fn seen(looks: &[PageLook], claims: &Claims) -> Vec<Finding> {
    let found = |what, holds: &dyn Fn(&PageLook) -> bool, count: &dyn Fn(&PageLook) -> usize| {
        let those = || looks.iter().enumerate().filter(|(_, look)| holds(look));
        let finding = Finding {
            what,
            pages: those().map(|(i, _)| i + 1).collect(),
            count: those().map(|(_, look)| count(look)).sum(),
        };
        (!finding.pages.is_empty()).then_some(finding)
    };
    let covered = found(What::FailedRedactions, &|look| look.covered > 0, &|look| {
        look.covered
    });
    // A page that is tagged and without text is a figure, which its tags tell of.
    let textless = found(
        What::PagesWithoutText,
        &|look| look.characters == 0 && !look.unseen && !claims.tagged,
        &|_| 1,
    );
    let hidden = found(What::HiddenText, &|look| look.hidden > 0, &|look| {
        look.hidden
    });
    let unseen = found(What::NotLookedAt, &|look| look.unseen, &|_| 1);
    let seen = [covered, hidden, unseen, textless];
    seen.into_iter().flatten().collect()
}
