//! What an office makes of findings: how much each matters, and which it lets stand.

use std::collections::BTreeSet;
use std::sync::Mutex;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::model::{Allowance, CheckSettings};

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

    /// Reports the allowances that matched nothing, of those for files that were looked at; none where all were.
    pub fn unused(&self, looked_at: Option<&BTreeSet<String>>, out: &mut Diagnostics) {
        let used = self.used.lock().expect("no holder panics");
        let allowed = self.settings.allowed.iter().enumerate();
        let unused = allowed.filter(|(at, _)| !used.contains(at));
        let seen = |allowance: &Allowance| {
            looked_at.is_none_or(|files| files.iter().any(|file| allowance.lies_in(file)))
        };
        for (_, allowance) in unused.filter(|(_, allowance)| seen(allowance)) {
            let (code, place) = (allowance.code, allowance.place.trim());
            let (message, hint) = match self.severity(code) {
                Some(Severity::Off) => (
                    format!("BP{code:04} is off, so that nothing of it can be found at `{place}`"),
                    "delete the allowance, or give the code another severity under `[check.severities]`",
                ),
                _ => (
                    format!("nothing of BP{code:04} is found at `{place}`"),
                    "delete the allowance if it was mended; else correct its place: write it as messages tell it",
                ),
            };
            out.add(Code::AllowanceUnused, allowance.origin.clone(), message)
                .hint(hint);
        }
    }

    /// Tells which allowances were of use, by their places in the list.
    pub fn used(&self) -> Vec<usize> {
        let used = self.used.lock().expect("no holder panics");
        used.iter().copied().collect()
    }

    /// Takes down that allowances were of use, elsewhere.
    pub fn were_used(&self, allowances: impl IntoIterator<Item = usize>) {
        let mut used = self.used.lock().expect("no holder panics");
        used.extend(allowances);
    }

    /// Returns how much problems of a code matter to the office.
    pub fn severity(&self, code: u16) -> Option<Severity> {
        let own = Code::ALL.iter().find(|known| known.number() == code);
        let set = self.settings.severities.get(&code).copied();
        set.or_else(|| own.map(|code| code.severity()))
    }
}
