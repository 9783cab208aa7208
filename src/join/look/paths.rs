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
    parts(path).iter().map(Shape::bounding_box).collect()
}

/// Returns a path without points in the middle of straight lines.
pub(super) fn straightened(path: &BezPath) -> BezPath {
    let mut kept: Vec<PathEl> = Vec::new();
    for element in path.elements() {
        if let ([.., before, PathEl::LineTo(middle)], PathEl::LineTo(end)) = (&kept[..], element)
            && let PathEl::MoveTo(start) | PathEl::LineTo(start) = before
        {
            let (along, whole) = (*middle - *start, *end - *start);
            let onward = along.dot(whole) >= 0.0 && along.hypot2() <= whole.hypot2();
            if onward && along.cross(whole).abs() <= 0.05 * whole.hypot() {
                kept.pop();
            }
        }
        kept.push(*element);
    }
    BezPath::from_vec(kept)
}

/// Lists the parts of a path.
pub(super) fn parts(path: &BezPath) -> Vec<BezPath> {
    let elements = path.elements();
    let starts = elements.iter().enumerate();
    let starts = starts.filter(|(_, element)| matches!(element, PathEl::MoveTo(_)));
    let starts: Vec<usize> = starts.map(|(index, _)| index).collect();
    let ends = starts.iter().skip(1).copied().chain([elements.len()]);
    starts
        .iter()
        .zip(ends)
        .map(|(from, to)| BezPath::from_vec(elements[*from..to].to_vec()))
        .collect()
}
