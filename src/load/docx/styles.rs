//! The styles of paragraphs and runs, and what they build on.

use std::collections::BTreeMap;

use super::super::archive::Archive;
use super::super::budget::Budget;
use super::super::fault::Fault;
use super::super::runs::Look;
use super::super::xml::{Element, Xml};
use super::properties::{self, ParagraphProperties, RunProperties};

/// How many styles may build on one another.
const PARENTS: usize = 20;

/// All styles by their ids.
#[derive(Debug, Default)]
pub(super) struct Styles {
    by_id: BTreeMap<String, Style>,
}

#[derive(Debug, Default)]
struct Style {
    name: String,
    parent: Option<String>,
    run: RunProperties,
    paragraph: ParagraphProperties,
}

/// Reads the styles of a document.
pub(super) fn read(
    archive: &mut Archive,
    part: &str,
    budget: &mut Budget,
) -> Result<Styles, Fault> {
    let mut styles = Styles::default();
    let mut xml = archive.xml(part)?;
    xml.root()?;
    xml.children(|xml, element| {
        if element.name == "w:style" {
            budget.thing()?;
            let id = element.get("w:styleId").unwrap_or_default().to_owned();
            styles.by_id.insert(id, style(xml)?);
        }
        Ok(())
    })?;
    Ok(styles)
}

fn style(xml: &mut Xml<'_>) -> Result<Style, Fault> {
    let mut style = Style::default();
    let value = |element: &Element| element.get("w:val").unwrap_or_default().to_owned();
    xml.children(|xml, element| {
        match element.name.as_str() {
            "w:name" => style.name = value(&element).to_lowercase(),
            "w:basedOn" => style.parent = Some(value(&element)),
            "w:rPr" => style.run = properties::run(xml)?,
            "w:pPr" => style.paragraph = properties::paragraph(xml)?,
            _ => {}
        }
        Ok(())
    })?;
    Ok(style)
}

impl Styles {
    /// Returns the look of a style, with that of the styles it builds on.
    pub(super) fn look(&self, id: Option<&str>) -> Look {
        self.chain(id)
            .fold(Look::default(), |look, style| look.inside(&style.run.look))
    }

    /// Returns whether text of a style is hidden.
    pub(super) fn hides(&self, id: Option<&str>) -> bool {
        self.chain(id).find_map(|style| style.run.hidden) == Some(true)
    }

    /// Returns the rank, from 1, of headings of a style.
    pub(super) fn rank(&self, id: Option<&str>) -> Option<u8> {
        self.chain(id).find_map(|style| {
            let named = style.name.strip_prefix("heading ");
            let named = named.and_then(|number| number.parse().ok());
            let title = (style.name == "title").then_some(1);
            let outlined = style.paragraph.outline.filter(|rank| *rank < 9);
            named.or(title).or(outlined.map(|rank| rank + 1))
        })
    }

    /// Returns the list that paragraphs of a style belong to, and how deep they lie in it.
    pub(super) fn list(&self, id: Option<&str>) -> Option<(String, Option<usize>)> {
        let found = self
            .chain(id)
            .find(|style| style.paragraph.list.is_some())?;
        Some((found.paragraph.list.clone()?, found.paragraph.level))
    }

    fn chain<'a>(&'a self, id: Option<&str>) -> impl Iterator<Item = &'a Style> + use<'a> {
        let first = id.and_then(|id| self.by_id.get(id));
        std::iter::successors(first, |style| self.by_id.get(style.parent.as_deref()?)).take(PARENTS)
    }
}
