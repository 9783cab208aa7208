//! Elements of a part, written, and the keys by which pages and annotations find them.

use std::collections::hash_map::Entry;
use std::io::{self, Write};

use lopdf::ObjectId;

use super::part::Part;
use super::source::Source;
use super::tags::{Marked, Tags};
use super::untagged::Reading;
use super::{Joiner, syntax};

impl<W: Write> Joiner<'_, W> {
    /// Writes the elements of a part and what leads to them; gives the numbers of those at its top.
    pub(super) fn write_elements(&mut self, part: &mut Part) -> io::Result<Vec<u32>> {
        self.take_namespaces(part)?;
        let tags = std::mem::take(&mut part.tags);
        for (own, id) in &tags.ids {
            if let Some(number) = part.source.number(*id) {
                self.structure.add_id(own.clone(), number);
            }
        }
        self.take_keys(part, &tags)?;
        for id in &tags.elements {
            part.source.write(*id, &mut self.writer)?;
        }
        let tops = tags.tops.iter().filter_map(|id| part.source.number(*id));
        let mut kids: Vec<u32> = tops.collect();
        part.tags = tags;
        self.write_readings(part, &mut kids)?;
        Ok(kids)
    }

    fn take_namespaces(&mut self, part: &mut Part) -> io::Result<()> {
        for id in part.namespaces() {
            part.source.copy(id, &mut self.writer)?;
            if let Some(number) = part.source.number(id) {
                self.structure.add_namespace(number);
            }
        }
        Ok(())
    }

    /// Gives keys to pages, forms and annotations that elements are made of.
    fn take_keys(&mut self, part: &mut Part, tags: &Tags) -> io::Result<()> {
        let pages = part.pages.iter().map(|(page, _)| *page);
        let holders: Vec<ObjectId> = pages.chain(tags.forms.iter().copied()).collect();
        for holder in holders {
            if let Some(marked) = tags.marked.get(&holder) {
                let list = list(&part.source, marked);
                self.add_list(&mut part.source, holder, &list)?;
            }
        }
        for (object, element) in &tags.objects {
            if let Some(number) = part.source.number(*element) {
                self.add_key(&mut part.source, *object, number);
            }
        }
        Ok(())
    }

    /// Gives a key to what has many elements, by the ids of its content.
    fn add_list(&mut self, source: &mut Source, holder: ObjectId, list: &[u8]) -> io::Result<()> {
        let list = self.writer.add(list)?;
        self.add_key(source, holder, list);
        Ok(())
    }

    fn add_key(&mut self, source: &mut Source, holder: ObjectId, leads_to: u32) {
        if let Entry::Vacant(key) = source.keys.entry(holder) {
            key.insert(self.structure.next_key());
            self.structure.add_key(leads_to);
        }
    }

    /// Writes elements for pages that are read as one whole, and for the annotations on them.
    fn write_readings(&mut self, part: &mut Part, kids: &mut Vec<u32>) -> io::Result<()> {
        for (index, (page, annotations)) in part.pages.clone().into_iter().enumerate() {
            if let Some(reading) = part.readings.get(&page).copied() {
                kids.extend(self.write_reading(part, (index, page), reading)?);
            }
            for id in part.loose(page, &annotations) {
                kids.extend(self.write_loose(part, page, id)?);
            }
        }
        Ok(())
    }

    /// Writes the element of a page that is read as one whole.
    fn write_reading(
        &mut self,
        part: &mut Part,
        (index, page): (usize, ObjectId),
        reading: Reading,
    ) -> io::Result<Option<u32>> {
        let (Some(top), Some(number)) = (part.source.number(part.top), part.source.number(page))
        else {
            return Ok(None);
        };
        let Reading { kind, mark } = reading;
        let mut body = format!("<</Type/StructElem/S/{kind}/P {top} 0 R/Pg {number} 0 R/K {mark}")
            .into_bytes();
        if kind == "Figure" {
            let title = &part.entry.title;
            body.extend(b"/Alt");
            let words = self
                .about
                .words
                .scan
                .replace("{page}", &(index + 1).to_string());
            let words = words.replace("{title}", title);
            syntax::text(&words, &mut body);
        }
        body.extend(b">>");
        let element = self.writer.add(&body)?;
        let mut list = b"[".to_vec();
        list.extend(b"null ".repeat(mark as usize));
        syntax::put(&mut list, format_args!("{element} 0 R]"));
        self.add_list(&mut part.source, page, &list)?;
        Ok(Some(element))
    }

    /// Writes the element of an annotation that has none.
    fn write_loose(
        &mut self,
        part: &mut Part,
        page: ObjectId,
        id: ObjectId,
    ) -> io::Result<Option<u32>> {
        let number = |id| part.source.number(id);
        let numbers = (number(part.top), number(page), number(id));
        let (Some(top), Some(page), Some(annotation)) = numbers else {
            return Ok(None);
        };
        if part.source.keys.contains_key(&id) {
            return Ok(None);
        }
        let kind = if part.is_link(id) { "Link" } else { "Annot" };
        let body = format!(
            "<</Type/StructElem/S/{kind}/P {top} 0 R/Pg {page} 0 R\
             /K<</Type/OBJR/Obj {annotation} 0 R/Pg {page} 0 R>>>>"
        );
        let element = self.writer.add(body.as_bytes())?;
        self.add_key(&mut part.source, id, element);
        Ok(Some(element))
    }
}

/// Lists the elements of marked content by its ids.
fn list(source: &Source, marked: &Marked) -> Vec<u8> {
    let last = marked.keys().next_back().copied().unwrap_or_default();
    // Content that claims far more ids than it has is not worth a list of nothing.
    let most = 1000 + 100 * u32::try_from(marked.len()).unwrap_or_default();
    let mut body = b"[".to_vec();
    for mark in 0..=last.min(most) {
        match marked
            .get(&mark)
            .and_then(|element| source.number(*element))
        {
            Some(number) => syntax::reference(number, &mut body),
            None => body.extend(b"null"),
        }
        body.push(b' ');
    }
    body.push(b']');
    body
}
