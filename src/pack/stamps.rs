//! What is stamped on each page.

use crate::model::{Label, PageMarks, Place, Stamp};

use super::{Access, AgendaItem, Meeting, Settings};

/// Tells the stamps of pages.
pub(super) struct Stamper<'a> {
    items: &'a [AgendaItem],
    settings: &'a Settings,
}

impl<'a> Stamper<'a> {
    pub fn new(meeting: &'a Meeting) -> Self {
        Self {
            items: &meeting.items,
            settings: &meeting.settings,
        }
    }

    /// Returns what is printed on a page of an item, or of the front matter.
    ///
    /// A page without a number has nothing printed on it: the roman ones of the front matter are for the PDF only. Where an
    /// item withholds any of its pages, the others are open, and are not called exempt.
    pub fn marks(
        &self,
        label: Label,
        item: Option<&str>,
        first: bool,
        withholds: bool,
    ) -> PageMarks {
        let mut stamps = Vec::new();
        let item = self.items.iter().find(|of| Some(of.id.as_str()) == item);
        if matches!(label, Label::Number(_) | Label::Lettered(..)) {
            stamps.push(self.number(label));
            stamps.extend(item.filter(|_| first).map(|item| self.item(item)));
            stamps.extend(item.filter(|_| !withholds).and_then(|of| self.exempt(of)));
        }
        PageMarks { label, stamps }
    }

    fn number(&self, label: Label) -> Stamp {
        Stamp {
            text: filled(&self.settings.number_words, "{page}", &label.said()),
            place: self.settings.number_place,
            bold: false,
        }
    }

    fn item(&self, item: &AgendaItem) -> Stamp {
        Stamp {
            text: filled(&self.settings.item_words, "{item}", &item.number),
            place: self.settings.item_place,
            bold: true,
        }
    }

    fn exempt(&self, item: &AgendaItem) -> Option<Stamp> {
        let Access::Exempt(exempt) = &item.access else {
            return None;
        };
        let text = filled(&self.settings.exempt_words, "{ground}", &exempt.ground);
        Some(Stamp {
            text: filled(&text, "{paragraphs}", &exempt.paragraphs),
            place: self.exempt_place(),
            bold: true,
        })
    }

    /// Returns the place of the exempt words: the middle of the edge that has no page number.
    fn exempt_place(&self) -> Place {
        match self.settings.number_place {
            Place::TopLeft | Place::TopCentre | Place::TopRight => Place::BottomCentre,
            Place::BottomLeft | Place::BottomCentre | Place::BottomRight => Place::TopCentre,
        }
    }
}

fn filled(words: &str, place: &str, with: &str) -> String {
    words.replace(place, with)
}
