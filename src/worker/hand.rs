//! What a child has in hand, as its journal tells.

use std::collections::BTreeSet;
use std::time::Duration;

use crate::journal::{Line, Work};

/// One thing in hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thing {
    id: u64,
    thread: u64,
    /// What is done.
    pub work: Work,
    /// The file.
    pub path: String,
    /// Of what kind it is, where it is a paper that is set.
    pub kind: Option<String>,
    /// How long it has been in hand.
    age: Duration,
}

/// All that is in hand, in the order in which it was begun.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hand {
    things: Vec<Thing>,
}

impl Hand {
    /// Takes over a line of the journal.
    pub fn take(&mut self, line: Line) {
        match line {
            Line::Begin {
                id,
                thread,
                work,
                path,
                kind,
            } => self.things.push(Thing {
                id,
                thread,
                work,
                path,
                kind,
                age: Duration::ZERO,
            }),
            Line::End(id) => self.things.retain(|thing| thing.id != id),
            Line::Forgive | Line::Anew | Line::Holds(_) | Line::Limits { .. } => {}
        }
    }

    /// Returns the kind of the paper that is set under a number.
    pub fn kind_of(&self, id: u64) -> Option<&str> {
        let thing = self.things.iter().find(|thing| thing.id == id)?;
        thing.kind.as_deref()
    }

    /// Lets time pass for what each thread is at; what it has put aside for that does not grow older.
    pub fn grow(&mut self, passed: Duration) {
        let mut seen = BTreeSet::new();
        let latest = self.things.iter_mut().rev();
        latest
            .filter(|thing| seen.insert(thing.thread))
            .for_each(|thing| thing.age += passed);
    }

    /// Returns what has been in hand for longer than that.
    pub fn overdue(&self, seconds: u64) -> Option<&Thing> {
        let longest = Duration::from_secs(seconds);
        self.things.iter().rev().find(|thing| thing.age > longest)
    }

    /// Returns what ended the child: what took too long, or else what was begun last.
    pub fn guilty(&self, seconds: u64) -> Option<&Thing> {
        self.overdue(seconds).or(self.things.last())
    }

    /// Counts the threads that have something in hand.
    pub fn threads(&self) -> usize {
        let threads: BTreeSet<u64> = self.things.iter().map(|thing| thing.thread).collect();
        threads.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn begin(id: u64, thread: u64, path: &str) -> Line {
        Line::Begin {
            id,
            thread,
            work: Work::Read,
            path: path.to_owned(),
            kind: None,
        }
    }

    #[test]
    fn what_is_done_is_out_of_hand() {
        let mut hand = Hand::default();
        hand.take(begin(1, 1, "a"));
        hand.take(begin(2, 2, "b"));
        assert_eq!(hand.threads(), 2);
        hand.take(Line::End(2));
        assert_eq!(hand.guilty(9).map(|thing| thing.path.as_str()), Some("a"));
    }

    #[test]
    fn only_what_a_thread_is_at_grows_older() {
        let mut hand = Hand::default();
        hand.take(begin(1, 1, "paper"));
        hand.take(begin(2, 1, "tracker"));
        hand.grow(Duration::from_secs(5));
        hand.take(Line::End(2));
        hand.grow(Duration::from_secs(3));
        assert_eq!(hand.overdue(4), None);
        hand.grow(Duration::from_secs(3));
        assert_eq!(
            hand.overdue(4).map(|thing| thing.path.as_str()),
            Some("paper")
        );
    }
}
