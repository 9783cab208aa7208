//! What stands in a line: text in its looks, links, marks of notes, pictures.

use crate::markup::{Element, Node};

use super::status;
use super::tree::{has_class, has_role, is_drawing, is_left_out};

/// How text looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Format<'a> {
    /// Bold.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
    /// Underlined.
    pub underline: bool,
    /// Struck through.
    pub strike: bool,
    /// In letters of one width.
    pub code: bool,
    /// Above or below the line.
    pub shift: Option<Shift>,
    /// Part of a link.
    pub link: bool,
    /// On a coloured ground.
    pub badge: Option<Badge<'a>>,
    /// The language, where it is another than around it.
    pub language: Option<&'a str>,
}

/// Where text stands that is not on the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shift {
    /// As in m².
    Up,
    /// As in CO₂.
    Down,
}

/// The colours of a status, each such as `#ffbf47`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Badge<'a> {
    /// The ground; none for a status without colour.
    pub fill: Option<&'a str>,
    /// The letters.
    pub ink: Option<&'a str>,
}

/// A piece of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Text.
    Text(String, Format<'a>),
    /// A new line in the same paragraph.
    Break,
    /// The mark of a note, by the id of its text, and what stands there in the page.
    Note(&'a str, String),
    /// A place that links lead to, by its id.
    Anchor(&'a str),
    /// The start of a link to an address.
    Link(&'a str),
    /// The end of a link.
    LinkEnd,
    /// A box to tick, and whether it is.
    Box(bool),
    /// A picture.
    Picture(&'a Element),
}

/// Returns the pieces of a line, with spaces as a browser would show them.
pub fn pieces<'a>(nodes: &[&'a Node], format: Format<'a>) -> Vec<Piece<'a>> {
    let mut pieces = Vec::new();
    nodes.iter().for_each(|node| add(node, format, &mut pieces));
    spaced(pieces)
}

fn add<'a>(node: &'a Node, format: Format<'a>, pieces: &mut Vec<Piece<'a>>) {
    match node {
        Node::Text(text) => pieces.push(Piece::Text(text.clone(), format)),
        Node::Element(element) if is_left_out(element) => {}
        Node::Element(element) => add_element(element, format, pieces),
    }
}

fn add_element<'a>(element: &'a Element, format: Format<'a>, pieces: &mut Vec<Piece<'a>>) {
    if has_role(element, "doc-noteref") {
        let id = element
            .get("href")
            .unwrap_or_default()
            .trim_start_matches('#');
        return pieces.push(Piece::Note(id, super::tree::words_of(element)));
    }
    if let Some(id) = element.get("id") {
        pieces.push(Piece::Anchor(id));
    }
    let looks = looks(element, format);
    if let Some(told) = element.get("aria-label").filter(|_| is_drawing(element)) {
        return pieces.push(Piece::Text(told.to_owned(), looks));
    }
    match element.tag.as_str() {
        "br" => pieces.push(Piece::Break),
        "img" => pieces.push(Piece::Picture(element)),
        "svg" => {}
        "input" if element.get("type") == Some("checkbox") => {
            pieces.push(Piece::Box(element.get("checked").is_some()));
        }
        "a" if element.get("href").is_some_and(|_| !format.link) => {
            add_link(element, looks, pieces)
        }
        "span" if has_class(element, "status") => {
            let (badge, more) = status::badge(element, looks);
            pieces.extend(badge);
            if more {
                pieces.push(Piece::Text(" ".to_owned(), looks));
                inside(element, looks, pieces);
            }
        }
        _ => inside(element, looks, pieces),
    }
}

fn inside<'a>(element: &'a Element, format: Format<'a>, pieces: &mut Vec<Piece<'a>>) {
    element
        .children
        .iter()
        .for_each(|child| add(child, format, pieces));
}

fn add_link<'a>(element: &'a Element, format: Format<'a>, pieces: &mut Vec<Piece<'a>>) {
    pieces.push(Piece::Link(element.get("href").unwrap_or_default()));
    inside(
        element,
        Format {
            link: true,
            ..format
        },
        pieces,
    );
    pieces.push(Piece::LinkEnd);
}

fn looks<'a>(element: &'a Element, format: Format<'a>) -> Format<'a> {
    let format = match element.get("lang") {
        Some(language) => Format {
            language: Some(language),
            ..format
        },
        None => format,
    };
    match element.tag.as_str() {
        "strong" | "b" | "dt" => Format {
            bold: true,
            ..format
        },
        "em" | "i" | "cite" | "dfn" | "var" => Format {
            italic: true,
            ..format
        },
        "u" | "ins" => Format {
            underline: true,
            ..format
        },
        "s" | "del" => Format {
            strike: true,
            ..format
        },
        "code" | "kbd" | "samp" => Format {
            code: true,
            ..format
        },
        "sup" => Format {
            shift: Some(Shift::Up),
            ..format
        },
        "sub" => Format {
            shift: Some(Shift::Down),
            ..format
        },
        _ => format,
    }
}

/// Makes one space of several, and none at the ends of lines.
fn spaced(pieces: Vec<Piece<'_>>) -> Vec<Piece<'_>> {
    let mut after_space = true;
    let mut spaced: Vec<Piece<'_>> = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Text(text, format) => {
                let text = collapsed(&text, &mut after_space);
                if !text.is_empty() {
                    spaced.push(Piece::Text(text, format));
                }
            }
            Piece::Break => {
                trim_end(&mut spaced);
                after_space = true;
                spaced.push(piece);
            }
            Piece::Note(..) | Piece::Picture(_) | Piece::Box(_) => {
                after_space = false;
                spaced.push(piece);
            }
            Piece::Anchor(_) | Piece::Link(_) | Piece::LinkEnd => spaced.push(piece),
        }
    }
    trim_end(&mut spaced);
    spaced
}

fn collapsed(text: &str, after_space: &mut bool) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let space = matches!(c, ' ' | '\n' | '\t' | '\r' | '\u{c}');
        if !(space && *after_space) {
            out.push(if space { ' ' } else { c });
        }
        *after_space = space;
    }
    out
}

/// Takes the space away that the last text ends in, if nothing seen follows it.
fn trim_end(pieces: &mut Vec<Piece<'_>>) {
    let last = pieces
        .iter_mut()
        .rposition(|piece| !matches!(piece, Piece::Anchor(_) | Piece::Link(_) | Piece::LinkEnd));
    let Some(place) = last else { return };
    if let Piece::Text(text, _) = &mut pieces[place] {
        text.truncate(text.trim_end_matches(' ').len());
        if text.is_empty() {
            pieces.remove(place);
        }
    }
}

/// Returns whether a reader sees any of some pieces.
pub fn says_anything(pieces: &[Piece<'_>]) -> bool {
    pieces.iter().any(|piece| {
        !matches!(
            piece,
            Piece::Anchor(_) | Piece::Link(_) | Piece::LinkEnd | Piece::Break
        )
    })
}
