//! Pages whose ink and hidden text are known.

use lopdf::{Dictionary, Object, Stream, dictionary};

use super::{Area, PageLook, look};
use crate::join::made::{bytes, numbers, one_page};

/// Ten letters in the middle of the page: 100 to 170 points from the left, 400 from the foot.
const SECRET: &str = "BT /F 12 Tf 100 400 Td (SECRETNAME) Tj ET ";

fn seen_with(entries: &Dictionary, code: &str) -> PageLook {
    let (document, _) = one_page(entries, code.as_bytes());
    let mut looks = look(&bytes(document), None).expect("a PDF");
    looks.pop().expect("a page")
}

fn covered(code: &str) -> usize {
    let seen = seen_with(&Dictionary::new(), code);
    assert!(seen.characters >= 10, "{code}: the text is seen");
    seen.covered
}

fn covered_by(annotation: Dictionary, appearance: Option<&str>) -> usize {
    let (mut document, page) = one_page(&Dictionary::new(), SECRET.as_bytes());
    let mut annotation = annotation;
    annotation.set("Rect", numbers(&[95, 395, 190, 415]));
    if let Some(code) = appearance {
        let form = dictionary! { "Subtype" => "Form", "BBox" => numbers(&[0, 0, 95, 20]) };
        let form = document.add_object(Stream::new(form, code.as_bytes().to_vec()));
        annotation.set("AP", dictionary! { "N" => form });
    }
    let all: Vec<Object> = vec![annotation.into()];
    let page = document.get_dictionary_mut(page).expect("a page");
    page.set("Annots", all);
    look(&bytes(document), None).expect("a PDF")[0].covered
}

#[test]
fn text_under_what_was_drawn_later_is_counted() {
    for cover in [
        "0 g 95 395 95 20 re f",
        "1 g 95 395 95 20 re f",
        "0 g 95 395 m 190 395 l 190 415 l 95 415 l h f",
        "0 g 20 w 90 405 m 195 405 l S",
        "q 95 0 0 20 95 395 cm /I Do Q",
        "q 5 0 0 1 95 395 cm /X Do Q",
        "/U gs 0 g 95 395 95 20 re f",
        "0 g 95 395 48 20 re f 143 395 50 20 re f",
        "0.9 0.9 0 rg 0.998 0.06 -0.06 0.998 0 0 cm 95 380 120 40 re f",
    ] {
        assert_eq!(covered(&format!("{SECRET}{cover}")), 10, "{cover}");
    }
}

#[test]
fn text_in_the_colour_of_its_ground_is_counted() {
    for ground in ["0 g", "0.1 0.2 0.4 rg", "0 0 0 1 k"] {
        assert_eq!(
            covered(&format!("{ground} 95 395 95 20 re f {SECRET}")),
            10,
            "{ground}"
        );
    }
    for code in [
        "1 g 95 395 95 20 re f",
        "0 g 95 395 95 20 re f 1 g 96 396 93 18 re f 0 g",
        "0 g 95 395 95 20 re f q 95 0 0 20 95 395 cm /I Do Q",
        "0.2 g 0 0 595 842 re f",
    ] {
        assert_eq!(covered(&format!("{code} {SECRET}")), 0, "{code}");
    }
}

#[test]
fn a_part_of_the_text_is_counted_as_a_part() {
    let half = covered(&format!("{SECRET}0 g 95 395 45 20 re f"));
    assert!((4..=6).contains(&half), "{half}");
}

