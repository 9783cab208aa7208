//! The papers that a workbook makes: one a theme, where several stand on one sheet or on a sheet each.

use std::collections::BTreeSet;

use indexmap::IndexMap;

use crate::load::{Sheet, Workbook};
use crate::model::{Origin, cell_name, column_name};
use crate::validate::{fold, one_line, quarter_number, said_in_column};

use super::answers::Answers;
use super::confirm::confirm;
use super::doubt::Doubts;
use super::groups::{Group, GroupKind, group_of};
use super::hidden::say_hidden;
use super::optional::say_left_out;
use super::search::Candidate;
use super::titles::Fields;

/// Sheets whose names have one of these words are no tracker of the day.
const PUT_AWAY: [&str; 9] = [
    "archive",
    "archived",
    "old",
    "copy",
    "template",
    "example",
    "closed",
    "backup",
    "superseded",
];

/// Which rows of a sheet a paper takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// All.
    Whole,
    /// Those that say one of these under a heading.
    Column(String, Vec<String>),
    /// Those below a line, up to another.
    Lines(String, Option<String>),
}

/// What one paper is made of.
#[derive(Clone, Debug)]
pub struct Portion<'a> {
    /// The table.
    pub candidate: Candidate<'a>,
    /// Its rows.
    pub part: Part,
    /// The group that it is of, and where that was found.
    pub group: Option<(Group, String)>,
}

/// Divides what was found into papers.
pub fn portions<'a>(
    workbook: &Workbook,
    found: Vec<Candidate<'a>>,
    doubts: &mut Doubts,
    answers: &mut dyn Answers,
) -> Vec<Portion<'a>> {
    let Some(kind) = found.first().map(|one| one.kind) else {
        return Vec::new();
    };
    let group = group_of(kind);
    let mut sheets = chosen(workbook, found, group.as_ref(), doubts, answers);
    for one in &mut sheets {
        confirm(one, answers);
        doubts.extend(&one.doubts);
        say_hidden(one, doubts);
        say_left_out(one.sheet, &one.headings, one.table_kind(), doubts);
    }
    let several = sheets.len() > 1;
    let divided = sheets.into_iter().flat_map(|one| match &group {
        Some(group) => divide(one, group, several, doubts),
        None => vec![whole(one, None)],
    });
    divided.collect()
}

fn whole<'a>(candidate: Candidate<'a>, group: Option<(Group, String)>) -> Portion<'a> {
    Portion {
        candidate,
        part: Part::Whole,
        group,
    }
}

/// Chooses the sheets that papers are made of.
fn chosen<'a>(
    workbook: &Workbook,
    mut found: Vec<Candidate<'a>>,
    group: Option<&GroupKind>,
    doubts: &mut Doubts,
    answers: &mut dyn Answers,
) -> Vec<Candidate<'a>> {
    let most = found
        .iter()
        .map(|one| one.headings.found.len())
        .max()
        .unwrap_or(0);
    found.retain(|one| one.headings.found.len() + 1 >= most);
    let away = |one: &Candidate<'_>| {
        let words = fold(&one.sheet.name);
        words.split(' ').any(|word| PUT_AWAY.contains(&word))
    };
    if found.iter().any(|one| !away(one)) {
        found.retain(|one| !away(one));
    }
    if found.len() < 2 {
        return found;
    }
    let groups: Vec<Option<String>> = found
        .iter()
        .map(|one| group.and_then(|group| number_on(one, group)))
        .collect();
    let different: BTreeSet<&Option<String>> = groups.iter().collect();
    if groups.iter().all(Option::is_some) && different.len() == found.len() {
        return found;
    }
    let quarters: Vec<Option<u8>> = found
        .iter()
        .map(|one| quarter_number(&one.sheet.name))
        .collect();
    let likely =
        (0..found.len()).max_by_key(|i| (quarters[*i], found[*i].score, std::cmp::Reverse(*i)));
    let by_name = group.is_some_and(|group| group.name.is_some());
    if quarters.iter().all(Option::is_none) && by_name {
        doubts.add(
            format!(
                "the sheets {} were each taken for a {} of its own",
                list(&found),
                group.map_or("", |g| g.word.as_str())
            ),
            Origin::file(workbook.file.clone()),
            "name the only sheet that is meant, as in `--sheet \"Theme 1\"`",
        );
        return found;
    }
    let likely = likely.unwrap_or(0);
    let names: Vec<String> = found.iter().map(|one| one.sheet.name.to_string()).collect();
    let answer = answers.choose(
        "Which sheet is the tracker of this quarter?",
        &names,
        likely,
    );
    let sheet = answer.unwrap_or(likely);
    if answer.is_none() {
        doubts.add(
            format!(
                "{} could each be the tracker; `{}` was taken",
                list(&found),
                names[sheet]
            ),
            Origin::file(workbook.file.clone()),
            "name the sheet that is meant, as in `--sheet \"Q1\"`",
        );
    }
    vec![found.swap_remove(sheet)]
}

