//! An edition of a pack, and what stands beside it.

use crate::diagnostic::{Code, Diagnostics};
use crate::join::{About, Bookmark, Entry, Finding, What};
use crate::model::Origin;
use crate::model::{Edition, PackKind};
use crate::pack::Issue;
use crate::write::{Replacement, usable};

use super::front::Settled;
use super::joining::{Fault, Joining, Made, join};
use super::links::{Target, links};
use super::meeting::Read;
use super::outputs::Outputs;
use super::plan::{Held, Part, Plan};
use super::titles;
use super::{Written, told};

/// Writes an edition, its manifest and its report: all of them or none.
pub fn write(
    read: &Read<'_>,
    plan: &Plan<'_>,
    settled: &Settled,
    out: &mut Diagnostics,
) -> Option<Written> {
    let issue = &settled.issue;
    let outputs = Outputs::new(
        read.run.output,
        &read.paper,
        issue.edition,
        issue.kind,
        issue.number,
    );
    let file = Origin::file(read.meeting.file.as_str());
    if !usable(&outputs.name, &file, out) {
        return None;
    }
    let shown = read.run.office.shown(&outputs.pdf);
    let pack = Replacement::start(&outputs.pdf, &shown, out)?;
    let parts = parts(plan, settled);
    let blank = &read.meeting.settings.blank;
    let about = about(read, issue);
    let made = match join(pack, &about, &parts, &settled.layout, blank) {
        Ok(made) => made,
        Err(fault) => {
            failed(plan, settled, &shown, fault, out);
            return None;
        }
    };
    tell_links(plan, settled, &made, out);
    let pages = made.joined.pages;
    let files = vec![made.out];
    let names: Vec<String> = files.iter().map(|file| file.shown().to_owned()).collect();
    Replacement::finish(files, out).then_some(Written {
        files: names,
        pages,
        items: settled.layout.items.len(),
        people: Vec::new(),
    })
}

/// Returns what is joined, in the order of the pieces; nothing where a piece is withheld.
fn parts<'a>(plan: &'a Plan<'_>, settled: &'a Settled) -> Vec<Option<Joining<'a>>> {
    let before = settled.front.len();
    let front = settled.front.iter().enumerate().map(|(at, sheet)| {
        let title = match (at + 1 == before, settled.issue.kind) {
            (false, _) => "Cover".to_owned(),
            (true, PackKind::Agenda) => "Agenda".to_owned(),
            (true, PackKind::Supplement) => format!("Supplement {}", settled.issue.number),
            (true, PackKind::Revision) => format!("Revised agenda {}", settled.issue.number),
        };
        Some(Joining {
            content: &sheet.content,
            known: &sheet.known,
            password: None,
            entry: Entry {
                bookmark: Some(Bookmark {
                    title: title.clone(),
                    level: 0,
                }),
                title,
                places: settled.places[at].clone(),
                ..Entry::default()
            },
        })
    });
    let targets = targets(plan, settled);
    let items = plan.parts.iter().enumerate().map(|(at, part)| {
        let piece = before + at;
        if settled.pieces[piece].withheld {
            return None;
        }
        let first = at == 0 || plan.parts[at - 1].item.id != part.item.id;
        Some(joining(part, first, &settled.places[piece], &targets))
    });
    front.chain(items).collect()
}

fn joining<'a>(
    part: &'a Part<'_>,
    first: bool,
    places: &[String],
    targets: &[Target<'_>],
) -> Joining<'a> {
    let (item, number) = (&part.item.title, &part.item.number);
    let whole = format!("{number} {item}");
    let (content, known, password, title) = match part.held {
        Held::Leaf(sheet) => (&sheet.content, &sheet.known, None, item.clone()),
        Held::Paper(position, source) => (
            &source.content,
            &source.known,
            source.password.as_deref(),
            titles::title(part.item, position, source),
        ),
    };
    let links = match part.held {
        Held::Leaf(_) => Default::default(),
        Held::Paper(_, source) => links(source, targets),
    };
    let bookmark = match first {
        true => Some((whole, 0)),
        // The main paper is what its item's bookmark stands for.
        false => matches!(part.held, Held::Paper(1.., _)).then(|| (title.clone(), 1)),
    };
    Joining {
        content,
        known,
        password,
        entry: Entry {
            title: format!("Item {number}: {title}"),
            bookmark: bookmark.map(|(title, level)| Bookmark { title, level }),
            places: places.to_vec(),
            links: links.known,
            withheld: links.withheld,
        },
    }
}

