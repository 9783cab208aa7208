//! A meeting, led to its packs.

use crate::diagnostic::{Code, Diagnostics, Severity};
use crate::job::each::each;
use crate::model::{Edition, Origin, PackKind};
use crate::pack::{Issue, PackedPaper};
use crate::write::Lock;

use super::front::{Settled, Settling, leaf_sheet};
use super::gather::Gather;
use super::named::Wanted;
use super::plan::{Held, Part, Plan};
use super::read::{Found, Read, is_exempt, read};
use super::records::history;
use super::sheets::{Sheet, Sheets};
use super::source::Source;
use super::withheld::Withheld;
use super::{Asked, Pack, Written, edition, stale, told};

/// Where a meeting was led to.
pub enum Led {
    /// It was packed.
    Packed(Vec<Written>),
    /// It was published before, and left as it is.
    Kept,
}

/// Makes the packs of a meeting; what is wrong with it is reported.
pub fn packs(
    run: &Pack<'_>,
    gather: &Gather<'_>,
    asked: &Asked,
    out: &mut Diagnostics,
) -> Option<Led> {
    // From reading the record to writing it nobody else may publish.
    let publishing = run.publish.then(|| Lock::of(&history(run.office)));
    let led = match read(run, gather, asked, out)? {
        Found::Kept => Some(Led::Kept),
        Found::Read(read) => {
            let written = packed(&read, out);
            // What is exempt now may have been kept before; what an unfinished run of open papers did not use is used later.
            if written.is_some() || read.meeting.items.iter().any(is_exempt) {
                gather.cache.sweep();
            }
            stale::tell(run, read.paper.stem(), &read.meeting, out);
            written.map(Led::Packed)
        }
    };
    drop(publishing);
    led
}

/// Returns whether what was found so far keeps packs from being made.
pub fn refused(read: &Read<'_>, out: &mut Diagnostics) -> bool {
    read.run.office.rules.apply(out);
    out.has_errors() || (read.run.deny_warnings && out.count(Severity::Warning) > 0)
}

fn packed(read: &Read<'_>, out: &mut Diagnostics) -> Option<Vec<Written>> {
    let wanted = read.wanted();
    if !read.once_each(&wanted, out) {
        return None;
    }
    let sources = read.sources(&wanted, out)?;
    let leaves = read.leaves(out)?;
    let plan = read.plan(&wanted, &sources, &leaves);
    let editions = read.editions();
    let settled = read.settle(&plan, &editions, out)?;
    if refused(read, out) {
        return None;
    }
    let publish = read.is_changed(&settled, &editions, out) && read.run.publish;
    let open = !editions.contains(&Edition::Public) || !plan.says_exempt();
    let asked = settled.iter().filter(|settled| {
        let edition = settled.issue.edition;
        editions.contains(&edition) && (open || edition != Edition::Public)
    });
    let written: Vec<Option<(Edition, Written)>> = asked
        .map(|settled| {
            let written = edition::write(read, &plan, settled, publish, out)?;
            Some((settled.issue.edition, written))
        })
        .collect();
    let sound = open && written.iter().all(Option::is_some);
    let written: Vec<(Edition, Written)> = written.into_iter().flatten().collect();
    told::not_accessible(&plan, &written, out);
    sound.then(|| written.into_iter().map(|(_, written)| written).collect())
}

impl Read<'_> {
    /// Returns whether a revision changes anything in any edition; if not, it is reported.
    fn is_changed(&self, settled: &[Settled], asked: &[Edition], out: &mut Diagnostics) -> bool {
        let issues = settled.iter().map(|settled| &settled.issue);
        let mut issues = issues.filter(|issue| asked.contains(&issue.edition));
        if self.run.kind != PackKind::Revision || issues.any(|issue| !issue.changes.is_empty()) {
            return true;
        }
        let edition = asked.first().copied().unwrap_or(Edition::Public);
        let last = self.records.numbers_of(edition).last_pack();
        let message = format!(
            "nothing has changed since `{}` was published: a new revision is not recorded",
            last.map_or("it", |pack| &pack.file)
        );
        let place = Origin::file(self.meeting.file.as_str());
        out.add(Code::NothingChanged, place, message).hint(
            "change the agenda or its papers first; if they are right, what is published stands",
        );
        false
    }

    /// Makes the papers PDFs: the exempt ones first, so that open ones can be held against them.
    fn sources(&self, wanted: &[Wanted<'_>], out: &mut Diagnostics) -> Option<Vec<Source>> {
        let mut withheld = Withheld::of(self);
        let made = |of: &[&Wanted<'_>], withheld: &Withheld| {
            each(of, |wanted| {
                let mut problems = Diagnostics::default();
                let folder = self.folder();
                let source = self
                    .gather
                    .source(**wanted, folder, withheld, &mut problems);
                (source, problems)
            })
        };
        let (exempt, open): (Vec<_>, Vec<_>) = wanted.iter().partition(|wanted| wanted.exempt());
        let exempt = made(&exempt, &withheld);
        for source in exempt.iter().filter_map(|(source, _)| source.as_ref()) {
            withheld.add_trackers(source);
        }
        let (mut exempt, mut open) = (exempt.into_iter(), made(&open, &withheld).into_iter());
        let in_order = wanted.iter().map(|wanted| match wanted.exempt() {
            true => exempt.next(),
            false => open.next(),
        });
        let (sources, problems): (Vec<_>, Vec<_>) = in_order.flatten().unzip();
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
