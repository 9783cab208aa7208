//! What a chart cannot show: figures of two units, parts below nought, more than the eye can tell apart.

use crate::diagnostic::{Code, Diagnostics};
use crate::model::{ChartKind, Figure as Amount};

use super::chart_data::Data;
use super::parse::Fence;

/// The patterns and marks that tell series apart.
const MOST_SERIES: usize = 6;

/// How wide the plot of standing bars is, a letter below it, and how tall that of lying bars may be, about, in points.
const PLOT: usize = 430;
const LETTER: usize = 5;
const PAGE: usize = 660;

/// Returns the unit of a chart's figures, the one it names or the one they have; none where they differ.
pub fn one_unit(data: &Data, named: &str, out: &mut Diagnostics) -> Option<String> {
    let with = |unit: &str| Amount {
        unit: unit.to_owned(),
        ..Amount::default()
    };
    let there = || data.figures().filter(|figure| figure.value.is_some());
    let first = there().next().map(|figure| figure.unit.clone());
    let unit = match named {
        "" => first.unwrap_or_default(),
        named => named.to_owned(),
    };
    let bare = !named.is_empty();
    let other = there().find(|figure| {
        !((bare && figure.unit.is_empty()) || with(&figure.unit).same_unit(&with(&unit)))
    });
    let Some(other) = other else {
        return Some(unit);
    };
    let rest = match &*unit {
        "" => "plain numbers".to_owned(),
        unit => format!("in `{unit}`"),
    };
    let message = format!(
        "the chart's figures are {rest}, and this one is `{}`",
        other.typed
    );
    out.add(Code::ChartFaulty, other.origin.clone(), message)
        .hint("give all figures of a chart in one unit, or draw a chart for each");
    None
}

/// Returns whether a chart can be drawn so that it is understood; reports it otherwise.
pub fn drawable(kind: ChartKind, data: &Data, fence: &Fence, out: &mut Diagnostics) -> bool {
    let below = |value: Option<f64>| value.is_some_and(|value| value < 0.0);
    let negative = data
        .figures()
        .find(|figure| kind == ChartKind::Stacked && below(figure.value));
    let (message, hint) = if let Some(figure) = negative {
        (
            format!(
                "a stacked chart shows parts of a whole, and `{}` is below nought",
                figure.typed
            ),
            "draw it with `kind = \"bar\"`",
        )
    } else if data.rows.len() > MOST_SERIES {
        (
            format!(
                "the chart has {} series, and more than {MOST_SERIES} cannot be told apart",
                data.rows.len()
            ),
            "draw several charts, or give the figures as a table",
        )
    } else if kind == ChartKind::Bar && too_many_bars(data) {
        (
            format!(
                "the chart has bars for {} categories, which are more than a page holds",
                data.categories.len()
            ),
            "draw several charts, or give the figures as a table",
        )
    } else {
        return true;
    };
    out.add(Code::ChartFaulty, fence.origin.clone(), message)
        .hint(hint);
    false
}

/// Whether bars have to lie, for the length of their names, and are more than a page holds.
fn too_many_bars(data: &Data) -> bool {
    let count = data.categories.len();
    let room = PLOT / count.max(1);
    let letters = |text: &str| text.chars().count() * LETTER;
    let long = |name: &String| {
        name.split(' ').any(|word| letters(word) > room) || letters(name) > 3 * room
    };
    let bar = if data.rows.len() == 1 {
        27
    } else {
        13 * data.rows.len() + 10
    };
    count * bar > PAGE && data.categories.iter().any(long)
}
