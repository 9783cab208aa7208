//! Which sheet of a workbook holds which table of which kind of paper.

use indexmap::IndexMap;

use crate::load::{Sheet, Workbook};
use crate::model::{
    Board, Kind, Origin, Phrase, Quarter, StatusKey, TableKind, cell_name, column_name,
};
use crate::validate::{
    Headings, Hints, ROW_BELOW, fold, headings, one_line, quarter_number, said_in_column,
};

use super::answers::Answers;
use super::by_content::by_content;
use super::doubt::Doubts;

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

/// A column that the headings do not tell, or that several claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// What it is taken for.
    pub name: String,
    /// The column of the sheet, from 0.
    pub column: u32,
    /// What is in doubt, where nobody says otherwise.
    pub doubt: String,
}

/// What was found on a sheet that no table was recognised on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Looked {
    /// The sheet's name.
    pub sheet: String,
    /// How many rows hold something.
    pub rows: usize,
    /// What its likeliest row of headings reads.
    pub reads: String,
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
            .filter_map(|sheet| candidate((kind, table, described), sheet, wanted, quarter))
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

/// Whether a sheet is that of another table of the kind, such as its measures: the headings say more of that one.
fn is_anothers(one: &Candidate<'_>, wanted: &Wanted<'_>, quarter: Option<Quarter>) -> bool {
    let others = one.kind.tables.iter().filter(|(_, table)| !table.required);
    let mut found = others
        .filter_map(|(name, table)| candidate((one.kind, name, table), one.sheet, wanted, quarter));
    found.any(|other| other.score > one.score)
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

/// Finds the other tables of a kind on sheets that are not taken.
pub fn beside<'a>(
    workbook: &'a Workbook,
    wanted: &'a Wanted<'a>,
    kind: &'a Kind,
    taken: &[&str],
    quarter: Option<Quarter>,
) -> Vec<Candidate<'a>> {
    let others = kind
        .tables
        .iter()
        .filter(|(_, table)| !table.required && (table.sheets.is_empty() || table.key.is_some()));
    let mut found: Vec<Candidate<'a>> = Vec::new();
    for (name, table) in others {
        let free: Vec<&Sheet> = workbook
            .sheets
            .iter()
            .filter(|sheet| !sheet.hidden && !taken.contains(&&*sheet.name))
            .filter(|sheet| found.iter().all(|other| other.sheet.name != sheet.name))
            .filter(|sheet| !is_by_itself(kind, sheet))
            .collect();
        let best = free
            .into_iter()
            .filter_map(|sheet| candidate((kind, name, table), sheet, wanted, quarter))
            .filter(|one| one.told.is_empty() && one.doubts == Doubts::default())
            .filter(|one| one.headings.found.len() > 2)
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

/// Reads a sheet as a table, with the help of what stands in its columns; none where a required column cannot be told.
fn candidate<'a>(
    (kind, name, table): (&'a Kind, &'a str, &'a TableKind),
    sheet: &'a Sheet,
    wanted: &Wanted<'_>,
    quarter: Option<Quarter>,
) -> Option<Candidate<'a>> {
    let none = IndexMap::new();
    let hints = |columns| Hints {
        columns,
        quarter,
        row: wanted.row,
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
    let mut read = headings(sheet, table, hints(&columns))?;
    let content = by_their_content(sheet, &read, table, wanted);
    let by_content = i64::try_from(content.len()).ok()?;
    for one in &content {
        columns.insert(one.name.clone(), named(sheet, &read, one.column));
    }
    if !content.is_empty() {
        let row = Some(read.row);
        let hints = Hints {
            columns: &columns,
            quarter,
            row,
        };
        read = headings(sheet, table, hints)?;
    }
    told.extend(content);
    let recognised = known >= 2 && !read.found.is_empty();
    if !recognised || !read.complete(table) || !read.twice.is_empty() || rows(sheet, &read) == 0 {
        return None;
    }
    let score = 10 * known
        + 3 * by_content
        + closeness(&read, table)
        + fitness(kind, sheet, read.row, wanted);
    Some(Candidate {
        kind,
        table: name,
        sheet,
        headings: read,
        told,
        columns,
        row: wanted.row,
        doubts: Doubts::default(),
        score,
    })
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
    let below = sheet.rows.range(found.row + 1..);
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

/// Chooses among headings that claim a column with the same right: of quarters, the last that something was written for; of
/// other words, those that the description names first.
fn settled(sheet: &Sheet, found: &Headings, table: &TableKind) -> Vec<Told> {
    let one = |(name, others): &(String, Vec<(u32, String)>)| {
        let filled = |column: u32| {
            let cells = said_in_column(sheet, found, column);
            cells.values().any(|text| !text.is_empty())
        };
        let known = |text: &str| {
            let headings = &table.columns.get(name)?.headings;
            headings.iter().position(|known| fold(known) == fold(text))
        };
        let place = |text: &str| std::cmp::Reverse(known(text).unwrap_or(usize::MAX));
        let best = others.iter().max_by_key(|(column, text)| {
            (filled(*column), quarter_number(text), place(text), *column)
        });
        let (column, text) = best?;
        let list: Vec<String> = others
            .iter()
            .map(|(column, text)| format!("`{text}` ({})", cell_name(found.row, *column)))
            .collect();
        Some(Told {
            name: name.clone(),
            column: *column,
            doubt: format!(
                "`{name}` could be any of {}; `{text}` was taken",
                list.join(", ")
            ),
        })
    };
    found.twice.iter().filter_map(one).collect()
}

/// Tells columns that no heading does by what stands in them.
fn by_their_content(
    sheet: &Sheet,
    read: &Headings,
    table: &TableKind,
    wanted: &Wanted<'_>,
) -> Vec<Told> {
    let keys: Vec<&StatusKey> = wanted.board.keys.values().collect();
    let told = by_content(sheet, read, table, &keys).into_iter();
    told.map(|(name, column)| {
        let heading = read.texts().find(|(at, _)| *at == column);
        let letters = column_name(column);
        let called = match heading {
            Some((_, text)) => format!("column {letters} (`{text}`)"),
            None => format!("column {letters}, which has no heading,"),
        };
        Told {
            doubt: format!("{called} was taken for `{name}`, from what stands in it"),
            name,
            column,
        }
    })
    .collect()
}

/// Whether rows are followed by rows that hold one long text: the published form of an update below its deliverable.
fn has_rows_below(sheet: &Sheet, found: &Headings) -> bool {
    let (mut rows, mut texts, mut before) = (0, 0, None);
    for (row, cells) in sheet.rows.range(found.row + 1..) {
        let filled: Vec<String> = cells
            .values()
            .filter(|cell| !cell.is_blank())
            .map(|cell| one_line(&cell.text()))
            .collect();
        let long = filled
            .last()
            .is_some_and(|text| text.split(' ').count() > 3 || text.ends_with('.'));
        match (filled.len(), before) {
            (0, _) => continue,
            (1 | 2, Some((above, cells)))
                if above + 1 == *row && cells > 1 && cells != filled.len() =>
            {
                texts += usize::from(long);
                before = None;
            }
            (count, _) => {
                rows += usize::from(count > 1);
                before = Some((*row, count));
            }
        }
    }
    texts > 0 && texts * 2 >= rows
}

/// Says what every sheet holds, where no table was recognised.
pub fn looked_at(workbook: &Workbook) -> Vec<Looked> {
    let visible = workbook.sheets.iter().filter(|sheet| !sheet.hidden);
    visible
        .map(|sheet| {
            let filled = |cells: &std::collections::BTreeMap<u32, crate::load::Cell>| {
                let texts = cells.values().filter(|cell| !cell.is_blank());
                texts.map(|cell| one_line(&cell.text())).collect::<Vec<_>>()
            };
            let rows: Vec<Vec<String>> = sheet.rows.values().map(filled).collect();
            let widest = rows.iter().take(40).rev().max_by_key(|row| row.len());
            let short = |text: &String| text.chars().take(40).collect::<String>();
            Looked {
                sheet: sheet.name.to_string(),
                rows: rows.iter().filter(|row| !row.is_empty()).count(),
                reads: widest
                    .map(|row| {
                        row.iter()
                            .take(8)
                            .map(short)
                            .collect::<Vec<_>>()
                            .join(" | ")
                    })
                    .unwrap_or_default(),
            }
        })
        .collect()
}
