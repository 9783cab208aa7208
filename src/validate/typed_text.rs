//! Text as people type it into cells: line breaks, bullets, numbers and bold runs.

use crate::load::{Run, Script};
use crate::model::{Block, Inline, Mark, RichText};

use super::typed_line::{Line, Marker, lines};

/// Lists inside lists deeper than this are drawn flat.
const DEEPEST: usize = 6;

/// Sub-headings longer than this are paragraphs that someone set in bold.
const LONGEST_HEADING: usize = 120;

/// Reads the runs of a cell as rich text.
pub fn typed_text(runs: &[Run]) -> RichText {
    let mut builder = Builder::default();
    for line in lines(runs) {
        builder.line(line);
    }
    builder.finish()
}

/// Gathers lines into blocks.
#[derive(Default)]
struct Builder {
    blocks: Vec<Block>,
    paragraph: Vec<Inline>,
    lists: Vec<OpenList>,
    after_blank: bool,
}

/// A list whose next item may still come.
struct OpenList {
    indent: usize,
    marker: Marker,
    start: u64,
    items: Vec<RichText>,
}

impl OpenList {
    /// Whether a marker is that of the next item: a number must count on by one, or it would be printed as another.
    fn goes_on(&self, marker: Marker) -> bool {
        let next = self.start + self.items.len() as u64;
        let counts_on = match marker {
            Marker::Number(number, _) => number == next,
            Marker::Bullet(_) => true,
        };
        self.marker.like(marker) && counts_on
    }
}

impl Builder {
    fn line(&mut self, line: Line) {
        if line.runs.iter().all(|run| run.text.trim().is_empty()) {
            self.end_paragraph();
            self.after_blank = true;
            return;
        }
        match line.marker {
            Some(marker) => self.item(line.indent, marker, &line.runs),
            None => self.text(&line),
        }
        self.after_blank = false;
    }

    fn text(&mut self, line: &Line) {
        if let Some(list) = self.lists.last_mut() {
            if line.indent > list.indent && !self.after_blank {
                let item = list.items.last_mut().expect("an open list has an item");
                item.0.push(Block::Paragraph {
                    of: inlines(&line.runs),
                });
                return;
            }
            self.end_lists(0);
        }
        if is_heading(&line.runs) {
            self.end_paragraph();
            let runs: Vec<Run> = line
                .runs
                .iter()
                .cloned()
                .map(|run| Run { bold: false, ..run })
                .collect();
            self.blocks.push(Block::Heading { of: inlines(&runs) });
            return;
        }
        if !self.paragraph.is_empty() {
            self.paragraph.push(Inline::Mark(Mark::Break));
        }
        self.paragraph.extend(inlines(&line.runs));
    }

    fn item(&mut self, indent: usize, marker: Marker, runs: &[Run]) {
        self.end_paragraph();
        let goes_on = |list: &OpenList| list.goes_on(marker) && list.indent.abs_diff(indent) <= 1;
        let left = match self.lists.iter().rposition(goes_on) {
            Some(level) => level + 1,
            // A number that is not set in is no part of the bullets above it.
            None if matches!(marker, Marker::Number(..)) => self
                .lists
                .iter()
                .take_while(|list| list.indent < indent)
                .count(),
            None => self
                .lists
                .iter()
                .take_while(|list| list.indent <= indent)
                .count(),
        };
        self.end_lists(left);
        let deepest = self.lists.len() >= DEEPEST;
        let item = RichText(vec![Block::Paragraph { of: inlines(runs) }]);
        match self.lists.last_mut() {
            Some(list) if goes_on(list) || deepest => list.items.push(item),
            _ => {
                let start = if let Marker::Number(start, _) = marker {
                    start
                } else {
                    1
                };
                self.lists.push(OpenList {
                    indent,
                    marker,
                    start,
                    items: vec![item],
                });
            }
        }
    }

    fn end_paragraph(&mut self) {
        if !self.paragraph.is_empty() {
            let of = std::mem::take(&mut self.paragraph);
            self.blocks.push(Block::Paragraph { of });
        }
    }

    /// Closes lists until a number of levels is left open, each into the item above it.
    fn end_lists(&mut self, left: usize) {
        while self.lists.len() > left {
            let list = self.lists.pop().expect("more than `left`");
            let block = match list.marker {
                Marker::Bullet(_) => Block::Bullets { of: list.items },
                Marker::Number(..) => Block::Numbers {
                    start: list.start,
                    of: list.items,
                },
            };
            match self
                .lists
                .last_mut()
                .and_then(|above| above.items.last_mut())
            {
                Some(item) => item.0.push(block),
                None => self.blocks.push(block),
            }
        }
    }

    fn finish(mut self) -> RichText {
        self.end_paragraph();
        self.end_lists(0);
        RichText(self.blocks)
    }
}

/// A line of its own that is wholly bold is a sub-heading.
fn is_heading(runs: &[Run]) -> bool {
    let text: String = runs.iter().map(|run| run.text.as_str()).collect();
    let bold = runs
        .iter()
        .all(|run| run.bold || run.text.trim().is_empty());
    bold && text.chars().count() <= LONGEST_HEADING && text.chars().any(char::is_alphanumeric)
}

/// Turns runs into pieces of a line.
fn inlines(runs: &[Run]) -> Vec<Inline> {
    let mut line: Vec<Inline> = Vec::new();
    for run in runs.iter().filter(|run| !run.text.is_empty()) {
        match (inline(run), line.last_mut()) {
            (Inline::Text(text), Some(Inline::Text(before))) => before.push_str(&text),
            (piece, _) => line.push(piece),
        }
    }
    line
}

fn inline(run: &Run) -> Inline {
    let mut piece = Inline::Text(run.text.clone());
    let mut wrap = |mark: fn(Vec<Inline>) -> Mark| {
        let inner = std::mem::replace(&mut piece, Inline::Text(String::new()));
        piece = Inline::Mark(mark(vec![inner]));
    };
    match run.script {
        Some(Script::Super) => wrap(|of| Mark::Super { of }),
        Some(Script::Sub) => wrap(|of| Mark::Sub { of }),
        None => {}
    }
    let linked = run.link.as_deref().is_some_and(super::line::safe_link);
    if run.strike {
        wrap(|of| Mark::Strike { of });
    } else if run.underline && !linked {
        // A line below and a line through at once is refused by PDF/UA export; the line through carries the meaning.
        wrap(|of| Mark::Underline { of });
    }
    if run.italic {
        wrap(|of| Mark::Emphasis { of });
    }
    if run.bold {
        wrap(|of| Mark::Strong { of });
    }
    match &run.link {
        Some(to) if linked => Inline::Mark(Mark::Link {
            to: to.clone(),
            of: vec![piece],
        }),
        _ => piece,
    }
}

#[cfg(test)]
#[path = "typed_text_tests.rs"]
mod tests;
