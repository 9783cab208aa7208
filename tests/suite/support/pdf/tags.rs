//! The tag tree: what a screen reader is given, in its order.

use lopdf::{Dictionary, Object, ObjectId};

use super::{Pdf, Target};

/// Texts longer than this are cut in the outline: the text layer has them whole.
const SHOWN: usize = 48;

/// An element of the tag tree.
#[derive(Clone, Debug, PartialEq)]
pub struct Element {
    /// Its kind, such as `H2`, `P` or `Note`.
    pub kind: String,
    pub kids: Vec<Kid>,
}

/// What stands in an element.
#[derive(Clone, Debug, PartialEq)]
pub enum Kid {
    Element(Element),
    Text {
        text: String,
        /// From 1.
        page: usize,
        /// The heights of its first and its last line.
        lines: (f32, f32),
    },
    Link(Target),
}

/// Reads the tag tree of a PDF.
pub fn read(pdf: &Pdf) -> Element {
    let root = pdf
        .catalog()
        .get(b"StructTreeRoot")
        .map(|root| pdf.follow(root));
    let root = root.and_then(Object::as_dict).expect("the PDF is tagged");
    let mut kids = Vec::new();
    add_all(pdf, root, None, &mut kids);
    match &mut kids[..] {
        [Kid::Element(document)] => document.clone(),
        _ => panic!("the tag tree has one root"),
    }
}

fn add_all(pdf: &Pdf, parent: &Dictionary, page: Option<ObjectId>, to: &mut Vec<Kid>) {
    match parent.get(b"K").map(|kids| pdf.follow(kids)) {
        Ok(Object::Array(kids)) => kids.iter().for_each(|kid| add(pdf, kid, page, to)),
        Ok(kid) => add(pdf, kid, page, to),
        Err(_) => {}
    }
}

fn add(pdf: &Pdf, kid: &Object, page: Option<ObjectId>, to: &mut Vec<Kid>) {
    match pdf.follow(kid) {
        Object::Integer(mark) => to.push(text(pdf, *mark, page)),
        Object::Dictionary(kid) => {
            let page = kid.get(b"Pg").and_then(Object::as_reference).ok().or(page);
            match kid.get(b"Type").and_then(Object::as_name) {
                Ok(b"MCR") => to.push(text(
                    pdf,
                    kid.get(b"MCID").and_then(Object::as_i64).expect("a mark"),
                    page,
                )),
                Ok(b"OBJR") => to.extend(link(pdf, kid)),
                _ => to.push(Kid::Element(element(pdf, kid, page))),
            }
        }
        _ => {}
    }
}

fn element(pdf: &Pdf, element: &Dictionary, page: Option<ObjectId>) -> Element {
    let kind = element
        .get(b"S")
        .and_then(Object::as_name)
        .expect("an element has a kind");
    let mut kids = Vec::new();
    add_all(pdf, element, page, &mut kids);
    Element {
        kind: String::from_utf8_lossy(kind).into_owned(),
        kids,
    }
}

fn text(pdf: &Pdf, mark: i64, page: Option<ObjectId>) -> Kid {
    let number = page
        .and_then(|page| pdf.page_number(page))
        .expect("a tag names its page");
    let piece = pdf.pages()[number - 1].tagged(mark);
    let (text, lines) = piece.map_or_else(Default::default, |piece| {
        (piece.text.clone(), (piece.start.1, piece.last_line))
    });
    Kid::Text {
        text,
        page: number,
        lines,
    }
}

fn link(pdf: &Pdf, reference: &Dictionary) -> Option<Kid> {
    let annotation = reference
        .get(b"Obj")
        .map(|object| pdf.follow(object))
        .and_then(Object::as_dict)
        .ok()?;
    pdf.target(annotation).map(Kid::Link)
}

/// Kinds that stand inside a line.
const INLINE: [&str; 7] = ["Span", "Link", "Em", "Strong", "Lbl", "Reference", "Sub"];