/// Lists the papers that links may lead to.
fn targets<'a>(plan: &'a Plan<'_>, settled: &'a Settled) -> Vec<Target<'a>> {
    let before = settled.front.len();
    let papers = plan
        .parts
        .iter()
        .enumerate()
        .filter_map(|(at, part)| match part.held {
            Held::Paper(_, source) => Some(Target {
                source,
                place: settled.places[before + at].last().map(String::as_str),
            }),
            Held::Leaf(_) => None,
        });
    papers.collect()
}

fn about(read: &Read<'_>, issue: &Issue) -> About {
    let (meeting, organisation) = (&read.meeting, &read.run.office.board.organisation);
    let what = match issue.kind {
        PackKind::Agenda => "agenda pack".to_owned(),
        PackKind::Supplement => format!("supplementary agenda pack {}", issue.number),
        PackKind::Revision => format!("revised agenda pack {}", issue.number),
    };
    let members = match issue.edition {
        Edition::Public => "",
        Edition::Restricted => ", restricted",
    };
    About {
        title: format!("{}, {}: {what}{members}", meeting.board, meeting.date),
        subject: format!("Agenda and papers of {}, {}", meeting.board, meeting.date),
        author: organisation.name.clone(),
        language: organisation.language.clone(),
        date: meeting.date,
    }
}

/// Says why an edition could not be written.
fn failed(plan: &Plan<'_>, settled: &Settled, shown: &str, fault: Fault, out: &mut Diagnostics) {
    let wanted = |at: usize| {
        let part = plan.parts.get(at.checked_sub(settled.front.len())?)?;
        part.wanted()
    };
    match fault {
        Fault::Unwritten(error) => {
            out.add(
                Code::NotWritten,
                Origin::file(shown),
                format!("cannot write `{shown}`: {error}"),
            )
            .hint("check that the folder may be written to, and that the disk is not full");
        }
        Fault::Unread(at, error) => match wanted(at) {
            Some(wanted) => {
                let message = format!("cannot read {}: {error}", wanted.called());
                out.add(Code::FileUnreadable, wanted.origin(), message)
                    .hint("make the pack again");
            }
            None => {
                let message = format!("cannot read a sheet of `{shown}`: {error}");
                out.add(Code::FileUnreadable, Origin::file(shown), message)
                    .hint("make the pack again");
            }
        },
        Fault::Refused(at, refusal) => {
            if let Some(wanted) = wanted(at) {
                told::refused(wanted, &refusal, out);
            } else {
                let message = format!("a sheet of `{shown}` {}", refusal.message());
                out.add(Code::PdfRefused, Origin::file(shown), message)
                    .hint(refusal.hint());
            }
        }
    }
}

/// Says of open papers that links of theirs to exempt ones were taken out.
fn tell_links(plan: &Plan<'_>, settled: &Settled, made: &Made<Replacement>, out: &mut Diagnostics) {
    let removed = |findings: &[Finding]| {
        findings
            .iter()
            .any(|found| found.what == What::LinksRemoved)
    };
    let before = settled.front.len();
    for (at, part) in plan.parts.iter().enumerate() {
        let withheld = settled.pieces[before + at].withheld;
        let (Some(wanted), false) = (part.wanted(), withheld) else {
            continue;
        };
        if settled.issue.edition == Edition::Public && removed(&made.changed[before + at]) {
            let message = format!(
                "links of {} to an exempt paper were taken out",
                wanted.called()
            );
            out.add(Code::LinkWithheld, wanted.origin(), message)
                .hint("see whether its text says what must not be said");
        }
    }
}
