//! What is said of the rows of a paper, held against papers made for it.

use serde_json::json;

use super::samples::*;
use super::*;
use crate::check::Line;
use crate::model::{Origin, Paper, Phrase, Value, ValueType};

fn passage<'a>(text: &str, home: Home<'a>, origin: &'a Origin) -> Passage<'a> {
    Passage {
        text: text.to_owned(),
        typed: None,
        inline: &[],
        line: Line::Paragraph,
        of_type: ValueType::RichText,
        home,
        origin,
    }
}

/// Returns what is said of a text in a field.
fn said(text: &str) -> Vec<(Code, String)> {
    let (paper, origin) = (paper(), Origin::file("data/paper.toml"));
    let found = in_passage(
        &passage(text, Home::Field("why"), &origin),
        "",
        &Rows::of(&paper),
    );
    found
        .into_iter()
        .map(|found| (found.code, found.message))
        .collect()
}

/// Returns what is said of a text in a cell of a row.
fn said_in_a_row(text: &str) -> Vec<Code> {
    let (paper, origin) = (paper(), Origin::file("data/paper.toml"));
    let table = &paper.tables["deliverables"];
    let kind = json!({ "columns": {}, "key": null, "required": true, "judge": null, "sheets": [], "help": "" });
    let kind = serde_json::from_value(kind).expect("a table");
    let spot = crate::check::Spot {
        table: "deliverables",
        kind: &kind,
        rows: table,
        row: &table.rows[0],
        position: 0,
        column: "update",
    };
    let found = in_passage(
        &passage(text, Home::Cell(spot), &origin),
        "",
        &Rows::of(&paper),
    );
    found.into_iter().map(|found| found.code).collect()
}

#[test]
fn counts_that_disagree_with_the_rows_are_found() {
    let wrong = [
        "14 of the 16 deliverables are green.",
        "Fourteen deliverables are on track",
        "13 of the 15 deliverables are green",
        "Of the 16 deliverables, 14 are green.",
        "Of the 16 deliverables, 13 are green and four are amber.",
        "13 deliverables are green, three amber and one red",
        "Four are amber.",
        "This quarter four are amber",
        "A total of 17 deliverables are set out below.",
        "Of the 16 deliverables in this theme, 14 are rated green.",
        "The theme has a total of 17 deliverables.",
        "There are 17 deliverables in this theme.",
        "88% of deliverables are green",
        "88% of the 16 deliverables are green",
        "13 of the 16 deliverables (88%) are green",
        "13 (88%) of the 16 deliverables are green",
        "14 of 16 (88%) deliverables are rated as Green",
        "13 deliverables are green (88%)",
        "All deliverables are on track.",
        "All 16 deliverables are green.",
        "No deliverables are red.",
        "None of the deliverables is red.",
        "There are four amber deliverables.",
        "14 deliverables are green or amber.",
        "Three of the 16 deliverables are rated amber",
        "Two deliverables are G",
        "Green: 14/16 (88%), Amber: 2/16 (13%)",
        "14/16 green",
        "74% are green.",
        "Green 14 (88%), amber 1 (6%), red 1 (6%)",
        "In Q2, 14 deliverables are green",
    ];
    let is_found = |text: &&str| {
        said(text)
            .first()
            .is_some_and(|(code, _)| *code == Code::TypedCountWrong)
    };
    let missed: Vec<&str> = wrong.into_iter().filter(|text| !is_found(text)).collect();
    assert_eq!(missed, Vec::<&str>::new());
}

