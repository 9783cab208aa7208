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
    let mut examples = 0;
    let mut part = |node: Node| match node {
        Node::Element(element) if ["pre", "table"].contains(&element.tag.as_str()) => {
            examples += 1;
            wide(&format!("{code}, example {examples}"), element).into()
        }
        other => other,
    };
    let title = format!("{code}: {}", code.summary());
    let parts: Vec<Node> = Page::of(code)
        .elements()
        .into_iter()
        .map(&mut part)
        .collect();
    Element::new("section")
        .with(Element::new("h3").set("id", code.to_string()).with(title))
        .with_all(parts)
        .with(back(numbers))
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
