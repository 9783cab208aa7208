//! Figures that have no words in place of them, for those who do not see them.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::super::What;
use super::super::open::line;
use super::read::{dictionary, items, name, value};
use super::tally::Tally;

/// Steps from a role to the standard one it stands for.
const STEPS: usize = 16;

/// Counts the figures without alternative or actual text, and names their pages.
pub(super) fn report(document: &Document, pages: &[ObjectId], tally: &mut Tally) {
    let numbers: BTreeMap<ObjectId, usize> = pages.iter().copied().zip(1..).collect();
    let tree = document
        .catalog()
        .ok()
        .and_then(|root| dictionary(document, root, b"StructTreeRoot"));
    let roles = tree.and_then(|tree| dictionary(document, tree, b"RoleMap"));
    let elements = document
        .objects
        .values()
        .filter_map(|object| object.as_dict().ok());
    for element in elements
        .filter(|found| found.has(b"S") && (found.has(b"P") || found.has_type(b"StructElem")))
    {
        if is_figure(document, element, roles) && !says_something(document, element) {
            let page = page(document, element).and_then(|page| numbers.get(&page).copied());
            tally.add(What::FiguresWithoutAlt, page);
        }
    }
}

fn is_figure(document: &Document, element: &Dictionary, roles: Option<&Dictionary>) -> bool {
    let mut role = name(document, element, b"S");
    for _ in 0..STEPS {
        match role {
            Some(b"Figure") => return true,
            Some(found) => role = roles.and_then(|roles| name(document, roles, found)),
            None => return false,
        }
    }
    false
}

fn says_something(document: &Document, element: &Dictionary) -> bool {
    [b"Alt".as_slice(), b"ActualText"]
        .iter()
        .any(|key| value(document, element, key).and_then(line).is_some())
}

/// Finds the page of an element: its own, or that of its first kid.
fn page(document: &Document, element: &Dictionary) -> Option<ObjectId> {
    let of = |found: &Dictionary| found.get(b"Pg").and_then(Object::as_reference).ok();
    let kids = items(document, element, b"K")
        .iter()
        .chain(element.get(b"K"));
    let mut kids = kids.filter_map(|kid| document.dereference(kid).ok()?.1.as_dict().ok());
    of(element).or_else(|| kids.find_map(of))
}
