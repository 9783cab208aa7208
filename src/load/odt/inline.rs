//! What stands within a paragraph: runs, links, notes, boxes.

use super::super::fault::Fault;
use super::super::list_mark::numeral;
use super::super::runs::Look;
use super::super::text_document::{AsideKind, TextBlock, TextNote, plain};
use super::super::xml::{Element, Node, Xml};
use super::line::Line;
use super::story::Story;

impl Story<'_> {
    /// Reads what stands within a paragraph, in the look of what it stands in.
    pub(super) fn inline(
        &mut self,
        xml: &mut Xml<'_>,
        look: &Look,
        line: &mut Line,
    ) -> Result<(), Fault> {
        xml.content(|xml, node| match node {
            Node::Text(text) => {
                line.flowing(&text, look);
                Ok(())
            }
            Node::Open(element) => self.inside(xml, &element, look, line),
            _ => Ok(()),
        })
    }

    fn inside(
        &mut self,
        xml: &mut Xml<'_>,
        element: &Element,
        look: &Look,
        line: &mut Line,
    ) -> Result<(), Fault> {
        match element.name.as_str() {
            "text:s" => {
                let count = element.number::<usize>("text:c").unwrap_or(1).min(1_000);
                line.exact(&" ".repeat(count), look);
                Ok(())
            }
            "text:tab" => {
                line.exact("\t", look);
                Ok(())
            }
            "text:line-break" => {
                line.exact("\n", look);
                Ok(())
            }
            "text:span" => self.span(xml, element, look, line),
            "text:a" => {
                let link = element.get("xlink:href").map(str::to_owned);
                let own = Look {
                    link,
                    ..Look::default()
                };
                self.inline(xml, &own.inside(look), line)
            }
            "text:note" => self.note(xml, element, line),
            "office:annotation" => {
                let blocks = self.apart(xml)?;
                self.aside(AsideKind::Comment, &plain(&blocks));
                Ok(())
            }
            "text:hidden-text" | "text:hidden-paragraph" => self.hide(xml, look),
            "text:page-number" | "text:page-count" | "text:ruby-text" => Ok(()),
            name if name.starts_with("draw:") => self.drawing(xml, element),
            name if is_apart(name) => Ok(()),
            // Content controls and whatever a later version wraps words in.
            _ => self.inline(xml, look, line),
        }
    }

    fn span(
        &mut self,
        xml: &mut Xml<'_>,
        element: &Element,
        look: &Look,
        line: &mut Line,
    ) -> Result<(), Fault> {
        if self.styles.hides("text", element.get("text:style-name")) {
            return self.hide(xml, look);
        }
        let own = self.look(element, look);
        self.inline(xml, &own, line)
    }

    /// Reads text that is not shown.
    fn hide(&mut self, xml: &mut Xml<'_>, look: &Look) -> Result<(), Fault> {
        let mut gone = Line::new();
        self.inline(xml, look, &mut gone)?;
        let runs = gone.finish();
        self.hidden.extend(runs.iter().map(|run| run.text.as_str()));
        Ok(())
    }

    /// Reads a note, and sets its mark: `1` for the first footnote, `i` for the first endnote.
    fn note(&mut self, xml: &mut Xml<'_>, element: &Element, line: &mut Line) -> Result<(), Fault> {
        let is_end = element.get("text:note-class") == Some("endnote");
        let format = if is_end { "lowerRoman" } else { "decimal" };
        let ends = |name: &str| name.starts_with(|c: char| c.is_ascii_alphabetic());
        let before = self
            .notes
            .iter()
            .filter(|note| ends(&note.name) == is_end)
            .count();
        let name = numeral(format, before as u64 + 1);
        line.exact(&format!("[^{name}]"), &Look::default());
        let mut blocks: Vec<TextBlock> = Vec::new();
        xml.children(|xml, part| {
            if part.name == "text:note-body" {
                blocks = self.apart(xml)?;
            }
            Ok(())
        })?;
        self.notes.push(TextNote { name, blocks });
        Ok(())
    }

    /// Notes the words of a box, or that there is a picture.
    pub(super) fn drawing(&mut self, xml: &mut Xml<'_>, element: &Element) -> Result<(), Fault> {
        let (mut boxed, mut words) = (false, String::new());
        self.drawn(xml, element, &mut boxed, &mut words)?;
        if !boxed {
            self.aside(AsideKind::Picture, &words);
        }
        Ok(())
    }

    fn drawn(
        &mut self,
        xml: &mut Xml<'_>,
        element: &Element,
        boxed: &mut bool,
        words: &mut String,
    ) -> Result<(), Fault> {
        if matches!(element.name.as_str(), "svg:title" | "svg:desc") {
            *words = xml.text()?;
            return Ok(());
        }
        let is_text =
            |name: &str| matches!(name, "text:p" | "text:list" | "text:h" | "table:table");
        if element.name == "draw:text-box" || element.name == "draw:custom-shape" {
            let blocks = self.apart(xml)?;
            *boxed |= element.name == "draw:text-box" || !plain(&blocks).is_empty();
            self.aside(AsideKind::TextBox, &plain(&blocks));
            return Ok(());
        }
        xml.children(|xml, inner| match is_text(&inner.name) {
            true => Ok(()),
            false => self.drawn(xml, &inner, boxed, words),
        })
    }
}

/// Whether an element holds nothing that is part of the line.
fn is_apart(name: &str) -> bool {
    let kinds = ["office:", "svg:", "form:", "script:", "presentation:"];
    kinds.iter().any(|kind| name.starts_with(kind))
}
