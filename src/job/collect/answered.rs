//! What the officers answered, line by line.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Diagnostics, Severity};
use crate::door;
use crate::job::Office;
use crate::load::{self, Limits};
use crate::model::{Origin, ValueType};
use crate::returns::{About, Found, Given, Line, Round, Says, Stray, fold};
use crate::validate::{Found as Held, LooseRow};

use super::beyond::{self, Texts};
use super::place::{Placed, Read, place_workbook};
use super::round::{Asked, Open, given_ref, title};
use super::says::{one_line, says};
use super::strays;

/// A cell: its line and its column.
pub type Cell = (Line, String);

/// What was sent out, by officer and cell; blank cells are not in it.
#[derive(Default)]
pub struct Sent {
    officers: BTreeSet<String>,
    cells: BTreeMap<(String, Cell), Says>,
    texts: BTreeMap<String, Texts>,
}

/// What the officers answered.
#[derive(Default)]
pub struct Answered {
    /// The answers to each cell.
    pub given: BTreeMap<Cell, Vec<Given>>,
    /// The files that each line came back in, with those who sent them.
    pub came: BTreeMap<Line, Vec<(String, String)>>,
    /// Cells whose answers cannot be read.
    pub faulty: BTreeSet<Cell>,
    /// What nobody asked for.
    pub strays: Vec<Stray>,
}

/// A row of a return that is a line of a paper.
struct Row<'a> {
    officer: &'a str,
    file: &'a str,
    asked: &'a Asked,
    at: usize,
    row: &'a LooseRow,
}

impl Read<'_> {
    /// Returns what a report says of the file.
    pub fn about(&self) -> About {
        let lines: BTreeSet<Line> = self.sheets.iter().flat_map(Placed::lines).collect();
        About {
            file: self.file.clone(),
            officers: self.officers.clone(),
            lines: lines.len(),
        }
    }

    fn officer(&self) -> String {
        self.officers.join(" or ")
    }
}

/// Reads what was sent out, where it is still there.
pub fn sent(office: &Office, open: &Open) -> Sent {
    let mut sent = Sent::default();
    let folder = office.root.join(Round::outbox(open.round.quarter));
    for asked in &open.round.returns {
        let path = folder.join(&asked.file);
        let mut untold = Diagnostics::default();
        let limits = Limits::default();
        let is_there = path.is_file() && door::lies_in(&path, &office.root);
        let Some(workbook) = is_there
            .then(|| load::workbook(&path, &asked.file, &limits, &mut untold))
            .flatten()
        else {
            continue;
        };
        sent.officers.insert(asked.officer.clone());
        sent.texts
            .insert(asked.officer.clone(), beyond::texts(&workbook));
        for placed in &place_workbook(&asked.file, &workbook, open).sheets {
            sent.take(&asked.officer, placed);
        }
    }
    sent
}

impl Sent {
    fn take(&mut self, officer: &str, placed: &Placed<'_>) {
        for (row, found) in placed.table.rows.iter().zip(&placed.found) {
            let Some(at) = found.line() else { continue };
            for column in placed.asked.kind.columns.keys() {
                if let Some(says) = placed.asked.says(row, column) {
                    let cell = (placed.asked.line(at), column.clone());
                    self.cells.insert((officer.to_owned(), cell), says);
                }
            }
        }
    }

    /// Returns whether a cell says what was sent; nothing where that is not known.
    fn is(&self, officer: &str, cell: &Cell, says: Option<&Says>) -> Option<bool> {
        let known = self.officers.contains(officer);
        let sent = self.cells.get(&(officer.to_owned(), cell.clone()));
        known.then(|| match (sent, says) {
            (Some(sent), Some(says)) => sent.words == says.words && sent.shape == says.shape,
            (sent, says) => sent.is_none() && says.is_none(),
        })
    }
}

