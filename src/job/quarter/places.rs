//! Where the files of a new quarter go.

use std::collections::BTreeMap;

use super::Old;
use super::roll::Roll;

/// Old files and the new ones made from them, all from the office's folder.
pub(super) struct Places {
    /// The papers.
    pub(super) papers: BTreeMap<String, String>,
    /// The workbooks.
    pub(super) books: BTreeMap<String, String>,
}

impl Places {
    /// Finds a place for the new file of each old one: where the old quarter is named in its path, the new one is; else it goes
    /// to a folder of the quarter.
    pub(super) fn new(old: &[Old], roll: Roll) -> Self {
        let mut places = Self {
            papers: BTreeMap::new(),
            books: BTreeMap::new(),
        };
        for paper in old {
            let place = roll
                .path(&paper.shown)
                .unwrap_or_else(|| in_folder(&paper.shown, roll));
            for layout in &paper.layouts {
                places.add_book(&layout.workbook.file, &place, roll);
            }
            places.papers.insert(paper.shown.clone(), place);
        }
        places
    }

    /// Finds the place of a workbook: beside the new paper, where its own path says nothing of the quarter.
    fn add_book(&mut self, old: &str, paper: &str, roll: Roll) {
        if self.books.contains_key(old) {
            return;
        }
        let beside = || format!("{}/{}", folder(paper), name(old));
        let place = roll.path(old).unwrap_or_else(beside);
        let whole = place.rsplit_once('.').map_or(&*place, |(whole, _)| whole);
        let numbered = (2..).map(|number| format!("{whole}-{number}.xlsx"));
        let mut free = std::iter::once(format!("{whole}.xlsx")).chain(numbered);
        let taken = |place: &String| self.books.values().any(|other| other == place);
        if let Some(place) = free.find(|place| !taken(place)) {
            self.books.insert(old.to_owned(), place);
        }
    }
}

fn in_folder(shown: &str, roll: Roll) -> String {
    let quarter = roll.to;
    format!("data/{}/q{}/{}", quarter.year, quarter.number, name(shown))
}

/// Returns the folder that a file lies in.
pub(super) fn folder(shown: &str) -> &str {
    shown.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// Returns the name of a file.
pub(super) fn name(shown: &str) -> &str {
    shown.rsplit('/').next().unwrap_or(shown)
}

/// Returns the way from a folder to a file, both from the office's folder.
pub(super) fn way(folder: &str, file: &str) -> String {
    let from: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    let to: Vec<&str> = file.split('/').collect();
    let shared = from
        .iter()
        .zip(&to[..to.len() - 1])
        .take_while(|(from, to)| from == to)
        .count();
    "../".repeat(from.len() - shared) + &to[shared..].join("/")
}

/// Returns the file that a way from a folder leads to, from the office's folder; none where it leads out of it.
pub(super) fn led(folder: &str, way: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in way.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_way_leads_back_to_where_it_comes_from() {
        for (folder, file, between) in [
            ("data/2026-27/q3", "data/2026-27/q2/a.toml", "../q2/a.toml"),
            ("data/2026-27/q3", "data/2026-27/q3/a.toml", "a.toml"),
            (
                "data/2027-28/q1",
                "data/2026-27/q4/a.toml",
                "../../2026-27/q4/a.toml",
            ),
            ("data", "data/x/a.toml", "x/a.toml"),
        ] {
            assert_eq!(way(folder, file), between);
            assert_eq!(led(folder, between).as_deref(), Some(file));
        }
        assert_eq!(led("data", "../../a.toml"), None);
    }
}
