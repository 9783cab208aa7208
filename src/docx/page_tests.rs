//! Reading pages of tests from readable text.

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};

use crate::markup::{Element, Node};

/// Reads a page that is well-formed XML.
pub(super) fn page(text: &str) -> Element {
    let text = format!("<html><body>{text}</body></html>");
    let mut reader = Reader::from_str(&text);
    let mut open = vec![Element::default()];
    loop {
        match reader.read_event().expect("well-formed") {
            Event::Start(start) => open.push(element(&start)),
            Event::Empty(start) => add(&mut open, Node::Element(element(&start))),
            Event::End(_) => {
                let done = open.pop().expect("an element");
                add(&mut open, Node::Element(done));
            }
            Event::Text(text) => add(&mut open, Node::Text(text.to_string())),
            Event::GeneralRef(name) => {
                let sign = unescape(&format!("&{};", &*name))
                    .expect("a sign")
                    .into_owned();
                add(&mut open, Node::Text(sign));
            }
            Event::Eof => break,
            _ => {}
        }
    }
    match open.remove(0).children.remove(0) {
        Node::Element(page) => page,
        Node::Text(text) => panic!("{text}"),
    }
}

fn element(start: &BytesStart<'_>) -> Element {
    let attributes = start.attributes().map(|attribute| {
        let attribute = attribute.expect("an attribute");
        let name = attribute.key.as_ref().to_owned();
        (
            name,
            unescape(&attribute.value).expect("signs").into_owned(),
        )
    });
    Element {
        tag: start.name().as_ref().to_owned(),
        attributes: attributes.collect(),
        children: Vec::new(),
    }
}

fn add(open: &mut [Element], node: Node) {
    open.last_mut().expect("an element").children.push(node);
}
