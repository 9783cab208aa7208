//! The blocks of a part: paragraphs and tables, and what stands beside them.

use super::super::archive::Archive;
use super::super::budget::Budget;
use super::super::fault::Fault;
use super::super::relations::Relations;
use super::super::runs::Look;
use super::super::sheet::Run;
use super::super::text_document::{Aside, AsideKind, Item, Paragraph, TextBlock, plain};
use super::super::xml::{Element, Xml};
use super::fields::Fields;
use super::notes::Marks;
use super::numbering::Numbering;
use super::properties::{self, ParagraphProperties};
use super::styles::Styles;

/// A document as it is being read.
pub(super) struct Story<'b> {
    pub(super) styles: Styles,
    numbering: Numbering,
    /// What the part that is being read refers to.
    pub(super) relations: Relations,
    pub(super) budget: &'b mut Budget,
    /// What was found beside the text.
    pub(super) asides: Vec<Aside>,
    /// The notes that the text cites.
    pub(super) marks: Marks,
    pub(super) fields: Fields,
    /// Hidden text of the paragraph that is being read.
    pub(super) hidden: String,
}

impl<'b> Story<'b> {
    /// Starts with nothing read.
    pub(super) fn new(
        styles: Styles,
        numbering: Numbering,
        relations: Relations,
        budget: &'b mut Budget,
    ) -> Self {
        Self {
            styles,
            numbering,
            relations,
            budget,
            asides: Vec::new(),
            marks: Marks::default(),
            fields: Fields::default(),
            hidden: String::new(),
        }
    }

    /// Returns the parts of a kind that the main part refers to.
    pub(super) fn parts(&self, kind: &str) -> Vec<String> {
        self.relations.all(kind).map(str::to_owned).collect()
    }

    /// Reads all blocks of a part.
    pub(super) fn part(
        &mut self,
        archive: &mut Archive,
        name: &str,
    ) -> Result<Vec<TextBlock>, Fault> {
        let mut blocks = Vec::new();
        let own = Relations::of(archive, name, self.budget)?;
        let outer = std::mem::replace(&mut self.relations, own);
        self.fields = Fields::default();
        let mut xml = archive.xml(name)?;
        xml.root()?;
        self.blocks(&mut xml, &mut blocks)?;
        self.relations = outer;
        Ok(blocks)
    }

    /// Reads the blocks of the element that was just opened.
    pub(super) fn blocks(
        &mut self,
        xml: &mut Xml<'_>,
        into: &mut Vec<TextBlock>,
    ) -> Result<(), Fault> {
        xml.children(|xml, element| self.block(xml, &element, into))
    }

    /// Reads a block, or those inside an element that only surrounds them.
    pub(super) fn block(
        &mut self,
        xml: &mut Xml<'_>,
        element: &Element,
        into: &mut Vec<TextBlock>,
    ) -> Result<(), Fault> {
        match element.name.as_str() {
            "w:p" => {
                let paragraph = self.paragraph(xml)?;
                into.push(TextBlock::Paragraph(paragraph));
                Ok(())
            }
            "w:tbl" => {
                let table = self.table(xml)?;
                into.push(TextBlock::Table(table));
                Ok(())
            }
            "w:del" => {
                let mut gone = Vec::new();
                self.blocks(xml, &mut gone)?;
                self.aside(AsideKind::Deleted, &plain(&gone));
                Ok(())
            }
            "w:body"
            | "w:sdt"
            | "w:sdtContent"
            | "w:ins"
            | "w:moveTo"
            | "w:customXml"
            | "w:smartTag"
            | "w:comment"
            | "mc:AlternateContent"
            | "mc:Choice" => self.blocks(xml, into),
            _ => Ok(()),
        }
    }

    /// Reads a paragraph that was just opened.
    fn paragraph(&mut self, xml: &mut Xml<'_>) -> Result<Paragraph, Fault> {
        let (mut said, mut runs) = (ParagraphProperties::default(), Vec::new());
        let mut look = Look::default();
        xml.children(|xml, element| {
            if element.name == "w:pPr" {
                said = properties::paragraph(xml)?;
                look = self.styles.look(said.style.as_deref());
                return Ok(());
            }
            self.inline(xml, &element, &look, &mut runs)
        })?;
        let hidden = std::mem::take(&mut self.hidden);
        self.aside(AsideKind::Hidden, &hidden);
        let length = runs.iter().map(|run: &Run| run.text.len() + 8).sum();
        self.budget.text(length)?;
        let style = said.style.as_deref();
        let rank = self
            .styles
            .rank(style)
            .or(said.outline.filter(|rank| *rank < 9).map(|rank| rank + 1));
        let item = if rank.is_some() {
            None
        } else {
            self.item(&said)
        };
        Ok(Paragraph { rank, item, runs })
    }

    /// Returns what marks a paragraph as an item of a list.
    fn item(&mut self, said: &ParagraphProperties) -> Option<Item> {
        let styled = self.styles.list(said.style.as_deref());
        let (list, depth) = match (&said.list, styled) {
            (Some(list), styled) => (
                list.clone(),
                said.level.or(styled.and_then(|(_, depth)| depth)),
            ),
            (None, Some((list, depth))) => (list, said.level.or(depth)),
            (None, None) => return None,
        };
        self.numbering.next(&list, depth.unwrap_or(0))
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
}
