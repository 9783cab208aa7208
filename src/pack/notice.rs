//! Clear days: how long before a meeting its papers are published.

use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Cell, Date, Holidays, Law, LeftOut, NoticeRule, Origin, Paper, Value, Weekday};

use super::law::named;
use super::read::date;

/// A warning comes when so many working days are left, or fewer.
const NEAR: usize = 2;

/// The notice of a meeting.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice<'a> {
    /// The day of the meeting.
    pub meeting: Date,
    /// How many clear days there must be.
    pub days: u32,
    rule: &'a NoticeRule,
    holidays: &'a Holidays,
    /// The day on which the papers were sent out, and where the meeting says so.
    dispatched: Option<(Date, Origin)>,
    /// Where the meeting's day stands.
    place: Origin,
}

impl<'a> Notice<'a> {
    /// Reads what notice a meeting needs; none where it does not say, or where it cannot be told.
    pub fn of(paper: &Paper, law: &'a Law, out: &mut Diagnostics) -> Option<Self> {
        let rule = named(paper, "notice", &law.notices, out)?;
        let Some(jurisdiction) = paper.fields.get("jurisdiction") else {
            say_no_jurisdiction(&paper.fields["notice"].origin, out);
            return None;
        };
        let name = jurisdiction.value.plain();
        let holidays = &law.jurisdictions.get(&name)?.holidays;
        let meeting = paper.fields.get("date")?;
        Some(Self {
            meeting: date(paper)?,
            days: rule.days_in.get(&name).copied().unwrap_or(rule.days),
            rule,
            holidays: known(law, holidays, &jurisdiction.origin, out)?,
            dispatched: paper.fields.get("dispatched").and_then(dispatched),
            place: meeting.origin.clone(),
        })
    }

    /// Returns the last day on which the papers can be published; a year whose bank holidays are not known where there is one
    /// on the way.
    ///
    /// It is itself a day that counts: nothing is published on a day on which offices are closed.
    pub fn last_day(&self) -> Result<Date, i32> {
        last_day_to_publish(self.meeting, self.days, &self.rule.left_out, self.holidays)
    }

    /// Warns where the papers were sent out too late or, on the day `today`, where little time is left.
    pub fn check(&self, today: Option<Date>, out: &mut Diagnostics) {
        let last = match self.last_day() {
            Ok(last) => last,
            Err(year) => return self.say_unknown(year, out),
        };
        match (&self.dispatched, today) {
            (Some((sent, place)), _) if *sent > last => {
                let said = format!("the papers were sent out on {sent}");
                self.say_short(&said, "was", last, place, out);
            }
            (Some((sent, _)), Some(today)) if *sent <= today => {}
            (_, Some(today)) if today > last => {
                let said = "the last day to publish the papers is past";
                self.say_short(said, "was", last, &self.place, out);
            }
            (_, Some(today)) if self.working_days(today, last) <= NEAR => {
                let said = "the last day to publish the papers is near";
                self.say_short(said, "is", last, &self.place, out);
            }
            _ => {}
        }
    }

    /// Counts the working days from one day to another, the first left out.
    fn working_days(&self, from: Date, to: Date) -> usize {
        let days = (1..=from.days_until(to)).filter_map(|days| from.plus_days(days));
        days.filter(|day| !day.weekday().is_weekend() && !self.holidays.days.contains(day))
            .take(NEAR + 1)
            .count()
    }

    fn say_short(&self, said: &str, is: &str, last: Date, place: &Origin, out: &mut Diagnostics) {
        let (on, weekday) = (self.meeting, self.meeting.weekday());
        let days = match self.days {
            1 => "one clear day".to_owned(),
            days => format!("{days} clear days"),
        };
        let message = format!(
            "{said}: with {days} before {weekday} {on}, the last day {is} {} {last}",
            last.weekday()
        );
        let hint = match is {
            "is" => {
                "publish by that day, move the meeting, or have it recorded why it is called at shorter notice"
            }
            _ => {
                "move the meeting, or have it recorded why it is called at shorter notice; where the papers were sent out in time, put that day into `dispatched`"
            }
        };
        out.add(Code::NoticeShort, place.clone(), message)
            .hint(hint);
    }

