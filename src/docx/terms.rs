//! Terms and what is said of them: `Lead officer: Head of Policy`.

use crate::markup::{Element, Node};

use super::inline::{Format, Piece, pieces};
use super::parts::Shared;
use super::story::Story;
use super::tree::{children, is_inline, is_left_out, words_of};

impl<'a> Story<'a> {
    /// Writes a list of terms: one paragraph for a term and what is said of it, where that is one line.
    pub fn terms(&mut self, list: &'a Element, shared: &mut Shared<'a>) {
        let parts = parts(list);
        let mut place = 0;
        while let Some(part) = parts.get(place) {
            self.anchor(part.get("id"));
            let lines = parts[place + 1..]
                .iter()
                .take_while(|next| next.tag == "dd")
                .count();
            match parts.get(place + 1) {
                Some(said) if part.tag == "dt" && lines == 1 && line(said).is_some() => {
                    self.anchor(said.get("id"));
                    self.term_line(part, said, shared);
                    place += 2;
                }
                _ if part.tag == "dt" => {
                    self.term(part, shared);
                    place += 1;
                }
                _ => {
                    self.depth += 1;
                    self.block_of(part, shared);
                    self.depth -= 1;
                    place += 1;
                }
            }
        }
    }

    fn term_line(&mut self, term: &'a Element, said: &'a Element, shared: &mut Shared<'a>) {
        let bold = Format {
            bold: true,
            ..self.format
        };
        let mut line_pieces = pieces(&term.children.iter().collect::<Vec<_>>(), bold);
        let colon = if words_of(term).trim_end().ends_with([':', '?', '.']) {
            ""
        } else {
            ":"
        };
        line_pieces.push(Piece::Text(format!("{colon} "), bold));
        line_pieces.extend(pieces(&line(said).unwrap_or_default(), self.format));
        self.pieces_in(None, line_pieces, shared);
    }

    fn term(&mut self, term: &'a Element, shared: &mut Shared<'a>) {
        let (format, keep) = (self.format, self.keep_next);
        (self.format.bold, self.keep_next) = (true, true);
        self.block_of(term, shared);
        (self.format, self.keep_next) = (format, keep);
    }
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

/// Returns the nodes of an element that are one line, be it in a paragraph of its own.
fn line(element: &Element) -> Option<Vec<&Node>> {
    let nodes: Vec<&Node> = element
        .children
        .iter()
        .filter(|node| !is_blank(node))
        .collect();
    match nodes[..] {
        [Node::Element(only)] if only.tag == "p" || only.tag == "div" => line(only),
        _ => nodes
            .iter()
            .all(|node| is_inline(node))
            .then(|| element.children.iter().collect()),
    }
}

fn is_blank(node: &Node) -> bool {
    matches!(node, Node::Text(text) if text.trim_matches([' ', '\n', '\t', '\r']).is_empty())
}
