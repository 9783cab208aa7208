//! A meeting that was read, and what of it is packed.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::diagnostic::{Code, Diagnostics, Severity};
use crate::job::papers::tidy;
use crate::job::reader::Reader;
use crate::model::{Edition, Law, Origin, PackKind, Paper};
use crate::pack::{Access, AgendaItem, Deadline, Meeting, Notice};
use crate::{render, validate};

use super::gather::Gather;
use super::named::Wanted;
use super::records::Records;
use super::{Asked, Pack, stale};

/// A meeting that was read.
pub struct Read<'a> {
    /// What is asked for.
    pub run: &'a Pack<'a>,
    /// What its papers are made with.
    pub gather: &'a Gather<'a>,
    /// Its file.
    pub path: &'a Path,
    /// It as a paper.
    pub paper: Paper,
    /// It as packs need it.
    pub meeting: Meeting,
    /// What was published of it.
    pub records: Records<'a>,
    /// The last day to publish it.
    pub deadline: Option<Deadline>,
}

/// What came of reading a meeting.
pub enum Found<'a> {
    /// It can be packed.
    Read(Box<Read<'a>>),
    /// It was published before, and is left as it is.
    Kept,
}

/// Reads a meeting; what is wrong with it is reported.
///
/// One that is published and was not named itself is left as it is: whoever asks for all of them means those at hand.
pub fn read<'a>(
    run: &'a Pack<'a>,
    gather: &'a Gather<'a>,
    asked: &'a Asked,
    out: &mut Diagnostics,
) -> Option<Found<'a>> {
    let (office, path) = (run.office, &asked.path);
    let paper = Reader::new(office).read(path, out)?;
    if paper.kind.pack.is_none() {
        no_meeting(&paper, out);
        return None;
    }
    let phrases = render::phrases(&paper, out)?;
    let law = validate::law(&office.library, out);
    // What contradicts itself was told when the paper was read.
    let meeting = Meeting::of(&paper, &law, &phrases, &mut Diagnostics::default())?;
    let records = Records::read(office, &paper, &meeting, out)?;
    let whole = run.kind == PackKind::Agenda && !run.republish;
    if asked.among && whole && records.keep(run.editions, &meeting, out) {
        return Some(Found::Kept);
    }
    let read = Read {
        deadline: deadline(run, &paper, &law, out),
        run,
        gather,
        path,
        paper,
        meeting,
        records,
    };
    read.tell_renumbered(out);
    office.rules.apply(out);
    let denied = run.deny_warnings && out.count(Severity::Warning) > 0;
    let sound = !out.has_errors() && !denied && read.allowed(out);
    if !sound && read.meeting.items.iter().any(is_exempt) {
        gather.cache.sweep();
        stale::tell(run, read.paper.stem(), &read.meeting, out);
    }
    sound.then(|| Found::Read(Box::new(read)))
}

fn no_meeting(paper: &Paper, out: &mut Diagnostics) {
    let (file, kind) = (&paper.file, &paper.kind.name);
    let message = format!("`{file}` is no meeting: its document is `{kind}`");
    out.add(Code::NotAMeeting, Origin::file(file.as_str()), message)
        .hint("name the file of a meeting, which has the line `document = \"agenda\"`; `boardpaper build` makes other papers");
}

/// Finds the last day to publish, and warns where little time is left.
fn deadline(run: &Pack<'_>, paper: &Paper, law: &Law, out: &mut Diagnostics) -> Option<Deadline> {
    let notice = Notice::of(paper, law, &mut Diagnostics::default())?;
    notice.check(run.today, out);
    let days = match notice.days {
        1 => "one clear day".to_owned(),
        days => format!("{days} clear days"),
    };
    Some(Deadline {
        date: notice.last_day().ok()?,
        rule: format!("{days} before the meeting"),
    })
}

