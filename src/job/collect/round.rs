//! The round that is collected: its lines as they stand in their papers.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use indexmap::IndexMap;

use crate::diagnostic::{Code, Diagnostics, Severity};
use crate::job::Office;
use crate::job::inside::is_inside;
use crate::job::overlays::overlays;
use crate::job::reader::Reader;
use crate::job::round_file;
use crate::load::{self, Node};
use crate::model::{AnswersInto, Column, Date, Origin, Quarter, StatusKey, TableKind, ValueType};
use crate::returns::{FILE, Known, Line, Return, Round, Says, Stands};
use crate::validate::{self, Answer, LooseRow};

use super::record;
use super::says::says;

/// A round with its papers.
pub struct Open {
    /// The round.
    pub round: Round,
    /// The tables that it asks in, by paper and name.
    pub tables: Vec<Asked>,
    /// What was collected before, earliest first.
    pub answers: Vec<Answer>,
}

/// A table that lines are asked of.
pub struct Asked {
    /// The paper's file, from the office's folder.
    pub paper: String,
    /// The table's name.
    pub name: String,
    /// Its description.
    pub kind: TableKind,
    /// The key of its statuses.
    pub key: Option<StatusKey>,
    /// The headings of the office by column.
    pub names: IndexMap<String, String>,
    /// The paper's quarter.
    pub quarter: Option<Quarter>,
    /// What each row is known by.
    pub known: Vec<Known>,
    /// The rows with what was collected.
    pub now: Vec<LooseRow>,
    /// The rows as the tracker has them.
    pub tracked: Vec<LooseRow>,
}

impl Asked {
    /// Returns the line of a row.
    pub fn line(&self, at: usize) -> Line {
        Line {
            paper: self.paper.clone(),
            table: self.name.clone(),
            reference: self.known[at].row.clone(),
        }
    }

    /// Shows the columns that are answered.
    pub fn answers(&self) -> impl Iterator<Item = (&str, &Column)> {
        self.kind.answers()
    }

    /// Returns the name that the cell of a column goes by: of figures by quarter, that of the paper's own.
    pub fn cell(&self, column: &str) -> String {
        let described = self.kind.columns.get(column);
        let own = self
            .quarter
            .filter(|_| described.is_some_and(|column| column.by_quarter));
        own.map_or_else(
            || column.to_owned(),
            |quarter| validate::slot(column, quarter),
        )
    }

    /// Returns what a column is called by the office.
    pub fn heading(&self, column: &str) -> String {
        let known = || self.kind.columns.get(column)?.headings.first();
        let cell = self.cell(column);
        let name = self.names.get(&cell).or_else(known);
        name.map_or_else(|| column.to_owned(), Clone::clone)
    }

    /// Returns what a cell says, as far as it can be read.
    pub fn says(&self, row: &LooseRow, column: &str) -> Option<Says> {
        let described = self.kind.columns.get(column)?;
        let mut untold = Diagnostics::default();
        says(
            row.cells.get(&self.cell(column))?,
            (column, described),
            self.key.as_ref(),
            &mut untold,
        )
    }

    /// Returns what stands in a cell, who answered it and what it said before.
    pub fn stands(&self, at: usize, column: &str, answers: &[Answer]) -> Stands {
        let now = self.says(&self.now[at], column);
        let mut stands = Stands {
            now,
            ..Stands::default()
        };
        let words = stands
            .now
            .as_ref()
            .map(|now| now.words.clone())
            .unwrap_or_default();
        let wanted = &self.known[at].row;
        let mine = answers.iter().filter(|answer| {
            answer.paper.text == self.paper
                && answer.table.text == self.name
                && answer.row.text == *wanted
        });
        let Some(described) = self.kind.columns.get(column) else {
            return stands;
        };
        let mut untold = Diagnostics::default();
        for answer in mine {
            stands.merged.extend(answer.from.clone());
            let declined = answer.declined.iter().filter(|(of, _)| of == column);
            stands
                .past
                .extend(declined.flat_map(|(_, words)| words.clone()));
            let mut read = |cells: &[(crate::model::Phrase, validate::Raw)]| {
                let (_, raw) = cells.iter().find(|(name, _)| name.text == column)?;
                says(raw, (column, described), self.key.as_ref(), &mut untold)
            };
            let (before, cell) = (read(&answer.before), read(&answer.cells));
            for said in [before, cell.clone()].into_iter().flatten() {
                if said.words != words {
                    stands.past.push(said.words);
                }
            }
            if cell.is_some_and(|cell| cell.words == words) {
                stands.by = answer.officer.clone();
            }
        }
        stands
    }
}

