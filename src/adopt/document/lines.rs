//! Lines above and between tables that are fields of the paper.

use std::ops::Range;

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

/// What lines are known by: the patterns of each field that has some, and what the office says of itself.
pub struct Lines<'a> {
    fields: Vec<(&'a str, ValueType, Vec<Regex>)>,
    quarter: Option<&'a str>,
    office: &'a Organisation,
}

impl<'a> Lines<'a> {
    /// Makes the patterns of a kind's fields ready.
    pub fn new(kind: &'a Kind, office: &'a Organisation) -> Self {
        let known = kind
            .fields
            .iter()
            .filter(|(_, field)| !field.lines.is_empty());
        let patterns = |field: &Field| {
            field
                .lines
                .iter()
                .filter_map(|line| Regex::new(line).ok())
                .collect()
        };
        let mut fields = kind.fields.iter();
        let quarter = fields.find(|(_, field)| field.of_type == ValueType::Quarter);
        Self {
            fields: known
                .map(|(name, field)| (name.as_str(), field.of_type, patterns(field)))
                .collect(),
            quarter: quarter.map(|(name, _)| name.as_str()),
            office,
        }
    }

    /// Takes the fields that a line holds into the paper; a line may hold several, parted by dots.
    pub fn read(&self, text: &str, paper: &mut OldPaper) -> Line {
        if text.chars().count() > LONGEST {
            return Line::Unknown;
        }
        let parts: Vec<&str> = text.split(" · ").collect();
        let (mut taken, mut others) = (false, Vec::new());
        for part in &parts {
            match self.part(part, paper) {
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

    /// Returns whether a line holds anything that is known.
    pub fn knows(&self, text: &str, paper: &OldPaper) -> bool {
        let mut trial = OldPaper {
            fields: paper.fields.clone(),
            ..OldPaper::default()
        };
        self.read(text, &mut trial) != Line::Unknown
    }

    /// Returns the field whose text a line heads.
    pub fn heads(&self, text: &str, paper: &OldPaper) -> Option<String> {
        if text.chars().count() > LONGEST {
            return None;
        }
        let of_text = self
            .fields
            .iter()
            .filter(|(_, of_type, _)| *of_type == ValueType::RichText);
        let mut open = of_text.filter(|(name, _, _)| !paper.fields.contains_key(*name));
        let found = open.find(|(_, _, patterns)| matched(text, patterns).is_some());
        found.map(|(name, _, _)| (*name).to_owned())
    }

    /// Returns whether a line begins with another number than the one that the paper has, as the title of another paper does.
    pub fn is_of_another(&self, text: &str, paper: &OldPaper) -> bool {
        let refs = self.fields.iter();
        let mut refs = refs.filter(|(_, of_type, _)| *of_type == ValueType::Ref);
        refs.any(|(name, _, patterns)| {
            let (Some(own), Some((found, range))) =
                (paper.fields.get(*name), matched(text, patterns))
            else {
                return false;
            };
            let is_own = matches!(&own.value, FileValue::Text(own) if fold(own) == fold(&found));
            range.start == 0 && !is_own && text.chars().count() <= LONGEST
        })
    }

    /// Returns the number that a title names: at its start, or in a line whose start another field is known by.
    pub fn numbered(&self, text: &str) -> Option<String> {
        if text.chars().count() > LONGEST {
            return None;
        }
        let numbers = self.fields.iter();
        let mut numbers = numbers.filter(|(_, of_type, _)| *of_type == ValueType::Ref);
        let (number, range) = numbers.find_map(|(_, _, patterns)| matched(text, patterns))?;
        let mut others = self
            .fields
            .iter()
            .filter(|(_, of_type, _)| !matches!(of_type, ValueType::Ref | ValueType::RichText));
        let begins = |patterns: &[Regex]| {
            matched(text, patterns).is_some_and(|(_, other)| other.contains(&range.start))
        };
        let is_title = range.start == 0 || others.any(|(_, _, patterns)| begins(patterns));
        is_title.then_some(number)
    }

    fn part(&self, text: &str, paper: &mut OldPaper) -> Line {
        let is = |own: &str| fold(own) == fold(text);
        if is(&self.office.name) || self.office.strapline.as_deref().is_some_and(is) {
            paper
                .left_out
                .push(Left::new("what the office says of itself", text));
            return Line::Fields;
        }
        let mut used = self.quarter_in(text, paper);
        let (bare, at) = self.without_quarter(text, paper);
        for (name, of_type, patterns) in &self.fields {
            if paper.fields.contains_key(*name) {
                continue;
            }
            let Some((found, range)) = matched(bare, patterns) else {
                continue;
            };
            if *of_type == ValueType::RichText {
                return Line::Heads((*name).to_owned());
            }
            put(paper, name, FileValue::Text(found), text);
            used.push(range.start + at..range.end + at);
        }
        if used.is_empty() {
            return Line::Unknown;
        }
        let left = unused(text, used).into_iter();
        let left = left.map(|words| Left::new("part of a title line", words));
        paper.unplaced.extend(left);
        Line::Fields
    }

    /// Returns a line that names the paper's quarter without it, and where the rest begins.
    fn without_quarter<'t>(&self, text: &'t str, paper: &OldPaper) -> (&'t str, usize) {
        let named = quarter::named(text, year_above(paper));
        if self.quarter.is_none() || named.is_none() || named != paper.quarter {
            return (text, 0);
        }
        let bare = quarter::without(text);
        (bare, text.find(bare).unwrap_or(0))
    }

    /// Takes the quarter out of a line, and returns where its words stand; its year may stand in a line above.
    fn quarter_in(&self, text: &str, paper: &mut OldPaper) -> Vec<Range<usize>> {
        let Some(name) = self
            .quarter
            .filter(|name| !paper.fields.contains_key(*name))
        else {
            return Vec::new();
        };
        let Some(found) = quarter::named(text, year_above(paper)) else {
            return Vec::new();
        };
        let value = found.file_form();
        paper.quarter = Some(found);
        put(paper, name, FileValue::Text(value), text);
        quarter::words(text)
    }
}

/// Returns what the first pattern that matches finds in a line, and where all that it matches stands.
fn matched(text: &str, patterns: &[Regex]) -> Option<(String, Range<usize>)> {
    let mut found = patterns.iter().filter_map(|pattern| {
        let groups = pattern.captures(text)?;
        let whole = groups.get(0)?;
        let group = groups.get(1).unwrap_or(whole);
        Some((group.as_str().trim().to_owned(), whole.range()))
    });
    found.next()
}

/// Returns the words of a line that stand in none of some ranges.
fn unused(text: &str, mut used: Vec<Range<usize>>) -> Vec<&str> {
    used.sort_by_key(|range| range.start);
    let (mut words, mut at) = (Vec::new(), 0);
    for range in used
        .into_iter()
        .chain(std::iter::once(text.len()..text.len()))
    {
        words.extend(text.get(at..range.start));
        at = at.max(range.end);
    }
    let bare = words
        .into_iter()
        .map(|words| words.trim_matches(|c: char| !c.is_alphanumeric()));
    bare.filter(|words| !words.is_empty()).collect()
}

fn put(paper: &mut OldPaper, name: &str, value: FileValue, line: &str) {
    let line = line.to_owned();
    paper
        .fields
        .insert(name.to_owned(), OldField { value, line });
}

fn year_above(paper: &OldPaper) -> Option<FinancialYear> {
    let lines = paper.fields.values().map(|field| field.line.as_str());
    let unplaced = paper.unplaced.iter().map(|left| left.text.as_str());
    lines.chain(unplaced).find_map(quarter::years)
}
