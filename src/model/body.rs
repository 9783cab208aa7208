//! The text of a paper that is written as a whole: sections, numbered paragraphs, tables, figures.

use serde::{Deserialize, Serialize};

use super::{Block, Inline, Origin};

/// A paper's text in its parts.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Body(pub Vec<Part>);

/// A block of a paper's text, with what its place in the paper gives it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Part {
    /// The block.
    #[serde(flatten)]
    pub block: Block,
    /// The rank of a heading, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<u8>,
    /// The number of a paragraph, a section, a table or a figure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// What links lead to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// What a section is to the document, such as `recommendation`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub called: Option<String>,
    /// Where each line stands that [`Block::visit`] shows; the first place is the block's own.
    pub places: Vec<Origin>,
}

/// How the paragraphs of a text are numbered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Numbering {
    /// Not at all.
    #[default]
    None,
    /// Through the whole text: 1, 2, 3.
    Through,
    /// In each section: 2.1, 2.2.
    Restart,
}

impl Part {
    /// Returns where the part starts.
    pub fn place(&self) -> &Origin {
        self.places.first().expect("every part has a place")
    }

    /// Shows every line of the part to be changed, with its place.
    pub fn visit_mut(&mut self, change: &mut impl FnMut(&mut Vec<Inline>, &Origin)) {
        let mut places = self.places.iter();
        let mut last = places.as_slice().first();
        self.block.visit_mut(&mut |line| {
            last = places.next().or(last);
            change(line, last.expect("every part has a place"));
        });
    }

    /// Shows every line of the part, with its place.
    pub fn visit(&self, see: &mut impl FnMut(&[Inline], &Origin)) {
        let mut places = self.places.iter();
        let mut last = places.as_slice().first();
        self.block.visit(&mut |line| {
            last = places.next().or(last);
            see(line, last.expect("every part has a place"));
        });
    }
}

impl Body {
    /// Returns the words alone, a line a block.
    pub fn plain(&self) -> String {
        let mut lines: Vec<String> = Vec::new();
        for part in &self.0 {
            part.block.visit(&mut |line| lines.push(super::plain(line)));
        }
        lines.join("\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::RichText;

    #[test]
    fn each_line_has_its_place_and_none_is_left_without() {
        let item = |text: &str| {
            RichText(vec![Block::Paragraph {
                of: vec![Inline::Text(text.into())],
            }])
        };
        let part = Part {
            block: Block::Bullets {
                of: vec![item("a"), item("b"), item("c")],
            },
            level: None,
            number: None,
            id: None,
            called: None,
            places: vec![Origin::file("1"), Origin::file("2")],
        };
        let mut seen = Vec::new();
        part.visit(&mut |line, place| seen.push((crate::model::plain(line), place.to_string())));
        let expected = [("a", "1"), ("b", "2"), ("c", "2")];
        assert_eq!(seen, expected.map(|(a, b)| (a.to_owned(), b.to_owned())));
    }
}
