//! What a PDF's XMP metadata says of it.

use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::ResolveResult;
use quick_xml::reader::NsReader;

const UA: &str = "http://www.aiim.org/pdfua/ns/id/";
const ARCHIVAL: &str = "http://www.aiim.org/pdfa/ns/id/";
const DUBLIN_CORE: &str = "http://purl.org/dc/elements/1.1/";

/// What is read of it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Xmp {
    /// `pdfuaid:part`.
    pub(super) ua: Option<u8>,
    /// `pdfaid:part`.
    pub(super) part: Option<u8>,
    /// `pdfaid:conformance`.
    pub(super) level: Option<char>,
    /// `dc:title`.
    pub(super) title: Option<String>,
}

impl Xmp {
    /// Reads a packet as far as it is well formed; properties stand in attributes or in elements.
    pub(super) fn read(packet: &[u8]) -> Self {
        let text = String::from_utf8_lossy(packet);
        let mut reader = NsReader::from_str(text.trim_start_matches('\u{feff}'));
        let mut xmp = Self::default();
        // The property whose element is open, and how far inside it.
        let mut open: Option<(String, String)> = None;
        loop {
            match reader.read_event() {
                Ok(Event::Start(element)) => {
                    xmp.attributes(&reader, &element);
                    open = property(&reader, &element).or(open);
                }
                Ok(Event::Empty(element)) => xmp.attributes(&reader, &element),
                Ok(Event::Text(words)) => xmp.hear(open.as_ref(), &words),
                Ok(Event::GeneralRef(entity)) => {
                    let meant = resolve_predefined_entity(&entity);
                    xmp.hear(open.as_ref(), meant.unwrap_or_default());
                }
                Ok(Event::End(element)) => {
                    open = open.filter(|(_, name)| name != element.local_name().as_ref());
                }
                Ok(Event::Eof) | Err(_) => return xmp,
                Ok(_) => {}
            }
        }
    }

    /// Takes down text inside an element.
    fn hear(&mut self, open: Option<&(String, String)>, words: &str) {
        if let Some((space, name)) = open.filter(|_| !words.is_empty()) {
            self.say(space, name, words);
        }
    }

    fn attributes(&mut self, reader: &NsReader<&[u8]>, element: &BytesStart<'_>) {
        for attribute in element.attributes().with_checks(false).flatten() {
            let (space, name) = reader.resolver().resolve_attribute(attribute.key);
            if let ResolveResult::Bound(space) = space {
                let value = attribute.value;
                self.say(space.as_ref(), name.as_ref(), &value);
            }
        }
    }

    /// Takes down what a property says.
    fn say(&mut self, space: &str, name: &str, value: &str) {
        let value = if space == DUBLIN_CORE {
            value
        } else {
            value.trim()
        };
        match (space, name) {
            (UA, "part") => self.ua = value.parse().ok().or(self.ua),
            (ARCHIVAL, "part") => self.part = value.parse().ok().or(self.part),
            (ARCHIVAL, "conformance") => {
                self.level = value.chars().next().map(|level| level.to_ascii_lowercase());
            }
            _ => self.add(space, name, value),
        }
    }

    /// Adds a piece of the title.
    fn add(&mut self, space: &str, name: &str, piece: &str) {
        if (space, name) == (DUBLIN_CORE, "title") {
            self.title.get_or_insert_default().push_str(piece);
        }
    }
}

/// Returns the namespace and name of an element, if it is a property of interest.
fn property(reader: &NsReader<&[u8]>, element: &BytesStart<'_>) -> Option<(String, String)> {
    let (space, name) = reader.resolver().resolve_element(element.name());
    let ResolveResult::Bound(space) = space else {
        return None;
    };
    [UA, ARCHIVAL, DUBLIN_CORE]
        .contains(&space.as_ref())
        .then(|| (space.as_ref().to_owned(), name.as_ref().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn claims_are_read_from_elements() {
        let xmp = Xmp::read(
            br#"<?xpacket begin=""?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
            <rdf:Description xmlns:u="http://www.aiim.org/pdfua/ns/id/"><u:part>1</u:part></rdf:Description>
            <rdf:Description xmlns:a="http://www.aiim.org/pdfa/ns/id/"><a:part>2</a:part><a:conformance>A</a:conformance></rdf:Description>
            <rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title><rdf:Alt><rdf:li xml:lang="x-default">Roads &amp; parks</rdf:li></rdf:Alt></dc:title></rdf:Description>
            </rdf:RDF></x:xmpmeta>"#,
        );
        let title = xmp.title.as_deref().map(str::trim);
        assert_eq!((xmp.ua, xmp.part, xmp.level), (Some(1), Some(2), Some('a')));
        assert_eq!(title, Some("Roads & parks"));
    }

    #[test]
    fn claims_are_read_from_attributes() {
        let xmp = Xmp::read(
            br#"<rdf:Description xmlns:rdf="r" xmlns:a="http://www.aiim.org/pdfa/ns/id/" a:part="3" a:conformance="B"/>"#,
        );
        assert_eq!((xmp.ua, xmp.part, xmp.level), (None, Some(3), Some('b')));
    }

    #[test]
    fn what_only_looks_like_a_claim_is_none() {
        let xmp = Xmp::read(br#"<d xmlns:pdfuaid="urn:other"><pdfuaid:part>1</pdfuaid:part><"#);
        assert_eq!(xmp, Xmp::default());
    }
}
