//! Which sheet of a workbook holds which table of which kind of paper.

use indexmap::IndexMap;

use crate::load::{Sheet, Workbook};
use crate::model::{Board, Kind, Origin, Phrase, Quarter, TableKind, column_name};
use crate::validate::{Headings, Hints, ROW_BELOW, fold, headings, quarter_number, said_in_column};

use super::answers::Answers;
use super::doubt::Doubts;
use super::optional::optional;
use super::told::{Told, by_their_content, has_rows_below, settled};

/// What is looked for.
pub struct Wanted<'a> {
    /// The office.
    pub board: &'a Board,
    /// The kinds of paper that may be made, with how many papers of each the office has.
    pub kinds: &'a [(Kind, usize)],
    /// The only sheet to be looked at.
    pub sheet: Option<&'a str>,
    /// The row with the headings, from 0.
    pub row: Option<u32>,
    /// What the file and its folders are called, and where that is from.
    pub names: &'a [(String, String)],
}

/// A table on a sheet.
#[derive(Clone, Debug)]
pub struct Candidate<'a> {
    /// The kind of paper.
    pub kind: &'a Kind,
    /// The table's name.
    pub table: &'a str,
    /// The sheet.
    pub sheet: &'a Sheet,
    /// Its headings.
    pub headings: Headings,
    /// The columns that the headings do not tell.
    pub told: Vec<Told>,
    /// The columns that the paper must name, for the headings do not say them.
    pub columns: IndexMap<String, Phrase>,
    /// The row of headings, from 0, where the paper must name it.
    pub row: Option<u32>,
    /// What is in doubt.
    pub doubts: Doubts,
    /// How well it fits.
    pub score: i64,
}

impl Candidate<'_> {
    /// Returns the table's description.
    pub fn table_kind(&self) -> &TableKind {
        &self.kind.tables[self.table]
    }

    /// Lists the headings that something stands below, those of the latest quarter first.
    pub fn spoken(&self) -> Vec<String> {
        let filled = |column: u32| {
            let cells = said_in_column(self.sheet, &self.headings, column);
            cells.values().any(|text| !text.is_empty())
        };
        let texts = self.headings.texts().filter(|(column, _)| filled(*column));
        let mut texts: Vec<String> = texts.map(|(_, text)| text.to_owned()).collect();
        texts.sort_by_key(|text| std::cmp::Reverse(quarter_number(text)));
        texts
    }

    /// Returns the first row that belongs to the headings.
    pub fn top(&self) -> u32 {
        self.headings.row - u32::from(self.headings.grouped)
    }
}

/// Finds the sheets that hold the required table of a kind: those of the kind that fits best.
pub fn search<'a>(
    workbook: &'a Workbook,
    wanted: &'a Wanted<'a>,
    quarter: Option<Quarter>,
    answers: &mut dyn Answers,
) -> Vec<Candidate<'a>> {
    let mut best: Vec<(i64, Vec<Candidate<'a>>)> = Vec::new();
    for (kind, papers) in wanted.kinds {
        let Some((table, described)) = kind.tables.iter().find(|(_, table)| table.required) else {
            continue;
        };
        let found: Vec<Candidate<'a>> = sheets(workbook, wanted)
            .filter(|sheet| wanted.sheet.is_some() || !is_by_itself(kind, sheet))
            .filter_map(|sheet| candidate((kind, table, described), (sheet, None), wanted, quarter))
            .filter(|one| wanted.sheet.is_some() || !is_anothers(one, wanted, quarter))
            .collect();
        let Some(most) = found.iter().map(|one| one.score).max() else {
            continue;
        };
        best.push((most + if *papers > 0 { 3 } else { 0 }, found));
    }
    best.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    choose_kind(best, workbook, answers)
}

/// Whether a sheet is that of another table of the kind, such as its measures: the headings say more of that one, and it stands
/// neither below the table nor above it.
fn is_anothers(one: &Candidate<'_>, wanted: &Wanted<'_>, quarter: Option<Quarter>) -> bool {
    let others = one.kind.tables.iter().filter(|(_, table)| !table.required);
    let mut found = others.filter_map(|(name, table)| {
        candidate((one.kind, name, table), (one.sheet, None), wanted, quarter)
    });
    found.any(|other| other.score > one.score && !is_apart(&one.headings, &other.headings))
}

/// Whether tables of one sheet stand below one another, or beside one another.
fn is_apart(one: &Headings, other: &Headings) -> bool {
    let columns = |read: &Headings| -> Vec<u32> {
        let found = read.found.values();
        found.map(|(column, _)| *column).collect()
    };
    let (own, others) = (columns(one), columns(other));
    let beside = one.is_beside && other.is_beside && own.iter().all(|at| !others.contains(at));
    beside || one.ends.contains(&other.row) || other.ends.contains(&one.row)
}

