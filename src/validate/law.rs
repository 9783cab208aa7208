//! `law.toml` and `bank-holidays.toml`: what the law says of meetings.

use indexmap::IndexMap;

use crate::diagnostic::{Code, Diagnostics};
use crate::load::{Library, Node, NodeValue, parse};
use crate::model::{Date, Holidays, Jurisdiction, Law, LeftOut, NoticeRule, Origin, Paragraph};

use super::board::phrases;
use super::section::{Section, wrong_type};

/// Days that a kind of notice can leave out.
const LEFT_OUT: [(&str, LeftOut); 5] = [
    ("saturdays", LeftOut::Saturdays),
    ("sundays", LeftOut::Sundays),
    ("bank-holidays", LeftOut::BankHolidays),
    ("christmas-break", LeftOut::ChristmasBreak),
    ("easter-break", LeftOut::EasterBreak),
];

/// No notice is longer; more would be a slip.
const LONGEST: f64 = 366.0;

/// Reads the law from the templates; the office may have laid its own over them.
pub fn law(library: &Library, out: &mut Diagnostics) -> Law {
    let mut law = Law::default();
    if let Some(node) = file(library, "law.toml", out)
        && let Some(mut section) = Section::new(&node, "`law.toml`", out)
    {
        law.jurisdictions = each(section.section("jurisdiction", out), jurisdiction, out);
        law.notices = each(section.section("notice", out), notice, out);
        section.finish(out);
    }
    if let Some(node) = file(library, "bank-holidays.toml", out) {
        law.holidays = each(
            Section::new(&node, "`bank-holidays.toml`", out),
            holidays,
            out,
        );
    }
    law
}

fn file(library: &Library, path: &str, out: &mut Diagnostics) -> Option<Node> {
    let file = library.get(path)?;
    parse(&file.text, &file.shown, out)
}

/// Reads tables of one kind by their names.
fn each<T>(
    section: Option<Section<'_>>,
    read: fn(Section<'_>, &mut Diagnostics) -> Option<T>,
    out: &mut Diagnostics,
) -> IndexMap<String, T> {
    let mut all = IndexMap::new();
    let Some(mut section) = section else {
        return all;
    };
    for entry in section.all() {
        let one = Section::new(&entry.node, &format!("`{}`", entry.key), out);
        let one = one.and_then(|section| read(section, out));
        all.extend(one.map(|one| (entry.key.clone(), one)));
    }
    all
}

fn jurisdiction(mut section: Section<'_>, out: &mut Diagnostics) -> Option<Jurisdiction> {
    let schedule = section.required("schedule", out);
    let power = section.required("power", out);
    let holidays = section.required("bank-holidays", out);
    let notice = section.text("notice", out);
    section.text("source", out);
    let numbered = section.flag("numbered", out).unwrap_or(true);
    let resolution = section.text("resolution", out);
    let resolutions = section.section("resolutions", out);
    let resolutions = resolutions.map(|section| phrases(section, out));
    let paragraphs = section.section("paragraphs", out);
    let paragraphs = paragraphs.map(|section| phrases(section, out));
    let paragraph = |(number, about): (String, crate::model::Phrase)| Paragraph {
        number,
        about: about.text,
    };
    section.finish(out);
    let resolutions = resolutions.unwrap_or_default().into_iter();
    Some(Jurisdiction {
        schedule: schedule?,
        power: power?,
        holidays: holidays?,
        notice,
        numbered,
        resolution,
        resolutions: resolutions
            .map(|(number, phrase)| (number, phrase.text))
            .collect(),
        paragraphs: paragraphs?.into_iter().map(paragraph).collect(),
    })
}

fn notice(mut section: Section<'_>, out: &mut Diagnostics) -> Option<NoticeRule> {
    let days = whole(&mut section, "days", 1.0..=LONGEST, out);
    section.text("source", out);
    let days_in = section.section("days-in", out);
    let days_in = days_in.map(|section| days_by_jurisdiction(section, out));
    let names = section.list("leave-out", out).iter();
    let left_out = names.filter_map(|node| left_out(node, out)).collect();
    section.finish(out);
    Some(NoticeRule {
        days: days? as u32,
        days_in: days_in.unwrap_or_default(),
        left_out,
    })
}

fn days_by_jurisdiction(mut section: Section<'_>, out: &mut Diagnostics) -> IndexMap<String, u32> {
    let names: Vec<String> = section
        .all()
        .iter()
        .map(|entry| entry.key.clone())
        .collect();
    let mut all = IndexMap::new();
    for name in names {
        let days = whole(&mut section, &name, 1.0..=LONGEST, out);
        all.extend(days.map(|days| (name, days as u32)));
    }
    all
}

fn left_out(node: &Node, out: &mut Diagnostics) -> Option<LeftOut> {
    let names = || LEFT_OUT.map(|(name, _)| format!("`{name}`")).join(", ");
    let NodeValue::Text(text) = &node.value else {
        wrong_type(node, "leave-out", "a list of names", out);
        return None;
    };
    let found = LEFT_OUT.iter().find(|(name, _)| name == text);
    if found.is_none() {
        let message = format!("`leave-out` cannot be `{text}`");
        out.add(Code::ValueWrong, node.origin.clone(), message)
            .hint(format!("use some of {}", names()));
    }
    found.map(|(_, left_out)| *left_out)
}

fn holidays(mut section: Section<'_>, out: &mut Diagnostics) -> Option<Holidays> {
    let name = section.required("name", out);
    let first_year = whole(&mut section, "first-year", 1.0..=9999.0, out);
    let last_year = whole(&mut section, "last-year", 1.0..=9999.0, out);
    section.text("source", out);
    let days = section.list("days", out).iter();
    let days = days.filter_map(|node| day(node, out)).collect();
    section.finish(out);
    Some(Holidays {
        name: name?,
        first_year: first_year? as i32,
        last_year: last_year? as i32,
        days,
    })
}

fn day(node: &Node, out: &mut Diagnostics) -> Option<Date> {
    if let NodeValue::Date(date) = node.value {
        return Some(date);
    }
    wrong_type(node, "days", "dates such as `2026-12-25`", out);
    None
}

/// Reads a whole number that must be there.
fn whole(
    section: &mut Section<'_>,
    key: &str,
    range: std::ops::RangeInclusive<f64>,
    out: &mut Diagnostics,
) -> Option<f64> {
    let given = section.has(key);
    let number = section.number(key, out);
    let fits = number.filter(|number| number.fract() == 0.0 && range.contains(number));
    if fits.is_none() && (!given || number.is_some()) {
        say_not_whole(section.origin, key, &range, out);
    }
    fits
}

fn say_not_whole(
    place: &Origin,
    key: &str,
    range: &std::ops::RangeInclusive<f64>,
    out: &mut Diagnostics,
) {
    let (from, to) = (range.start(), range.end());
    out.add(
        Code::ValueWrong,
        place.clone(),
        format!("`{key}` is not a whole number from {from} to {to}"),
    )
    .hint(format!("add a line such as `{key} = {from}`"));
}
