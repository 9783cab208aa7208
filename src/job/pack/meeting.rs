//! A meeting, led to its packs.

use std::path::Path;

use crate::diagnostic::Diagnostics;
use crate::job::build::each;
use crate::model::Edition;
use crate::pack::{Issue, PackedPaper};
use crate::write::Lock;

use super::front::{Settled, Settling, leaf_sheet};
use super::gather::Gather;
use super::named::Wanted;
use super::plan::{Held, Part, Plan};
use super::read::{Read, is_exempt, read};
use super::records::history;
use super::sheets::{Sheet, Sheets};
use super::source::Source;
use super::{Pack, Written, drawn, edition, told};

/// Makes the packs of a meeting; what is wrong with it is reported.
pub fn packs(
    run: &Pack<'_>,
    gather: &Gather<'_>,
    path: &Path,
    out: &mut Diagnostics,
) -> Option<Vec<Written>> {
    // From reading the record to writing it nobody else may publish.
    let publishing = run.publish.then(|| Lock::of(&history(run.office)));
    let read = read(run, gather, path, out)?;
    let wanted = read.wanted();
    if !read.once_each(&wanted, out) {
        return None;
    }
    let sources = read.sources(&wanted, out)?;
    let leaves = read.leaves(out)?;
    let plan = read.plan(&wanted, &sources, &leaves);
    let editions = read.editions();
    let settled = read.settle(&plan, &editions, out)?;
    let open = !editions.contains(&Edition::Public) || drawn::open(&plan, out);
    let asked = settled.iter().filter(|settled| {
        let edition = settled.issue.edition;
        editions.contains(&edition) && (open || edition != Edition::Public)
    });
    let written: Vec<Option<(Edition, Written)>> = asked
        .map(|settled| {
            let written = edition::write(&read, &plan, settled, out)?;
            Some((settled.issue.edition, written))
        })
        .collect();
    drop(publishing);
    let sound = open && written.iter().all(Option::is_some);
    let written: Vec<(Edition, Written)> = written.into_iter().flatten().collect();
    told::not_accessible(&plan, &written, out);
    sound.then(|| written.into_iter().map(|(_, written)| written).collect())
}

impl Read<'_> {
    fn sources(&self, wanted: &[Wanted<'_>], out: &mut Diagnostics) -> Option<Vec<Source>> {
        let made = each(wanted, |wanted| {
            let mut problems = Diagnostics::default();
            let source = self.gather.source(*wanted, self.folder(), &mut problems);
            (source, problems)
        });
        let (sources, problems): (Vec<_>, Vec<_>) = made.into_iter().unzip();
        problems.into_iter().for_each(|one| out.append(one));
        sources.into_iter().collect()
    }

    /// Sets the leaves before the items of the packs: dividers, and the covers of exempt ones.
    fn leaves(&self, out: &mut Diagnostics) -> Option<Vec<(String, Sheet)>> {
        let sheets = Sheets::new(self.gather, self.path, &self.paper);
        let settings = &self.meeting.settings;
        let mut items = self.items();
        items.retain(|item| {
            let wanted = settings.dividers || (settings.exempt_covers && is_exempt(item));
            wanted && !item.papers.is_empty()
        });
        let made = each(&items, |item| {
            let (document, edition) = match is_exempt(item) {
                true if settings.exempt_covers => ("exempt-cover", Edition::Restricted),
                true => ("divider", Edition::Restricted),
                false => ("divider", Edition::Public),
            };
            let pack = leaf_sheet(&self.meeting, &Issue::agenda(edition));
            let mut problems = Diagnostics::default();
            let leaf = sheets.beside(document, Some(&item.number), &pack, &mut problems);
            (leaf.map(|leaf| (item.id.clone(), leaf)), problems)
        });
        let (leaves, problems): (Vec<_>, Vec<_>) = made.into_iter().unzip();
        problems.into_iter().for_each(|one| out.append(one));
        leaves.into_iter().collect()
    }

    fn plan<'b>(
        &'b self,
        wanted: &[Wanted<'b>],
        sources: &'b [Source],
        leaves: &'b [(String, Sheet)],
    ) -> Plan<'b> {
        let papers = wanted.iter().zip(sources).map(|(wanted, source)| Part {
            item: wanted.item,
            held: Held::Paper(wanted.position, source),
        });
        let (mut parts, mut beside) = (Vec::new(), papers.collect::<Vec<_>>());
        for item in self.items() {
            let leaf = leaves.iter().find(|(id, _)| *id == item.id);
            parts.extend(leaf.map(|(_, sheet)| Part {
                item,
                held: Held::Leaf(sheet),
            }));
            let (own, others) = beside.into_iter().partition(|part| part.item.id == item.id);
            beside = others;
            parts.extend::<Vec<_>>(own);
        }
        Plan {
            meeting: &self.meeting,
            parts,
            beside,
        }
    }

    fn settle(
        &self,
        plan: &Plan<'_>,
        asked: &[Edition],
        out: &mut Diagnostics,
    ) -> Option<Vec<Settled>> {
        let sheets = Sheets::new(self.gather, self.path, &self.paper);
        let papers: Vec<PackedPaper> = plan.parts.iter().map(Part::packed).collect();
        let both = [Edition::Public, Edition::Restricted];
        let editions = if self.has_exempt() { &both } else { asked };
        let issues: Vec<Issue> = editions
            .iter()
            .map(|edition| self.records.issue(*edition, self.run.kind))
            .collect();
        let settling = Settling {
            plan,
            papers: &papers,
            sheets: &sheets,
            records: &self.records,
            asked,
        };
        settling.settle(&issues, out)
    }
}
