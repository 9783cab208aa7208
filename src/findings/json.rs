//! Findings as one JSON document.

use serde_json::{Map, Value, json};

use crate::diagnostic::{Severity, as_json};

use super::{Finding, Findings, Page};

impl Findings<'_> {
    /// Returns all that was found, and what is said of the codes.
    pub fn json(&self) -> Value {
        let mut codes: Vec<_> = self
            .list
            .iter()
            .map(|finding| finding.problem.code)
            .collect();
        codes.sort();
        codes.dedup();
        let code = |code: &crate::diagnostic::Code| {
            let page = Page::of(*code);
            let said =
                json!({ "summary": code.summary(), "page": page.link(), "text": page.markdown });
            (code.to_string(), said)
        };
        json!({
            "program": "boardpaper",
            "version": env!("CARGO_PKG_VERSION"),
            "papers": { "checked": self.papers.checked, "with-findings": self.papers.with_any },
            "counts": {
                "errors": self.count(Severity::Error),
                "warnings": self.count(Severity::Warning),
                "notes": self.count(Severity::Note),
            },
            "problems": self.list.iter().map(problem).collect::<Vec<_>>(),
            "codes": codes.iter().map(code).collect::<Map<_, _>>(),
        })
    }
}

/// Returns a finding with all that is known of it; what is not known is null.
fn problem(finding: &Finding<'_>) -> Value {
    let mut value = as_json(finding.problem, finding.severity);
    let code = finding.problem.code;
    value["summary"] = code.summary().into();
    value["page"] = Page::of(code).link().into();
    value["cell"] = value["origin"]["cell"].clone();
    value["excerpt"] = json!(finding.words.as_ref().map(|(_, excerpt)| excerpt));
    value["hints"] = json!(finding.problem.hints);
    value["about"] = json!(finding.problem.about);
    value
}
