//! What the checks say of small designs and status keys.

use indexmap::IndexMap;
use serde_json::json;

use super::*;
use crate::model::{Origin, Percentages, Setting, Shape, StatusKey, Step};

pub fn setting(value: serde_json::Value) -> Setting {
    Setting {
        value,
        origin: Origin::file("data/board.toml"),
    }
}

pub fn board(design: &[(&str, serde_json::Value)]) -> Board {
    let mut board = Board {
        organisation: Default::default(),
        design: IndexMap::new(),
        keys: IndexMap::new(),
        wording: IndexMap::new(),
        wording_of: IndexMap::new(),
        texts: IndexMap::new(),
        defaults: IndexMap::new(),
        name: None,
        names: IndexMap::new(),
        formats: Vec::new(),
        checks: Default::default(),
        returns: Default::default(),
        standards: Vec::new(),
        closed_lines: crate::model::ClosedLines::Keep,
        limits: crate::model::SetLimits::default(),
    };
    for (name, value) in design {
        board.design.insert((*name).into(), setting(value.clone()));
    }
    board
}

/// Returns a house with the values that the checks look at.
fn house() -> House {
    let colour = |text: &str| HouseValue::Colour(text.into());
    let values: IndexMap<String, HouseValue> = [
        ("accent", colour("#1d3d6b")),
        ("on-accent", colour("#ffffff")),
        ("ink", colour("#14202e")),
        ("muted", colour("#475569")),
        ("paper", colour("#ffffff")),
        ("exempt", colour("#f9d5e5")),
        ("tint-share", HouseValue::Number(6.0)),
        ("series-2", colour("#a8480f")),
        ("text-size", HouseValue::Points(12.0)),
        ("table-size", HouseValue::Points(11.0)),
        ("small-size", HouseValue::Points(9.5)),
        ("shape-size", HouseValue::Points(8.5)),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .into();
    House {
        shipped: values.clone(),
        values,
        file: "design.typ".into(),
    }
}

fn told(board: &Board, house: &House) -> Vec<String> {
    let mut out = Diagnostics::default();
    office(board, house, &mut out);
    out.iter().map(|problem| problem.message.clone()).collect()
}

#[test]
fn the_house_is_sound_as_it_is() {
    assert_eq!(told(&board(&[]), &house()), [""; 0]);
}

#[test]
fn sizes_below_the_standard_or_the_house_are_told() {
    let sizes = [
        ("text-size", json!(11)),
        ("table-size", json!(11)),
        ("small-size", json!(9)),
        ("shape-size", json!(5)),
    ];
    assert_eq!(
        told(&board(&sizes), &house()),
        [
            "`text-size` is 11 points: smaller than 12 is hard to read",
            "`small-size` is 9 points: smaller than 9.5 is hard to read"
        ]
    );
}

#[test]
fn below_the_offices_floor_the_houses_own_sizes_are_told_too() {
    let mut board = board(&[("text-size", json!(14))]);
    board.checks.smallest_text = Some(12.0);
    assert_eq!(
        told(&board, &house()),
        [
            "`table-size` is 11 points, and no text may be smaller than 12",
            "`small-size` is 9.5 points, and no text may be smaller than 12"
        ]
    );
    board.checks.smallest_text = Some(9.0);
    board.design.insert("text-size".into(), setting(json!(9)));
    assert_eq!(told(&board, &house()), [""; 0]);
}

#[test]
fn one_weak_colour_is_one_problem() {
    let pale = told(&board(&[("accent", json!("#ffdd00"))]), &house());
    assert_eq!(pale.len(), 1, "{pale:?}");
    assert!(
        pale[0].starts_with("`accent`, `#ffdd00`, has too little contrast: "),
        "{pale:?}"
    );
    let dark = told(&board(&[("paper", json!("#222222"))]), &house());
    assert!(
        dark.iter().all(|said| said.starts_with("`paper`")),
        "{dark:?}"
    );
    assert_eq!(
        told(
            &board(&[("accent", json!("#ffdd00")), ("on-accent", json!("#000"))]),
            &house()
        )
        .len(),
        1
    );
}

#[test]
fn colours_that_are_as_good_as_the_house_or_decoration_are_passed() {
    for design in [
        vec![("accent", json!("#00703c"))],
        vec![("line", json!("#ffffff"))],
        vec![("tint", json!("#e8eef5"))],
        vec![("paper", json!("#fffdf5"))],
        vec![
            ("accent", json!("#ffffff")),
            ("on-accent", json!("#14202e")),
            ("paper", json!("#14202e")),
            ("ink", json!("#fff")),
            ("muted", json!("#cbd5e1")),
            ("exempt", json!("#4a1030")),
            ("series-2", json!("#ffb070")),
        ],
    ] {
        assert_eq!(told(&board(&design), &house()), [""; 0], "{design:?}");
    }
}

fn key(steps: &[(&str, Option<&str>, Option<Shape>)]) -> StatusKey {
    let steps = steps.iter().map(|(code, colour, shape)| Step {
        colour: colour.map(Into::into),
        ink: colour.map(|_| "#ffffff".into()),
        shape: *shape,
        ..Step::plain(code, code)
    });
    StatusKey {
        name: "rag".into(),
        steps: steps.collect(),
        rating: Vec::new(),
        percentages: Percentages::Plain,
        origin: Origin::file("data/board.toml"),
    }
}

fn in_grey(steps: &[(&str, Option<&str>, Option<Shape>)]) -> Vec<String> {
    let mut out = Diagnostics::default();
    grey::check(&key(steps), &mut out);
    out.iter().map(|problem| problem.message.clone()).collect()
}

#[test]
fn steps_of_one_grey_need_shapes() {
    let (green, amber, red) = (Some("#00703c"), Some("#ffbf47"), Some("#b10e1e"));
    assert_eq!(
        in_grey(&[("G", green, None), ("A", amber, None), ("R", red, None)]),
        ["steps of the status key `rag` look the same in grey: `G` and `R` (1.14:1)"]
    );
    let circle = Some(Shape::Circle);
    assert_eq!(
        in_grey(&[("G", green, circle), ("R", red, circle)]).len(),
        1
    );
    for steps in [
        [("G", green, circle), ("R", red, Some(Shape::Square))],
        [("G", green, None), ("R", red, Some(Shape::Square))],
        [("G", green, None), ("A", amber, None)],
        [("Done", None, None), ("Not done", None, None)],
        [("N", None, circle), ("G", green, circle)],
    ] {
        assert_eq!(in_grey(&steps), [""; 0], "{steps:?}");
    }
    assert_eq!(
        in_grey(&[("N", None, circle), ("W", Some("#ffffff"), circle)]).len(),
        1
    );
}

#[test]
fn a_plate_must_be_told_from_a_paper_that_is_not_white() {
    let mut board = board(&[("paper", json!("#0b0c0c")), ("ink", json!("#fff"))]);
    board.keys.insert(
        "rag".into(),
        key(&[("G", Some("#00401c"), None), ("A", Some("#ffbf47"), None)]),
    );
    let told = told(&board, &house());
    let of_key = told
        .iter()
        .filter(|said| said.contains("status key"))
        .count();
    assert_eq!(of_key, 1, "{told:?}");
}
