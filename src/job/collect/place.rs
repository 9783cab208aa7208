//! Which officer a workbook is of, and which table each of its sheets.

use std::collections::BTreeSet;

use crate::load::{Sheet, Workbook};
use crate::model::Quarter;
use crate::returns::{Found, Line, find, fold};
use crate::validate::{self, LooseTable};

use super::files::Came;
use super::round::{Asked, Open, given_ref, title};
use crate::returns::Known;

/// Sheets of a return that hold no lines.
const BESIDE: [&str; 3] = ["instructions", "glossary", "footnotes"];

/// What a workbook says of itself: the facts of its sheet of instructions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Who it was sent to.
    pub officer: Option<String>,
    /// The quarter that it is of.
    pub quarter: Option<Quarter>,
    /// The paper of each tab, by the tab's name.
    pub papers: Vec<(String, String)>,
}

/// A sheet of lines.
pub struct Placed<'a> {
    /// The sheet itself.
    pub sheet: &'a Sheet,
    /// The table that it is of.
    pub asked: &'a Asked,
    /// Its rows under the names of the table.
    pub table: LooseTable,
    /// Which line each row is.
    pub found: Vec<Found>,
}

/// A workbook that came back.
pub struct Read<'a> {
    /// Its path from the folder.
    pub file: String,
    /// Who answers in it; several where nobody can tell which of them.
    pub officers: Vec<String>,
    /// Whether it is of another quarter.
    pub other_quarter: Option<Quarter>,
    /// The earlier quarter whose words it repeats, where it says nothing of itself.
    pub words_of: Option<Quarter>,
    /// Whether it says itself whose it is, of which quarter and of which papers.
    pub says_facts: bool,
    /// Its sheets of lines.
    pub sheets: Vec<Placed<'a>>,
    /// Sheets that hold no lines: instructions, and what explains.
    pub beside: Vec<&'a Sheet>,
    /// Sheets that hold something, and nobody knows of which table.
    pub unplaced: Vec<&'a Sheet>,
}

/// Reads a workbook as a return of a round.
pub fn place<'a>(came: &'a Came, open: &'a Open) -> Read<'a> {
    let mut read = place_workbook(&came.file, &came.workbook, open);
    // Where several may have sent it, the sender of the message tells which: anybody can send anybody's, and so no more than that.
    if read.officers.len() > 1 {
        let sent = |officer: &String| {
            let mut asked = open.round.returns.iter();
            let asked = asked.find(|asked| asked.officer == *officer);
            let known = asked
                .into_iter()
                .flat_map(|asked| [Some(officer), asked.email.as_ref()]);
            let known: Vec<String> = known.flatten().map(|name| name.to_lowercase()).collect();
            let mut senders = came.senders.iter().map(|sender| sender.to_lowercase());
            senders.any(|sender| known.contains(&sender))
        };
        let senders: Vec<String> = read
            .officers
            .iter()
            .filter(|of| sent(of))
            .cloned()
            .collect();
        if senders.len() == 1 {
            read.officers = senders;
        }
    }
    read
}

/// Reads a workbook that nothing more is known of than its name.
pub fn place_workbook<'a>(file: &str, workbook: &'a Workbook, open: &'a Open) -> Read<'a> {
    let facts = facts(workbook);
    let likely = likely(file, &facts, open);
    let (mut sheets, mut unplaced, mut beside) = (Vec::new(), Vec::new(), Vec::new());
    let filled = |sheet: &&Sheet| !sheet.hidden && sheet.rows.values().any(|row| !row.is_empty());
    for sheet in workbook.sheets.iter().filter(filled) {
        if BESIDE.contains(&fold(&sheet.name).as_str()) || says_facts(sheet) {
            beside.push(sheet);
            continue;
        }
        match best(sheet, &facts, &likely, open) {
            Some(placed) => sheets.push(placed),
            None if is_emptied(sheet, open) => {}
            None => unplaced.push(sheet),
        }
    }
    let officers = match &likely[..] {
        [] => by_lines(&sheets, open),
        _ => likely,
    };
    Read {
        file: file.to_owned(),
        officers,
        other_quarter: facts
            .quarter
            .filter(|quarter| *quarter != open.round.quarter),
        words_of: None,
        says_facts: facts.quarter.is_some(),
        sheets,
        beside,
        unplaced,
    }
}

