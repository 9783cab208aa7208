//! The manifest of a pack: what it holds, with hashes, for programs and for the record.

use serde::Serialize;

use crate::join::{Claims, What};
use crate::model::{Edition, PackKind};

use super::attention::attention;
use super::found::labels;
use super::made::{Made, PaperSource, Placed};
use super::sheet::exemption;
use super::{AgendaItem, PieceKind, history};

/// Returns the manifest as JSON: the same for the same pack, to the byte.
///
/// It has no paths but names below the output folder and those in the meeting's file, and no time. Of withheld papers it
/// has nothing.
pub fn manifest(made: Made<'_>) -> String {
    let json = serde_json::to_string_pretty(&of(made)).unwrap_or_default();
    format!("{json}\n")
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Manifest<'a> {
    program: &'static str,
    program_version: &'static str,
    meeting: &'a str,
    board: &'a str,
    date: String,
    edition: Edition,
    kind: PackKind,
    number: u32,
    file: &'a str,
    sha256: &'a str,
    bytes: u64,
    pages: usize,
    first_label: String,
    last_label: String,
    /// The standards that the pack claims.
    standards: Vec<String>,
    /// Why it claims no others.
    reasons: &'a [String],
    last_day_to_publish: Option<Deadline<'a>>,
    items: Vec<Item<'a>>,
    changes: &'a [String],
    /// What needs a person.
    attention: Vec<String>,
}

#[derive(Serialize)]
struct Deadline<'a> {
    date: String,
    rule: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Item<'a> {
    number: &'a str,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    state: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    exempt: Option<&'a str>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    withheld: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pages: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    papers: Vec<Paper<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Paper<'a> {
    title: &'a str,
    appendix: bool,
    file: Option<&'a str>,
    sha256: &'a str,
    source: PaperSource,
    length: usize,
    first_label: String,
    last_label: String,
    standards: Vec<String>,
    tagged: bool,
    findings: Vec<Found>,
}

#[derive(Serialize)]
struct Found {
    what: What,
    count: usize,
    /// Pages of the paper, from 1.
    pages: Vec<usize>,
    /// The same pages as the pack numbers them.
    labels: Vec<String>,
}

fn of(made: Made<'_>) -> Manifest<'_> {
    let mut labels = made
        .layout
        .leaves
        .iter()
        .map(|leaf| leaf.marks.label.said());
    let mut named = labels.by_ref().filter(|label| !label.is_empty());
    let first_label = named.next().unwrap_or_default();
    let last_label = named.last().unwrap_or_else(|| first_label.clone());
    Manifest {
        program: env!("CARGO_PKG_NAME"),
        program_version: env!("CARGO_PKG_VERSION"),
        meeting: &made.meeting.file,
        board: &made.meeting.board,
        date: made.meeting.date.iso(),
        edition: made.issue.edition,
        kind: made.issue.kind,
        number: made.issue.number,
        file: &made.file.name,
        sha256: &made.file.sha256,
        bytes: made.file.bytes,
        pages: made.pages(),
        first_label,
        last_label,
        standards: standards(&made.joined.claims),
        reasons: &made.joined.reasons,
        last_day_to_publish: made.deadline.map(|deadline| Deadline {
            date: deadline.date.iso(),
            rule: &deadline.rule,
        }),
        items: made.items().map(|item| item_of(made, item)).collect(),
        changes: &made.issue.changes,
        attention: attention(made),
    }
}

fn item_of<'a>(made: Made<'a>, item: &'a AgendaItem) -> Item<'a> {
    let pages = made.layout.items.get(&item.id);
    let papers = made.papers_of(item);
    Item {
        number: &item.number,
        title: &item.title,
        state: item.state.map(history::said),
        exempt: exemption(item).map(|exempt| exempt.paragraphs.as_str()),
        withheld: made.withholds(item),
        pages: pages.map(|pages| pages.said()),
        papers: papers.into_iter().map(|of| paper(made, of)).collect(),
    }
}

fn paper<'a>(made: Made<'a>, placed: Placed<'a>) -> Paper<'a> {
    let known = placed.paper;
    let found = known.findings.iter().map(|finding| Found {
        what: finding.what,
        count: finding.count,
        pages: finding.pages.clone(),
        labels: labels(made, &placed, finding)
            .into_iter()
            .map(|label| label.said())
            .collect(),
    });
    Paper {
        title: &known.title,
        appendix: placed.piece.kind == PieceKind::Appendix,
        file: known.file.as_deref(),
        sha256: &known.sha256,
        source: known.source,
        length: placed.piece.pages,
        first_label: placed.pages.first.said(),
        last_label: placed.pages.last.said(),
        standards: standards(&known.claims),
        tagged: known.claims.tagged,
        findings: found.collect(),
    }
}

/// Returns the standards that a PDF claims, such as `PDF/UA-1` and `PDF/A-2a`.
pub(super) fn standards(claims: &Claims) -> Vec<String> {
    let ua = claims.ua.map(|part| format!("PDF/UA-{part}"));
    let archival = claims.archival;
    let archival = archival.map(|(part, level)| format!("PDF/A-{part}{}", level.to_lowercase()));
    ua.into_iter().chain(archival).collect()
}
