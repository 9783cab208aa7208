//! One part on its way into the pack.

use std::collections::{BTreeMap, HashMap};
use std::io::{self, Write};

use lopdf::{Dictionary, Document, Object, ObjectId};

use crate::join::stamp::Stamper;
use crate::join::{Entry, Finding, PageLook, Pdf, What};
use crate::model::PageMarks;

use super::links::{Fate, Goal, Links, is};
use super::pages;
use super::places::{self, Places};
use super::profiles;
use super::roles::Roles;
use super::source::Source;
use super::tags::{Tags, Walk};
use super::untagged::{Reading, reading};
use super::writer::Writer;

/// A part on its way.
pub struct Part<'e> {
    pub entry: &'e Entry,
    pub source: Source,
    pub catalog: Dictionary,
    /// The pages, with their annotations.
    pub pages: Vec<(ObjectId, Vec<ObjectId>)>,
    pub places: Places,
    pub tags: Tags,
    /// Stands for the element above all others of the part.
    pub top: ObjectId,
    /// Pages that are read as one whole.
    pub readings: HashMap<ObjectId, Reading>,
    /// Links into the pack, with their pages, from 1.
    pub waiting: BTreeMap<ObjectId, (Goal, usize)>,
    /// Addresses and names that lead nowhere, with the pages of the links.
    pub dangling: Vec<(String, usize)>,
    /// Whether its tags need PDF 2.0.
    pub newer: bool,
    /// What was changed.
    pub findings: Vec<Finding>,
    prefix: String,
    document: Document,
}

impl<'e> Part<'e> {
    /// Opens a part: its pages are complete in themselves, its links lead into the pack.
    pub fn open(pdf: Pdf, entry: &'e Entry, number: usize) -> Self {
        let mut document = pdf.document;
        let pages = pages::flatten(&mut document, &pdf.pages);
        let catalog = document.catalog().cloned().unwrap_or_default();
        let mut source = Source::new(std::mem::take(&mut document.objects), document.max_id);
        profiles::date(&mut source);
        let ids: Vec<ObjectId> = pages.iter().map(|(page, _)| *page).collect();
        let places = Places::of(&source, &catalog, number, &ids);
        let top = source.insert(Object::Null);
        let mut part = Self {
            entry,
            source,
            catalog,
            pages,
            places,
            tags: Tags::default(),
            top,
            readings: HashMap::new(),
            waiting: BTreeMap::new(),
            dangling: Vec::new(),
            newer: false,
            findings: Vec::new(),
            prefix: places::prefix(number),
            document,
        };
        part.judge_links();
        part
    }

    /// Decides what becomes of each annotation.
    fn judge_links(&mut self) {
        let links = Links::of(self.entry);
        let (mut dead, mut withheld) = (BTreeMap::new(), BTreeMap::new());
        for (index, (page, annotations)) in self.pages.iter_mut().enumerate() {
            annotations.retain(|id| {
                match links.judge(&mut self.source, *id, *page, &self.places) {
                    Fate::Stays => return true,
                    Fate::Waits(goal) => {
                        self.waiting.insert(*id, (goal, index + 1));
                        return true;
                    }
                    Fate::Dangles(address) => {
                        self.dangling.extend(address.map(|to| (to, index + 1)));
                        *dead.entry(index + 1).or_insert(0) += 1;
                    }
                    Fate::Goes => *withheld.entry(index + 1).or_insert(0) += 1,
                }
                false
            });
        }
        self.find(What::LinksRemoved, &dead);
        self.find(What::LinksWithheld, &withheld);
    }

    fn find(&mut self, what: What, pages: &BTreeMap<usize, usize>) {
        if !pages.is_empty() {
            self.findings.push(Finding {
                what,
                pages: pages.keys().copied().collect(),
                count: pages.values().sum(),
            });
        }
    }

