//! Each tracker is taken over, and the papers that come of it say what the tracker says.

use super::made;
use super::truth::{Truth, compare, lines};
use crate::support::shared::{BOARD, shared};
use crate::support::workspace::Workspace;

/// Takes a tracker over that lies outside the office, and compares what is built of it; gives the codes of what was told.
#[track_caller]
fn adopted((name, bytes): made::Tracker, truths: &[Truth]) -> Vec<String> {
    let office = Workspace::office().file(&format!("elsewhere/{name}"), bytes);
    let beside = Workspace::office();
    let file = office.path(&format!("elsewhere/{name}"));
    let ran = beside.run(&["adopt", &file.display().to_string()]);
    assert_eq!(ran.code, 0, "{name}: {}{}", ran.stderr, ran.stdout);
    assert!(file.is_file(), "{name} stays where it is");
    let papers: Vec<String> = beside
        .files("data")
        .into_iter()
        .filter(|file| file.ends_with(".toml") && !file.ends_with("board.toml"))
        .collect();
    let expected: Vec<&str> = truths.iter().map(|(paper, _)| *paper).collect();
    assert_eq!(papers, expected, "{name}: {}", ran.stdout);
    let codes = ran.codes().iter().map(|code| (*code).to_owned()).collect();
    compare(beside, truths, name);
    codes
}

const NONE: [&str; 0] = [];

#[test]
fn headings_in_the_first_row() {
    let told = adopted(
        made::first_row(),
        &[("data/2026-27/q2/theme-1.toml", lines(1))],
    );
    assert_eq!(told, NONE);
}

#[test]
fn rows_that_a_filter_hides_are_left_out_and_told() {
    let (name, bytes) = made::filtered();
    let office = Workspace::office().file(name, bytes);
    let ran = office.run(&["adopt", name, "--dry-run"]);
    assert_eq!((ran.code, ran.codes()), (0, vec!["2003"]), "{}", ran.stderr);
    let told = "2 rows below the headings are hidden and left out";
    assert!(ran.stderr.contains(told), "{}", ran.stderr);
    assert!(ran.stderr.contains("cell A2"), "{}", ran.stderr);
    assert!(ran.stderr.contains("clear the filter"), "{}", ran.stderr);
}

#[test]
fn headings_in_the_ninth_row_of_the_second_sheet_with_totals_and_a_hidden_column() {
    let told = adopted(
        made::ninth_row(),
        &[("data/2026-27/q2/theme-2.toml", lines(2))],
    );
    assert_eq!(told, NONE);
}

#[test]
fn headings_in_two_rows_with_a_quarter_over_its_status_and_update() {
    let told = adopted(
        made::two_rows(),
        &[("data/2026-27/q2/theme-1.toml", lines(1))],
    );
    assert_eq!(told, NONE);
}

#[test]
fn headings_in_two_rows_are_found_again_where_no_title_tells_the_quarter() {
    let (name, bytes) = made::three_quarters();
    let truths = [("data/2026-27/q2/theme-1.toml", lines(1))];
    assert_eq!(adopted((name, bytes.clone()), &truths), NONE);
    let told = adopted(
        ("three quarters.xlsx", bytes),
        &[("data/theme-1.toml", lines(1))],
    );
    assert_eq!(told, ["2003", "2003"]);
}

#[test]
fn statuses_by_colour_alone_are_read_by_the_nearest_and_told() {
    let told = adopted(
        made::by_colour(),
        &[("data/2026-27/q2/theme-1.toml", lines(1))],
    );
    assert_eq!(told, ["2003"]);
}

#[test]
fn themes_on_one_sheet_by_a_column_are_a_paper_each() {
    let truths = [
        ("data/2026-27/q2/theme-1.toml", lines(1)),
        ("data/2026-27/q2/theme-2.toml", lines(2)),
    ];
    assert_eq!(adopted(made::theme_column(), &truths), NONE);
}

#[test]
fn themes_on_one_sheet_below_their_names_are_a_paper_each() {
    let truths = [
        ("data/2026-27/q2/theme-1.toml", lines(1)),
        ("data/2026-27/q2/theme-2.toml", lines(2)),
        ("data/2026-27/q2/theme-3.toml", lines(3)),
    ];
    assert_eq!(adopted(made::banners(), &truths), NONE);
}

#[test]
fn a_theme_a_sheet_is_a_paper_each() {
    let truths = [
        ("data/2026-27/q2/theme-1.toml", lines(1)),
        ("data/2026-27/q2/theme-2.toml", lines(2)),
    ];
    assert_eq!(adopted(made::sheets(), &truths), NONE);
}

#[test]
fn refs_merged_over_several_updates_are_one_line() {
    let mut expected = lines(2);
    for line in &mut expected {
        line.update += " More is said in the autumn.";
    }
    assert_eq!(
        adopted(
            made::merged_refs(),
            &[("data/2026-27/q2/theme-2.toml", expected)]
        ),
        NONE
    );
}

