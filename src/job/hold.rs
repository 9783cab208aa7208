//! The output folder of a run: not the office's data, and nobody else's while the run writes there.

use std::path::Path;
use std::time::Duration;

use crate::diagnostic::{Code, Diagnostics};
use crate::door;
use crate::journal;
use crate::model::Origin;
use crate::write::{self, Held, Hold};

use super::Office;

/// How long another run is waited for, in seconds, where the environment says nothing else.
const WAIT: u64 = 30;
/// Nobody waits for longer than a day.
const MOST: u64 = 86_400;
/// What says it there.
const VARIABLE: &str = "BOARDPAPER_WAIT";

/// Takes hold of an output folder for a command; what hinders it is reported.
///
/// `part` names the part of a run that this is, such as `3-of-16`: parts may write into one folder at once.
pub fn hold(
    office: &Office,
    output: &Path,
    command: &str,
    part: Option<&str>,
    out: &mut Diagnostics,
) -> Option<Hold> {
    let (data, shown) = (office.root.join("data"), office.shown(output));
    if door::lies_in(output, &data) {
        let message = format!("`{shown}` lies in the folder of the office's data");
        out.add(Code::OutputAstray, Origin::file(shown), message)
            .hint("name another folder with `--output`: what is made is kept apart from what it is made from");
        return None;
    }
    if let Some(taken) = taken(output) {
        say_taken(&office.shown(taken), taken.is_file(), out);
        return None;
    }
    write::bound(output, &data);
    hold_only(output, &shown, command, part, out)
}

/// Returns what stands where a folder is wanted, and is none.
fn taken(output: &Path) -> Option<&Path> {
    let mut there = output.ancestors();
    let there = there.find(|path| path.symlink_metadata().is_ok())?;
    (!there.is_dir()).then_some(there)
}

fn say_taken(shown: &str, is_file: bool, out: &mut Diagnostics) {
    let what = match is_file {
        true => "a file",
        false => "no folder",
    };
    let message = format!("`{shown}` is {what}, and outputs go into a folder");
    out.add(Code::NotWritten, Origin::file(shown), message)
        .hint("name a folder with `--output`, which need not be there yet, or move away what is there");
}

/// Takes hold of a folder of outputs whose office need not be at hand; who has it is reported.
pub fn hold_only(
    output: &Path,
    shown: &str,
    command: &str,
    part: Option<&str>,
    out: &mut Diagnostics,
) -> Option<Hold> {
    // What says nothing that can be waited for was told of before anything was begun.
    let wait = wait().unwrap_or(Duration::from_secs(WAIT));
    journal::holds(output, &write::missing(output));
    match Hold::take(output, command, part, wait) {
        Ok(hold) => Some(hold),
        Err(Held(who)) => {
            say_held(shown, &who, out);
            None
        }
    }
}

fn say_held(shown: &str, who: &str, out: &mut Diagnostics) {
    let who = match who {
        "" => "another run".to_owned(),
        who => format!("another run (`{who}`)"),
    };
    let message = format!("{who} writes in `{shown}`");
    out.add(Code::OutputInUse, Origin::file(shown), message)
        .hint("run this again when that one has ended, or name another folder with `--output`");
}

/// Returns how long another run is waited for.
///
/// # Errors
///
/// What the environment says, where that is no time: to wait as long as usual would not be what was asked for.
pub fn wait() -> Result<Duration, String> {
    let told = std::env::var_os(VARIABLE).filter(|told| !told.is_empty());
    told.map_or(Ok(Duration::from_secs(WAIT)), |told| {
        seconds(&told.to_string_lossy())
    })
}

fn seconds(told: &str) -> Result<Duration, String> {
    let seconds = told.trim().parse().ok().filter(|seconds| *seconds <= MOST);
    let seconds = seconds.map(Duration::from_secs);
    let how = "write a whole number of seconds, such as `600`; a day at most";
    seconds.ok_or_else(|| format!("`{VARIABLE}` is `{told}`: {how}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_time_is_named_with_its_variable() {
        assert_eq!(seconds(" 0 "), Ok(Duration::ZERO));
        assert_eq!(seconds("600"), Ok(Duration::from_secs(600)));
        for wrong in ["soon", "-1", "1.5", "18446744073709551615"] {
            let said = seconds(wrong).expect_err("is no time");
            assert!(said.starts_with(&format!("`BOARDPAPER_WAIT` is `{wrong}`: write ")));
        }
    }
}
