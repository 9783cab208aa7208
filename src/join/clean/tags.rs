//! The structure of a tagged PDF, kept true while annotations become part of their pages.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

use super::read::{integer, items, value};
use super::{content, number_tree};

/// The structure, as far as annotations matter.
pub(super) struct Tags {
    /// The element that each annotation belongs to.
    elements: BTreeMap<ObjectId, ObjectId>,
    /// The parent tree.
    parents: BTreeMap<i64, Object>,
    /// The root of the structure.
    root: ObjectId,
    /// The first free id of content on a page whose own content was looked at.
    free: BTreeMap<ObjectId, i64>,
}

impl Tags {
    /// Reads the structure; none where there is none.
    pub(super) fn read(document: &Document) -> Option<Self> {
        let catalog = document.catalog().ok()?;
        let (root, found) = document
            .dereference(catalog.get(b"StructTreeRoot").ok()?)
            .ok()?;
        let found = found.as_dict().ok()?;
        let parents = found
            .get(b"ParentTree")
            .map(|tree| number_tree::read(document, tree));
        Some(Self {
            elements: root.map_or_else(BTreeMap::new, |root| elements(document, root)),
            parents: parents.unwrap_or_default(),
            root: root?,
            free: BTreeMap::new(),
        })
    }

    /// Takes an annotation out of the structure.
    pub(super) fn forget(
        &mut self,
        document: &mut Document,
        id: ObjectId,
        annotation: &Dictionary,
    ) {
        self.release(document, annotation);
        if let Some(element) = self.elements.remove(&id) {
            replace(document, element, id, None);
        }
    }

    /// Takes an annotation's own number out of the parent tree.
    fn release(&mut self, document: &Document, annotation: &Dictionary) {
        if let Some(number) = integer(document, annotation, b"StructParent") {
            self.parents.remove(&number);
        }
    }

    /// Puts content of a page in the place of an annotation, or else at the end; gives the tag and the id of the content.
    pub(super) fn stand_in(
        &mut self,
        document: &mut Document,
        page: ObjectId,
        (id, annotation): (Option<ObjectId>, &Dictionary),
        role: Option<Dictionary>,
    ) -> Option<(String, i64)> {
        self.release(document, annotation);
        let known = id.and_then(|id| self.elements.remove(&id));
        // What nobody put into the structure is decoration, unless it is a field.
        let element = match known {
            Some(element) => element,
            None => self.add_element(document, role.as_ref()?)?,
        };
        let number = self.number_of(document, page)?;
        let content = self.next_of(document, page, number, element);
        let reference = dictionary! {
            "Type" => "MCR",
            "Pg" => Object::Reference(page),
            "MCID" => content,
        };
        match (known, id) {
            (Some(_), Some(id)) => replace(document, element, id, Some(reference)),
            _ => append(document, element, reference),
        }
        if let Some(role) = role {
            describe(document, element, role);
        }
        Some((tag(document, element), content))
    }

    /// Adds an element for a field that the structure does not know, at the end.
    fn add_element(&mut self, document: &mut Document, _: &Dictionary) -> Option<ObjectId> {
        let above = top(document, self.root)?;
        let element = dictionary! {
            "Type" => "StructElem",
            "S" => "Form",
            "P" => Object::Reference(above),
        };
        let element = document.add_object(element);
        push(document, above, Object::Reference(element));
        Some(element)
    }

    /// Returns the number of a page in the parent tree, and gives it one where it has none.
    fn number_of(&mut self, document: &mut Document, page: ObjectId) -> Option<i64> {
        let found = document.get_dictionary(page).ok()?;
        if let Some(number) = integer(document, found, b"StructParents") {
            return Some(number);
        }
        let next = self.parents.keys().next_back().map_or(0, |last| last + 1);
        let stated = document.get_dictionary(self.root).ok();
        let stated = stated.and_then(|root| integer(document, root, b"ParentTreeNextKey"));
        let number = next.max(stated.unwrap_or_default());
        document
            .get_dictionary_mut(page)
            .ok()?
            .set("StructParents", number);
        if let Ok(root) = document.get_dictionary_mut(self.root) {
            root.set("ParentTreeNextKey", number + 1);
        }
        Some(number)
    }

    /// Adds an element to the list of a page's content; gives the id of the content.
    fn next_of(
        &mut self,
        document: &Document,
        page: ObjectId,
        number: i64,
        element: ObjectId,
    ) -> i64 {
        let listed = self
            .parents
            .entry(number)
            .or_insert_with(|| Object::Array(Vec::new()));
        let mut list = match document.dereference(listed) {
            Ok((_, Object::Array(list))) => list.clone(),
            _ => Vec::new(),
        };
        // Content may have ids that the list does not know.
        let free = self
            .free
            .entry(page)
            .or_insert_with(|| content::free_id(document, page));
        let length = usize::try_from(*free).unwrap_or_default().max(list.len());
        list.resize(length, Object::Null);
        list.push(Object::Reference(element));
        *listed = Object::Array(list);
        *free = i64::try_from(length + 1).unwrap_or_default();
        *free - 1
    }

