//! The file that says where the typesetter's time went.

use std::io::Read;
use std::path::Path;

use crate::compile;
use crate::diagnostic::{Code, Diagnostics};
use crate::door;
use crate::model::Origin;
use crate::write;

use super::Office;

/// Writes what was recorded since `compile::record`.
pub fn write_timings(office: &Office, path: &Path, out: &mut Diagnostics) {
    let shown = office.shown(path);
    if let Some(why) = kept(office, path) {
        out.add(
            Code::OutputAstray,
            Origin::file(shown.as_str()),
            format!("`{shown}` is not written: {why}"),
        )
        .hint("give the timings another name, such as `--timings timings.json`");
        return;
    }
    match compile::recorded(&office.shared) {
        Ok(trace) => {
            write::replace(path, &trace, &shown, out);
        }
        Err(why) => {
            let message = format!("the timings could not be written: {why}");
            out.add(Code::NotWritten, Origin::file(shown), message)
                .hint("build without `--timings`");
        }
    }
}

/// Returns why a file is left alone: only what was written here before is written over.
fn kept(office: &Office, path: &Path) -> Option<&'static str> {
    if door::lies_in(path, &office.root.join("data")) {
        return Some("it lies in the folder of the office's data");
    }
    let there = path.exists() && !is_trace(path);
    there.then_some("something else is there already")
}

/// Returns whether a file begins as a list does: no paper and no manifest does.
fn is_trace(path: &Path) -> bool {
    let mut first = [0; 1];
    let read = door::open(path).and_then(|mut file| file.read(&mut first));
    read.is_ok_and(|length| length == 0 || first == *b"[")
}
