//! Links that lead to nothing in a pack: in which papers, on which pages, and where they wanted to go.

use crate::join::{Dangling, Finding, What};
use crate::model::Edition;

use super::AgendaItem;
use super::attention::{all_papers, called};
use super::found::place;
use super::made::{Made, Placed};
use super::sheet::exemption;
use super::words::{counted, listed};

/// Says which papers have links that lead nowhere, a paragraph each.
pub(super) fn dangling(made: Made<'_>) -> Vec<String> {
    let parts = parts(made);
    let papers = all_papers(made).into_iter();
    papers
        .filter_map(|(item, placed)| {
            let links = of(made, &parts, &placed);
            (!links.is_empty()).then(|| said(made, (item, &placed), &links))
        })
        .collect()
}

/// Returns whether a paper is told to have links that lead nowhere.
pub(super) fn dangles(made: Made<'_>, placed: &Placed<'_>) -> bool {
    !of(made, &parts(made), placed).is_empty()
}

/// Returns the pieces that were joined, in their order.
fn parts(made: Made<'_>) -> Vec<usize> {
    let joined = |run: &[super::Leaf]| run.iter().any(|leaf| leaf.page.is_some());
    let runs = made.layout.runs().filter(|(_, run)| joined(run));
    runs.map(|(piece, _)| piece).collect()
}

fn of<'a>(made: Made<'a>, parts: &[usize], placed: &Placed<'_>) -> Vec<&'a Dangling> {
    let links = made.joined.dangling.iter();
    links
        .filter(|link| parts.get(link.part) == Some(&placed.at))
        .collect()
}

fn said(made: Made<'_>, (item, placed): (&AgendaItem, &Placed<'_>), links: &[&Dangling]) -> String {
    let (lead, advice) = match links.len() {
        1 => (
            "leads",
            "Its words are still there. If readers need what it leads to, add that as an appendix.",
        ),
        _ => (
            "lead",
            "Their words are still there. If readers need what they lead to, add that as an appendix.",
        ),
    };
    let links_said = match links.len() {
        1 => "A link".to_owned(),
        several => counted(several, "link", "links"),
    };
    let place = place(made, placed, &on_pages(links));
    let place = place.map_or(String::new(), |place| format!(": {place}"));
    let (paper, to) = (called(item, placed), to(made, links));
    format!("{paper}. {links_said} {lead} to nothing in this pack{place}{to}. {advice}")
}

/// Returns links as what is found on their pages.
fn on_pages(links: &[&Dangling]) -> Finding {
    let mut pages: Vec<usize> = links.iter().map(|link| link.page).collect();
    pages.sort_unstable();
    pages.dedup();
    Finding {
        what: What::LinksRemoved,
        pages,
        count: links.len(),
    }
}

/// Returns where links wanted to go, as far as that may be said.
fn to(made: Made<'_>, links: &[&Dangling]) -> String {
    let mut to: Vec<String> = Vec::new();
    for link in links.iter().filter(|link| may_be_said(made, &link.to)) {
        let said = format!("`{}`", link.to);
        if !to.contains(&said) {
            to.push(said);
        }
    }
    match to.is_empty() {
        true => String::new(),
        false => format!(", to {}", listed(&to)),
    }
}

/// Returns whether an address may be told: for the public, where there are exempt papers, only a name of an open paper.
///
/// The name of any other may be one of an exempt paper, whether or not the meeting calls it the same.
fn may_be_said(made: Made<'_>, address: &str) -> bool {
    let items = || made.meeting.items.iter();
    let exempt = |item: &&AgendaItem| exemption(item).is_some();
    let named = |item: &AgendaItem| {
        let mut papers = item.papers.iter();
        papers.any(|paper| bare(&paper.file) == bare(address))
    };
    let secrets = items().any(|item| exempt(&item) && !item.papers.is_empty());
    made.issue.edition == Edition::Restricted
        || !secrets
        || (items().any(|item| !exempt(&item) && named(item))
            && !items().any(|item| exempt(&item) && named(item)))
}

/// Returns the name of a file without its folders and its ending.
fn bare(address: &str) -> String {
    let file = address.split(['#', '?']).next().unwrap_or_default();
    let file = file.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    stem.replace("%20", " ").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::super::samples::{Sample, exempt, item, meeting, paper};
    use super::super::{Access, Issue};
    use super::*;

    /// Returns what is said of a link from the first item to an address.
    fn told(edition: Edition, to: &str) -> String {
        let mut meeting = meeting(vec![item("1", "Plan"), item("2", "Tender")]);
        meeting.items[0].papers = vec![paper("papers/estates plan.docx", "Plan")];
        meeting.items[1].access = Access::Exempt(exempt());
        meeting.items[1].papers = vec![paper("papers/bids.docx", "Bids")];
        let mut sample = Sample::new(meeting, Issue::agenda(edition))
            .paper("1", 2, "Plan", "p1")
            .first();
        sample.joined.dangling = vec![Dangling {
            to: to.to_owned(),
            part: 1,
            page: 2,
        }];
        dangling(sample.made()).join("\n")
    }

    #[test]
    fn the_public_hears_of_names_of_open_papers_only() {
        let public = |to| told(Edition::Public, to);
        let start = "Item 1, “Plan”. A link leads to nothing in this pack: page 2 of the paper (page 4 of the pack)";
        assert!(public("../Estates%20Plan.pdf#map").starts_with(&format!(
            "{start}, to `../Estates%20Plan.pdf#map`. Its words"
        )));
        for secret in ["bids.pdf", "bids-final.docx", "papers/BIDS.docx#page=2"] {
            assert!(public(secret).starts_with(&format!("{start}. Its words")));
        }
        assert!(told(Edition::Restricted, "bids-final.docx").contains("to `bids-final.docx`"));
    }
}
