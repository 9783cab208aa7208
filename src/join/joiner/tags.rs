//! The structure of one paper: its elements, and what each of them is made of.

use std::collections::{BTreeMap, HashMap, HashSet};

use lopdf::{Dictionary, Object, ObjectId};

use super::attributes;
use super::links::is;
use super::roles::Renamed;
use super::source::Source;

/// The highest id of marked content that is believed.
const HIGHEST: i64 = 100_000;

/// How many kids are read in all: a list that many elements share is read for each of them.
const MOST: usize = 5_000_000;

/// What of a page or a form the elements are made of: by its id, the element.
pub type Marked = BTreeMap<u32, ObjectId>;

/// The structure of a part.
#[derive(Default)]
pub struct Tags {
    /// The elements, those above before those below.
    pub elements: Vec<ObjectId>,
    /// The elements that stand at the top.
    pub tops: Vec<ObjectId>,
    /// The marked content of each page and form.
    pub marked: HashMap<ObjectId, Marked>,
    /// The forms among them, in order.
    pub forms: Vec<ObjectId>,
    /// The annotations and images that belong to an element.
    pub objects: Vec<(ObjectId, ObjectId)>,
    /// The ids of elements.
    pub ids: Vec<(Vec<u8>, ObjectId)>,
    /// Whether there are headings without and with a level.
    pub headings: [bool; 2],
    /// How many kids have been read.
    read: usize,
}

/// What a walk through a structure needs to know.
pub struct Walk<'w> {
    /// The pages that are kept.
    pub pages: HashSet<ObjectId>,
    /// The annotations that are kept.
    pub annotations: HashSet<ObjectId>,
    /// What types and classes are called.
    pub renamed: &'w Renamed,
    /// What ids begin with.
    pub prefix: &'w str,
}

/// An element that is still to be read, with the element and the page that it stands on.
type Ahead = (ObjectId, ObjectId, Option<ObjectId>);

/// An element's kid, as it is kept.
enum Kid {
    Content(Object),
    Element(ObjectId),
    /// A link or another object that is not kept.
    Lost,
}

impl Tags {
    /// Reads the structure below its root; all elements are rewritten, what leads nowhere is left out.
    ///
    /// `top` is the element that stands above it all in the pack.
    pub fn read(source: &mut Source, root: &Dictionary, top: ObjectId, walk: &Walk) -> Self {
        let mut tags = Self::default();
        let mut seen = HashSet::new();
        let mut ahead: Vec<Ahead> = Vec::new();
        for kid in kids(source, root.get(b"K").ok().cloned()) {
            if let Kid::Element(id) = tags.kid(source, kid, None, walk, &mut seen) {
                tags.tops.push(id);
            }
        }
        ahead.extend(tags.tops.iter().rev().map(|id| (*id, top, None)));
        while let Some((id, parent, page)) = ahead.pop() {
            let below = tags.element(source, (id, parent, page), walk, &mut seen);
            ahead.extend(below.into_iter().rev());
        }
        tags.rename_documents(source);
        attributes::rewrite(source, &tags, walk.prefix);
        tags
    }

    /// Rewrites an element; gives those below it.
    fn element(
        &mut self,
        source: &mut Source,
        (id, parent, page): Ahead,
        walk: &Walk,
        seen: &mut HashSet<ObjectId>,
    ) -> Vec<Ahead> {
        let Some(Object::Dictionary(mut element)) = source.objects.remove(&id) else {
            return Vec::new();
        };
        let own = element.get(b"Pg").and_then(Object::as_reference).ok();
        let own = own.filter(|page| walk.pages.contains(page));
        if own.is_none() {
            element.remove(b"Pg");
        }
        let page = own.or(page);
        let list = element.remove(b"K");
        let (kept, below, lost) = self.kids(source, list, (id, page), walk, seen);
        if !kept.is_empty() {
            element.set("K", Object::Array(kept));
        }
        self.name(&mut element, id, parent, walk);
        if lost && is(&element, b"S", b"Link") && !holds_object(&element) {
            element.set("S", Object::Name(b"Span".to_vec()));
        }
        source.objects.insert(id, Object::Dictionary(element));
        self.elements.push(id);
        below.into_iter().map(|kid| (kid, id, page)).collect()
    }

    /// Reads the kids of an element: as they are kept, those that are elements, and whether an object was lost.
    fn kids(
        &mut self,
        source: &mut Source,
        list: Option<Object>,
        (id, page): (ObjectId, Option<ObjectId>),
        walk: &Walk,
        seen: &mut HashSet<ObjectId>,
    ) -> (Vec<Object>, Vec<ObjectId>, bool) {
        let (mut kept, mut below, mut lost) = (Vec::new(), Vec::new(), false);
        let list = kids(source, list);
        self.read += list.len();
        let most = if self.read < MOST { list.len() } else { 0 };
        for kid in list.into_iter().take(most) {
            match self.kid(source, kid, Some((id, page)), walk, seen) {
                Kid::Content(kid) => kept.push(kid),
                Kid::Element(kid) => {
                    kept.push(Object::Reference(kid));
                    below.push(kid);
                }
                Kid::Lost => lost = true,
            }
        }
        (kept, below, lost)
    }

