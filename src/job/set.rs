//! One paper, set and written.

use std::path::Path;

use crate::compile::{self, Task};
use crate::diagnostic::Diagnostics;
use crate::journal::{self, Doing};
use crate::load::Library;
use crate::model::PaperFormat;
use crate::write;

use super::build::refused;
use super::formats::{self, Made};
use super::led::Led;
use super::manifest::output;
use super::receipts::{Receipts, Record};
use super::{Build, Office, Prepared};

/// A paper that is set in all formats, and not yet written.
pub struct Set {
    paper: Prepared,
    /// What was said when it was read, before the office's rules.
    read: Diagnostics,
    made: Vec<Made>,
    /// What was said when it was set, before the office's rules.
    said: Diagnostics,
}

/// Sets one paper in all formats or in none.
pub fn set(run: &Build<'_>, led: Led<'_>, out: &mut Diagnostics) -> Option<Set> {
    let (paper, read) = (led.paper?.prepared(), led.said);
    let doing = setting(&paper, out)?;
    let mut said = Diagnostics::default();
    let made = made(run, &paper, &mut said);
    drop(doing);
    out.append(said.clone());
    run.office.rules.apply(out);
    let made = made.filter(|_| !refused(run, out))?;
    Some(Set {
        paper,
        read,
        made,
        said,
    })
}

/// Writes a paper in all formats or in none; gives what stands in the output folder then.
pub fn put(
    run: &Build<'_>,
    receipts: Option<&Receipts<'_>>,
    set: Set,
    out: &mut Diagnostics,
) -> Option<Record> {
    let paper = &set.paper;
    let mut record = Record::of(run.office, paper);
    let Some(to) = run.output else {
        return Some(record);
    };
    let path = to.join(&record.name);
    let shown = run.office.shown(&path);
    if run.keep_sources && !keep_sources(&path, paper, &run.office.library, &shown, out) {
        return None;
    }
    let mut files = Vec::new();
    for made in set.made {
        let name = made.format.file(&record.name);
        let path = to.join(&name);
        record.outputs.push(output(name, &made.bytes, made.pages));
        let shown = run.office.shown(&path);
        files.push((path, made.bytes, shown));
    }
    if !write::replace_all(&files, out) {
        return None;
    }
    if let Some(receipts) = receipts {
        receipts.keep(paper, &record, &set.read, &set.said);
    }
    Some(record)
}

/// Takes the setting of a paper in hand, unless it is known to come to no end.
pub fn setting(paper: &Prepared, out: &mut Diagnostics) -> Option<Doing> {
    let shown = &paper.shown;
    journal::setting(Path::new(shown), shown, &paper.kind, out)
}

/// Makes one paper in all formats or in none.
fn made(run: &Build<'_>, paper: &Prepared, out: &mut Diagnostics) -> Option<Vec<Made>> {
    let images = images(paper);
    let task = task(run.office, paper, &images);
    formats::make(&run.office.shared, &task, run.formats, out)
}

/// Makes a paper's PDF, and writes it nowhere.
pub fn pdf_of(office: &Office, paper: &Prepared, out: &mut Diagnostics) -> Option<Vec<u8>> {
    let _doing = setting(paper, out)?;
    let images = images(paper);
    let task = task(office, paper, &images);
    let made = formats::make(&office.shared, &task, &[PaperFormat::Pdf], out)?;
    office.rules.apply(out);
    let made = made.into_iter().next().filter(|_| !out.has_errors())?;
    Some(made.bytes)
}

fn images(paper: &Prepared) -> Vec<(&str, &[u8])> {
    let named = paper.images.iter();
    named
        .map(|(name, image)| (name.as_str(), image.bytes.as_slice()))
        .collect()
}

fn task<'a>(
    office: &'a Office,
    paper: &'a Prepared,
    images: &'a [(&'a str, &'a [u8])],
) -> Task<'a> {
    Task {
        entry: &paper.sources.entry,
        model: &paper.sources.model,
        images,
        date: paper.sources.date,
        paper: &paper.shown,
        standards: &office.standards,
    }
}

/// Leaves the entry file, the model and all templates and fonts in a folder beside the PDF.
fn keep_sources(
    pdf: &Path,
    paper: &Prepared,
    library: &Library,
    shown: &str,
    out: &mut Diagnostics,
) -> bool {
    let folder = pdf.with_extension("sources");
    let mut files: Vec<(&str, &[u8])> = vec![
        ("main.typ", paper.sources.entry.as_bytes()),
        ("model.json", paper.sources.model.as_bytes()),
    ];
    files.extend(
        library
            .iter()
            .map(|(path, file)| (path, file.text.as_bytes())),
    );
    let images = paper.images.iter();
    files.extend(images.map(|(name, image)| (name.as_str(), image.bytes.as_slice())));
    for font in compile::embedded_fonts() {
        files.push(font);
    }
    files
        .into_iter()
        .all(|(path, bytes)| write::replace(&folder.join(path), bytes, shown, out))
}
