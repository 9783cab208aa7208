//! The tag tree as a web of references: each of them must lead somewhere, and back.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use lopdf::{Dictionary, Object, ObjectId};

use super::marks::Holder;
use super::trees::{named, names_faults, numbered};
use super::whole::Whole;

/// The tag tree of a PDF.
#[derive(Default)]
pub struct Structure {
    /// Its elements, each after its parent.
    pub elements: Vec<Node>,
    /// How many stretches of marked content it refers to that are there.
    pub marks: usize,
    /// How many links and other objects it refers to that are there.
    pub objects: usize,
    /// What leads nowhere, or does not lead back: a line each.
    pub faults: Vec<String>,
}

/// An element of the tag tree.
pub struct Node {
    pub kind: String,
    pub parent: Option<usize>,
    /// The pages on which its own content stands, from 0.
    pub pages: BTreeSet<usize>,
}

/// What is known while the tree is walked.
struct Walk<'a> {
    whole: &'a Whole,
    holders: BTreeMap<ObjectId, Holder>,
    parents: BTreeMap<i64, Object>,
    /// The element that each object is.
    ids: BTreeMap<ObjectId, usize>,
    /// The elements that claim each stretch, by its holder.
    claims: BTreeMap<(ObjectId, i64), ObjectId>,
    names: BTreeSet<Vec<u8>>,
    out: Structure,
}

impl Whole {
    /// Reads the tag tree and follows all that it refers to.
    pub fn structure(&self) -> Structure {
        let Some(root) = self.dictionary(self.catalog().get(b"StructTreeRoot").ok()) else {
            return Structure::default();
        };
        let tree = self.dictionary(root.get(b"ParentTree").ok());
        let mut walk = Walk {
            whole: self,
            holders: self.holders(),
            parents: tree
                .map(|tree| numbered(&self.document, tree))
                .unwrap_or_default(),
            ids: BTreeMap::new(),
            claims: BTreeMap::new(),
            names: BTreeSet::new(),
            out: Structure::default(),
        };
        let id = self
            .catalog()
            .get(b"StructTreeRoot")
            .and_then(Object::as_reference)
            .ok();
        walk.kids(root, id.unwrap_or_default(), None, None);
        walk.leads_back(root);
        walk.names_are_there(root);
        walk.out
    }
}

impl Structure {
    /// Counts the elements whose content, or that of the elements in them, stands only on some of the pages.
    ///
    /// An element without any content belongs to the pages of the element it stands in.
    pub fn kinds(&self, pages: &Range<usize>) -> BTreeMap<String, usize> {
        let mut all: Vec<BTreeSet<usize>> = self
            .elements
            .iter()
            .map(|node| node.pages.clone())
            .collect();
        for (at, node) in self.elements.iter().enumerate().rev() {
            if let Some(parent) = node.parent {
                let own = all[at].clone();
                all[parent].extend(own);
            }
        }
        let mut kinds = BTreeMap::new();
        let mut inside = vec![false; all.len()];
        for (at, node) in self.elements.iter().enumerate() {
            let parent = node.parent.is_some_and(|parent| inside[parent]);
            inside[at] =
                parent || (!all[at].is_empty() && all[at].iter().all(|page| pages.contains(page)));
            if inside[at] {
                *kinds.entry(node.kind.clone()).or_default() += 1;
            }
        }
        kinds
    }
}

