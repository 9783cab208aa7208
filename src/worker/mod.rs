//! A command that reads files of the office runs in a second process with limits, which may be lost; the first waits, and tells what happened.
//!
//! The second process is this program again, with the same arguments. It says in its [journal] what it takes in hand.
//! Where it ends before its time, it is started again with what it had in hand refused, and so goes on with all others.

mod addresses;
mod attempt;
mod child;
mod confine;
mod death;
mod hand;
mod handles;
mod limits;
mod lines;
mod orders;

use crate::interrupt::Told;
use crate::journal::{self, Held, Reason};
use crate::model::SetLimits;

use attempt::{End, attempt};
use orders::Orders;

pub use child::{office_limits, unlimited};
pub use confine::{Reach, confine};
pub use limits::{Limits, or_environment};

/// Runs without a second process: for debuggers, which follow one.
const UNSUPERVISED: &str = "BOARDPAPER_UNSUPERVISED";

/// What this process is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// It starts another and waits.
    Parent,
    /// It was started by another, and does the work.
    Child,
    /// It does the work itself.
    Alone,
}

/// What came of the second process.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It came to its end with this exit code.
    Done(u8),
    /// It ended before its time, or was not begun, and nothing could be refused so that it might go on.
    Failed(Reason),
}

/// Finds out what this process is; a child takes its limits on at once.
pub fn role() -> Role {
    match Orders::received() {
        Some(orders) => {
            child::enter(orders);
            Role::Child
        }
        None if std::env::var_os(UNSUPERVISED).is_some_and(|set| !set.is_empty()) => Role::Alone,
        None => Role::Parent,
    }
}

/// Starts this program again, until it comes to its end; `None` where it cannot be started at all. Gives the output folders too in
/// which something may be left of processes that ended before their time.
pub fn supervise(given: SetLimits) -> Option<(Outcome, Vec<Held>)> {
    let told = Told::listen();
    let mut orders = Orders::new(given);
    orders.threads = match threads(orders.limits.memory) {
        Ok(threads) => threads,
        Err(too_little) => return Some((Outcome::Failed(too_little), Vec::new())),
    };
    let outcome = run(&mut orders, &told)?;
    // A process that came to its end has cleared up by itself.
    let died = orders.again || told.signal().is_some();
    let left = Some(orders.held).filter(|_| died);
    Some((outcome, left.unwrap_or_default()))
}

/// Returns how many things are done at once: one for each core, or as many as there is enough for.
///
/// # Errors
///
/// Where there is too little to begin.
fn threads(memory: u64) -> Result<usize, Reason> {
    let enough = [
        handles::threads()?,
        addresses::threads()?,
        addresses::threads_within(memory),
    ];
    Ok(enough.into_iter().fold(journal::cores(), usize::min))
}

fn run(orders: &mut Orders, told: &Told) -> Option<Outcome> {
    let mut end = attempt(orders, told)?;
    loop {
        let (hand, reason) = match end {
            End::Done(code) => return Some(Outcome::Done(code)),
            End::Anew => {
                orders.forgive();
                end = attempt(orders, told)?;
                continue;
            }
            End::Died { hand, reason } => (hand, reason),
        };
        if !orders.refuse(&hand, &reason) {
            return Some(Outcome::Failed(reason));
        }
        // What ended another process would end this one too: it never does the work itself from here on.
        end = match attempt(orders, told) {
            Some(end) => end,
            None => return Some(Outcome::Failed(reason)),
        };
    }
}
