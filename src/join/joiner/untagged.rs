//! Pages without tags: each is read as one whole, so that it is read at all.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, ObjectId};

use crate::join::PageLook;

/// How much content of a page is looked at.
const LARGEST: usize = 1 << 25;

/// How a page is read as one whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The type of the element: `P`, or `Figure` for a page without text.
    pub kind: &'static str,
    /// The id of its content.
    pub mark: u32,
}

/// Returns how a page is read as one whole, unless there is nothing on it.
///
/// In a paper with tags, `tagged`, pages with any marked content are left alone.
pub fn reading(
    document: &Document,
    page: ObjectId,
    look: Option<&PageLook>,
    tagged: bool,
) -> Option<Reading> {
    let content = document.get_page_content_with_limit(page, LARGEST);
    let content = content.unwrap_or_default();
    let marked = [&b"BDC"[..], b"BMC"]
        .iter()
        .any(|word| holds(&content, word));
    if content.trim_ascii().is_empty() || (tagged && marked) {
        return None;
    }
    let text = match look {
        Some(look) => look.characters > 0,
        None => [&b"Tj"[..], b"TJ", b"Do"]
            .iter()
            .any(|word| holds(&content, word)),
    };
    let taken = taken(document, page, &content);
    Some(Reading {
        kind: if text { "P" } else { "Figure" },
        mark: (0..).find(|mark| !taken.contains(mark)).unwrap_or_default(),
    })
}

fn holds(content: &[u8], word: &[u8]) -> bool {
    content.windows(word.len()).any(|found| found == word)
}

/// Returns the ids of marked content that the page uses already.
fn taken(document: &Document, page: ObjectId, content: &[u8]) -> BTreeSet<u32> {
    const KEY: &[u8] = b"/MCID";
    let mut taken = BTreeSet::new();
    for start in (0..content.len()).filter(|start| content[*start..].starts_with(KEY)) {
        let rest = content[start + KEY.len()..].trim_ascii_start();
        let digits = rest.iter().take_while(|byte| byte.is_ascii_digit());
        let digits: String = digits.map(|digit| char::from(*digit)).collect();
        taken.extend(digits.parse::<u32>());
    }
    taken.extend(listed(document, page).unwrap_or_default());
    taken
}

/// Returns the ids that stand in the lists of properties of a page.
fn listed(document: &Document, page: ObjectId) -> Option<Vec<u32>> {
    let page = document.get_dictionary(page).ok()?;
    let resources = follow(document, page.get(b"Resources").ok()?)?;
    let properties = follow(document, resources.get(b"Properties").ok()?)?;
    let lists = properties
        .iter()
        .filter_map(|(_, list)| follow(document, list));
    let marks = lists.filter_map(|list| list.get(b"MCID").and_then(Object::as_i64).ok());
    Some(marks.filter_map(|mark| u32::try_from(mark).ok()).collect())
}

fn follow<'d>(document: &'d Document, object: &'d Object) -> Option<&'d Dictionary> {
    document.dereference(object).ok()?.1.as_dict().ok()
}