    fn say_unknown(&self, year: i32, out: &mut Diagnostics) {
        let message = format!(
            "the last day to publish the papers cannot be told: bank holidays of {} are not known for {year}",
            self.holidays.name
        );
        out.add(Code::HolidaysUnknown, self.place.clone(), message)
            .hint("count the clear days by hand, or add the year to your own copy: `boardpaper templates eject bank-holidays.toml`");
    }
}

fn dispatched(cell: &Cell) -> Option<(Date, Origin)> {
    match cell.value {
        Value::Date(date) => Some((date, cell.origin.clone())),
        _ => None,
    }
}

fn known<'a>(
    law: &'a Law,
    division: &str,
    place: &Origin,
    out: &mut Diagnostics,
) -> Option<&'a Holidays> {
    let found = law.holidays.get(division);
    if found.is_none() {
        let names: Vec<&str> = law.holidays.keys().map(String::as_str).collect();
        let message = format!("there are no bank holidays `{division}`, which this law keeps");
        out.add(Code::ValueWrong, place.clone(), message)
            .hint(format!(
                "name one of `{}` under `bank-holidays` in law.toml",
                names.join("`, `")
            ));
    }
    found
}

fn say_no_jurisdiction(place: &Origin, out: &mut Diagnostics) {
    out.add(
        Code::FieldMissing,
        place.clone(),
        "the meeting names a `notice`, but no `jurisdiction` whose bank holidays are kept",
    )
    .hint("add `jurisdiction = \"england\"`, or one of the other names in law.toml");
}

/// Returns the last day on which papers can be published with so many clear days before a meeting, or the year whose bank
/// holidays would have to be known.
pub fn last_day_to_publish(
    meeting: Date,
    days: u32,
    left_out: &[LeftOut],
    holidays: &Holidays,
) -> Result<Date, i32> {
    let mut day = meeting;
    // The day of publication is one more day that counts.
    for _ in 0..=days {
        day = day.plus_days(-1).ok_or(day.year)?;
        while !counts(day, left_out, holidays)? {
            day = day.plus_days(-1).ok_or(day.year)?;
        }
    }
    Ok(day)
}

/// Returns whether a day is a clear day.
fn counts(day: Date, left_out: &[LeftOut], holidays: &Holidays) -> Result<bool, i32> {
    for rule in left_out {
        let out = match rule {
            LeftOut::Saturdays => day.weekday() == Weekday::Saturday,
            LeftOut::Sundays => day.weekday() == Weekday::Sunday,
            LeftOut::BankHolidays => is_holiday(day, holidays)?,
            LeftOut::ChristmasBreak => in_christmas_break(day, holidays)?,
            LeftOut::EasterBreak => in_easter_break(day),
        };
        if out {
            return Ok(false);
        }
    }
    Ok(true)
}

fn is_holiday(day: Date, holidays: &Holidays) -> Result<bool, i32> {
    if !(holidays.first_year..=holidays.last_year).contains(&day.year) {
        return Err(day.year);
    }
    Ok(holidays.days.contains(&day))
}

/// Weekdays are Monday to Friday here, which makes the break the longest that the words of the law allow.
fn in_christmas_break(day: Date, holidays: &Holidays) -> Result<bool, i32> {
    if day.month != 12 {
        return Ok(false);
    }
    let Some(christmas) = Date::new(day.year, 12, 25) else {
        return Ok(false);
    };
    if day <= christmas {
        // Nothing but a weekend lies between the day and Christmas Day.
        let after = (1..day.days_until(christmas)).filter_map(|days| day.plus_days(days));
        return Ok(after.into_iter().all(|day| day.weekday().is_weekend()));
    }
    for days in 1..christmas.days_until(day) {
        let before = christmas.plus_days(days).ok_or(day.year)?;
        if !before.weekday().is_weekend() && !is_holiday(before, holidays)? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn in_easter_break(day: Date) -> bool {
    Date::easter(day.year).is_some_and(|easter| (-3..=2).contains(&easter.days_until(day)))
}

#[cfg(test)]
#[path = "notice_tests.rs"]
mod tests;
