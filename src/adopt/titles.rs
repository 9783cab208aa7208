//! What the title rows above the headings, the sheet, the file and its folders say of a paper's fields.

use std::sync::LazyLock;

use indexmap::IndexMap;
use regex::Regex;

use crate::load::Sheet;
use crate::model::{Kind, Quarter, ValueType, cell_name};
use crate::validate::{fold, one_line};

use super::doubt::Doubts;
use super::groups::{Group, group_of};
use super::quarter;

/// The longest line that can be a title, in words.
const LONGEST: usize = 10;

/// A value that was found, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The value as it stands in the paper's file.
    pub value: String,
    /// Where it was found: `A1`, `the sheet's name`.
    pub place: String,
}

/// The fields that were found, by name, and the quarter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fields {
    /// The values by the fields' names.
    pub found: IndexMap<String, Said>,
    /// The quarter.
    pub quarter: Option<Quarter>,
}

/// A line that may say something of the paper.
#[derive(Clone, Debug)]
struct Line {
    text: String,
    /// The filled cell to the right, where this one may be its label.
    value: Option<String>,
    /// How many cells of its row are filled.
    filled: usize,
    place: String,
}

/// Finds the fields of a kind; `group` is the group that the paper is known to be of already.
pub fn fields(
    kind: &Kind,
    sheet: &Sheet,
    above: u32,
    headings: &[String],
    names: &[(String, String)],
    group: Option<&(Group, String)>,
    doubts: &mut Doubts,
) -> Fields {
    let titles = titles(sheet, above);
    let named: Vec<Line> = names
        .iter()
        .map(|(text, place)| Line {
            text: text.replace(['_', '.'], " "),
            value: None,
            filled: 1,
            place: place.clone(),
        })
        .collect();
    let mut fields = Fields::default();
    labelled(kind, &titles, &mut fields);
    groups(kind, titles.iter().chain(&named), group, &mut fields);
    worded(kind, &titles, &mut fields);
    the_quarter(
        kind,
        (&titles, &named),
        headings,
        sheet,
        &mut fields,
        doubts,
    );
    fields
}

/// Lists the cells above the headings.
fn titles(sheet: &Sheet, above: u32) -> Vec<Line> {
    let mut lines = Vec::new();
    for (row, cells) in sheet.rows.range(..above) {
        let filled: Vec<(&u32, String)> = cells
            .iter()
            .filter(|(_, cell)| !cell.is_blank())
            .map(|(column, cell)| (column, one_line(&cell.text())))
            .collect();
        for (i, (column, text)) in filled.iter().enumerate() {
            lines.push(Line {
                text: text.clone(),
                value: filled.get(i + 1).map(|(_, text)| text.clone()),
                filled: filled.len(),
                place: cell_name(*row, **column),
            });
        }
    }
    lines
}

fn put(fields: &mut Fields, name: &str, value: &str, place: &str) {
    let value = value.trim();
    if !value.is_empty() && !fields.found.contains_key(name) {
        let said = Said {
            value: value.to_owned(),
            place: place.to_owned(),
        };
        fields.found.insert(name.to_owned(), said);
    }
}

/// Takes `Version: Final`, and `Version` with `Final` in the cell beside it.
fn labelled(kind: &Kind, titles: &[Line], fields: &mut Fields) {
    let texts = kind.fields.iter().filter(|(name, field)| {
        field.of_type == ValueType::Text && !name.contains('.') && !name.ends_with("-key")
    });
    for (name, _) in texts {
        let label = fold(name);
        for line in titles {
            let (before, after) = match line.text.split_once(':') {
                Some((before, after)) => (before, Some(after.trim()).filter(|s| !s.is_empty())),
                None => (line.text.as_str(), None),
            };
            let value = after.or(line.value.as_deref());
            if let (true, Some(value)) = (fold(before) == label, value) {
                put(fields, name, value, &line.place);
            }
        }
    }
}

/// Takes the group from the first line that names it; its name from the first that says it.
fn groups<'a>(
    kind: &Kind,
    lines: impl Iterator<Item = &'a Line>,
    known: Option<&(Group, String)>,
    fields: &mut Fields,
) {
    let Some(group) = group_of(kind) else { return };
    let mut found: Vec<(Group, String)> = known.cloned().into_iter().collect();
    found.extend(lines.filter_map(|line| Some((group.named(&line.text)?, line.place.clone()))));
    let Some(number) = found
        .iter()
        .find_map(|(one, place)| Some((one.number.clone()?, place)))
    else {
        if let (Some(name), Some((said, place))) = (&group.name, found.first()) {
            put(
                fields,
                name,
                said.name.as_deref().unwrap_or_default(),
                place,
            );
        }
        return;
    };
    put(fields, &group.number, &number.0, number.1);
    let own = |one: &Group| one.number.as_ref().is_none_or(|other| *other == number.0);
    let named = found.iter().find(|(one, _)| one.name.is_some() && own(one));
    if let (Some(name), Some((said, place))) = (&group.name, named) {
        put(
            fields,
            name,
            said.name.as_deref().unwrap_or_default(),
            place,
        );
    }
}

