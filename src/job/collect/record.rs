//! What a merge says of the trackers that it changed.

use std::path::{Component, Path, PathBuf};

use crate::diagnostic::{Code, Diagnostics};
use crate::door;
use crate::job::Office;
use crate::job::hash::hash;
use crate::load::{Node, NodeValue};
use crate::model::Origin;

/// A tracker that was changed: its file, its copy, and the hash after the change.
pub struct Tracker {
    /// Its path from the office's folder.
    pub file: String,
    /// Where its copy is.
    pub copy: String,
    /// The hash of its bytes after the change.
    pub now: String,
    /// Where that is said.
    pub place: Origin,
}

/// Reads the trackers that a file of answers names.
pub fn trackers(node: &Node) -> Vec<Tracker> {
    let entry = |node: &Node, key: &str| match &node.value {
        NodeValue::Table(entries) => entries
            .iter()
            .find(|entry| entry.key == key)
            .map(|entry| entry.node.clone()),
        _ => None,
    };
    let text = |node: &Node, key: &str| match entry(node, key)?.value {
        NodeValue::Text(text) => Some(text),
        _ => None,
    };
    let Some(NodeValue::List(given)) = entry(node, "tracker").map(|node| node.value) else {
        return Vec::new();
    };
    let tracker = |node: &Node| {
        Some(Tracker {
            file: text(node, "file")?,
            copy: text(node, "copy")?,
            now: text(node, "now")?,
            place: node.origin.clone(),
        })
    };
    given.iter().filter_map(tracker).collect()
}

impl Tracker {
    /// Returns whether it is a file of the office's data, and its copy one of its round; otherwise that is reported.
    pub fn is_ours(&self, round: &str, out: &mut Diagnostics) -> bool {
        let fault = match (is_below(&self.file, "data"), is_below(&self.copy, round)) {
            (false, _) => format!("`{}` does not lie in `data`", self.file),
            (_, false) => format!("`{}` does not lie in `{round}`", self.copy),
            _ => return true,
        };
        out.add(Code::RecordFaulty, self.place.clone(), fault).hint(
            "nothing was taken back: name the tracker and its copy as `returns collect` wrote them",
        );
        false
    }

    /// Returns whether the tracker is as its copy: it was never changed, or it was put back.
    fn is_as_before(&self, office: &Office, later: &[Vec<Tracker>]) -> bool {
        let next = later.iter().flatten().find(|next| next.file == self.file);
        let stood = next.map_or(&self.file, |next| &next.copy);
        let of = |path: &str| {
            Some(hash(
                &door::bytes(office.root.join(path), door::LARGEST).ok()?,
            ))
        };
        let was = of(&self.copy);
        was.is_some() && was != Some(self.now.clone()) && of(stood) == was
    }
}

/// Tells of each merge, the earliest first, whether its answers came into the trackers: a program that was ended too soon
/// may have left a record of what it did not do.
pub fn landed(office: &Office, merges: &[Vec<Tracker>]) -> Vec<bool> {
    let of = |(at, trackers): (usize, &Vec<Tracker>)| {
        let later = &merges[at + 1..];
        !trackers
            .iter()
            .any(|tracker| tracker.is_as_before(office, later))
    };
    merges.iter().enumerate().map(of).collect()
}

/// Returns where a tracker's bytes are: a link is followed where it stays in the office, and is a fault otherwise.
pub fn real(office: &Office, file: &str) -> Result<PathBuf, String> {
    let path = office.root.join(file);
    match door::lies_in(&path, &office.root) {
        true if path.is_symlink() => path.canonicalize().map_err(|error| error.to_string()),
        true => Ok(path),
        false => Err("it is a link to a file outside the office".to_owned()),
    }
}

fn is_below(path: &str, folder: &str) -> bool {
    let plain = |part: Component<'_>| matches!(part, Component::Normal(_));
    let inside = Path::new(path).strip_prefix(folder);
    Path::new(path).components().all(plain)
        && !path.contains('\\')
        && inside.is_ok_and(|inside| inside.components().next().is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_lies_in_a_folder_is_below_it() {
        assert!(is_below("data/q1/t.xlsx", "data"));
        for path in [
            "data",
            "database/t.xlsx",
            "data/../t.xlsx",
            "../data/t.xlsx",
            "/data/t.xlsx",
            "data\\..\\t.xlsx",
            "",
        ] {
            assert!(!is_below(path, "data"), "{path}");
        }
    }
}
