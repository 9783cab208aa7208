//! Papers recorded as published: each only as the PDF that stands there, which must be what the paper builds to.

use std::path::{Path, PathBuf};

use crate::diagnostic::{Code, Diagnostics, Severity};
use crate::door;
use crate::history::{Entry, Record};
use crate::job::each::each;
use crate::job::hash::hash;
use crate::job::set::pdf_of;
use crate::job::{HISTORY, Office, Prepared, lacking, prepare};
use crate::model::{Date, Origin};
use crate::write::{self, Lock};
use crate::{join, render};

use super::verify::say_breaks;
use super::{FILE, record};

/// What was recorded.
#[derive(Debug, Default)]
pub struct Added {
    /// The papers that were recorded, with the names of their PDFs.
    pub recorded: Vec<(String, String)>,
    /// The papers whose PDF was recorded before, with the day of its publication.
    pub known: Vec<(String, String)>,
}

/// Records papers as published on a day: all of them or, where any cannot be, none.
pub fn add(
    office: &Office,
    papers: &[PathBuf],
    output: &Path,
    on: Date,
    out: &mut Diagnostics,
) -> Added {
    let made = each(papers, |path| {
        let mut problems = Diagnostics::default();
        let entry = entry(office, path, output, on, &mut problems);
        (entry, problems)
    });
    let mut entries = Vec::new();
    for (entry, mut problems) in made {
        // What else may be odd in a paper was told where it was built.
        problems.retain(|problem| problem.severity == Severity::Error);
        out.append(problems);
        entries.extend(entry);
    }
    let _lock = Lock::of(&office.root.join("data/history"));
    let Some(mut record) = record(office, out) else {
        return Added::default();
    };
    say_breaks(&record, out);
    if out.has_errors() {
        return Added::default();
    }
    let mut added = Added::default();
    for entry in entries {
        take(entry, &mut record, &mut added, out);
    }
    if !added.recorded.is_empty() && !write_record(office, &record, out) {
        return Added::default();
    }
    added
}

/// Writes the record and, where the office lacks it, the schema that it names: one of earlier years may name none.
fn write_record(office: &Office, record: &Record, out: &mut Diagnostics) -> bool {
    let text = record.text().as_bytes().to_vec();
    let mut files = vec![(office.root.join(FILE), text, FILE.to_owned())];
    if record.text().starts_with("#:schema") {
        files.extend(lacking(office, &[HISTORY]));
    }
    write::replace_all(&files, out)
}

/// Adds an entry, unless the same PDF is the last that was recorded of the paper.
fn take(entry: Entry, record: &mut Record, added: &mut Added, out: &mut Diagnostics) {
    let last = record.last_of(&entry.paper);
    if let Some(last) = last.filter(|last| last.entry.sha256 == entry.sha256) {
        let published = last.entry.published.to_string();
        return added.known.push((entry.paper, published));
    }
    say_draft(&entry, out);
    added
        .recorded
        .push((entry.paper.clone(), entry.pdf.clone()));
    record.add(entry);
}

/// Reports a paper that is recorded as published and calls itself a draft.
fn say_draft(entry: &Entry, out: &mut Diagnostics) {
    let version = entry.version.trim();
    if !version.to_lowercase().starts_with("draft") {
        return;
    }
    let message = format!("the paper is recorded as published, and its version is `{version}`");
    out.add(Code::DraftRecorded, Origin::file(entry.paper.as_str()), message)
        .hint("where that was published, all is well; otherwise give the paper its final version, build it, publish it and record that");
}

/// Builds a paper anew and, where the PDF that stands there is the same, tells what it says.
fn entry(
    office: &Office,
    path: &Path,
    output: &Path,
    on: Date,
    out: &mut Diagnostics,
) -> Option<Entry> {
    let (paper, prepared) = prepare(office, path, out).filter(|_| !out.has_errors())?;
    let made = pdf_of(office, &prepared, out)?;
    let file = output.join(&prepared.sources.name);
    let shown = office.shown(&file);
    let Ok(there) = door::bytes(&file, door::LARGEST) else {
        say_absent(&prepared, &shown, out);
        return None;
    };
    if there != made {
        say_differs(&prepared, &shown, out);
        return None;
    }
    // Of papers whose phrases cannot be filled, none is made.
    let phrases = render::phrases(&paper, out)?;
    let given = paper.fields.get("title").map(|cell| cell.value.plain());
    let title = given
        .or_else(|| phrases.get("title").cloned())
        .unwrap_or_default();
    let mut entry = Entry::of(&paper, &title, on);
    entry.pages = join::open(&made, None)
        .map(|pdf| pdf.pages())
        .unwrap_or_default();
    entry.sha256 = hash(&made);
    entry.pdf = prepared.sources.name;
    Some(entry)
}

fn say_absent(paper: &Prepared, shown: &str, out: &mut Diagnostics) {
    let message = format!("there is no PDF `{shown}`: nothing was published of this paper");
    out.add(Code::PublishedDiffers, Origin::file(paper.shown.as_str()), message)
        .hint(format!(
            "build it with `boardpaper build {}`; where the PDFs stand elsewhere, name their folder with `--output`",
            paper.shown
        ));
}

fn say_differs(paper: &Prepared, shown: &str, out: &mut Diagnostics) {
    let message = format!("`{shown}` is not what this paper builds to now");
    out.add(Code::PublishedDiffers, Origin::file(paper.shown.as_str()), message)
        .hint("where the paper was changed after it was published, put its files back as they were, or publish it anew: build it, and record that");
}
