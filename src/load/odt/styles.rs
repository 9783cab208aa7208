//! The styles of paragraphs, runs and lists, and what they build on.

use std::collections::BTreeMap;

use super::super::budget::Budget;
use super::super::colour::hex;
use super::super::fault::Fault;
use super::super::odf_styles::{self, Families, is_of_styles, look};
use super::super::runs::Look;
use super::super::xml::{Element, Xml};
use super::lists::{self, Level};

/// All styles, by family and name, and those of lists.
#[derive(Debug, Default)]
pub(super) struct Styles {
    families: Families<Style>,
    lists: BTreeMap<String, BTreeMap<usize, Level>>,
}

#[derive(Debug, Default)]
struct Style {
    parent: Option<String>,
    look: Look,
    hidden: Option<bool>,
    fill: Option<Option<[u8; 3]>>,
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
            budget.thing()?;
            let name = element.get("style:name").unwrap_or_default().to_owned();
            match element.name.as_str() {
                "style:style" => {
                    let family = element.get("style:family").unwrap_or_default().to_owned();
                    self.families.add(family, name, style(xml, &element)?);
                }
                "text:list-style" => drop(self.lists.insert(name, lists::levels(xml)?)),
                _ => {}
            }
            Ok(())
        })
    }

    /// Returns the look of a style of a family, with that of the styles it builds on.
    pub(super) fn look(&self, family: &str, name: Option<&str>) -> Look {
        self.families
            .chain(family, name)
            .fold(Look::default(), |look, style| look.inside(&style.look))
    }

    /// Returns whether text of a style is hidden.
    pub(super) fn hides(&self, family: &str, name: Option<&str>) -> bool {
        let mut chain = self.families.chain(family, name);
        chain.find_map(|style| style.hidden) == Some(true)
    }

    /// Returns the colour behind cells of a style; none for white.
    pub(super) fn fill(&self, name: Option<&str>) -> Option<[u8; 3]> {
        let mut chain = self.families.chain("table-cell", name);
        let fill = chain.find_map(|style| style.fill)??;
        (fill != [255; 3]).then_some(fill)
    }

    /// Returns how a list marks its items at a depth, from 1.
    pub(super) fn level(&self, list: &str, depth: usize) -> Option<&Level> {
        self.lists.get(list)?.get(&depth)
    }
}

impl odf_styles::Style for Style {
    fn parent(&self) -> Option<&str> {
        self.parent.as_deref()
    }
}

fn style(xml: &mut Xml<'_>, element: &Element) -> Result<Style, Fault> {
    let mut style = Style {
        parent: element.get("style:parent-style-name").map(str::to_owned),
        ..Style::default()
    };
    xml.children(|_, properties| {
        match properties.name.as_str() {
            "style:text-properties" => {
                style.look = look(&properties);
                style.hidden = properties.get("text:display").map(|shown| shown == "none");
            }
            "style:table-cell-properties" => {
                style.fill = properties.get("fo:background-color").map(hex);
            }
            _ => {}
        }
        Ok(())
    })?;
    Ok(style)
}
