//! A meeting, led from its file to its packs.
//!
//! ```text
//! meeting ─pack::Meeting→ items ─gather→ PDFs + what is known of them ─plan→ parts
//!         parts + front sheets ─front→ settled pages ─edition→ joining ─→ pack, manifest, report
//! ```
//!
//! What is exempt is never kept, and told by its item alone; the public edition is joined from what is left of the parts.

mod cache;
mod edition;
mod front;
mod gather;
mod joining;
mod known;
mod libre_office;
mod links;
mod meeting;
mod meetings;
mod named;
mod other_item;
mod passwords;
mod plan;
mod read;
mod records;
mod sheets;
mod source;
mod spoken;
mod stale;
mod titles;
mod told;
mod unchanged;
mod unconverted;
mod withheld;
mod workroom;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use crate::diagnostic::Diagnostics;
use crate::model::{Date, Edition, PackKind};
use crate::write::Hold;

use super::Office;
use super::fingerprint::Fingerprint;
use super::gone::{Placed, gone, say_gone};
use cache::Cache;
use gather::Gather;
use meeting::Led;

pub use libre_office::program as libre_office_program;
pub use meetings::{Asked, is_meeting, meetings, name_one};
pub use passwords::Passwords;

/// What is packed, and how.
pub struct Pack<'a> {
    /// The office.
    pub office: &'a Office,
    /// The meetings.
    pub meetings: &'a [Asked],
    /// The editions; none for those that each meeting calls for.
    pub editions: &'a [Edition],
    /// What kind of packs.
    pub kind: PackKind,
    /// Whether what is made is recorded as published.
    pub publish: bool,
    /// Whether what is published may be made anew.
    pub republish: bool,
    /// The passwords of encrypted PDFs.
    pub passwords: &'a Passwords,
    /// The output folder.
    pub output: &'a Path,
    /// The hold on it.
    pub hold: &'a Hold,
    /// The day on which the run is made: for what is told, never for what is written.
    pub today: Option<Date>,
    /// Whether a pack with warnings is refused.
    pub deny_warnings: bool,
    /// Called whenever a meeting is done.
    pub done: &'a (dyn Fn() + Sync),
}

/// What came of a run.
#[derive(Debug, Default)]
pub struct Packed {
    /// The packs that were written.
    pub written: Vec<Written>,
    /// How many meetings were packed without a fault.
    pub sound: usize,
    /// How many meetings are published, and were left as they are.
    pub kept: usize,
    /// The meetings' files of which no line may be shown: they name exempt papers, and only the public edition was asked for.
    pub veiled: BTreeSet<String>,
    /// The files of papers that were read.
    pub read: BTreeSet<PathBuf>,
}

/// A pack that was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Its files as the user knows them, the pack first.
    pub files: Vec<String>,
    /// The same with their places.
    pub(super) placed: Vec<Placed>,
    /// How many pages it has.
    pub pages: usize,
    /// How many items have papers in it.
    pub items: usize,
    /// What needs a person, one line each.
    pub people: Vec<String>,
}

/// Makes the packs of meetings; what is wrong with one does not stop the others.
pub fn pack(run: &Pack<'_>, out: &mut Diagnostics) -> Packed {
    workroom::sweep_once();
    let fingerprint = Fingerprint::new(run.office);
    let (mut packed, mut made) = (Packed::default(), Vec::new());
    for asked in run.meetings {
        // Whether it has exempt items is not known before it is read, nor where it cannot be.
        if run.editions == [Edition::Public] {
            packed.veiled.insert(run.office.shown(&asked.path));
        }
        let gather = Gather {
            office: run.office,
            cache: Cache::new(run.output, &run.office.shown(&asked.path)),
            fingerprint: &fingerprint,
            passwords: run.passwords,
            deny_warnings: run.deny_warnings,
            read: Mutex::default(),
        };
        let mut problems = Diagnostics::default();
        match meeting::packs(run, &gather, asked, &mut problems) {
            Some(Led::Packed(written)) => made.push(written),
            Some(Led::Kept) => packed.kept += 1,
            None => {}
        }
        packed.read.extend(gather.read());
        run.office.rules.apply(&mut problems);
        without_words_of(&packed.veiled, &mut problems);
        out.append(problems);
        (run.done)();
    }
    packed.stand(run, made, out);
    out.sort();
    packed
}

impl Packed {
    /// Takes down the packs of meetings, but for those whose files somebody took away since they were written.
    fn stand(&mut self, run: &Pack<'_>, made: Vec<Vec<Written>>, out: &mut Diagnostics) {
        let mut lost = Vec::new();
        for packs in made {
            let before = lost.len();
            for pack in packs {
                let gone = gone(pack.placed.clone());
                self.written.extend(gone.is_empty().then_some(pack));
                lost.extend(gone);
            }
            self.sound += usize::from(lost.len() == before);
        }
        say_gone(run.office, Some(run.hold), &lost, out);
    }
}

/// Takes the words of files out of problems with them.
fn without_words_of(veiled: &BTreeSet<String>, problems: &mut Diagnostics) {
    for problem in problems.iter_mut() {
        let place = problem.origin.as_ref();
        if place.is_some_and(|place| veiled.contains(place.path())) {
            (problem.excerpt, problem.about) = (None, None);
        }
    }
}
