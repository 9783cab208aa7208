//! Places that tell whom to ask, and where: addresses and numbers there are meant for everyone.

use std::sync::LazyLock;

use regex::Regex;

use crate::model::{Paper, ValueType};

use super::super::{Home, Line, Passage};

/// A heading over contacts, and no more: not "Contact with victims".
static HEADING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?x)^(?i-u:[\s0-9.()]*
        (?:(?:who|whom|officers?|officer\(s\)|persons?)\ to\ contact
        |contacts?(?:\ (?:officers?|details?|information|us|points?|persons?|names?|(?:for|and)\ [a-z'\ ]*))?
        |(?:media\ |press\ |general\ )?enquiries
        |(?:for\ )?(?:further|more)\ information
        |(?:report\ )?authors?(?:\ [a-z'\ ]*)?
        |(?:meeting\ )?venues?)
        [\s:.]*)$",
    )
    .expect("a pattern")
});

/// How a line begins that says whom to ask.
static LINE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?x)^(?i-u:\s*
        (?:for\ (?:further|more|any|general)\ (?:information|details?|enquiries|questions|queries|advice|help)\b
        |(?:further|more)\ information(?:\s*:|\ (?:is\ available|can\ be|may\ be|from)\b)
        |(?:media|press|general)\ enquiries\b
        |press\ office\b
        |(?:contacts?(?:\ (?:officers?|details?|points?|persons?))?|enquiries|report\ author|venue|officers?\ to\ contact)\s*:
        |please\ contact\b
        |contact\ (?:us|the|your|our)\b))",
    )
    .expect("a pattern")
});

/// A cell over telephone numbers or addresses: a table that has a column of them is meant to.
static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"^(?i-u:\s*(?:tele?phone|phone|tel|e-?mail|contact)(?: (?:numbers?|no|address(?:es)?|details))?[\s.:]*)$",
    )
    .expect("a pattern")
});

/// Follows the headings of a paper's texts.
pub struct Contacts<'a> {
    paper: &'a Paper,
    /// The text that the last heading over contacts stands in, and the heading's rank.
    under: Option<(String, u8)>,
    /// Whether a cell before this one in its table is a label over such numbers or addresses.
    table: bool,
}

impl<'a> Contacts<'a> {
    /// Starts before the first passage.
    pub fn new(paper: &'a Paper) -> Self {
        Self {
            paper,
            under: None,
            table: false,
        }
    }

    /// Returns whether the next passage of the paper tells whom to ask.
    pub fn meant(&mut self, passage: &Passage<'_>) -> bool {
        self.follow(passage);
        self.under.is_some()
            || self.table
            || passage.of_type == ValueType::Texts
            || self.described(&passage.home)
            || is_line(&passage.text)
    }

    fn described(&self, home: &Home<'_>) -> bool {
        match home {
            Home::Field(name) => {
                let field = self.paper.kind.fields.get(*name);
                field.is_some_and(|field| field.contact)
            }
            Home::Cell(spot) => {
                let column = spot.kind.columns.get(spot.column);
                column.is_some_and(|column| column.contact)
            }
            _ => false,
        }
    }

    fn follow(&mut self, passage: &Passage<'_>) {
        let is_left = |(of, _): &(String, u8)| *of != home(&passage.home);
        if self.under.as_ref().is_some_and(is_left) {
            self.under = None;
        }
        // A line of its own is a heading too where nobody made it one.
        let rank = match passage.line {
            Line::Heading(rank) => Some(rank.unwrap_or_default()),
            _ => None,
        };
        if is_heading(&passage.text) {
            self.under = Some((home(&passage.home), rank.unwrap_or(u8::MAX)));
        } else if let (Some(rank), Some((_, over))) = (rank, &self.under)
            && rank <= *over
        {
            self.under = None;
        }
        let cell = passage.line == Line::Cell;
        self.table = cell && (self.table || LABEL.is_match(&passage.text));
    }
}

/// Returns a name for the text that a passage belongs to.
fn home(home: &Home<'_>) -> String {
    match home {
        Home::Field(name) | Home::Phrase(name) => (*name).to_owned(),
        Home::Cell(spot) => format!("{}/{}/{}", spot.table, spot.position, spot.column),
        Home::Note(note) => note.mark.clone(),
        Home::Above => String::new(),
    }
}

/// Returns whether a line begins with a word that those over contacts begin with: most do not.
fn may_say(text: &str) -> bool {
    let is_before =
        |c: char| c.is_ascii_whitespace() || c.is_ascii_digit() || ".()\u{b}".contains(c);
    let text = text.trim_start_matches(is_before).as_bytes();
    let length = text.iter().take_while(|byte| byte.is_ascii_alphabetic());
    let first = &text[..length.count()];
    FIRST
        .iter()
        .any(|word| first.eq_ignore_ascii_case(word.as_bytes()))
}

const FIRST: [&str; 22] = [
    "who",
    "whom",
    "officer",
    "officers",
    "person",
    "persons",
    "contact",
    "contacts",
    "media",
    "press",
    "general",
    "enquiries",
    "for",
    "further",
    "more",
    "report",
    "author",
    "authors",
    "meeting",
    "venue",
    "venues",
    "please",
];

/// Returns whether a heading stands over contacts.
pub fn is_heading(text: &str) -> bool {
    may_say(text) && HEADING.is_match(text)
}

/// Returns whether a line begins by saying whom to ask.
pub fn is_line(text: &str) -> bool {
    may_say(text) && LINE.is_match(text)
}
