//! The records of what was published, in `data/history`: one file a meeting and edition.

use std::path::PathBuf;

use crate::diagnostic::{Code, Diagnostics};
use crate::door;
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
    /// What members have: their own packs, and the public ones where they have none.
    members: History,
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
        let (public, restricted) = (public?, restricted?);
        Some(Self {
            office,
            stem,
            members: restricted.with_those_of(&public),
            public,
            restricted,
        })
    }

    /// Returns what the public has.
    pub fn public(&self) -> &History {
        &self.public
    }

    /// Returns what readers of an edition have, before a pack of a kind is made for them.
    ///
    /// Supplements and revisions of the restricted edition go on from public packs too, where members have none of their own. An
    /// agenda of its own may still be published for them.
    pub fn before(&self, edition: Edition, kind: PackKind) -> &History {
        match (edition, kind) {
            (Edition::Restricted, PackKind::Supplement | PackKind::Revision) => &self.members,
            (edition, _) => self.of(edition),
        }
    }

    /// Returns the record of an edition.
    fn of(&self, edition: Edition) -> &History {
        match edition {
            Edition::Public => &self.public,
            Edition::Restricted => &self.restricted,
        }
    }

    /// Returns the record that the numbers of an edition go on from.
    pub fn numbers_of(&self, edition: Edition) -> &History {
        match edition {
            Edition::Public if self.public.is_published() => &self.public,
            _ => &self.members,
        }
    }

    /// Returns whether any of these editions is published, any at all where none is named; if so, it is noted.
    pub fn keep(&self, editions: &[Edition], meeting: &Meeting, out: &mut Diagnostics) -> bool {
        let asked = |edition: &Edition| editions.is_empty() || editions.contains(edition);
        let editions = [Edition::Public, Edition::Restricted];
        let mut asked = editions.into_iter().filter(asked);
        asked.any(|edition| self.of(edition).left_as_it_is(meeting, out))
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
        let mut history = self.before(edition, made.issue.kind).clone();
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
    match door::text_in(&place, &office.root) {
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
