//! Lists: which mark each of their items has.

use std::collections::BTreeMap;

use super::super::archive::Archive;
use super::super::budget::Budget;
use super::super::fault::Fault;
use super::super::list_mark::numeral;
use super::super::text_document::Item;
use super::super::xml::{Element, Xml};

/// How many levels a list of Word has.
const LEVELS: usize = 9;

/// All lists, and how far each has counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    patterns: BTreeMap<String, BTreeMap<usize, Level>>,
    lists: BTreeMap<String, List>,
    counts: BTreeMap<(String, usize), u64>,
}

#[derive(Debug, Default)]
struct List {
    pattern: String,
    starts: BTreeMap<usize, u64>,
}

#[derive(Clone, Debug, Default)]
struct Level {
    format: String,
    text: String,
    start: Option<u64>,
}

/// Reads the lists of a document.
pub(super) fn read(
    archive: &mut Archive,
    part: &str,
    budget: &mut Budget,
) -> Result<Numbering, Fault> {
    let mut all = Numbering::default();
    let mut xml = archive.xml(part)?;
    xml.root()?;
    xml.children(|xml, element| {
        budget.thing()?;
        match element.name.as_str() {
            "w:abstractNum" => {
                let id = element
                    .get("w:abstractNumId")
                    .unwrap_or_default()
                    .to_owned();
                all.patterns.insert(id, pattern(xml)?);
            }
            "w:num" => {
                let id = element.get("w:numId").unwrap_or_default().to_owned();
                all.lists.insert(id, list(xml)?);
            }
            _ => {}
        }
        Ok(())
    })?;
    Ok(all)
}

fn pattern(xml: &mut Xml<'_>) -> Result<BTreeMap<usize, Level>, Fault> {
    let mut levels = BTreeMap::new();
    xml.children(|xml, element| {
        if element.name == "w:lvl" {
            let depth = element.number("w:ilvl").unwrap_or(0);
            levels.insert(depth, level(xml)?);
        }
        Ok(())
    })?;
    Ok(levels)
}

fn level(xml: &mut Xml<'_>) -> Result<Level, Fault> {
    let mut level = Level::default();
    let value = |element: &Element| element.get("w:val").unwrap_or_default().to_owned();
    xml.children(|_, element| {
        match element.name.as_str() {
            "w:numFmt" => level.format = value(&element),
            "w:lvlText" => level.text = value(&element),
            "w:start" => level.start = element.number("w:val"),
            _ => {}
        }
        Ok(())
    })?;
    Ok(level)
}

fn list(xml: &mut Xml<'_>) -> Result<List, Fault> {
    let mut list = List::default();
    xml.children(|xml, element| match element.name.as_str() {
        "w:abstractNumId" => {
            list.pattern = element.get("w:val").unwrap_or_default().to_owned();
            Ok(())
        }
        "w:lvlOverride" => {
            let depth = element.number("w:ilvl").unwrap_or(0);
            xml.children(|_, inner| {
                let start = inner.number("w:val");
                if let ("w:startOverride", Some(start)) = (inner.name.as_str(), start) {
                    list.starts.insert(depth, start);
                }
                Ok(())
            })
        }
        _ => Ok(()),
    })?;
    Ok(list)
}

impl Numbering {
    /// Returns the mark of the next item of a list, and counts it.
    pub(super) fn next(&mut self, id: &str, depth: usize) -> Option<Item> {
        let depth = depth.min(LEVELS - 1);
        let list = self.lists.get(id)?;
        let level = self.patterns.get(&list.pattern)?.get(&depth)?.clone();
        if level.format == "none" {
            return None;
        }
        let mark = match level.format.as_str() {
            "bullet" => "•".to_owned(),
            _ => self.count(id, depth, &level)?,
        };
        Some(Item { level: depth, mark })
    }

    /// Counts an item, and returns its number as it is shown.
    fn count(&mut self, id: &str, depth: usize, level: &Level) -> Option<String> {
        let list = self.lists.get(id)?;
        let fresh = list.starts.contains_key(&depth);
        let start = list
            .starts
            .get(&depth)
            .copied()
            .or(level.start)
            .unwrap_or(1);
        // Lists of one pattern count on from each other, unless one starts anew.
        let key = if fresh {
            format!("#{id}")
        } else {
            list.pattern.clone()
        };
        let number = match self.counts.get(&(key.clone(), depth)) {
            Some(last) => last + 1,
            None => start,
        };
        self.counts.insert((key.clone(), depth), number);
        self.counts
            .retain(|(other, at), _| *other != key || *at <= depth);
        Some(self.shown(&key, id, depth, level, number))
    }

    /// Fills a level's text, such as `%1.%2`, with its number and those above it.
    fn shown(&self, key: &str, id: &str, depth: usize, level: &Level, number: u64) -> String {
        let format = |at: usize| {
            let pattern = self
                .lists
                .get(id)
                .and_then(|list| self.patterns.get(&list.pattern));
            let level = pattern.and_then(|levels| levels.get(&at));
            level.map_or("decimal", |level| level.format.as_str())
        };
        let mut shown = level.text.clone();
        for at in 0..=depth {
            let known = self.counts.get(&(key.to_owned(), at)).copied();
            let value = if at == depth {
                number
            } else {
                known.unwrap_or(1)
            };
            shown = shown.replace(&format!("%{}", at + 1), &numeral(format(at), value));
        }
        shown.trim().to_owned()
    }
}