#[test]
fn counts_that_agree_or_are_of_something_else_are_left_alone() {
    let right = [
        "13 of the 16 deliverables are green, two are amber and one is red.",
        "13 of the 16 deliverables (81%) are green",
        "Of the 16 deliverables, 13 are green.",
        "15 deliverables are green or amber",
        "None of the deliverables is white.",
        "81.3% are green",
        "Last quarter 12 deliverables were green.",
        "14 deliverables were green in Q1",
        "In Q1, 12 deliverables were green",
        "13 deliverables are green, compared with 12 last quarter",
        "Across all themes 45 of 60 deliverables are green.",
        "The programme has 12 deliverables, 10 of them green",
        "About 14 deliverables are green",
        "Four of the deliverables led by the Force are amber",
        "Four wards are amber.",
        "We inspected 12 wards. Eight are green and four are amber.",
        "Of the 12 wards, eight are green and four are amber",
        "14 of 16 measures are green",
        "The two deliverables are linked",
        "A total of 40 residents took part",
        "Both deliverables are green",
        "These two deliverables are green",
        "By March 15 deliverables should be green",
        "Three new deliverables were added",
        "17 green bins were bought",
        "All 14 sites are green",
        "Red: 1.3 and 1.4",
        "See deliverables 3 and 4",
        "more than 14 deliverables are green",
        "14 Green Street",
        "Of the lamps 74% were green and 20% amber.",
        "In the wards four are amber",
        "Of the 16 deliverables, 13 are green. Of the twelve lamps on the steps, two are green.",
        "Sixteen deliverables make up the theme, and 12 wards are named; four are amber.",
    ];
    let alarms = right.into_iter().flat_map(said);
    assert_eq!(alarms.collect::<Vec<_>>(), []);
}

#[test]
fn the_rows_are_told_as_they_are() {
    let message = |text: &str| said(text).remove(0).1;
    assert_eq!(
        message("14 of the 16 deliverables are green."),
        "by the rows 13 of 16 deliverables are `Green`, and not 14"
    );
    assert_eq!(
        message("88% of deliverables are green."),
        "by the rows 13 of 16 deliverables are `Green`, which is 81.3%, and not 88%"
    );
    assert_eq!(
        message("None of the deliverables is red."),
        "by the rows 1 of 16 deliverables is `Red`, and not 0"
    );
    assert_eq!(
        message("A total of 17 deliverables."),
        "17 deliverables are spoken of, and the paper has 16 deliverables"
    );
}

#[test]
fn in_the_update_of_a_row_only_plain_claims_count() {
    for text in [
        "14 of the 16 deliverables are green.",
        "Of the 16 deliverables, 14 are green",
        "13 of the 15 deliverables are green",
    ] {
        assert_eq!(said_in_a_row(text), [Code::TypedCountWrong], "{text}");
    }
    for text in [
        "13 of the 16 deliverables are green",
        "10 of the project’s 12 deliverables are green",
        "10 of the 12 deliverables are green",
        "Four are amber.",
        "Two deliverables are red",
        "The overall rating is good",
        "A total of 17 deliverables",
        "All three are on track",
    ] {
        assert_eq!(said_in_a_row(text), [], "{text}");
    }
}

#[test]
fn a_typed_rating_is_held_against_that_of_the_rows() {
    // 13 of 16 is 81%: good.
    for text in [
        "The overall rating is therefore very good",
        "STATUS KEY and Results: The overall rating is therefore very good",
        "The overall rating for theme 3 is in need of attention.",
        "Overall rating: excellent",
    ] {
        assert!(
            said(text)
                .iter()
                .any(|(code, _)| *code == Code::RatingWrong),
            "{text}"
        );
    }
    for text in [
        "The overall rating is therefore good",
        "The inspectorate’s overall rating is very good",
        "The overall rating for theme 2 is very good",
        "The overall rating is published in May",
        "A very good rating",
    ] {
        assert_eq!(said(text), [], "{text}");
    }
}

#[test]
fn one_word_of_a_slip_is_enough() {
    assert_eq!(said("17 of 15 deliverables are green").len(), 1);
    assert_eq!(said("14 of the 16 deliverables (88%) are green").len(), 1);
    assert_eq!(said("Green 0/ (0%)").len(), 1);
}

/// Returns what is said of cells above the headings, each by its row and column.
fn said_above(cells: &[(u32, u32, &str)]) -> Vec<(Code, String)> {
    let mut paper = paper();
    let above = cells.iter().map(|(row, column, text)| Phrase {
        text: (*text).to_owned(),
        origin: Origin::Cell {
            file: "data/a.xlsx".into(),
            sheet: "Theme 3".into(),
            row: *row,
            column: *column,
        },
    });
    paper.tables["deliverables"].above = above.collect();
    let mut out = Diagnostics::default();
    above::check(&Rows::of(&paper), &mut out);
    out.iter()
        .map(|problem| {
            (
                problem.code,
                problem
                    .origin
                    .as_ref()
                    .map(ToString::to_string)
                    .unwrap_or_default(),
            )
        })
        .collect()
}

