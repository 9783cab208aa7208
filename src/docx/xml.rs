//! XML, element by element.

use std::io::Write;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

/// The names that the parts of a document use; those of `w14` may be passed over by readers that do not know them.
const NAMESPACES: [(&str, &str); 8] = [
    (
        "xmlns:w",
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        "xmlns:r",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (
        "xmlns:wp",
        "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    ),
    (
        "xmlns:a",
        "http://schemas.openxmlformats.org/drawingml/2006/main",
    ),
    (
        "xmlns:pic",
        "http://schemas.openxmlformats.org/drawingml/2006/picture",
    ),
    (
        "xmlns:w14",
        "http://schemas.microsoft.com/office/word/2010/wordml",
    ),
    (
        "xmlns:mc",
        "http://schemas.openxmlformats.org/markup-compatibility/2006",
    ),
    ("mc:Ignorable", "w14"),
];

/// Attributes of an element, in their order.
pub type Attributes<'a> = &'a [(&'a str, &'a str)];

/// XML that is being written.
pub struct Xml(Writer<Vec<u8>>);

impl Xml {
    /// Starts without a declaration: a piece of a part.
    pub fn new() -> Self {
        Self(Writer::new(Vec::new()))
    }

    /// Writes a whole part whose root has this name.
    pub fn part(root: &str, attributes: Attributes<'_>, inside: impl FnOnce(&mut Self)) -> Vec<u8> {
        let mut xml = Self::new();
        xml.event(Event::Decl(BytesDecl::new(
            "1.0",
            Some("UTF-8"),
            Some("yes"),
        )));
        xml.inside(root, attributes, inside);
        xml.finish()
    }

    /// Writes a whole part of a document, in which the usual names are known.
    pub fn word_part(root: &str, inside: impl FnOnce(&mut Self)) -> Vec<u8> {
        Self::part(root, &NAMESPACES, inside)
    }

    /// Writes an element with what `inside` writes in it.
    pub fn inside(
        &mut self,
        name: &str,
        attributes: Attributes<'_>,
        inside: impl FnOnce(&mut Self),
    ) {
        self.open(name, attributes);
        inside(self);
        self.close(name);
    }

    /// Writes a start tag.
    pub fn open(&mut self, name: &str, attributes: Attributes<'_>) {
        self.event(Event::Start(started(name, attributes)));
    }

    /// Writes an end tag.
    pub fn close(&mut self, name: &str) {
        self.event(Event::End(BytesEnd::new(name)));
    }

    /// Writes an element with nothing in it.
    pub fn empty(&mut self, name: &str, attributes: Attributes<'_>) {
        self.event(Event::Empty(started(name, attributes)));
    }

    /// Writes an element of one `w:val`.
    pub fn value(&mut self, name: &str, value: &str) {
        self.empty(name, &[("w:val", value)]);
    }

    /// Writes an element with text in it, whose spaces count.
    pub fn text(&mut self, name: &str, attributes: Attributes<'_>, text: &str) {
        self.inside(name, attributes, |xml| {
            xml.event(Event::Text(BytesText::new(&allowed(text))));
        });
    }

    /// Puts finished XML in.
    pub fn raw(&mut self, bytes: &[u8]) {
        self.0
            .get_mut()
            .write_all(bytes)
            .expect("memory takes every byte");
    }

    /// Returns whether nothing was written.
    pub fn is_empty(&self) -> bool {
        self.0.get_ref().is_empty()
    }

    /// Returns what was written.
    pub fn finish(self) -> Vec<u8> {
        self.0.into_inner()
    }

    fn event(&mut self, event: Event<'_>) {
        self.0.write_event(event).expect("memory takes every byte");
    }
}

fn started<'a>(name: &'a str, attributes: Attributes<'_>) -> BytesStart<'a> {
    let mut start = BytesStart::new(name);
    for (name, value) in attributes {
        start.push_attribute((*name, allowed(value).as_str()));
    }
    start
}

/// Leaves out the characters that XML has no way to say.
fn allowed(text: &str) -> String {
    text.chars()
        .filter(|c| !matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}'))
        .collect()
}

/// Returns text as it stands between tags or in an attribute.
pub fn escaped(text: &str) -> String {
    quick_xml::escape::escape(allowed(text)).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_cannot_say_is_left_out_and_signs_are_escaped() {
        let mut xml = Xml::new();
        xml.text("w:t", &[("a", "\"<&\u{1}")], "1 < 2 & \u{b}3");
        assert_eq!(
            String::from_utf8(xml.finish()).expect("text"),
            "<w:t a=\"&quot;&lt;&amp;\">1 &lt; 2 &amp; 3</w:t>"
        );
    }
}
