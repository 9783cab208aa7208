//! What the checks say of many small texts, and of small designs.

use indexmap::IndexMap;
use serde_json::json;

use super::*;
use crate::check::{Home, Line, Passage};
use crate::diagnostic::Diagnostic;
use crate::model::{
    Chart, ChartKind, Inline, Mark, Origin, Percentages, Picture, Series, Setting, Shape,
    StatusKey, Step, ValueType, plain,
};

fn text(text: &str) -> Inline {
    Inline::Text(text.into())
}

fn slanted(words: &str) -> Inline {
    Inline::Mark(Mark::Emphasis {
        of: vec![text(words)],
    })
}

fn link(words: &str) -> Inline {
    Inline::Mark(Mark::Link {
        to: "https://www.northmarch.example/plan".into(),
        of: vec![text(words)],
    })
}

/// Runs a check on a line; gives the words that carets stand below.
fn found(
    check: fn(&Passage<'_>, &mut Diagnostics),
    inline: &[Inline],
    line: Line,
    of_type: ValueType,
) -> Vec<String> {
    let origin = Origin::file("data/paper.toml");
    let passage = Passage {
        text: plain(inline),
        inline,
        line,
        of_type,
        home: Home::Field("summary"),
        origin: &origin,
    };
    let mut out = Diagnostics::default();
    check(&passage, &mut out);
    out.iter().map(caret).collect()
}

fn caret(problem: &Diagnostic) -> String {
    let shown = problem.excerpt.as_ref().expect("an excerpt");
    shown
        .text
        .chars()
        .skip(shown.start)
        .take(shown.length)
        .collect()
}

fn rich(check: fn(&Passage<'_>, &mut Diagnostics), inline: &[Inline]) -> Vec<String> {
    found(check, inline, Line::Paragraph, ValueType::RichText)
}

#[test]
fn links_with_hollow_words_are_told_at_their_words() {
    for words in [
        "here",
        "Here.",
        "click here",
        "CLICK HERE",
        "this link",
        "“read more”",
        "Cliciwch yma",
        "More information",
    ] {
        assert_eq!(
            rich(links::check, &[text("See é "), link(words), text(".")]),
            [words],
            "{words}"
        );
    }
    let marked = Inline::Mark(Mark::Strong {
        of: vec![text("It is "), link("here")],
    });
    let line = [
        text("One"),
        Inline::Mark(Mark::Break),
        Inline::Mark(Mark::Note {
            number: 1,
            of: None,
        }),
        marked,
    ];
    assert_eq!(rich(links::check, &line), ["here"]);
}

#[test]
fn links_that_say_something_are_passed() {
    for words in [
        "Delivery Plan 2018-19",
        "here to help: the victims' charter",
        "the plan here",
        "clerk@northmarch.example",
        "www.nottinghamshire.pcc.police.uk",
        "https://www.nottinghamshire.pcc.police.uk/",
        "https://www.northmarch.example/plan",
        "northmarch.example/rota",
        "Link Worker Scheme",
    ] {
        assert_eq!(rich(links::check, &[link(words)]), [""; 0], "{words}");
    }
    // Not a link: nothing leads anywhere.
    assert_eq!(rich(links::check, &[text("click here")]), [""; 0]);
}

#[test]
fn long_addresses_are_told() {
    let long = "https://www.northmarch.example/publications/2018/delivery-plan-final-v2.pdf?id=77";
    assert_eq!(rich(links::check, &[link(long)]), [long]);
    let bare = "www.northmarch.example/publications/2018/delivery-plan";
    assert_eq!(rich(links::check, &[link(bare)]), [bare]);
}

#[test]
fn sentences_in_capitals_are_told() {
    let told = |words: &str| rich(capitals::check, &[text(words)]);
    assert_eq!(
        told("Note: THIS MUST BE PAID BY MARCH 2019, PLEASE. The rest is fine."),
        ["THIS MUST BE PAID BY MARCH 2019, PLEASE."]
    );
    assert_eq!(
        told("ANTISOCIAL BEHAVIOUR PREVENTION PROGRAMME"),
        ["ANTISOCIAL BEHAVIOUR PREVENTION PROGRAMME"]
    );
    assert_eq!(told("(THE BOARD’S MEMBERS ARE ASKED TO NOTE)").len(), 1);
}

#[test]
fn abbreviations_codes_and_short_headings_are_passed() {
    for words in [
        "NCA EMSOU MAPPA NPCC CPS HMICFRS IOPC",
        "NCA, EMSOU, MAPPA, NPCC, CPS, HMICFRS, PEEL and IOPC officers met.",
        "PERFORMANCE",
        "BACKGROUND PAPERS",
        "COMPLETE / ONGOING, NOT COMPLETED",
        "OFFICIAL - NOT PROTECTIVELY MARKED",
        "The PCC AND the CC",
        "AB12 CDE, FG34 HIJ, KL56 MNO, PQ78 RST, UV90 WXY",
        "5C01 5F01 5P01 5X01 2018 2019",
        "DNA IN ALL",
        "",
        "– – – – – –",
    ] {
        assert_eq!(rich(capitals::check, &[text(words)]), [""; 0], "{words}");
    }
    let name = [text("THE NORTHMARCH POLICE AND CRIME COMMISSIONER")];
    for of_type in [ValueType::Organisation, ValueType::Ref, ValueType::Person] {
        assert_eq!(
            found(capitals::check, &name, Line::Paragraph, of_type),
            [""; 0]
        );
    }
    assert_eq!(rich(capitals::check, &name).len(), 1);
}

#[test]
fn passages_in_italics_are_told() {
    let fifteen = "a b c d e f g h i j k l m n o";
    assert_eq!(
        rich(
            italics::check,
            &[text("So: "), slanted(fifteen), text(" p")]
        ),
        [fifteen]
    );
    let pieces = [
        slanted("a b c d e f g h"),
        text(" "),
        slanted("i j k l m n o"),
    ];
    assert_eq!(rich(italics::check, &pieces).len(), 1);
    let sentence = "It is quieter since the patrols began there.";
    assert_eq!(rich(italics::check, &[slanted(sentence)]), [sentence]);
    let bold = Inline::Mark(Mark::Strong {
        of: vec![slanted(sentence)],
    });
    assert_eq!(rich(italics::check, &[bold]), [sentence]);
}

#[test]
fn titles_and_stressed_words_in_italics_are_passed() {
    for line in [
        vec![
            text("Under the "),
            slanted("Police Reform and Social Responsibility Act 2011"),
            text("."),
        ],
        vec![slanted(
            "Police and Crime Commissioners (Disposition of Complaints) Order 2012",
        )],
        vec![
            slanted("a b c d e f g h"),
            text(" and "),
            slanted("i j k l m n o"),
        ],
        vec![slanted("For decision.")],
        vec![text("a b c d e f g h i j k l m n o p.")],
    ] {
        assert_eq!(rich(italics::check, &line), [""; 0], "{line:?}");
    }
    let item = [slanted("It is quieter since the patrols began there.")];
    assert_eq!(
        found(italics::check, &item, Line::Item, ValueType::RichText),
        [""; 0]
    );
}

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

fn setting(value: serde_json::Value) -> Setting {
    Setting {
        value,
        origin: Origin::file("data/board.toml"),
    }
}

fn board(design: &[(&str, serde_json::Value)]) -> Board {
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
        code: (*code).into(),
        label: (*code).into(),
        meaning: String::new(),
        colour: colour.map(Into::into),
        ink: colour.map(|_| "#ffffff".into()),
        shape: *shape,
        aliases: Vec::new(),
        attention: false,
        closed: false,
        counted: true,
        rank: None,
        when: None,
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
