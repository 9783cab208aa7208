//! Working days: how late an answer is.

use crate::model::{Date, Holidays};

/// Counts the working days after a day, up to another; none where that is not past.
pub fn late(deadline: Date, today: Date, holidays: Option<&Holidays>) -> Option<usize> {
    let past = deadline.days_until(today);
    if past <= 0 {
        return None;
    }
    let is_free = |day: &Date| {
        day.weekday().is_weekend() || holidays.is_some_and(|known| known.days.contains(day))
    };
    let days = (1..=past).filter_map(|days| deadline.plus_days(days));
    Some(days.filter(|day| !is_free(day)).count())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weekends_and_bank_holidays_are_no_working_days() {
        let day = |day| Date::new(2026, 12, day).expect("a day");
        let christmas = [day(25), day(28)].into_iter().collect();
        let holidays = Holidays {
            days: christmas,
            ..Holidays::default()
        };
        assert_eq!(late(day(24), day(24), Some(&holidays)), None);
        assert_eq!(late(day(24), day(27), Some(&holidays)), Some(0));
        assert_eq!(late(day(24), day(30), Some(&holidays)), Some(2));
        assert_eq!(late(day(24), day(30), None), Some(4));
    }
}
