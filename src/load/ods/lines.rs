//! The text of a cell: paragraphs, runs, links and lists.

use super::super::fault::Fault;
use super::super::flow::Flow;
use super::super::runs::{Look, push};
use super::super::sheet::Run;
use super::super::xml::{Element, Node, Xml};
use super::styles::Styles;

/// A cell's text as it is being read, one line for each paragraph.
pub(super) struct Lines<'s> {
    styles: &'s Styles,
    limit: usize,
    length: usize,
    runs: Vec<Run>,
    begun: bool,
    flow: Flow,
}

impl<'s> Lines<'s> {
    /// Starts without text.
    pub(super) fn new(styles: &'s Styles, limit: usize) -> Self {
        Self {
            styles,
            limit,
            length: 0,
            runs: Vec::new(),
            begun: false,
            flow: Flow::new(),
        }
    }

    /// Reads a paragraph or a list that was just opened; other things in a cell are no text of it.
    pub(super) fn block(&mut self, xml: &mut Xml<'_>, element: &Element) -> Result<(), Fault> {
        match element.name.as_str() {
            "text:p" | "text:h" => self.paragraph(xml, ""),
            "text:list" => self.list(xml, 0),
            _ => Ok(()),
        }
    }

    /// Returns the runs of all lines.
    pub(super) fn finish(self) -> Vec<Run> {
        self.runs
    }

    fn paragraph(&mut self, xml: &mut Xml<'_>, mark: &str) -> Result<(), Fault> {
        if std::mem::replace(&mut self.begun, true) {
            self.add("\n", &Look::default())?;
        }
        self.add(mark, &Look::default())?;
        self.flow = Flow::new();
        self.inline(xml, &Look::default())
    }

    /// Reads a list: each item's first paragraph gets a bullet.
    fn list(&mut self, xml: &mut Xml<'_>, level: usize) -> Result<(), Fault> {
        xml.children(|xml, _item| {
            let mut mark = format!("{}• ", "  ".repeat(level));
            xml.children(|xml, element| match element.name.as_str() {
                "text:p" | "text:h" => self.paragraph(xml, &std::mem::take(&mut mark)),
                "text:list" => self.list(xml, level + 1),
                _ => Ok(()),
            })
        })
    }

    /// Reads what stands within a line, in the look of what it stands in.
    fn inline(&mut self, xml: &mut Xml<'_>, look: &Look) -> Result<(), Fault> {
        xml.content(|xml, node| match node {
            Node::Text(text) => self.flowing(&text, look),
            Node::Open(element) => self.inside(xml, &element, look),
            _ => Ok(()),
        })
    }

    fn inside(&mut self, xml: &mut Xml<'_>, element: &Element, look: &Look) -> Result<(), Fault> {
        match element.name.as_str() {
            "text:s" => {
                let count = element
                    .number::<usize>("text:c")
                    .unwrap_or(1)
                    .min(self.limit);
                self.exact(&" ".repeat(count), look)
            }
            "text:tab" => self.exact("\t", look),
            "text:line-break" => self.exact("\n", look),
            "text:span" => {
                let own = self
                    .styles
                    .look(element.get("text:style-name").unwrap_or_default());
                self.inline(xml, &own.inside(look))
            }
            "text:a" => {
                let link = element.get("xlink:href").map(str::to_owned);
                self.inline(
                    xml,
                    &Look {
                        link,
                        ..Look::default()
                    }
                    .inside(look),
                )
            }
            "office:annotation" | "text:note" | "text:ruby-text" => Ok(()),
            name if name.starts_with("text:") => self.inline(xml, look),
            _ => Ok(()),
        }
    }

    /// Adds text whose spaces and line ends are only those of the file's layout.
    fn flowing(&mut self, text: &str, look: &Look) -> Result<(), Fault> {
        let flowing = self.flow.flowing(text);
        self.add(&flowing, look)
    }

    fn exact(&mut self, text: &str, look: &Look) -> Result<(), Fault> {
        let space = self.flow.exact(text);
        self.add(space, look)?;
        self.add(text, look)
    }

    fn add(&mut self, text: &str, look: &Look) -> Result<(), Fault> {
        self.length += text.len();
        if self.length > self.limit {
            return Err(Fault::too_large("a cell holds megabytes of text"));
        }
        push(&mut self.runs, text, look);
        Ok(())
    }
}