#[test]
fn updates_in_the_row_below_their_line_belong_to_it() {
    let told = adopted(
        made::row_below(),
        &[("data/2026-27/q2/theme-1.toml", lines(1))],
    );
    assert_eq!(told, NONE);
}

#[test]
fn columns_that_no_heading_tells_are_told_by_what_stands_in_them_and_doubted() {
    let told = adopted(
        made::own_words(),
        &[("data/2026-27/q2/theme-1.toml", lines(1))],
    );
    assert_eq!(told, ["2003", "2003", "2003"]);
}

#[test]
fn of_columns_for_each_quarter_the_last_that_is_filled_in_is_taken_and_doubted() {
    let truths = [
        ("data/2026-27/q2/theme-1.toml", lines(1)),
        ("data/2026-27/q2/theme-2.toml", lines(2)),
    ];
    assert_eq!(adopted(made::wide(), &truths), ["2003", "2003"]);
}

#[test]
fn a_csv_file_with_semicolons() {
    let told = adopted(
        made::semicolons(),
        &[("data/2026-27/q2/theme-3.toml", lines(3))],
    );
    assert_eq!(told, NONE);
}

#[test]
fn the_shared_tracker_is_taken_over_in_each_of_its_formats() {
    for ending in ["xlsx", "ods", "xls"] {
        let Some(file) = shared(&format!("cases/theme-3-tracker.{ending}")) else {
            return;
        };
        let Some(expected) = shared("cases/theme-3.expected.json") else {
            return;
        };
        let office = Workspace::empty().file("data/board.toml", BOARD);
        let ran = office.run(&["adopt", &file.display().to_string()]);
        assert_eq!(
            (ran.code, ran.codes()),
            (0, vec![]),
            "{ending}: {}",
            ran.stderr
        );
        let paper = "data/2018-19/q4/theme-3.toml";
        let office = super::truth::filled_in(office, paper);
        let ran = office.run(&["build", "--keep-sources"]);
        assert_eq!(ran.code, 0, "{ending}: {}", ran.stderr);
        let model =
            crate::support::model::Model::beside(&office.path("output/2018-19/q4/theme-3.pdf"));
        let text = std::fs::read_to_string(expected).expect("readable");
        let expected: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        let expected = expected["deliverables"].as_array().expect("a list");
        let read = super::truth::read(&model);
        assert_eq!(read.len(), expected.len(), "{ending}");
        for (line, expected) in read.iter().zip(expected) {
            let said =
                |name: &str| crate::support::model::squeeze(expected[name].as_str().expect("text"));
            assert_eq!(
                (line.number, line.title, line.status),
                (&*said("ref"), &*said("title"), &*said("status")),
                "{ending}"
            );
            let words: Vec<String> = said("update")
                .split(' ')
                .take(8)
                .map(str::to_owned)
                .collect();
            assert!(
                line.update.starts_with(&words.join(" ")),
                "{ending}: {}",
                line.update
            );
        }
    }
}

#[test]
fn a_tracker_of_the_office_stays_where_it_is_and_no_paper_is_written_over() {
    let (_, bytes) = made::first_row();
    let office = Workspace::office().file("data/2026-27/q2/Theme 1.xlsx", bytes);
    let ran = office.run(&["adopt", "data/2026-27/q2/Theme 1.xlsx"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let files = [
        "data/2026-27/q2/Theme 1.xlsx",
        "data/2026-27/q2/theme-1.toml",
        "data/board.toml",
        "data/schemas/theme-update.json",
    ];
    assert_eq!(office.files("data"), files);
    let ran = office.run(&["adopt", "data/2026-27/q2/Theme 1.xlsx"]);
    assert_eq!(ran.code, 3, "{}", ran.stderr);
    let ran = office.run(&[
        "adopt",
        "data/2026-27/q2/Theme 1.xlsx",
        "--output",
        "data/other/paper.toml",
    ]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let text = std::fs::read_to_string(office.path("data/other/paper.toml")).expect("was written");
    assert!(
        text.contains("workbook = \"../2026-27/q2/Theme 1.xlsx\""),
        "{text}"
    );
}

#[test]
fn what_is_to_be_filled_in_is_told_by_the_next_build() {
    let (_, bytes) = made::first_row();
    let office = Workspace::office().file("data/t.xlsx", bytes);
    assert_eq!(office.run(&["adopt", "data/t.xlsx"]).code, 0);
    let ran = office.run(&["build"]);
    assert_eq!(ran.code, 1);
    for field in ["plan", "theme.number", "theme.name", "quarter"] {
        let told = format!("the paper has no `{field}`");
        assert!(ran.stderr.contains(&told), "{}", ran.stderr);
    }
}
