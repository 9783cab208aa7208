//! What the first process tells the second, through its environment.

use std::collections::BTreeSet;
use std::time::SystemTime;

use serde::{Deserialize, Serialize};

use crate::journal::{Held, Reason, Refused};
use crate::model::SetLimits;

use super::hand::Hand;
use super::limits::Limits;

/// Where a child finds its orders; also what makes a process one.
pub const VARIABLE: &str = "BOARDPAPER_WORKER";
/// So many files that end the program are more than bad luck.
const MOST: usize = 64;

/// What a child is to do differently from a process of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Orders {
    /// The process that waits for it.
    pub parent: u32,
    /// Where the journal goes, if anywhere.
    pub journal: Option<String>,
    /// Its limits.
    pub limits: Limits,
    /// Which of them were asked for, whatever the office says.
    pub given: SetLimits,
    /// How many things are done at once, at most.
    pub threads: usize,
    /// What is left alone.
    pub refused: Vec<Refused>,
    /// The kinds of papers of which any came to an end when it was set.
    pub came: BTreeSet<String>,
    /// When the command was begun, or files were last changed while it watches.
    pub begun: SystemTime,
    /// Whether an earlier process has done some of it.
    pub again: bool,
    /// The output folders that processes have written to.
    #[serde(skip)]
    pub held: Vec<Held>,
    /// Whether the process wants another to go on in its place.
    #[serde(skip)]
    pub anew: bool,
}

impl Orders {
    /// Begins with the limits that are asked for, one thing at a time, and nothing refused.
    pub fn new(given: SetLimits) -> Self {
        Self {
            parent: std::process::id(),
            journal: None,
            limits: Limits::of(given),
            given,
            threads: 1,
            refused: Vec::new(),
            came: BTreeSet::new(),
            begun: SystemTime::now(),
            again: false,
            held: Vec::new(),
            anew: false,
        }
    }

    /// Returns the orders of this process, if it has any from another process of this program.
    ///
    /// Whoever sets the variable himself is not taken for one: nothing would watch over the work, and nobody would know.
    pub fn received() -> Option<Self> {
        let text = std::env::var(VARIABLE).ok()?;
        let orders: Self = serde_json::from_str(&text).ok()?;
        is_own(orders.parent).then_some(orders)
    }

    /// Shows the orders as the environment holds them.
    pub fn told(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Tries again what was refused, since files have changed; what was made before that belongs to an earlier run.
    pub fn forgive(&mut self) {
        self.refused.clear();
        self.came.clear();
        self.begun = SystemTime::now();
    }

    /// Takes down an output folder; only what was there before the first process wrote to it counts.
    pub fn hold(&mut self, held: Held) {
        let known = |one: &Held| one.folder == held.folder;
        if !self.held.iter().any(known) {
            self.held.push(held);
        }
    }

    /// Refuses what ended the child; where that is not known yet, the next does one thing at a time. Gives whether to go on.
    pub fn refuse(&mut self, hand: &Hand, reason: &Reason) -> bool {
        self.again = true;
        let for_threads = *reason == Reason::Threads;
        let several = hand.threads() > 1 || for_threads;
        if several && self.threads > 1 && hand.overdue(self.limits.seconds).is_none() {
            self.threads = 1;
            return true;
        }
        // That there are too many of them is no fault of a file.
        if for_threads {
            return false;
        }
        let Some(guilty) = hand.guilty(self.limits.seconds) else {
            return false;
        };
        let refused = Refused {
            work: guilty.work,
            path: guilty.path.clone(),
            kind: guilty.kind.clone(),
            reason: reason.clone(),
        };
        let known = |one: &Refused| one.work == refused.work && one.path == refused.path;
        if self.refused.len() >= MOST || self.refused.iter().any(known) {
            return false;
        }
        self.refused.push(refused);
        true
    }
}

/// Returns whether a process runs this program, as far as can be told; of one that is gone, nothing can.
#[cfg(target_os = "linux")]
fn is_own(process: u32) -> bool {
    use std::os::unix::fs::MetadataExt;
    let program = |process: &str| {
        let about = std::fs::metadata(format!("/proc/{process}/exe")).ok()?;
        Some((about.dev(), about.ino()))
    };
    let other = program(&process.to_string());
    other.is_none_or(|other| program("self").is_none_or(|own| own == other))
}

#[cfg(not(target_os = "linux"))]
fn is_own(_process: u32) -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journal::{Line, Work};

    fn hand(things: &[(u64, &str)]) -> Hand {
        let mut hand = Hand::default();
        for (id, (thread, path)) in (1..).zip(things) {
            hand.take(Line::Begin {
                id,
                thread: *thread,
                work: Work::Read,
                path: (*path).to_owned(),
                kind: None,
            });
        }
        hand
    }

    #[test]
    fn what_was_in_hand_last_is_refused_and_only_once() {
        let mut orders = Orders::new(SetLimits::default());
        let hand = hand(&[(1, "paper.toml"), (1, "tracker.xls")]);
        assert!(orders.refuse(&hand, &Reason::Depth));
        assert_eq!(orders.refused[0].path, "tracker.xls");
        assert!(
            !orders.refuse(&hand, &Reason::Depth),
            "it would go on for ever"
        );
    }

    #[test]
    fn of_several_in_hand_none_is_refused_before_they_were_tried_one_by_one() {
        let mut orders = Orders::new(SetLimits::default());
        orders.threads = 4;
        assert!(orders.refuse(&hand(&[(1, "a.xls"), (2, "b.xls")]), &Reason::Killed));
        assert!(orders.threads == 1 && orders.refused.is_empty());
        assert!(orders.refuse(&hand(&[(1, "b.xls")]), &Reason::Killed));
        assert_eq!(orders.refused[0].path, "b.xls");
    }

    #[test]
    fn for_want_of_threads_one_thing_is_done_at_a_time_and_no_file_is_refused() {
        let mut orders = Orders::new(SetLimits::default());
        orders.threads = 4;
        let hand = hand(&[(1, "a.xls")]);
        assert!(orders.refuse(&hand, &Reason::Threads));
        assert_eq!(orders.threads, 1);
        assert!(!orders.refuse(&hand, &Reason::Threads));
        assert!(orders.refused.is_empty());
    }

    #[test]
    fn with_nothing_in_hand_nothing_is_tried_again() {
        let mut orders = Orders::new(SetLimits::default());
        assert!(!orders.refuse(&Hand::default(), &Reason::Killed));
    }

    #[test]
    fn orders_are_understood_as_they_were_told() {
        let mut orders = Orders::new(SetLimits {
            memory: Some(2 << 30),
            seconds: None,
        });
        assert!(orders.refuse(
            &hand(&[(1, "a \"b\".xls")]),
            &Reason::Failed("no\nway".into())
        ));
        assert_eq!(
            serde_json::from_str::<Orders>(&orders.told()).ok(),
            Some(orders)
        );
    }
}
