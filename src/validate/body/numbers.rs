//! Numbers of paragraphs, sections, tables and figures, and what links lead to.

use std::sync::LazyLock;

use regex::Regex;

use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Block, BodyRules, Inline, Numbering, Part, RichText, plain};
use crate::validate::heading_words::fold;

use super::attributes::Attributes;
use super::items::{Items, Place};
use super::names::{Names, Target};
use super::parse::Parsed;

/// The deepest rank of a heading.
const DEEPEST: u8 = 3;

/// Numbers what follows one another.
pub struct Numbers<'a> {
    rules: &'a BodyRules,
    numbering: Numbering,
    names: &'a mut Names,
    /// The rank of the highest headings of the text.
    top: u8,
    /// The rank of the last heading.
    level: u8,
    /// The rank of the last heading as it was typed.
    typed: u8,
    headings: u32,
    sections: u32,
    paragraphs: u32,
    items: Items,
    tables: u32,
    figures: u32,
    /// Whether the section has no numbers.
    unnumbered: bool,
    /// What items of lists are called below the last heading, and that heading's rank.
    called: Option<(String, u8)>,
    /// The last item of the list before, in this section.
    last_item: u64,
    /// The numbered paragraph that a list belongs to.
    above: Option<String>,
    /// Whether the last part was a heading.
    after_heading: bool,
}

impl<'a> Numbers<'a> {
    /// Starts with nothing numbered.
    pub fn new(rules: &'a BodyRules, numbering: Numbering, names: &'a mut Names) -> Self {
        Self {
            rules,
            numbering,
            names,
            top: 1,
            level: 0,
            typed: 0,
            headings: 0,
            sections: 0,
            paragraphs: 0,
            items: Items::default(),
            tables: 0,
            figures: 0,
            unnumbered: false,
            called: None,
            last_item: 0,
            above: None,
            after_heading: false,
        }
    }

    /// Numbers all parts of a text.
    pub fn number(&mut self, parts: Vec<Parsed>, out: &mut Diagnostics) -> Vec<Part> {
        let levels = parts.iter().filter_map(|parsed| parsed.part.level);
        self.top = levels.min().unwrap_or(1);
        let parts = parts.into_iter();
        parts.map(|parsed| self.part(parsed, out)).collect()
    }

    fn part(&mut self, Parsed { mut part, said }: Parsed, out: &mut Diagnostics) -> Part {
        self.say_typed(&part, out);
        match &mut part.block {
            Block::Heading { .. } => {
                self.say_skipped(&part, out);
                self.heading(&mut part, &said);
            }
            Block::Paragraph { .. } => self.paragraph(&mut part, &said),
            Block::Letters { .. } | Block::Bullets { .. } | Block::Quote { .. } => {
                self.list(&mut part.block);
            }
            Block::Table(grid) => {
                let number = counted(&mut self.tables, grid.caption.is_some());
                self.drawn(&mut part, "table", number, &said);
            }
            Block::Figure(figure) => {
                let number = counted(&mut self.figures, figure.caption.is_some());
                self.drawn(&mut part, "figure", number, &said);
            }
            Block::Chart(_) => {
                let number = counted(&mut self.figures, true);
                self.drawn(&mut part, "figure", number, &said);
            }
            Block::Numbers { .. } => {}
        }
        self.after_heading = matches!(part.block, Block::Heading { .. });
        part
    }

    /// A list goes on from the one before where it says so, and always where its items have a name of their own.
    fn go_on(&mut self, block: &mut Block) {
        let Block::Letters { start, of, .. } = block else {
            return;
        };
        if self.called.is_some() && self.last_item > 0 {
            *start = self.last_item + 1;
        } else if self.numbering != Numbering::None && *start != self.last_item + 1 {
            *start = 1;
        }
        self.last_item = (*start).saturating_sub(1) + of.len() as u64;
    }

    fn list(&mut self, block: &mut Block) {
        self.go_on(block);
        let called = self.called.as_ref().map(|(noun, _)| noun.as_str());
        let place = Place {
            called,
            above: self.above.as_deref(),
            figures: self.numbering == Numbering::None,
        };
        self.items.number(block, &place, self.names);
    }

    fn heading(&mut self, part: &mut Part, said: &Attributes) {
        let given = part.level.unwrap_or(1) - self.top + 1;
        // A rank left out would be a hole in the outline.
        let level = given.min(self.level + 1).min(DEEPEST);
        self.level = level;
        self.headings += 1;
        self.above = None;
        if level == 1 {
            self.unnumbered = said.unnumbered;
            if self.numbering == Numbering::Restart && !said.unnumbered {
                self.sections += 1;
                self.paragraphs = 0;
                part.number = Some(self.sections.to_string());
            }
        }
        let Block::Heading { of } = &part.block else {
            return;
        };
        self.call(of, level);
        part.called = self.called.as_ref().map(|(noun, _)| noun.clone());
        part.level = Some(level);
        let id = format!("section-{}", self.headings);
        self.lead(said, &id, "section", part.number.clone(), of.clone());
        part.id = Some(id);
    }

