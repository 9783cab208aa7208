//! An edition, written part by part: while one is written, the next is read.

use std::borrow::Cow;
use std::io::{self, Write};
use std::path::Path;
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread;

use crate::compile::embedded_fonts;
use crate::join::{self, About, Entry, Finding, Joined, Joiner, PageLook, Pdf, Refusal};
use crate::journal::{self, Work};
use crate::model::{PageMarks, Place};
use crate::pack::{Layout, Leaf};

use super::known::Known;
use super::source::Content;

/// A stamp of so many characters stands on one line beside another.
const BRIEF: usize = 30;

/// A part that is joined.
pub struct Joining<'a> {
    /// The file it is, as the user knows it.
    pub shown: &'a str,
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
    let (sender, opened) = sync_channel::<Result<Opened, Fault>>(0);
    thread::scope(|scope| {
        scope.spawn(|| {
            for at in order {
                let pdf = parts[at].as_ref().map(|part| open(at, part, layout));
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

/// A part that was opened, and what is to be seen on its pages where that matters.
struct Opened<'a> {
    pdf: Pdf,
    looks: Cow<'a, [PageLook]>,
}

fn has_pages(run: &[Leaf]) -> bool {
    run.iter().any(|leaf| leaf.page.is_some())
}

fn write<W: Write>(
    joiner: &mut Joiner<'_, W>,
    parts: &[Option<Joining<'_>>],
    layout: &Layout,
    blank: &str,
    opened: Receiver<Result<Opened, Fault>>,
) -> Result<Vec<Vec<Finding>>, Fault> {
    let mut changed = vec![Vec::new(); parts.len()];
    for (at, run) in layout.runs() {
        if let (Some(part), true) = (&parts[at], has_pages(run)) {
            let Opened { pdf, looks } = opened
                .recv()
                .expect("every part that has pages is opened")?;
            let marks = marks(run);
            let looks = Some(&looks[..]).filter(|looks| looks.len() == marks.len());
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

fn marks(run: &[Leaf]) -> Vec<PageMarks> {
    let pages = run.iter().filter(|leaf| leaf.page.is_some());
    pages.map(|leaf| leaf.marks.clone()).collect()
}

fn open<'a>(at: usize, part: &'a Joining<'_>, layout: &Layout) -> Result<Opened<'a>, Fault> {
    // Where it ended the program, it was refused when it was first looked at.
    let _doing = journal::begin(Work::Read, Path::new(part.shown));
    let bytes = part
        .content
        .bytes()
        .map_err(|error| Fault::Unread(at, error))?;
    let mut pdf = join::open(&bytes, part.password).map_err(|why| Fault::Refused(at, why))?;
    join::clean(&mut pdf);
    let run = layout.runs().find(|(position, _)| *position == at);
    let marks = run.map(|(_, run)| marks(run)).unwrap_or_default();
    let looks = match part.known.looks.is_empty() && marks.iter().any(need_a_look) {
        true => Cow::Owned(join::look(&bytes, part.password).unwrap_or_default()),
        false => Cow::Borrowed(&part.known.looks[..]),
    };
    Ok(Opened { pdf, looks })
}

/// Returns whether marks stand anywhere but where every paper of ours has room for them: an item at the top right, a number
/// at the bottom right, a line each.
fn need_a_look(marks: &PageMarks) -> bool {
    let at = |place| marks.stamps.iter().filter(move |of| of.place == place);
    let usual = [Place::TopRight, Place::BottomRight].map(|place| at(place).count());
    let few = usual.iter().all(|count| *count <= 1);
    let brief = marks
        .stamps
        .iter()
        .all(|of| of.text.chars().count() <= BRIEF);
    !few || !brief || usual.iter().sum::<usize>() < marks.stamps.len()
}

/// Returns the fonts of stamps: regular and bold.
fn fonts() -> [&'static [u8]; 2] {
    ["SourceSans3-Regular.ttf", "SourceSans3-Bold.ttf"].map(|name| {
        let found = embedded_fonts().find(|(path, _)| *path == name);
        found.map(|(_, bytes)| bytes).unwrap_or_default()
    })
}
