//! Fonts that are not embedded.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::super::What;
use super::read::{dictionary, items, name};
use super::tally::Tally;

/// Keys that hold a font's program.
const PROGRAMS: [&[u8]; 3] = [b"FontFile", b"FontFile2", b"FontFile3"];
/// Drawings inside drawings that are looked at on one page.
const DRAWINGS: usize = 10_000;

/// Counts the fonts that are used without being embedded, and names their pages.
pub(super) fn report(document: &Document, pages: &[ObjectId], tally: &mut Tally) {
    let mut counted = BTreeSet::new();
    for (index, page) in pages.iter().enumerate() {
        for font in on_page(document, *page) {
            let Some((id, found)) = missing(document, font) else {
                continue;
            };
            if counted.insert(id.map_or_else(|| Err(base(document, found)), Ok)) {
                tally.add(What::FontsMissing, Some(index + 1));
            } else {
                tally.also_on(What::FontsMissing, index + 1);
            }
        }
    }
}

fn base(document: &Document, font: &Dictionary) -> Vec<u8> {
    name(document, font, b"BaseFont")
        .unwrap_or_default()
        .to_vec()
}

/// Lists the fonts of a page and of the drawings on it.
fn on_page(document: &Document, page: ObjectId) -> Vec<&Object> {
    let (mut fonts, mut seen) = (Vec::new(), BTreeSet::new());
    let own = document.get_dictionary(page).ok();
    let mut waiting: Vec<&Dictionary> = own
        .and_then(|page| dictionary(document, page, b"Resources"))
        .into_iter()
        .collect();
    while let Some(resources) = waiting.pop() {
        let part = |key: &[u8]| dictionary(document, resources, key);
        fonts.extend(
            part(b"Font")
                .into_iter()
                .flat_map(Dictionary::iter)
                .map(|(_, font)| font),
        );
        let drawings = part(b"XObject").into_iter().chain(part(b"Pattern"));
        for (_, drawing) in drawings.flat_map(Dictionary::iter) {
            let new = drawing.as_reference().is_ok_and(|id| seen.insert(id));
            if let (true, Ok((_, Object::Stream(drawing)))) =
                (new && seen.len() < DRAWINGS, document.dereference(drawing))
            {
                waiting.extend(dictionary(document, &drawing.dict, b"Resources"));
            }
        }
    }
    fonts
}

/// Gives a font back if it is not embedded; those of Type 3 are drawn by the file itself.
fn missing<'a>(
    document: &'a Document,
    font: &'a Object,
) -> Option<(Option<ObjectId>, &'a Dictionary)> {
    let (id, found) = document.dereference(font).ok()?;
    let found = found.as_dict().ok()?;
    let described = match name(document, found, b"Subtype")? {
        b"Type3" => return None,
        b"Type0" => {
            let below = items(document, found, b"DescendantFonts").first()?;
            document.dereference(below).ok()?.1.as_dict().ok()?
        }
        _ => found,
    };
    let descriptor = dictionary(document, described, b"FontDescriptor");
    let embedded = descriptor.is_some_and(|found| PROGRAMS.iter().any(|key| found.has(key)));
    (!embedded).then_some((id, found))
}
