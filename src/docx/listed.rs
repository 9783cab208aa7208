//! Lists in the page as lists in Word.

use crate::markup::{Element, Node};

use super::inline::{Piece, pieces};
use super::lists::{LEVELS, Marks};
use super::parts::Shared;
use super::story::{Marker, Story};
use super::tree::{children, has_class, is_inline, is_left_out};

impl<'a> Story<'a> {
    /// Writes a list; one of cards has a line for each; boxes to tick, counts and business have no other marks.
    pub fn list(&mut self, list: &'a Element, shared: &mut Shared<'a>) {
        let boxes = has_class(list, "boxes");
        // The items of business say their own numbers, and stand where others do.
        let business = has_class(list, "business");
        let marked = !boxes && !business && !has_class(list, "counts");
        let mut marks = Count::of(list, self.depth);
        let deeper = usize::from(marked || business);
        self.depth += deeper;
        for item in children(list).filter(|item| item.tag == "li" && !is_left_out(item)) {
            self.anchor(item.get("id"));
            self.marker = marked.then(|| marks.next(item, shared));
            if boxes && item.children.iter().all(is_inline) {
                let rest = pieces(&item.children.iter().collect::<Vec<_>>(), self.format);
                let lead = [Piece::Box(false), Piece::Text(" ".to_owned(), self.format)];
                self.pieces_in(None, lead.into_iter().chain(rest).collect(), shared);
            } else if let Some(lines) = card(item).filter(|_| has_class(list, "cards")) {
                self.card(&lines, shared);
            } else {
                self.block_of(item, shared);
            }
            self.marker = None;
        }
        self.depth -= deeper;
    }

    /// Writes the lines of a card as one line of a list.
    fn card(&mut self, lines: &[&'a Element], shared: &mut Shared<'a>) {
        let mut all = Vec::new();
        for line in lines {
            if !all.is_empty() {
                all.push(Piece::Text(" – ".to_owned(), self.format));
            }
            all.extend(pieces(
                &line.children.iter().collect::<Vec<_>>(),
                self.format,
            ));
        }
        self.pieces_in(None, all, shared);
    }
}

/// How the items of a list are counted.
struct Count {
    marks: Marks,
    level: usize,
    /// The number of the next item, if it has none of its own.
    next: usize,
    /// The numbering that counts on.
    numbering: Option<usize>,
}

impl Count {
    fn of(list: &Element, depth: usize) -> Self {
        let ordered = list.tag == "ol";
        let marks = if ordered {
            Marks::of_type(list.get("type"))
        } else {
            Marks::Bullet
        };
        Self {
            marks,
            level: depth.min(LEVELS - 1),
            next: number(list, "start").unwrap_or(1),
            numbering: None,
        }
    }

    /// Returns the mark of an item; one whose number is out of turn starts a numbering of its own.
    fn next(&mut self, item: &Element, shared: &mut Shared<'_>) -> Marker {
        let own = number(item, "value").unwrap_or(self.next);
        let counts_on = self.numbering.filter(|_| own == self.next);
        let numbering =
            counts_on.unwrap_or_else(|| shared.lists.numbering(self.marks, self.level, own));
        (self.numbering, self.next) = (Some(numbering), own + 1);
        Marker {
            numbering,
            level: self.level,
            marks: self.marks,
        }
    }
}

fn number(element: &Element, name: &str) -> Option<usize> {
    element.get(name)?.parse().ok()
}

/// Returns the paragraphs of a card, if there is nothing else in it.
fn card(item: &Element) -> Option<Vec<&Element>> {
    let lines: Vec<&Element> = children(item).collect();
    let text = |node: &Node| matches!(node, Node::Text(text) if !text.trim().is_empty());
    let plain = lines.iter().all(|line| line.tag == "p") && !item.children.iter().any(text);
    plain.then_some(lines)
}