fn says_facts(sheet: &Sheet) -> bool {
    // A sheet of lines may have the heading `Lead officer`, and no row of its own for the quarter.
    let says = |wanted| pairs(sheet).any(|(label, _)| fold(&label) == wanted);
    says("lead officer") && says("quarter")
}

/// Whether all lines of a sheet were deleted: nothing is left but its headings.
fn is_emptied(sheet: &Sheet, open: &Open) -> bool {
    open.tables.iter().any(|asked| {
        validate::returned(sheet, &asked.kind, &asked.names, asked.quarter)
            .is_some_and(|table| table.headings.len() > 1 && table.rows.is_empty())
    })
}

/// Shows the first two texts of each row.
fn pairs(sheet: &Sheet) -> impl Iterator<Item = (String, String)> {
    sheet.rows.values().take(200).filter_map(|cells| {
        let mut filled = cells.values().filter(|cell| !cell.is_blank());
        let (label, value) = (filled.next()?, filled.next()?);
        Some((label.text(), value.text()))
    })
}

fn facts(workbook: &Workbook) -> Facts {
    let mut facts = Facts::default();
    let Some(sheet) = workbook.sheets.iter().find(|sheet| says_facts(sheet)) else {
        return facts;
    };
    for (label, value) in pairs(sheet) {
        match fold(&label).as_str() {
            "lead officer" => facts.officer = Some(value.trim().to_owned()),
            "quarter" => facts.quarter = Quarter::parse(&value),
            _ => {
                if let Some(tab) = label.trim().strip_prefix("Sheet ") {
                    let paper = value.trim().to_owned();
                    facts.papers.push((tab.trim().to_owned(), paper));
                }
            }
        }
    }
    facts
}

/// Returns the officer that the facts name, or else the one whose file's name is in this one's.
fn likely(file: &str, facts: &Facts, open: &Open) -> Vec<String> {
    let asked = open.round.returns.iter();
    if let Some(officer) = &facts.officer {
        let named = asked
            .clone()
            .find(|asked| fold(&asked.officer) == fold(officer));
        if let Some(named) = named {
            return vec![named.officer.clone()];
        }
    }
    let stem = |name: &str| {
        let name = name.rsplit('/').next().unwrap_or(name);
        fold(name.rsplit_once('.').map_or(name, |(stem, _)| stem))
    };
    let own = format!(" {} ", stem(file));
    let mut named: Vec<(usize, String)> = asked
        .filter(|asked| own.contains(&format!(" {} ", stem(&asked.file))))
        .map(|asked| (stem(&asked.file).len(), asked.officer.clone()))
        .collect();
    // Of `Head of Estates` and `Deputy Head of Estates`, the longer name is meant.
    named.sort_by_key(|(length, _)| std::cmp::Reverse(*length));
    named
        .into_iter()
        .take(1)
        .map(|(_, officer)| officer)
        .collect()
}

