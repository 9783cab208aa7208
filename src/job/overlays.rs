//! Where the answers of a round stand.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use regex::Regex;

use crate::returns::FILE;

/// Finds the files of answers in the folder of a round, the earliest first: `2026-10-12`, then `2026-10-12-2`.
pub(super) fn overlays(folder: &Path) -> Vec<PathBuf> {
    let mut files = of_toml(folder);
    files.retain(|path| is_dated(path));
    files.sort_by_cached_key(|path| place(path));
    files
}

/// Finds what stands beside the files of answers and is none, such as the copy that a shared folder makes of a conflict.
pub(super) fn strays(folder: &Path) -> Vec<PathBuf> {
    let mut files = of_toml(folder);
    files.retain(|path| !is_dated(path));
    files.sort();
    files
}

fn of_toml(folder: &Path) -> Vec<PathBuf> {
    let entries = folder.read_dir().into_iter().flatten().flatten();
    let is_toml = |path: &PathBuf| {
        let named = path.file_name().unwrap_or_default().to_string_lossy();
        named.ends_with(".toml") && named != FILE && path.is_file()
    };
    entries.map(|entry| entry.path()).filter(is_toml).collect()
}

/// Returns whether a file is called after a day, and a number where it is not the first of it.
fn is_dated(path: &Path) -> bool {
    static DATED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new("^[0-9]{4}-[0-9]{2}-[0-9]{2}(-[0-9]{1,4})?$").expect("a sound pattern")
    });
    DATED.is_match(&path.file_stem().unwrap_or_default().to_string_lossy())
}

/// The tenth of a day comes after the ninth, and both after the first, whose name has no number.
fn place(path: &Path) -> (String, u32, String) {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let numbered = stem.rsplit_once('-').filter(|(day, _)| day.len() == 10);
    let counted = numbered.and_then(|(day, number)| Some((day.to_owned(), number.parse().ok()?)));
    let (day, number) = counted.unwrap_or_else(|| (stem.to_string(), 1));
    (day, number, stem.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_later_of_one_day_comes_later() {
        let folder = tempfile::tempdir().expect("a folder");
        let names = [
            "2026-10-12-10",
            "2026-10-12-2",
            "2026-10-12",
            "2026-10-11",
            "2026-10-12 (Copy)",
            "round",
        ];
        for name in names {
            std::fs::write(folder.path().join(format!("{name}.toml")), "").expect("written");
        }
        let found = overlays(folder.path());
        let stems: Vec<_> = found.iter().filter_map(|path| path.file_stem()).collect();
        assert_eq!(
            stems,
            ["2026-10-11", "2026-10-12", "2026-10-12-2", "2026-10-12-10"]
        );
        assert_eq!(
            strays(folder.path()),
            [folder.path().join("2026-10-12 (Copy).toml")]
        );
    }
}
