//! Findings as one page to send to a colleague: counts, then by lead officer, then what the codes mean.
//!
//! It needs nothing beside it, runs no scripts, and looks like the house's papers in HTML.

mod appendix;
mod counts;
mod finding;
mod lead;

use crate::diagnostic::Severity;
use crate::markup::{Element, Node, page_head};
use crate::model::counted;

use super::Findings;

/// The house's colours by day and by night; the rest of its looks are those of papers in HTML.
const COLOURS: &str = include_str!("colours.css");
const HOUSE: &str = include_str!("../../../templates/html/page.css");
const OWN: &str = include_str!("page.css");

/// A finding with its number on the page.
type Numbered<'f, 'a> = (usize, &'f super::Finding<'a>);

impl Findings<'_> {
    /// Returns the page.
    pub fn html(&self) -> String {
        let body = Element::new("body")
            .with(link("#main", "Skip to the findings").set("class", "skip"))
            .with(self.masthead())
            .with(self.main());
        let page = Element::new("html").set("lang", "en-GB");
        page.with(self.head()).with(body).to_page()
    }

    fn head(&self) -> Element {
        let title = match self.organisation {
            Some(name) => format!("{}: {name}", self.title()),
            None => self.title().to_owned(),
        };
        page_head(title, &[COLOURS, HOUSE, OWN])
    }

    fn title(&self) -> &'static str {
        let serious = |finding: &super::Finding<'_>| finding.severity < Severity::Note;
        match self.list.is_empty() {
            true => "Nothing to put right",
            false if self.list.iter().any(serious) => "What to put right in the papers",
            false => "What to know about the papers",
        }
    }

    fn masthead(&self) -> Element {
        let office = self.organisation.map(|name| {
            let name = Element::new("p").with(Element::new("strong").with(name));
            Element::new("div").set("class", "letterhead").with(name)
        });
        let checked = counted(self.papers.checked, "paper");
        let under = match (self.papers.with_any, self.papers.checked) {
            (0, _) => format!("{checked} checked"),
            (1, 1) => "In the paper that was checked".to_owned(),
            (with, _) => format!("In {with} of {checked}"),
        };
        Element::new("header")
            .set("class", "masthead")
            .with_all(office)
            .with(Element::new("h1").with(self.title()))
            .with(Element::new("p").set("class", "subtitle").with(under))
    }

    fn main(&self) -> Element {
        let main = Element::new("main").set("id", "main");
        if self.list.is_empty() {
            return main
                .with(Element::new("p").with("Nothing was found that somebody should look at."));
        }
        let leads = self.leads();
        main.with(Element::new("p").with(
            "Each finding says where it stands and what to do. Put it right in the workbook or file that it names: \
             papers are made from those, so a paper that is changed by hand will be wrong again. In the words below \
             a finding, those that it is about are ",
        ).with(Element::new("mark").with("marked")).with("."))
            .with_all(self.counts(&leads))
            .with_all(leads.iter().enumerate().map(|(at, lead)| lead.section(at)))
            .with(self.appendix())
    }
}

/// Makes a link.
fn link(to: &str, words: impl Into<Node>) -> Element {
    Element::new("a").set("href", to).with(words)
}

/// Makes an area that scrolls by itself where it is wider than the screen, and can be scrolled with the keyboard.
fn wide(label: &str, of: Element) -> Element {
    Element::new("div")
        .set("class", "wide")
        .set("role", "region")
        .set("aria-label", label)
        .set("tabindex", "0")
        .with(of)
}

/// Returns a message with its literals as code.
fn message(text: &str) -> Vec<Node> {
    let parts = text.split('`').enumerate();
    let some = parts.filter(|(_, part)| !part.is_empty());
    some.map(|(at, part)| match at % 2 {
        0 => part.into(),
        _ => Element::new("code").with(part).into(),
    })
    .collect()
}

/// Returns a text with a capital at its start.
fn capital(text: &str) -> String {
    let mut signs = text.chars();
    match signs.next() {
        Some(first) => first.to_uppercase().chain(signs).collect(),
        None => String::new(),
    }
}
