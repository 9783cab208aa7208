//! An edition of a pack, and what stands beside it.

use std::path::Path;

use crate::diagnostic::{Code, Diagnostics};
use crate::join::{About, Bookmark, Entry, Finding, What, Words};
use crate::model::{Edition, Origin, PackKind};
use crate::pack::{
    Issue, Made, PackFile, PackedPaper, Phrases, attention, manifest, pack_name, report,
};
use crate::write::{Replacement, usable};

use super::front::Settled;
use super::joining::{Fault, Joining, join};
use super::links::{Target, links};
use super::meeting::refused;
use super::plan::{Held, Part, Plan};
use super::read::Read;
use super::{Written, spoken, told};
use crate::job::gone::Placed;
use crate::job::hash::Hashing;

/// Writes an edition, its manifest, its report and, where it is to be published, its record: all of them or none.
pub fn write(
    read: &Read<'_>,
    plan: &Plan<'_>,
    settled: &Settled,
    publish: bool,
    out: &mut Diagnostics,
) -> Option<Written> {
    let issue = &settled.issue;
    let name = pack_name(read.paper.stem(), issue.edition, issue.kind, issue.number);
    if !usable(&name, &Origin::file(read.meeting.file.as_str()), out) {
        return None;
    }
    let place = read.run.output.join(&name);
    let shown = read.run.office.shown(&place);
    let pack = Hashing::new(Replacement::start(&place, &shown, out)?);
    let (about, parts) = (about(read, issue), parts(plan, settled));
    let blank = &read.meeting.settings.blank;
    let joined = match join(pack, &about, &parts, &settled.layout, blank) {
        Ok(joined) => joined,
        Err(fault) => {
            failed(plan, settled, &shown, fault, out);
            return None;
        }
    };
    let (pack, sha256, bytes) = joined.out.finish();
    let file = PackFile {
        name,
        sha256,
        bytes,
    };
    tell_links(plan, settled, &joined.changed, out);
    if refused(read, out) {
        return None;
    }
    let papers = with_changes(&settled.papers, joined.changed);
    let made = Made {
        meeting: &read.meeting,
        issue,
        pieces: &settled.pieces,
        papers: &papers,
        layout: &settled.layout,
        joined: &joined.joined,
        file: &file,
        deadline: read.deadline.as_ref(),
        public: Some(read.records.public()),
    };
    let files = beside(read, made, pack, &place, publish, out)?;
    let names = files.iter().map(|file| file.shown().to_owned()).collect();
    let placed = files.iter().map(|file| Placed {
        path: file.place().to_owned(),
        bytes: None,
    });
    let placed = placed.collect();
    Replacement::finish(files, out).then_some(Written {
        files: names,
        placed,
        pages: joined.joined.pages,
        items: settled.layout.items.len(),
        people: attention(made),
    })
}

/// Starts what stands beside a pack: its manifest, its report and, where it is published, its record.
fn beside(
    read: &Read<'_>,
    made: Made<'_>,
    pack: Replacement,
    place: &Path,
    publish: bool,
    out: &mut Diagnostics,
) -> Option<Vec<Replacement>> {
    let mut files = vec![pack];
    for (ending, text) in [("json", manifest(made)), ("txt", report(made))] {
        let place = place.with_extension(ending);
        let shown = read.run.office.shown(&place);
        files.push(Replacement::with(&place, text.as_bytes(), &shown, out)?);
    }
    if publish {
        let on = read.run.today.unwrap_or(read.meeting.date);
        files.push(read.records.publish(made, on, out)?);
    }
    Some(files)
}

/// Adds to what is known of the pieces what was changed when they were joined.
fn with_changes(papers: &[PackedPaper], changed: Vec<Vec<Finding>>) -> Vec<PackedPaper> {
    let mut papers = papers.to_vec();
    for (paper, changed) in papers.iter_mut().zip(changed) {
        paper.findings.extend(changed);
    }
    papers
}

