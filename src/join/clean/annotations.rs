//! What becomes of the annotations of a page: links stay, what was shown becomes part of the page, the rest goes.

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::super::What;
use super::catalog::keep;
use super::field::{Field, Kind};
use super::read::{integer, items, name, value};
use super::tally::Tally;

/// More annotations than a page has.
const MOST: usize = 50_000;
const HIDDEN: i64 = 1 << 1;
const PRINTED: i64 = 1 << 2;
const NOT_VIEWED: i64 = 1 << 5;
/// Keys of a link that are about where it is and where it leads.
const LINK: [&[u8]; 16] = [
    b"Type",
    b"Subtype",
    b"Rect",
    b"Contents",
    b"F",
    b"AP",
    b"AS",
    b"Border",
    b"BS",
    b"C",
    b"StructParent",
    b"OC",
    b"A",
    b"Dest",
    b"QuadPoints",
    b"Lang",
];

/// An annotation on its page.
#[derive(Clone)]
pub(super) struct Annotation {
    /// Its object, unless it stands in the page itself.
    pub(super) id: Option<ObjectId>,
    pub(super) found: Dictionary,
}

/// What becomes of an annotation.
pub(super) enum Fate {
    /// It stays: a link.
    Keep,
    /// It becomes part of the page.
    Draw,
    /// It goes.
    Drop,
}

/// Lists the annotations of a page, each once.
pub(super) fn of_page(document: &Document, page: ObjectId) -> Vec<Annotation> {
    let Ok(page) = document.get_dictionary(page) else {
        return Vec::new();
    };
    let mut seen = std::collections::BTreeSet::new();
    let listed = items(document, page, b"Annots").iter().take(MOST);
    let found = listed.filter_map(|listed| {
        let (id, found) = document.dereference(listed).ok()?;
        let new = id.is_none_or(|id| seen.insert(id));
        let found = found.as_dict().ok().filter(|_| new)?.clone();
        Some(Annotation { id, found })
    });
    found.collect()
}

/// Decides what becomes of an annotation, and counts it.
pub(super) fn fate(
    document: &Document,
    annotation: &Dictionary,
    page: usize,
    tally: &mut Tally,
) -> Fate {
    let flags = integer(document, annotation, b"F").unwrap_or_default();
    let (hidden, printed) = (flags & (HIDDEN | NOT_VIEWED) != 0, flags & PRINTED != 0);
    let kind = name(document, annotation, b"Subtype").unwrap_or_default();
    let what = match kind {
        b"Link" => return link(document, annotation),
        b"Widget" => return widget(document, annotation, (hidden, printed), page, tally),
        b"Popup" | b"FileAttachment" => return Fate::Drop,
        b"Sound" | b"Movie" | b"Screen" | b"3D" | b"RichMedia" => What::Media,
        b"Redact" => What::RedactionsPending,
        b"Watermark" | b"PrinterMark" | b"TrapNet" | b"Projection" => What::AnnotationsFlattened,
        _ => What::Comments,
    };
    // Notes that are not printed are between those who wrote them; drawings are seen on every screen.
    let shown = !hidden && (printed || kind != b"Text") && looks_like_something(annotation);
    if what != What::AnnotationsFlattened {
        tally.add(what, Some(page));
    }
    match (shown, kind) {
        // A loudspeaker that is silent.
        (true, b"Sound") | (false, _) => Fate::Drop,
        (true, _) if what == What::Media => Fate::Draw,
        (true, _) => {
            tally.add(What::AnnotationsFlattened, Some(page));
            Fate::Draw
        }
    }
}

fn looks_like_something(annotation: &Dictionary) -> bool {
    annotation.has(b"AP") || super::shape::can_be_drawn(annotation)
}

/// Keeps a link that still leads somewhere.
fn link(document: &Document, annotation: &Dictionary) -> Fate {
    let leads = |key: &[u8]| match value(document, annotation, key) {
        Some(Object::Dictionary(action)) => !action.is_empty(),
        Some(_) => true,
        None => false,
    };
    match leads(b"A") || leads(b"Dest") {
        true => Fate::Keep,
        false => Fate::Drop,
    }
}

/// Decides what becomes of a form field on the page.
fn widget(
    document: &Document,
    annotation: &Dictionary,
    (hidden, printed): (bool, bool),
    page: usize,
    tally: &mut Tally,
) -> Fate {
    let field = Field::of(document, annotation);
    let kind = field.kind();
    if kind == Kind::Signature && field.get(b"V").is_some() {
        tally.add(What::Signatures, Some(page));
    }
    // Buttons that are not printed do something; they show nothing.
    if hidden || kind == Kind::Button && !printed {
        return Fate::Drop;
    }
    if matches!(kind, Kind::Text | Kind::Choice | Kind::Check | Kind::Radio) {
        tally.add(What::FieldsFlattened, Some(page));
    }
    Fate::Draw
}

/// Takes from a link what is not about where it leads.
pub(super) fn plain_link(link: &mut Dictionary) {
    keep(link, &LINK);
}