#[test]
fn text_that_can_be_seen_is_not() {
    let late = SECRET;
    for code in [
        format!("0 g 95 395 95 20 re f 1 g {late}"),
        format!("{SECRET}/T gs 1 1 0 rg 95 395 95 20 re f"),
        format!("{SECRET}/U gs 1 1 0 rg 95 395 95 20 re f"),
        format!("{SECRET}0 g 0 0 595 842 re f"),
        format!("{SECRET}0 0 m W n q 95 100 95 20 re W n 0 g 95 395 95 20 re f Q"),
        format!("{SECRET}q 95 0 0 20 95 395 cm /M Do Q"),
        format!("{SECRET}q 595 0 0 842 0 0 cm /I Do Q"),
        format!("{SECRET}q 595 0 0 300 0 300 cm /I Do Q q 595 0 0 300 0 0 cm /I Do Q"),
        format!("3 Tr {SECRET}0 g 95 395 95 20 re f"),
        format!("{SECRET}0 g 95 395 95 20 re f 1 g {late}"),
        format!("{SECRET}0 G 1 w 95 404 m 190 404 l S 95 395 95 20 re S"),
        format!("{SECRET}0 g 95 407 95 20 re f"),
    ] {
        assert_eq!(covered(&code), 0, "{code}");
    }
}

#[test]
fn boxes_in_many_parts_and_with_many_points_are_seen() {
    let strips: String = (95..190).map(|x| format!("{x} 395 1.5 20 re ")).collect();
    assert_eq!(covered(&format!("{SECRET}0 g {strips} f")), 10);
    let points: String = (0..600)
        .map(|x| format!("{} 395 l ", 95.0 + f64::from(x) / 6.0))
        .collect();
    assert_eq!(
        covered(&format!(
            "{SECRET}0 g 95 395 m {points} 195 415 l 95 415 l h f"
        )),
        10
    );
}

#[test]
fn pictures_on_a_scan_hide_what_the_scan_does_not() {
    let scan = "BT /F 9 Tf 9 9 Td (ab) Tj ET q 595 0 0 500 0 0 cm /I Do Q ";
    assert_eq!(
        covered(&format!("{scan}{SECRET}q 95 0 0 20 95 395 cm /I Do Q")),
        10
    );
}

#[test]
fn words_that_nobody_sees_are_counted() {
    let hidden = |entries: &Dictionary, code: &str| seen_with(entries, code).hidden;
    let none = Dictionary::new();
    assert_eq!(hidden(&none, SECRET), 0);
    assert_eq!(hidden(&none, &format!("1 g {SECRET}")), 10);
    assert_eq!(hidden(&none, &format!("1 g 0 0 99 9 re f {SECRET}")), 10);
    assert_eq!(hidden(&none, &format!("3 Tr {SECRET}")), 10);
    let crop = dictionary! { "CropBox" => numbers(&[0, 0, 595, 300]) };
    assert_eq!(hidden(&crop, SECRET), 10);
    for seen in [
        format!("0 0 0.4 rg 0 390 595 40 re f 1 g {SECRET}"),
        format!("/T gs 0 0 0.4 rg 0 390 595 40 re f 1 g {SECRET}"),
        format!("q 595 0 0 842 0 0 cm /I Do Q 1 g {SECRET}"),
        format!("3 Tr {SECRET} q 595 0 0 842 0 0 cm /I Do Q"),
        format!("q 595 0 0 842 0 0 cm /I Do Q 3 Tr {SECRET}"),
        format!("1 g {SECRET} 0 g {SECRET}"),
    ] {
        assert_eq!(hidden(&none, &seen), 0, "{seen}");
    }
}

#[test]
fn annotations_can_hide_text_too() {
    let kind = |kind: &str| dictionary! { "Type" => "Annot", "Subtype" => kind };
    let black = Some("0 g 0 0 95 20 re f");
    assert_eq!(covered_by(kind("Square"), black), 10);
    assert_eq!(covered_by(kind("FreeText"), Some("1 g 0 0 95 20 re f")), 10);
    let mut filled = kind("Square");
    filled.set("IC", numbers(&[0, 0, 0]));
    assert_eq!(covered_by(filled, None), 10);
    assert_eq!(covered_by(kind("Highlight"), black), 10);
    assert_eq!(
        covered_by(kind("Highlight"), Some("1 1 0 rg 0 0 95 20 re f")),
        0
    );
    let mut black = kind("FreeText");
    black.set("C", numbers(&[0]));
    assert_eq!(covered_by(black, None), 10);
    let mut ink = kind("Ink");
    ink.set("BS", dictionary! { "W" => 20 });
    ink.set("InkList", vec![Object::from(numbers(&[90, 405, 195, 405]))]);
    assert_eq!(covered_by(ink, None), 10);
    let black = Some("0 g 0 0 95 20 re f");
    assert_eq!(covered_by(kind("Widget"), black), 0);
    let mut hidden = kind("Square");
    hidden.set("F", 2);
    assert_eq!(covered_by(hidden, black), 0);
}