    /// Writes the parent tree.
    pub(super) fn write(self, document: &mut Document) {
        let tree = document.add_object(number_tree::write(self.parents));
        if let Ok(root) = document.get_dictionary_mut(self.root) {
            root.set("ParentTree", Object::Reference(tree));
        }
    }
}

/// Finds the element that each annotation belongs to.
///
/// Only what hangs in the tree counts: files keep elements of earlier versions, which name the same annotations.
fn elements(document: &Document, root: ObjectId) -> BTreeMap<ObjectId, ObjectId> {
    let mut found = BTreeMap::new();
    let (mut open, mut seen) = (vec![root], BTreeSet::from([root]));
    while let Some(id) = open.pop() {
        let Ok(element) = document.get_dictionary(id) else {
            continue;
        };
        for kid in kids(document, element) {
            if let Some(annotation) = annotation_of(document, &kid) {
                found.entry(annotation).or_insert(id);
            } else if let Ok(kid) = kid.as_reference()
                && seen.insert(kid)
            {
                open.push(kid);
            }
        }
    }
    found
}

/// Lists the kids of an element; one alone may stand without an array.
fn kids(document: &Document, element: &Dictionary) -> Vec<Object> {
    match (element.get(b"K"), value(document, element, b"K")) {
        (_, Some(Object::Array(kids))) => kids.clone(),
        (Ok(kid), Some(_)) => vec![kid.clone()],
        _ => Vec::new(),
    }
}

/// Returns the annotation that a kid of an element refers to.
fn annotation_of(document: &Document, kid: &Object) -> Option<ObjectId> {
    let kid = document.dereference(kid).ok()?.1.as_dict().ok()?;
    if kid.has(b"S") {
        return None;
    }
    kid.get(b"Obj").and_then(Object::as_reference).ok()
}

/// Puts another kid in the place of an annotation, or none.
fn replace(
    document: &mut Document,
    element: ObjectId,
    annotation: ObjectId,
    other: Option<Dictionary>,
) {
    let Ok(found) = document.get_dictionary(element) else {
        return;
    };
    let mut other = other.map(Object::Dictionary);
    let mut now = Vec::new();
    for kid in kids(document, found) {
        match annotation_of(document, &kid) {
            Some(id) if id == annotation => now.extend(other.take()),
            _ => now.push(kid),
        }
    }
    if let Ok(found) = document.get_dictionary_mut(element) {
        found.set("K", now);
    }
}

/// Returns the tag of an element, if it can be written as it is.
fn tag(document: &Document, element: ObjectId) -> String {
    let found = document.get_dictionary(element).ok();
    let role = found.and_then(|found| super::read::name(document, found, b"S"));
    let role = role.map(String::from_utf8_lossy).unwrap_or_default();
    let plain = !role.is_empty() && role.chars().all(|letter| letter.is_ascii_alphanumeric());
    if plain {
        role.into_owned()
    } else {
        "Span".to_owned()
    }
}

/// Adds content to an element.
fn append(document: &mut Document, element: ObjectId, content: Dictionary) {
    push(document, element, Object::Dictionary(content));
}

fn push(document: &mut Document, element: ObjectId, kid: Object) {
    let Ok(found) = document.get_dictionary(element) else {
        return;
    };
    let mut now = kids(document, found);
    now.push(kid);
    if let Ok(found) = document.get_dictionary_mut(element) {
        found.set("K", now);
    }
}

/// Finds the element that all others lie in, or else the root.
fn top(document: &Document, root: ObjectId) -> Option<ObjectId> {
    let found = document.get_dictionary(root).ok()?;
    let kids = kids(document, found);
    match kids.as_slice() {
        [Object::Reference(only)] => Some(*only),
        _ => Some(root),
    }
}

/// Says in an element's attributes what kind of field it was.
fn describe(document: &mut Document, element: ObjectId, role: Dictionary) {
    let Ok(found) = document.get_dictionary(element) else {
        return;
    };
    let mut attributes = match value(document, found, b"A") {
        Some(Object::Array(_)) => items(document, found, b"A").to_vec(),
        Some(_) => found.get(b"A").cloned().into_iter().collect(),
        None => Vec::new(),
    };
    attributes.push(Object::Dictionary(role));
    if let Ok(found) = document.get_dictionary_mut(element) {
        found.set("A", attributes);
    }
}
