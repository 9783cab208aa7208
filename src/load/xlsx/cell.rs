//! One cell of a worksheet: from its type, value, formula and style to what it holds.

use super::super::date;
use super::super::fault::Fault;
use super::super::runs::{content, plain};
use super::super::sheet::{Cell, Content, Run};
use super::super::shown::general;
use super::super::xml::{Element, Xml};
use super::Common;
use super::strings::{rich_text, unescaped};
use crate::model::cell_name;

/// What stands inside a cell's element.
#[derive(Default)]
struct Inside {
    value: Option<String>,
    formula: Option<String>,
    text: Option<Vec<Run>>,
}

/// Reads a cell that was just opened.
pub(super) fn read(
    xml: &mut Xml<'_>,
    element: &Element,
    place: (u32, u32),
    common: &Common,
) -> Result<Cell, Fault> {
    let mut inside = Inside::default();
    xml.children(|xml, child| {
        match child.name.as_str() {
            "v" => inside.value = Some(xml.text()?),
            "f" => inside.formula = Some(xml.text()?),
            "is" => inside.text = Some(rich_text(xml)?),
            _ => {}
        }
        Ok(())
    })?;
    let style = element.number("s").unwrap_or_default();
    let content = held(
        inside,
        element.get("t").unwrap_or("n"),
        style,
        place,
        common,
    )?;
    let ink = sign(&content).and_then(|sign| common.styles.ink(style, sign));
    Ok(Cell {
        content,
        fill: common.styles.fill(style),
        ink,
    })
}

/// Returns the only character that a cell shows.
fn sign(content: &Content) -> Option<char> {
    let Content::Text(runs) = content else {
        return None;
    };
    let mut shown = runs.iter().flat_map(|run| run.text.chars());
    let mut shown = shown.by_ref().filter(|c| !c.is_whitespace());
    let sign = shown.next()?;
    shown.next().is_none().then_some(sign)
}

/// Returns what a cell of a type holds.
fn held(
    inside: Inside,
    kind: &str,
    style: usize,
    place: (u32, u32),
    common: &Common,
) -> Result<Content, Fault> {
    if let Some(runs) = inside.text {
        return Ok(content(runs));
    }
    let value = inside.value.unwrap_or_default();
    // A formula may result in no text, but not in no number.
    if value.is_empty() && kind != "str" {
        return Ok(inside.formula.map_or(Content::Empty, Content::Uncalculated));
    }
    Ok(match kind {
        "s" => shared(value.trim(), place, common)?,
        "str" | "inlineStr" => plain(&unescaped(&value)),
        "b" => Content::Boolean(matches!(value.trim(), "1" | "true")),
        "e" => Content::Error(value.trim().to_owned()),
        "d" => date::written(&value).unwrap_or_else(|| plain(value.trim())),
        _ => number(&value, style, common),
    })
}

fn shared(value: &str, (row, column): (u32, u32), common: &Common) -> Result<Content, Fault> {
    match value
        .parse::<usize>()
        .ok()
        .and_then(|number| common.strings.get(number))
    {
        Some(runs) => Ok(content(runs.to_vec())),
        None => Err(Fault::broken(format!(
            "the text of cell {} is missing",
            cell_name(row, column)
        ))),
    }
}

fn number(value: &str, style: usize, common: &Common) -> Content {
    let Some(value) = value
        .trim()
        .parse::<f64>()
        .ok()
        .filter(|value| value.is_finite())
    else {
        return plain(value.trim());
    };
    match common.styles.format(style) {
        Some(format) => format.content(value, common.epoch),
        None => Content::Number {
            value,
            shown: general(value),
        },
    }
}