#[test]
fn ink_near_the_edges_is_noted_as_the_page_is_looked_at() {
    // A bar of 100 by 10 points, 20 from the left and from the foot of the page as it is written.
    let bar = "0 g 20 20 100 10 re f 1 g 400 20 100 10 re f 0 g 200 400 50 50 re f";
    let boxes = |turn: i64| {
        let entries = dictionary! { "Rotate" => turn };
        let seen = seen_with(&entries, bar);
        let first = seen.edge.first().copied();
        assert_eq!(
            seen.edge.iter().filter(|area| !near(**area, first)).count(),
            0,
            "{seen:?}"
        );
        (seen.width, seen.height, first.expect("ink"))
    };
    let area = |left, top, right, bottom| Area {
        left,
        top,
        right,
        bottom,
    };
    assert_eq!(boxes(0), (595.0, 842.0, area(20.0, 812.0, 120.0, 822.0)));
    assert_eq!(boxes(90), (842.0, 595.0, area(20.0, 20.0, 30.0, 120.0)));
    assert_eq!(boxes(180), (595.0, 842.0, area(475.0, 20.0, 575.0, 30.0)));
    assert_eq!(boxes(270), (842.0, 595.0, area(812.0, 475.0, 822.0, 575.0)));
}

/// Tells whether an area is, or touches, another.
fn near(area: Area, other: Option<Area>) -> bool {
    other.is_some_and(|other| area.left <= other.right && area.top <= other.bottom)
}

#[test]
fn crop_boxes_and_units_are_applied() {
    let entries = dictionary! { "CropBox" => numbers(&[10, 10, 210, 310]), "UserUnit" => 2 };
    let seen = seen_with(&entries, "0 g 20 20 15 10 re f 300 300 50 50 re f");
    assert_eq!((seen.width, seen.height), (400.0, 600.0));
    let expected = Area {
        left: 20.0,
        top: 560.0,
        right: 50.0,
        bottom: 580.0,
    };
    assert_eq!(seen.edge, [expected]);
}

#[test]
fn invisible_text_counts_as_text_but_leaves_no_ink() {
    let seen = seen_with(
        &Dictionary::new(),
        "3 Tr BT /F 12 Tf 20 20 Td (a b c) Tj ET",
    );
    assert_eq!((seen.characters, seen.covered, seen.edge), (3, 0, vec![]));
}

#[test]
fn pages_that_would_take_for_ever_are_given_up_and_taken_as_full() {
    let (mut document, page) = one_page(&Dictionary::new(), b"/F0 Do");
    let mut next: Option<lopdf::ObjectId> = None;
    for level in 0..12 {
        let mut form = dictionary! { "Subtype" => "Form", "BBox" => numbers(&[0, 0, 600, 900]) };
        let code = match next {
            Some(id) => {
                form.set(
                    "Resources",
                    dictionary! { "XObject" => dictionary! { "N" => id } },
                );
                "/N Do ".repeat(20)
            }
            None => "0 0 1 1 re f ".repeat(20),
        };
        next = Some(document.add_object(Stream::new(form, code.into_bytes())));
        assert!(level < 12);
    }
    let resources = dictionary! { "XObject" => dictionary! { "F0" => next.expect("a form") } };
    document
        .get_dictionary_mut(page)
        .expect("a page")
        .set("Resources", resources);
    let seen = look(&bytes(document), None).expect("a PDF");
    assert_eq!(
        seen[0].edge,
        [Area {
            left: 0.0,
            top: 0.0,
            right: 595.0,
            bottom: 842.0
        }]
    );
}

#[test]
fn what_is_no_pdf_is_refused_with_a_word() {
    assert!(look(b"not a PDF", None).is_err());
    assert!(look(b"", None).is_err());
}
