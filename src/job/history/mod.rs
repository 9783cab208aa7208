//! What was published: recorded, verified, and told.

mod add;
mod earlier;
mod packs;
mod recorded;
mod verify;

pub use add::{Added, add};
pub use earlier::{add_earlier, asks};
pub use recorded::recorded;
pub use verify::{Verified, say_breaks, verify};

use std::io::ErrorKind;

use crate::diagnostic::{Code, Diagnostics};
use crate::door;
use crate::history::Record;
use crate::model::Origin;

use super::{HISTORY, Office, schema_line};

/// Where the record stands, from the office's folder.
pub const FILE: &str = "data/history/papers.toml";

/// Reads the record of an office; one that is not there has nothing in it, one that cannot be read is reported.
pub fn record(office: &Office, out: &mut Diagnostics) -> Option<Record> {
    match door::text_in(office.root.join(FILE), &office.root) {
        Ok(text) if text.trim().is_empty() => Some(begun()),
        Ok(text) => Record::read(&text, FILE, out),
        Err(error) if error.kind() == ErrorKind::NotFound => Some(begun()),
        Err(error) => {
            let message =
                format!("the record of what was published, `{FILE}`, cannot be read: {error}");
            out.add(Code::HistoryFaulty, Origin::file(FILE), message)
                .hint("check that you may read it, or fetch it back from Git or a backup");
            None
        }
    }
}

fn begun() -> Record {
    Record::begun(&schema_line(FILE, HISTORY))
}
