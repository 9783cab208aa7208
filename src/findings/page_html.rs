//! A page of `docs/problems.md` as a tree.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::markup::{Element, Node};

use super::Page;

impl Page {
    /// Returns the page as elements. Links to other documents are left as words: there is nothing beside the page.
    pub fn elements(self) -> Vec<Node> {
        let mut open = vec![Element::new("div")];
        for event in Parser::new_ext(self.markdown, Options::ENABLE_TABLES) {
            take(event, &mut open);
        }
        open.pop().map(|page| page.children).unwrap_or_default()
    }
}

fn take(event: Event<'_>, open: &mut Vec<Element>) {
    match event {
        Event::Start(tag) => open.push(Element::new(name(&tag))),
        Event::End(end) => close(end, open),
        Event::Code(text) => add(Element::new("code").with(&*text), open),
        Event::Text(text) => add(&*text, open),
        Event::SoftBreak | Event::HardBreak => add(" ", open),
        _ => {}
    }
}

/// Ends the element that was opened last; one that is no element of its own leaves what stood in it.
fn close(end: TagEnd, open: &mut Vec<Element>) {
    let Some(ended) = open.pop() else { return };
    match end {
        TagEnd::CodeBlock => add(
            Element::new("pre").with(Element::new("code").with_all(ended.children)),
            open,
        ),
        _ if ended.tag.is_empty() => ended.children.into_iter().for_each(|node| add(node, open)),
        _ => add(ended, open),
    }
}

fn add(node: impl Into<Node>, open: &mut [Element]) {
    if let Some(parent) = open.last_mut() {
        parent.children.push(node.into());
    }
}

fn name(tag: &Tag<'_>) -> &'static str {
    match tag {
        Tag::Paragraph => "p",
        Tag::CodeBlock(_) => "pre",
        Tag::List(Some(_)) => "ol",
        Tag::List(None) => "ul",
        Tag::Item => "li",
        Tag::Strong => "strong",
        Tag::Emphasis => "em",
        Tag::Table(_) => "table",
        Tag::TableHead | Tag::TableRow => "tr",
        Tag::TableCell => "td",
        Tag::BlockQuote(_) => "blockquote",
        _ => "",
    }
}
