//! Where the files of a new paper go, after where those of another are.

use std::sync::LazyLock;

use regex::Regex;

use crate::job::quarter::Roll;
use crate::model::Quarter;

/// Returns the folder of a quarter, after that of another: `2026-27/q1` becomes `2026-27/q2`.
pub fn folder(shown: &str, old: Quarter, new: Quarter) -> String {
    let folder = shown.rsplit_once('/').map_or("", |(folder, _)| folder);
    let roll = Roll { from: old, to: new };
    roll.path(folder).unwrap_or_else(|| folder.to_owned())
}

/// Returns a file's name or a tab's with another number in the place of a theme's: `theme-3-tracker` becomes
/// `theme-6-tracker`; none where it has not that number, or has it twice.
pub fn renumbered(name: &str, old: &str, new: &str) -> Option<String> {
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| Regex::new("[0-9]+").expect("a pattern"));
    let mut found = NUMBER.find_iter(name).filter(|found| found.as_str() == old);
    let at = found.next()?.range();
    found
        .next()
        .is_none()
        .then(|| format!("{}{new}{}", &name[..at.start], &name[at.end..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_lies_beside_those_of_its_quarter() {
        let quarter = |text| Quarter::parse(text).expect("a quarter");
        let (old, new) = (quarter("2026-27 Q4"), quarter("2027-28 Q1"));
        let shown = "data/2026-27/q4/theme-1.toml";
        assert_eq!(folder(shown, old, new), "data/2027-28/q1");
        assert_eq!(folder(shown, old, old), "data/2026-27/q4");
        assert_eq!(folder("data/papers/a.toml", old, new), "data/papers");
    }

    #[test]
    fn a_name_has_the_number_of_its_theme() {
        let made = |name| renumbered(name, "3", "6");
        assert_eq!(made("theme-3-tracker").as_deref(), Some("theme-6-tracker"));
        assert_eq!(made("Theme 3").as_deref(), Some("Theme 6"));
        assert_eq!(made("theme-33"), None);
        assert_eq!(made("3-of-3"), None);
    }
}
