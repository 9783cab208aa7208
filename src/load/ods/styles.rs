//! The styles of sheets, cells and runs, and what they build on.

use super::super::budget::Budget;
use super::super::colour::hex;
use super::super::fault::Fault;
use super::super::odf_styles::{self, Families, is_of_styles, look};
use super::super::runs::Look;
use super::super::xml::{Element, Xml};

/// All styles, by family and name.
#[derive(Debug, Default)]
pub(super) struct Styles {
    families: Families<Style>,
}

/// What one style says, where it says something.
#[derive(Debug, Default)]
struct Style {
    parent: Option<String>,
    fill: Option<Option<[u8; 3]>>,
    display: Option<bool>,
    look: Look,
}

impl Styles {
    /// Takes over the styles of one section of a part.
    pub(super) fn section(
        &mut self,
        xml: &mut Xml<'_>,
        section: &Element,
        budget: &mut Budget,
    ) -> Result<(), Fault> {
        if !is_of_styles(section) {
            return Ok(());
        }
        xml.children(|xml, element| {
            let family = element.get("style:family").unwrap_or_default().to_owned();
            let name = match element.name.as_str() {
                "style:style" => element.get("style:name").unwrap_or_default().to_owned(),
                "style:default-style" => String::new(),
                _ => return Ok(()),
            };
            budget.thing()?;
            let mut style = Style {
                parent: element.get("style:parent-style-name").map(str::to_owned),
                ..Style::default()
            };
            xml.children(|_, properties| {
                style.set(&properties);
                Ok(())
            })?;
            self.families.add(family, name, style);
            Ok(())
        })
    }

    /// Returns the solid fill of a cell style; none for white.
    pub(super) fn fill(&self, cell: &str) -> Option<[u8; 3]> {
        let fill = self
            .families
            .chain("table-cell", Some(cell))
            .find_map(|style| style.fill)??;
        (fill != [255; 3]).then_some(fill)
    }

    /// Returns whether sheets of a style are hidden.
    pub(super) fn hides(&self, table: &str) -> bool {
        let mut chain = self.families.chain("table", Some(table));
        chain.find_map(|style| style.display) == Some(false)
    }

    /// Returns the look of a run's style.
    pub(super) fn look(&self, text: &str) -> Look {
        self.families
            .chain("text", Some(text))
            .fold(Look::default(), |look, style| look.inside(&style.look))
    }
}

impl odf_styles::Style for Style {
    fn parent(&self) -> Option<&str> {
        self.parent.as_deref()
    }
}

impl Style {
    /// Takes over one group of properties.
    fn set(&mut self, properties: &Element) {
        match properties.name.as_str() {
            "style:table-properties" => self.display = properties.flag("table:display"),
            "style:table-cell-properties" => {
                self.fill = properties.get("fo:background-color").map(hex);
            }
            "style:text-properties" => self.look = look(properties),
            _ => {}
        }
    }
}
