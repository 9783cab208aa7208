//! The page tree, brought into one flat list of pages that inherit nothing.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

use super::Refusal;
use super::limits::{PAGES, too_large};

/// What pages inherit from the nodes above them.
const INHERITED: [&[u8]; 4] = [b"Resources", b"MediaBox", b"CropBox", b"Rotate"];
/// How deep the tree may be; balanced trees of 20,000 pages are 3 to 6 deep, chains of one kid each up to some dozens.
const DEPTH: usize = 64;
/// Nodes of the tree that are looked at, pages included.
const NODES: usize = 4 * PAGES;

/// A node that is still to be visited.
struct Node {
    object: Object,
    inherited: Dictionary,
    above: Vec<ObjectId>,
}

/// Makes each page an object of its own below one root, in order.
///
/// # Errors
///
/// Where there are no pages, or too many.
pub(super) fn flatten(document: &mut Document) -> Result<Vec<ObjectId>, Refusal> {
    let root = document
        .catalog()
        .and_then(|catalog| catalog.get(b"Pages"))
        .cloned()
        .map_err(|_| Refusal::NoPages)?;
    let leaves = leaves(document, root)?;
    if leaves.is_empty() {
        return Err(Refusal::NoPages);
    }
    let root = document.new_object_id();
    let pages = place(document, leaves, root);
    let kids: Vec<Object> = pages.iter().copied().map(Object::Reference).collect();
    let count = i64::try_from(pages.len()).unwrap_or_default();
    let tree = dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => count };
    document.objects.insert(root, Object::Dictionary(tree));
    if let Ok(catalog) = document.catalog_mut() {
        catalog.set("Pages", Object::Reference(root));
    }
    Ok(pages)
}

/// Finds the pages below a node, each with what it inherits.
fn leaves(document: &Document, root: Object) -> Result<Vec<Node>, Refusal> {
    let mut waiting = vec![Node {
        object: root,
        inherited: Dictionary::new(),
        above: Vec::new(),
    }];
    let (mut leaves, mut seen) = (Vec::new(), 0);
    while let Some(node) = waiting.pop() {
        seen += 1;
        if seen > NODES || leaves.len() > PAGES || node.above.len() > DEPTH {
            return Err(too_large("more than 20,000 pages"));
        }
        match kids(document, &node) {
            Some(kids) => waiting.extend(kids.into_iter().rev()),
            None if is_dictionary(document, &node.object) => leaves.push(node),
            None => {}
        }
    }
    Ok(leaves)
}

fn is_dictionary(document: &Document, object: &Object) -> bool {
    matches!(document.dereference(object), Ok((_, Object::Dictionary(_))))
}

/// Gives the kids of a node that is not a page; those that stand above it are left out.
fn kids(document: &Document, node: &Node) -> Option<Vec<Node>> {
    let (id, object) = document.dereference(&node.object).ok()?;
    let found = object.as_dict().ok()?;
    let root = node.above.is_empty();
    if !root && !found.has_type(b"Pages") {
        return None;
    }
    let Ok(kids) = found
        .get_deref(b"Kids", document)
        .and_then(Object::as_array)
    else {
        // A tree whose root is a page.
        return (!root || !found.has_type(b"Page")).then(Vec::new);
    };
    let above: Vec<ObjectId> = node
        .above
        .iter()
        .copied()
        .chain(id.or(Some((0, 0))))
        .collect();
    let mut inherited = node.inherited.clone();
    inherit(found, &mut inherited);
    let looped = |kid: &&Object| !kid.as_reference().is_ok_and(|kid| above.contains(&kid));
    let below = kids.iter().filter(looped).map(|kid| Node {
        object: kid.clone(),
        inherited: inherited.clone(),
        above: above.clone(),
    });
    Some(below.collect())
}

/// Takes what is inherited from a node.
fn inherit(from: &Dictionary, to: &mut Dictionary) {
    for key in INHERITED {
        match from.get(key) {
            Ok(Object::Null) | Err(_) => {}
            Ok(value) => to.set(key, value.clone()),
        }
    }
}

/// Puts each page into an object of its own: the second use of the same page becomes a copy of it.
fn place(document: &mut Document, leaves: Vec<Node>, root: ObjectId) -> Vec<ObjectId> {
    let (mut used, mut pages) = (BTreeSet::new(), Vec::new());
    for leaf in leaves {
        let Ok((id, Object::Dictionary(page))) = document.dereference(&leaf.object) else {
            continue;
        };
        let (id, mut page) = (id, page.clone());
        let first = id.filter(|id| used.insert(*id));
        if first.is_none() {
            // Its tags belong to the first.
            page.remove(b"StructParents");
            copy_annotations(document, &mut page);
        }
        for (key, value) in &leaf.inherited {
            if page.get(key).is_ok_and(Object::is_null) || !page.has(key) {
                page.set(key.clone(), value.clone());
            }
        }
        page.set("Type", "Page");
        page.set("Parent", Object::Reference(root));
        let id = first.unwrap_or_else(|| document.new_object_id());
        document.objects.insert(id, Object::Dictionary(page));
        pages.push(id);
    }
    pages
}

/// Gives a page that is used twice annotations of its own.
fn copy_annotations(document: &mut Document, page: &mut Dictionary) {
    let listed = page
        .get_deref(b"Annots", document)
        .and_then(Object::as_array);
    let copies: Vec<Dictionary> = listed.map_or_else(
        |_| Vec::new(),
        |listed| {
            let found = listed
                .iter()
                .filter_map(|annotation| document.dereference(annotation).ok());
            found
                .filter_map(|(_, annotation)| annotation.as_dict().ok().cloned())
                .collect()
        },
    );
    let own = copies.into_iter().map(|mut annotation| {
        annotation.remove(b"StructParent");
        Object::Reference(document.add_object(annotation))
    });
    let own: Vec<Object> = own.collect();
    page.set("Annots", own);
}
