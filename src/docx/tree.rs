//! Reading a page's tree.

use crate::markup::{Element, Node};

/// What stands in a line; every other element stands on its own.
const INLINE: [&str; 33] = [
    "a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "data", "del", "dfn", "em", "i", "img",
    "input", "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strong", "sub",
    "sup", "svg", "time", "u", "var", "wbr", "output",
];
/// What is for browsers only.
const UNSEEN: [&str; 7] = [
    "script", "style", "template", "head", "button", "link", "meta",
];

/// Returns whether an element has a class.
pub fn has_class(element: &Element, class: &str) -> bool {
    element
        .get("class")
        .is_some_and(|classes| classes.split_whitespace().any(|known| known == class))
}

/// Returns whether an element has a role.
pub fn has_role(element: &Element, role: &str) -> bool {
    element.get("role") == Some(role)
}

/// Returns whether an element is not for readers of a document.
pub fn is_left_out(element: &Element) -> bool {
    UNSEEN.contains(&element.tag.as_str())
        || element.get("aria-hidden") == Some("true")
        || has_class(element, "skip")
        || has_role(element, "doc-backlink")
}

/// Returns whether a node stands in a line.
pub fn is_inline(node: &Node) -> bool {
    match node {
        Node::Text(_) => true,
        Node::Element(element) => {
            is_drawing(element) || (INLINE.contains(&element.tag.as_str()) && !holds_block(element))
        }
    }
}

/// Returns whether an element is a drawing that is told in words.
pub fn is_drawing(element: &Element) -> bool {
    element.tag != "img" && has_role(element, "img") && element.get("aria-label").is_some()
}

/// Returns whether a block stands in an element of a line, such as a link around a heading.
fn holds_block(element: &Element) -> bool {
    element.tag != "svg"
        && children(element)
            .any(|child| !INLINE.contains(&child.tag.as_str()) || holds_block(child))
}

/// Lists an element's elements.
pub fn children(element: &Element) -> impl Iterator<Item = &Element> {
    element.children.iter().filter_map(|node| match node {
        Node::Element(element) => Some(element),
        Node::Text(_) => None,
    })
}

/// Lists an element and all below it, in document order.
pub fn all(element: &Element) -> Vec<&Element> {
    let mut found = Vec::new();
    let mut open = vec![element];
    while let Some(element) = open.pop() {
        found.push(element);
        open.extend(children(element).collect::<Vec<_>>().into_iter().rev());
    }
    found
}

/// Finds the first element of a name, the given one included.
pub fn find<'a>(element: &'a Element, tag: &str) -> Option<&'a Element> {
    all(element).into_iter().find(|element| element.tag == tag)
}

/// Returns a heading's level, from 1.
pub fn heading_level(element: &Element) -> Option<usize> {
    let level = element.tag.strip_prefix('h')?.parse().ok()?;
    (1..=6).contains(&level).then_some(level)
}

fn gather(node: &Node, words: &mut String) {
    match node {
        Node::Text(text) => words.push_str(text),
        Node::Element(element) if is_left_out(element) => {}
        Node::Element(element) => {
            if element.tag == "br" || !is_inline(node) {
                words.push(' ');
            }
            element
                .children
                .iter()
                .for_each(|child| gather(child, words));
            if !is_inline(node) {
                words.push(' ');
            }
        }
    }
}

/// Returns the words that a reader gets from what stands in an element.
pub fn words_of(element: &Element) -> String {
    let mut words = String::new();
    element
        .children
        .iter()
        .for_each(|child| gather(child, &mut words));
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
