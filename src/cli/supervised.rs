//! A command that a second process does, while this one waits.

use std::io::Write;
use std::process::ExitCode;

use crate::diagnostic::{Code, Diagnostics};
use crate::job::wait;
use crate::journal::Reason;
use crate::worker::{Outcome, Role, confine, role, supervise};
use crate::write::clear_up;

use super::reach::reach;
use super::{Command, Shared};

/// What the exit codes call a program that ended before its time.
const ENDED: u8 = 4;
/// What they call a command line that is wrong.
const WRONG: u8 = 2;

/// Lets another process do the command; `None` where this one is that process, or has to do it all the same.
pub(super) fn run(command: &Command, shared: &Shared) -> Option<ExitCode> {
    let role = role();
    if role == Role::Child {
        reach(command, shared).iter().for_each(confine);
        return None;
    }
    let limits = match wait().and_then(|_| shared.limits()) {
        Ok(limits) => limits,
        Err(why) => return Some(wrong(&why)),
    };
    if role == Role::Alone {
        return None;
    }
    let (outcome, left) = supervise(limits)?;
    for held in left {
        clear_up(&held.folder, &held.made);
    }
    match outcome {
        Outcome::Done(code) => Some(ExitCode::from(code)),
        Outcome::Failed(reason) => Some(failed(shared, &reason)),
    }
}

/// Tells of a variable of the environment that stands in for a flag, as wrong flags are told of.
fn wrong(why: &str) -> ExitCode {
    let hint = "set the variable to something else, or take it away";
    let _ = writeln!(crate::screen::stderr(), "error: {why}\n  hint: {hint}");
    ExitCode::from(WRONG)
}

fn failed(shared: &Shared, reason: &Reason) -> ExitCode {
    let mut problems = Diagnostics::default();
    let message = format!("the program ended before its time: {}", reason.what());
    problems
        .add(Code::ProgramEnded, None, message)
        .hint(hint(reason));
    shared.report(None, problems, false);
    ExitCode::from(ENDED)
}

fn hint(reason: &Reason) -> &'static str {
    match reason {
        Reason::Memory(_) => {
            "raise the limit: `--limit-memory 8GB`, or `memory` under `[limits]` in `board.toml`"
        }
        Reason::Granted(_) | Reason::Addresses { .. } => {
            "raise the limit: `ulimit -v unlimited` in the shell that starts it, `LimitAS=infinity` where a service does"
        }
        Reason::Killed => "close other programs, or make fewer papers at once",
        Reason::Threads => {
            "close other programs, or raise the limit: `ulimit -u unlimited` in the shell that starts it, `TasksMax=infinity` where a service does, `--pids-limit` where a container does"
        }
        Reason::Handles { .. } => {
            "raise the limit: `ulimit -n 1024` in the shell that starts it, `LimitNOFILE=1024` where a service does"
        }
        _ => "name papers one by one to find the one that it ends at, and report this",
    }
}