impl Answered {
    /// Takes what a file answers.
    pub fn take(&mut self, file: &Read<'_>, open: &Open, sent: &Sent, out: &mut Diagnostics) {
        let officer = file.officer();
        if let Some(quarter) = file.other_quarter {
            self.stray(strays::other_quarter(file, quarter, open), officer, out);
            return;
        }
        if file.sheets.is_empty() {
            self.stray(strays::nothing_known(file), officer, out);
            return;
        }
        if let Some(quarter) = file.words_of {
            self.stray(strays::words_of(file, quarter), officer, out);
            return;
        }
        if file.officers.is_empty() {
            self.stray(strays::nobodys(file), officer.clone(), out);
        }
        for sheet in &file.unplaced {
            self.stray(strays::unplaced(sheet), officer.clone(), out);
        }
        // Where several may have sent it, the first of them was sent what the others were.
        let texts = file.officers.first().and_then(|of| sent.texts.get(of));
        for told in beyond::find(file, texts) {
            self.stray(told, officer.clone(), out);
        }
        for placed in &file.sheets {
            for (row, found) in placed.table.rows.iter().zip(&placed.found) {
                self.row((file, placed), row, *found, (open, sent), out);
            }
        }
    }

    fn row(
        &mut self,
        (file, placed): (&Read<'_>, &Placed<'_>),
        row: &LooseRow,
        found: Found,
        (open, sent): (&Open, &Sent),
        out: &mut Diagnostics,
    ) {
        let officer = file.officer();
        let Some(at) = found.line() else {
            if row.filled().next().is_some() {
                self.stray(strays::no_line(placed, row, found), officer, out);
            }
            return;
        };
        let line = placed.asked.line(at);
        let asked = open.officers(&line);
        let theirs = asked
            .iter()
            .find(|asked| file.officers.contains(&asked.officer));
        let row = Row {
            officer: theirs.map_or(officer.as_str(), |asked| &asked.officer),
            file: &file.file,
            asked: placed.asked,
            at,
            row,
        };
        if theirs.is_none() {
            let names: Vec<&str> = asked.iter().map(|asked| asked.officer.as_str()).collect();
            self.not_theirs(&row, &names, sent, out);
            return;
        }
        if let Found::Misread(_) = found {
            self.stray(
                strays::by_title(row.asked, at, row.row),
                officer.clone(),
                out,
            );
        }
        let came = self.came.entry(line).or_default();
        came.push((row.officer.to_owned(), row.file.to_owned()));
        self.locked(&row, sent, out);
        for (column, _) in placed.asked.answers() {
            self.cell(&row, column, sent, out);
        }
        self.confirm(&row);
    }

    /// Where an officer answered some of a line, what was left as it was sent is meant as well.
    fn confirm(&mut self, row: &Row<'_>) {
        let line = row.asked.line(row.at);
        let own = |given: &Given| given.file == row.file;
        let mut of_line: Vec<&mut Given> = self
            .given
            .iter_mut()
            .filter(|((of, _), _)| *of == line)
            .flat_map(|(_, given)| given.iter_mut().filter(|given| own(given)))
            .collect();
        if of_line.iter().any(|given| !given.as_sent) {
            of_line.iter_mut().for_each(|given| given.as_sent = false);
        }
    }

    /// Reports answers in a line of somebody else's; what stands there anyway is none.
    fn not_theirs(&mut self, row: &Row<'_>, whose: &[&str], sent: &Sent, out: &mut Diagnostics) {
        let said: Vec<(String, Says)> = row
            .asked
            .answers()
            .filter_map(|(column, _)| {
                let says = row.asked.says(row.row, column)?;
                let now = row.asked.says(&row.asked.now[row.at], column);
                let cell = (row.asked.line(row.at), column.to_owned());
                let as_sent = sent.is(row.officer, &cell, Some(&says)) == Some(true);
                let news = !as_sent && now.is_none_or(|now| now.words != says.words);
                news.then(|| (row.asked.heading(column), says))
            })
            .collect();
        if !said.is_empty() {
            let stray = strays::not_theirs(row.asked, row.at, row.row, whose, &said);
            self.stray(stray, row.officer.to_owned(), out);
        }
    }

