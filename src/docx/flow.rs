//! What stands below each other: headings, paragraphs, lists, tables, figures, and whatever holds them.

use crate::markup::{Element, Node};

use super::notes;
use super::parts::Shared;
use super::story::Story;
use super::tree::{find, has_class, has_role, heading_level, is_inline, is_left_out};

/// Headings that Word's outline has by their own names.
const HEADINGS: [&str; 6] = [
    "Heading1", "Heading1", "Heading2", "Heading3", "Heading4", "Heading5",
];

impl<'a> Story<'a> {
    /// Writes a whole page. Its own foot is left out: each page of the document has one.
    pub fn page(&mut self, page: &'a Element, shared: &mut Shared<'a>) {
        let body = find(page, "body").unwrap_or(page);
        let (foot, rest): (Vec<_>, Vec<_>) = body.children.iter().partition(|node| is_foot(node));
        for foot in foot {
            if let Node::Element(foot) = foot {
                self.anchor(foot.get("id"));
            }
        }
        self.flow(&rest, shared);
        if self.xml.is_empty() || self.ends_in_table {
            self.empty_paragraph("Normal", shared);
        }
    }

    /// Writes what stands in an element.
    pub fn block_of(&mut self, element: &'a Element, shared: &mut Shared<'a>) {
        self.flow(&element.children.iter().collect::<Vec<_>>(), shared);
    }

    /// Writes nodes below each other; those of a line that follow each other make one paragraph.
    pub fn flow(&mut self, nodes: &[&'a Node], shared: &mut Shared<'a>) {
        for run in nodes.chunk_by(|one, other| is_inline(one) && is_inline(other)) {
            match run {
                [Node::Element(element)] if !is_inline(run[0]) => self.block(element, shared),
                _ => self.paragraph(run, shared),
            }
        }
    }

    fn block(&mut self, element: &'a Element, shared: &mut Shared<'a>) {
        if is_left_out(element) {
            return;
        }
        self.anchor(element.get("id"));
        if let Some(level) = heading_level(element) {
            return self.heading(element, level, shared);
        }
        match element.tag.as_str() {
            "p" => self.line_of(style_of(element), element, shared),
            "ul" | "ol" => self.list(element, shared),
            "table" => self.table(element, shared),
            "dl" => self.terms(element, shared),
            "figure" => self.figure(element, shared),
            "figcaption" | "caption" => self.line_of(Some("Caption"), element, shared),
            "blockquote" => self.line_of(Some("Quote"), element, shared),
            _ if has_class(element, "full-page") => self.full_page(element, shared),
            "section" if has_role(element, "doc-endnotes") => self.uncited_notes(element, shared),
            _ => self.block_of(element, shared),
        }
    }

    /// Writes an element as one paragraph, or as several if blocks stand in it.
    pub fn line_of(
        &mut self,
        style: Option<&'static str>,
        element: &'a Element,
        shared: &mut Shared<'a>,
    ) {
        let nodes: Vec<&Node> = element.children.iter().collect();
        if nodes.iter().all(|node| is_inline(node)) {
            return self.paragraph_in(style, &nodes, shared);
        }
        let before = self.style;
        self.style = style.unwrap_or(before);
        self.flow(&nodes, shared);
        self.style = before;
    }

    fn heading(&mut self, element: &'a Element, level: usize, shared: &mut Shared<'a>) {
        let first = level == 1 && !self.titled && !self.in_notes;
        self.titled |= first;
        let style = if first { "Title" } else { HEADINGS[level - 1] };
        let depth = std::mem::take(&mut self.depth);
        // The style has looks of its own.
        let format = std::mem::take(&mut self.format);
        self.paragraph_in(
            Some(style),
            &element.children.iter().collect::<Vec<_>>(),
            shared,
        );
        self.format = format;
        self.depth = depth;
        self.after_heading = true;
    }

    /// Writes what has a page of its own; the first shares it with the paper's title.
    fn full_page(&mut self, element: &'a Element, shared: &mut Shared<'a>) {
        self.new_page = !self.xml.is_empty() && !self.after_heading;
        self.block_of(element, shared);
        self.new_page = false;
    }

    /// Writes a figure; what its caption belongs to stays on its page.
    fn figure(&mut self, figure: &'a Element, shared: &mut Shared<'a>) {
        let before = std::mem::replace(&mut self.keep_next, true);
        let last = figure
            .children
            .iter()
            .rposition(|node| !is_inline(node) || matches!(node, Node::Element(_)));
        for (place, node) in figure.children.iter().enumerate() {
            self.keep_next = before || Some(place) != last;
            self.flow(&[node], shared);
        }
        self.keep_next = before;
    }

    /// Writes the notes that no mark leads to, so that no word is lost; the others stand at the pages' feet.
    fn uncited_notes(&mut self, section: &'a Element, shared: &mut Shared<'a>) {
        let left = shared.notes.uncited(section);
        if left.is_empty() {
            return;
        }
        if let Some(heading) = notes::heading(section) {
            self.block(heading, shared);
        }
        left.into_iter()
            .for_each(|entry| self.block_of(entry, shared));
    }
}

fn is_foot(node: &Node) -> bool {
    matches!(node, Node::Element(element) if element.tag == "footer")
}

fn style_of(paragraph: &Element) -> Option<&'static str> {
    let styles = [("subtitle", "Subtitle"), ("label", "PaperLabel")];
    let found = styles
        .into_iter()
        .find(|(class, _)| has_class(paragraph, class));
    found.map(|(_, style)| style)
}
