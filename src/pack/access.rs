//! What keeps a pack from being accessible, and from being kept on record, in plain words.

use std::collections::BTreeSet;

use crate::join::{Finding, Hindrance, What};

use super::attention::{all_papers, called};
use super::found::place;
use super::made::{Made, Placed};
use super::manifest::standards;
use super::words::{Weight, listed, sentence, told, words};
use super::wrapped::Text;
use super::{AgendaItem, PaperSource};

/// Says which standards a pack claims, which papers keep it from others, and what the clerk can do.
pub(super) fn accessibility(made: Made<'_>, text: &mut Text) {
    text.heading("Accessibility and records");
    text.paragraph(&met(made));
    let papers = keeping(made);
    let mut advised = BTreeSet::new();
    for (item, placed) in &papers {
        let (paper, pages) = (called(item, placed), placed.pages.in_words());
        let but = match only_for_the_record(placed) {
            true => ", accessible but not fit for the record",
            false => "",
        };
        text.paragraph(&format!("{paper} ({pages}){but}:"));
        let barriers = barriers(placed).into_iter();
        let said = barriers.map(|finding| barrier(made, placed, finding, &mut advised));
        text.bullets(&said.collect::<Vec<_>>());
    }
    let own = own(made, papers.is_empty());
    if !own.is_empty() {
        text.paragraph("In the pack itself:");
        text.bullets(&own);
    }
}

/// Says what keeps people or archives out of a paper, and what can be done: once, since that is the same for all papers.
fn barrier(
    made: Made<'_>,
    placed: &Placed<'_>,
    finding: &Finding,
    advised: &mut BTreeSet<What>,
) -> String {
    let place = place(made, placed, finding);
    let place = place.map_or(String::new(), |place| format!(": {place}"));
    let what = sentence(&told(finding.what, finding.count));
    let advice = match advised.insert(finding.what) {
        true => words(finding.what).advice,
        false => "What to do is said above.",
    };
    format!("{what}{place}. {advice}")
}

/// Says what keeps the pack from a standard, apart from what its papers do.
fn own(made: Made<'_>, no_paper: bool) -> Vec<String> {
    let claims = &made.joined.claims;
    let said = |own: &Hindrance| match own {
        Hindrance::MixedHeadings => Some(
            "Some papers say how deep their headings go, and some do not. One PDF must not mix the two (PDF/UA-1).",
        ),
        Hindrance::Newer => Some(
            "A paper is in PDF 2.0, which is newer than these standards. Ask its author for PDF 1.7.",
        ),
        // Each paper without a profile is told of.
        Hindrance::NoProfile => {
            no_paper.then_some("No page says how its colours are meant (PDF/A-2).")
        }
    };
    let own: Vec<&str> = made.joined.own.iter().filter_map(said).collect();
    let silent = no_paper && own.is_empty() && (claims.ua.is_none() || claims.archival.is_none());
    let sheets = "The office has its own papers made to other standards: see `standards` in `data/board.toml`.";
    let own = own.into_iter().chain(silent.then_some(sheets));
    own.map(str::to_owned).collect()
}

/// Says which standards the pack claims.
fn met(made: Made<'_>) -> String {
    let claims = &made.joined.claims;
    match (claims.ua, claims.archival) {
        (Some(_), Some(_)) => format!(
            "This pack is made to {}: it can be read aloud, and it can be kept on record.",
            listed(&standards(claims))
        ),
        (Some(_), None) => "This pack is made to PDF/UA-1, the standard for accessible PDFs, but not to PDF/A-2, the standard for PDFs that are kept on record.".to_owned(),
        (None, Some(_)) => format!(
            "This pack is made to {} and can be kept on record, but it is not accessible to everyone: it does not meet PDF/UA-1.",
            listed(&standards(claims))
        ),
        (None, None) => "This pack opens and prints as it should, but it is not accessible to everyone (PDF/UA-1), and it is not fit to be kept on record (PDF/A-2). One paper is enough for that.".to_owned(),
    }
}

/// Returns the papers that keep the pack from a standard.
fn keeping(made: Made<'_>) -> Vec<(&AgendaItem, Placed<'_>)> {
    let mut papers = all_papers(made);
    papers.retain(|(_, placed)| !barriers(placed).is_empty());
    papers
}

/// Returns what keeps people or archives out of a paper; that it claims no standard is told only where nothing says why.
fn barriers<'a>(placed: &Placed<'a>) -> Vec<&'a Finding> {
    let findings = placed.paper.findings.iter();
    let found: Vec<&Finding> = findings
        .filter(|finding| words(finding.what).weight == Weight::Access)
        .collect();
    let any = |those: &[What]| found.iter().any(|finding| those.contains(&finding.what));
    let (unread, unkept) = (any(&TELL_WHY_NOT_UA), any(&[What::FontsMissing]));
    let ours = placed.paper.source == PaperSource::Ours;
    let told = |finding: &&Finding| match finding.what {
        // What the office's own papers are made to is its own setting.
        What::NotUa => !unread && !ours,
        What::NotArchival => !unkept && !ours,
        _ => true,
    };
    let mut told: Vec<&Finding> = found.iter().copied().filter(told).collect();
    told.sort_by_key(|finding| finding.what);
    told
}

/// What says why a paper is not accessible.
const TELL_WHY_NOT_UA: [What; 4] = [
    What::PagesWithoutText,
    What::NotTagged,
    What::FiguresWithoutAlt,
    What::NoLanguage,
];

/// Returns whether something keeps people out, and not only archives.
pub fn keeps_people_out(what: What) -> bool {
    what == What::NotUa || TELL_WHY_NOT_UA.contains(&what)
}

fn only_for_the_record(placed: &Placed<'_>) -> bool {
    let mut findings = placed.paper.findings.iter();
    !findings.any(|finding| keeps_people_out(finding.what))
}

/// Returns how many papers keep the pack from being accessible.
pub(super) fn inaccessible(made: Made<'_>) -> usize {
    let papers = all_papers(made).into_iter();
    papers
        .filter(|(_, placed)| !only_for_the_record(placed))
        .count()
}
