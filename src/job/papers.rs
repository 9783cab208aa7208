//! Which papers there are.

use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use crate::diagnostic::{Code, Diagnostics, suggest};
use crate::door;
use crate::load::{self, NodeValue};
use crate::model::Origin;

use super::head::document;
use super::other::is_other;
use super::{Office, inside};

/// Finds the papers that are asked for, or all of the office; in the order of their paths.
pub fn papers(office: &Office, asked: &[PathBuf], out: &mut Diagnostics) -> Vec<PathBuf> {
    if asked.is_empty() {
        let papers = below(office, &office.root.join("data"), out);
        if papers.is_empty() {
            out.add(Code::NoPapers, Origin::file("data"), "the office has no papers")
                .hint("a paper is a file below `data`, TOML or Markdown with a head, with a line such as `document = \"theme-update\"`");
        }
        return papers;
    }
    let mut papers = Vec::new();
    for path in asked {
        match locate(office, path) {
            Some(found) if found.is_dir() && !is_inside(office, &found) => outside(path, out),
            Some(path) if leads_out(office, &path, out) => {}
            Some(path) if path.is_dir() => papers.extend(below(office, &path, out)),
            Some(path) if is_other(office, &path, out) => {}
            Some(path) => papers.push(path),
            None => no_paper(path, out),
        }
    }
    papers.sort();
    papers.dedup();
    papers
}

/// Finds one paper.
pub fn paper(office: &Office, path: &Path, out: &mut Diagnostics) -> Option<PathBuf> {
    let found = locate(office, path).filter(|path| path.is_file());
    if found.is_none() {
        no_paper(path, out);
    }
    found.filter(|path| !leads_out(office, path, out) && !is_other(office, path, out))
}

/// Returns whether a paper stands in the office's folder and is kept elsewhere; that is reported.
///
/// A paper of another office may be named by its own place.
fn leads_out(office: &Office, path: &Path, out: &mut Diagnostics) -> bool {
    let stands_here = path.starts_with(&office.root);
    stands_here && !inside::is_inside(&office.root, path, &office.shown(path), out)
}

fn no_paper(path: &Path, out: &mut Diagnostics) {
    let shown = path.display().to_string();
    let message = format!("there is no paper `{shown}`");
    out.add(Code::FileUnreadable, Origin::file(shown), message)
        .hint("`boardpaper list` shows the papers of the office");
}

/// Returns whether a folder is the office's, by where its name leads; others hold papers of other offices.
fn is_inside(office: &Office, folder: &Path) -> bool {
    door::lies_in(folder, &office.root)
}

fn outside(folder: &Path, out: &mut Diagnostics) {
    let shown = folder.display().to_string();
    let message = format!("`{shown}` lies outside the office's folder");
    out.add(Code::FileUnreadable, Origin::file(shown), message)
        .hint("name a folder below the office's `data`, or start boardpaper in the office that this one belongs to");
}

/// Takes a path from the current folder, from the office's, or from its `data`; `.toml` or `.md` may be left out.
pub(super) fn locate(office: &Office, path: &Path) -> Option<PathBuf> {
    let current = std::env::current_dir().unwrap_or_default();
    let folders = [current, office.root.clone(), office.root.join("data")];
    let candidates = folders.iter().flat_map(|folder| {
        let whole = folder.join(path);
        // Not as text: folders on the way may have names that are none.
        let with = |ending: &str| {
            let mut name = whole.clone().into_os_string();
            name.push(ending);
            PathBuf::from(name)
        };
        [whole.clone(), with(".toml"), with(".md")]
    });
    let found = candidates.into_iter().find(|path| path.exists())?;
    Some(tidy(&found))
}

/// Takes `.` and `..` out of a path, so that one paper has one name.
pub(super) fn tidy(path: &Path) -> PathBuf {
    let mut tidied = PathBuf::new();
    for part in path.components() {
        match part {
            std::path::Component::CurDir => {}
            std::path::Component::ParentDir => {
                tidied.pop();
            }
            part => tidied.push(part),
        }
    }
    tidied
}

fn below(office: &Office, folder: &Path, out: &mut Diagnostics) -> Vec<PathBuf> {
    let data = office.root.join("data");
    let kept = |entry: &DirEntry| {
        ![data.join("templates"), data.join("fonts")].contains(&entry.path().to_owned())
    };
    let mut entries = Vec::new();
    let walk = WalkDir::new(folder).follow_links(true).sort_by_file_name();
    let mut astray = Vec::new();
    for entry in walk.into_iter().filter_entry(|entry| {
        let inside = !entry.path_is_symlink() || door::lies_in(entry.path(), &office.root);
        astray.extend((!inside).then(|| entry.path().to_owned()));
        inside && kept(entry)
    }) {
        match entry {
            Ok(entry) => entries.push(entry),
            Err(error) => unreadable(office, &error, out),
        }
    }
    // Of others it is told where they are named.
    astray.retain(|path| path.is_dir() || has_ending(path, "toml") || has_ending(path, "md"));
    for path in astray {
        inside::is_inside(&office.root, &path, &office.shown(&path), out);
    }
    let may_be =
        |path: &Path| has_ending(path, "toml") || (has_ending(path, "md") && load::has_head(path));
    let files = entries
        .into_iter()
        // What is neither, such as a named pipe, is told of as a paper that cannot be read.
        .filter(|entry| !entry.file_type().is_dir())
        .map(DirEntry::into_path);
    let candidates = files.filter(|path| may_be(path) && *path != data.join("board.toml"));
    candidates
        .filter(|path| is_paper(office, path, out))
        .collect()
}

fn has_ending(path: &Path, name: &str) -> bool {
    path.extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case(name))
}

fn unreadable(office: &Office, error: &walkdir::Error, out: &mut Diagnostics) {
    let shown = error
        .path()
        .map(|path| office.shown(path))
        .unwrap_or_default();
    out.add(
        Code::FileUnreadable,
        Origin::file(shown.as_str()),
        format!("cannot look into `{shown}`: {error}"),
    )
    .hint("check that you may read it, and that its links lead somewhere");
}

/// A paper names its document; a file that cannot be read is taken for a paper, so that its faults are told.
fn is_paper(office: &Office, path: &Path, out: &mut Diagnostics) -> bool {
    if document(path).is_some() {
        return true;
    }
    let mut unread = Diagnostics::default();
    let shown = office.shown(path);
    let Some(node) = load::paper(path, &shown, &mut unread) else {
        return true;
    };
    let NodeValue::Table(entries) = &node.value else {
        return false;
    };
    if entries.iter().any(|entry| entry.key == "document") {
        return true;
    }
    if let Some(entry) = entries
        .iter()
        .find(|entry| suggest(&entry.key, ["document"]).is_some())
    {
        out.add(
            Code::NotAPaper,
            entry.origin.clone(),
            format!(
                "`{shown}` is no paper: it has `{}`, but no `document`",
                entry.key
            ),
        )
        .hint("did you mean `document`?");
    }
    false
}
