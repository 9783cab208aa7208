//! The day of a new office's first meeting.

use crate::model::{Date, Law, Weekday};

/// So many days are left for papers and notice.
const AHEAD: i64 = 42;

/// Returns the first Thursday, six weeks on or later, that is no bank holiday under a jurisdiction.
pub fn meeting_day(today: Date, law: &Law, jurisdiction: &str) -> Date {
    let division = law.jurisdictions.get(jurisdiction);
    let holidays = division.and_then(|known| law.holidays.get(&known.holidays));
    let is_free = |day: &Date| {
        day.weekday() == Weekday::Thursday && !holidays.is_some_and(|all| all.days.contains(day))
    };
    let mut days = (AHEAD..AHEAD + 28).filter_map(|days| today.plus_days(days));
    days.find(is_free).unwrap_or(today)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Diagnostics;
    use crate::load::Library;
    use crate::validate;

    fn day(today: (i32, u32, u32)) -> String {
        let law = validate::law(&Library::embedded(), &mut Diagnostics::default());
        let today = Date::new(today.0, today.1, today.2).expect("a day");
        meeting_day(today, &law, "england").to_string()
    }

    #[test]
    fn a_first_meeting_is_on_a_working_thursday() {
        assert_eq!(day((2026, 10, 8)), "19 November 2026");
        assert_eq!(day((2026, 10, 9)), "26 November 2026");
        // Christmas Day 2025 was a Thursday, and so was New Year’s Day.
        assert_eq!(day((2025, 11, 11)), "8 January 2026");
    }
}
