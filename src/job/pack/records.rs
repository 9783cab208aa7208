//! The records of what was published, in `data/history`: one file a meeting and edition.

use std::path::PathBuf;

use crate::diagnostic::{Code, Diagnostics};
use crate::job::Office;
use crate::model::{Date, Edition, Origin, PackKind, Paper};
use crate::pack::{History, Issue, Made, Meeting};
use crate::write::Replacement;

/// The records of a meeting.
pub struct Records<'a> {
    office: &'a Office,
    stem: String,
    public: History,
    restricted: History,
}

impl<'a> Records<'a> {
    /// Reads the records of a meeting; one that is not there has nothing in it, one that cannot be read is reported.
    pub fn read(
        office: &'a Office,
        paper: &Paper,
        meeting: &Meeting,
        out: &mut Diagnostics,
    ) -> Option<Self> {
        let stem = paper.stem().to_owned();
        let mut read = |edition| record(office, &path(&stem, edition), meeting, edition, out);
        let (public, restricted) = (read(Edition::Public), read(Edition::Restricted));
        Some(Self {
            office,
            stem,
            public: public?,
            restricted: restricted?,
        })
    }

    /// Returns the record of an edition.
    pub fn of(&self, edition: Edition) -> &History {
        match edition {
            Edition::Public => &self.public,
            Edition::Restricted => &self.restricted,
        }
    }

    /// Returns the record that the numbers of an edition go on from: its own, or that of the other where only that was published.
    pub fn numbers_of(&self, edition: Edition) -> &History {
        let (own, other) = match edition {
            Edition::Public => (&self.public, &self.restricted),
            Edition::Restricted => (&self.restricted, &self.public),
        };
        if own.is_published() { own } else { other }
    }

    /// Returns what an edition is; the number is the same for all editions.
    pub fn issue(&self, edition: Edition, kind: PackKind) -> Issue {
        let published = |history: &History| {
            let whole = history.packs.iter().rev();
            let mut whole = whole.filter(|pack| pack.kind != PackKind::Supplement);
            whole.next().map(|pack| pack.published)
        };
        Issue {
            number: match kind {
                PackKind::Agenda => 1,
                kind => self.public.next(kind).max(self.restricted.next(kind)),
            },
            kind,
            published: published(self.numbers_of(edition)).filter(|_| kind != PackKind::Agenda),
            ..Issue::agenda(edition)
        }
    }

    /// Starts the record of an edition with a pack in it, beside its place.
    pub fn publish(&self, made: Made<'_>, on: Date, out: &mut Diagnostics) -> Option<Replacement> {
        let edition = made.issue.edition;
        let mut history = self.of(edition).clone();
        history.publish(made, on);
        let shown = path(&self.stem, edition);
        let place = self.office.root.join(&shown);
        Replacement::with(&place, history.json().as_bytes(), &shown, out)
    }
}

/// Returns the folder of the records.
pub fn history(office: &Office) -> PathBuf {
    office.root.join("data/history")
}

/// Returns the file of a record, from the office's folder.
fn path(stem: &str, edition: Edition) -> String {
    match edition {
        Edition::Public => format!("data/history/{stem}.public.json"),
        Edition::Restricted => format!("data/history/{stem}.restricted.json"),
    }
}

fn record(
    office: &Office,
    shown: &str,
    meeting: &Meeting,
    edition: Edition,
    out: &mut Diagnostics,
) -> Option<History> {
    let place: PathBuf = office.root.join(shown);
    match std::fs::read_to_string(&place) {
        Ok(text) => History::read(&text, shown, out),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            Some(History::new(meeting, edition))
        }
        Err(error) => {
            let message = format!("cannot read `{shown}`: {error}");
            out.add(Code::HistoryFaulty, Origin::file(shown), message)
                .hint("it says which page numbers are published: check that you may read it, or fetch it back from a backup");
            None
        }
    }
}
