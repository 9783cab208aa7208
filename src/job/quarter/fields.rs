//! The fields of a paper rolled forward: quarter, date, version, the papers it names.

use crate::model::{Date, Field, Quarter, ValueType};

use super::paper::Paper;
use super::roll::Roll;
use super::told::Told;
use crate::job::way::{folder, led, name, way};

/// The field that says how far a paper has come.
const VERSION: &str = "version";
const DRAFT: &str = "Draft";

/// Rolls the fields of a paper forward.
pub(super) fn roll(paper: &mut Paper<'_>, told: &mut Told) {
    let fields = &paper.old.paper.kind.fields;
    for (name, field) in fields {
        let place: Vec<&str> = name.split('.').collect();
        if !paper.file.has(&place) {
            continue;
        }
        match field.of_type {
            ValueType::Quarter => paper.quarter(&place),
            ValueType::Date => paper.date(&place, told),
            ValueType::Paper | ValueType::Papers if !is_past(paper, field) => {
                paper.named(&place, told);
            }
            ValueType::File | ValueType::Files => paper.files(&place, told),
            ValueType::RichText => paper.look(&place, told),
            ValueType::Text if name != VERSION => paper.look_where_named(&place, told),
            _ => {}
        }
    }
    paper.add_date();
    if fields.contains_key(VERSION) && !paper.file.set(&[VERSION], DRAFT) {
        let above = paper.above();
        paper.file.add_below(&above, VERSION, DRAFT);
    }
    compared(paper, told);
}

/// Returns whether a field names an earlier paper of the same kind, to be compared with.
fn is_past(paper: &Paper<'_>, field: &Field) -> bool {
    field.of_type == ValueType::Paper
        && field.compare
        && field.choices.contains(&paper.old.paper.kind.name)
}

/// Sets the papers that the new one is compared with: the first is that of the quarter before, a further one that of the same
/// quarter a year before.
fn compared(paper: &mut Paper<'_>, told: &mut Told) {
    let fields = paper.old.paper.kind.fields.iter();
    let past = fields.filter(|(_, field)| is_past(paper, field));
    let past: Vec<String> = past.map(|(name, _)| name.clone()).collect();
    let mut above = paper.above();
    for (position, field) in past.iter().enumerate() {
        let year_before = paper.is_of_year_before(field).unwrap_or(position > 0);
        let named = match year_before {
            false => Some(paper.old.shown.clone()),
            true => paper.year_before(),
        };
        match named {
            Some(named) => {
                let named = way(folder(paper.new), &named);
                if !paper.file.set(&[field], named.as_str()) {
                    paper.file.add_below(&above, field, named.as_str());
                }
                above.clone_from(field);
            }
            None if paper.file.has(&[field]) => {
                paper.file.remove(&[field]);
                let of = paper.begun.roll.to.year_before();
                told.look(
                    paper.new,
                    format!("`{field}` is taken out: there is no paper of {of}"),
                );
            }
            None => {}
        }
    }
}