impl Read<'_> {
    /// Returns the editions that are asked for: by default the public one, and one for members where they see more.
    pub fn editions(&self) -> Vec<Edition> {
        match (self.run.editions, self.has_exempt()) {
            ([], true) => vec![Edition::Public, Edition::Restricted],
            ([], false) => vec![Edition::Public],
            (asked, _) => {
                let asked: BTreeSet<Edition> = asked.iter().copied().collect();
                asked.into_iter().collect()
            }
        }
    }

    /// Returns whether any papers are for members only.
    pub fn has_exempt(&self) -> bool {
        let mut items = self.meeting.items.iter();
        items.any(|item| is_exempt(item) && !item.papers.is_empty())
    }

    /// Warns where published items have other numbers now.
    fn tell_renumbered(&self, out: &mut Diagnostics) {
        let edition = self.editions().first().copied();
        if let Some(edition) = edition.filter(|_| self.run.kind != PackKind::Agenda) {
            let record = self.records.numbers_of(edition);
            record.tell_renumbered(&self.meeting, out);
        }
    }

    /// Returns whether what is asked for may be made after what was published; if not, it is reported.
    fn allowed(&self, out: &mut Diagnostics) -> bool {
        let (kind, anew) = (self.run.kind, self.run.republish);
        let editions = self.editions();
        let allowed = editions.iter().map(|edition| {
            let record = self.records.before(*edition, kind);
            record.allows(&self.meeting, kind, anew, out)
        });
        // Each edition has its own to say.
        allowed
            .collect::<Vec<bool>>()
            .into_iter()
            .all(|allowed| allowed)
    }

    /// Returns the items that go into the packs: in a supplement, those that are late.
    pub fn items(&self) -> Vec<&AgendaItem> {
        let all = self.meeting.items.iter().collect();
        let Some(edition) = self.editions().first().copied() else {
            return all;
        };
        match self.run.kind {
            PackKind::Supplement => self.records.numbers_of(edition).late(&self.meeting),
            _ => all,
        }
    }

    /// Lists the papers that are made PDFs: those of the items, and exempt ones whether or not they go into a pack, since
    /// nothing in it may lead to them.
    pub fn wanted(&self) -> Vec<Wanted<'_>> {
        let items: BTreeSet<&str> = self.items().iter().map(|item| item.id.as_str()).collect();
        let all = self.meeting.items.iter();
        let wanted = all.filter(|item| items.contains(item.id.as_str()) || is_exempt(item));
        let papers = wanted.flat_map(|item| (0..item.papers.len()).map(move |at| (item, at)));
        let restricted = self.editions().contains(&Edition::Restricted);
        papers
            .map(|(item, position)| Wanted {
                item,
                position,
                secret: is_exempt(item),
                unsaid: is_exempt(item) && !restricted,
            })
            .collect()
    }

    /// Refuses a file that is a paper twice: its pages would have two numbers.
    pub fn once_each(&self, wanted: &[Wanted<'_>], out: &mut Diagnostics) -> bool {
        let mut seen: BTreeMap<String, &str> = BTreeMap::new();
        let mut sound = true;
        for this in wanted {
            let shown = self.shown(this.item, this.position);
            let Some(other) = seen.insert(shown, &this.item.number) else {
                continue;
            };
            sound = false;
            let message = format!("{} is a paper of item {other} already", this.called());
            out.add(Code::PaperTwice, this.origin(), message)
                .hint("name it once: a page has one number, by which others cite it")
                .hint(format!("to have it before members here too, say in the item's words `see the paper of item {other}`"));
        }
        sound
    }

    /// Returns the folder that papers are named from.
    pub fn folder(&self) -> &Path {
        self.path.parent().unwrap_or(&self.run.office.root)
    }

    /// Returns a paper's file as the user knows it.
    fn shown(&self, item: &AgendaItem, position: usize) -> String {
        let file = item.papers[position].file.replace('\\', "/");
        self.run.office.shown(&tidy(&self.folder().join(file)))
    }
}

/// Returns whether the public may not see the papers of an item.
pub fn is_exempt(item: &AgendaItem) -> bool {
    matches!(item.access, Access::Exempt(_))
}
