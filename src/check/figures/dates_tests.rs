use super::*;
use crate::check::chance::texts;

fn find(text: &str) -> Vec<Finding> {
    super::find(text, &Digits::of(text))
}

#[test]
fn days_that_no_calendar_has_are_found() {
    for (text, words) in [
        ("It closed on 31 February.", "31 February"),
        ("by 31 June 2026, at the latest", "31 June 2026"),
        ("the 30th of February", "30th of February"),
        ("from 1 to 31 April", "31 April"),
        ("1–31 September", "31 September"),
        ("29 February 2026", "29 February 2026"),
        ("On 32 March 2026 it", "32 March 2026"),
        ("June 31st", "June 31st"),
        ("February 30, 2026", "February 30, 2026"),
        ("due 30/02/2026.", "30/02/2026"),
        ("due 31/06/26", "31/06/26"),
        ("on 02/13/2026", "02/13/2026"),
        ("2026-02-30", "2026-02-30"),
        ("31st Nov 2026", "31st Nov 2026"),
        ("IT CLOSED ON 31 JUNE.", "31 JUNE"),
        ("THE 30TH OF FEBRUARY", "30TH OF FEBRUARY"),
        ("FROM 1 TO 31 APRIL AND LATER", "31 APRIL"),
        ("FEBRUARY 30, 2026", "FEBRUARY 30, 2026"),
    ] {
        let found = find(text);
        assert_eq!(found.len(), 1, "{text}");
        assert_eq!(&text[found[0].words.clone()], words, "{text}");
    }
}

#[test]
fn a_day_of_the_week_must_fit_its_date() {
    for text in [
        "Monday 3 March 2026",
        "on Mon, 3rd March 2026",
        "Friday 31/10/2025, Monday 03/03/2026",
        "Wednesday the 3rd of March 2026",
        "MONDAY 3 JULY 2026",
        "WED. THE 3RD OF MARCH 2026",
    ] {
        assert_eq!(find(text).len(), 1, "{text}");
    }
    for text in [
        "Tuesday 3 March 2026",
        "Tues 3 Mar 2026",
        "Monday 3 to Friday 7 March 2025",
        "Monday 3 March",
        "Thursday 19 November 2026",
    ] {
        assert_eq!(find(text), [], "{text}");
    }
}

#[test]
fn what_is_no_date_is_left_alone() {
    for text in [
        "it began, and 31 June referrals came of 31 April cases",
        "There were 31 June referrals and 45 March cases",
        "29 February",
        "29 February 2028",
        "31 May 2026",
        "on 30 June",
        "a mix of 45 May cases",
        "3/4",
        "24/7",
        "16/17 year olds",
        "2018/19",
        "22/00145/2026",
        "31/06",
        "version 10.31.2026",
        "30-06-31",
        "01632 960 001",
        "planning 99/45/2020",
        "12/31/26",
        "in March 2026 31 people",
        "100 March 2026",
        "by 31 sept",
        "AND 31 JUNE REFERRALS",
        "FRIDAY 3 JULY 2026",
    ] {
        assert_eq!(find(text), [], "{text}");
    }
}

/// Finds dates with all patterns, whatever the digits are.
fn find_slowly(text: &str) -> Vec<Finding> {
    let words = WORDS.captures_iter(text).chain(TURNED.captures_iter(text));
    let words = words.filter_map(|found| in_words(text, &found));
    let figures = FIGURES.captures_iter(text);
    words
        .chain(figures.filter_map(|found| in_figures(text, &found)))
        .collect()
}

#[test]
fn no_date_is_missed_for_its_digits() {
    let parts = [
        "31 ",
        "30",
        "0",
        "2",
        "29 ",
        " 2026",
        "/02",
        "-06",
        "/",
        "th ",
        "of ",
        "June",
        " Feb ",
        "february ",
        "Sept. ",
        "Wednesday., the ",
        "Mon ",
        "MON",
        "MONDAY ",
        "JUNE",
        "OF ",
        "TH ",
        "on ",
        ", ",
        " ",
        "\u{a0}",
        "٣",
    ];
    let mut count = 0;
    for text in texts(&parts) {
        let found = find_slowly(&text);
        count += found.len();
        assert_eq!(find(&text), found, "{text:?}");
    }
    assert!(count > 20, "only {count} to be found");
}
