//! The record held against itself and against the PDFs.

use std::path::Path;

use crate::diagnostic::{Code, Diagnostics};
use crate::history::{Break, Kept, Record};
use crate::job::Office;
use crate::job::hash::hash_of_file;
use crate::model::Origin;

use super::packs::packs;
use super::{FILE, record};

/// What was verified.
#[derive(Debug, Default)]
pub struct Verified {
    /// How many entries the record has.
    pub entries: usize,
    /// The hash of the last entry; none where there is none.
    pub last: Option<String>,
    /// How many PDFs are as they were published.
    pub same: usize,
    /// How many PDFs are not there.
    pub missing: usize,
    /// How many entries came after the one whose hash is known from elsewhere.
    pub since: Option<usize>,
}

/// A PDF that was published, under the names by which people know it.
pub struct Published {
    /// Its file below the output folder.
    pub file: String,
    /// Its hash.
    pub sha256: String,
    /// When it was published.
    pub day: String,
    /// Where that is recorded.
    pub origin: Origin,
}

/// Verifies the record: its chain, the hash of its end where that is known from elsewhere, and the PDFs in a folder.
pub fn verify(
    office: &Office,
    output: &Path,
    expected: Option<&str>,
    out: &mut Diagnostics,
) -> Option<Verified> {
    let record = record(office, out)?;
    say_breaks(&record, out);
    let mut verified = Verified {
        entries: record.entries.len(),
        last: record.entries.last().map(|kept| kept.hash.clone()),
        since: expected.and_then(|hash| since(&record, hash, out)),
        ..Verified::default()
    };
    let own = record.entries.iter().map(published);
    let all: Vec<Published> = own.chain(packs(office, out)).collect();
    for (i, pdf) in all.iter().enumerate() {
        let is_later = |other: &&Published| other.file == pdf.file;
        if !all[i + 1..].iter().any(|other| is_later(&other)) {
            let before: Vec<&Published> = all[..i].iter().filter(is_later).collect();
            look(office, output, pdf, &before, &mut verified, out);
        }
    }
    Some(verified)
}

fn published(kept: &Kept) -> Published {
    Published {
        file: kept.entry.pdf.clone(),
        sha256: kept.entry.sha256.clone(),
        day: kept.entry.published.to_string(),
        origin: crate::history::place(FILE, kept.line),
    }
}

/// Looks whether a PDF is what was published last under its name.
fn look(
    office: &Office,
    output: &Path,
    pdf: &Published,
    before: &[&Published],
    verified: &mut Verified,
    out: &mut Diagnostics,
) {
    let file = output.join(&pdf.file);
    let shown = office.shown(&file);
    let Ok(hash) = hash_of_file(&file) else {
        verified.missing += 1;
        let message = format!("`{shown}`, published on {}, is not there", pdf.day);
        out.add(Code::PublishedMissing, pdf.origin.clone(), message)
            .hint("name the folder in which published PDFs are kept with `--pdf`");
        return;
    };
    if hash == pdf.sha256 {
        verified.same += 1;
        return;
    }
    let message = match before.iter().rev().find(|before| before.sha256 == hash) {
        Some(before) => format!(
            "`{shown}` is what was published on {}, not what was published last, on {}",
            before.day, pdf.day
        ),
        None => format!(
            "`{shown}` is not the file that was published on {}",
            pdf.day
        ),
    };
    out.add(Code::PublishedChanged, pdf.origin.clone(), message)
        .hint("fetch the published file back from where it was published; where this one is to take its place, record it with `boardpaper history add`");
}

/// Counts the entries after the one with a hash; where there is none, entries were cut off at the end or changed.
fn since(record: &Record, hash: &str, out: &mut Diagnostics) -> Option<usize> {
    let hash = hash.trim().to_lowercase();
    let found = record.entries.iter().rposition(|kept| kept.hash == hash);
    if found.is_none() {
        let message = format!(
            "no entry of the record has the hash `{hash}`: entries were taken out or changed"
        );
        out.add(Code::HistoryBroken, Origin::file(FILE), message)
            .hint("fetch the record back from Git or a backup, and add what was published since");
    }
    found.map(|at| record.entries.len() - 1 - at)
}

/// Reports entries that were changed, moved or taken out.
pub fn say_breaks(record: &Record, out: &mut Diagnostics) {
    for found in record.breaks() {
        let (at, what) = match found {
            Break::Changed(at) => (at, "was changed after it was written"),
            Break::Unfollowed(at) => (
                at,
                "does not follow the one before it: entries were taken out, or put in another order",
            ),
        };
        let kept = &record.entries[at];
        let message = format!(
            "the entry of `{}`, published on {}, {what}",
            kept.entry.paper, kept.entry.published
        );
        out.add(Code::HistoryBroken, crate::history::place(FILE, kept.line), message)
            .hint("`git log -p data/history/papers.toml` shows what it was; fetch it back from there or from a backup");
    }
}
