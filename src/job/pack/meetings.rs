//! Which meetings are asked for.

use std::path::{Path, PathBuf};

use crate::diagnostic::{Code, Diagnostics};
use crate::job::head::has_packs;
use crate::job::papers::locate;
use crate::job::{Office, papers};
use crate::load::{self, NodeValue};
use crate::model::Origin;

/// What asks for every meeting of the office.
pub const ALL: &str = "all";

/// A meeting that is asked for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Asked {
    /// Its file.
    pub path: PathBuf,
    /// Whether it is one of several: of all, or of a folder.
    pub among: bool,
}

/// Finds the meetings that are asked for, in the order of their paths; what is none is reported.
pub fn meetings(office: &Office, asked: &[PathBuf], out: &mut Diagnostics) -> Vec<Asked> {
    let mut found: Vec<Asked> = asked
        .iter()
        .flat_map(|path| of(office, path, out))
        .collect();
    // Named itself goes before found among others.
    found.sort();
    found.dedup_by(|again, first| again.path == first.path);
    found
}

/// Finds the meetings of the office, of a folder, or a single one.
fn of(office: &Office, path: &Path, out: &mut Diagnostics) -> Vec<Asked> {
    let place = locate(office, path);
    let several = match &place {
        None => path.as_os_str() == ALL,
        Some(place) => place.is_dir(),
    };
    let named = match (several, &place) {
        (true, None) => Vec::new(),
        _ => vec![path.to_owned()],
    };
    let mut meetings = papers(office, &named, out);
    if several {
        meetings.retain(|path| is_meeting(office, path));
        if meetings.is_empty() {
            none_there(path, out);
        }
    }
    let asked = |path| Asked {
        path,
        among: several,
    };
    meetings.into_iter().map(asked).collect()
}

/// Says that a meeting must be named, and which there are.
pub fn name_one(office: &Office, out: &mut Diagnostics) {
    let mut unsaid = Diagnostics::default();
    let all = papers(office, &[], &mut unsaid);
    let mut names: Vec<String> = all
        .iter()
        .filter(|path| is_meeting(office, path))
        .map(|path| format!("`{}`", office.shown(path)))
        .collect();
    let problem = out.add(Code::NotAMeeting, None, "no meeting is named");
    if names.is_empty() {
        problem
            .hint("the office has none: a meeting is a file with the line `document = \"agenda\"`");
        return;
    }
    let rest = names.len().saturating_sub(MOST);
    if rest > 0 {
        names.drain(..rest);
        names.insert(0, format!("{rest} more"));
    }
    problem
        .hint(format!("there are {}", names.join(", ")))
        .hint("`boardpaper pack all` makes the packs of all of them");
}

/// So many meetings are listed: the last, which the clerk is most likely at.
const MOST: usize = 12;

fn none_there(path: &Path, out: &mut Diagnostics) {
    let shown = match path.as_os_str() == ALL {
        true => "data".to_owned(),
        false => path.display().to_string(),
    };
    let message = format!("there is no meeting in `{shown}`");
    out.add(Code::NotAMeeting, Origin::file(shown), message)
        .hint("a meeting is a file with the line `document = \"agenda\"`");
}

/// Returns whether a file says that it is a meeting; one that cannot be read may be one, so that its faults are told.
pub fn is_meeting(office: &Office, path: &Path) -> bool {
    let mut unread = Diagnostics::default();
    let Some(node) = load::paper(path, "", &mut unread) else {
        return true;
    };
    let NodeValue::Table(entries) = &node.value else {
        return false;
    };
    let document = entries.iter().find(|entry| entry.key == "document");
    document.is_some_and(|entry| match &entry.node.value {
        NodeValue::Text(kind) => has_packs(office, kind),
        _ => false,
    })
}
