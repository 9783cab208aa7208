//! The report of a pack in plain words, for the clerk.

use crate::join::{Finding, What};
use crate::model::{Edition, PackKind};

use super::access::{accessibility, inaccessible};
use super::attention::{all_papers, attention, called};
use super::dangling::dangles;
use super::found::place;
use super::made::{Made, Placed};
use super::sheet::exemption;
use super::words::{Weight, counted, listed, told, words};
use super::wrapped::Text;
use super::{AgendaItem, ItemState};

/// Returns the report of a pack as plain text, in lines of 78 characters at most.
///
/// Of withheld papers it says nothing but that they are.
pub fn report(made: Made<'_>) -> String {
    let mut text = Text::default();
    let attention = attention(made);
    head(made, &attention, &mut text);
    if !attention.is_empty() {
        text.heading("Look at this before you publish");
        text.numbered(&attention);
    }
    if !made.issue.changes.is_empty() {
        text.heading("What changed");
        text.bullets(&made.issue.changes);
    }
    handled(made, &mut text);
    accessibility(made, &mut text);
    dates(made, &mut text);
    items(made, &mut text);
    editions(made, &mut text);
    text.ended()
}

fn head(made: Made<'_>, attention: &[String], text: &mut Text) {
    let number = made.issue.number;
    let (what, edition) = match (made.issue.kind, made.issue.edition) {
        (PackKind::Agenda, edition) => ("Agenda pack".to_owned(), edition),
        (PackKind::Supplement, edition) => (format!("Supplement {number}"), edition),
        (PackKind::Revision, edition) => (format!("Revision {number}"), edition),
    };
    let edition = match edition {
        Edition::Public => "public edition",
        Edition::Restricted => "restricted edition",
    };
    text.title(&format!("{what}, {edition}"));
    text.paragraph(&format!("{}, {}", made.meeting.board, made.meeting.date));
    if made.issue.edition == Edition::Restricted {
        text.paragraph(
            "For members only: this report names papers that are exempt. Do not publish it.",
        );
    }
    text.paragraph(&format!("File: {}", made.file.name));
    text.paragraph(&format!("In short: {}", summary(made, attention)));
}

fn summary(made: Made<'_>, attention: &[String]) -> String {
    let pages = counted(made.pages(), "page", "pages");
    let items = counted(made.layout.items.len(), "item", "items");
    let person = match attention.len() {
        0 => "Nothing needs a person first.".to_owned(),
        1 => "1 thing needs a person before you publish.".to_owned(),
        several => format!("{several} things need a person before you publish."),
    };
    let met = match (accessible(made), inaccessible(made)) {
        (true, _) => "It is accessible (PDF/UA-1).".to_owned(),
        (false, 0) => "It does not claim to be accessible.".to_owned(),
        (false, papers) => {
            let papers = counted(papers, "paper keeps", "papers keep");
            format!("{papers} it from being accessible to everyone.")
        }
    };
    format!("{pages}, papers for {items}. {person} {met}")
}

fn accessible(made: Made<'_>) -> bool {
    made.joined.claims.ua.is_some()
}

/// Says what was taken out of papers, and what was changed.
fn handled(made: Made<'_>, text: &mut Text) {
    for (heading, weight) in [
        (
            "Taken out of papers, because a pack must not act",
            Weight::Removed,
        ),
        ("Changed, so that papers stay as they look", Weight::Changed),
    ] {
        let mut said = Vec::new();
        for (item, placed) in all_papers(made) {
            let findings = placed.paper.findings.iter();
            let told = |of: &&Finding| of.what == What::LinksRemoved && dangles(made, &placed);
            let findings = findings.filter(|of| words(of.what).weight == weight && !told(of));
            for finding in findings {
                said.push(told_of(made, item, &placed, finding));
            }
        }
        if !said.is_empty() {
            text.heading(heading);
            text.bullets(&said);
        }
    }
}

fn told_of(made: Made<'_>, item: &AgendaItem, placed: &Placed<'_>, finding: &Finding) -> String {
    let place = place(made, placed, finding);
    let place = place.map_or(String::new(), |place| format!(", on {place}"));
    let what = told(finding.what, finding.count);
    let advice = words(finding.what).advice;
    let paper = called(item, placed);
    format!("{paper}: {what}{place}. {advice}")
        .trim_end()
        .to_owned()
}

fn dates(made: Made<'_>, text: &mut Text) {
    if made.issue.kind != PackKind::Agenda {
        return;
    }
    text.heading("Dates");
    text.paragraph(&match made.deadline {
        Some(deadline) => format!(
            "The meeting is on {}. The last day to publish is {} ({}).",
            made.meeting.date, deadline.date, deadline.rule
        ),
        None => format!(
            "The meeting is on {}. The last day to publish is not known.",
            made.meeting.date
        ),
    });
}

fn items(made: Made<'_>, text: &mut Text) {
    text.heading("Items and pages");
    for item in made.items() {
        let pages = made.layout.items.get(&item.id).map(|pages| pages.said());
        let state = state(made, item).unwrap_or_default();
        let pages = pages.unwrap_or(state.to_owned());
        text.row(&item.number, &item.title, &pages);
        let papers = made.papers_of(item);
        for placed in &papers {
            if papers.len() > 1 || placed.paper.title != item.title {
                text.row(
                    "",
                    &format!("- {}", placed.paper.title),
                    &placed.pages.said(),
                );
            }
        }
    }
}

/// Says why there are no pages of an item.
fn state(made: Made<'_>, item: &AgendaItem) -> Option<&'static str> {
    Some(match item.state {
        _ if made.withholds(item) => "withheld",
        Some(ItemState::ToFollow) => "to follow",
        Some(ItemState::Verbal) => "verbal",
        Some(ItemState::Withdrawn) => "withdrawn",
        None => "no papers",
    })
}

/// Says what the other edition has.
fn editions(made: Made<'_>, text: &mut Text) {
    let exempt: Vec<String> = made
        .items()
        .filter(|item| exemption(item).is_some() && made.has_piece(item))
        .map(|item| item.number.clone())
        .collect();
    if exempt.is_empty() {
        return;
    }
    text.heading("Editions");
    let items = match exempt.len() {
        1 => format!("item {}", exempt[0]),
        _ => format!("items {}", listed(&exempt)),
    };
    let numbers = match made.meeting.settings.gap {
        true => " The page numbers of what is left out stay free, so that both editions agree.",
        false => {
            " The two editions do NOT have the same page numbers: `gap = false` makes the public one count on without the pages that are left out. A page number is only of use to those who have the same edition."
        }
    };
    text.paragraph(&match made.issue.edition {
        Edition::Public => format!(
            "This is the public edition. The papers of {items} are exempt and not in this file; members have them in the restricted edition.{numbers}"
        ),
        Edition::Restricted => format!(
            "This is the restricted edition, for members only. The papers of {items} are exempt; the public edition is made without them.{numbers}"
        ),
    });
}

#[cfg(test)]
#[path = "report_tests.rs"]
mod tests;
