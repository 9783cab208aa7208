//! Objects that call themselves actions and cannot be any: the catalog, pages, their resources, and streams.
//!
//! Actions are emptied. With the catalog all pages would be lost, with a page or its fonts all it shows, and with a stream what
//! tells how it is packed. So these lose only what calls them actions.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::super::What;
use super::actions::{harmful, is_action};
use super::tally::Tally;

/// Takes from such objects what would have them emptied.
pub(super) fn spare(document: &mut Document, pages: &[ObjectId], tally: &mut Tally) {
    let root = document.trailer.get(b"Root").and_then(Object::as_reference);
    let numbers: BTreeMap<ObjectId, usize> = pages.iter().copied().zip(1..).collect();
    let spared =
        |id: &ObjectId| root.as_ref().is_ok_and(|root| root == id) || numbers.contains_key(id);
    let acting = document.objects.iter().filter_map(|(id, object)| {
        let found = match object {
            Object::Stream(stream) => &stream.dict,
            Object::Dictionary(found) if spared(id) || is_shown_with(found) => found,
            _ => return None,
        };
        Some((*id, harm(document, found)?))
    });
    for (id, what) in acting.collect::<Vec<_>>() {
        tally.add(what, numbers.get(&id).copied());
        relieve(document.objects.get_mut(&id));
    }
}

/// Returns whether an object is what a page is shown with: resources, or a font.
fn is_shown_with(found: &Dictionary) -> bool {
    const SHOWN: [&[u8]; 6] = [
        b"Font",
        b"XObject",
        b"ExtGState",
        b"ColorSpace",
        b"BaseFont",
        b"FontName",
    ];
    SHOWN.iter().any(|name| found.has(name))
}

/// Returns what an action would be removed as; none for all else.
fn harm(document: &Document, found: &Dictionary) -> Option<What> {
    let acts = found.has(b"S") && is_action(document, found);
    acts.then(|| harmful(document, found)).flatten()
}

fn relieve(object: Option<&mut Object>) {
    let found = match object {
        Some(Object::Stream(stream)) => &mut stream.dict,
        Some(Object::Dictionary(found)) => found,
        _ => return,
    };
    found.remove(b"S");
    found.remove(b"JS");
}

#[cfg(test)]
mod tests {
    use lopdf::{Stream, dictionary};

    use super::super::super::made_tests::{Made, made, script};
    use super::*;

    /// Opens and cleans a paper whose text must stay, and its script go.
    fn keeps_its_page(paper: Made, scripts: (usize, &[usize])) {
        let cleaned = paper.cleaned();
        assert_eq!(cleaned.found(What::Scripts), Some(scripts));
        assert_eq!(cleaned.pdf.document.get_pages().len(), 1);
        assert!(cleaned.content().contains("(A paper) Tj"));
        assert!(!cleaned.says("JavaScript") && !cleaned.says("alert"));
    }

    #[test]
    fn no_page_is_lost_where_the_catalog_or_a_page_calls_itself_an_action() {
        let mut paper = made();
        let catalog = paper.catalog;
        let of_all = paper
            .document
            .get_dictionary_mut(catalog)
            .expect("the catalog");
        of_all.extend(&script());
        keeps_its_page(paper.catalog("OpenAction", catalog), (1, &[]));
        let mut paper = made();
        let page = paper.document.get_dictionary_mut(paper.page);
        page.expect("the page").extend(&script());
        keeps_its_page(paper, (1, &[1]));
    }

    #[test]
    fn fonts_of_a_page_stay_where_its_resources_call_themselves_an_action() {
        let mut paper = made();
        let font = paper.object(dictionary! { "Type" => "Font", "BaseFont" => "Helvetica" });
        let mut resources = script();
        resources.set("Font", dictionary! { "F1" => font });
        let resources = paper.object(resources);
        let cleaned = paper.page("Resources", resources).cleaned();
        assert_eq!(cleaned.found(What::Scripts), Some((1, &[][..])));
        assert!(cleaned.says("Helvetica") && !cleaned.says("JavaScript"));
    }

    #[test]
    fn content_that_calls_itself_an_action_can_still_be_read() {
        let mut paper = made();
        let text = b"BT /F1 12 Tf 72 700 Td (A paper) Tj ET".repeat(9);
        let mut stream = Stream::new(script(), text);
        stream.compress().expect("compressed");
        let content = paper.object(stream);
        keeps_its_page(paper.page("Contents", content), (1, &[]));
    }
}