impl Paper<'_> {
    fn quarter(&mut self, place: &[&str]) {
        let roll = self.begun.roll;
        let rolled = self.file.text_at(place).map(|text| roll.text(text));
        let said = rolled.filter(|text| Quarter::parse(text) == Some(roll.to));
        let plain = || roll.to.file_form();
        self.file.set(place, said.unwrap_or_else(plain));
    }

    /// Moves a day on; what day the paper is really of, people say.
    fn date(&mut self, place: &[&str], told: &mut Told) {
        if let Some(date) = self.begun.date {
            self.file.set(place, date);
            return;
        }
        let old = self.old.paper.fields.get(&place.join("."));
        let moved = old.and_then(|cell| match &cell.value {
            crate::model::Value::Date(date) => date.plus_months(self.begun.roll.months_on()),
            _ => None,
        });
        let Some(moved) = moved else { return };
        self.file.set(place, moved);
        self.file.say_behind(place, "moved on: to be confirmed");
        told.look(
            self.new,
            format!("`{}`: {}, to be confirmed", place.join("."), day(moved)),
        );
    }

    /// Adds the date that somebody says, where the old paper had none of its own.
    fn add_date(&mut self) {
        let mut fields = self.old.paper.kind.fields.iter();
        let is_date = |(name, field): &(&String, &Field)| {
            field.of_type == ValueType::Date && !name.contains('.')
        };
        let (Some(date), Some((name, _))) = (self.begun.date, fields.find(is_date)) else {
            return;
        };
        let above = self.above();
        if !self.file.has(&[name]) {
            self.file.add_below(&above, name, date);
        }
    }

    /// Leads the names of other papers to the new quarter's, where they are rolled too.
    fn named(&mut self, place: &[&str], told: &mut Told) {
        let (from, to) = (
            folder(&self.old.shown).to_owned(),
            folder(self.new).to_owned(),
        );
        let rolled = &self.begun.places.papers;
        let mut kept = Vec::new();
        self.file.each_text(place, &mut |_, text| {
            let old = led(&from, text)?;
            let new = rolled.get(&old);
            if new.is_none() && folder(&old) == from {
                kept.push(text.to_owned());
            }
            Some(way(&to, new.unwrap_or(&old)))
        });
        for text in kept {
            let what = format!(
                "`{}` still names `{text}` of {}",
                place.join("."),
                self.begun.roll.from
            );
            told.look(self.new, what);
        }
    }

    /// Keeps the names of other files leading where they led.
    fn files(&mut self, place: &[&str], told: &mut Told) {
        let (from, to) = (
            folder(&self.old.shown).to_owned(),
            folder(self.new).to_owned(),
        );
        let field = place.last().copied().unwrap_or_default().to_owned();
        self.file.each_text(place, &mut |key, text| {
            let is_file = key == field || key == "file";
            is_file.then(|| led(&from, text).map(|old| way(&to, &old)))?
        });
        told.look(self.new, format!("`{field}`: as last quarter"));
    }

    fn look(&self, place: &[&str], told: &mut Told) {
        if self
            .file
            .text_at(place)
            .is_some_and(|text| !text.trim().is_empty())
        {
            told.look(self.new, format!("`{}`: as last quarter", place.join(".")));
        }
    }

    fn look_where_named(&self, place: &[&str], told: &mut Told) {
        let roll = self.begun.roll;
        if self
            .file
            .text_at(place)
            .is_some_and(|text| roll.names(text))
        {
            told.look(
                self.new,
                format!("`{}` speaks of {}", place.join("."), roll.from),
            );
        }
    }

    /// Returns the field that the papers it is compared with stand below: the date, or else the quarter.
    fn above(&self) -> String {
        let fields = &self.old.paper.kind.fields;
        let given = |of_type| {
            let mut fields = fields.iter();
            let found = fields.find(|(name, field)| {
                field.of_type == of_type && !name.contains('.') && self.file.has(&[name])
            });
            found.map(|(name, _)| name.clone())
        };
        let found = given(ValueType::Date).or_else(|| given(ValueType::Quarter));
        found.unwrap_or_default()
    }

    /// Returns whether a field named the paper of the same quarter a year before; none where it named nothing of a quarter.
    fn is_of_year_before(&self, field: &str) -> Option<bool> {
        let old = led(folder(&self.old.shown), self.file.text_at(&[field])?)?;
        let found = self.begun.all.iter().find(|found| found.shown == old)?;
        Some(found.quarter? == self.begun.roll.from.year_before())
    }

    /// Returns the paper of the same quarter a year before the new one: the one in the place where this one would have stood, or
    /// the only one of its name.
    fn year_before(&self) -> Option<String> {
        let roll = Roll {
            from: self.begun.roll.from,
            to: self.begun.roll.to.year_before(),
        };
        let kind = &self.old.paper.kind.name;
        let mut own = self.begun.all.iter();
        let own = own
            .by_ref()
            .filter(|found| found.kind == *kind && found.quarter == Some(roll.to));
        let own: Vec<&str> = own.map(|found| found.shown.as_str()).collect();
        let place = roll.path(&self.old.shown);
        let same = |shown: &&&str| name(shown) == name(&self.old.shown);
        let by_name: Vec<&&str> = own.iter().filter(same).collect();
        let in_place = own.iter().find(|shown| Some(**shown) == place.as_deref());
        match (in_place, &by_name[..]) {
            (Some(found), _) => Some((*found).to_owned()),
            (None, [only]) => Some((**only).to_owned()),
            _ => None,
        }
    }
}

/// Returns a day with its name.
fn day(date: Date) -> String {
    format!("{} {date}", date.weekday())
}
