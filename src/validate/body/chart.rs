//! Charts: a fence of TOML with the figures, or with the workbook that has them.

use crate::diagnostic::{Code, Diagnostics};
use crate::load::{Node, NodeValue, parse};
use crate::model::{Block, Chart, ChartKind, Part};
use crate::validate::commonmark::commonmark;
use crate::validate::paper::Beside;
use crate::validate::raw::{Found, Raw};
use crate::validate::section::{Section, phrase, wrong_type};

use super::chart_data::{Data, from_sheet};
use super::chart_figure::Figure;
use super::chart_limits::{drawable, one_unit};
use super::parse::Fence;

/// Reads a chart.
pub fn chart(fence: &Fence, beside: &mut dyn Beside, out: &mut Diagnostics) -> Option<Part> {
    let mut node = parse(&fence.toml, fence.origin.path(), out)?;
    node.origin = fence.origin.clone();
    let mut section = Section::new(&node, "the chart", out)?;
    let kind = section.named("kind", &ChartKind::NAMES, out);
    let title = section.required("title", out);
    let caption = section.text("caption", out);
    // A line of the house's own: looks in it would be signs.
    let caption = caption.map(|caption| commonmark(&caption).plain());
    let unit = section.text("unit", out).unwrap_or_default();
    let alt = section
        .text("alt", out)
        .filter(|alt| !alt.trim().is_empty());
    let data = if section.has("workbook") {
        from_sheet(&mut section, beside, out)
    } else {
        written(&mut section, out)
    };
    let colours = colours(&mut section, out);
    section.finish(out);
    let (kind, title) = (kind.unwrap_or(ChartKind::Bar), title?);
    let data = data.filter(|data| data.fits(fence, out) && drawable(kind, data, fence, out))?;
    let unit = one_unit(&data, &unit, out)?;
    let series = data.series(&unit, &colours);
    let chart = Chart {
        kind,
        title,
        alt,
        caption,
        unit,
        categories: data.categories,
        series,
    };
    Some(Part {
        block: Block::Chart(chart),
        level: None,
        number: None,
        id: None,
        called: None,
        places: vec![fence.origin.clone()],
    })
}

/// Reads colours; one that is none is reported, and the house's own stands in its place.
fn colours(section: &mut Section<'_>, out: &mut Diagnostics) -> Vec<Option<String>> {
    let items = section.list("colours", out).iter();
    let named: Vec<_> = items
        .filter_map(|item| phrase(item, "colours", out))
        .collect();
    let read = named.into_iter().map(|colour| {
        let is_colour = is_colour(&colour.text);
        if !is_colour {
            let message = format!("`{}` is no colour", colour.text);
            out.add(Code::ChartFaulty, colour.origin, message).hint(
                "write it as `\"#1d3d6b\"`: six figures or letters from a to f behind the `#`",
            );
        }
        is_colour.then_some(colour.text)
    });
    read.collect()
}

fn is_colour(text: &str) -> bool {
    let figures = text.strip_prefix('#').unwrap_or_default();
    matches!(figures.len(), 3 | 6) && figures.chars().all(|c| c.is_ascii_hexdigit())
}

/// Reads figures that stand in the fence.
fn written(section: &mut Section<'_>, out: &mut Diagnostics) -> Option<Data> {
    let mut data = Data {
        categories: section.texts("categories", out),
        rows: Vec::new(),
    };
    for node in section.list("series", out) {
        let mut row = Section::new(node, "a series of the chart", out)?;
        let name = row.required("name", out)?;
        let values = row.list("values", out).iter();
        let figures: Option<Vec<Figure>> = values.map(|node| figure(node, out)).collect();
        row.finish(out);
        data.rows.push((name, figures?));
    }
    Some(data)
}

/// Takes a number, or what is said in place of one.
fn figure(node: &Node, out: &mut Diagnostics) -> Option<Figure> {
    match &node.value {
        NodeValue::Float(value) => {
            let mut raw = Raw::from_node(node);
            // What is typed as 41.0 is shown so.
            if value.fract() == 0.0 {
                raw.found = Found::Number(*value, format!("{value:.1}"));
            }
            Figure::from_raw(&raw, out)
        }
        NodeValue::Integer(_) | NodeValue::Text(_) => Figure::from_raw(&Raw::from_node(node), out),
        _ => {
            wrong_type(
                node,
                "values",
                "numbers, with text such as \"[x]\" where there is none",
                out,
            );
            None
        }
    }
}

/// Takes a list of texts that are headings of a sheet.
pub fn headings<'a>(section: &mut Section<'a>, out: &mut Diagnostics) -> Vec<crate::model::Phrase> {
    let nodes: &'a [Node] = section.list("series", out);
    nodes
        .iter()
        .filter_map(|node| phrase(node, "series", out))
        .collect()
}
