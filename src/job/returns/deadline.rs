//! Deadlines that can hardly be meant.

use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Date, Holidays};

/// A deadline that is further off, in days, is told: its year may be mistyped.
const FAR: i64 = 183;

/// Reports a deadline that is past on a day, far off from it, or on no working day.
pub fn say_unlikely(
    deadline: Date,
    today: Option<Date>,
    holidays: Option<&Holidays>,
    out: &mut Diagnostics,
) {
    let said = format!("the deadline, {} {deadline},", deadline.weekday());
    let off = today.map(|today| (today, today.days_until(deadline)));
    let found = match off {
        Some((today, ..0)) => Some((
            format!("{said} is past: today is {today}"),
            "every officer is late from the start: give a later day",
        )),
        Some((_, days)) if days > FAR => Some((
            format!("{said} is {days} days off"),
            "look whether its year is right",
        )),
        _ => no_working_day(deadline, holidays).map(|day| {
            (
                format!("{said} is {day}"),
                "officers may take the working day after it to be meant: give a working day",
            )
        }),
    };
    if let Some((message, hint)) = found {
        out.add(Code::DeadlineUnlikely, None, message)
            .hint(format!("{hint}, as in `boardpaper returns make --again --deadline DATE`, before the messages are sent"));
    }
}

fn no_working_day(day: Date, holidays: Option<&Holidays>) -> Option<&'static str> {
    if day.weekday().is_weekend() {
        return Some("on a weekend");
    }
    let free = holidays.is_some_and(|known| known.days.contains(&day));
    free.then_some("a bank holiday")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(deadline: &str) -> Option<String> {
        let christmas = Date::new(2026, 12, 25).into_iter().collect();
        let holidays = Holidays {
            days: christmas,
            ..Holidays::default()
        };
        let (deadline, today) = (
            Date::parse(deadline).expect("a day"),
            Date::new(2026, 11, 23),
        );
        let mut out = Diagnostics::default();
        say_unlikely(deadline, today, Some(&holidays), &mut out);
        let mut messages = out.iter().map(|problem| problem.message.clone());
        let first = messages.next();
        assert_eq!(messages.next(), None, "one word is enough");
        first
    }

    #[test]
    fn a_deadline_that_is_hardly_meant_is_told() {
        for (deadline, said) in [
            (
                "2026-11-22",
                "Sunday 22 November 2026, is past: today is 23 November 2026",
            ),
            ("2026-12-05", "is on a weekend"),
            ("2026-12-25", "is a bank holiday"),
            ("2027-12-03", "is 375 days off"),
        ] {
            let told = told(deadline).unwrap_or_default();
            assert!(told.ends_with(said), "{deadline}: {told}");
        }
        for deadline in ["2026-11-23", "2026-12-04", "2027-01-15"] {
            assert_eq!(told(deadline), None);
        }
    }
}
