//! The table of counts.

use crate::diagnostic::Severity;
use crate::markup::Element;

use super::super::Findings;
use super::super::counts::WORST_FIRST;
use super::lead::Lead;
use super::{capital, link, wide};

impl Findings<'_> {
    /// Returns what there is of each severity, and a table of who has how much to look at.
    pub(super) fn counts(&self, leads: &[Lead<'_, '_>]) -> Vec<Element> {
        let there: Vec<Severity> = WORST_FIRST
            .into_iter()
            .filter(|severity| self.count(*severity) > 0)
            .collect();
        let tally = there.iter().map(|severity| self.said(*severity, leads));
        let list = Element::new("ul").set("class", "tally").with_all(tally);
        let mut all = vec![list];
        if Self::has_leads(leads) {
            all.push(Element::new("h2").with("Who has what to look at"));
            all.push(wide("Findings by lead officer", self.table(leads, &there)));
        }
        all
    }

    /// Says how many there are, with a link to the first.
    fn said(&self, severity: Severity, leads: &[Lead<'_, '_>]) -> Element {
        let (count, spread) = self.tally(severity).unwrap_or_default();
        let mut all = leads.iter().flat_map(|lead| &lead.findings);
        let first = all.find(|(_, finding)| finding.severity == severity);
        let number = first.map_or(1, |(number, _)| *number);
        let count = link(&format!("#finding-{number}"), count);
        Element::new("li")
            .with(sign(severity))
            .with(" ")
            .with(Element::new("strong").with(count))
            .with(format!(" {spread}: {}", meaning(severity)))
    }

    fn table(&self, leads: &[Lead<'_, '_>], there: &[Severity]) -> Element {
        let heading = |text: &str, class: &str| {
            Element::new("th")
                .set("scope", "col")
                .set("class", class)
                .with(text)
        };
        let columns = there
            .iter()
            .map(|severity| heading(&capital(&format!("{}s", severity.word())), "figure"));
        let head = Element::new("tr")
            .with(heading("Lead officer", "who"))
            .with_all(columns);
        let rows = leads.iter().enumerate().map(|(at, lead)| {
            row(
                lead.link(at),
                there.iter().map(|severity| lead.count(*severity)),
            )
        });
        let sum = row(
            Element::new("strong").with("All"),
            there.iter().map(|severity| self.count(*severity)),
        );
        Element::new("table")
            .with(Element::new("thead").with(head))
            .with(
                Element::new("tbody")
                    .with_all(rows)
                    .with(sum.set("class", "sum")),
            )
    }
}

fn row(name: Element, counts: impl Iterator<Item = usize>) -> Element {
    let cell = |count: usize| {
        Element::new("td")
            .set("class", "figure")
            .with(count.to_string())
    };
    Element::new("tr")
        .with(Element::new("th").set("scope", "row").with(name))
        .with_all(counts.map(cell))
}

/// What a severity asks for.
fn meaning(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "put these right first",
        Severity::Warning => "somebody should look",
        Severity::Note | Severity::Off => "worth knowing",
    }
}

/// Returns the mark of a severity: a shape of its own, for those who see no colours.
pub(super) fn sign(severity: Severity) -> Element {
    let shape = match severity {
        Severity::Error => "■",
        Severity::Warning => "▲",
        Severity::Note | Severity::Off => "●",
    };
    Element::new("span")
        .set("class", format!("sign {}", severity.word()))
        .set("aria-hidden", "true")
        .with(shape)
}

/// Returns a severity as a badge: its shape, its colour and its word.
pub(super) fn badge(severity: Severity) -> Element {
    Element::new("span")
        .set("class", format!("severity {}", severity.word()))
        .with(sign(severity))
        .with(" ")
        .with(capital(severity.word()))
}
