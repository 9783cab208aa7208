//! XML read as a stream, within limits, under names that do not depend on a file's prefixes.
//!
//! Elements of the spreadsheet and relationship vocabularies carry their bare name (`row`), all others the prefix that [`named`] gives
//! their namespace (`table:table-row`). Entities that a file defines itself are refused.

use std::io::{BufReader, Read};

use quick_xml::XmlVersion;
use quick_xml::encoding::DecodingReader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesDecl, BytesRef, BytesStart, Event};
use quick_xml::reader::NsReader;

use super::fault::Fault;
use super::limits::Limits;
use super::paced::Paced;
use super::vocabulary::named;

/// More attributes than any element of a workbook has.
const ATTRIBUTES: usize = 500;

/// An element as it opens.
#[derive(Debug, Default)]
pub(super) struct Element {
    /// The name, with the fixed prefix of its vocabulary.
    pub(super) name: String,
    attributes: Vec<(String, String)>,
}

impl Element {
    /// Returns an attribute's value.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }

    /// Returns an attribute's value as a number; one that is not a number counts as missing.
    pub(super) fn number<T: std::str::FromStr>(&self, name: &str) -> Option<T> {
        self.get(name)?.trim().parse().ok()
    }

    /// Returns whether an attribute says yes.
    pub(super) fn flag(&self, name: &str) -> Option<bool> {
        self.get(name)
            .map(|value| matches!(value.trim(), "1" | "true" | "on"))
    }
}

/// What comes next inside an element.
#[derive(Debug)]
pub(super) enum Node {
    /// A child opens.
    Open(Element),
    /// Text; one text may come in several pieces.
    Text(String),
    /// The innermost open element closes.
    Close,
    /// The file is at its end.
    End,
}

/// A part of a workbook as a stream of nodes.
pub(super) struct Xml<'a> {
    reader: NsReader<DecodingReader<BufReader<Paced<'a>>>>,
    buffer: Vec<u8>,
    depth: usize,
    nesting: usize,
    token: usize,
    begun: bool,
}

impl<'a> Xml<'a> {
    /// Starts reading.
    pub(super) fn new(inner: Box<dyn Read + 'a>, limits: &Limits) -> Self {
        let paced = Paced::new(inner, limits.token);
        let mut reader = NsReader::from_reader(DecodingReader::new(BufReader::with_capacity(
            1 << 16,
            paced,
        )));
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        Self {
            reader,
            buffer: Vec::new(),
            depth: 0,
            nesting: limits.nesting,
            token: limits.token,
            begun: false,
        }
    }

    /// Opens the outermost element.
    pub(super) fn root(&mut self) -> Result<Element, Fault> {
        loop {
            match self.next()? {
                Node::Open(element) => return Ok(element),
                Node::End => return Err(Fault::broken("one of its parts is empty")),
                Node::Text(_) | Node::Close => {}
            }
        }
    }

    /// Visits each child of the element that was just opened; what a visit leaves unread is skipped.
    pub(super) fn children(
        &mut self,
        mut visit: impl FnMut(&mut Self, Element) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        self.content(|xml, node| match node {
            Node::Open(element) => visit(xml, element),
            _ => Ok(()),
        })
    }

    /// Visits each child and each piece of text of the element that was just opened.
    pub(super) fn content(
        &mut self,
        mut visit: impl FnMut(&mut Self, Node) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        let inside = self.depth;
        loop {
            match self.next()? {
                Node::Close => return Ok(()),
                Node::End => return Err(Fault::broken("one of its parts ends too early")),
                node => {
                    visit(self, node)?;
                    self.climb(inside)?;
                }
            }
        }
    }

    /// Reads the text of the element that was just opened, without that of its children.
    pub(super) fn text(&mut self) -> Result<String, Fault> {
        let (mut all, limit) = (String::new(), self.token);
        self.content(|_, node| {
            if let Node::Text(piece) = node {
                all.push_str(&piece);
            }
            if all.len() > limit {
                Err(Fault::too_large("a cell holds megabytes of text"))
            } else {
                Ok(())
            }
        })?;
        Ok(all)
    }

