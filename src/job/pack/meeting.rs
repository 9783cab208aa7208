//! A meeting, led to its packs.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::diagnostic::{Code, Diagnostics, Severity};
use crate::job::build::each;
use crate::job::reader::Reader;
use crate::model::{Edition, Origin, PackKind, Paper};
use crate::pack::{Access, AgendaItem, Issue, Meeting, Numbers};
use crate::{render, validate};

use super::front::{Settled, Settling, without_pages};
use super::gather::Gather;
use super::named::Wanted;
use super::plan::{Held, Part, Plan};
use super::sheets::{Sheet, Sheets};
use super::source::Source;
use super::{Pack, Written, drawn, edition, titles};

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
}

/// Makes the packs of a meeting; what is wrong with it is reported.
pub fn packs(
    run: &Pack<'_>,
    gather: &Gather<'_>,
    path: &Path,
    out: &mut Diagnostics,
) -> Option<Vec<Written>> {
    let read = read(run, gather, path, out)?;
    let wanted = read.wanted();
    let sources = read.sources(&wanted, out)?;
    let editions = read.editions();
    let leaves = read.leaves(out)?;
    let plan = read.plan(&wanted, &sources, &leaves);
    let settled = read.settle(&plan, &editions, out)?;
    let open = !editions.contains(&Edition::Public) || drawn::open(&plan, out);
    let asked = settled.iter().filter(|settled| {
        let edition = settled.issue.edition;
        editions.contains(&edition) && (open || edition != Edition::Public)
    });
    let written: Vec<Option<Written>> = asked
        .map(|settled| edition::write(&read, &plan, settled, out))
        .collect();
    written
        .into_iter()
        .collect::<Option<Vec<_>>>()
        .filter(|_| open)
}

fn read<'a>(
    run: &'a Pack<'a>,
    gather: &'a Gather<'a>,
    path: &'a Path,
    out: &mut Diagnostics,
) -> Option<Read<'a>> {
    let office = run.office;
    let paper = Reader::new(office).read(path, out)?;
    if paper.kind.pack.is_none() {
        no_meeting(&paper, out);
        return None;
    }
    let phrases = render::phrases(&paper, out)?;
    let law = validate::law(&office.library, out);
    // What contradicts itself was told when the paper was read.
    let meeting = Meeting::of(&paper, &law, &phrases, &mut Diagnostics::default())?;
    let denied = run.deny_warnings && out.count(Severity::Warning) > 0;
    let sound = !out.has_errors() && !denied;
    sound.then_some(Read {
        run,
        gather,
        path,
        paper,
        meeting,
    })
}

