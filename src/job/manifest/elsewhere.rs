//! Where the papers of other shards are written: two papers may want one file, and be in two shards.

use std::collections::BTreeSet;
use std::path::Path;

use crate::diagnostic::Diagnostics;
use crate::job::Office;
use crate::job::each::each;
use crate::job::stages::prepare;
use crate::manifest::refusing;
use crate::{load, render, validate};

use super::Shard;

/// Lists the papers of other shards that are written to one of the files of this one, with that file.
///
/// The head of a paper mostly tells where it goes, and is soon read. Only where that is one of ours, or cannot be told, is the
/// paper read to its end: one that is refused takes no place.
pub fn elsewhere(
    office: &Office,
    shard: &Shard,
    ours: &BTreeSet<String>,
    deny_warnings: bool,
) -> Vec<(String, String)> {
    let found = each(&shard.others, |path| {
        let is_far = name(office, path).is_some_and(|name| !ours.contains(&name.to_lowercase()));
        if is_far {
            return None;
        }
        let mut problems = Diagnostics::default();
        let (_, paper) = prepare(office, path, &mut problems)?;
        let refused = !refusing(&problems, deny_warnings).is_empty();
        (!refused).then_some((paper.sources.name, paper.shown))
    });
    found.into_iter().flatten().collect()
}

fn name(office: &Office, path: &Path) -> Option<String> {
    let mut unsaid = Diagnostics::default();
    let node = load::paper(path, &office.shown(path), &mut unsaid)?;
    let head = validate::head(&node, &office.board, &office.library, &mut unsaid)?;
    render::name_by_head(&head)
}
