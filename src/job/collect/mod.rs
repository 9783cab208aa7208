//! What came back from officers, held against what they were asked, and merged.

mod answered;
mod beyond;
mod earlier;
mod files;
mod merge;
mod patched;
mod place;
mod record;
mod round;
mod says;
mod settled;
mod strays;
mod undo;

use std::path::PathBuf;

use crate::diagnostic::Diagnostics;
use crate::model::{Date, Quarter};
use crate::returns::Report;
use crate::write::Lock;

use super::Office;

pub(super) use round::dated;
pub use undo::undo;

/// What is to be collected.
pub struct Collecting {
    /// The folder that holds what came back.
    pub folder: PathBuf,
    /// The quarter of the round; the latest where none is named.
    pub quarter: Option<Quarter>,
    /// The day that answers are kept under.
    pub date: Date,
    /// Whether nothing is to be written.
    pub dry_run: bool,
    /// Files whose answers are taken where others differ.
    pub taken: Vec<String>,
}

/// Collects answers, merges those that nobody doubts, and gives a report of all.
pub fn collect(office: &Office, asked: &Collecting, out: &mut Diagnostics) -> Option<Report> {
    let _lock = lock(office, asked.dry_run);
    let open = round::Open::find(office, asked.quarter, out)?;
    let files = files::files(&asked.folder, out)?;
    if !files.have(&asked.taken, out) {
        return None;
    }
    let mut read: Vec<place::Read<'_>> = files
        .workbooks
        .iter()
        .map(|came| place::place(came, &open))
        .collect();
    earlier::tell(office, &open, &mut read);
    let sent = answered::sent(office, &open);
    let mut answered = answered::Answered::default();
    for file in &read {
        answered.take(file, &open, &sent, out);
    }
    let (mut report, changes) = answered.settled(&open, &asked.taken, out);
    report.date = asked.date;
    report.unread = files.unread;
    report.files = read.iter().map(place::Read::about).collect();
    report.dry_run = asked.dry_run;
    merge::merge(office, &open, asked, &changes, &mut report, out);
    Some(report)
}

/// Keeps others from merging until this merge is done; where nothing is written, nobody is kept.
fn lock(office: &Office, dry_run: bool) -> Option<Lock> {
    (!dry_run).then(|| office.lock()).flatten()
}
