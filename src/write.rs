//! Output files: names that work everywhere, and replacement of the whole or not at all.

mod begun;
mod bounds;
mod hold;
mod lock;
mod made;
mod replacement;

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};

use crate::diagnostic::{Code, Diagnostics};
use crate::model::Origin;

use begun::Begun;
use bounds::Astray;
pub use bounds::{bound, is_input};
pub use hold::{Held, Hold};
pub use lock::Lock;
pub use made::{clear_up, missing};
pub use replacement::Replacement;

/// Names that Windows keeps for devices.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];
/// Longer names cannot be synchronised by the file shares that offices use.
const LONGEST: usize = 180;

/// Returns whether a name of an output file can be used below the output folder; if not, it is reported.
pub fn usable(name: &str, origin: &Origin, out: &mut Diagnostics) -> bool {
    let Some(fault) = fault(name) else {
        return true;
    };
    out.add(
        Code::NameFaulty,
        origin.clone(),
        format!("the output name `{name}` {fault}"),
    )
    .hint("change `name` under `[output]` in `board.toml`, or the fields it is made of");
    false
}

/// Returns what keeps a name of an output file from being used.
fn fault(name: &str) -> Option<&'static str> {
    let is_named = name.ends_with(".pdf") && !name.ends_with("/.pdf") && name != ".pdf";
    match fault_anywhere(name) {
        None if !is_named => Some("does not end in a name with `.pdf`"),
        found => found,
    }
}

/// Returns what keeps a path from being used below a folder on every system.
pub fn fault_anywhere(name: &str) -> Option<&'static str> {
    let path = Path::new(name);
    let plain = |part: Component<'_>| matches!(part, Component::Normal(_));
    let stems = || {
        name.split('/')
            .map(|part| part.split('.').next().unwrap_or_default().to_lowercase())
    };
    if !path.components().all(plain) || name.contains("//") {
        Some("does not stay below the output folder")
    } else if name.contains(['<', '>', ':', '"', '|', '?', '*', '\\'])
        || name.chars().any(char::is_control)
    {
        Some("has a character that file names cannot have")
    } else if stems().any(|stem| is_device(&stem))
        || name.split('/').any(|part| part.ends_with(['.', ' ']))
    {
        Some("has a part that Windows cannot have")
    } else if name.chars().count() > LONGEST {
        Some("is too long")
    } else {
        None
    }
}

fn is_device(stem: &str) -> bool {
    let port = stem
        .strip_prefix("com")
        .or_else(|| stem.strip_prefix("lpt"));
    DEVICES.contains(&stem) || port.is_some_and(|number| matches!(number.as_bytes(), [b'1'..=b'9']))
}

/// Writes a file beside its place and moves it there when it is whole; what fails is reported.
pub fn replace(path: &Path, bytes: &[u8], shown: &str, out: &mut Diagnostics) -> bool {
    told(
        whole(path, bytes, None).and_then(|file| file.moved_for_good(path)),
        shown,
        out,
    )
    .is_some()
}

/// Writes files beside their places, and moves them there only when all are whole and none of the places is taken by
/// something else than a file; what fails is reported.
pub fn replace_all(files: &[(PathBuf, Vec<u8>, String)], out: &mut Diagnostics) -> bool {
    replace_all_like(files, &BTreeMap::new(), out)
}

/// Does the same, and gives files the permissions of others that `like` names by their places.
pub fn replace_all_like(
    files: &[(PathBuf, Vec<u8>, String)],
    like: &BTreeMap<PathBuf, PathBuf>,
    out: &mut Diagnostics,
) -> bool {
    let mut ready = Vec::new();
    for (path, bytes, shown) in files {
        let like = like.get(path).map(PathBuf::as_path);
        ready.extend(told(whole(path, bytes, like), shown, out));
    }
    if ready.len() < files.len() {
        return false;
    }
    let ready = ready.into_iter().zip(files);
    for (at, (file, (path, _, shown))) in ready.enumerate() {
        if told(file.moved_for_good(path), shown, out).is_none() {
            say_stopped(&files[..at], files.len() - at, out);
            return false;
        }
    }
    true
}

