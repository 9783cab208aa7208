//! The standard output: what could not be written there must not be taken for all there was.

use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;
use std::sync::Mutex;

use crate::diagnostic::{Code, Diagnostics};

use super::Shared;

/// The first thing that went wrong.
static FAILED: Mutex<Option<String>> = Mutex::new(None);

/// Writes bytes as they are; a reader that has gone away is no reason to fail, a full disk is.
pub(super) fn print_bytes(bytes: &[u8]) {
    let mut out = io::stdout().lock();
    let done = out.write_all(bytes).and_then(|()| out.flush());
    if let Err(error) = done
        && error.kind() != ErrorKind::BrokenPipe
        && let Ok(mut failed) = FAILED.lock()
    {
        failed.get_or_insert_with(|| error.to_string());
    }
}

/// Returns the exit code of a command, once it is known whether all that it prints was written.
pub(super) fn all_printed(shared: &Shared, code: ExitCode) -> ExitCode {
    let failed = FAILED.lock().ok().and_then(|mut failed| failed.take());
    let Some(why) = failed else {
        return code;
    };
    let mut problems = Diagnostics::default();
    let message = format!("cannot write to the standard output: {why}");
    problems
        .add(Code::NotWritten, None, message)
        .hint("check that the disk it goes to is not full");
    shared.report(None, problems, false)
}
