//! The standard error as people see it, kept apart from what libraries write there when they end the program.

use std::fs::File;
use std::io::{self, IsTerminal, Write};
use std::sync::OnceLock;

use dialoguer::console::Term;

/// The true standard error, once libraries write elsewhere.
static OWN: OnceLock<File> = OnceLock::new();

/// Lets libraries, the standard one among them, write their last words elsewhere; what is written here goes where it went.
///
/// # Errors
///
/// Those of the system; nothing is changed then.
#[cfg(unix)]
pub fn turn_aside(to: &File) -> io::Result<()> {
    use std::os::fd::AsFd;
    let own = File::from(io::stderr().as_fd().try_clone_to_owned()?);
    if OWN.set(own).is_ok() {
        rustix::stdio::dup2_stderr(to)?;
    }
    Ok(())
}

/// Leaves all as it is: here, last words cannot be told from others.
#[cfg(not(unix))]
pub fn turn_aside(_to: &File) -> io::Result<()> {
    Ok(())
}

/// Returns the standard error, to write to.
pub fn stderr() -> Box<dyn Write> {
    match OWN.get() {
        Some(own) => Box::new(io::BufWriter::new(own)),
        None => Box::new(io::stderr().lock()),
    }
}

/// Returns whether people see the standard error as it is written.
pub fn is_terminal() -> bool {
    OWN.get()
        .map_or_else(|| io::stderr().is_terminal(), IsTerminal::is_terminal)
}

/// Returns the standard error as a terminal, for bars and questions.
pub fn term() -> Term {
    own_term().unwrap_or_else(Term::stderr)
}

#[cfg(unix)]
fn own_term() -> Option<Term> {
    let own = OWN.get()?;
    let (read, write) = (own.try_clone().ok()?, own.try_clone().ok()?);
    Some(Term::read_write_pair(read, write))
}

#[cfg(not(unix))]
fn own_term() -> Option<Term> {
    None
}
