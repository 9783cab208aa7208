//! `boardpaper check --fix`: what can be mended is shown, asked for, and written.

use std::io::{self, BufRead, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use serde_json::json;

use crate::diagnostic::Diagnostics;
use crate::job::{Fixes, Mended, Office, fixes, papers};

use super::printed::print_bytes;
use super::{MessagesArg, Shared, counted, print_line};

/// Mends papers before they are checked; gives an exit code where there is nothing to check, or a file could not be written.
pub fn run(shared: &Shared, asked: &[PathBuf], yes: bool) -> Option<ExitCode> {
    let mut problems = Diagnostics::default();
    // What is wrong with the office or with names is told by the check that follows.
    let office = Office::open(shared.root.as_deref(), &mut problems)?;
    let found = fixes(&office, &papers(&office, asked, &mut problems));
    show(shared, &found, yes);
    if found.files.is_empty() {
        shared.say("nothing to mend");
        return None;
    }
    if !(yes || agreed(shared, &found.files)) {
        return None;
    }
    let mut problems = Diagnostics::default();
    for file in &found.files {
        if let Some(copy) = file.write(&mut problems) {
            written(shared, file, &copy);
        }
    }
    let code = shared.report(Some(&office), problems.clone(), false);
    problems.has_errors().then_some(code)
}

/// Shows what would change, and what is left.
fn show(shared: &Shared, found: &Fixes, yes: bool) {
    let is_json = shared.messages == MessagesArg::Json;
    // Who is asked must see what for; else what is wanted quiet is.
    let silent = is_json || (shared.quiet && (yes || !may_ask(shared)));
    for file in found.files.iter().filter(|_| !silent) {
        print_bytes(file.diff().as_bytes());
    }
    for left in &found.left {
        let place = left.place.to_string();
        match is_json {
            true => print_line(&json!({ "left": place, "why": left.why }).to_string()),
            false => shared.say(&format!("left: {place}: {}", left.why)),
        }
    }
}

/// Returns whether there is somebody to be asked.
fn may_ask(shared: &Shared) -> bool {
    let is_json = shared.messages == MessagesArg::Json;
    !is_json && io::stdin().is_terminal() && io::stdout().is_terminal()
}

/// Asks whether files are to be changed; where nobody can be asked, they are not.
fn agreed(shared: &Shared, files: &[Mended]) -> bool {
    let lines: usize = files.iter().map(Mended::lines).sum();
    let what = format!(
        "{} of {}",
        counted(lines, "line"),
        counted(files.len(), "file")
    );
    if !may_ask(shared) {
        shared.say(&format!(
            "{what} not mended: nobody can be asked here; `--yes` mends without asking"
        ));
        return false;
    }
    let mut out = io::stdout().lock();
    let _ = write!(
        out,
        "mend {what}? The files as they are stay beside them. [y/N] "
    );
    let _ = out.flush();
    let mut answer = String::new();
    let _ = io::stdin().lock().read_line(&mut answer);
    ["y", "yes"].contains(&answer.trim().to_lowercase().as_str())
}

fn written(shared: &Shared, file: &Mended, copy: &str) {
    match shared.messages {
        MessagesArg::Json => print_line(&json!({ "mended": file.shown, "kept": copy }).to_string()),
        _ => shared.say(&format!("mended {}; as it was: {copy}", file.shown)),
    }
}
