//! A passage as it was typed, beside what checks read: Word's own spaces and hyphens are read as plain ones, and shown as they are.

use std::ops::Range;

use crate::model::{Places, Plain};

use super::Passage;

/// Words as they were typed, and where those that are read stand in them.
#[derive(Clone, Debug)]
pub struct Typed {
    text: String,
    places: Places,
}

impl Passage<'_> {
    /// Puts plain signs into what is read; what was typed is kept, to be shown.
    pub fn read_plainly(&mut self) {
        if let Some(plain) = Plain::of(&self.text) {
            let text = std::mem::replace(&mut self.text, plain.text);
            let places = plain.places;
            self.typed = Some(Box::new(Typed { text, places }));
        }
    }

    /// Returns the words as they were typed.
    pub fn as_typed(&self) -> &str {
        self.typed.as_ref().map_or(&self.text, |typed| &typed.text)
    }

    /// Returns where words stand in what was typed.
    pub fn typed_at(&self, words: &Range<usize>) -> Range<usize> {
        let typed = self.typed.as_ref();
        typed.map_or(words.clone(), |typed| typed.places.of(words))
    }

    /// Returns where a place in what was typed, such as that of a mark, lies in what is read.
    pub fn read_at(&self, place: usize) -> usize {
        let typed = self.typed.as_ref();
        typed.map_or(place, |typed| typed.places.plain(place))
    }

    /// Quotes words in a message as they were typed.
    pub fn in_own_words(&self, message: String, words: &Range<usize>) -> String {
        let read = &self.text[words.clone()];
        let typed = &self.as_typed()[self.typed_at(words)];
        match read == typed {
            true => message,
            false => message.replace(&format!("`{read}`"), &format!("`{typed}`")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::{Home, Line};
    use crate::model::{Origin, ValueType};

    #[test]
    fn a_message_quotes_words_as_they_were_typed() {
        let origin = Origin::file("data/paper.toml");
        let mut passage = Passage {
            text: "on 31\u{a0}June, 30 June".to_owned(),
            typed: None,
            inline: &[],
            line: Line::Paragraph,
            of_type: ValueType::Text,
            home: Home::Field("text"),
            origin: &origin,
        };
        passage.read_plainly();
        assert_eq!(passage.text, "on 31 June, 30 June");
        assert_eq!(passage.typed_at(&(12..19)), 13..20);
        assert_eq!(passage.read_at(13), 12);
        let quoted =
            |words: Range<usize>, message: &str| passage.in_own_words(message.to_owned(), &words);
        assert_eq!(quoted(3..10, "no `31 June`"), "no `31\u{a0}June`");
        assert_eq!(quoted(12..19, "no `30 June`"), "no `30 June`");
    }
}
