//! How members are called to a meeting: what a summons must say, and days on which boards seldom meet.

use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Date, Law, Paper, Weekday};

use super::read::date;

/// What a summons says besides the day.
const SAID: [&str; 3] = ["time", "venue", "proper-officer"];

/// Warns where a meeting's file does not say what members must know, or where its day may be a slip.
pub fn check(paper: &Paper, law: &Law, out: &mut Diagnostics) {
    summons(paper, out);
    let Some((day, cell)) = date(paper).zip(paper.fields.get("date")) else {
        return;
    };
    let Some(what) = unusual(day, paper, law) else {
        return;
    };
    let message = format!("the meeting is on {} {day}, {what}", day.weekday());
    out.add(Code::MeetingDayUnusual, cell.origin.clone(), message)
        .hint("check the day, and that the building is open");
}

fn summons(paper: &Paper, out: &mut Diagnostics) {
    let layout = paper.fields.get("layout");
    let Some(layout) = layout.filter(|cell| cell.value.plain() == "summons") else {
        return;
    };
    let said = |name: &&str| {
        let cell = paper.fields.get(*name);
        cell.is_some_and(|cell| !cell.value.plain().trim().is_empty())
    };
    let missing: Vec<String> = SAID
        .iter()
        .filter(|name| !said(name))
        .map(|name| format!("`{name}`"))
        .collect();
    if missing.is_empty() {
        return;
    }
    let message = format!("the summons lacks {}", super::words::listed(&missing));
    out.add(Code::SummonsIncomplete, layout.origin.clone(), message)
        .hint("add what is missing to the meeting, or to `[defaults.agenda]` in board.toml where it is always the same");
}

/// Says what is unusual about a day; bank holidays are known where the meeting names its law.
fn unusual(day: Date, paper: &Paper, law: &Law) -> Option<String> {
    let named = paper.fields.get("jurisdiction");
    let jurisdiction = named.and_then(|cell| law.jurisdictions.get(&cell.value.plain()));
    let holidays = jurisdiction.and_then(|of| law.holidays.get(&of.holidays));
    if let Some(holidays) = holidays.filter(|holidays| holidays.days.contains(&day)) {
        return Some(format!("a bank holiday in {}", holidays.name));
    }
    (day.weekday() == Weekday::Sunday).then(|| "on which boards seldom meet".to_owned())
}