impl Open {
    /// Opens a round: that of a quarter, or else the latest.
    pub fn find(office: &Office, quarter: Option<Quarter>, out: &mut Diagnostics) -> Option<Self> {
        let round = round(office, quarter, out)?;
        let mut papers: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for line in round.returns.iter().flat_map(|asked| &asked.lines) {
            let tables = papers.entry(line.paper.clone()).or_default();
            if !tables.contains(&line.table) {
                tables.push(line.table.clone());
            }
        }
        let mut reader = Reader::new(office);
        let mut problems = Diagnostics::default();
        let mut tables = Vec::new();
        for (paper, names) in papers {
            let path = office.root.join(&paper);
            let standing = reader.standing(&path, &mut problems);
            let standing = standing.map(|standing| asked(&paper, &names, standing));
            tables.extend(standing.into_iter().flatten());
        }
        // What is no error in the papers is told where they are built.
        problems.retain(|problem| problem.severity == Severity::Error);
        let failed = problems.has_errors();
        out.append(problems);
        let answers = answers(office, round.quarter, out);
        (!failed).then_some(Self {
            round,
            tables,
            answers,
        })
    }

    /// Returns who is asked for a line.
    pub fn officers(&self, line: &Line) -> Vec<&Return> {
        let asked = self.round.returns.iter();
        asked.filter(|asked| asked.lines.contains(line)).collect()
    }
}

/// Reads what was collected in the round so far, and came into the trackers where answers go there.
fn answers(office: &Office, quarter: Quarter, out: &mut Diagnostics) -> Vec<Answer> {
    let dated = dated(office, quarter, out).into_iter();
    dated.map(|(_, answer)| answer).collect()
}

/// Reads the same, each answer with the day that its file is called after.
pub(in crate::job) fn dated(
    office: &Office,
    quarter: Quarter,
    out: &mut Diagnostics,
) -> Vec<(Option<Date>, Answer)> {
    let folder = office.root.join(Round::folder(quarter));
    let read = |path: PathBuf| {
        let shown = office.shown(&path);
        let inside = is_inside(&office.root, &path, &shown, out);
        let node = inside.then(|| load::document(&path, &shown, out))??;
        Some((day(&path), node))
    };
    let nodes: Vec<(Option<Date>, Node)> = overlays(&folder).into_iter().filter_map(read).collect();
    let merges: Vec<_> = nodes
        .iter()
        .map(|(_, node)| record::trackers(node))
        .collect();
    let landed = match office.board.returns.into {
        AnswersInto::Trackers => record::landed(office, &merges),
        AnswersInto::Overlay => vec![true; nodes.len()],
    };
    let nodes = nodes.iter().zip(landed).filter(|(_, landed)| *landed);
    let mut dated = Vec::new();
    for ((day, node), _) in nodes {
        let answers = validate::answers(node, out).into_iter();
        dated.extend(answers.map(|answer| (*day, answer)));
    }
    dated
}

/// Returns the day that a file of answers is called after; a number may follow.
fn day(path: &Path) -> Option<Date> {
    let stem = path.file_stem()?.to_str()?;
    Date::parse(stem.get(..10)?)
}

fn round(office: &Office, quarter: Option<Quarter>, out: &mut Diagnostics) -> Option<Round> {
    let quarter = match quarter {
        Some(quarter) => Some(quarter),
        None => round_file::latest(office),
    };
    let (shown, round) = match quarter {
        Some(quarter) => (
            round_file::place(quarter),
            round_file::round_of(office, quarter, out)?,
        ),
        None => (format!("data/returns/…/{FILE}"), None),
    };
    if round.is_none() {
        let message = format!("there is no round of returns: `{shown}` is not there");
        out.add(Code::FileUnreadable, Origin::file(shown.as_str()), message)
            .hint("`boardpaper returns make` begins a round; `--quarter` names another one");
    }
    round
}

/// Takes the tables of a paper that lines are asked of.
fn asked(paper: &str, names: &[String], standing: validate::StandingPaper) -> Vec<Asked> {
    let validate::StandingPaper {
        kind,
        quarter,
        mut tables,
    } = standing;
    let table = |name: &String| {
        let (kind, table) = (kind.tables.get(name)?, tables.shift_remove(name)?);
        Some(Asked {
            paper: paper.to_owned(),
            name: name.clone(),
            known: known(kind, &table.now.rows),
            kind: kind.clone(),
            key: table.key,
            names: table.shown,
            quarter,
            now: table.now.rows,
            tracked: table.tracked.rows,
        })
    };
    names.iter().filter_map(table).collect()
}

/// Returns what rows are known by: their refs, or else their places, and their titles.
fn known(kind: &TableKind, rows: &[LooseRow]) -> Vec<Known> {
    let rows = rows.iter().enumerate();
    rows.map(|(at, row)| Known {
        row: validate::label(kind, at, row),
        title: title(kind, row),
    })
    .collect()
}

/// Returns what a row is about, on one line.
pub(super) fn title(kind: &TableKind, row: &LooseRow) -> String {
    let raw = kind.title().and_then(|column| row.cells.get(column));
    let text = raw.map(|raw| raw.plain()).unwrap_or_default();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns the ref that a row gives, if it gives one.
pub(super) fn given_ref(kind: &TableKind, row: &LooseRow) -> String {
    let raw = kind
        .column_of(ValueType::Ref)
        .and_then(|column| row.cells.get(column));
    let text = raw.map(|raw| raw.plain()).unwrap_or_default();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