impl Element {
    /// Returns all text in it, words of different elements kept apart.
    pub fn text(&self) -> String {
        let mut text = String::new();
        self.gather(&[], &mut None, &mut text);
        text
    }

    /// Returns its text without notes, their marks, and the marks of lists.
    pub fn body(&self) -> String {
        let mut text = String::new();
        self.gather(&["Note", "Lbl"], &mut None, &mut text);
        text
    }

    fn gather(&self, without: &[&str], last: &mut Option<(usize, f32)>, to: &mut String) {
        for kid in &self.kids {
            match kid {
                Kid::Text { text, page, lines } => {
                    let same = last.is_none_or(|(before, line)| {
                        before == *page && (line - lines.0).abs() < 6.0
                    });
                    if !same && !to.ends_with([' ', '-', '\n', '\u{200b}']) {
                        to.push(' ');
                    }
                    *last = Some((*page, lines.1));
                    to.push_str(text);
                }
                Kid::Element(element) if without.contains(&element.kind.as_str()) => {}
                Kid::Element(element) => {
                    let inline = INLINE.contains(&element.kind.as_str());
                    if !inline && !to.is_empty() && !to.ends_with('\n') {
                        to.push('\n');
                    }
                    element.gather(without, last, to);
                    if !inline && !to.is_empty() && !to.ends_with('\n') {
                        to.push('\n');
                    }
                }
                Kid::Link(_) => {}
            }
        }
    }

    /// Lists the elements of a kind in it, at any depth.
    pub fn all<'a>(&'a self, kind: &str) -> Vec<&'a Element> {
        let mut found = Vec::new();
        self.visit(&mut |element| {
            if element.kind == kind {
                found.push(element);
            }
        });
        found
    }

    /// Lists the pages on which its text stands, from 1.
    pub fn pages(&self) -> Vec<usize> {
        let mut pages = Vec::new();
        self.visit(&mut |element| {
            for kid in &element.kids {
                if let Kid::Text { page, text, .. } = kid
                    && !text.trim().is_empty()
                    && !pages.contains(page)
                {
                    pages.push(*page);
                }
            }
        });
        pages.sort_unstable();
        pages
    }

    fn visit<'a>(&'a self, see: &mut dyn FnMut(&'a Element)) {
        see(self);
        for kid in &self.kids {
            if let Kid::Element(element) = kid {
                element.visit(see);
            }
        }
    }

    /// Writes the tree down in YAML.
    pub fn outline(&self) -> String {
        let mut text = String::new();
        self.write(0, &mut text);
        text
    }

    fn write(&self, depth: usize, to: &mut String) {
        let pad = "  ".repeat(depth);
        match &self.kids[..] {
            [] => *to += &format!("{pad}- {}\n", self.kind),
            [Kid::Text { text, .. }] => *to += &format!("{pad}- {}: {}\n", self.kind, shown(text)),
            kids => {
                *to += &format!("{pad}- {}:\n", self.kind);
                kids.iter().for_each(|kid| kid.write(depth + 1, to));
            }
        }
    }
}

impl Kid {
    fn write(&self, depth: usize, to: &mut String) {
        let pad = "  ".repeat(depth);
        match self {
            Self::Element(element) => element.write(depth, to),
            Self::Text { text, .. } => *to += &format!("{pad}- {}\n", shown(text)),
            Self::Link(Target::Web(address)) => *to += &format!("{pad}- to: {address}\n"),
            Self::Link(Target::Page(page)) => *to += &format!("{pad}- to: page {page}\n"),
        }
    }
}

fn shown(text: &str) -> String {
    let cut = if text.chars().count() > SHOWN {
        "…"
    } else {
        ""
    };
    format!(
        "{:?}",
        text.chars()
            .take(SHOWN)
            .chain(cut.chars())
            .collect::<String>()
    )
}
