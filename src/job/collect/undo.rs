//! Taking the last merge back.

use std::path::{Path, PathBuf};

use crate::diagnostic::{Code, Diagnostics};
use crate::door;
use crate::job::hash::hash;
use crate::job::inside::is_inside;
use crate::job::overlays::overlays;
use crate::job::{ANSWERS, Office, round_file, schema_line};
use crate::load;
use crate::model::{Origin, Quarter};
use crate::returns::Round;
use crate::write;

use super::lock;
use super::record::{Tracker, real, trackers};

/// Where merges that were taken back go, in the folder of their round.
const ASIDE: &str = "undone";

/// Takes the last merge of a round back, and gives the files that were changed; what hinders it is reported, and nothing is
/// changed then.
pub fn undo(
    office: &Office,
    quarter: Option<Quarter>,
    dry_run: bool,
    out: &mut Diagnostics,
) -> Option<Vec<String>> {
    let _lock = lock(office, dry_run);
    let quarter = quarter.or_else(|| round_file::latest(office));
    let folder = quarter.map(Round::folder);
    let place = folder.unwrap_or_else(|| "data/returns".to_owned());
    let Some(last) = overlays(&office.root.join(&place)).pop() else {
        let message = format!("nothing was collected in `{place}` that could be taken back");
        out.add(Code::NothingToUndo, Origin::file(place), message)
            .hint("`--quarter` names another round");
        return None;
    };
    let shown = office.shown(&last);
    if !is_inside(&office.root, &last, &shown, out) {
        return None;
    }
    let node = load::document(&last, &shown, out)?;
    let mut files = Vec::new();
    let mut fine = true;
    for tracker in trackers(&node) {
        match tracker
            .is_ours(&place, out)
            .then(|| restored(office, &tracker, out))
        {
            Some(Some(file)) => files.push(file),
            _ => fine = false,
        }
    }
    if !fine {
        return None;
    }
    let mut changed: Vec<String> = files.iter().map(|(_, _, shown)| shown.clone()).collect();
    changed.push(shown);
    if dry_run {
        return Some(changed);
    }
    let like = files
        .iter()
        .map(|(path, _, _)| (path.clone(), path.clone()))
        .collect();
    (write::replace_all_like(&files, &like, out) && put_aside(office, &last, out))
        .then_some(changed)
}

/// Returns what a tracker was, where nobody has changed it since.
fn restored(
    office: &Office,
    tracker: &Tracker,
    out: &mut Diagnostics,
) -> Option<(PathBuf, Vec<u8>, String)> {
    let path = match real(office, &tracker.file) {
        Ok(path) => path,
        Err(why) => {
            let message = format!("`{}` cannot be put back: {why}", tracker.file);
            out.add(Code::RecordFaulty, tracker.place.clone(), message)
                .hint("nothing was taken back: put the file itself where the link is");
            return None;
        }
    };
    let is = door::bytes(&path, door::LARGEST).ok();
    let was = door::bytes(office.root.join(&tracker.copy), door::LARGEST);
    // Where it is as before already, the program was ended between the one and the other.
    let is_before = is.is_some() && is.as_ref() == was.as_ref().ok();
    if !is_before && is.map(|bytes| hash(&bytes)).as_ref() != Some(&tracker.now) {
        let message = format!(
            "`{}` was changed after answers were put into it",
            tracker.file
        );
        out.add(Code::TrackerChanged, tracker.place.clone(), message)
            .hint(format!(
                "nothing was taken back: what it was before is in `{}`",
                tracker.copy
            ));
        return None;
    }
    match was {
        Ok(was) => Some((path, was, tracker.file.clone())),
        Err(error) => {
            let message = format!("cannot read `{}`: {error}", tracker.copy);
            out.add(Code::FileUnreadable, tracker.place.clone(), message)
                .hint("nothing was taken back: put the copy back where it was");
            None
        }
    }
}

/// Moves a file of answers aside, under a name that is free.
fn put_aside(office: &Office, path: &Path, out: &mut Diagnostics) -> bool {
    let folder = path.parent().unwrap_or(&office.root).join(ASIDE);
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let names = (1..).map(|number| match number {
        1 => folder.join(format!("{stem}.toml")),
        number => folder.join(format!("{stem}-undone-{number}.toml")),
    });
    let free = names.into_iter().find(|name| !name.exists());
    let free = free.unwrap_or_default();
    let moved = std::fs::create_dir_all(&folder).and_then(|()| std::fs::rename(path, &free));
    let shown = office.shown(path);
    if let Err(error) = &moved {
        let message = format!("cannot move `{shown}` aside: {error}");
        out.add(Code::NotWritten, Origin::file(shown), message)
            .hint(
                "check that the folder may be written to, and that the file is not open elsewhere",
            );
    }
    moved.is_ok() && names_schema_from(office, &free, out)
}

/// Lets a file that was moved name its schema from where it is now.
fn names_schema_from(office: &Office, path: &Path, out: &mut Diagnostics) -> bool {
    let Ok(text) = door::text(path) else {
        return true;
    };
    let shown = office.shown(path);
    match text
        .strip_prefix("#:schema ")
        .and_then(|rest| rest.split_once('\n'))
    {
        Some((_, rest)) => {
            let text = schema_line(&shown, ANSWERS) + rest;
            write::replace(path, text.as_bytes(), &shown, out)
        }
        None => true,
    }
}
