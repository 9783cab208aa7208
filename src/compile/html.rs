//! From a paper to one HTML page that needs nothing beside it.

use typst_html::{HtmlDocument, HtmlElement, HtmlNode, HtmlOptions};

use crate::diagnostic::{Code, Diagnostics};
use crate::markup::{Element, Node};

use super::world::PaperWorld;
use super::{Shared, Task, places, problems};

/// What the typesetter says of every page.
const UNDER_WAY: &str = "html export is under active development";

/// What it says of an element that only pages have, and what can be done about it.
const IGNORED: &str = "was ignored during HTML export";
const ON_PAGES: &str =
    "put `if not is-html { … }` around what is for pages only; `/lib.typ` brings `is-html`";

/// A paper as an HTML page.
#[derive(Clone, Debug)]
pub struct Html {
    /// The page's text.
    pub page: String,
    /// The same page as a tree.
    pub tree: Element,
}

/// Compiles a paper to HTML; every fault is reported, and a paper with faults is not given.
pub fn html(shared: &Shared, task: &Task<'_>, out: &mut Diagnostics) -> Option<Html> {
    let world = PaperWorld::for_html(shared, task);
    let mut compiled = typst::compile::<HtmlDocument>(&world);
    compiled
        .warnings
        .retain(|warning| !warning.message.starts_with(UNDER_WAY));
    for warning in compiled.warnings.make_mut() {
        if warning.message.ends_with(IGNORED) {
            warning.hint(ON_PAGES);
        }
    }
    problems::report(&compiled.warnings, Code::TemplateWarning, &world, task, out);
    let page = compiled.output.and_then(|document| {
        let page = typst_html::html(&document, &HtmlOptions { pretty: true })?;
        Ok((page, element(document.root())))
    });
    match page {
        Ok((page, tree)) => {
            places::inspect(&tree, task, out);
            Some(Html { page, tree })
        }
        Err(errors) => {
            problems::report(&errors, Code::TemplateFault, &world, task, out);
            None
        }
    }
}

/// Takes an element out of the typesetter's tree into ours.
fn element(from: &HtmlElement) -> Element {
    let attributes = from.attrs.0.iter();
    Element {
        tag: from.tag.resolve().to_string(),
        attributes: attributes
            .map(|(name, value)| (name.resolve().to_string(), value.to_string()))
            .collect(),
        children: from.children.iter().filter_map(node).collect(),
    }
}

fn node(from: &HtmlNode) -> Option<Node> {
    match from {
        HtmlNode::Tag(_) => None,
        HtmlNode::Text(text, _) => Some(Node::Text(text.to_string())),
        HtmlNode::Element(inner) => Some(Node::Element(element(inner))),
        // A drawing: what it shows is said by what stands around it.
        HtmlNode::Frame(frame) => Some(Node::Element(Element {
            tag: "svg".to_owned(),
            attributes: frame
                .id
                .iter()
                .map(|id| ("id".to_owned(), id.to_string()))
                .collect(),
            children: Vec::new(),
        })),
    }
}
