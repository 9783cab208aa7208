//! Lists: which mark each of their items has.

use std::collections::BTreeMap;

use super::super::fault::Fault;
use super::super::list_mark::numeral;
use super::super::xml::{Element, Xml};

/// How items at one depth of a list are marked.
#[derive(Clone, Debug, Default)]
pub(super) struct Level {
    /// The format of numbers; none for bullets, an empty one for no mark.
    format: Option<String>,
    prefix: String,
    suffix: String,
    start: u64,
    /// How many depths the number shows.
    shows: usize,
}

/// Reads the levels of a list's style that was just opened.
pub(super) fn levels(xml: &mut Xml<'_>) -> Result<BTreeMap<usize, Level>, Fault> {
    let mut levels = BTreeMap::new();
    xml.children(|_, element| {
        let depth = element.number("text:level").unwrap_or(1);
        match element.name.as_str() {
            "text:list-level-style-number" => drop(levels.insert(depth, numbered(&element))),
            "text:list-level-style-bullet" | "text:list-level-style-image" => {
                levels.insert(depth, Level::default());
            }
            _ => {}
        }
        Ok(())
    })?;
    Ok(levels)
}

fn numbered(element: &Element) -> Level {
    let said = |name: &str| element.get(name).unwrap_or_default().to_owned();
    Level {
        format: Some(said("style:num-format")),
        prefix: said("style:num-prefix"),
        suffix: said("style:num-suffix"),
        start: element.number("text:start-value").unwrap_or(1),
        shows: element.number("text:display-levels").unwrap_or(1),
    }
}

/// The lists that are open, and how far those have counted that may go on.
#[derive(Debug, Default)]
pub(super) struct Lists {
    open: Vec<String>,
    counts: BTreeMap<(String, usize), u64>,
}

impl Lists {
    /// Opens a list; without a style of its own it has that of the one it lies in.
    pub(super) fn open(&mut self, element: &Element) {
        let outer = self.open.last().cloned().unwrap_or_default();
        let style = element.get("text:style-name").map_or(outer, str::to_owned);
        let goes_on = element.flag("text:continue-numbering") == Some(true)
            || element.get("text:continue-list").is_some();
        if self.open.is_empty() && !goes_on {
            self.counts.retain(|(other, _), _| *other != style);
        }
        self.open.push(style);
    }

    /// Closes the innermost list.
    pub(super) fn close(&mut self) {
        self.open.pop();
    }

    /// Returns the style of the innermost list.
    pub(super) fn style(&self) -> &str {
        self.open.last().map_or("", String::as_str)
    }

    /// Returns how deep the innermost list lies, from 1; 0 outside lists.
    pub(super) fn depth(&self) -> usize {
        self.open.len()
    }

    /// Sets all lists aside, as a table's cell or a note does; give them back to [`resume`](Self::resume).
    pub(super) fn suspend(&mut self) -> Vec<String> {
        std::mem::take(&mut self.open)
    }

    /// Takes the lists up again that were set aside.
    pub(super) fn resume(&mut self, open: Vec<String>) {
        self.open = open;
    }

    /// Returns the mark of the next item, and counts it.
    pub(super) fn mark(&mut self, level: Option<&Level>, start: Option<u64>) -> String {
        let Some((level, format)) = level.and_then(|level| Some((level, level.format.as_deref()?)))
        else {
            return "•".to_owned();
        };
        if format.is_empty() {
            return String::new();
        }
        let (style, depth) = (self.style().to_owned(), self.depth());
        let next = self
            .counts
            .get(&(style.clone(), depth))
            .map_or(level.start, |last| last + 1);
        let number = start.unwrap_or(next);
        self.counts.insert((style.clone(), depth), number);
        self.counts
            .retain(|(other, at), _| *other != style || *at <= depth);
        let first = (depth + 1).saturating_sub(level.shows.max(1)).max(1);
        let numbers = (first..=depth).map(|at| {
            let value = self.counts.get(&(style.clone(), at)).copied().unwrap_or(1);
            numeral(format, value)
        });
        let shown = numbers.collect::<Vec<_>>().join(".");
        format!("{}{shown}{}", level.prefix, level.suffix)
    }
}