impl Walk<'_> {
    fn fault(&mut self, fault: String) {
        self.out.faults.push(fault);
    }

    fn kids(
        &mut self,
        of: &Dictionary,
        id: ObjectId,
        element: Option<usize>,
        page: Option<ObjectId>,
    ) {
        let whole = self.whole;
        match of.get(b"K").map(|kids| whole.follow(kids)) {
            Ok(Object::Array(kids)) => kids.iter().for_each(|kid| self.kid(kid, id, element, page)),
            Ok(_) => self.kid(of.get(b"K").expect("just found"), id, element, page),
            Err(_) => {}
        }
    }

    fn kid(
        &mut self,
        kid: &Object,
        parent: ObjectId,
        element: Option<usize>,
        page: Option<ObjectId>,
    ) {
        let whole = self.whole;
        match whole.follow(kid) {
            Object::Integer(mark) => self.mark(page, *mark, parent, element),
            Object::Dictionary(dictionary) => {
                let own = dictionary.get(b"Pg").and_then(Object::as_reference).ok();
                match dictionary.get(b"Type").and_then(Object::as_name) {
                    Ok(b"MCR") => {
                        let stream = dictionary.get(b"Stm").and_then(Object::as_reference).ok();
                        let mark = dictionary
                            .get(b"MCID")
                            .and_then(Object::as_i64)
                            .unwrap_or(-1);
                        self.mark(stream.or(own).or(page), mark, parent, element);
                    }
                    Ok(b"OBJR") => self.object(dictionary, own.or(page), parent, element),
                    _ => self.element(kid, dictionary, parent, element, own.or(page)),
                }
            }
            Object::Null => {}
            other => self.fault(format!("a kid of element {parent:?} is {other:?}")),
        }
    }

    fn element(
        &mut self,
        kid: &Object,
        dictionary: &Dictionary,
        parent: ObjectId,
        inside: Option<usize>,
        page: Option<ObjectId>,
    ) {
        let id = kid.as_reference().unwrap_or_default();
        let kind = dictionary
            .get(b"S")
            .and_then(Object::as_name)
            .unwrap_or(b"?");
        let kind = String::from_utf8_lossy(kind).into_owned();
        if dictionary.get(b"P").and_then(Object::as_reference).ok() != Some(parent) {
            self.fault(format!("{kind} {id:?} does not name its parent {parent:?}"));
        }
        let at = self.out.elements.len();
        if id != (0, 0) && self.ids.insert(id, at).is_some() {
            return self.fault(format!("{kind} {id:?} stands in the tree twice"));
        }
        if page.is_some_and(|page| !self.whole.pages.contains(&page)) {
            self.fault(format!("{kind} {id:?} names a page that is not there"));
        }
        if let Ok(name) = dictionary.get(b"ID").and_then(Object::as_str)
            && !self.names.insert(name.to_vec())
        {
            self.fault(format!(
                "two elements have the name {}",
                String::from_utf8_lossy(name)
            ));
        }
        self.out.elements.push(Node {
            kind,
            parent: inside,
            pages: BTreeSet::new(),
        });
        self.kids(dictionary, id, Some(at), page);
    }

    fn mark(
        &mut self,
        holder: Option<ObjectId>,
        mark: i64,
        parent: ObjectId,
        element: Option<usize>,
    ) {
        let known = holder.and_then(|holder| self.holders.get(&holder));
        let (Some(holder), Some(element)) = (
            holder.filter(|_| known.is_some_and(|known| known.marks.contains(&mark))),
            element,
        ) else {
            return self.fault(format!(
                "element {parent:?} names mark {mark} of {holder:?}, which is not there"
            ));
        };
        if let Some(other) = self.claims.insert((holder, mark), parent) {
            self.fault(format!(
                "{other:?} and {parent:?} both have mark {mark} of {holder:?}"
            ));
        }
        self.out.marks += 1;
        let page = self.whole.pages.iter().position(|page| *page == holder);
        self.out.elements[element].pages.extend(page);
    }

    fn object(
        &mut self,
        reference: &Dictionary,
        page: Option<ObjectId>,
        parent: ObjectId,
        element: Option<usize>,
    ) {
        let whole = self.whole;
        let id = reference
            .get(b"Obj")
            .and_then(Object::as_reference)
            .unwrap_or_default();
        let Some(object) = whole.dictionary(reference.get(b"Obj").ok()) else {
            return self.fault(format!(
                "element {parent:?} names object {id:?}, which is not there"
            ));
        };
        let key = object.get(b"StructParent").and_then(Object::as_i64).ok();
        let back = key
            .and_then(|key| self.parents.get(&key))
            .and_then(|back| back.as_reference().ok());
        if back != Some(parent) {
            self.fault(format!(
                "object {id:?} leads back to {back:?} and not to its element {parent:?}"
            ));
        }
        let on = page.and_then(|page| whole.pages.iter().position(|known| *known == page));
        let shown = page.is_some_and(|page| {
            on.is_some()
                && whole
                    .annotations(page)
                    .iter()
                    .any(|known| std::ptr::eq(*known, object))
        });
        if !shown && object.has(b"Rect") {
            self.fault(format!(
                "object {id:?} of element {parent:?} is not on its page"
            ));
        }
        self.out.objects += 1;
        if let Some(element) = element {
            self.out.elements[element].pages.extend(on);
        }
    }

    /// Checks that each mark in content is named once, and that the tree of parents says by which element.
    fn leads_back(&mut self, root: &Dictionary) {
        let next = root.get(b"ParentTreeNextKey").and_then(Object::as_i64).ok();
        if let (Some(next), Some((last, _))) = (next, self.parents.last_key_value())
            && next <= *last
        {
            self.fault(format!("the next key is {next}, but {last} is taken"));
        }
        let mut keys = BTreeMap::new();
        for (holder, found) in self.holders.clone() {
            let Some(key) = found.key else {
                if !found.marks.is_empty() {
                    self.fault(format!("{holder:?} has marks but no key"));
                }
                continue;
            };
            if let Some(other) = keys.insert(key, holder) {
                self.fault(format!("{holder:?} and {other:?} have one key, {key}"));
            }
            self.marks_lead_back(holder, key, &found.marks);
        }
    }

    fn marks_lead_back(&mut self, holder: ObjectId, key: i64, marks: &[i64]) {
        let list = self.parents.get(&key).cloned().unwrap_or(Object::Null);
        let list = self
            .whole
            .follow(&list)
            .as_array()
            .cloned()
            .unwrap_or_default();
        let mut seen = BTreeSet::new();
        for mark in marks {
            let back = usize::try_from(*mark)
                .ok()
                .and_then(|mark| list.get(mark)?.as_reference().ok());
            let claimed = self.claims.get(&(holder, *mark)).copied();
            if !seen.insert(*mark) {
                self.fault(format!("mark {mark} is twice in {holder:?}"));
            }
            if back.is_none() || back != claimed {
                self.fault(format!(
                    "mark {mark} of {holder:?} leads back to {back:?}, and {claimed:?} names it"
                ));
            }
        }
    }

    /// Checks that cells name heads that are there, and that the tree of names has every name.
    fn names_are_there(&mut self, root: &Dictionary) {
        let whole = self.whole;
        let tree = whole.dictionary(root.get(b"IDTree").ok());
        let known = tree
            .map(|tree| named(&whole.document, tree))
            .unwrap_or_default();
        for fault in tree
            .map(|tree| names_faults(&whole.document, tree))
            .unwrap_or_default()
        {
            self.fault(fault);
        }
        for name in self.names.clone() {
            if !known.contains_key(&name) {
                self.fault(format!(
                    "the tree of names lacks {}",
                    String::from_utf8_lossy(&name)
                ));
            }
        }
        for (name, element) in known {
            if !element
                .as_reference()
                .is_ok_and(|id| self.ids.contains_key(&id))
            {
                self.fault(format!(
                    "the name {} leads to no element",
                    String::from_utf8_lossy(&name)
                ));
            }
        }
    }
}
