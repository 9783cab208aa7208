//! Fields and comments that become part of the page they were shown on.

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary, text_string};

use super::super::What;
use super::annotations::{self, Annotation, Fate};
use super::appearance::{self, Looks};
use super::field::{Field, Kind};
use super::flatten::{self, Piece};
use super::tags::Tags;
use super::tally::Tally;

/// Makes fields and comments part of their pages; only links stay annotations.
pub(super) fn flatten(document: &mut Document, pages: &[ObjectId], tally: &mut Tally) {
    let mut tags = None;
    for (index, page) in pages.iter().enumerate() {
        let listed = annotations::of_page(document, *page);
        if listed.is_empty() {
            continue;
        }
        let mut work = Page {
            id: *page,
            number: index + 1,
            links: Vec::new(),
            pieces: Vec::new(),
        };
        for annotation in listed {
            work.take(document, annotation, &mut tags, tally);
        }
        work.finish(document);
    }
    if let Some(tags) = tags.flatten() {
        tags.write(document);
    }
    if let Ok(catalog) = document.catalog_mut() {
        catalog.remove(b"AcroForm");
    }
}

/// A page whose annotations are sorted.
struct Page {
    id: ObjectId,
    number: usize,
    links: Vec<Object>,
    pieces: Vec<Piece>,
}

impl Page {
    /// Does with an annotation what becomes of it.
    fn take(
        &mut self,
        document: &mut Document,
        mut annotation: Annotation,
        tags: &mut Option<Option<Tags>>,
        tally: &mut Tally,
    ) {
        match annotations::fate(document, &annotation.found, self.number, tally) {
            Fate::Keep => {
                annotations::plain_link(&mut annotation.found);
                self.keep(document, annotation);
                return;
            }
            Fate::Draw => {
                let looks = appearance::of(document, &annotation.found);
                if matches!(looks, Looks::NotShown(_)) {
                    tally.add(What::ValuesNotShown, Some(self.number));
                }
                if let Looks::Drawn(drawing) | Looks::NotShown(Some(drawing)) = looks {
                    let tags = tags.get_or_insert_with(|| Tags::read(document));
                    let role = role(document, &annotation.found);
                    let read = tags.as_mut().and_then(|tags| {
                        tags.stand_in(document, self.id, (annotation.id, &annotation.found), role)
                    });
                    self.pieces.push(Piece {
                        drawing,
                        layer: annotation.found.get(b"OC").ok().cloned(),
                        read,
                        tagged: tags.is_some(),
                    });
                    return;
                }
            }
            Fate::Drop => {}
        }
        let tags = tags.get_or_insert_with(|| Tags::read(document));
        if let (Some(tags), Some(id)) = (tags, annotation.id) {
            tags.forget(document, id, &annotation.found);
        }
    }

    fn keep(&mut self, document: &mut Document, Annotation { id, found }: Annotation) {
        let id = match id {
            Some(id) => {
                document.objects.insert(id, Object::Dictionary(found));
                id
            }
            None => document.add_object(found),
        };
        self.links.push(Object::Reference(id));
    }

    fn finish(self, document: &mut Document) {
        if !self.pieces.is_empty() {
            flatten::onto(document, self.id, &self.pieces);
        }
        let Ok(page) = document.get_dictionary_mut(self.id) else {
            return;
        };
        page.remove(b"Annots");
        if !self.links.is_empty() {
            page.set("Annots", self.links);
        }
    }
}

/// Says what kind of field a widget was, in the words of ISO 32000-1, 14.8.5.6; none for what is no field.
fn role(document: &Document, annotation: &Dictionary) -> Option<Dictionary> {
    let field = Field::of(document, annotation);
    let (role, ticked) = match field.kind() {
        Kind::Text | Kind::Choice => ("tv", None),
        Kind::Check => ("cb", Some(field.is_on())),
        Kind::Radio => ("rb", Some(field.is_on())),
        Kind::Button => ("pb", None),
        Kind::Signature | Kind::Other => return None,
    };
    let mut said = dictionary! { "O" => "PrintField", "Role" => role };
    if let Some(ticked) = ticked {
        said.set("checked", if ticked { "on" } else { "off" });
    }
    if let Some(words) = field.said() {
        said.set("Desc", text_string(&words));
    }
    Some(said)
}