#[test]
fn results_above_the_headings_belong_to_the_step_beside_or_above_them() {
    let wrong = |cell: &str| {
        vec![(
            Code::TypedCountWrong,
            format!("data/a.xlsx, sheet `Theme 3`, cell {cell}"),
        )]
    };
    // As published: label and meaning, and below the meaning the result.
    let published = |green: &'static str| {
        said_above(&[
            (2, 0, "Green"),
            (2, 1, "Achieved"),
            (2, 2, "Amber"),
            (2, 3, "Started"),
            (2, 4, "Red"),
            (2, 5, "Unachieved"),
            (3, 0, "Number & %"),
            (3, 1, green),
            (3, 2, "Number & %"),
            (3, 3, "2/16 (13%)"),
            (3, 5, "1/16 (6%)"),
        ])
    };
    assert_eq!(published("13/16 (81%)"), []);
    assert_eq!(published("14/16 (88%)"), wrong("B4"));
    assert_eq!(published("13/15 (87%)"), wrong("B4"));
    assert_eq!(published("13/16 (88%)"), wrong("B4"));
    // One below the other.
    assert_eq!(
        said_above(&[
            (0, 0, "Green"),
            (0, 1, "14 (88%)"),
            (1, 0, "Amber"),
            (1, 1, "2 (13%)")
        ]),
        wrong("B1")
    );
    // In one cell.
    assert_eq!(
        said_above(&[(0, 0, "Green 13/16 (81%)"), (0, 1, "Amber 3/16 (19%)")]),
        wrong("B1")
    );
    // Bare numbers, where they are clearly counts.
    assert_eq!(
        said_above(&[
            (0, 0, "Green"),
            (0, 1, "13"),
            (1, 0, "Amber"),
            (1, 1, "3"),
            (2, 0, "Red"),
            (2, 1, "1")
        ]),
        wrong("B2")
    );
    assert_eq!(
        said_above(&[
            (0, 0, "Green"),
            (0, 1, "3"),
            (1, 0, "Amber"),
            (1, 1, "4"),
            (2, 0, "Red"),
            (2, 1, "5")
        ]),
        []
    );
    // Titles and years.
    assert_eq!(
        said_above(&[
            (0, 0, "Green Streets"),
            (0, 1, "2018/19 (9%)"),
            (1, 0, "Plan 2018-19")
        ]),
        []
    );
}

#[test]
fn rows_that_cannot_be_counted_call_no_figure_wrong() {
    let origin = Origin::file("data/paper.toml");
    let said = |paper: &Paper, text: &str| {
        let text = passage(text, Home::Field("why"), &origin);
        in_passage(&text, "", &Rows::of(paper)).len()
    };
    let texts = [
        "14 of the 16 deliverables (88%) are green",
        "The overall rating is therefore poor",
    ];
    let whole = paper();
    let mut unread = paper();
    unread.tables["deliverables"].rows[3].cells.clear();
    let mut doubled = paper();
    let column = json!({
        "of_type": ValueType::Ref, "choices": [], "headings": ["Ref"], "required": true, "unique": true, "compare": true,
        "by_quarter": false, "automatic": false, "parts": null, "inherit": false, "words": false, "help": "",
    });
    let kind = json!({
        "columns": { "ref": column }, "key": null, "required": true, "judge": null, "sheets": [], "help": "",
    });
    let kind = serde_json::from_value(kind).expect("a table");
    doubled.kind.tables.insert("deliverables".into(), kind);
    for row in &mut doubled.tables["deliverables"].rows {
        let text = cell(Value::Text("5C01".into()));
        row.cells.insert("ref".into(), text);
    }
    for text in texts {
        assert_eq!(said(&whole, text), 1, "{text}");
        assert_eq!(said(&unread, text), 0, "{text}");
        assert_eq!(said(&doubled, text), 0, "{text}");
    }
}