fn list(found: &[Candidate<'_>]) -> String {
    let names: Vec<String> = found
        .iter()
        .map(|one| format!("`{}`", one.sheet.name))
        .collect();
    names.join(", ")
}

/// Returns the number of the group that a sheet is of, by its name or a line above its headings.
fn number_on(one: &Candidate<'_>, group: &GroupKind) -> Option<String> {
    let named = group.named(&one.sheet.name).and_then(|group| group.number);
    named.or_else(|| {
        let above = one.sheet.rows.range(..one.top());
        let mut cells = above.flat_map(|(_, cells)| cells.values());
        cells.find_map(|cell| group.named(&one_line(&cell.text()))?.number)
    })
}

/// Divides a sheet into the groups that stand on it.
fn divide<'a>(
    one: Candidate<'a>,
    group: &GroupKind,
    several: bool,
    doubts: &mut Doubts,
) -> Vec<Portion<'a>> {
    let by_column = by_column(&one, group);
    if !by_column.is_empty() {
        let single = by_column.len() == 1;
        let portion = |(part, found): (Part, (Group, String))| Portion {
            candidate: one.clone(),
            part: if single { Part::Whole } else { part },
            group: Some(found),
        };
        return by_column.into_iter().map(portion).collect();
    }
    let lines = by_lines(&one, group);
    if lines.len() > 1 {
        say_before(&one, &lines, doubts);
        return lines
            .into_iter()
            .map(|(_, part, found)| Portion {
                candidate: one.clone(),
                part,
                group: Some(found),
            })
            .collect();
    }
    let single = lines.into_iter().next().map(|(_, _, found)| found);
    let by_name = || {
        let name = Some(one.sheet.name.to_string());
        let unnamed = several && number_on(&one, group).is_none();
        unnamed.then(|| (Group { number: None, name }, "the sheet's name".to_owned()))
    };
    let found = single.or_else(by_name);
    vec![whole(one, found)]
}

/// Returns the rows of a further table that are of a paper's own group.
pub fn share<'a>(one: &Candidate<'a>, fields: &Fields) -> Option<Portion<'a>> {
    let group = group_of(one.kind)?;
    let own = &fields.found.get(&group.number)?.value;
    let of_own = |found: &Group| found.number.as_ref() == Some(own);
    let mut parts = by_column(one, &group).into_iter();
    let (part, found) = parts.find(|(_, (found, _))| of_own(found))?;
    Some(Portion {
        candidate: one.clone(),
        part,
        group: Some(found),
    })
}

