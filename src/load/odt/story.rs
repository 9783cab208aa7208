//! The blocks of a part: paragraphs, lists and tables, and what stands beside them.

use super::super::budget::Budget;
use super::super::fault::Fault;
use super::super::runs::Look;
use super::super::text_document::{Aside, AsideKind, Item, Paragraph, TextBlock, TextNote, plain};
use super::super::xml::{Element, Xml};
use super::line::Line;
use super::lists::Lists;
use super::styles::Styles;

/// A document as it is being read.
pub(super) struct Story<'b> {
    pub(super) styles: Styles,
    lists: Lists,
    /// The mark of the item whose first paragraph comes next.
    mark: Option<String>,
    pub(super) budget: &'b mut Budget,
    /// What was found beside the text.
    pub(super) asides: Vec<Aside>,
    /// The notes in the order of their marks.
    pub(super) notes: Vec<TextNote>,
    /// Hidden text of the paragraph that is being read.
    pub(super) hidden: String,
}

impl<'b> Story<'b> {
    /// Starts with nothing read.
    pub(super) fn new(budget: &'b mut Budget) -> Self {
        Self {
            styles: Styles::default(),
            lists: Lists::default(),
            mark: None,
            budget,
            asides: Vec::new(),
            notes: Vec::new(),
            hidden: String::new(),
        }
    }

    /// Reads the blocks of the element that was just opened.
    pub(super) fn blocks(
        &mut self,
        xml: &mut Xml<'_>,
        into: &mut Vec<TextBlock>,
    ) -> Result<(), Fault> {
        xml.children(|xml, element| self.block(xml, &element, into))
    }

    /// Reads blocks that stand in no list, whatever they stand in.
    pub(super) fn apart(&mut self, xml: &mut Xml<'_>) -> Result<Vec<TextBlock>, Fault> {
        let (lists, mark) = (self.lists.suspend(), self.mark.take());
        let hidden = std::mem::take(&mut self.hidden);
        let mut blocks = Vec::new();
        self.blocks(xml, &mut blocks)?;
        self.lists.resume(lists);
        (self.mark, self.hidden) = (mark, hidden);
        Ok(blocks)
    }

    fn block(
        &mut self,
        xml: &mut Xml<'_>,
        element: &Element,
        into: &mut Vec<TextBlock>,
    ) -> Result<(), Fault> {
        match element.name.as_str() {
            "text:p" | "text:h" => {
                let paragraph = self.paragraph(xml, element)?;
                into.extend(paragraph.map(TextBlock::Paragraph));
                Ok(())
            }
            "text:list" => self.list(xml, element, into),
            "table:table" => {
                let table = self.table(xml)?;
                into.push(TextBlock::Table(table));
                Ok(())
            }
            "text:tracked-changes" => self.changes(xml),
            "text:section" if element.get("text:display") == Some("none") => {
                let blocks = self.apart(xml)?;
                self.aside(AsideKind::Hidden, &plain(&blocks));
                Ok(())
            }
            "text:sequence-decls"
            | "text:variable-decls"
            | "text:user-field-decls"
            | "office:forms" => Ok(()),
            name if name.starts_with("draw:") => self.drawing(xml, element),
            name if name.starts_with("text:") && !name.ends_with("-source") => {
                self.blocks(xml, into)
            }
            _ => Ok(()),
        }
    }

    /// Reads a paragraph; one that is wholly hidden gives none.
    fn paragraph(
        &mut self,
        xml: &mut Xml<'_>,
        element: &Element,
    ) -> Result<Option<Paragraph>, Fault> {
        let style = element.get("text:style-name");
        let look = self.styles.look("paragraph", style);
        let mut line = Line::new();
        self.inline(xml, &look, &mut line)?;
        let hidden = std::mem::take(&mut self.hidden);
        self.aside(AsideKind::Hidden, &hidden);
        let runs = line.finish();
        self.budget
            .text(runs.iter().map(|run| run.text.len() + 8).sum())?;
        if self.styles.hides("paragraph", style) {
            let text: String = runs.iter().map(|run| run.text.as_str()).collect();
            self.aside(AsideKind::Hidden, &text);
            return Ok(None);
        }
        let rank =
            (element.name == "text:h").then(|| element.number("text:outline-level").unwrap_or(1));
        // Headings that are numbered stand in lists too.
        let item = if rank.is_some() { None } else { self.item() };
        Ok(Some(Paragraph { rank, item, runs }))
    }

    /// Returns what marks the paragraph as part of a list's item.
    fn item(&mut self) -> Option<Item> {
        let level = self.lists.depth().checked_sub(1)?;
        let mark = self.mark.take().unwrap_or_default();
        Some(Item { level, mark })
    }

    fn list(
        &mut self,
        xml: &mut Xml<'_>,
        element: &Element,
        into: &mut Vec<TextBlock>,
    ) -> Result<(), Fault> {
        self.lists.open(element);
        xml.children(|xml, item| {
            self.mark = None;
            if item.name == "text:list-item" {
                self.mark = Some(String::new());
            }
            let start = item.number("text:start-value");
            xml.children(|xml, inner| {
                if inner.name == "text:p" && self.mark.as_deref() == Some("") {
                    let level = self
                        .styles
                        .level(self.lists.style(), self.lists.depth())
                        .cloned();
                    self.mark = Some(self.lists.mark(level.as_ref(), start));
                }
                self.block(xml, &inner, into)?;
                if inner.name == "text:p" {
                    self.mark = None;
                }
                Ok(())
            })
        })?;
        self.lists.close();
        self.mark = None;
        Ok(())
    }

    /// Notes what tracked changes take out; what they put in stands in the text.
    fn changes(&mut self, xml: &mut Xml<'_>) -> Result<(), Fault> {
        xml.children(|xml, _region| {
            xml.children(|xml, change| {
                if change.name != "text:deletion" {
                    return Ok(());
                }
                let blocks = self.apart(xml)?;
                self.aside(AsideKind::Deleted, &plain(&blocks));
                Ok(())
            })
        })
    }

    /// Notes something that stands beside the text; what has no words is no loss, but for pictures.
    pub(super) fn aside(&mut self, kind: AsideKind, text: &str) {
        let text = text.trim();
        if !text.is_empty() || kind == AsideKind::Picture {
            self.asides.push(Aside {
                kind,
                text: text.to_owned(),
            });
        }
    }

    /// Returns the look of a run's style inside another look.
    pub(super) fn look(&self, element: &Element, outer: &Look) -> Look {
        let style = element.get("text:style-name");
        self.styles.look("text", style).inside(outer)
    }
}
