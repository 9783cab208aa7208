//! What the checks say of pictures and charts.

use serde_json::json;

use super::design_tests::{board, setting};
use super::text_tests::text;
use super::*;
use crate::model::{Chart, ChartKind, Origin, Picture, Series};

fn part(block: Block) -> Part {
    Part {
        block,
        level: None,
        number: None,
        id: None,
        called: None,
        places: vec![Origin::file("data/paper.md")],
    }
}

fn figure(alt: &str, file: &str, caption: Option<&str>) -> usize {
    let picture = Picture {
        file: file.into(),
        alt: alt.into(),
        caption: caption.map(|caption| vec![text(caption)]),
        named: Origin::file("data/paper.md"),
    };
    let mut out = Diagnostics::default();
    hollow::check(&part(Block::Figure(picture)), &mut out);
    out.iter().count()
}

#[test]
fn hollow_words_in_place_of_a_picture_are_told() {
    for alt in [
        "image",
        "Image 3",
        "photo.png",
        "IMG_0042.JPG",
        "a chart",
        "Logo",
        "wards",
        "Wards.svg",
        "-",
        "x",
        "Figure 2",
    ] {
        assert_eq!(figure(alt, "pictures/wards.svg", None), 1, "{alt}");
    }
    assert_eq!(
        figure("The three wards", "a.svg", Some("The three wards.")),
        1
    );
}

#[test]
fn words_that_say_what_a_picture_shows_are_passed() {
    for alt in [
        "Map of the three wards, Westgate in the north",
        "Logo of the Northmarch Police and Crime Commissioner",
        "Burglary fell",
        "The wards of 2019",
    ] {
        assert_eq!(
            figure(alt, "pictures/wards.svg", Some("The wards")),
            0,
            "{alt}"
        );
    }
    // A paper without any is refused.
    assert_eq!(figure(" ", "a.svg", None), 0);
}

fn chart(kind: ChartKind, alt: Option<&str>, colours: &[&str]) -> Chart {
    let series = colours.iter().map(|colour| Series {
        name: "West".into(),
        values: vec![Some(1.0)],
        shown: vec!["1".into()],
        colour: Some((*colour).into()),
    });
    Chart {
        kind,
        title: "Burglaries by ward".into(),
        alt: alt.map(Into::into),
        caption: None,
        unit: String::new(),
        categories: vec!["Q1".into()],
        series: series.collect(),
    }
}

#[test]
fn a_chart_may_leave_its_words_out_but_not_waste_them() {
    for (alt, expected) in [
        (None, 0),
        (Some("chart"), 1),
        (Some("Burglaries by ward"), 1),
        (Some("Burglary fell."), 0),
    ] {
        let mut out = Diagnostics::default();
        hollow::check(
            &part(Block::Chart(chart(ChartKind::Bar, alt, &[]))),
            &mut out,
        );
        assert_eq!(out.iter().count(), expected, "{alt:?}");
    }
}

#[test]
fn colours_of_a_chart_must_be_seen_on_the_paper() {
    let told = |kind, colours: &[&str], paper: Option<&str>| {
        let mut board = board(&[]);
        if let Some(paper) = paper {
            board.design.insert("paper".into(), setting(json!(paper)));
        }
        let mut out = Diagnostics::default();
        chart_colours::check(
            &chart(kind, None, colours),
            &Origin::file("a"),
            &board,
            &mut out,
        );
        out.iter().count()
    };
    // 3.5:1 on white.
    let grey = "#8a8a8a";
    assert_eq!(told(ChartKind::Bar, &[grey, grey], None), 0);
    assert_eq!(told(ChartKind::Line, &[grey], None), 0);
    assert_eq!(told(ChartKind::Line, &[grey, grey], None), 2);
    assert_eq!(told(ChartKind::Bar, &["#ffdd00", "#000000"], None), 1);
    assert_eq!(told(ChartKind::Stacked, &["#ffdd00"], None), 0);
    assert_eq!(told(ChartKind::Bar, &["#000000"], Some("#222222")), 1);
}
