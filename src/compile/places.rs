//! What the links of a page lead to: every place is there, and once.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostics};
use crate::markup::Element;
use crate::model::Origin;

use super::Task;

/// Reports links inside a page that lead nowhere, and places of one name.
pub fn inspect(page: &Element, task: &Task<'_>, out: &mut Diagnostics) {
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    let mut links: BTreeMap<&str, usize> = BTreeMap::new();
    page.visit(&mut |element| {
        if let Some(id) = element.get("id") {
            *places.entry(id).or_default() += 1;
        }
        if let Some(id) = element.get("href").and_then(|to| to.strip_prefix('#')) {
            *links.entry(id).or_default() += 1;
        }
    });
    let mut add = |message: String, hint: &str| {
        out.add(Code::PagePlaces, Origin::file(task.paper), message)
            .hint(hint);
    };
    for id in links.keys().filter(|id| !places.contains_key(*id)) {
        add(
            format!("a link of the HTML page leads to `#{id}`, which is not there"),
            "give the place this `id` in the template that draws it, or take the link out",
        );
    }
    for (id, _) in places.iter().filter(|(_, count)| **count > 1) {
        add(
            format!("the HTML page has two places with the id `{id}`"),
            "give one of them another `id` in the template that draws it",
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markup::Node;

    fn element(tag: &str, name: &str, value: &str) -> Node {
        Node::Element(Element {
            tag: tag.to_owned(),
            attributes: vec![(name.to_owned(), value.to_owned())],
            children: Vec::new(),
        })
    }

    #[test]
    fn links_lead_to_one_place_each() {
        let places = [("p", "id", "one"), ("p", "id", "two"), ("h2", "id", "two")];
        let links = [
            ("a", "href", "#one"),
            ("a", "href", "#three"),
            ("a", "href", "x.html"),
        ];
        let parts = places.iter().chain(&links);
        let page = Element {
            tag: "body".to_owned(),
            attributes: Vec::new(),
            children: parts
                .map(|(tag, name, value)| element(tag, name, value))
                .collect(),
        };
        let mut out = Diagnostics::default();
        let standards = super::super::Standards::new(&[], &Origin::file("board.toml"), &mut out)
            .expect("no standard is a list of standards");
        let date = crate::model::Date {
            year: 2026,
            month: 6,
            day: 30,
        };
        let task = Task {
            entry: "",
            model: "",
            images: &[],
            date,
            paper: "data/paper.toml",
            standards: &standards,
        };
        inspect(&page, &task, &mut out);
        let messages: Vec<&str> = out.iter().map(|problem| problem.message.as_str()).collect();
        assert_eq!(
            messages,
            [
                "a link of the HTML page leads to `#three`, which is not there",
                "the HTML page has two places with the id `two`",
            ]
        );
    }
}
