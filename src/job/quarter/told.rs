//! What people should know of a quarter that was made.

use std::collections::BTreeSet;

use crate::load;
use crate::model::Quarter;

use super::Old;
use super::found::Found;
use crate::job::way::folder;

/// What people should know of a quarter that was made; each line begins with a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// What was kept and may no longer hold.
    pub looks: Vec<(String, String)>,
    /// What was left in the old files.
    pub left: Vec<(String, String)>,
    /// Papers that nothing was made for, and why.
    pub not_rolled: Vec<(String, String)>,
}

impl Told {
    /// Adds something to look at.
    pub(super) fn look(&mut self, file: &str, what: impl Into<String>) {
        self.looks.push((file.to_owned(), what.into()));
    }

    /// Adds something that stays where it is.
    pub(super) fn left(&mut self, file: &str, what: impl Into<String>) {
        self.left.push((file.to_owned(), what.into()));
    }

    /// Lists the papers of a quarter, and those beside them, that nothing is made for.
    pub(super) fn not_rolled(&mut self, all: &[Found], old: &[Old], from: Quarter) {
        let folders: BTreeSet<&str> = old.iter().map(|paper| folder(&paper.shown)).collect();
        let rolled = |found: &Found| old.iter().any(|paper| paper.shown == found.shown);
        for found in all.iter().filter(|found| !rolled(found)) {
            let beside = folders.contains(folder(&found.shown));
            let why = match found.quarter {
                Some(quarter) if quarter == from => Some("its text is written anew each time"),
                None if beside && load::is_markdown(&found.path) => {
                    Some("its text is written anew each time")
                }
                None if beside => Some("it names no quarter: copy it if it is due again"),
                _ => None,
            };
            self.not_rolled
                .extend(why.map(|why| (found.shown.clone(), why.to_owned())));
        }
    }
}
