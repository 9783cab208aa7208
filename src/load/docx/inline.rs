//! What stands within a paragraph: runs, links, changes, boxes.

use super::super::fault::Fault;
use super::super::runs::{Look, push};
use super::super::sheet::Run;
use super::super::text_document::{AsideKind, plain};
use super::super::xml::{Element, Node, Xml};
use super::notes::NoteKind;
use super::properties;
use super::story::Story;

/// What a box or picture holds.
#[derive(Default)]
struct Drawn {
    boxed: bool,
    words: String,
}

impl Story<'_> {
    /// Reads one element within a paragraph, in the look of what it stands in.
    pub(super) fn inline(
        &mut self,
        xml: &mut Xml<'_>,
        element: &Element,
        look: &Look,
        line: &mut Vec<Run>,
    ) -> Result<(), Fault> {
        match element.name.as_str() {
            "w:r" => self.run(xml, look, line),
            "w:hyperlink" => {
                let look = self.linked(element, look);
                self.within(xml, &look, line)
            }
            "w:fldSimple" => {
                self.fields.begin();
                self.fields
                    .instruction(element.get("w:instr").unwrap_or_default());
                self.fields.separate();
                self.within(xml, look, line)?;
                self.fields.end();
                Ok(())
            }
            "w:del" => {
                let mut gone = Vec::new();
                self.within(xml, look, &mut gone)?;
                let text: String = gone.into_iter().map(|run| run.text).collect();
                self.aside(AsideKind::Deleted, &text);
                Ok(())
            }
            "w:ins"
            | "w:moveTo"
            | "w:smartTag"
            | "w:customXml"
            | "w:sdt"
            | "w:sdtContent"
            | "w:dir"
            | "w:bdo"
            | "mc:AlternateContent"
            | "mc:Choice" => self.within(xml, look, line),
            name if name.starts_with("m:") => formula(xml, look, line),
            _ => Ok(()),
        }
    }

    fn within(&mut self, xml: &mut Xml<'_>, look: &Look, line: &mut Vec<Run>) -> Result<(), Fault> {
        xml.children(|xml, element| self.inline(xml, &element, look, line))
    }

    /// Returns a look with a link's address.
    fn linked(&self, element: &Element, look: &Look) -> Look {
        let target = element.get("r:id").and_then(|id| self.relations.get(id));
        Look {
            link: target
                .map(|relation| relation.target.clone())
                .or(look.link.clone()),
            ..look.clone()
        }
    }

    fn run(&mut self, xml: &mut Xml<'_>, outer: &Look, line: &mut Vec<Run>) -> Result<(), Fault> {
        let (mut look, mut hidden) = (outer.clone(), false);
        xml.children(|xml, element| {
            if element.name == "w:rPr" {
                let said = properties::run(xml)?;
                let style = said.style.as_deref();
                look = said.look.inside(&self.styles.look(style)).inside(outer);
                hidden = said.hidden.unwrap_or_else(|| self.styles.hides(style));
                return Ok(());
            }
            self.piece(xml, &element, &look, hidden, line)
        })
    }

    /// Reads one piece of a run.
    fn piece(
        &mut self,
        xml: &mut Xml<'_>,
        element: &Element,
        look: &Look,
        hidden: bool,
        line: &mut Vec<Run>,
    ) -> Result<(), Fault> {
        let text = match element.name.as_str() {
            "w:t" | "w:delText" => xml.text()?,
            "w:tab" | "w:ptab" => "\t".to_owned(),
            "w:br" | "w:cr" => "\n".to_owned(),
            "w:noBreakHyphen" => "\u{2011}".to_owned(),
            "w:sym" => symbol(element),
            "w:instrText" => {
                let text = xml.text()?;
                self.fields.instruction(&text);
                return Ok(());
            }
            "w:fldChar" => {
                self.fields
                    .mark(element.get("w:fldCharType").unwrap_or_default());
                return Ok(());
            }
            "w:footnoteReference" => return self.cite(element, NoteKind::Foot, hidden, line),
            "w:endnoteReference" => return self.cite(element, NoteKind::End, hidden, line),
            "w:drawing" | "w:pict" | "w:object" => return self.drawing(xml),
            "mc:AlternateContent" | "mc:Choice" => {
                return xml.children(|xml, inner| self.piece(xml, &inner, look, hidden, line));
            }
            _ => return Ok(()),
        };
        if hidden {
            self.hidden.push_str(&text);
        } else if self.fields.shows() {
            let link = self.fields.link().or_else(|| look.link.clone());
            push(
                line,
                &text,
                &Look {
                    link,
                    ..look.clone()
                },
            );
        }
        Ok(())
    }

    /// Sets the mark of a note.
    fn cite(
        &mut self,
        element: &Element,
        kind: NoteKind,
        hidden: bool,
        line: &mut Vec<Run>,
    ) -> Result<(), Fault> {
        if !hidden {
            let name = self
                .marks
                .name(kind, element.get("w:id").unwrap_or_default());
            push(line, &format!("[^{name}]"), &Look::default());
        }
        Ok(())
    }

    /// Notes the words of a box, or that there is a picture.
    fn drawing(&mut self, xml: &mut Xml<'_>) -> Result<(), Fault> {
        let mut drawn = Drawn::default();
        self.drawn(xml, &mut drawn)?;
        if !drawn.boxed {
            self.aside(AsideKind::Picture, &drawn.words);
        }
        Ok(())
    }

    fn drawn(&mut self, xml: &mut Xml<'_>, drawn: &mut Drawn) -> Result<(), Fault> {
        xml.children(|xml, element| match element.name.as_str() {
            "w:txbxContent" => {
                drawn.boxed = true;
                let mut blocks = Vec::new();
                // The paragraph around the box may have hidden text of its own.
                let hidden = std::mem::take(&mut self.hidden);
                self.blocks(xml, &mut blocks)?;
                self.hidden = hidden;
                self.aside(AsideKind::TextBox, &plain(&blocks));
                Ok(())
            }
            "wp:docPr" => {
                drawn.words = element.get("descr").unwrap_or_default().to_owned();
                Ok(())
            }
            "mc:Fallback" => Ok(()),
            _ => self.drawn(xml, drawn),
        })
    }
}

/// Returns the character of a symbol font; Word keeps it in the private use area.
fn symbol(element: &Element) -> String {
    let code = element.get("w:char").unwrap_or_default();
    let character = u32::from_str_radix(code, 16).ok().and_then(char::from_u32);
    character.map(String::from).unwrap_or_default()
}

/// Reads the letters of a formula in their order.
fn formula(xml: &mut Xml<'_>, look: &Look, line: &mut Vec<Run>) -> Result<(), Fault> {
    xml.content(|xml, node| match node {
        Node::Open(element) if element.name == "m:t" => {
            push(line, &xml.text()?, look);
            Ok(())
        }
        Node::Open(_) => formula(xml, look, line),
        _ => Ok(()),
    })
}