/// Returns what is joined, in the order of the pieces; nothing where a piece is withheld.
fn parts<'a>(plan: &'a Plan<'_>, settled: &'a Settled) -> Vec<Option<Joining<'a>>> {
    let before = settled.front.len();
    let phrases = &plan.meeting.settings.phrases;
    let front = settled.front.iter().enumerate().map(|(at, sheet)| {
        let phrase = match (at + 1 == before, settled.issue.kind) {
            (false, _) => "pack-cover",
            (true, PackKind::Agenda) => "pack-agenda",
            (true, PackKind::Supplement) => "pack-supplement",
            (true, PackKind::Revision) => "pack-revision",
        };
        let number = settled.issue.number.to_string();
        let title = phrases.say(phrase, &[("number", &number)]);
        Some(Joining {
            shown: "",
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
        let places = &settled.places[piece];
        let mut joining = joining(part, first, places, &targets, phrases);
        joining.entry.said = spoken::said(part, settled, piece, phrases);
        Some(joining)
    });
    front.chain(items).collect()
}

fn joining<'a>(
    part: &'a Part<'_>,
    first: bool,
    places: &[String],
    targets: &[Target<'_>],
    phrases: &Phrases,
) -> Joining<'a> {
    let say = |phrase: &str, title: &str| {
        phrases.say(phrase, &[("item", &part.item.number), ("title", title)])
    };
    let title = part.title();
    let (content, known, password) = match part.held {
        Held::Leaf(sheet) => (&sheet.content, &sheet.known, None),
        Held::Paper(_, source) => (&source.content, &source.known, source.password.as_deref()),
    };
    let links = match part.held {
        Held::Leaf(_) => Default::default(),
        Held::Paper(_, source) => links(source, targets),
    };
    let bookmark = match first {
        true => Some((say("pack-bookmark", &part.item.title), 0)),
        // The main paper is what its item's bookmark stands for.
        false => matches!(part.held, Held::Paper(1.., _)).then(|| (title.clone(), 1)),
    };
    Joining {
        shown: part.source().map_or("", |source| source.shown.as_str()),
        content,
        known,
        password,
        entry: Entry {
            title: say("pack-part", &title),
            bookmark: bookmark.map(|(title, level)| Bookmark { title, level }),
            places: places.to_vec(),
            links: links.known,
            withheld: links.withheld,
            ..Entry::default()
        },
    }
}

/// Lists the papers that links may lead to, or must not.
fn targets<'a>(plan: &'a Plan<'_>, settled: &'a Settled) -> Vec<Target<'a>> {
    let places = &settled.places[settled.front.len()..];
    let here = plan.parts.iter().zip(places).filter_map(|(part, places)| {
        Some(Target {
            source: part.source()?,
            place: places.last().map(String::as_str),
        })
    });
    let public = settled.issue.edition == Edition::Public;
    let beside = plan.beside.iter().filter(|_| public).filter_map(|part| {
        Some(Target {
            source: part.source()?,
            place: None,
        })
    });
    here.chain(beside).collect()
}

fn about(read: &Read<'_>, issue: &Issue) -> About {
    let (meeting, organisation) = (&read.meeting, &read.run.office.board.organisation);
    let phrases = &meeting.settings.phrases;
    About {
        title: title(phrases, issue),
        subject: phrases.say("pack-subject", &[]),
        author: organisation.name.clone(),
        language: organisation.language.clone(),
        date: meeting.date,
        words: Words {
            layers: phrases.say("pack-layers", &[]),
            scan: phrases.say("pack-scan", &[]),
        },
    }
}

/// Returns what a pack is called.
fn title(phrases: &Phrases, issue: &Issue) -> String {
    let phrase = match issue.kind {
        PackKind::Agenda => "pack-title",
        PackKind::Supplement => "pack-title-supplement",
        PackKind::Revision => "pack-title-revision",
    };
    let title = phrases.say(phrase, &[("number", &issue.number.to_string())]);
    match issue.edition {
        Edition::Public => title,
        Edition::Restricted => phrases.say("pack-title-restricted", &[("title", &title)]),
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
fn tell_links(plan: &Plan<'_>, settled: &Settled, changed: &[Vec<Finding>], out: &mut Diagnostics) {
    let changed = &changed[settled.front.len()..];
    for (part, changed) in plan.parts.iter().zip(changed) {
        let withheld = changed.iter().any(|of| of.what == What::LinksWithheld);
        let Some(wanted) = part.wanted().filter(|_| withheld) else {
            continue;
        };
        let message = format!(
            "links of {} to an exempt paper were taken out",
            wanted.called()
        );
        out.add(Code::LinkWithheld, wanted.origin(), message)
            .hint("check that the words around them give nothing away");
    }
}
