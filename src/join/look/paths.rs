//! Paths, by their boxes.

use kurbo::{BezPath, PathEl, Rect, Shape};

/// Tells whether a path is one upright rectangle.
pub(super) fn upright(path: &BezPath) -> bool {
    let area = path.bounding_box();
    let corner = |point: &kurbo::Point| {
        let near = |a: f64, b: f64| (a - b).abs() < 0.05;
        (near(point.x, area.x0) || near(point.x, area.x1))
            && (near(point.y, area.y0) || near(point.y, area.y1))
    };
    let mut corners = 0;
    for (index, element) in path.elements().iter().enumerate() {
        match element {
            PathEl::MoveTo(point) if index == 0 && corner(point) => corners += 1,
            PathEl::LineTo(point) if corner(point) => corners += 1,
            PathEl::ClosePath => {}
            _ => return false,
        }
    }
    let full = (path.area().abs() - area.area()).abs() <= 0.02 * area.area();
    (4..=5).contains(&corners) && full
}

/// Lists the boxes of the parts of a path.
pub(super) fn boxes(path: &BezPath) -> Vec<Rect> {
    let elements = path.elements();
    let starts = elements.iter().enumerate();
    let starts = starts.filter(|(_, element)| matches!(element, PathEl::MoveTo(_)));
    let starts: Vec<usize> = starts.map(|(index, _)| index).collect();
    let ends = starts.iter().skip(1).copied().chain([elements.len()]);
    starts
        .iter()
        .zip(ends)
        .map(|(from, to)| BezPath::from_vec(elements[*from..to].to_vec()).bounding_box())
        .collect()
}
