//! The styles of OpenDocument: families in which each builds on another, and the look that one gives to text.

use std::collections::BTreeMap;

use super::runs::Look;
use super::sheet::Script;
use super::xml::Element;

/// How many styles may build on one another.
const PARENTS: usize = 20;

/// A style that may build on another of its family.
pub(super) trait Style {
    /// Returns the name of the style that it builds on.
    fn parent(&self) -> Option<&str>;
}

/// Styles by family and name.
#[derive(Debug)]
pub(super) struct Families<S>(BTreeMap<(String, String), S>);

impl<S> Default for Families<S> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<S: Style> Families<S> {
    /// Adds a style.
    pub(super) fn add(&mut self, family: String, name: String, style: S) {
        self.0.insert((family, name), style);
    }

    /// Returns a style and those it builds on.
    pub(super) fn chain<'a>(
        &'a self,
        family: &str,
        name: Option<&str>,
    ) -> impl Iterator<Item = &'a S> + use<'a, S> {
        let family = family.to_owned();
        let find = move |name: &str| self.0.get(&(family.clone(), name.to_owned()));
        let first = name.and_then(&find);
        std::iter::successors(first, move |style| find(style.parent()?)).take(PARENTS)
    }
}

/// Returns whether a section of a part holds styles.
pub(super) fn is_of_styles(section: &Element) -> bool {
    ["office:styles", "office:automatic-styles"].contains(&section.name.as_str())
}

/// Returns the look that text properties describe.
pub(super) fn look(properties: &Element) -> Look {
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
