//! Lines above and between tables that are fields of the paper.

use regex::Regex;

use crate::model::{Field, FinancialYear, Kind, Organisation, ValueType};
use crate::paper_file::FileValue;
use crate::validate::fold;

use super::{Left, OldField, OldPaper, quarter};

/// No title is longer.
const LONGEST: usize = 200;

/// What a line is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// Values of fields, which the paper has now.
    Fields,
    /// The heading of a field's text.
    Heads(String),
    /// Nothing that is known.
    Unknown,
}

/// Takes the fields that a line holds into the paper; a line may hold several, parted by dots.
pub fn read(text: &str, kind: &Kind, office: &Organisation, paper: &mut OldPaper) -> Line {
    if text.chars().count() > LONGEST {
        return Line::Unknown;
    }
    let parts: Vec<&str> = text.split(" · ").collect();
    let (mut taken, mut others) = (false, Vec::new());
    for part in &parts {
        match part_of(part, kind, office, paper) {
            Line::Heads(name) if parts.len() == 1 => return Line::Heads(name),
            Line::Fields => taken = true,
            _ => others.push(*part),
        }
    }
    if !taken {
        return Line::Unknown;
    }
    let left = others
        .into_iter()
        .map(|part| Left::new("part of a line", part));
    paper.unplaced.extend(left);
    Line::Fields
}

fn part_of(text: &str, kind: &Kind, office: &Organisation, paper: &mut OldPaper) -> Line {
    let is = |own: &str| fold(own) == fold(text);
    if is(&office.name) || office.strapline.as_deref().is_some_and(is) {
        paper
            .left_out
            .push(Left::new("what the office says of itself", text));
        return Line::Fields;
    }
    let mut taken = quarter_in(text, kind, paper);
    for (name, field) in &kind.fields {
        if paper.fields.contains_key(name) {
            continue;
        }
        let Some(found) = matched(text, field) else {
            continue;
        };
        if field.of_type == ValueType::RichText {
            return Line::Heads(name.clone());
        }
        put(paper, name, FileValue::Text(found), text);
        taken = true;
    }
    if taken { Line::Fields } else { Line::Unknown }
}

/// Returns the field whose text a line heads.
pub fn heads(text: &str, kind: &Kind, paper: &OldPaper) -> Option<String> {
    let of_text = kind
        .fields
        .iter()
        .filter(|(_, field)| field.of_type == ValueType::RichText);
    let mut open = of_text.filter(|(name, _)| !paper.fields.contains_key(*name));
    let found = open.find(|(_, field)| matched(text, field).is_some());
    found.map(|(name, _)| name.clone())
}

/// Returns what the first pattern that matches finds in a line.
fn matched(text: &str, field: &Field) -> Option<String> {
    let patterns = field
        .lines
        .iter()
        .filter_map(|pattern| Regex::new(pattern).ok());
    let mut found = patterns.filter_map(|pattern| {
        let groups = pattern.captures(text)?;
        let group = groups.get(1).or_else(|| groups.get(0))?;
        Some(group.as_str().trim().to_owned())
    });
    found.next()
}

fn put(paper: &mut OldPaper, name: &str, value: FileValue, line: &str) {
    let line = line.to_owned();
    paper
        .fields
        .insert(name.to_owned(), OldField { value, line });
}

/// Takes the quarter out of a line; its year may stand in a line above.
fn quarter_in(text: &str, kind: &Kind, paper: &mut OldPaper) -> bool {
    let of_quarter = |(_, field): &(&String, &Field)| field.of_type == ValueType::Quarter;
    let Some((name, _)) = kind.fields.iter().find(of_quarter) else {
        return false;
    };
    if paper.fields.contains_key(name) {
        return false;
    }
    let Some(found) = quarter::named(text, year_above(paper)) else {
        return false;
    };
    let value = format!("{} Q{}", found.year, found.number);
    paper.quarter = Some(found);
    put(paper, name, FileValue::Text(value), text);
    true
}

fn year_above(paper: &OldPaper) -> Option<FinancialYear> {
    let lines = paper.fields.values().map(|field| field.line.as_str());
    let unplaced = paper.unplaced.iter().map(|left| left.text.as_str());
    lines.chain(unplaced).find_map(quarter::years)
}
