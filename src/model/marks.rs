//! What is printed on a page of a pack: its number and its stamps.

use serde::{Deserialize, Serialize};

use super::roman;

/// The number of a page: its label in the PDF, and what the agenda calls it.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Label {
    /// Front matter that is not counted: `i`, `ii`, by its position from 1.
    Roman(u32),
    /// A page number.
    Number(u32),
    /// A page between two numbers that are published: `37A` is 37 and 1.
    Lettered(u32, u32),
    /// No label.
    #[default]
    None,
}

/// The pages of an item or a paper, from the first to the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct PageRange {
    /// The first page.
    pub first: Label,
    /// The last page.
    pub last: Label,
}

/// What is printed on one page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageMarks {
    /// Its label.
    pub label: Label,
    /// Its stamps, page number included.
    pub stamps: Vec<Stamp>,
}

/// Words at an edge of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// The words.
    pub text: String,
    /// Where they stand, as the page is looked at.
    pub place: Place,
    /// Whether they are bold.
    pub bold: bool,
}

/// A place at the edge of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Place {
    /// Above the content, at the left.
    TopLeft,
    /// Above the content, in the middle.
    TopCentre,
    /// Above the content, at the right.
    TopRight,
    /// Below the content, at the left.
    BottomLeft,
    /// Below the content, in the middle.
    BottomCentre,
    /// Below the content, at the right.
    BottomRight,
}

impl Label {
    /// Returns the label as it is printed; empty where there is none.
    pub fn said(self) -> String {
        match self {
            Self::Roman(number) => roman(number.into()),
            Self::Number(number) => number.to_string(),
            Self::Lettered(number, letter) => format!("{number}{}", letters(letter)),
            Self::None => String::new(),
        }
    }
}

impl PageRange {
    /// Returns the pages as an agenda prints them: `37 - 40`, or `37` where there is one.
    pub fn said(self) -> String {
        if self.first == self.last {
            return self.first.said();
        }
        format!("{} - {}", self.first.said(), self.last.said())
    }

    /// Returns the pages as a sentence tells them: `page 37`, `pages 37 to 40`, `pages 37 to 40 and 40A to 40C`.
    pub fn in_words(self) -> String {
        let word = match self.first == self.last {
            true => "page",
            false => "pages",
        };
        let numbers = self.numbers(|first, last| format!("{first} to {last}"), "and");
        format!("{word} {numbers}")
    }

    /// Returns the numbers of the pages; `run` says those from one to another, `and` stands between two of these.
    pub fn numbers(self, run: impl Fn(&str, &str) -> String, and: &str) -> String {
        let (first, last) = (self.first.said(), self.last.said());
        let run = |from: &str, to: &str| match from == to {
            true => from.to_owned(),
            false => run(from, to),
        };
        match (self.first, self.last) {
            (Label::Number(_), Label::Lettered(number, _)) => {
                let numbers = run(&first, &number.to_string());
                let letters = run(&Label::Lettered(number, 1).said(), &last);
                format!("{numbers} {and} {letters}")
            }
            _ => run(&first, &last),
        }
    }
}

/// Returns a position as PDF's page labels letter it: `A` to `Z`, then `AA` to `ZZ` (ISO 32000-1, table 159).
fn letters(position: u32) -> String {
    let Some(before) = position.checked_sub(1) else {
        return String::new();
    };
    let letter = char::from(b'A' + u8::try_from(before % 26).unwrap_or_default());
    (0..=before / 26).map(|_| letter).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_said_as_pdf_labels_them() {
        let said = |label: Label| label.said();
        assert_eq!(said(Label::Roman(4)), "iv");
        assert_eq!(said(Label::Roman(49)), "xlix");
        assert_eq!(said(Label::Number(37)), "37");
        assert_eq!(said(Label::Lettered(37, 1)), "37A");
        assert_eq!(said(Label::Lettered(37, 28)), "37BB");
        assert_eq!(said(Label::None), "");
    }

    #[test]
    fn ranges_are_said_as_agendas_print_them_and_as_sentences_tell_them() {
        let range = |first, last| PageRange { first, last };
        let number = Label::Number;
        let lettered = Label::Lettered;
        assert_eq!(range(number(37), number(40)).said(), "37 - 40");
        assert_eq!(range(number(37), number(37)).said(), "37");
        let told = |first, last| range(first, last).in_words();
        assert_eq!(told(number(37), number(37)), "page 37");
        assert_eq!(told(number(37), number(40)), "pages 37 to 40");
        assert_eq!(told(number(37), lettered(40, 1)), "pages 37 to 40 and 40A");
        assert_eq!(told(number(40), lettered(40, 2)), "pages 40 and 40A to 40B");
        assert_eq!(told(lettered(40, 1), lettered(40, 2)), "pages 40A to 40B");
    }
}
