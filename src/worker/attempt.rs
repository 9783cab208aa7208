//! One run of the child, from its start to its end.

use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus};
use std::time::{Duration, Instant};

use crate::interrupt::Told;
use crate::journal::{Line, Reason};

use super::addresses::beyond;
use super::death::{Death, death};
use super::hand::Hand;
use super::limits::Limits;
use super::lines::{Lines, State};
use super::orders::{Orders, VARIABLE};

/// How often it is looked at whether the child is there, and what it has in hand.
const TICK: Duration = Duration::from_millis(50);
/// How long a child has to undo what it has begun.
const GRACE: Duration = Duration::from_secs(2);

/// What allocators read when a program starts.
const ALLOCATORS: [(&str, &str); 3] = [
    // Keeps what is given back for half a second, in milliseconds: each paper takes again what the one before had, and to give tens of
    // megabytes to the system meanwhile is up to a twentieth of all time.
    ("MIMALLOC_PURGE_DELAY", "500"),
    // Reserves addresses by 128 MiB, in KiB, and not by a gigabyte: what is reserved counts for the limit on memory.
    ("MIMALLOC_ARENA_RESERVE", "131072"),
    // Nor does the system's, which libraries of C ask for a little, reserve some for each thread.
    ("GLIBC_TUNABLES", "glibc.malloc.arena_max=1"),
];

/// How many threads the typesetter has where a paper is made that is the only one.
const POOL: &str = "RAYON_NUM_THREADS";

/// How a run ended.
pub enum End {
    /// With this exit code.
    Done(u8),
    /// By itself, so that another goes on in its place.
    Anew,
    /// Before its time.
    Died {
        /// What was in hand.
        hand: Hand,
        /// Why.
        reason: Reason,
    },
}

/// Starts the child and waits for its end; `None` where it cannot be started.
pub fn attempt(orders: &mut Orders, told: &Told) -> Option<End> {
    let (lines, journal, kept) = Lines::new();
    orders.journal = journal;
    let child = command(orders)?.spawn().ok()?;
    drop(kept);
    let mut run = Run {
        child,
        lines,
        hand: Hand::default(),
        late: false,
    };
    let status = run.wait(orders, told).ok()?;
    Some(run.end(status, orders, told))
}

/// Starts what runs, even where another program was put in its place meanwhile.
fn command(orders: &Orders) -> Option<Command> {
    let own = PathBuf::from("/proc/self/exe");
    let program = match own.exists() {
        true => own,
        false => std::env::current_exe().ok()?,
    };
    let mut arguments = std::env::args_os();
    let name = arguments.next();
    let mut command = Command::new(program);
    #[cfg(unix)]
    if let Some(name) = name {
        std::os::unix::process::CommandExt::arg0(&mut command, name);
    }
    command.args(arguments).env(VARIABLE, orders.told());
    // What it says at its end is never seen whole, and to find out the places of calls takes memory that there may be none of.
    command.env("RUST_BACKTRACE", "0");
    let threads = orders.threads.to_string();
    for (name, value) in ALLOCATORS.into_iter().chain([(POOL, &*threads)]) {
        if std::env::var_os(name).is_none() {
            command.env(name, value);
        }
    }
    Some(command)
}

struct Run {
    child: Child,
    lines: Lines,
    hand: Hand,
    /// Whether it was ended because something took too long.
    late: bool,
}

impl Run {
    /// Waits for the end of the child, passes on signals, and ends it when one thing takes too long.
    fn wait(&mut self, orders: &mut Orders, told: &Told) -> std::io::Result<ExitStatus> {
        let mut before = Instant::now();
        loop {
            let (lines, state) = self.lines.next(TICK);
            self.take(lines, orders);
            if told.again() {
                terminate(&mut self.child);
            }
            match (state, self.child.try_wait()?) {
                (_, Some(status)) => return Ok(status),
                // All that the process had open is closed: it is at its end.
                (State::Closed, None) => return self.child.wait(),
                (State::Open, None) => {}
            }
            // A machine that slept, or a run that was suspended, has done nothing meanwhile.
            self.hand.grow(before.elapsed().min(2 * TICK));
            before = Instant::now();
            if self.hand.overdue(orders.limits.seconds).is_some() {
                self.late = true;
                return self.stop();
            }
        }
    }

    fn take(&mut self, lines: Vec<Line>, orders: &mut Orders) {
        for line in lines {
            match line {
                Line::Limits { memory, seconds } => orders.limits = Limits { memory, seconds },
                Line::Forgive => orders.forgive(),
                Line::Anew => orders.anew = true,
                Line::End(id) => {
                    let kind = self.hand.kind_of(id).map(str::to_owned);
                    orders.came.extend(kind);
                }
                Line::Holds(held) => {
                    orders.hold(held);
                    continue;
                }
                Line::Begin { .. } => {}
            }
            self.hand.take(line);
        }
    }

    /// Asks the child to end, so that nothing stays behind, and then no longer asks.
    fn stop(&mut self) -> std::io::Result<ExitStatus> {
        terminate(&mut self.child);
        let asked = Instant::now();
        while asked.elapsed() < GRACE {
            if let Some(status) = self.child.try_wait()? {
                return Ok(status);
            }
            std::thread::sleep(TICK / 5);
        }
        self.child.kill()?;
        self.child.wait()
    }

    fn end(mut self, status: ExitStatus, orders: &mut Orders, told: &Told) -> End {
        let (hand, late) = (self.hand.clone(), self.late);
        let rest = self.lines.rest();
        if let Some(signal) = told.signal() {
            return End::Done(128 + signal);
        }
        if late {
            let reason = Reason::Time(orders.limits.seconds);
            return End::Died { hand, reason };
        }
        self.take(rest, orders);
        match death(status, &self.lines.words, beyond(orders.limits.memory)) {
            Death::Done(_) if std::mem::take(&mut orders.anew) => End::Anew,
            Death::Done(code) => End::Done(code),
            Death::Died(reason) => End::Died {
                hand: self.hand,
                reason,
            },
        }
    }
}

/// Asks a process to end.
#[cfg(unix)]
fn terminate(child: &mut Child) {
    use rustix::process::{Pid, Signal, kill_process};
    let id = i32::try_from(child.id()).ok().and_then(Pid::from_raw);
    if let Some(id) = id {
        let _ = kill_process(id, Signal::TERM);
    }
}

#[cfg(not(unix))]
fn terminate(child: &mut Child) {
    let _ = child.kill();
}
