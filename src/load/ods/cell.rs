//! One cell: from its type, value, formula and text to what it holds.

use super::super::date;
use super::super::fault::Fault;
use super::super::runs::{content, plain, plain_lines};
use super::super::sheet::{Content, Run};
use super::super::shown::general;
use super::super::xml::{Element, Xml};
use super::lines::Lines;
use super::styles::Styles;

/// What errors look like where the file only keeps them as text.
const ERRORS: [&str; 8] = [
    "#REF!", "#N/A", "#DIV/0!", "#NAME?", "#VALUE!", "#NUM!", "#NULL!", "Err:",
];

/// Reads a cell that was just opened: what it holds, and whether it has a comment.
pub(super) fn read(
    xml: &mut Xml<'_>,
    element: &Element,
    styles: &Styles,
    limit: usize,
) -> Result<(Content, bool), Fault> {
    let (mut lines, mut commented) = (Lines::new(styles, limit), false);
    xml.children(|xml, child| {
        commented |= child.name == "office:annotation";
        lines.block(xml, &child)
    })?;
    Ok((held(element, lines.finish()), commented))
}

/// Returns what a cell of a type holds.
fn held(element: &Element, runs: Vec<Run>) -> Content {
    let text: String = runs.iter().map(|run| run.text.as_str()).collect();
    let formula = element.get("table:formula");
    if is_error(element, formula, &text) {
        return Content::Error(text);
    }
    let kind = element.get("office:value-type");
    if let Some(formula) = formula.filter(|_| kind.is_none() && text.is_empty()) {
        return Content::Uncalculated(formula.to_owned());
    }
    let value = match kind {
        Some("float" | "percentage" | "currency") => number(element, &text),
        Some("date") => element.get("office:date-value").and_then(date::written),
        Some("time") => element
            .get("office:time-value")
            .and_then(date::duration)
            .map(|value| shown(value, &text)),
        Some("boolean") => element.flag("office:boolean-value").map(Content::Boolean),
        _ => None,
    };
    value.unwrap_or_else(|| words(element, runs))
}

fn is_error(element: &Element, formula: Option<&str>, text: &str) -> bool {
    element.get("calcext:value-type") == Some("error")
        || (formula.is_some() && ERRORS.iter().any(|error| text.starts_with(error)))
}

fn number(element: &Element, text: &str) -> Option<Content> {
    let value = element
        .number::<f64>("office:value")
        .filter(|value| value.is_finite())?;
    // LibreOffice keeps what came from Excel as yes or no as a number that shows a word.
    match (value, text) {
        (1.0, "TRUE") => return Some(Content::Boolean(true)),
        (0.0, "FALSE") => return Some(Content::Boolean(false)),
        _ => {}
    }
    if text.is_empty() && element.get("office:value-type") == Some("percentage") {
        return Some(Content::Number {
            value,
            shown: format!("{}%", general(value * 100.0)),
        });
    }
    Some(shown(value, text))
}

/// Returns a number as the file shows it, or in its shortest form.
fn shown(value: f64, text: &str) -> Content {
    let shown = if text.is_empty() {
        general(value)
    } else {
        text.trim().to_owned()
    };
    Content::Number { value, shown }
}

/// Returns a cell's words; some programs keep them only as an attribute.
fn words(element: &Element, runs: Vec<Run>) -> Content {
    match element.get("office:string-value") {
        Some(text) if runs.is_empty() => plain(&plain_lines(text)),
        _ => content(runs),
    }
}