/// Divides by a column of groups that means nothing else.
fn by_column(one: &Candidate<'_>, group: &GroupKind) -> Vec<(Part, (Group, String))> {
    let mut heads = one
        .headings
        .unused
        .iter()
        .filter(|(_, text)| group.heads(text));
    let (Some((column, heading)), second) = (heads.next(), heads.next()) else {
        return Vec::new();
    };
    let said = said_in_column(one.sheet, &one.headings, *column);
    let named = second.map(|(column, _)| said_in_column(one.sheet, &one.headings, *column));
    let mut groups: IndexMap<String, (Group, Vec<String>)> = IndexMap::new();
    for (row, text) in said
        .iter()
        .filter(|(row, text)| !text.is_empty() && is_row(one, **row))
    {
        let mut found = group.cell(text);
        if let Some(name) = named.as_ref().and_then(|named| named.get(row)) {
            found.name = found
                .name
                .or_else(|| Some(name.clone()).filter(|name| !name.is_empty()));
        }
        let key = found
            .number
            .clone()
            .or(found.name.clone())
            .unwrap_or_default();
        let known = groups
            .entry(fold(&key))
            .or_insert_with(|| (found.clone(), Vec::new()));
        known.0.name = known.0.name.take().or(found.name);
        if !known.1.contains(text) {
            known.1.push(text.clone());
        }
    }
    let place = format!("column {} (`{heading}`)", column_name(*column));
    groups
        .into_values()
        .map(|(found, texts)| (Part::Column(heading.clone(), texts), (found, place.clone())))
        .collect()
}

/// Whether a row is one of the table, and no line of totals or remark.
fn is_row(one: &Candidate<'_>, row: u32) -> bool {
    let title = one
        .table_kind()
        .title()
        .and_then(|name| one.headings.found.get(name));
    let Some((column, _)) = title else {
        return true;
    };
    let cell = one.sheet.cell(row, *column);
    cell.is_some_and(|cell| !cell.is_blank())
}

/// Divides by lines between the rows, each with a group's name.
fn by_lines(one: &Candidate<'_>, group: &GroupKind) -> Vec<(u32, Part, (Group, String))> {
    let lone = |row: u32| -> Option<(u32, String)> {
        let cells = one.sheet.rows.get(&row)?;
        let mut filled = cells.iter().filter(|(_, cell)| !cell.is_blank());
        let (column, cell) = filled.next()?;
        let text = one_line(&cell.text());
        (filled.next().is_none() && text.len() < 150).then_some((*column, text))
    };
    let found: Vec<(u32, String, (Group, String))> = one
        .sheet
        .rows
        .keys()
        .filter_map(|row| {
            let (column, text) = lone(*row)?;
            let named = group.named(&text).filter(|_| !heads_another(one, *row))?;
            Some((*row, text, (named, cell_name(*row, column))))
        })
        .collect();
    // Of the lines above the headings, only the last begins rows.
    let first = found
        .iter()
        .rposition(|(row, ..)| *row < one.headings.row)
        .unwrap_or(0);
    let found = &found[first.min(found.len())..];
    let ends = found
        .iter()
        .skip(1)
        .map(|(_, text, _)| Some(text.clone()))
        .chain([None]);
    found
        .iter()
        .zip(ends)
        .map(|((row, text, group), end)| (*row, Part::Lines(text.clone(), end), group.clone()))
        .collect()
}

/// Whether a line is the title of a table that begins right below it.
fn heads_another(one: &Candidate<'_>, line: u32) -> bool {
    let next = one.headings.end_after(line);
    next.is_some_and(|next| next <= line + 2)
}

/// Rows above the first line belong to no group.
fn say_before(one: &Candidate<'_>, lines: &[(u32, Part, (Group, String))], doubts: &mut Doubts) {
    let first = lines[0].0;
    let before = one
        .sheet
        .rows
        .range(one.headings.row + 1..first.max(one.headings.row + 1));
    let filled = |(_, cells): &(&u32, &std::collections::BTreeMap<u32, crate::load::Cell>)| {
        cells.values().filter(|cell| !cell.is_blank()).count() > 1
    };
    if let Some((row, _)) = before.into_iter().find(filled) {
        doubts.add(
            "rows above the first line of a theme are in no paper",
            one.sheet.origin(*row, 0),
            "put a line with their theme above them",
        );
    }
}

/// Returns the sheets that papers are made of, once each.
pub fn sheets<'a>(portions: &[Portion<'a>]) -> Vec<&'a Sheet> {
    let mut sheets: Vec<&Sheet> = Vec::new();
    for portion in portions {
        if sheets
            .iter()
            .all(|sheet| sheet.name != portion.candidate.sheet.name)
        {
            sheets.push(portion.candidate.sheet);
        }
    }
    sheets
}