fn no_meeting(paper: &Paper, out: &mut Diagnostics) {
    let message = format!(
        "`{}` is no meeting: its document is `{}`",
        paper.file, paper.kind.name
    );
    out.add(Code::NotAMeeting, Origin::file(paper.file.as_str()), message)
        .hint("name the file of a meeting, which has the line `document = \"agenda\"`; `boardpaper build` makes other papers");
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
        items.any(|item| exempt(item) && !item.papers.is_empty())
    }

    /// Lists the papers that are made PDFs. Those that no edition shows are read only where their numbers stay free.
    fn wanted(&self) -> Vec<Wanted<'_>> {
        let all = self.editions().contains(&Edition::Restricted) || self.meeting.settings.gap;
        let items = self.meeting.items.iter();
        let items = items.filter(|item| all || !exempt(item));
        let papers = items.flat_map(|item| (0..item.papers.len()).map(move |at| (item, at)));
        let wanted = papers.map(|(item, position)| Wanted {
            item,
            position,
            secret: exempt(item),
        });
        wanted.collect()
    }

    fn sources(&self, wanted: &[Wanted<'_>], out: &mut Diagnostics) -> Option<Vec<Source>> {
        let folder = self.path.parent().unwrap_or(&self.run.office.root);
        let made = each(wanted, |wanted| {
            let mut problems = Diagnostics::default();
            let source = self.gather.source(*wanted, folder, &mut problems);
            (source, problems)
        });
        let (sources, problems): (Vec<_>, Vec<_>) = made.into_iter().unzip();
        problems.into_iter().for_each(|one| out.append(one));
        let sources: Option<Vec<Source>> = sources.into_iter().collect();
        let sources = sources?;
        once_each(wanted, &sources, out).then_some(sources)
    }

    /// Sets the leaves before items: dividers, and the covers of exempt ones.
    fn leaves(&self, out: &mut Diagnostics) -> Option<Vec<Option<Sheet>>> {
        let sheets = Sheets::new(self.gather, self.path, &self.paper);
        let settings = &self.meeting.settings;
        let made = each(&self.meeting.items, |item| {
            let (document, edition) = match exempt(item) {
                true if settings.exempt_covers => ("exempt-cover", Edition::Restricted),
                true => ("divider", Edition::Restricted),
                false => ("divider", Edition::Public),
            };
            let wanted = (exempt(item) && settings.exempt_covers) || settings.dividers;
            let mut problems = Diagnostics::default();
            if !wanted || item.papers.is_empty() {
                return (Some(None), problems);
            }
            let pack = without_pages(&self.meeting, edition);
            let leaf = sheets.beside(document, Some(&item.number), &pack, &mut problems);
            (leaf.map(Some), problems)
        });
        let (leaves, problems): (Vec<_>, Vec<_>) = made.into_iter().unzip();
        problems.into_iter().for_each(|one| out.append(one));
        leaves.into_iter().collect()
    }

    fn plan<'b>(
        &'b self,
        wanted: &[Wanted<'b>],
        sources: &'b [Source],
        leaves: &'b [Option<Sheet>],
    ) -> Plan<'b> {
        let mut parts = Vec::new();
        for (item, leaf) in self.meeting.items.iter().zip(leaves) {
            let own = wanted.iter().zip(sources);
            let own = own.filter(|(wanted, _)| wanted.item.id == item.id);
            let papers: Vec<Part<'b>> = own
                .map(|(wanted, source)| Part {
                    item,
                    held: Held::Paper(wanted.position, source),
                })
                .collect();
            let leaf = leaf.as_ref().filter(|_| !papers.is_empty());
            parts.extend(leaf.map(|sheet| Part {
                item,
                held: Held::Leaf(sheet),
            }));
            parts.extend(papers);
        }
        Plan {
            meeting: &self.meeting,
            parts,
        }
    }

    fn settle(
        &self,
        plan: &Plan<'_>,
        editions: &[Edition],
        out: &mut Diagnostics,
    ) -> Option<Vec<Settled>> {
        let sheets = Sheets::new(self.gather, self.path, &self.paper);
        let cover = match self.meeting.settings.cover {
            true => {
                let pack = without_pages(&self.meeting, Edition::Public);
                Some(sheets.beside("cover", None, &pack, out)?)
            }
            false => None,
        };
        let titles: Vec<String> = plan
            .parts
            .iter()
            .map(|part| match part.held {
                Held::Leaf(_) => part.item.title.clone(),
                Held::Paper(position, source) => titles::title(part.item, position, source),
            })
            .collect();
        let both = [Edition::Public, Edition::Restricted];
        let editions = if self.has_exempt() { &both } else { editions };
        let issues: Vec<Issue> = editions
            .iter()
            .map(|edition| Issue::agenda(*edition))
            .collect();
        let settings = &self.meeting.settings;
        let settling = Settling {
            plan,
            titles: &titles,
            sheets: &sheets,
            cover: cover.as_ref(),
            numbers: &|_, _, front| Numbers::of_agenda(settings, front),
        };
        settling.settle(&issues, out)
    }
}

/// Returns whether the public may not see the papers of an item.
pub fn exempt(item: &AgendaItem) -> bool {
    matches!(item.access, Access::Exempt(_))
}

/// Refuses a file that is a paper twice: its pages would have two numbers.
fn once_each(wanted: &[Wanted<'_>], sources: &[Source], out: &mut Diagnostics) -> bool {
    let mut sound = true;
    for (at, (this, source)) in wanted.iter().zip(sources).enumerate() {
        let before = wanted.iter().zip(sources).take(at);
        let mut same = before.filter(|(_, before)| before.shown == source.shown);
        let Some((other, _)) = same.next() else {
            continue;
        };
        sound = false;
        let message = format!(
            "{} is a paper of item {} already",
            this.called(),
            other.item.number
        );
        out.add(Code::PaperTwice, this.origin(), message)
            .hint("name it once: a page has one number, by which others cite it");
    }
    sound
}

/// The files that a run of the packs looks at, to see whether any changes.
pub fn folder_of(path: &Path) -> PathBuf {
    path.parent().map(Path::to_owned).unwrap_or_default()
}

#[allow(dead_code)]
fn _kinds(_: PackKind) {}
