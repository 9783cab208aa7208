//! What the codes mean that were found.

use std::collections::BTreeMap;

use crate::diagnostic::Code;
use crate::markup::{Element, Node};

use super::super::{Findings, Page};
use super::{link, wide};

impl Findings<'_> {
    /// Returns the explanations, each with links back to its findings.
    pub(super) fn appendix(&self) -> Element {
        let mut found: BTreeMap<Code, Vec<usize>> = BTreeMap::new();
        let leads = self.leads();
        for (number, finding) in leads.iter().flat_map(|lead| &lead.findings) {
            found.entry(finding.problem.code).or_default().push(*number);
        }
        Element::new("section")
            .set("aria-labelledby", "codes")
            .set("class", "codes")
            .with(
                Element::new("h2")
                    .set("id", "codes")
                    .with("What the codes mean"),
            )
            .with_all(
                found
                    .iter()
                    .map(|(code, numbers)| explained(*code, numbers)),
            )
    }
}

fn explained(code: Code, numbers: &[usize]) -> Element {
    let title = format!("{code}: {}", code.summary());
    let mut section =
        Element::new("section").with(Element::new("h3").set("id", code.to_string()).with(title));
    for (at, node) in Page::of(code).elements().into_iter().enumerate() {
        section = match node {
            Node::Element(shown) if ["pre", "table"].contains(&shown.tag.as_str()) => section
                .with(Element::new("p").set("class", "example").with("Such as:"))
                .with(wide(&format!("Example {at} of {code}"), shown)),
            other => section.with(other),
        };
    }
    section.with(back(numbers))
}

fn back(numbers: &[usize]) -> Element {
    let mut line = Element::new("p").set("class", "quiet").with("See ");
    for (at, number) in numbers.iter().enumerate() {
        let between = if at == 0 { "" } else { ", " };
        let to = format!("#finding-{number}");
        line = line
            .with(between)
            .with(link(&to, format!("finding {number}")));
    }
    line.with(".")
}
