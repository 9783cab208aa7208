//! What runs, paragraphs, rows and cells say of themselves.

use super::super::fault::Fault;
use super::super::runs::Look;
use super::super::sheet::Script;
use super::super::xml::{Element, Xml};

/// What a run says of itself.
#[derive(Clone, Debug, Default)]
pub(super) struct RunProperties {
    /// How it looks.
    pub(super) look: Look,
    /// The style it follows.
    pub(super) style: Option<String>,
    /// Whether it is hidden, where it is said.
    pub(super) hidden: Option<bool>,
}

/// What a paragraph says of itself.
#[derive(Clone, Debug, Default)]
pub(super) struct ParagraphProperties {
    /// The style it follows.
    pub(super) style: Option<String>,
    /// Its rank as a heading, from 0; 9 is that of plain text.
    pub(super) outline: Option<u8>,
    /// The list it belongs to; `0` is none.
    pub(super) list: Option<String>,
    /// How deep it lies in the list.
    pub(super) level: Option<usize>,
}

/// Reads the properties of a run that were just opened.
pub(super) fn run(xml: &mut Xml<'_>) -> Result<RunProperties, Fault> {
    let mut found = RunProperties::default();
    xml.children(|_, element| {
        let value = element.get("w:val");
        let look = &mut found.look;
        match element.name.as_str() {
            "w:rStyle" => found.style = value.map(str::to_owned),
            "w:b" => look.bold = Some(is_on(&element)),
            "w:i" => look.italic = Some(is_on(&element)),
            "w:u" => look.underline = Some(value != Some("none")),
            "w:strike" | "w:dstrike" => look.strike = Some(is_on(&element)),
            "w:vertAlign" => look.script = Some(script(value)),
            "w:vanish" => found.hidden = Some(is_on(&element)),
            _ => {}
        }
        Ok(())
    })?;
    Ok(found)
}

/// Reads the properties of a paragraph that were just opened.
pub(super) fn paragraph(xml: &mut Xml<'_>) -> Result<ParagraphProperties, Fault> {
    let mut found = ParagraphProperties::default();
    xml.children(|xml, element| match element.name.as_str() {
        "w:pStyle" => {
            found.style = element.get("w:val").map(str::to_owned);
            Ok(())
        }
        "w:outlineLvl" => {
            found.outline = element.number("w:val");
            Ok(())
        }
        "w:numPr" => xml.children(|_, inner| {
            match inner.name.as_str() {
                "w:ilvl" => found.level = inner.number("w:val"),
                "w:numId" => found.list = inner.get("w:val").map(str::to_owned),
                _ => {}
            }
            Ok(())
        }),
        _ => Ok(()),
    })?;
    Ok(found)
}

/// Returns whether a property that can be off is on.
pub(super) fn is_on(element: &Element) -> bool {
    !matches!(
        element.get("w:val").map(str::trim),
        Some("0" | "false" | "off")
    )
}

fn script(value: Option<&str>) -> Option<Script> {
    match value {
        Some("superscript") => Some(Script::Super),
        Some("subscript") => Some(Script::Sub),
        _ => None,
    }
}
