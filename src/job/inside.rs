//! Whether files that data names, or that the office's folders hold, lie in the office, whatever links lead to them.

use std::path::{Path, PathBuf};

use crate::diagnostic::{Code, Diagnostics};
use crate::door;
use crate::model::{Origin, Phrase};

/// What every office has at fixed places: read before anything else.
const FIXED: [&str; 4] = ["data", "data/board.toml", "data/templates", "data/fonts"];

/// Returns whether the fixed places of an office are its own; the first that leads out of it is reported.
pub(super) fn is_whole(root: &Path, out: &mut Diagnostics) -> bool {
    let mut fixed = FIXED.iter();
    fixed.all(|shown| is_inside(root, &root.join(shown), shown, out))
}

/// Returns whether what stands in a folder of the office lies in the office; a link that leads out of it is reported.
pub(super) fn is_inside(root: &Path, path: &Path, shown: &str, out: &mut Diagnostics) -> bool {
    let inside = door::lies_in(path, root);
    if !inside {
        let message = format!("`{shown}` is a link that leads out of the office's folder");
        out.add(Code::FileUnreadable, Origin::file(shown), message)
            .hint(
                "put the file or folder itself there: nothing outside the office's folder is read",
            );
    }
    inside
}

/// Returns whether a path that data names is one of a file in a folder; others are reported at the place where it is named.
pub(super) fn is_named_inside(
    grounds: &Path,
    path: &Path,
    named: &Phrase,
    out: &mut Diagnostics,
) -> bool {
    let (message, hint) = if is_absolute(&named.text) {
        (
            format!("`{}` names a file by its place on one computer", named.text),
            "put the file into the office's folder, and name it from the paper's own folder",
        )
    } else if door::lies_in(path, grounds) {
        return true;
    } else {
        (
            format!("`{}` lies outside the office's folder", named.text),
            "put a copy into the office's folder, beside the paper for instance, and name that",
        )
    };
    out.add(Code::FileUnreadable, named.origin.clone(), message)
        .hint(hint);
    false
}

/// Returns the folder that a paper may name files of: its office's, or else its own.
///
/// A paper that the user names may be one of another office, such as the copy of last year.
pub(super) fn grounds(root: &Path, paper: &Path) -> PathBuf {
    if door::lies_in(paper, root) {
        return root.to_owned();
    }
    let real = door::real(paper);
    let mut folders = real.ancestors().skip(1);
    let own = real.parent().unwrap_or(root);
    let office = folders.find(|folder| folder.join("data/board.toml").is_file());
    office.unwrap_or(own).to_owned()
}

fn is_absolute(name: &str) -> bool {
    let drive = name.as_bytes().get(1) == Some(&b':');
    drive || name.starts_with(['/', '\\'])
}
