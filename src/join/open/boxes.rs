//! The size and rotation of pages, so that each says what it means.

use lopdf::{Dictionary, Document, Object, ObjectId};

/// A4, for pages that do not say how large they are.
const A4: [f32; 4] = [0.0, 0.0, 595.276, 841.89];
/// Boxes that only printers look at.
const OTHERS: [&[u8]; 3] = [b"BleedBox", b"TrimBox", b"ArtBox"];
/// Pages may be up to 200 inches in each direction; twice that leaves room for those that stretch it.
const FARTHEST: f32 = 28_800.0;

/// Makes a page's boxes direct, upright and inside one another, and its rotation one of four.
pub(super) fn normalise(document: &mut Document, page: ObjectId) {
    let Ok(found) = document.get_dictionary(page) else {
        return;
    };
    let media = rectangle(document, found, b"MediaBox").unwrap_or(A4);
    let crop = rectangle(document, found, b"CropBox").and_then(|crop| common(crop, media));
    let others = OTHERS.map(|key| {
        let other = rectangle(document, found, key);
        (key, other.and_then(|other| common(other, media)))
    });
    let turned = turned(document, found);
    let Ok(page) = document.get_dictionary_mut(page) else {
        return;
    };
    put(page, b"MediaBox", Some(media));
    put(page, b"CropBox", crop.filter(|crop| *crop != media));
    for (key, other) in others {
        put(page, key, other);
    }
    page.remove(b"Rotate");
    if turned != 0 {
        page.set("Rotate", turned);
    }
}

/// Reads a rectangle between any two of its corners; none where it is empty or makes no sense.
fn rectangle(document: &Document, page: &Dictionary, key: &[u8]) -> Option<[f32; 4]> {
    let corners = page
        .get_deref(key, document)
        .and_then(Object::as_array)
        .ok()?;
    let number = |object: &Object| document.dereference(object).ok()?.1.as_float().ok();
    let [a, b, c, d]: [f32; 4] = corners
        .iter()
        .filter_map(number)
        .collect::<Vec<_>>()
        .try_into()
        .ok()?;
    upright([a.min(c), b.min(d), a.max(c), b.max(d)])
}

/// Gives a rectangle back if it has an area.
fn upright(corners: [f32; 4]) -> Option<[f32; 4]> {
    let [left, bottom, right, top] = corners;
    let sane = corners
        .iter()
        .all(|number| number.is_finite() && number.abs() <= FARTHEST);
    (sane && right - left >= 1.0 && top - bottom >= 1.0).then_some(corners)
}

/// Returns what two rectangles have in common.
fn common(one: [f32; 4], other: [f32; 4]) -> Option<[f32; 4]> {
    upright([
        one[0].max(other[0]),
        one[1].max(other[1]),
        one[2].min(other[2]),
        one[3].min(other[3]),
    ])
}

/// Reads the rotation, a quarter turn at a time.
fn turned(document: &Document, page: &Dictionary) -> i64 {
    let stated = page
        .get_deref(b"Rotate", document)
        .and_then(Object::as_float);
    let degrees = stated.unwrap_or_default().rem_euclid(360.0);
    [90, 180, 270]
        .into_iter()
        .find(|turn| (*turn as f32 - degrees).abs() < 0.5)
        .unwrap_or_default()
}

fn put(page: &mut Dictionary, key: &[u8], rectangle: Option<[f32; 4]>) {
    page.remove(key);
    if let Some(rectangle) = rectangle {
        let numbers: Vec<Object> = rectangle.into_iter().map(Object::Real).collect();
        page.set(key, numbers);
    }
}

#[cfg(test)]
mod tests {
    use lopdf::dictionary;

    use super::*;

    fn normalised(page: Dictionary) -> Dictionary {
        let mut document = Document::new();
        let id = document.add_object(page);
        normalise(&mut document, id);
        document.get_dictionary(id).expect("the page").clone()
    }

    fn box_of(numbers: [i64; 4]) -> Vec<Object> {
        numbers.into_iter().map(Object::Integer).collect()
    }

    fn corners(page: &Dictionary, key: &[u8]) -> Option<Vec<f32>> {
        let array = page.get(key).and_then(Object::as_array).ok()?;
        Some(
            array
                .iter()
                .filter_map(|number| number.as_float().ok())
                .collect(),
        )
    }

    #[test]
    fn boxes_are_turned_the_right_way_and_cut_to_the_page() {
        let page = normalised(dictionary! {
            "MediaBox" => box_of([600, 800, 0, -100]),
            "CropBox" => box_of([-50, 0, 300, 900]),
            "TrimBox" => box_of([700, 0, 900, 900]),
        });
        assert_eq!(
            corners(&page, b"MediaBox"),
            Some(vec![0.0, -100.0, 600.0, 800.0])
        );
        assert_eq!(
            corners(&page, b"CropBox"),
            Some(vec![0.0, 0.0, 300.0, 800.0])
        );
        assert!(!page.has(b"TrimBox"));
    }

    #[test]
    fn a_page_without_a_size_is_a4() {
        let page = normalised(dictionary! { "MediaBox" => box_of([0, 0, 0, 800]) });
        assert_eq!(corners(&page, b"MediaBox"), Some(A4.to_vec()));
    }

    #[test]
    fn rotations_are_quarter_turns() {
        let turned = |rotate: i64| normalised(dictionary! { "Rotate" => rotate });
        let stated = |page: Dictionary| page.get(b"Rotate").and_then(Object::as_i64).ok();
        assert_eq!(stated(turned(-90)), Some(270));
        assert_eq!(stated(turned(450)), Some(90));
        assert_eq!(stated(turned(720)), None);
        assert_eq!(stated(turned(45)), None);
    }
}
