//! The file that says where the typesetter's time went.

use std::path::Path;

use crate::compile;
use crate::diagnostic::{Code, Diagnostics};
use crate::model::Origin;
use crate::write;

use super::Office;

/// Writes what was recorded since `compile::record`.
pub fn write_timings(office: &Office, path: &Path, out: &mut Diagnostics) {
    let shown = office.shown(path);
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