    /// Reads the structure, in the words of the pack.
    pub fn read_tags<W: Write>(
        &mut self,
        roles: &mut Roles,
        writer: &mut Writer<W>,
    ) -> io::Result<()> {
        let Some(root) = self.source.entry(&self.catalog, b"StructTreeRoot").cloned() else {
            return Ok(());
        };
        let renamed = roles.unite(&mut self.source, &root, &self.prefix, writer)?;
        let walk = Walk {
            pages: self.pages.iter().map(|(page, _)| *page).collect(),
            annotations: self
                .pages
                .iter()
                .flat_map(|(_, ids)| ids)
                .copied()
                .collect(),
            renamed: &renamed,
            prefix: &self.prefix,
        };
        self.tags = Tags::read(&mut self.source, &root, self.top, &walk);
        let newer = self.document.version.starts_with('2') || self.says_newer();
        self.newer = newer && !self.source.items(&root, b"Namespaces").is_empty();
        Ok(())
    }

    fn says_newer(&self) -> bool {
        matches!(self.catalog.get(b"Version"), Ok(Object::Name(name)) if name.starts_with(b"2"))
    }

    /// Returns the namespaces of the structure.
    pub fn namespaces(&self) -> Vec<ObjectId> {
        let root = self.source.entry(&self.catalog, b"StructTreeRoot");
        let items = root.map_or(&[][..], |root| self.source.items(root, b"Namespaces"));
        items
            .iter()
            .filter_map(|item| item.as_reference().ok())
            .collect()
    }

    /// Stamps the pages, and has those without tags read as a whole.
    pub fn stamp(
        &mut self,
        stamper: &mut Stamper,
        marks: &[PageMarks],
        looks: Option<&[PageLook]>,
    ) {
        let plain = PageMarks::default();
        let mut scaled = BTreeMap::new();
        self.lend();
        for (index, (page, _)) in self.pages.iter().enumerate() {
            let look = looks.and_then(|looks| looks.get(index));
            let marks = marks.get(index).unwrap_or(&plain);
            let reading = match self.tags.marked.contains_key(page) {
                true => None,
                false => {
                    let tagged = !self.tags.tops.is_empty();
                    reading(&self.document, *page, look, tagged)
                }
            };
            if reading.is_none() && marks.stamps.is_empty() {
                continue;
            }
            let read = reading.map(|reading| (reading.kind, i64::from(reading.mark)));
            let factor = stamper.stamp(&mut self.document, *page, marks, look, read);
            if factor.is_some() {
                scaled.insert(index + 1, 1);
            }
            self.readings
                .extend(reading.map(|reading| (*page, reading)));
        }
        let annotations = self.pages.iter().map(|(page, listed)| (*page, &listed[..]));
        stamper.settle(&mut self.document, annotations, self.places.goals());
        self.take_back();
        self.find(What::PagesScaled, &scaled);
    }

    /// Gives the objects to the document.
    fn lend(&mut self) {
        self.document.objects = std::mem::take(&mut self.source.objects);
        self.document.max_id = self.source.next;
    }

    /// Takes the objects from the document.
    fn take_back(&mut self) {
        self.source.objects = std::mem::take(&mut self.document.objects);
        self.source.next = self.document.max_id;
    }

    /// Returns how the pages are looked at.
    pub fn views(&mut self) -> Vec<pages::View> {
        self.lend();
        let views = self
            .pages
            .iter()
            .map(|(page, _)| pages::view(&self.document, *page));
        let views = views.collect();
        self.take_back();
        views
    }

    /// Returns annotations that no element holds, on pages that are read as a whole: screen readers find them by an element.
    pub fn loose(&self, page: ObjectId, annotations: &[ObjectId]) -> Vec<ObjectId> {
        if !self.tags.tops.is_empty() && !self.readings.contains_key(&page) {
            return Vec::new();
        }
        let popup = |id: &ObjectId| match self.source.objects.get(id) {
            Some(Object::Dictionary(entries)) => is(entries, b"Subtype", b"Popup"),
            _ => true,
        };
        annotations
            .iter()
            .copied()
            .filter(|id| !popup(id))
            .collect()
    }

    /// Whether an annotation is a link.
    pub fn is_link(&self, id: ObjectId) -> bool {
        let object = self.source.objects.get(&id);
        matches!(object, Some(Object::Dictionary(entries)) if is(entries, b"Subtype", b"Link"))
    }
}
