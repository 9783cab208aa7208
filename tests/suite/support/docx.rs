//! What stands in a Word document.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::Read;
use std::path::Path;

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};

/// A document's parts, each read as XML.
pub struct Docx {
    parts: BTreeMap<String, Vec<Tag>>,
    /// The names of all parts.
    pub names: BTreeSet<String>,
}

/// A tag as it was started, and the text right behind it.
pub struct Tag {
    pub name: String,
    pub attributes: BTreeMap<String, String>,
    pub text: String,
}

impl Docx {
    /// Opens a document; each part must be well-formed.
    #[track_caller]
    pub fn open(path: &Path) -> Self {
        let file = File::open(path).expect("was built");
        let mut zip = zip::ZipArchive::new(file).expect("a zip file");
        let names: BTreeSet<String> = zip
            .file_names()
            .map(|name| name.expect("a name").into_owned())
            .collect();
        let mut parts = BTreeMap::new();
        for name in &names {
            if name.ends_with(".xml") || name.ends_with(".rels") {
                let mut text = String::new();
                let mut part = zip.by_name(name).expect("a part");
                part.read_to_string(&mut text).expect("text");
                parts.insert(name.clone(), tags(&text));
            }
        }
        Self { parts, names }
    }

    /// Lists the tags of a name in a part.
    pub fn all(&self, part: &str, name: &str) -> Vec<&Tag> {
        let tags = self.parts.get(part).into_iter().flatten();
        tags.filter(|tag| tag.name == name).collect()
    }

    /// Lists the values of an attribute in all tags of a name.
    pub fn values(&self, part: &str, name: &str, attribute: &str) -> Vec<&str> {
        let tags = self.all(part, name).into_iter();
        tags.filter_map(|tag| tag.attributes.get(attribute).map(String::as_str))
            .collect()
    }

    /// Returns the text of a part, a paragraph a line.
    pub fn text(&self, part: &str) -> String {
        let mut text = String::new();
        for tag in self.parts.get(part).into_iter().flatten() {
            match tag.name.as_str() {
                "w:p" | "w:br" => text.push('\n'),
                "w:tab" => text.push('\t'),
                "w:t" => text += &tag.text,
                _ => {}
            }
        }
        text
    }

    /// Lists the headings: their levels, 0 for the title, and their words.
    pub fn headings(&self) -> Vec<(usize, String)> {
        let mut headings = Vec::new();
        for tag in &self.parts["word/document.xml"] {
            match tag.name.as_str() {
                "w:p" => headings.push((None, String::new())),
                "w:pStyle" => {
                    headings.last_mut().expect("a paragraph").0 = level(&tag.attributes["w:val"])
                }
                "w:t" => headings.last_mut().expect("a paragraph").1 += &tag.text,
                _ => {}
            }
        }
        let headings = headings.into_iter();
        headings
            .filter_map(|(level, text)| Some((level?, text)))
            .collect()
    }
}

fn level(style: &str) -> Option<usize> {
    match style {
        "Title" => Some(0),
        _ => style.strip_prefix("Heading")?.parse().ok(),
    }
}

#[track_caller]
fn tags(text: &str) -> Vec<Tag> {
    let mut reader = Reader::from_str(text);
    let mut tags: Vec<Tag> = Vec::new();
    let mut inside = false;
    loop {
        match reader.read_event().expect("well-formed") {
            Event::Start(start) => {
                tags.push(tag(&start));
                inside = true;
            }
            Event::Empty(start) => {
                tags.push(tag(&start));
                inside = false;
            }
            Event::End(_) => inside = false,
            Event::Text(text) if inside => {
                tags.last_mut().expect("a tag").text += &text;
            }
            Event::GeneralRef(name) if inside => {
                let sign = unescape(&format!("&{};", &*name))
                    .expect("a sign")
                    .into_owned();
                tags.last_mut().expect("a tag").text += &sign;
            }
            Event::Eof => return tags,
            _ => {}
        }
    }
}

fn tag(start: &BytesStart<'_>) -> Tag {
    let attributes = start.attributes().map(|attribute| {
        let attribute = attribute.expect("an attribute");
        let value = unescape(&attribute.value).expect("signs").into_owned();
        (attribute.key.as_ref().to_owned(), value)
    });
    Tag {
        name: start.name().as_ref().to_owned(),
        attributes: attributes.collect(),
        text: String::new(),
    }
}