/// Returns whose lines most of the rows are; several where all of the lines are asked of each of them.
///
/// Where the lines are of many, as in a tracker, nobody is known to have sent them.
fn by_lines(sheets: &[Placed<'_>], open: &Open) -> Vec<String> {
    let lines: BTreeSet<Line> = sheets.iter().flat_map(Placed::lines).collect();
    let count = |lines_of: &[Line]| lines_of.iter().filter(|line| lines.contains(line)).count();
    let counted: Vec<(usize, &String)> = open
        .round
        .returns
        .iter()
        .map(|asked| (count(&asked.lines), &asked.officer))
        .collect();
    let most = counted.iter().map(|(count, _)| *count).max().unwrap_or(0);
    let best = counted
        .iter()
        .filter(|(count, _)| *count == most && most > 0);
    let best: Vec<String> = best.map(|(_, officer)| (*officer).clone()).collect();
    let is_theirs = match best.len() {
        1 => most * 2 > lines.len(),
        _ => most == lines.len(),
    };
    if is_theirs { best } else { Vec::new() }
}

impl Placed<'_> {
    /// Shows the lines that its rows are.
    pub fn lines(&self) -> impl Iterator<Item = Line> {
        let lines = self.found.iter().filter_map(|found| found.line());
        lines.map(|at| self.asked.line(at))
    }

    /// Whether any row has a title: a ref alone says little, for every paper counts from 1.
    fn has_titles(&self) -> bool {
        let mut rows = self.table.rows.iter();
        rows.any(|row| !title(&self.asked.kind, row).is_empty())
    }

    /// Whether all of its lines are asked of somebody who is likely to have sent it.
    fn is_of(&self, likely: &[String], open: &Open) -> bool {
        let theirs = |line: &Line| {
            let officers = open.officers(line);
            officers.iter().any(|asked| likely.contains(&asked.officer))
        };
        self.lines().all(|line| theirs(&line))
    }
}

/// Finds the table whose lines a sheet's rows are; none where two are as likely.
fn best<'a>(
    sheet: &'a Sheet,
    facts: &Facts,
    likely: &[String],
    open: &'a Open,
) -> Option<Placed<'a>> {
    let said = facts
        .papers
        .iter()
        .find(|(tab, _)| fold(tab) == fold(&sheet.name));
    let mut scored: Vec<(usize, Placed<'a>)> = Vec::new();
    for asked in &open.tables {
        let Some(table) = validate::returned(sheet, &asked.kind, &asked.names, asked.quarter)
        else {
            continue;
        };
        let found: Vec<Found> = table.rows.iter().map(|row| match_row(row, asked)).collect();
        let placed = Placed {
            sheet,
            asked,
            table,
            found,
        };
        let named = match said {
            Some((_, paper)) => *paper == asked.paper,
            None => tab_of(&asked.paper) == fold(&sheet.name),
        };
        if !(named || placed.has_titles() || placed.is_of(likely, open)) {
            continue;
        }
        let score = score(&placed, likely, open) * 4 + usize::from(named) * 3;
        if score > 3 || (named && score > 0 && !placed.found.is_empty()) {
            scored.push((score, placed));
        }
    }
    let most = scored.iter().map(|(score, _)| *score).max()?;
    let mut best = scored.into_iter().filter(|(score, _)| *score == most);
    let first = best.next().map(|(_, placed)| placed);
    match best.next() {
        None => first,
        Some(_) => None,
    }
}

/// Finds the line that a row is.
pub fn match_row(row: &validate::LooseRow, asked: &Asked) -> Found {
    let known = Known {
        row: given_ref(&asked.kind, row),
        title: title(&asked.kind, row),
    };
    find(&known, &asked.known)
}

/// Returns the tab that a paper's lines are sent on where it has one table, by the name of its file.
fn tab_of(paper: &str) -> String {
    let name = paper.rsplit('/').next().unwrap_or(paper);
    fold(name.strip_suffix(".toml").unwrap_or(name))
}

/// How surely a sheet is a table's: titles count more than refs, which every paper counts from 1; so do lines of the officer's.
///
/// Papers of one making have titles that are alike but for a number: those that are the same count most.
fn score(placed: &Placed<'_>, likely: &[String], open: &Open) -> usize {
    let has_titles = placed.has_titles();
    let of_row = |found: &Found| {
        let Some(at) = found.line() else {
            return 0;
        };
        let line = placed.asked.line(at);
        let officers = open.officers(&line);
        let theirs = officers.iter().any(|asked| likely.contains(&asked.officer));
        let title = match found {
            Found::Retitled(_) => 2,
            _ => 4,
        };
        1 + usize::from(has_titles) * title + usize::from(theirs)
    };
    placed.found.iter().map(of_row).sum()
}
