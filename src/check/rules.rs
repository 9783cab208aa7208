//! What an office makes of findings: how much each matters, and which it lets stand.

use std::collections::BTreeSet;
use std::sync::Mutex;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::model::{CheckSettings, Origin};

/// The office's severities and allowances, and which of these were of use in a run.
#[derive(Debug, Default)]
pub struct Rules {
    settings: CheckSettings,
    used: Mutex<BTreeSet<usize>>,
}

impl Rules {
    /// Takes what the office asks.
    pub fn new(settings: CheckSettings) -> Self {
        Self {
            settings,
            used: Mutex::default(),
        }
    }

    /// Gives problems the severities that the office wants, and takes out what is off or allowed.
    pub fn apply(&self, problems: &mut Diagnostics) {
        for problem in problems.iter_mut() {
            if let Some(severity) = self.settings.severities.get(&problem.code.number()) {
                problem.severity = *severity;
            }
        }
        problems.retain(|problem| problem.severity != Severity::Off && !self.allows(problem));
    }

    fn allows(&self, problem: &Diagnostic) -> bool {
        let Some(place) = problem.origin.as_ref() else {
            return false;
        };
        let mut found = false;
        for (at, allowance) in self.settings.allowed.iter().enumerate() {
            // An error of the data is no judgement: it stays whatever is allowed.
            let judged = problem.code.severity() != Severity::Error;
            if judged && allowance.code == problem.code.number() && allowance.covers(place) {
                found = true;
                self.used.lock().expect("no holder panics").insert(at);
            }
        }
        found
    }

    /// Reports the allowances that matched nothing, of those for files that were looked at.
    pub fn unused(&self, files: &BTreeSet<String>, out: &mut Diagnostics) {
        let used = self.used.lock().expect("no holder panics");
        let allowed = self.settings.allowed.iter().enumerate();
        for (_, allowance) in allowed.filter(|(at, _)| !used.contains(at)) {
            let seen = |file: &String| {
                allowance.covers(&Origin::file(file.as_str())) || {
                    let rest = allowance.place.trim().strip_prefix(file.as_str());
                    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([',', ':']))
                }
            };
            if !files.iter().any(seen) {
                continue;
            }
            let message = format!(
                "nothing of BP{:04} is found at `{}` any more",
                allowance.code, allowance.place
            );
            out.add(Code::AllowanceUnused, allowance.origin.clone(), message)
                .hint("delete the allowance, or correct its place: write it as messages tell it");
        }
    }
}
