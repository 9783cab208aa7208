//! The output folder of a run: not the office's data, and nobody else's while the run writes there.

use std::path::Path;
use std::time::Duration;

use crate::diagnostic::{Code, Diagnostics};
use crate::door;
use crate::model::Origin;
use crate::write::{self, Held, Hold};

use super::Office;

/// How long another run is waited for, in seconds, where the environment says nothing else.
const WAIT: u64 = 30;
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
    write::bound(output, &data);
    hold_only(output, &shown, command, part, out)
}

/// Takes hold of a folder of outputs whose office need not be at hand; who has it is reported.
pub fn hold_only(
    output: &Path,
    shown: &str,
    command: &str,
    part: Option<&str>,
    out: &mut Diagnostics,
) -> Option<Hold> {
    match Hold::take(output, command, part, wait()) {
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

fn wait() -> Duration {
    let told = std::env::var(VARIABLE).ok();
    let seconds = told.and_then(|told| told.trim().parse().ok());
    Duration::from_secs(seconds.unwrap_or(WAIT))
}
