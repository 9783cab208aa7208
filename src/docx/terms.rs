//! Terms and what is said of them: `Lead officer: Head of Policy`.

use crate::markup::{Element, Node};

use super::inline::{Format, Piece, pieces};
use super::parts::Shared;
use super::story::Story;
use super::tree::{children, is_inline, is_left_out, words_of};

/// Facts of no more letters than this stand beside each other.
const BESIDE: usize = 120;

impl<'a> Story<'a> {
    /// Writes a list of terms: short facts in one line, others each in its own, and below its term what is said in several lines.
    pub fn terms(&mut self, list: &'a Element, shared: &mut Shared<'a>) {
        let keep = self.keep_next;
        // Facts below a heading stay with what they are facts of.
        self.keep_next |= self.after_heading;
        let parts = parts(list);
        match facts(&parts) {
            Some(facts) => self.facts(&facts, shared),
            None => self.terms_below_each_other(&parts, shared),
        }
        self.keep_next = keep;
    }

    fn facts(&mut self, facts: &[(&'a Element, &'a Element)], shared: &mut Shared<'a>) {
        let mut all = Vec::new();
        for (term, said) in facts {
            self.anchor(term.get("id"));
            self.anchor(said.get("id"));
            if !all.is_empty() {
                all.push(Piece::Text(" · ".to_owned(), self.format));
            }
            all.extend(self.fact(term, said));
        }
        self.pieces_in(None, all, shared);
    }

    fn terms_below_each_other(&mut self, parts: &[&'a Element], shared: &mut Shared<'a>) {
        for (place, part) in parts.iter().enumerate() {
            let before = place.checked_sub(1).and_then(|place| parts.get(place));
            let next = parts.get(place + 1);
            self.anchor(part.get("id"));
            match before {
                Some(term) if part.tag == "dd" && term.tag == "dt" && line(part).is_some() => {
                    let fact = self.fact(term, part);
                    self.pieces_in(None, fact, shared);
                }
                _ if part.tag == "dd" => {
                    self.depth += 1;
                    self.block_of(part, shared);
                    self.depth -= 1;
                }
                // A term is written with the line that is said of it.
                _ if next.is_some_and(|next| next.tag == "dd" && line(next).is_some()) => {}
                _ => self.term(part, shared),
            }
        }
    }

    /// Returns the pieces of a term and of the line that is said of it.
    fn fact(&self, term: &'a Element, said: &'a Element) -> Vec<Piece<'a>> {
        let bold = Format {
            bold: true,
            ..self.format
        };
        let mut fact = pieces(&term.children.iter().collect::<Vec<_>>(), bold);
        let ends = words_of(term).ends_with([':', '?', '.']);
        let colon = if ends { " " } else { ": " };
        fact.push(Piece::Text(colon.to_owned(), bold));
        for (place, line) in line(said).unwrap_or_default().iter().enumerate() {
            if place > 0 {
                fact.push(Piece::Text(" – ".to_owned(), self.format));
            }
            fact.extend(pieces(line, self.format));
        }
        fact
    }

    fn term(&mut self, term: &'a Element, shared: &mut Shared<'a>) {
        let (format, keep) = (self.format, self.keep_next);
        (self.format.bold, self.keep_next) = (true, true);
        self.block_of(term, shared);
        (self.format, self.keep_next) = (format, keep);
    }
}

/// Returns terms and what is said of each, if all of it is short enough for a line.
fn facts<'a>(parts: &[&'a Element]) -> Option<Vec<(&'a Element, &'a Element)>> {
    let pairs = parts.chunks(2).map(|pair| match pair {
        [term, said] if term.tag == "dt" && said.tag == "dd" => line(said).map(|_| (*term, *said)),
        _ => None,
    });
    let facts: Vec<_> = pairs.collect::<Option<_>>()?;
    let letters: usize = parts
        .iter()
        .map(|part| words_of(part).chars().count() + 2)
        .sum();
    (letters <= BESIDE).then_some(facts)
}

/// Lists terms and what is said of them, whether or not they are grouped.
fn parts(list: &Element) -> Vec<&Element> {
    let seen = children(list).filter(|part| !is_left_out(part));
    seen.flat_map(|part| {
        if part.tag == "div" {
            parts(part)
        } else {
            vec![part]
        }
    })
    .collect()
}

/// Returns the lines of an element that are short enough to follow each other in one.
fn line(element: &Element) -> Option<Vec<Vec<&Node>>> {
    let nodes: Vec<&Node> = element
        .children
        .iter()
        .filter(|node| !is_blank(node))
        .collect();
    let lines = nodes.chunk_by(|one, other| is_inline(one) && is_inline(other));
    let lines: Vec<Vec<&Node>> = lines.map(one_line).collect::<Option<_>>()?;
    (lines.len() <= 1 || words_of(element).chars().count() <= BESIDE).then_some(lines)
}

/// Returns the nodes of a line, be it in a paragraph of its own.
fn one_line<'a>(nodes: &[&'a Node]) -> Option<Vec<&'a Node>> {
    match nodes {
        [Node::Element(only)] if only.tag == "p" || only.tag == "div" => {
            let inside: Vec<&Node> = only.children.iter().collect();
            inside.iter().all(|node| is_inline(node)).then_some(inside)
        }
        _ => nodes
            .iter()
            .all(|node| is_inline(node))
            .then(|| nodes.to_vec()),
    }
}

fn is_blank(node: &Node) -> bool {
    matches!(node, Node::Text(text) if text.trim_matches([' ', '\n', '\t', '\r']).is_empty())
}