/// Takes titles that have the word of a required field in them, such as `plan`, and what is known by its form.
fn worded(kind: &Kind, titles: &[Line], fields: &mut Fields) {
    static LABEL: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^(?:appendix|annex|enclosure)\s+[a-z0-9]{1,3}$").expect("a sound pattern")
    });
    static VERSION: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^(?:final|draft|(?:final |draft )?(?:version|v)\.?\s*[0-9][0-9.]*)$")
            .expect("a sound pattern")
    });
    let group = group_of(kind);
    for line in titles.iter().filter(|line| line.filled <= 2) {
        for (name, pattern) in [("label", &*LABEL), ("version", &*VERSION)] {
            if kind.fields.contains_key(name) && pattern.is_match(&line.text) {
                put(fields, name, &line.text, &line.place);
            }
        }
        let text = match &group {
            Some(group) if group.named(&line.text).is_some() => before(&line.text, &group.word),
            _ => line.text.clone(),
        };
        if !is_title(&text) {
            continue;
        }
        for (name, field) in &kind.fields {
            let has = has_word(&text, name, line.filled == 1);
            let plain = field.of_type == ValueType::Text && field.default.is_none();
            if plain && !["label", "version"].contains(&&**name) && has {
                put(fields, name, without_quarter(&text), &line.place);
            }
        }
    }
}

/// Leaves out a quarter at the end of a title, which is no part of its name.
fn without_quarter(text: &str) -> &str {
    static QUARTER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?i)[\s(,:;–—-]+q(?:uarter|tr|rt)?\.?\s*[1-4](?:\s+(?:update|report|position))?\)?$",
        )
        .expect("a sound pattern")
    });
    let ends = [' ', '-', '–', '—', ':', ','];
    let text = text.trim_end_matches(ends);
    let end = QUARTER.find(text).map_or(text.len(), |found| found.start());
    text[..end].trim_end_matches(ends)
}

/// Whether a title has a word beside others; where another cell stands beside it, with a capital: it might explain a key.
fn has_word(text: &str, word: &str, alone: bool) -> bool {
    let mut words = text.split(|c: char| !c.is_alphanumeric());
    let is = |one: &str| {
        one.to_lowercase() == word && (alone || one.starts_with(|c: char| c.is_uppercase()))
    };
    text.trim().contains(' ') && words.any(is)
}

fn before(text: &str, word: &str) -> String {
    let at = text.to_lowercase().find(word).unwrap_or(0);
    text.get(..at).unwrap_or_default().to_owned()
}

/// Whether a line is short and no sentence.
fn is_title(text: &str) -> bool {
    text.split(' ').count() <= LONGEST && !text.ends_with(['.', '?', '!'])
}

/// Takes the quarter from one line that says it whole, or else its number and its year from two.
fn the_quarter(
    kind: &Kind,
    (titles, named): (&[Line], &[Line]),
    headings: &[String],
    sheet: &Sheet,
    fields: &mut Fields,
    doubts: &mut Doubts,
) {
    let mut of_quarter = kind.fields.iter();
    let field = of_quarter.find(|(_, field)| field.of_type == ValueType::Quarter);
    let Some((name, _)) = field else { return };
    let heads: Vec<Line> = headings
        .iter()
        .map(|text| Line {
            text: text.clone(),
            value: None,
            filled: 1,
            place: format!("the heading `{text}`"),
        })
        .collect();
    let said = || titles.iter().chain(named);
    let all = || said().chain(&heads);
    let found = said()
        .find_map(|line| Some((quarter::whole(&line.text)?, line.place.clone())))
        .or_else(|| latest(&heads))
        .or_else(|| {
            let (number, place) =
                all().find_map(|line| Some((quarter::number(&line.text)?, &line.place)))?;
            let (year, other) =
                all().find_map(|line| Some((quarter::year(&line.text)?, &line.place)))?;
            Some((Quarter { year, number }, format!("{place} and {other}")))
        });
    let by_month =
        || all().find_map(|line| Some((quarter::month_and_year(&line.text)?, line.place.clone())));
    let found = found.or_else(|| {
        let (quarter, place) = by_month()?;
        doubts.add(
            format!("the quarter is taken for {quarter}, from a month in {place}"),
            sheet.whole(),
            "correct `quarter` in the paper's file if that is only when it was written",
        );
        Some((quarter, place))
    });
    if let Some((quarter, place)) = found {
        if place.starts_with("the heading") {
            say_others(&heads, quarter, sheet, doubts);
        }
        fields.quarter = Some(quarter);
        let value = quarter.file_form();
        put(fields, name, &value, &place);
    }
}

/// Says that the headings name other quarters, too.
fn say_others(heads: &[Line], taken: Quarter, sheet: &Sheet, doubts: &mut Doubts) {
    let mut numbers = heads.iter().filter_map(|line| quarter::number(&line.text));
    if numbers.any(|number| number != taken.number) {
        doubts.add(
            format!("the headings name several quarters; {taken} was taken, the last that something was written for"),
            sheet.whole(),
            "correct `quarter` in the paper's file if it is another one: its columns are then read",
        );
    }
}

/// Of several quarters that headings name, the last.
fn latest(heads: &[Line]) -> Option<(Quarter, String)> {
    let named = heads.iter();
    named
        .filter_map(|line| Some((quarter::whole(&line.text)?, line.place.clone())))
        .max_by_key(|(quarter, _)| *quarter)
}

#[cfg(test)]
mod tests {
    use super::without_quarter;

    #[test]
    fn a_quarter_at_its_end_is_no_part_of_a_title() {
        for (title, name) in [
            ("Safety Plan 2026-27 Quarter 2", "Safety Plan 2026-27"),
            ("Safety Plan 2026-27 - Q2 update", "Safety Plan 2026-27"),
            ("Safety Plan (Qtr 2)", "Safety Plan"),
            (
                "Police and Crime Plan 2026-30",
                "Police and Crime Plan 2026-30",
            ),
            ("Plan of Quarter 2 houses:", "Plan of Quarter 2 houses"),
        ] {
            assert_eq!(without_quarter(title), name);
        }
    }
}
