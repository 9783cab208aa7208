//! The styles of sheets, cells and runs, and what they build on.

use std::collections::BTreeMap;

use super::super::budget::Budget;
use super::super::colour::hex;
use super::super::fault::Fault;
use super::super::runs::Look;
use super::super::sheet::Script;
use super::super::xml::{Element, Xml};

/// How many styles may build on one another.
const PARENTS: usize = 20;

/// All styles, by family and name.
#[derive(Debug, Default)]
pub(super) struct Styles {
    by_name: BTreeMap<(String, String), Style>,
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
        if !matches!(
            section.name.as_str(),
            "office:styles" | "office:automatic-styles"
        ) {
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
            self.by_name.insert((family, name), style);
            Ok(())
        })
    }

    /// Returns the solid fill of a cell style; none for white.
    pub(super) fn fill(&self, cell: &str) -> Option<[u8; 3]> {
        let fill = self
            .chain("table-cell", cell)
            .find_map(|style| style.fill)??;
        (fill != [255; 3]).then_some(fill)
    }

    /// Returns whether sheets of a style are hidden.
    pub(super) fn hides(&self, table: &str) -> bool {
        self.chain("table", table).find_map(|style| style.display) == Some(false)
    }

    /// Returns the look of a run's style.
    pub(super) fn look(&self, text: &str) -> Look {
        self.chain("text", text)
            .fold(Look::default(), |look, style| look.inside(&style.look))
    }

    /// Returns a style and those it builds on.
    fn chain<'a>(&'a self, family: &str, name: &str) -> impl Iterator<Item = &'a Style> + use<'a> {
        let family = family.to_owned();
        let find = move |name: &str| self.by_name.get(&(family.clone(), name.to_owned()));
        let first = find(name);
        std::iter::successors(first, move |style| find(style.parent.as_deref()?)).take(PARENTS)
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

/// Returns the look that text properties describe.
pub(in crate::load) fn look(properties: &Element) -> Look {
    let other_than = |name: &str, none: &str| properties.get(name).map(|value| value != none);
    let line =
        |kind: &str, style: &str| other_than(style, "none").or_else(|| other_than(kind, "none"));
    Look {
        bold: properties.get("fo:font-weight").map(is_bold),
        italic: other_than("fo:font-style", "normal"),
        underline: line("style:text-underline-type", "style:text-underline-style"),
        strike: line(
            "style:text-line-through-type",
            "style:text-line-through-style",
        ),
        script: properties.get("style:text-position").map(script),
        link: None,
    }
}

fn is_bold(weight: &str) -> bool {
    weight == "bold" || weight.parse::<u32>().is_ok_and(|weight| weight >= 600)
}

/// Returns what `super 58%`, `sub` or `-33% 58%` says: where the text stands, and how large it is.
fn script(position: &str) -> Option<Script> {
    let height = position.split_whitespace().next()?;
    match height {
        "super" => Some(Script::Super),
        "sub" => Some(Script::Sub),
        height => match height.trim_end_matches('%').parse::<f64>().ok()? {
            height if height > 0.0 => Some(Script::Super),
            height if height < 0.0 => Some(Script::Sub),
            _ => None,
        },
    }
}
