//! What was recognised, but might be otherwise.

use crate::diagnostic::{Code, Diagnostics};
use crate::model::Origin;

/// What is in doubt, in the order in which it was met.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Doubts {
    list: Vec<(String, Origin, String)>,
}

impl Doubts {
    /// Adds a doubt, where it arose, and what can be done where it is right.
    pub fn add(&mut self, message: impl Into<String>, origin: Origin, hint: impl Into<String>) {
        let doubt = (message.into(), origin, hint.into());
        if !self.list.contains(&doubt) {
            self.list.push(doubt);
        }
    }

    /// Adds those of another.
    pub fn extend(&mut self, more: &Self) {
        for (message, origin, hint) in &more.list {
            self.add(message, origin.clone(), hint);
        }
    }

    /// Tells them all.
    pub fn tell(&self, out: &mut Diagnostics) {
        for (message, origin, hint) in &self.list {
            out.add(Code::AdoptionDoubtful, origin.clone(), message.as_str())
                .hint(hint.as_str());
        }
    }
}