    /// Reports what was changed in cells that nobody asked for.
    fn locked(&mut self, row: &Row<'_>, sent: &Sent, out: &mut Diagnostics) {
        let kind = &row.asked.kind;
        let before = &row.asked.now[row.at];
        for (column, described) in &kind.columns {
            let Some(raw) = row.row.cells.get(column) else {
                continue;
            };
            let was = before.cells.get(column).filter(|was| !was.is_blank());
            // A ref that was mistyped is told as such.
            if described.answer || described.by_quarter || described.of_type == ValueType::Ref {
                continue;
            }
            let cell = (row.asked.line(row.at), column.clone());
            let says = row.asked.says(row.row, column);
            let as_sent = sent.is(row.officer, &cell, says.as_ref());
            let words = |says: Option<&Says>| says.map(|says| fold(&says.words));
            let sent = sent.cells.get(&(row.officer.to_owned(), cell));
            let (differs, was) = match was {
                Some(was) => {
                    let differs = fold(&raw.plain()) != fold(&was.plain());
                    let standing = row.asked.says(before, column);
                    let news = words(says.as_ref()) != words(standing.as_ref());
                    (differs && news && as_sent != Some(true), was.plain())
                }
                // What a rule fills in stands in no tracker, and in what was sent.
                None => {
                    let news = says.is_some() && words(says.as_ref()) != words(sent);
                    let was = sent.map(|sent| sent.words.clone());
                    (news && as_sent == Some(false), was.unwrap_or_default())
                }
            };
            if differs {
                let stray = strays::locked(row.asked, row.at, column, raw, &was);
                self.stray(stray, row.officer.to_owned(), out);
            }
        }
    }

    fn cell(&mut self, row: &Row<'_>, column: &str, sent: &Sent, out: &mut Diagnostics) {
        let Some(raw) = row.row.cells.get(&row.asked.cell(column)) else {
            return;
        };
        let cell = (row.asked.line(row.at), column.to_owned());
        let described = &row.asked.kind.columns[column];
        let said = format!("`{}` of `{}`", row.asked.heading(column), cell.0.reference);
        let mut problems = Diagnostics::default();
        let read = says(
            raw,
            (&said, described),
            row.asked.key.as_ref(),
            &mut problems,
        );
        if problems.has_errors() {
            self.unread(row, cell, problems, out);
            return;
        }
        let now = row.asked.says(&row.asked.now[row.at], column);
        let as_sent = sent.is(row.officer, &cell, read.as_ref());
        let Some(mut says) = read else {
            if let Some(now) = now.filter(|_| as_sent == Some(false)) {
                let stray = strays::emptied(row.asked, row.at, column, raw, &now);
                self.stray(stray, row.officer.to_owned(), out);
            }
            return;
        };
        // Where nobody knows what was sent, lists and paragraphs count for nothing: formats differ in them.
        if let Some(now) = now.filter(|now| as_sent.is_none() && now.words == says.words) {
            says.shape = now.shape;
        }
        let runs = match &raw.found {
            Held::Typed(runs) => runs.clone(),
            _ => Vec::new(),
        };
        self.given.entry(cell).or_default().push(Given {
            officer: row.officer.to_owned(),
            file: row.file.to_owned(),
            place: raw.origin.clone(),
            says,
            as_sent: as_sent == Some(true),
            runs,
        });
    }

    /// Reports an answer that cannot be read: it is merged when it was mended.
    fn unread(&mut self, row: &Row<'_>, cell: Cell, problems: Diagnostics, out: &mut Diagnostics) {
        self.faulty.insert(cell);
        for problem in problems.iter() {
            let place = problem
                .origin
                .clone()
                .unwrap_or_else(|| Origin::file(row.file));
            let (code, says) = (problem.code, problem.message.clone());
            self.strays.push(Stray {
                officer: row.officer.to_owned(),
                code,
                place,
                says,
            });
        }
        let mut problems = problems;
        let errors = problems
            .iter_mut()
            .filter(|problem| problem.severity < Severity::Warning);
        errors.for_each(|problem| problem.severity = Severity::Warning);
        out.append(problems);
    }

    fn stray(&mut self, told: strays::Told, officer: String, out: &mut Diagnostics) {
        let problem = out.add(told.code, told.place.clone(), told.message.clone());
        for hint in told.hints {
            problem.hint(hint);
        }
        self.strays.push(Stray {
            officer,
            code: told.code,
            place: told.place,
            says: told.message,
        });
    }

    /// Reports two answers that differ.
    pub fn differ(&mut self, stray: strays::Told, officer: String, out: &mut Diagnostics) {
        self.stray(stray, officer, out);
    }
}

/// Returns the text of a row, a column a piece.
pub fn row_text(asked: &Asked, row: &LooseRow) -> String {
    let number = given_ref(&asked.kind, row);
    let about = title(&asked.kind, row);
    let rest = row.filled().filter(|(name, _)| {
        asked.kind.title() != Some(name.as_str())
            && asked.kind.column_of(ValueType::Ref) != Some(name.as_str())
    });
    let rest = rest.map(|(_, raw)| one_line(&raw.plain()));
    let parts = [number, about].into_iter().chain(rest);
    parts
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" | ")
}
