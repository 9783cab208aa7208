//! The whole record: read, held against its hashes, and added to.

use serde::Deserialize;

use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Origin, Paper};

use super::chain::{Break, breaks, hash_of};
use super::entry::{Entry, series};
use super::written::{HEAD, written};

/// What stands at the head of a new record.
const ABOUT: &str = "\
# What was published: `boardpaper history add` adds to this file, and nothing is ever taken out of it. Keep it with the data.
# Each entry carries its own hash and that of the one before: `boardpaper history verify` finds what was changed.
";

/// The papers that were published, in the order in which they were recorded.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Record {
    text: String,
    /// The entries.
    pub entries: Vec<Kept>,
}

/// An entry as it stands in the record.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept {
    /// What it says.
    pub entry: Entry,
    /// The hash of what stands there.
    pub hash: String,
    /// The line on which it begins, from 1.
    pub line: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    published: Vec<Entry>,
}

impl Record {
    /// Returns a record with nothing in it, below the line that names its schema.
    pub fn begun(schema_line: &str) -> Self {
        Self {
            text: format!("{schema_line}{ABOUT}"),
            entries: Vec::new(),
        }
    }

    /// Reads a record; `file` is its name as the user knows it. What cannot be read is reported.
    pub fn read(text: &str, file: &str, out: &mut Diagnostics) -> Option<Self> {
        let mut entries = Vec::new();
        let mut whole = true;
        if let Some(line) = strange(text) {
            whole = false;
            let fault = format!("something else than `{HEAD}` stands before its first entry");
            say_unread(&fault, &place(file, line), file, out);
        }
        for (line, block) in blocks(text) {
            match toml::from_str::<File>(block).map(|file| file.published) {
                Ok(read) => entries.extend(read.into_iter().map(|entry| Kept {
                    entry,
                    hash: hash_of(block),
                    line,
                })),
                Err(error) => {
                    whole = false;
                    say_unread(error.message(), &place(file, line), file, out);
                }
            }
        }
        let text = text.to_owned();
        whole.then_some(Self { text, entries })
    }

    /// Adds an entry; gives it as it is kept.
    pub fn add(&mut self, mut entry: Entry) {
        let last = self.entries.last();
        entry.before = last
            .map(|kept| kept.entry.entry.clone())
            .unwrap_or_default();
        let block = written(&entry);
        let hash = hash_of(&block);
        entry.entry.clone_from(&hash);
        let line = self.text.lines().count() as u32 + 2;
        self.text = format!("{}\n\n{block}", self.text.trim_end());
        self.entries.push(Kept { entry, hash, line });
    }

    /// Returns the text of the record.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Lists what is wrong with the chain of hashes.
    pub fn breaks(&self) -> Vec<Break> {
        breaks(&self.entries)
    }

    /// Returns the last entry of a paper.
    pub fn last_of(&self, paper: &str) -> Option<&Kept> {
        self.entries
            .iter()
            .rev()
            .find(|kept| kept.entry.paper == paper)
    }

    /// Returns what was published last of the same theme as a paper's for each quarter up to the paper's own, the oldest first.
    pub fn quarters_of(&self, paper: &Paper) -> Vec<&Entry> {
        let series = series(paper);
        let mut found: Vec<&Entry> = Vec::new();
        for entry in self.entries.iter().map(|kept| &kept.entry) {
            let quarter = entry.quarter();
            if entry.series == series && quarter.is_some() && quarter < paper.quarter() {
                found.retain(|other| other.quarter() != quarter);
                found.push(entry);
            }
        }
        found.sort_by_key(|entry| entry.quarter());
        found
    }
}

/// Returns the line before the first entry on which something stands that is no remark: no entry of it would be seen.
fn strange(text: &str) -> Option<u32> {
    let before = text.trim_start_matches('\u{feff}').lines().zip(1..);
    let mut before = before.take_while(|(line, _)| line.trim() != HEAD);
    let is_said = |line: &str| !line.trim().is_empty() && !line.trim_start().starts_with('#');
    before.find(|(line, _)| is_said(line)).map(|(_, line)| line)
}

/// Takes a record apart at the heads of its entries.
fn blocks(text: &str) -> Vec<(u32, &str)> {
    let mut starts = Vec::new();
    let mut at = 0;
    for (line, number) in text.split_inclusive('\n').zip(1..) {
        if line.trim() == HEAD {
            starts.push((number, at));
        }
        at += line.len();
    }
    let ends = starts.iter().skip(1).map(|(_, at)| *at).chain([text.len()]);
    let ends: Vec<usize> = ends.collect();
    let pairs = starts.iter().zip(ends);
    pairs
        .map(|((line, from), to)| (*line, &text[*from..to]))
        .collect()
}

/// Returns the place of an entry.
pub fn place(file: &str, line: u32) -> Origin {
    Origin::Text {
        file: file.into(),
        line,
        column: 1,
        length: HEAD.len() as u32,
    }
}

fn say_unread(error: &str, place: &Origin, file: &str, out: &mut Diagnostics) {
    let error = error.lines().next().unwrap_or_default();
    let message = format!("the record of what was published, `{file}`, cannot be read: {error}");
    out.add(Code::HistoryFaulty, place.clone(), message)
        .hint("fetch it back from Git or a backup: nothing is added to it as it is");
}
