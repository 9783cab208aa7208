//! An edition, written part by part: while one is written, the next is read.

use std::io::{self, Write};
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread;

use crate::compile::embedded_fonts;
use crate::join::{self, About, Entry, Finding, Joined, Joiner, PageLook, Pdf, Refusal};
use crate::model::PageMarks;
use crate::pack::{Layout, Leaf};

use super::known::Known;
use super::source::Content;

/// A part that is joined.
pub struct Joining<'a> {
    /// Its PDF.
    pub content: &'a Content,
    /// What is known of it.
    pub known: &'a Known,
    /// What opens it.
    pub password: Option<&'a str>,
    /// What it is in the pack.
    pub entry: Entry,
}

/// What came of joining: the file, the PDF, and what was changed in each part for the pack's sake.
pub struct Written<W> {
    /// Where it was written to.
    pub out: W,
    /// The PDF.
    pub joined: Joined,
    /// What was changed, by the position of the part.
    pub changed: Vec<Vec<Finding>>,
}

/// Why an edition could not be written.
#[derive(Debug)]
pub enum Fault {
    /// It could not be written.
    Unwritten(io::Error),
    /// A part could not be read.
    Unread(usize, io::Error),
    /// A part could not be opened.
    Refused(usize, Refusal),
}

/// Joins the parts as a layout says; none stands where a part is withheld.
///
/// # Errors
///
/// Where it cannot be written, or a part is not what it was.
pub fn join<W: Write>(
    out: W,
    about: &About,
    parts: &[Option<Joining<'_>>],
    layout: &Layout,
    blank: &str,
) -> Result<Written<W>, Fault> {
    let order = order(parts, layout);
    // Nothing waits in between: one part is being written, and one is being read.
    let (sender, opened) = sync_channel(0);
    thread::scope(|scope| {
        scope.spawn(|| {
            for at in order {
                let pdf = parts[at].as_ref().map(|part| open(at, part));
                // A reader that is gone has met a fault, and needs no more.
                if pdf.is_some_and(|pdf| sender.send(pdf).is_err()) {
                    return;
                }
            }
            drop(sender);
        });
        let mut joiner = Joiner::new(out, about, fonts()).map_err(Fault::Unwritten)?;
        let changed = write(&mut joiner, parts, layout, blank, opened)?;
        let (out, joined) = joiner.finish().map_err(Fault::Unwritten)?;
        Ok(Written {
            out,
            joined,
            changed,
        })
    })
}

/// Returns the positions of the parts that have pages, in the order in which they are joined.
fn order(parts: &[Option<Joining<'_>>], layout: &Layout) -> Vec<usize> {
    let runs = layout.runs();
    let read = runs.filter(|(at, run)| parts[*at].is_some() && has_pages(run));
    read.map(|(at, _)| at).collect()
}

fn has_pages(run: &[Leaf]) -> bool {
    run.iter().any(|leaf| leaf.page.is_some())
}

fn write<W: Write>(
    joiner: &mut Joiner<'_, W>,
    parts: &[Option<Joining<'_>>],
    layout: &Layout,
    blank: &str,
    opened: Receiver<Result<Pdf, Fault>>,
) -> Result<Vec<Vec<Finding>>, Fault> {
    let mut changed = vec![Vec::new(); parts.len()];
    for (at, run) in layout.runs() {
        if let (Some(part), true) = (&parts[at], has_pages(run)) {
            let pdf = opened
                .recv()
                .expect("every part that has pages is opened")?;
            let pages = run.iter().filter(|leaf| leaf.page.is_some());
            let marks: Vec<PageMarks> = pages.map(|leaf| leaf.marks.clone()).collect();
            let looks = Some(&part.known.looks[..]).filter(|looks| looks.len() == marks.len());
            changed[at] = add(joiner, pdf, &part.entry, &marks, looks).map_err(Fault::Unwritten)?;
        }
        for leaf in run.iter().filter(|leaf| leaf.page.is_none()) {
            joiner
                .add_blank(blank, &leaf.marks)
                .map_err(Fault::Unwritten)?;
        }
    }
    Ok(changed)
}

fn add<W: Write>(
    joiner: &mut Joiner<'_, W>,
    pdf: Pdf,
    entry: &Entry,
    marks: &[PageMarks],
    looks: Option<&[PageLook]>,
) -> io::Result<Vec<Finding>> {
    joiner.add(pdf, entry, marks, looks)
}

fn open(at: usize, part: &Joining<'_>) -> Result<Pdf, Fault> {
    let bytes = part
        .content
        .bytes()
        .map_err(|error| Fault::Unread(at, error))?;
    let mut pdf = join::open(&bytes, part.password).map_err(|why| Fault::Refused(at, why))?;
    join::clean(&mut pdf);
    Ok(pdf)
}

/// Returns the fonts of stamps: regular and bold.
fn fonts() -> [&'static [u8]; 2] {
    ["SourceSans3-Regular.ttf", "SourceSans3-Bold.ttf"].map(|name| {
        let found = embedded_fonts().find(|(path, _)| *path == name);
        found.map(|(_, bytes)| bytes).unwrap_or_default()
    })
}
