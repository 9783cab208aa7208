//! Papers that stand one below the other in a document: each begins with a title of its own, and has a table of its own.

use crate::load::{TextBlock, plain};
use crate::model::Kind;
use crate::validate::{fold, one_line};

use super::grid::known_as;
use super::lines::Lines;
use super::marks;
use super::{Left, OldPaper};

/// One of the papers in a document.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// Its title as typed; nothing where none stands above it.
    pub title: String,
    /// The number that the title names, as that of a theme.
    pub number: String,
    /// Its lines and tables, the title first.
    blocks: Vec<TextBlock>,
}

/// The papers in a document, and what stands above the first of them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parts {
    above: Vec<TextBlock>,
    /// Lines above that are titles of papers further down.
    listed: Vec<String>,
    /// The papers.
    pub parts: Vec<Part>,
}

/// Finds the papers of a document; of one that holds a single paper there are none.
pub fn parts(blocks: &[TextBlock], kind: &Kind, lines: &Lines<'_>) -> Parts {
    let mut found = Parts::default();
    let mut open: Option<Part> = None;
    let mut table = None;
    for block in blocks {
        if let Some((title, number)) = title(block, lines)
            && open
                .as_ref()
                .is_none_or(|open| fold(&open.number) != fold(&number))
        {
            found.close(open.take(), kind, &mut table);
            open = Some(Part {
                title,
                number,
                blocks: Vec::new(),
            });
        }
        let open = open.get_or_insert_with(|| Part {
            title: String::new(),
            number: String::new(),
            blocks: Vec::new(),
        });
        open.blocks.push(block.clone());
    }
    found.close(open, kind, &mut table);
    if found.parts.len() < 2 {
        found.parts.clear();
    }
    found
}

impl Parts {
    /// Ends a part: one without the table that the others have is more of the one above it, or stands above them all.
    fn close(&mut self, part: Option<Part>, kind: &Kind, table: &mut Option<String>) {
        let Some(part) = part else { return };
        let held = table_of(&part.blocks, kind, table.as_deref());
        match (held, self.parts.last_mut()) {
            (Some(held), _) => {
                *table = Some(held);
                self.parts.push(part);
            }
            (None, Some(last)) => last.blocks.extend(part.blocks),
            (None, None) => {
                let from = usize::from(!part.title.is_empty());
                self.above.extend(part.blocks.into_iter().skip(from));
                self.listed
                    .extend(Some(part.title).filter(|title| !title.is_empty()));
            }
        }
    }

    /// Returns the lines and tables of a part, below what stands above all parts.
    pub fn blocks(&self, at: usize) -> Vec<TextBlock> {
        let own = self.parts.get(at).map(|part| part.blocks.clone());
        let own = own.unwrap_or_default();
        self.above.iter().cloned().chain(own).collect()
    }

    /// Lists the other parts with their words.
    pub fn tell_others(&self, at: usize, paper: &mut OldPaper) {
        let listed = self.listed.iter();
        let listed = listed.map(|title| Left::new("the title of a paper further down", title));
        paper.left_out.extend(listed);
        let taken = self.parts.get(at).map_or("", Part::called);
        for (_, part) in self
            .parts
            .iter()
            .enumerate()
            .filter(|(other, _)| *other != at)
        {
            let what = format!("the paper below `{}`", part.called());
            let how = match part.number.as_str() {
                "" => "from a copy that holds it alone".to_owned(),
                number => format!("with `--theme {number}`"),
            };
            paper.doubts.push(format!(
                "`{taken}` was taken, and {what} was not: adopt that by itself, {how}"
            ));
            paper.left_out.push(Left::new(&what, &plain(&part.blocks)));
        }
    }
}

impl Part {
    /// Returns its title, or words in place of it.
    pub fn called(&self) -> &str {
        match self.title.as_str() {
            "" => "the first paper",
            title => title,
        }
    }
}

/// Returns the title that a block is, and the number it names.
fn title(block: &TextBlock, lines: &Lines<'_>) -> Option<(String, String)> {
    let TextBlock::Paragraph(paragraph) = block else {
        return None;
    };
    let text = marks::without(&one_line(&paragraph.text()));
    let number = lines.numbered(&text)?;
    Some((text, number))
}

/// Returns the table that blocks hold: that of another part, or, of the first, one that papers of the kind need.
fn table_of(blocks: &[TextBlock], kind: &Kind, other: Option<&str>) -> Option<String> {
    blocks.iter().find_map(|block| {
        let TextBlock::Table(table) = block else {
            return None;
        };
        let (name, described, _) = known_as(table, kind)?;
        let is = other.map_or(described.required, |other| other == name);
        is.then(|| name.to_owned())
    })
}
