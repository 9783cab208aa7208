//! Where the comments of sheets stand; what they say is nobody's but the office's.

use std::collections::BTreeSet;

use super::archive::Archive;
use super::budget::Budget;
use super::fault::Fault;
use super::relations::Relations;
use super::sheet::Sheet;

/// How the places of comments are read from a part.
pub(super) type Read =
    fn(&mut Archive, &str, &mut Budget, &mut BTreeSet<(u32, u32)>) -> Result<(), Fault>;

/// Notes the comments of visible sheets, given each sheet's part; `kinds` says what parts with comments are called.
///
/// What is wrong with them keeps nobody from the rows: comments are read last, and as far as they can be.
pub(super) fn note(
    archive: &mut Archive,
    sheets: &mut [Sheet],
    parts: &[Option<String>],
    (kinds, read): (&[&str], Read),
    budget: &mut Budget,
) {
    for (sheet, part) in sheets.iter_mut().zip(parts) {
        let Some(part) = part.as_ref().filter(|_| !sheet.hidden) else {
            continue;
        };
        let Ok(links) = Relations::of(archive, part, budget) else {
            continue;
        };
        for target in kinds.iter().filter_map(|kind| links.kind(kind)) {
            read(archive, target, budget, &mut sheet.comments).unwrap_or_default();
        }
    }
}
