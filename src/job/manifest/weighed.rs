//! How heavy a paper is, told without reading it to the end.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::diagnostic::Diagnostics;
use crate::job::Office;
use crate::job::hash::hash_of_file;
use crate::job::papers::tidy;
use crate::load::{self, Node, NodeValue};

/// Longer strings are no names of files.
const LONGEST: usize = 240;

/// What any paper costs, however short, in bytes of a tracker.
const BASE: u64 = 8 << 10;

/// A paper's weight, and the files that it names.
pub struct Weighed {
    /// The bytes of the paper and of the files that it is made from.
    pub weight: u64,
    /// These files.
    pub files: BTreeSet<PathBuf>,
}

/// Weighs a paper: its own bytes and those of the files whose names stand in it. The files that those name in turn do not count.
pub fn weigh(office: &Office, path: &Path) -> Weighed {
    let folder = path.parent().unwrap_or(&office.root);
    let mut names = BTreeSet::new();
    let mut unread = Diagnostics::default();
    if let Some(node) = load::paper(path, &office.shown(path), &mut unread) {
        gather(&node, &mut names);
    }
    let named = names.iter().map(|name| tidy(&folder.join(name)));
    let inside = named
        .filter(|file| file.starts_with(tidy(&office.root)) && !is_sent(file) && file.is_file());
    let files: BTreeSet<PathBuf> = inside.chain([tidy(path)]).collect();
    let heavy = |file: &PathBuf| file.metadata().map_or(0, |about| about.len()) / share(file);
    Weighed {
        weight: BASE + files.iter().map(heavy).sum::<u64>(),
        files,
    }
}

/// Returns which part of a file's bytes weighs as much as those of a tracker. Most files are packed text.
fn share(file: &Path) -> u64 {
    let ending = file.extension().unwrap_or_default().to_string_lossy();
    match ending.to_lowercase().as_str() {
        "png" | "jpg" | "jpeg" | "svg" => 16,
        "csv" => 4,
        _ => 1,
    }
}

/// A file that is sent out beside papers: none is made from it.
fn is_sent(file: &Path) -> bool {
    let ending = file.extension().unwrap_or_default();
    ending.eq_ignore_ascii_case("pdf")
}

/// Gathers what may be a name of a file.
fn gather(node: &Node, names: &mut BTreeSet<String>) {
    match &node.value {
        NodeValue::Text(text) => take(text, names),
        NodeValue::List(list) => list.iter().for_each(|node| gather(node, names)),
        NodeValue::Table(entries) => entries.iter().for_each(|entry| gather(&entry.node, names)),
        // An image in a text: `![A map](map.png)`.
        NodeValue::Body(text) => {
            let links = text.split("](").skip(1);
            let targets = links.filter_map(|rest| rest.split([')', ' ', '\n']).next());
            targets.for_each(|target| take(target, names));
        }
        _ => {}
    }
}

fn take(text: &str, names: &mut BTreeSet<String>) {
    let has_ending = text.rsplit_once('.').is_some_and(|(name, ending)| {
        !name.is_empty()
            && (1..=5).contains(&ending.len())
            && ending.bytes().all(|b| b.is_ascii_alphanumeric())
    });
    let is_plain = !text.contains(['\n', '\0']) && Path::new(text).is_relative();
    if has_ending && is_plain && text.len() <= LONGEST {
        names.insert(text.to_owned());
    }
}

/// The hashes of files that several papers may name, each read once.
#[derive(Default)]
pub struct Hashes(BTreeMap<PathBuf, String>);

impl Hashes {
    /// Returns the hash of a file; one that cannot be read has an empty one.
    pub fn of(&mut self, file: &Path) -> &str {
        let hash = self.0.entry(file.to_owned());
        hash.or_insert_with_key(|file| hash_of_file(file).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_are_told_from_words() {
        let mut out = Diagnostics::default();
        let text = "workbook = \"theme 3.xlsx\"\nprevious = \"../q3/theme-3.toml\"\ntitle = \"See no. 15\"\nlong = \"It ended.\"\nroot = \"/etc/a.toml\"\n";
        let node = load::parse(text, "a.toml", &mut out).expect("TOML");
        let mut names = BTreeSet::new();
        gather(&node, &mut names);
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        assert_eq!(names, ["../q3/theme-3.toml", "theme 3.xlsx"]);
        let mut names = BTreeSet::new();
        let body = Node {
            origin: node.origin.clone(),
            value: NodeValue::Body(
                "A map:\n\n![Where](map.png) and [more](other.md \"words\")".to_owned(),
            ),
        };
        gather(&body, &mut names);
        assert_eq!(
            names.into_iter().collect::<Vec<_>>(),
            ["map.png", "other.md"]
        );
    }
}
