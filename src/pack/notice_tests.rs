use super::*;
use crate::load::Library;
use crate::validate;

fn law() -> Law {
    let mut out = Diagnostics::default();
    let law = validate::law(&Library::embedded(), &mut out);
    assert_eq!(out, Diagnostics::default());
    law
}

fn last(meeting: &str, notice: &str, division: &str) -> String {
    let law = law();
    let rule = &law.notices[notice];
    let days = rule.days_in.get(division).copied().unwrap_or(rule.days);
    let holidays = &law.holidays[&law.jurisdictions[division].holidays];
    let meeting = Date::parse(meeting).expect("a day");
    match last_day_to_publish(meeting, days, &rule.left_out, holidays) {
        Ok(day) => format!("{} {day}", day.weekday()),
        Err(year) => format!("{year} is not known"),
    }
}

#[test]
fn five_clear_days_are_a_working_week_between_two_days() {
    // Thursday: 18, 17, 16, 13 and 12 November lie between.
    assert_eq!(
        last("2026-11-19", "council", "england"),
        "Wednesday 11 November 2026"
    );
    // Monday: the week before, and nothing is published on Sunday 8 or Saturday 7.
    assert_eq!(
        last("2026-11-16", "council", "england"),
        "Friday 6 November 2026"
    );
    assert_eq!(
        last("2026-11-17", "council", "police-and-crime-panel"),
        "Monday 9 November 2026"
    );
}

#[test]
fn three_clear_days_hold_in_wales_and_scotland() {
    // Thursday: 18, 17 and 16 November lie between.
    assert_eq!(
        last("2026-11-19", "council", "wales"),
        "Friday 13 November 2026"
    );
    assert_eq!(
        last("2026-11-19", "council", "scotland"),
        "Friday 13 November 2026"
    );
    assert_eq!(
        last("2026-11-19", "council", "northern-ireland"),
        "Wednesday 11 November 2026"
    );
}

#[test]
fn bank_holidays_around_christmas_are_no_clear_days() {
    // Tuesday 5 January 2027: 4 January, 31, 30, 29 December, and 24; 1 January, 28 and 25 December are bank holidays.
    assert_eq!(
        last("2027-01-05", "council", "england"),
        "Wednesday 23 December 2026"
    );
    // In Scotland Monday 4 January is one too: 31, 30 and 29 December.
    assert_eq!(
        last("2027-01-05", "council", "scotland"),
        "Thursday 24 December 2026"
    );
    // Friday 31 December 2027: 30, 29, 24, 23 and 22; 27 and 28 stand for a Saturday and a Sunday.
    assert_eq!(
        last("2027-12-31", "council", "england"),
        "Tuesday 21 December 2027"
    );
}

#[test]
fn easter_monday_is_a_bank_holiday_but_not_in_scotland() {
    // Thursday 9 April 2026: 8, 7, 2, 1 April and 31 March.
    assert_eq!(
        last("2026-04-09", "council", "england"),
        "Monday 30 March 2026"
    );
    // In Scotland 8, 7 and 6 April.
    assert_eq!(
        last("2026-04-09", "council", "scotland"),
        "Thursday 2 April 2026"
    );
}

#[test]
fn august_differs_between_the_countries() {
    // Wednesday 5 August 2026: in Scotland 4 August, 31 and 30 July; 3 August is a bank holiday there.
    assert_eq!(
        last("2026-08-05", "council", "scotland"),
        "Wednesday 29 July 2026"
    );
    // In Wales 4 and 3 August, and 31 July.
    assert_eq!(
        last("2026-08-05", "council", "wales"),
        "Thursday 30 July 2026"
    );
    // Thursday 3 September 2026: 2 and 1 September, 28, 27 and 26 August; 31 August is a bank holiday in England.
    assert_eq!(
        last("2026-09-03", "council", "england"),
        "Tuesday 25 August 2026"
    );
    // In Scotland 2 and 1 September, and 31 August.
    assert_eq!(
        last("2026-09-03", "council", "scotland"),
        "Friday 28 August 2026"
    );
}

#[test]
fn days_of_one_country_alone_are_left_out_there() {
    // Wednesday 17 June 2026 in Scotland: 16, 12 and 11 June; Monday 15 June is a bank holiday there.
    assert_eq!(
        last("2026-06-17", "council", "scotland"),
        "Wednesday 10 June 2026"
    );
    // Friday 17 July 2026 in Northern Ireland: 16, 15, 14, 10 and 9; Monday 13 July stands for Sunday 12.
    assert_eq!(
        last("2026-07-17", "council", "northern-ireland"),
        "Wednesday 8 July 2026"
    );
}

#[test]
fn saturdays_count_for_parishes() {
    // Monday 16 November 2026: Saturday 14, Friday 13 and Thursday 12 lie between.
    assert_eq!(
        last("2026-11-16", "parish", "parish"),
        "Wednesday 11 November 2026"
    );
    // Thursday: Wednesday 18, Tuesday 17 and Monday 16; nothing is published on Sunday 15.
    assert_eq!(
        last("2026-11-19", "parish", "parish"),
        "Saturday 14 November 2026"
    );
}

#[test]
fn parishes_leave_out_the_breaks() {
    // Thursday 9 April 2026: Wednesday 8; the break is from Thursday 2 to Tuesday 7; Wednesday 1 April, Tuesday 31 March.
    assert_eq!(
        last("2026-04-09", "parish", "parish"),
        "Monday 30 March 2026"
    );
    // Saturday 2 January 2027: 31 and 30 December; the break is from Thursday 24 to Tuesday 29; Wednesday 23.
    assert_eq!(
        last("2027-01-02", "parish", "parish"),
        "Tuesday 22 December 2026"
    );
    // Christmas Day 2028 is a Monday, so the break starts on Friday 22: Friday 29, Thursday 28, Thursday 21.
    assert_eq!(
        last("2028-12-30", "parish", "parish"),
        "Wednesday 20 December 2028"
    );
}

#[test]
fn the_notice_of_a_private_meeting_is_28_clear_days() {
    // Tuesday 12 January 2027: 6 days in January, 21 in December that are no holidays, and Monday 30 November.
    assert_eq!(
        last("2027-01-12", "private-executive", "england"),
        "Friday 27 November 2026"
    );
}

#[test]
fn a_year_that_is_not_known_is_named() {
    assert_eq!(
        last("2029-01-03", "council", "england"),
        "2029 is not known"
    );
    assert_eq!(
        last("2025-01-03", "council", "england"),
        "2024 is not known"
    );
}
