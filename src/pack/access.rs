//! What keeps a pack from being accessible, and from being kept on record, in plain words.

use crate::join::{Finding, What};

use super::AgendaItem;
use super::attention::{all_papers, called};
use super::found::place;
use super::made::{Made, Placed};
use super::manifest::standards;
use super::words::{Weight, listed, sentence, told, words};
use super::wrapped::Text;

/// Says which standards a pack claims, which papers keep it from others, and what the clerk can do.
pub(super) fn accessibility(made: Made<'_>, text: &mut Text) {
    text.heading("Accessibility and records");
    text.paragraph(&met(made));
    for (item, placed) in keeping(made) {
        let paper = called(item, &placed);
        text.paragraph(&format!("{paper} ({}):", placed.pages.in_words()));
        let mut said = Vec::new();
        for finding in barriers(&placed) {
            let place = place(made, &placed, finding);
            let place = place.map_or(String::new(), |place| format!(": {place}"));
            let what = sentence(&told(finding.what, finding.count));
            let advice = words(finding.what).advice;
            said.push(format!("{what}{place}. {advice}"));
        }
        text.bullets(&said);
    }
    let claims = standards(&made.joined.claims);
    if claims.len() < 2 && !made.joined.reasons.is_empty() {
        text.paragraph("In the pack itself:");
        let reasons = made.joined.reasons.iter();
        text.bullets(&reasons.map(|reason| sentence(reason)).collect::<Vec<_>>());
    }
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
    let told = |finding: &&Finding| match finding.what {
        What::NotUa => !unread,
        What::NotArchival => !unkept,
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

/// Returns how many papers keep the pack from being accessible.
pub(super) fn inaccessible(made: Made<'_>) -> usize {
    let keeps =
        |finding: &Finding| finding.what == What::NotUa || TELL_WHY_NOT_UA.contains(&finding.what);
    let papers = all_papers(made).into_iter();
    papers
        .filter(|(_, placed)| placed.paper.findings.iter().any(keeps))
        .count()
}
