//! Actions: all that a PDF can make a viewer do.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::super::What;
use super::address::{harm, is_plain_file};
use super::read::{dictionary, items, name, value};
use super::streams::strip;
use super::tally::Tally;
use super::walk::each_dictionary;

/// Kinds of actions.
const KINDS: [&[u8]; 22] = [
    b"GoTo",
    b"GoToR",
    b"GoToE",
    b"GoToDp",
    b"Launch",
    b"Thread",
    b"URI",
    b"Sound",
    b"Movie",
    b"Hide",
    b"Named",
    b"SubmitForm",
    b"ResetForm",
    b"ImportData",
    b"JavaScript",
    b"SetOCGState",
    b"Rendition",
    b"Trans",
    b"GoTo3DView",
    b"RichMediaExecute",
    b"NOP",
    b"FormAction",
];
/// Named actions that only turn pages.
const PAGES: [&[u8]; 4] = [b"NextPage", b"PrevPage", b"FirstPage", b"LastPage"];
/// Keys of annotations and actions that lead to looks, pages and other fields, not to what they do.
const ELSEWHERE: [&[u8]; 11] = [
    b"AP", b"P", b"OC", b"D", b"SD", b"Dest", b"Kids", b"MK", b"DR", b"Popup", b"IRT",
];
/// Keys that may have to be cut.
const CUT: [&[u8]; 13] = [
    b"A",
    b"PA",
    b"OpenAction",
    b"JavaScript",
    b"EmbeddedFiles",
    b"AA",
    b"Next",
    b"PieceInfo",
    b"Metadata",
    b"AF",
    b"DestOutputProfileRef",
    b"XFA",
    b"EF",
];
/// More objects than pages and annotations lead to.
const FOLLOWED: usize = 500_000;

/// Empties the actions, but for plain links, and the descriptions of embedded files; what leads to them is cut by [`unlink`].
pub(super) fn disarm(document: &mut Document, pages: &[ObjectId], tally: &mut Tally) {
    let owners = owners(document, pages);
    each_dictionary(document, |document, id, found| {
        if ![b"S".as_slice(), b"EF", b"RF"]
            .iter()
            .any(|key| found.has(key))
        {
            return;
        }
        if let Some(what) = is_action(document, found)
            .then(|| harmful(document, found))
            .flatten()
        {
            tally.add(what, owners.get(&id).copied());
            *found = Dictionary::new();
        }
        if embeds(document, found) {
            tally.add(What::EmbeddedFiles, owners.get(&id).copied());
            found.remove(b"EF");
        }
        if describes_file(found) {
            found.remove(b"RF");
        }
    });
    each_dictionary(document, |document, id, found| {
        if found.iter().any(|(key, _)| CUT.contains(&key.as_slice())) {
            unlink(document, found, owners.get(&id).copied(), tally);
            strip(document, found, tally);
        }
    });
}

/// Cuts what leads to actions that were emptied.
fn unlink(document: &Document, found: &mut Dictionary, page: Option<usize>, tally: &mut Tally) {
    for key in [b"A".as_slice(), b"PA", b"OpenAction"] {
        if let Some(what) = leads_astray(document, found, key) {
            if let Some(what) = what {
                tally.add(what, page);
            }
            found.remove(key);
        }
    }
    for key in [b"JavaScript".as_slice(), b"EmbeddedFiles"] {
        let tree = dictionary(document, found, key);
        if tree.is_some_and(|tree| tree.has(b"Names") || tree.has(b"Kids")) {
            found.remove(key);
        }
    }
    if adds_actions(document, found) {
        found.remove(b"AA");
    }
    if is_action(document, found) {
        found.remove(b"Next");
    }
}

/// Returns whether a dictionary is an action, not an element of the structure that happens to have its name.
pub(super) fn is_action(document: &Document, found: &Dictionary) -> bool {
    let kind = name(document, found, b"S");
    let element = found.has(b"P") && !found.has(b"JS") && !found.has_type(b"Action");
    kind.is_some_and(|kind| KINDS.contains(&kind)) && !element
}

