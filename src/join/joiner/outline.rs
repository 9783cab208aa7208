//! Bookmarks: one for each entry, and those of the papers below them.

use std::collections::HashSet;
use std::io::{self, Write};

use lopdf::{Dictionary, Object, ObjectId};

use crate::join::Bookmark;

use super::places::Places;
use super::source::Source;
use super::syntax;
use super::writer::Writer;

/// How many bookmarks one paper may have.
const MOST: usize = 50_000;

/// How many bytes of its words a bookmark may have, and all of a paper together.
const WORDS: usize = 2_000;
const ALL_WORDS: usize = 4 << 20;

/// How deep the bookmarks of a paper may stand; what is deeper stands beside one another.
const DEEPEST: usize = 32;

/// All bookmarks, in order.
#[derive(Default)]
pub struct Outline {
    items: Vec<Item>,
    /// How deep the last bookmark of an entry stands.
    level: Option<usize>,
}

struct Item {
    depth: usize,
    /// Whether what is below is shown; known only at the end for those of entries.
    open: Option<bool>,
    /// Its entries but for those that tell its place among the others.
    body: Vec<u8>,
}

/// A bookmark of a paper, on the way.
struct Found {
    entries: Dictionary,
    depth: usize,
}

impl Outline {
    /// Adds the bookmark of an entry; `destination` is where it leads.
    pub fn add(&mut self, bookmark: &Bookmark, destination: &[u8]) {
        let deepest = self.level.map_or(0, |level| level + 1);
        let depth = bookmark.level.min(deepest);
        let mut body = b"/Title".to_vec();
        syntax::text(&bookmark.title, &mut body);
        body.extend(b"/Dest");
        body.extend(destination);
        self.level = Some(depth);
        self.items.push(Item {
            depth,
            open: None,
            body,
        });
    }

    /// Adds the bookmarks of a paper below the last of an entry.
    pub fn nest(&mut self, source: &Source, catalog: &Dictionary, places: &Places) {
        let base = self.level.map_or(0, |level| level + 1);
        let mut words = 0;
        for found in walk(source, catalog) {
            words += title(source, &found.entries)
                .map_or(0, <[u8]>::len)
                .min(WORDS);
            if words > ALL_WORDS {
                break;
            }
            let open = found.entries.get(b"Count").and_then(Object::as_i64);
            self.items.push(Item {
                depth: base + found.depth,
                open: Some(open.unwrap_or_default() > 0),
                body: body(source, &found.entries, places),
            });
        }
    }

    /// Writes all bookmarks; gives the root, where there are any.
    pub fn finish<W: Write>(mut self, writer: &mut Writer<W>) -> io::Result<Option<u32>> {
        if self.items.is_empty() {
            return Ok(None);
        }
        self.settle();
        let root = writer.reserve();
        let ids: Vec<u32> = self.items.iter().map(|_| writer.reserve()).collect();
        let places = Family::of(&self.items);
        for (index, item) in self.items.iter().enumerate() {
            let body = places.body(index, item, root, &ids);
            writer.object(ids[index], &body)?;
        }
        let mut body = b"<</Type/Outlines".to_vec();
        let top = places.tops();
        let (first, last) = (ids[top[0]], ids[top[top.len() - 1]]);
        let shown = top.len() + top.iter().map(|index| places.shown[*index]).sum::<usize>();
        syntax::put(
            &mut body,
            format_args!("/First {first} 0 R/Last {last} 0 R/Count {shown}>>"),
        );
        writer.object(root, &body)?;
        Ok(Some(root))
    }

    /// Levels out steps of more than one, and folds entries that have nothing but a paper's own bookmarks below.
    fn settle(&mut self) {
        let mut deepest = 0;
        for index in 0..self.items.len() {
            let depth = self.items[index].depth.min(deepest);
            self.items[index].depth = depth;
            deepest = depth + 1;
        }
        for index in 0..self.items.len() {
            if self.items[index].open.is_none() {
                self.items[index].open = Some(self.holds_entries(index));
            }
        }
    }

    fn holds_entries(&self, index: usize) -> bool {
        let depth = self.items[index].depth;
        let below = self.items[index + 1..].iter();
        let mut below = below.take_while(|item| item.depth > depth);
        below.any(|item| item.open.is_none())
    }
}

/// Who stands above, beside and below whom.
struct Family {
    parent: Vec<Option<usize>>,
    kids: Vec<Vec<usize>>,
    top: Vec<usize>,
    /// How many bookmarks are shown below each, when it is opened; 0 where it is folded.
    shown: Vec<usize>,
    /// As `shown`, were it opened.
    hidden: Vec<usize>,
}

