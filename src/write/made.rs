//! Folders that a run makes for its outputs, and what it leaves there where it ends before its time.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use walkdir::WalkDir;

use super::begun::clear;
use super::lock::{FILE, is_at, let_go, open};

/// Lists a folder and those around it that are not there yet, the innermost first.
pub fn missing(folder: &Path) -> Vec<PathBuf> {
    let around = folder.ancestors();
    let missing = around.take_while(|path| path.symlink_metadata().is_err());
    let named = missing.filter(|path| !path.as_os_str().is_empty());
    named.map(Path::to_owned).collect()
}

/// Takes away folders that a run has made, the innermost first, where no file came into them.
pub(super) fn remove_hollow(made: &[PathBuf]) {
    let Some(folder) = made.first() else {
        return;
    };
    let inside = WalkDir::new(folder).min_depth(1).contents_first(true);
    let inside = inside.into_iter().map_while(Result::ok);
    let inside = inside.take_while(|entry| entry.file_type().is_dir());
    for entry in inside {
        let _ = fs::remove_dir(entry.path());
    }
    // What holds anything stays.
    let _ = made.iter().try_for_each(fs::remove_dir);
}

/// Does what a run would have done that ended before its time in an output folder: takes away its lock, what it had under way, and
/// folders that it had made where no file came into them. What others do there is left alone.
pub fn clear_up(folder: &Path, made: &[PathBuf]) {
    let whole = folder.join(FILE);
    if let Ok(file) = open(&whole)
        && file.try_lock().is_ok()
    {
        if is_at(&file, &whole) {
            clear(folder, Duration::ZERO);
        }
        let_go(&file, &whole);
    }
    locks(folder).iter().for_each(|path| {
        if let Ok(file) = open(path) {
            let_go(&file, path);
        }
    });
    remove_hollow(made);
}

/// Lists the locks of a folder, those of parts of a run too.
fn locks(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let is_lock = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with(".boardpaper") && name.ends_with(".lock")
    };
    entries.map(|entry| entry.path()).filter(is_lock).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_run_had_made_is_taken_away_where_no_file_came_into_it() {
        let office = tempfile::tempdir().expect("a folder");
        let output = office.path().join("new/output");
        let made = missing(&output);
        assert_eq!(made, [output.clone(), office.path().join("new")]);
        for file in [
            ".boardpaper.lock",
            ".boardpaper-2-of-3.lock",
            ".boardpaper-x1Y2z3",
        ] {
            fs::create_dir_all(output.join("2026/q1")).expect("a folder");
            fs::write(output.join(file), "left").expect("written");
        }
        clear_up(&output, &made);
        assert_eq!(office.path().join("new").exists(), !cfg!(unix));
        clear_up(&output, &made);
    }

    #[test]
    fn what_is_made_and_what_others_write_stays() {
        let office = tempfile::tempdir().expect("a folder");
        let output = office.path().join("output");
        let made = missing(&output);
        fs::create_dir_all(output.join("2026")).expect("a folder");
        fs::write(output.join("2026/a.pdf"), "whole").expect("written");
        fs::write(output.join(".boardpaper-x1Y2z3"), "under way").expect("written");
        let other = open(&output.join(FILE)).expect("a lock");
        other.lock().expect("locked");
        clear_up(&output, &made);
        assert!(output.join(FILE).exists() && output.join(".boardpaper-x1Y2z3").exists());
        drop(other);
        clear_up(&output, &made);
        assert!(output.join("2026/a.pdf").exists());
        assert_eq!(
            fs::read_dir(&output).expect("there").count(),
            1 + usize::from(!cfg!(unix))
        );
    }
}
