//! What the second process does before anything else.

use std::fs::File;
use std::sync::OnceLock;

use crate::journal::{self, Journal};
use crate::model::SetLimits;
use crate::screen;

#[cfg(unix)]
use super::addresses::RESERVED;
use super::addresses::threads_within;
use super::limits::Limits;
use super::orders::Orders;

/// What was asked for, whatever the office says, and the limits there are.
static OWN: OnceLock<(SetLimits, Limits)> = OnceLock::new();

/// Takes on what the first process has ordered.
pub fn enter(orders: Orders) {
    end_with(orders.parent);
    let lines = orders.journal.as_ref();
    let lines = lines.and_then(|name| File::options().append(true).open(name).ok());
    if let Some(lines) = &lines {
        // Where it cannot be done, last words are seen as they always were.
        let _ = screen::turn_aside(lines);
    }
    limit_memory(orders.limits.memory);
    let _ = OWN.set((orders.given, orders.limits));
    journal::keep(Journal {
        lines,
        refused: orders.refused.into(),
        came: orders.came.into(),
        since: orders.again.then_some(orders.begun).into(),
        threads: orders.threads.into(),
    });
}

/// Takes on the limits of the office, but for those that were asked for otherwise.
pub fn office_limits(office: SetLimits) {
    let Some((given, limits)) = OWN.get() else {
        return;
    };
    let memory = office.memory.filter(|_| given.memory.is_none());
    let seconds = office.seconds.filter(|_| given.seconds.is_none());
    if let Some(memory) = memory {
        limit_memory(memory);
        journal::at_most(threads_within(memory));
    }
    if memory.is_some() || seconds.is_some() {
        let memory = memory.unwrap_or(limits.memory);
        journal::tell_limits(memory, seconds.unwrap_or(limits.seconds));
    }
}

/// Ends with the process that started this one.
#[cfg(target_os = "linux")]
fn end_with(parent: u32) {
    use rustix::process::{Signal, getppid, set_parent_process_death_signal};
    let _ = set_parent_process_death_signal(Some(Signal::TERM));
    let now = getppid().map(|id| id.as_raw_nonzero().get().unsigned_abs());
    // It may have gone before it could be said that this one goes with it.
    if now.is_some_and(|now| now != parent) {
        std::process::exit(128 + 15);
    }
}

#[cfg(not(target_os = "linux"))]
fn end_with(_parent: u32) {}

/// Limits what this process may ask for; it can be raised again, since the system is told to.
#[cfg(unix)]
fn limit_memory(bytes: u64) {
    use rlimit::Resource;
    let _ = rlimit::setrlimit(Resource::CORE, 0, 0);
    if let Ok((_, hard)) = rlimit::getrlimit(Resource::AS) {
        let soft = bytes.saturating_add(RESERVED).min(hard);
        let _ = rlimit::setrlimit(Resource::AS, soft, hard);
    }
}

#[cfg(not(unix))]
fn limit_memory(_bytes: u64) {}

/// Starts another program that has a limit of its own making, or none.
#[cfg(unix)]
pub fn unlimited<T>(start: impl FnOnce() -> T) -> T {
    use rlimit::Resource;
    let Ok((soft, hard)) = rlimit::getrlimit(Resource::AS) else {
        return start();
    };
    let _ = rlimit::setrlimit(Resource::AS, hard, hard);
    let started = start();
    let _ = rlimit::setrlimit(Resource::AS, soft, hard);
    started
}

/// Starts another program.
#[cfg(not(unix))]
pub fn unlimited<T>(start: impl FnOnce() -> T) -> T {
    start()
}