impl Family {
    fn of(items: &[Item]) -> Self {
        let mut family = Self {
            parent: vec![None; items.len()],
            kids: vec![Vec::new(); items.len()],
            top: Vec::new(),
            shown: vec![0; items.len()],
            hidden: vec![0; items.len()],
        };
        let mut line: Vec<usize> = Vec::new();
        for (index, item) in items.iter().enumerate() {
            line.truncate(item.depth);
            match line.last() {
                Some(&parent) => {
                    family.parent[index] = Some(parent);
                    family.kids[parent].push(index);
                }
                None => family.top.push(index),
            }
            line.push(index);
        }
        family.count(items);
        family
    }

    /// Counts from the last to the first, so that those below are counted before those above.
    fn count(&mut self, items: &[Item]) {
        for index in (0..items.len()).rev() {
            let kids = &self.kids[index];
            let below = kids.len() + kids.iter().map(|kid| self.shown[*kid]).sum::<usize>();
            self.hidden[index] = below;
            self.shown[index] = if items[index].open == Some(true) {
                below
            } else {
                0
            };
        }
    }

    fn tops(&self) -> &[usize] {
        &self.top
    }

    fn body(&self, index: usize, item: &Item, root: u32, ids: &[u32]) -> Vec<u8> {
        let mut body = b"<<".to_vec();
        body.extend(&item.body);
        let parent = self.parent[index];
        let above = parent.map_or(root, |parent| ids[parent]);
        syntax::put(&mut body, format_args!("/Parent {above} 0 R"));
        let beside = parent.map_or(&self.top, |parent| &self.kids[parent]);
        let place = beside.binary_search(&index).unwrap_or_default();
        if place > 0 {
            syntax::put(
                &mut body,
                format_args!("/Prev {} 0 R", ids[beside[place - 1]]),
            );
        }
        if let Some(next) = beside.get(place + 1) {
            syntax::put(&mut body, format_args!("/Next {} 0 R", ids[*next]));
        }
        if let (Some(&first), Some(&last)) = (self.kids[index].first(), self.kids[index].last()) {
            let sign = if self.shown[index] > 0 { "" } else { "-" };
            let count = self.hidden[index];
            let (first, last) = (ids[first], ids[last]);
            syntax::put(
                &mut body,
                format_args!("/First {first} 0 R/Last {last} 0 R/Count {sign}{count}"),
            );
        }
        body.extend(b">>");
        body
    }
}

/// Lists the bookmarks of a paper, in order; none twice.
fn walk(source: &Source, catalog: &Dictionary) -> Vec<Found> {
    let mut seen: HashSet<ObjectId> = HashSet::new();
    let mut found = Vec::new();
    let first =
        |entries: &Dictionary, key: &[u8]| entries.get(key).and_then(Object::as_reference).ok();
    let root = source.entry(catalog, b"Outlines");
    let mut stack: Vec<(ObjectId, usize)> = Vec::new();
    stack.extend(
        root.and_then(|root| first(root, b"First"))
            .map(|id| (id, 0)),
    );
    while let Some((id, depth)) = stack.pop() {
        let Some(Object::Dictionary(entries)) = source.objects.get(&id) else {
            continue;
        };
        if !seen.insert(id) || found.len() >= MOST {
            continue;
        }
        stack.extend(first(entries, b"Next").map(|next| (next, depth)));
        stack.extend(first(entries, b"First").map(|below| (below, (depth + 1).min(DEEPEST))));
        found.push(Found {
            entries: entries.clone(),
            depth,
        });
    }
    found
}

/// Returns the words of a bookmark, as they are encoded.
fn title<'s>(source: &'s Source, entries: &'s Dictionary) -> Option<&'s [u8]> {
    source.resolve(entries.get(b"Title").ok()?).as_str().ok()
}

/// Returns what of a bookmark goes along: its words, where it leads, and its looks.
fn body(source: &Source, entries: &Dictionary, places: &Places) -> Vec<u8> {
    let mut kept = Dictionary::new();
    let words = title(source, entries).unwrap_or_default();
    kept.set(
        "Title",
        Object::string_literal(&words[..words.len().min(WORDS)]),
    );
    if let Some(destination) = places.destination(source, entries) {
        kept.set("Dest", destination);
    }
    for key in [&b"C"[..], b"F"] {
        if let Ok(value) = entries.get(key) {
            kept.set(key, source.resolve(value).clone());
        }
    }
    let mut body = Vec::new();
    syntax::fields(&kept, &|id| source.number(id), &mut body);
    body
}