/// Takes the kind that fits best; where two fit nearly as well, someone is asked.
fn choose_kind<'a>(
    mut best: Vec<(i64, Vec<Candidate<'a>>)>,
    workbook: &Workbook,
    answers: &mut dyn Answers,
) -> Vec<Candidate<'a>> {
    let Some(top) = best.first().map(|(score, _)| *score) else {
        return Vec::new();
    };
    best.retain(|(score, _)| top - score < NEAR);
    let names: Vec<String> = best
        .iter()
        .map(|(_, found)| format!("{}: {}", found[0].kind.name, found[0].kind.summary))
        .collect();
    let mut chosen = 0;
    let mut asked = false;
    if names.len() > 1 {
        let answer = answers.choose("Which kind of paper is it for?", &names, 0);
        asked = answer.is_some();
        chosen = answer.unwrap_or(0);
    }
    let others: Vec<String> = best
        .iter()
        .enumerate()
        .filter(|(i, _)| *i != chosen)
        .map(|(_, (_, found))| format!("`{}`", found[0].kind.name))
        .collect();
    let mut found = best.swap_remove(chosen).1;
    if !asked && !others.is_empty() {
        let kind = found[0].kind.name.clone();
        found[0].doubts.add(
            format!(
                "the tracker was taken for one of a `{kind}`, and could be of {}",
                others.join(" or ")
            ),
            Origin::file(workbook.file.clone()),
            "say which, as in `--document theme-update`",
        );
    }
    found
}

/// Kinds whose scores are nearer to each other than this fit nearly as well.
const NEAR: i64 = 5;

/// Finds the other tables of a kind, below the one that is taken or on sheets that are not.
pub fn beside<'a>(
    workbook: &'a Workbook,
    wanted: &'a Wanted<'a>,
    main: &Candidate<'a>,
    taken: &[&str],
    quarter: Option<Quarter>,
) -> Vec<Candidate<'a>> {
    let kind = main.kind;
    let others = kind
        .tables
        .iter()
        .filter(|(_, table)| !table.required && (table.sheets.is_empty() || table.key.is_some()));
    let below = |row: &u32| (main.sheet, Some(*row));
    let mut found: Vec<Candidate<'a>> = Vec::new();
    for (name, table) in others {
        let is_free = |row: &&u32| {
            let taken = |other: &Candidate<'_>| {
                other.sheet.name == main.sheet.name && other.headings.row == **row
            };
            !found.iter().any(taken)
        };
        let ends = main.headings.ends.iter().filter(is_free);
        let free: Vec<(&Sheet, Option<u32>)> = workbook
            .sheets
            .iter()
            .filter(|sheet| !sheet.hidden && !taken.contains(&&*sheet.name))
            .filter(|sheet| found.iter().all(|other| other.sheet.name != sheet.name))
            .filter(|sheet| !is_by_itself(kind, sheet))
            .map(|sheet| (sheet, None))
            .chain(ends.map(below))
            .chain(main.headings.is_beside.then(|| below(&main.headings.row)))
            .collect();
        let best = free
            .into_iter()
            .filter_map(|place| candidate((kind, name, table), place, wanted, quarter))
            .filter(|one| one.told.is_empty() && one.doubts == Doubts::default())
            .filter(|one| one.headings.found.len() > 2)
            .filter(|one| {
                let same = |other: &&Candidate<'_>| other.sheet.name == one.sheet.name;
                let mut taken = found.iter().chain([main]).filter(same);
                taken.all(|other| is_apart(&one.headings, &other.headings))
            })
            .max_by_key(|one| one.score);
        found.extend(best);
    }
    found
}

/// Whether a sheet is read by its name, as a glossary is.
pub fn is_by_itself(kind: &Kind, sheet: &Sheet) -> bool {
    let mut names = kind.tables.values().filter(|table| table.key.is_none());
    names.any(|table| {
        table
            .sheets
            .iter()
            .any(|name| fold(name) == fold(&sheet.name))
    })
}

fn sheets<'a>(workbook: &'a Workbook, wanted: &Wanted<'_>) -> impl Iterator<Item = &'a Sheet> {
    let only = wanted.sheet.map(fold);
    let visible = workbook.sheets.iter().filter(|sheet| !sheet.hidden);
    visible.filter(move |sheet| only.as_ref().is_none_or(|name| *name == fold(&sheet.name)))
}