    /// Finds what items of lists are called below a heading; a lower heading leaves it as it is.
    fn call(&mut self, of: &[Inline], level: u8) {
        let words = fold(&plain(of));
        let found = self
            .rules
            .called
            .iter()
            .find(|(_, headings)| headings.iter().any(|heading| fold(heading) == words));
        match (found, &self.called) {
            (Some((noun, _)), _) => self.called = Some((noun.clone(), level)),
            (None, Some((_, above))) if level > *above => return,
            _ => self.called = None,
        }
        self.last_item = 0;
    }

    fn paragraph(&mut self, part: &mut Part, said: &Attributes) {
        let restarts = self.numbering == Numbering::Restart;
        let numbered = self.numbering != Numbering::None
            && !self.unnumbered
            && !said.unnumbered
            && (!restarts || self.sections > 0);
        self.above = None;
        if !numbered {
            return self.drawn(part, "paragraph", None, said);
        }
        self.paragraphs += 1;
        let number = if restarts {
            format!("{}.{}", self.sections, self.paragraphs)
        } else {
            self.paragraphs.to_string()
        };
        let id = format!("paragraph-{}", number.replace('.', "-"));
        self.lead(said, &id, "paragraph", Some(number.clone()), Vec::new());
        part.id = Some(id);
        part.number = Some(number.clone());
        self.above = Some(number);
    }

    /// Gives a table, a figure or a paragraph its number, or at least what its name leads to.
    fn drawn(&mut self, part: &mut Part, noun: &str, number: Option<u32>, said: &Attributes) {
        let id = match (number, &said.name) {
            (Some(number), _) => format!("{noun}-{number}"),
            (None, Some(name)) => format!("place-{name}"),
            (None, None) => return,
        };
        part.number = number.map(|number| number.to_string());
        self.lead(said, &id, noun, part.number.clone(), Vec::new());
        part.id = Some(id);
    }

    fn lead(
        &mut self,
        said: &Attributes,
        id: &str,
        noun: &str,
        number: Option<String>,
        words: Vec<Inline>,
    ) {
        if let Some(name) = &said.name {
            let target = Target {
                id: id.to_owned(),
                noun: noun.to_owned(),
                number: number.unwrap_or_default(),
                words,
            };
            self.names.lead(name, target);
        }
    }

    /// Reports a rank of headings that was left out: it is closed up, so what it was meant to be below is a guess.
    fn say_skipped(&mut self, part: &Part, out: &mut Diagnostics) {
        let rank = part.level.unwrap_or(1);
        let above = self.typed.max(self.top - 1);
        if rank > above + 1 {
            let message = match self.typed {
                0 => format!(
                    "the first heading is of rank {rank}, and others below it are of rank {}",
                    self.top
                ),
                _ => format!(
                    "a heading of rank {rank} follows one of rank {above}, and none of rank {} stands between them",
                    rank - 1
                ),
            };
            let signs = "#".repeat((above + 1).into());
            out.add(Code::HeadingSkipped, part.place().clone(), message)
                .hint(format!("begin it with `{signs}`"));
        }
        self.typed = rank;
    }

    /// Reports numbers that somebody typed where they are computed.
    fn say_typed(&self, part: &Part, out: &mut Diagnostics) {
        static TYPED: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"^\(?\d{1,2}(?:(?:\.\d{1,2})*[.)]\s*|(?:\.\d{1,2})+\s+)\p{Lu}")
                .expect("a sound pattern")
        });
        if self.numbering == Numbering::None || self.unnumbered {
            return;
        }
        let hint = "leave the numbers out, with an empty line between paragraphs; a list of letters has a sentence above it";
        let (typed, message, hint) = match &part.block {
            Block::Heading { of } => (
                TYPED.is_match(&plain(of)),
                "a heading is numbered by hand here, and the document has numbers of its own",
                "leave the number out; `numbering = \"restart\"` in the head numbers the sections",
            ),
            Block::Paragraph { of } => (TYPED.is_match(&plain(of)), BY_HAND, hint),
            Block::Letters { of, .. } => (
                self.after_heading && self.called.is_none() && of.iter().any(is_paragraph),
                BY_HAND,
                hint,
            ),
            _ => return,
        };
        if typed {
            out.add(Code::NumberTyped, part.place().clone(), message)
                .hint(hint);
        }
    }
}

const BY_HAND: &str = "paragraphs are numbered by hand here, and by the document too";

/// Whether an item of a list is as long as a paragraph, or a sentence of its own.
fn is_paragraph(item: &RichText) -> bool {
    let words = item.plain();
    let words = words.trim();
    words.chars().count() > 120
        || (words.starts_with(char::is_uppercase) && words.ends_with('.') && words.contains(' '))
}

/// Counts what has a caption.
fn counted(count: &mut u32, captioned: bool) -> Option<u32> {
    *count += u32::from(captioned);
    captioned.then_some(*count)
}