/// Says which files are new where others could not take their places: that cannot be foreseen.
fn say_stopped(done: &[(PathBuf, Vec<u8>, String)], left: usize, out: &mut Diagnostics) {
    let Some((_, _, first)) = done.first() else {
        return;
    };
    let done = match done.len() {
        1 => format!("`{first}` was"),
        count => format!("{count} files, from `{first}` on, were"),
    };
    let message = format!("{done} written before that; the other {left} stay as they were");
    out.add(Code::NotWritten, None, message)
        .hint("run the command again once the file can be written");
}

/// Reports what could not be written.
fn told<T>(done: io::Result<T>, shown: &str, out: &mut Diagnostics) -> Option<T> {
    let error = match done {
        Ok(done) => return Some(done),
        Err(error) => error,
    };
    if let Some(astray) = error
        .get_ref()
        .and_then(|inner| inner.downcast_ref::<Astray>())
    {
        let message = format!("`{shown}` is not written: {astray}");
        out.add(Code::OutputAstray, Origin::file(shown), message)
            .hint("give it another name or folder, with `--output` or with `name` under `[output]` in `board.toml`");
        return None;
    }
    out.add(Code::NotWritten, Origin::file(shown), format!("cannot write `{shown}`: {error}"))
        .hint("check that the folder may be written to, that the disk is not full, and that the file is not open elsewhere");
    None
}

/// Writes a file beside its place, where a file may go.
fn whole(path: &Path, bytes: &[u8], like: Option<&Path>) -> io::Result<Begun> {
    let mut file = Begun::beside(path)?;
    let about = like.and_then(|like| like.metadata().ok());
    if let Some(about) = about.filter(|_| cfg!(unix)) {
        // Some shares of files know no permissions.
        let _ = file.as_file().set_permissions(about.permissions());
    }
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn names_stay_below_the_output_folder_and_work_everywhere() {
        for name in ["a.pdf", "2018-19/q4/appendix-a.pdf", "Über uns.pdf"] {
            assert_eq!(fault(name), None, "{name}");
        }
        for name in [
            "../a.pdf", "/a.pdf", "a", "x/.pdf", "a:b.pdf", "con.pdf", "com9.pdf", "a./b.pdf",
            "a\\b.pdf", "", "a//b.pdf", "./a.pdf",
        ] {
            assert!(fault(name).is_some(), "{name}");
        }
    }

    #[test]
    fn a_file_is_replaced_whole_and_leaves_nothing_behind() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("new/a.pdf");
        let mut out = Diagnostics::default();
        assert!(
            replace(&path, b"one", "a.pdf", &mut out) && replace(&path, b"two", "a.pdf", &mut out)
        );
        assert_eq!(fs::read(&path).expect("is there"), b"two");
        assert_eq!(
            fs::read_dir(path.parent().expect("a folder"))
                .expect("is there")
                .count(),
            1
        );
        assert_eq!(out, Diagnostics::default());
    }

    #[test]
    fn files_that_belong_together_are_all_replaced_or_none() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = |name: &str| (folder.path().join(name), b"new".to_vec(), name.to_owned());
        fs::write(folder.path().join("a.pdf"), "old").expect("a file");
        fs::create_dir(folder.path().join("a.html")).expect("a folder");
        let mut out = Diagnostics::default();
        assert!(!replace_all(&[file("a.pdf"), file("a.html")], &mut out) && out.has_errors());
        assert_eq!(
            fs::read(folder.path().join("a.pdf")).expect("is there"),
            b"old"
        );
        assert_eq!(fs::read_dir(folder.path()).expect("is there").count(), 2);
    }

    #[test]
    fn a_name_that_no_file_can_have_keeps_all_files_unwritten() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = |name: &str| (folder.path().join(name), b"new".to_vec(), name.to_owned());
        let mut out = Diagnostics::default();
        let files = [file("a.pdf"), file(&"😀".repeat(80)), file("b.pdf")];
        assert!(!replace_all(&files, &mut out));
        assert_eq!(out.count(crate::diagnostic::Severity::Error), 1);
        assert_eq!(fs::read_dir(folder.path()).expect("is there").count(), 0);
    }

    #[test]
    fn what_cannot_be_written_is_reported() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("taken");
        fs::create_dir_all(path.join("inside")).expect("a folder");
        let mut out = Diagnostics::default();
        assert!(!replace(&path, b"one", "output/taken", &mut out));
        assert!(out.has_errors());
    }
}