    fn kid(
        &mut self,
        source: &mut Source,
        kid: Object,
        above: Option<(ObjectId, Option<ObjectId>)>,
        walk: &Walk,
        seen: &mut HashSet<ObjectId>,
    ) -> Kid {
        let reference = kid.as_reference().ok();
        match source.resolve(&kid) {
            Object::Integer(mark) => {
                let mark = *mark;
                let page = above.and_then(|(id, page)| Some((id, page?)));
                match page {
                    Some((id, page)) if self.mark(page, mark, id) => Kid::Content(mark.into()),
                    _ => Kid::Lost,
                }
            }
            Object::Dictionary(entries) if entries.has(b"S") => {
                let entries = entries.clone();
                let id = reference.unwrap_or_else(|| source.insert(Object::Dictionary(entries)));
                if seen.insert(id) {
                    Kid::Element(id)
                } else {
                    Kid::Lost
                }
            }
            Object::Dictionary(entries) => {
                let entries = entries.clone();
                match above {
                    Some(above) => self.content(source, entries, above, walk),
                    None => Kid::Lost,
                }
            }
            _ => Kid::Lost,
        }
    }

    /// Reads a reference to marked content or to an object.
    fn content(
        &mut self,
        source: &Source,
        mut entries: Dictionary,
        (id, page): (ObjectId, Option<ObjectId>),
        walk: &Walk,
    ) -> Kid {
        let own = entries.get(b"Pg").and_then(Object::as_reference).ok();
        let own = own.filter(|page| walk.pages.contains(page));
        if own.is_none() {
            entries.remove(b"Pg");
        }
        let found = |key: &[u8]| entries.get(key).and_then(Object::as_reference).ok();
        let kept = match (found(b"Obj"), found(b"Stm")) {
            (Some(object), _) => self.object(source, object, id, walk),
            (None, Some(form)) => {
                let stream = matches!(source.objects.get(&form), Some(Object::Stream(_)));
                let new = !self.marked.contains_key(&form);
                let kept = stream && self.mark(form, mark(source, &entries), id);
                if kept && new {
                    self.forms.push(form);
                }
                kept
            }
            (None, None) => match own.or(page) {
                Some(page) => self.mark(page, mark(source, &entries), id),
                None => false,
            },
        };
        if kept {
            Kid::Content(Object::Dictionary(entries))
        } else {
            Kid::Lost
        }
    }

    fn object(&mut self, source: &Source, object: ObjectId, id: ObjectId, walk: &Walk) -> bool {
        let stream = matches!(source.objects.get(&object), Some(Object::Stream(_)));
        let kept = stream || walk.annotations.contains(&object);
        if kept {
            self.objects.push((object, id));
        }
        kept
    }

    /// Notes which element marked content belongs to: the first that says so.
    fn mark(&mut self, holder: ObjectId, mark: i64, element: ObjectId) -> bool {
        match u32::try_from(mark) {
            Ok(number) if mark <= HIGHEST => {
                let marked = self.marked.entry(holder).or_default();
                marked.entry(number).or_insert(element);
                true
            }
            _ => false,
        }
    }

    /// Gives an element its place, type, classes and id in the pack.
    fn name(&mut self, element: &mut Dictionary, id: ObjectId, parent: ObjectId, walk: &Walk) {
        element.set("P", Object::Reference(parent));
        element.remove(b"AF");
        if let Ok(Object::Name(kind)) = element.get(b"S") {
            let role = walk.renamed.role(kind);
            self.headings[0] |= role == b"H";
            self.headings[1] |= matches!(role, [b'H', b'1'..=b'6']);
            let renamed = walk.renamed.kind(kind).to_vec();
            element.set("S", Object::Name(renamed));
        } else {
            element.set("S", Object::Name(b"NonStruct".to_vec()));
        }
        for class in element.get_mut(b"C").into_iter().flat_map(names) {
            *class = walk.renamed.class(class).to_vec();
        }
        if let Some(Object::String(own, format)) = element.remove(b"ID") {
            let own = [walk.prefix.as_bytes(), &own].concat();
            self.ids.push((own.clone(), id));
            element.set("ID", Object::String(own, format));
        }
    }

    /// Makes the documents at the top sections: there is one document in a pack.
    fn rename_documents(&self, source: &mut Source) {
        for id in &self.tops {
            if let Some(Object::Dictionary(element)) = source.objects.get_mut(id)
                && is(element, b"S", b"Document")
            {
                element.set("S", Object::Name(b"Sect".to_vec()));
            }
        }
    }
}

/// Returns the id of marked content, or one that is never believed.
fn mark(source: &Source, entries: &Dictionary) -> i64 {
    match entries.get(b"MCID").map(|mark| source.resolve(mark)) {
        Ok(Object::Integer(mark)) => *mark,
        _ => -1,
    }
}

/// Lists the kids that an entry holds, one or many.
fn kids(source: &Source, entry: Option<Object>) -> Vec<Object> {
    match entry {
        Some(Object::Array(items)) => items,
        Some(Object::Reference(id)) => match source.objects.get(&id) {
            Some(Object::Array(items)) => items.clone(),
            _ => vec![Object::Reference(id)],
        },
        Some(one) => vec![one],
        None => Vec::new(),
    }
}

/// Returns the names in an entry that holds one or many.
fn names(entry: &mut Object) -> Vec<&mut Vec<u8>> {
    match entry {
        Object::Name(name) => vec![name],
        Object::Array(items) => {
            let names = items.iter_mut().filter_map(|item| match item {
                Object::Name(name) => Some(name),
                _ => None,
            });
            names.collect()
        }
        _ => Vec::new(),
    }
}

fn holds_object(element: &Dictionary) -> bool {
    let kids = element.get(b"K").and_then(Object::as_array);
    let mut kids = kids.map(|kids| kids.iter()).into_iter().flatten();
    kids.any(|kid| matches!(kid, Object::Dictionary(entries) if entries.has(b"Obj")))
}