/// Says why an action must not stay; none where it may.
pub(super) fn harmful(document: &Document, action: &Dictionary) -> Option<What> {
    match name(document, action, b"S")? {
        b"GoTo" => None,
        b"URI" => match value(document, action, b"URI").and_then(|address| address.as_str().ok()) {
            Some(address) => harm(address),
            None => Some(What::Submissions),
        },
        b"GoToR" => (!leads_to_a_paper(document, action)).then_some(What::Launches),
        b"Named" => {
            let page = name(document, action, b"N").is_some_and(|named| PAGES.contains(&named));
            (!page).then_some(What::Submissions)
        }
        b"JavaScript" => Some(What::Scripts),
        b"Rendition" if action.has(b"JS") => Some(What::Scripts),
        b"Launch" | b"GoToE" => Some(What::Launches),
        b"Thread" if action.has(b"F") => Some(What::Launches),
        b"Sound" | b"Movie" | b"Rendition" | b"GoTo3DView" | b"RichMediaExecute" => {
            Some(What::Media)
        }
        _ => Some(What::Submissions),
    }
}

/// Returns whether an action leads to a file that can be another paper of the pack.
fn leads_to_a_paper(document: &Document, action: &Dictionary) -> bool {
    let file = match value(document, action, b"F") {
        Some(Object::Dictionary(file)) if !file.has(b"FS") && !file.has(b"EF") => {
            value(document, file, b"UF").or_else(|| value(document, file, b"F"))
        }
        Some(Object::Dictionary(_)) => None,
        file => file,
    };
    let words = file.and_then(super::super::open::text);
    words.is_some_and(|file| is_plain_file(file.as_bytes()))
}

/// Returns whether a key leads to an action that must not stay, and what it is unless it was counted already.
fn leads_astray(document: &Document, from: &Dictionary, key: &[u8]) -> Option<Option<What>> {
    let Some(Object::Dictionary(action)) = value(document, from, key) else {
        return None;
    };
    if action.is_empty() {
        return Some(None);
    }
    let what = action
        .has(b"S")
        .then(|| harmful(document, action))
        .flatten()?;
    Some((!is_action(document, action)).then_some(what))
}

/// Returns whether a dictionary has additional actions; resources may have that name too.
fn adds_actions(document: &Document, found: &Dictionary) -> bool {
    let Some(Object::Dictionary(added)) = value(document, found, b"AA") else {
        return false;
    };
    added.iter().all(|(_, action)| {
        let action = document.dereference(action).map(|(_, action)| action);
        action
            .and_then(Object::as_dict)
            .map_or(true, |action| action.is_empty() || action.has(b"S"))
    })
}

/// Returns whether a dictionary describes a file, whether or not it says so.
fn describes_file(found: &Dictionary) -> bool {
    found.has_type(b"Filespec") || found.has_type(b"F") || found.has(b"F") || found.has(b"UF")
}

/// Returns whether a dictionary describes a file that is embedded.
fn embeds(document: &Document, found: &Dictionary) -> bool {
    let Some(Object::Dictionary(files)) = value(document, found, b"EF") else {
        return false;
    };
    files
        .iter()
        .any(|(_, file)| matches!(document.dereference(file), Ok((_, Object::Stream(_)))))
}

/// Finds the page, counted from 1, that each object belongs to which acts.
fn owners(document: &Document, pages: &[ObjectId]) -> BTreeMap<ObjectId, usize> {
    let numbered = pages.iter().zip(1..);
    let mut owners: BTreeMap<ObjectId, usize> =
        numbered.clone().map(|(id, at)| (*id, at)).collect();
    for (page, number) in numbered {
        let Ok(found) = document.get_dictionary(*page) else {
            continue;
        };
        let mut waiting: Vec<&Object> = items(document, found, b"Annots").iter().collect();
        waiting.extend(found.get(b"AA").ok());
        follow(document, waiting, |id| {
            let new = owners.len() < FOLLOWED && !owners.contains_key(&id);
            if new {
                owners.insert(id, number);
            }
            new
        });
    }
    owners
}

/// Follows what leads to actions, as long as objects are new.
fn follow<'a>(
    document: &'a Document,
    mut waiting: Vec<&'a Object>,
    mut is_new: impl FnMut(ObjectId) -> bool,
) {
    while let Some(object) = waiting.pop() {
        match object {
            Object::Reference(id) if is_new(*id) => waiting.extend(document.objects.get(id)),
            Object::Array(array) => waiting.extend(array),
            Object::Dictionary(found) => {
                let leading = found
                    .iter()
                    .filter(|(key, _)| !ELSEWHERE.contains(&key.as_slice()));
                waiting.extend(leading.map(|(_, value)| value));
            }
            _ => {}
        }
    }
}
