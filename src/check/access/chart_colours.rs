//! Colours that a chart names itself.

use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Board, Chart, ChartKind, Origin};

use super::colour::{Colour, GRAPHICS, TEXT, ratio};

/// Reports colours of a chart that cannot be seen on paper.
///
/// Parts of a stacked bar have an outline. The names of several lines are written in their colours, and are text.
pub fn check(chart: &Chart, place: &Origin, board: &Board, out: &mut Diagnostics) {
    let need = match (chart.kind, chart.series.len()) {
        (ChartKind::Stacked, _) => return,
        (ChartKind::Line, 2..) => TEXT,
        _ => GRAPHICS,
    };
    let own = board.design.get("paper").and_then(|own| own.value.as_str());
    let paper = own.and_then(Colour::read).unwrap_or(Colour::WHITE);
    for series in &chart.series {
        let named = series.colour.as_deref().unwrap_or_default();
        let Some(contrast) = Colour::read(named).map(|colour| colour.contrast(paper)) else {
            continue;
        };
        if contrast < need {
            let message = format!(
                "the colour `{named}` of `{}` has too little contrast with the paper: {}; this chart needs {need}:1",
                series.name,
                ratio(contrast)
            );
            out.add(Code::ContrastLow, place.clone(), message)
                .hint("choose a darker colour, or leave `colours` out: the house's own are told apart in grey too");
        }
    }
}