    /// Skips until no more than so many elements are open.
    fn climb(&mut self, depth: usize) -> Result<(), Fault> {
        while self.depth > depth {
            if matches!(self.next()?, Node::End) {
                return Err(Fault::broken("one of its parts ends too early"));
            }
        }
        Ok(())
    }

    fn next(&mut self) -> Result<Node, Fault> {
        loop {
            self.buffer.clear();
            self.reader.get_mut().get_mut().get_mut().rest();
            let event = match self.reader.read_event_into(&mut self.buffer) {
                Ok(event) => event,
                Err(quick_xml::Error::Io(error)) => return Err(Fault::from_io(&error)),
                Err(error) => return Err(Fault::broken(error)),
            };
            let first = !std::mem::replace(&mut self.begun, true);
            match event {
                Event::Start(start) | Event::Empty(start) => {
                    self.depth += 1;
                    if self.depth > self.nesting {
                        return Err(Fault::too_large(format!(
                            "its elements lie more than {} deep",
                            self.nesting
                        )));
                    }
                    return Ok(Node::Open(element(&self.reader, &start)?));
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    return Ok(Node::Close);
                }
                Event::Text(text) => return Ok(Node::Text(text.xml10_content().into_owned())),
                Event::CData(text) => return Ok(Node::Text(text.xml10_content().into_owned())),
                Event::GeneralRef(entity) => return entity_text(&entity).map(Node::Text),
                Event::Decl(declared) if first => {
                    let encoding = other_encoding(&declared);
                    follow_encoding(self.reader.get_mut(), encoding);
                }
                Event::Eof => return Ok(Node::End),
                Event::Decl(_) | Event::Comment(_) | Event::PI(_) | Event::DocType(_) => {}
            }
        }
    }
}

/// Returns an element under its fixed name with its attributes.
fn element<R>(reader: &NsReader<R>, start: &BytesStart<'_>) -> Result<Element, Fault> {
    let (namespace, local) = reader.resolver().resolve_element(start.name());
    let mut element = Element {
        name: named(&namespace, local.as_ref()),
        attributes: Vec::new(),
    };
    // The library's check for doubles takes quadratic time.
    for attribute in start.attributes().with_checks(false) {
        let attribute = attribute.map_err(Fault::broken)?;
        let (namespace, local) = reader.resolver().resolve_attribute(attribute.key);
        let value = attribute
            .normalized_value(XmlVersion::Implicit1_0)
            .map_err(Fault::broken)?;
        element
            .attributes
            .push((named(&namespace, local.as_ref()), value.into_owned()));
        if element.attributes.len() > ATTRIBUTES {
            return Err(Fault::too_large("an element has hundreds of attributes"));
        }
    }
    Ok(element)
}

/// Returns what a character reference or a predefined entity stands for.
///
/// What a file defines itself is refused: left out, the text would lack words without anybody knowing.
fn entity_text(entity: &BytesRef<'_>) -> Result<String, Fault> {
    if let Ok(Some(character)) = entity.resolve_char_ref() {
        return Ok(character.to_string());
    }
    let known = resolve_predefined_entity(entity).map(str::to_owned);
    known.ok_or_else(|| Fault::broken("it abbreviates its text in a way that no workbook does"))
}

/// Returns the encoding that a declaration names, unless it is one the first bytes already told.
fn other_encoding(declared: &BytesDecl<'_>) -> Option<&'static encoding_rs::Encoding> {
    declared
        .encoder()
        .filter(|encoding| encoding.is_ascii_compatible() && *encoding != encoding_rs::UTF_8)
}

/// Reads on in another encoding, where the first bytes did not settle it.
fn follow_encoding<R>(
    reader: &mut DecodingReader<R>,
    encoding: Option<&'static encoding_rs::Encoding>,
) {
    if let Some(encoding) = encoding.filter(|_| reader.encoding() == encoding_rs::UTF_8) {
        reader.set_encoding(encoding);
    }
}