/// Reads a sheet as a table, with the help of what stands in its columns; none where a required column cannot be told. A row that is
/// given holds the headings.
fn candidate<'a>(
    (kind, name, table): (&'a Kind, &'a str, &'a TableKind),
    (sheet, row): (&'a Sheet, Option<u32>),
    wanted: &Wanted<'_>,
    quarter: Option<Quarter>,
) -> Option<Candidate<'a>> {
    let none = IndexMap::new();
    let given = row.or(wanted.row);
    let hints = |columns| Hints {
        columns,
        quarter,
        row: given,
    };
    let found = headings(sheet, table, hints(&none))?;
    let known = i64::try_from(found.found.len() + found.twice.len()).ok()?;
    let mut told = settled(sheet, &found, table);
    let mut columns: IndexMap<String, Phrase> = told
        .iter()
        .map(|one| (one.name.clone(), named(sheet, &found, one.column)))
        .collect();
    if let Some(update) = table.update().filter(|update| lacks(&found, table, update))
        && has_rows_below(sheet, &found)
    {
        columns.insert(update.to_owned(), said(ROW_BELOW, sheet));
    }
    // Columns that are named by their letters would be found below either of two rows of headings.
    let row = given.or(found.grouped.then_some(found.row));
    let read_with = |columns: &IndexMap<String, Phrase>, row| {
        let hints = Hints {
            columns,
            quarter,
            row,
        };
        headings(sheet, table, hints)
    };
    let mut read = read_with(&columns, row)?;
    // What was chosen by its content is named, and the headings are read again with it.
    let mut choose = |chosen: Vec<Told>, mut read: Headings| {
        for one in &chosen {
            columns.insert(one.name.clone(), named(sheet, &read, one.column));
        }
        if !chosen.is_empty() {
            read = read_with(&columns, Some(read.row))?;
        }
        told.extend(chosen);
        Some(read)
    };
    let content = by_their_content(sheet, &read, table, wanted);
    let by_content = i64::try_from(content.len()).ok()?;
    read = choose(content, read)?;
    if table.required {
        read = choose(optional(sheet, &read, table), read)?;
    }
    let recognised = known >= 2 && !read.found.is_empty();
    if !recognised || !read.complete(table) || !read.twice.is_empty() || rows(sheet, &read) == 0 {
        return None;
    }
    let score = 10 * known
        + 3 * by_content
        + closeness(&read, table)
        + fitness(kind, sheet, read.row, wanted);
    let row = given.or_else(|| unsure_row(sheet, table, &read, &columns));
    Some(Candidate {
        kind,
        table: name,
        sheet,
        headings: read,
        told,
        row,
        columns,
        doubts: Doubts::default(),
        score,
    })
}

/// Returns the row of headings where the paper's columns alone would not lead to it.
fn unsure_row(
    sheet: &Sheet,
    table: &TableKind,
    read: &Headings,
    columns: &IndexMap<String, Phrase>,
) -> Option<u32> {
    let hints = Hints {
        columns,
        quarter: None,
        row: None,
    };
    let alone = headings(sheet, table, hints)?;
    (alone.row != read.row).then_some(read.row)
}

/// Returns how near headings are to those that a description names first.
fn closeness(read: &Headings, table: &TableKind) -> i64 {
    let place = |(name, (_, text)): (&String, &(u32, String))| {
        let column = table.columns.get(name)?;
        column
            .headings
            .iter()
            .position(|known| fold(known) == fold(text))
    };
    let places = read.found.iter().filter_map(place);
    places
        .map(|place| (3 - i64::try_from(place).unwrap_or(3)).max(0))
        .sum()
}

/// Returns how well a kind goes with a sheet: papers of a theme are made of what speaks of themes.
fn fitness(kind: &Kind, sheet: &Sheet, headings: u32, wanted: &Wanted<'_>) -> i64 {
    let required = kind.fields.values().filter(|field| field.required).count();
    let grouped = super::groups::group_of(kind).is_some_and(|group| {
        let named = |(text, _): &(String, String)| group.named(text).is_some();
        group.stands_in(sheet, headings) || wanted.names.iter().any(named)
    });
    let group = if grouped { 20 } else { 0 };
    group - i64::try_from(required).unwrap_or(0)
}

fn lacks(found: &Headings, table: &TableKind, name: &str) -> bool {
    found.missing(table).any(|missing| missing == name)
}

/// Counts the rows below the headings that hold something.
pub fn rows(sheet: &Sheet, found: &Headings) -> usize {
    let below = found.below(sheet);
    below
        .filter(|(_, cells)| cells.values().any(|cell| !cell.is_blank()))
        .count()
}

/// Names a column as the paper does: by its heading, or by its letter where that does not tell it.
pub fn named(sheet: &Sheet, read: &Headings, column: u32) -> Phrase {
    let mut texts = read.texts().filter(|(at, _)| *at == column);
    let heading = texts.next().map(|(_, text)| text.to_owned());
    let alone = |text: &String| {
        !read.grouped
            && read
                .texts()
                .filter(|(_, other)| fold(other) == fold(text))
                .count()
                == 1
    };
    let text = heading.filter(alone);
    said(
        &text.unwrap_or_else(|| format!("column {}", column_name(column))),
        sheet,
    )
}

fn said(text: &str, sheet: &Sheet) -> Phrase {
    Phrase {
        text: text.to_owned(),
        origin: sheet.whole(),
    }
}
