//! The content of a page: what was there, kept apart from what is stamped on it.

use std::fmt::Write;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream};

use super::letters::packed;
use super::scale::Scale;
use super::sheet::{Sheet, attribute, resolved};
use crate::join::code::Balance;

/// The most bytes of a page's instructions that are read.
const MOST: usize = 64 << 20;

/// Puts what was on a page between what goes before and after it.
pub(super) struct Wrapping<'w> {
    /// How the content is scaled, if it is.
    pub scale: Option<&'w Scale>,
    /// The tag and the number of the content for those who read it by its tags.
    pub read: Option<(&'w str, i64)>,
    /// Whether the content may leave things open.
    pub foreign: bool,
}

impl Wrapping<'_> {
    /// Wraps the content of a page, and draws more after it.
    pub fn apply(&self, document: &mut Document, page: ObjectId, sheet: &Sheet, after: &str) {
        let mut parts = parts(document, page);
        let mut balance = Balance::default();
        if self.foreign
            && let Some(code) = code(document, &parts)
        {
            balance = Balance::of(&code);
            if !balance.stray.is_empty() {
                parts = vec![document.add_object(without(code, &balance))];
            }
        }
        let before = self.before(sheet);
        let behind = self.behind(&balance, after);
        let first = document.add_object(Stream::new(Dictionary::new(), before));
        let last = document.add_object(Stream::new(Dictionary::new(), behind));
        let all = [first].into_iter().chain(parts).chain([last]);
        let all: Vec<Object> = all.map(Object::Reference).collect();
        if let Ok(page) = document.get_dictionary_mut(page) {
            page.set("Contents", all);
        }
    }

    fn before(&self, sheet: &Sheet) -> Vec<u8> {
        let mut code = String::from("q\n");
        if let Some(scale) = self.scale {
            // What was cut off by the edge of the page stays cut off.
            let [left, foot, right, top] = sheet.corners;
            let matrix = numbers(&scale.matrix());
            let area = numbers(&[left, foot, right - left, top - foot]);
            let _ = writeln!(code, "{matrix} cm {area} re W n");
        }
        if let Some((tag, number)) = self.read {
            let _ = writeln!(code, "/{tag} <</MCID {number}>> BDC");
        }
        code.into_bytes()
    }

    fn behind(&self, balance: &Balance, after: &str) -> Vec<u8> {
        let mut code = balance.tail.clone();
        code.push(b'\n');
        if balance.text {
            code.extend(b"ET ");
        }
        code.extend(b"EMC ".repeat(balance.marked));
        code.extend(b"Q ".repeat(balance.saved));
        if self.read.is_some() {
            code.extend(b"EMC ");
        }
        code.extend(b"Q\n");
        code.extend(after.as_bytes());
        code
    }
}

/// Lists the streams of a page's content.
fn parts(document: &Document, page: ObjectId) -> Vec<ObjectId> {
    let own = document.get_dictionary(page).ok();
    let Some(contents) = own.and_then(|page| page.get(b"Contents").ok()) else {
        return Vec::new();
    };
    let listed = match resolved(document, contents) {
        Object::Array(parts) => parts.iter().collect(),
        _ => vec![contents],
    };
    let streams = listed
        .into_iter()
        .filter_map(|part| part.as_reference().ok());
    streams
        .filter(|id| {
            document
                .get_object(*id)
                .is_ok_and(|part| part.as_stream().is_ok())
        })
        .collect()
}

/// Returns the instructions of a page, where they can be read.
fn code(document: &Document, parts: &[ObjectId]) -> Option<Vec<u8>> {
    let mut code = Vec::new();
    for part in parts {
        let stream = document
            .get_object(*part)
            .and_then(Object::as_stream)
            .ok()?;
        code.extend(stream.get_plain_content_with_limit(MOST).ok()?);
        code.push(b'\n');
    }
    Some(code)
}

/// Returns instructions without those that end what they have not begun: viewers pass over them, but here they would end
/// what the content is wrapped in.
fn without(mut code: Vec<u8>, balance: &Balance) -> Stream {
    for stray in &balance.stray {
        code[stray.clone()].fill(b' ');
    }
    packed(Stream::new(Dictionary::new(), code))
}

/// Makes a font known to a page; gives its name there.
pub(super) fn name_font(
    document: &mut Document,
    page: ObjectId,
    font: ObjectId,
    usual: &str,
) -> Option<String> {
    own_resources(document, page);
    let fonts = below(document, page, &[b"Resources", b"Font"])?;
    let taken = |name: &str| {
        let known = fonts.get(name.as_bytes());
        known.is_ok_and(|known| *known != Object::Reference(font))
    };
    let mut name = usual.to_owned();
    let mut number = 2;
    while taken(&name) {
        name = format!("{usual}{number}");
        number += 1;
    }
    fonts.set(name.as_str(), font);
    Some(name)
}

/// Gives a page resources of its own where it inherits them.
pub(super) fn own_resources(document: &mut Document, page: ObjectId) {
    let inherited = attribute(document, page, b"Resources").cloned();
    let resources = inherited.unwrap_or_else(|| Dictionary::new().into());
    if let Ok(page) = document.get_dictionary_mut(page)
        && !page.has(b"Resources")
    {
        page.set("Resources", resources);
    }
}

/// Returns a dictionary below an object, made where it is missing.
pub(super) fn below<'d>(
    document: &'d mut Document,
    start: ObjectId,
    path: &[&[u8]],
) -> Option<&'d mut Dictionary> {
    let (mut holder, mut keys): (ObjectId, Vec<&[u8]>) = (start, Vec::new());
    for key in path {
        keys.push(key);
        let within = at(document.get_dictionary_mut(holder).ok()?, &keys)?;
        if let Object::Reference(id) = *within {
            (holder, keys) = (final_id(document, id)?, Vec::new());
        } else if within.as_dict().is_err() {
            *at(document.get_dictionary_mut(holder).ok()?, &keys)? = Dictionary::new().into();
        }
    }
    let mut found = document.get_dictionary_mut(holder).ok()?;
    for key in keys {
        found = found.get_mut(key).ok()?.as_dict_mut().ok()?;
    }
    Some(found)
}

fn at<'d>(dictionary: &'d mut Dictionary, keys: &[&[u8]]) -> Option<&'d mut Object> {
    let (last, before) = keys.split_last()?;
    let mut holder = dictionary;
    for key in before {
        holder = holder.get_mut(key).ok()?.as_dict_mut().ok()?;
    }
    if !holder.has(last) {
        holder.set(*last, Object::Null);
    }
    holder.get_mut(last).ok()
}

/// Returns the last of a chain of references; makes a dictionary where it leads nowhere.
fn final_id(document: &mut Document, id: ObjectId) -> Option<ObjectId> {
    let last = document
        .dereference(&Object::Reference(id))
        .ok()
        .and_then(|(last, _)| last);
    let last = last.unwrap_or(id);
    if document.get_dictionary(last).is_err() {
        document.set_object(last, Dictionary::new());
    }
    Some(last)
}

/// Writes numbers as they stand in instructions.
pub(super) fn numbers(values: &[f64]) -> String {
    let said: Vec<String> = values.iter().map(|value| number(*value)).collect();
    said.join(" ")
}

/// Writes a number with no more places than anyone can see.
pub(super) fn number(value: f64) -> String {
    let said = format!("{value:.5}");
    let said = said.trim_end_matches('0').trim_end_matches('.');
    if said == "-0" {
        "0".to_owned()
    } else {
        said.to_owned()
    }
}
