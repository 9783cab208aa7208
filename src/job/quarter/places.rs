//! Where the files of a new quarter go.

use std::collections::BTreeMap;

use crate::job::way::{folder, name};

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
    format!("data/{}/{}", quarter.folder(), name(shown))
}
