//! Comments: the notes of every Excel, and the threads of later ones.

use std::collections::BTreeSet;

use super::super::archive::Archive;
use super::super::budget::Budget;
use super::super::fault::Fault;
use super::worksheet::place;

/// What parts with comments are called.
pub(super) const KINDS: &[&str] = &["comments", "threadedComment"];

/// Reads the places of comments from a part; a thread has a note of its own in the same cell for older programs.
pub(super) fn placed(
    archive: &mut Archive,
    part: &str,
    budget: &mut Budget,
    places: &mut BTreeSet<(u32, u32)>,
) -> Result<(), Fault> {
    let mut xml = archive.xml(part)?;
    let mut cell = |name: Option<&str>| {
        budget.thing()?;
        places.extend(name.and_then(place));
        Ok(())
    };
    xml.root()?;
    xml.children(|xml, element| match element.name.as_str() {
        "commentList" => xml.children(|_, comment| cell(comment.get("ref"))),
        "other:threadedComment" => cell(element.get("ref")),
        _ => Ok(()),
    })
}
