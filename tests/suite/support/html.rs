//! What an HTML page says: its elements, with their attributes and text.
//!
//! Reads pages as the program writes them, every element closed; a page of another hand would need a real parser.

use std::path::Path;

use regex::Regex;

/// Elements that hold nothing.
const VOID: [&str; 7] = ["meta", "br", "wbr", "img", "hr", "link", "input"];

/// An element of a page.
#[derive(Clone, Debug, Default)]
pub struct Tag {
    pub name: String,
    attributes: Vec<(String, String)>,
    children: Vec<Part>,
}

#[derive(Clone, Debug)]
enum Part {
    Tag(Tag),
    Text(String),
}

impl Tag {
    /// Opens a page.
    #[track_caller]
    pub fn open(path: &Path) -> Self {
        let text = std::fs::read_to_string(path)
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        read(&text)
    }

    /// Returns the value of an attribute.
    pub fn get(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }

    /// Lists this element and all inside it, in order.
    pub fn elements(&self) -> Vec<&Self> {
        let inside = self.children.iter().filter_map(|part| match part {
            Part::Tag(tag) => Some(tag.elements()),
            Part::Text(_) => None,
        });
        std::iter::once(self).chain(inside.flatten()).collect()
    }

    /// Lists all elements of some names, in order.
    pub fn all(&self, names: &[&str]) -> Vec<&Self> {
        let mut found = self.elements();
        found.retain(|tag| names.contains(&tag.name.as_str()));
        found
    }

    /// Finds the element of an id.
    pub fn place(&self, id: &str) -> Option<&Self> {
        let mut elements = self.elements().into_iter();
        elements.find(|tag| tag.get("id") == Some(id))
    }

    /// Returns all text, with single spaces; inline elements join what stands around them.
    pub fn text(&self) -> String {
        let mut text = String::new();
        self.gather(&mut text);
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn gather(&self, text: &mut String) {
        const INLINE: [&str; 11] = [
            "a", "span", "strong", "em", "sup", "sub", "u", "s", "wbr", "svg", "small",
        ];
        let apart = !INLINE.contains(&self.name.as_str());
        text.push_str(if apart { " " } else { "" });
        for part in &self.children {
            match part {
                Part::Tag(tag) => tag.gather(text),
                Part::Text(words) => text.push_str(words),
            }
        }
        text.push_str(if apart { " " } else { "" });
    }
}

#[track_caller]
fn read(page: &str) -> Tag {
    let token =
        Regex::new(r#"<(/?)([a-zA-Z0-9]+)((?:[^>"]|"[^"]*")*)>|([^<]+)"#).expect("a pattern");
    let attribute = Regex::new(r#"([\w-]+)(?:="([^"]*)")?"#).expect("a pattern");
    let mut open = vec![Tag::default()];
    let body = page.strip_prefix("<!DOCTYPE html>").expect("a doctype");
    for found in token.captures_iter(body) {
        if let Some(text) = found.get(4) {
            let parent = open.last_mut().expect("the page");
            parent.children.push(Part::Text(unescaped(text.as_str())));
            continue;
        }
        let name = found[2].to_owned();
        if found[1].is_empty() {
            let attributes = attribute.captures_iter(&found[3]).map(|pair| {
                let value = pair.get(2).map_or("", |value| value.as_str());
                (pair[1].to_owned(), unescaped(value))
            });
            open.push(Tag {
                attributes: attributes.collect(),
                name: name.clone(),
                children: Vec::new(),
            });
        }
        if !found[1].is_empty() || VOID.contains(&name.as_str()) {
            let closed = open.pop().expect("an open element");
            assert_eq!(closed.name, name, "elements are closed in order");
            open.last_mut()
                .expect("the page")
                .children
                .push(Part::Tag(closed));
        }
    }
    assert_eq!(open.len(), 1, "every element is closed");
    open.remove(0)
}

fn unescaped(text: &str) -> String {
    let code = Regex::new("&#x([0-9a-f]+);").expect("a pattern");
    let text = code.replace_all(text, |found: &regex::Captures<'_>| {
        let number = u32::from_str_radix(&found[1], 16).expect("a number");
        char::from_u32(number).expect("a character").to_string()
    });
    let names = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&apos;", "'"),
        ("&amp;", "&"),
    ];
    names.iter().fold(text.into_owned(), |text, (name, sign)| {
        text.replace(name, sign)
    })
}
