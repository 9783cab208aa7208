//! Texts with the looks of their runs: those that cells share, and those written into a cell.

use std::sync::Arc;

use super::super::archive::Archive;
use super::super::budget::Budget;
use super::super::fault::Fault;
use super::super::runs::{Look, plain_lines, push};
use super::super::sheet::{Run, Script};
use super::super::xml::{Element, Xml};

/// The texts that cells share, by their number.
pub(super) type Strings = Vec<Arc<[Run]>>;

/// Reads the shared texts; a workbook without texts has no such part.
pub(super) fn shared(
    archive: &mut Archive,
    part: Option<&str>,
    budget: &mut Budget,
) -> Result<Strings, Fault> {
    let mut all = Vec::new();
    let Some(part) = part.filter(|part| archive.has(part)) else {
        return Ok(all);
    };
    let mut xml = archive.xml(part)?;
    xml.root()?;
    xml.children(|xml, element| {
        if element.name == "si" {
            budget.thing()?;
            let runs = rich_text(xml)?;
            budget.text(runs.iter().map(|run| run.text.len()).sum())?;
            all.push(runs.into());
        }
        Ok(())
    })?;
    Ok(all)
}

/// Reads the text of an `<si>` or `<is>` that was just opened; the reading aid of East Asian texts is left out.
pub(super) fn rich_text(xml: &mut Xml<'_>) -> Result<Vec<Run>, Fault> {
    let mut runs = Vec::new();
    xml.children(|xml, element| match element.name.as_str() {
        "t" => {
            let text = unescaped(&xml.text()?);
            // Excel takes away the spaces at the ends where the file does not ask to keep them.
            let text = if preserved(&element) {
                text.as_str()
            } else {
                text.trim()
            };
            push(&mut runs, text, &Look::default());
            Ok(())
        }
        "r" => run(xml, &mut runs),
        _ => Ok(()),
    })?;
    Ok(runs)
}

/// Returns text with `_x000D_` and its like replaced by what they stand for, and `\n` for every line end.
pub(super) fn unescaped(text: &str) -> String {
    if !text.contains("_x") {
        return plain_lines(text);
    }
    let (mut units, mut rest) = (Vec::new(), text);
    while let Some(at) = rest.find("_x") {
        units.extend(rest[..at].encode_utf16());
        rest = &rest[at..];
        match escaped_unit(rest) {
            Some(unit) => {
                units.push(unit);
                rest = &rest[7..];
            }
            None => {
                units.extend("_x".encode_utf16());
                rest = &rest[2..];
            }
        }
    }
    units.extend(rest.encode_utf16());
    plain_lines(&String::from_utf16_lossy(&units))
}

/// Returns the unit of UTF-16 that the `_xHHHH_` at the front of a text stands for.
fn escaped_unit(text: &str) -> Option<u16> {
    let digits = text
        .get(2..6)
        .filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
    if text.as_bytes().get(6) != Some(&b'_') {
        return None;
    }
    u16::from_str_radix(digits, 16).ok()
}

fn run(xml: &mut Xml<'_>, runs: &mut Vec<Run>) -> Result<(), Fault> {
    let mut look = Look::default();
    xml.children(|xml, element| match element.name.as_str() {
        "rPr" => xml.children(|_, property| {
            set(&mut look, &property);
            Ok(())
        }),
        // Spaces between runs are kept even where the file forgets to ask: words must not grow together.
        "t" => {
            push(runs, &unescaped(&xml.text()?), &look);
            Ok(())
        }
        _ => Ok(()),
    })
}

/// Takes over one property of a run.
fn set(look: &mut Look, property: &Element) {
    let on = Some(
        property
            .get("val")
            .is_none_or(|_| property.flag("val") == Some(true)),
    );
    match property.name.as_str() {
        "b" => look.bold = on,
        "i" => look.italic = on,
        "strike" => look.strike = on,
        "u" => look.underline = Some(property.get("val") != Some("none")),
        "vertAlign" => {
            look.script = Some(match property.get("val") {
                Some("superscript") => Some(Script::Super),
                Some("subscript") => Some(Script::Sub),
                _ => None,
            });
        }
        _ => {}
    }
}

fn preserved(element: &Element) -> bool {
    element.get("xml:space") == Some("preserve")
}
