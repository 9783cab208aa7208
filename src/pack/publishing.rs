//! Whether a pack may be made, after what was published.

use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Origin, PackKind};

use super::standing::{Standing, matched_by};
use super::{AgendaItem, History, Meeting, PieceKind, PublishedPack};

impl History {
    /// Returns whether an agenda was published.
    pub fn is_published(&self) -> bool {
        self.agenda().is_some()
    }

    /// Returns the items that are late: published without papers or not at all, and now with papers.
    pub fn late<'a>(&self, meeting: &'a Meeting) -> Vec<&'a AgendaItem> {
        let standing = self.standing();
        let items = meeting.items.iter().map(|item| (&item.id, &item.title));
        let before = matched_by(&standing, items);
        let late = |(item, before): &(&AgendaItem, Option<usize>)| {
            let had = before.is_some_and(|at| had_papers(&standing[at]));
            item.state.is_none() && !item.papers.is_empty() && !had
        };
        let items = meeting.items.iter().zip(before).filter(late);
        items.map(|(item, _)| item).collect()
    }

    /// Returns whether a pack may be made after what was published; if not, it is reported.
    ///
    /// `anew` is set where the user wants the agenda published anew. Before anything is published, only an agenda may be made;
    /// afterwards only what adds to it or revises it, since its page numbers are known to readers.
    pub fn allows(
        &self,
        meeting: &Meeting,
        kind: PackKind,
        anew: bool,
        out: &mut Diagnostics,
    ) -> bool {
        match (kind, self.is_published()) {
            (PackKind::Agenda, true) => self.may_replace(anew, meeting, out),
            (PackKind::Supplement, true) if self.late(meeting).is_empty() => {
                self.nothing_late(meeting, out);
                false
            }
            (PackKind::Supplement | PackKind::Revision, false) => {
                nothing_published(meeting, kind, out);
                false
            }
            _ => true,
        }
    }

    /// Returns whether an agenda was published; if so, that it is left as it is is noted.
    pub fn left_as_it_is(&self, meeting: &Meeting, out: &mut Diagnostics) -> bool {
        let Some(agenda) = self.agenda() else {
            return false;
        };
        let message = format!(
            "the pack `{}` was published on {}, and is left as it is",
            agenda.file, agenda.published
        );
        out.add(Code::PublishedKept, place(meeting), message).hint(
            "to add to it or to revise it, name the meeting itself, with `--supplementary` or `--revision`",
        );
        true
    }

    fn agenda(&self) -> Option<&PublishedPack> {
        self.packs.iter().find(|pack| pack.kind == PackKind::Agenda)
    }

    /// An agenda may be published anew as long as nothing goes on from its numbers.
    fn may_replace(&self, anew: bool, meeting: &Meeting, out: &mut Diagnostics) -> bool {
        let after = self.packs.iter().find(|pack| pack.kind != PackKind::Agenda);
        if anew && after.is_none() {
            return true;
        }
        let Some(agenda) = self.agenda() else {
            return true;
        };
        let message = format!(
            "the pack `{}` was published on {}",
            agenda.file, agenda.published
        );
        let problem = out.add(Code::AlreadyPublished, place(meeting), message);
        problem
            .hint("for papers that came late, add `--supplementary`: they get the numbers after the last published one")
            .hint("for papers that changed, add `--revision`: what is published keeps its page numbers");
        match after {
            None => problem.hint(
                "to publish it anew all the same, add `--republish`: its page numbers may change",
            ),
            Some(after) => problem.hint(format!(
                "it cannot be published anew: `{}` goes on from its page numbers",
                after.file
            )),
        };
        false
    }

    fn nothing_late(&self, meeting: &Meeting, out: &mut Diagnostics) {
        let waiting = |item: &&AgendaItem| item.state == Some(super::ItemState::ToFollow);
        let names = |items: Vec<&AgendaItem>| {
            let names: Vec<String> = items.iter().map(|item| item.number.clone()).collect();
            names.join(", ")
        };
        let waiting: Vec<&AgendaItem> = meeting.items.iter().filter(waiting).collect();
        let message = "every item with papers was published: there is nothing late";
        let problem = out.add(Code::NothingLate, place(meeting), message);
        if !waiting.is_empty() {
            problem.hint(format!(
                "still to follow: item {}; name the paper there and take `state` away",
                names(waiting)
            ));
        }
        problem.hint("where a published paper changed or got an appendix, add `--revision` instead of `--supplementary`");
    }
}

fn nothing_published(meeting: &Meeting, kind: PackKind, out: &mut Diagnostics) {
    let what = match kind {
        PackKind::Revision => "revised",
        _ => "added to",
    };
    let message = format!("no pack of this meeting was published that could be {what}");
    out.add(Code::NotPublished, place(meeting), message)
        .hint("publish the agenda first: `boardpaper pack --publish` with this file records its page numbers")
        .hint("if it was published from another computer, fetch `data/history` from there");
}

fn had_papers(standing: &Standing) -> bool {
    let papers = |item: &super::PublishedItem| {
        let mut parts = item.parts.iter();
        parts.any(|part| part.kind != PieceKind::Divider)
    };
    standing.item.withheld || papers(&standing.item)
}

fn place(meeting: &Meeting) -> Origin {
    Origin::file(meeting.file.as_str())
}
