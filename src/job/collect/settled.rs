//! Each line that was asked for, settled.

use crate::diagnostic::Diagnostics;
use crate::returns::{
    self, CellReport, Fate, Given, Line, LineReport, Report, Settled, Stands, settle,
};

use super::answered::{Answered, Cell};
use super::round::{Asked, Open};
use super::strays;

/// A cell that changes.
pub struct Change {
    /// Its line.
    pub line: Line,
    /// Its column.
    pub column: String,
    /// What stood there.
    pub before: returns::Says,
    /// What is answered.
    pub given: Given,
    /// The words of other answers, which the office declined.
    pub declined: Vec<String>,
}

impl Answered {
    /// Settles each line that was asked for; gives the report of all, and what changes.
    pub fn settled(
        mut self,
        open: &Open,
        taken: &[String],
        out: &mut Diagnostics,
    ) -> (Report, Vec<Change>) {
        let (mut lines, mut changes) = (Vec::new(), Vec::new());
        for asked in &open.tables {
            for at in 0..asked.known.len() {
                let line = asked.line(at);
                if open.officers(&line).is_empty() {
                    continue;
                }
                let cells = asked.answers().map(|(column, _)| column.to_owned());
                let cells: Vec<CellReport> = cells
                    .filter_map(|column| {
                        self.settle_cell(asked, at, &column, (open, taken), &mut changes, out)
                    })
                    .collect();
                lines.push(LineReport {
                    officer: self.officer(&line, open),
                    title: asked.known[at].title.clone(),
                    line,
                    cells,
                });
            }
        }
        lines.extend(gone(open));
        let report = Report {
            quarter: open.round.quarter,
            date: open.round.deadline,
            dry_run: false,
            files: Vec::new(),
            unread: Vec::new(),
            lines,
            strays: self.strays,
            written: Vec::new(),
        };
        (report, changes)
    }

    /// Returns whom a line is told of: who answered, or else who was asked.
    fn officer(&self, line: &Line, open: &Open) -> String {
        let came = self.came.get(line).and_then(|came| came.first());
        match came {
            Some((officer, _)) => officer.clone(),
            None => {
                let asked = open.officers(line);
                asked
                    .first()
                    .map(|asked| asked.officer.clone())
                    .unwrap_or_default()
            }
        }
    }

    fn settle_cell(
        &mut self,
        asked: &Asked,
        at: usize,
        column: &str,
        (open, taken): (&Open, &[String]),
        changes: &mut Vec<Change>,
        out: &mut Diagnostics,
    ) -> Option<CellReport> {
        let cell: Cell = (asked.line(at), column.to_owned());
        let stands = asked.stands(at, column, &open.answers);
        let given = self.given.get(&cell).cloned().unwrap_or_default();
        let report = |fate, after: &[Given], why| CellReport {
            column: column.to_owned(),
            heading: asked.heading(column),
            fate,
            before: stands
                .now
                .as_ref()
                .map(|now| now.text.clone())
                .unwrap_or_default(),
            after: after.iter().map(answered).collect(),
            why,
        };
        match settle(&stands, &given, taken) {
            Settled::Change(change) => {
                let report = report(Fate::Changed, std::slice::from_ref(&change), None);
                let others = given.iter().map(|other| other.says.words.clone());
                let declined = others
                    .filter(|words| taken.contains(&change.file) && *words != change.says.words);
                changes.push(Change {
                    line: cell.0,
                    column: cell.1,
                    before: stands.now.clone().unwrap_or_default(),
                    declined: declined.collect(),
                    given: change,
                });
                Some(report)
            }
            Settled::Conflict(sides) => {
                self.say_differ(asked, at, column, (&stands, &sides), out);
                Some(report(Fate::Conflicting, &sides, None))
            }
            Settled::Same => Some(report(Fate::Unchanged, &[], None)),
            Settled::Older(given) => {
                let why = format!(
                    "`{}` has an older answer, which was replaced since",
                    given.file
                );
                Some(report(Fate::Unchanged, &[], Some(why)))
            }
            // What stands there counts still; that more was said, and cannot be read, is told.
            Settled::Unanswered if stands.now.is_some() => {
                let faulty = self.faulty.contains(&cell);
                let why = faulty.then(|| self.why(&cell, open));
                Some(report(Fate::Unchanged, &[], why))
            }
            Settled::Unanswered => {
                let required = asked
                    .kind
                    .columns
                    .get(column)
                    .is_some_and(|column| column.required);
                let faulty = self.faulty.contains(&cell);
                (required || faulty)
                    .then(|| report(Fate::Missing, &[], Some(self.why(&cell, open))))
            }
        }
    }

    fn say_differ(
        &mut self,
        asked: &Asked,
        at: usize,
        column: &str,
        (stands, sides): (&Stands, &[Given]),
        out: &mut Diagnostics,
    ) {
        let by = stands.by.as_deref();
        let told = by.filter(|by| sides.iter().all(|given| given.officer != *by));
        let stray = strays::differ(asked, at, column, sides, told);
        let mut officers: Vec<String> = sides.iter().map(|given| given.officer.clone()).collect();
        officers.dedup();
        self.differ(stray, officers.join(" and "), out);
    }

    /// Returns why a cell is missing.
    fn why(&self, cell: &Cell, open: &Open) -> String {
        let asked = open.officers(&cell.0);
        let sent = |officer: &str| {
            self.came
                .values()
                .flatten()
                .any(|(came, _)| came == officer)
        };
        if self.faulty.contains(cell) {
            return "what was answered cannot be read".to_owned();
        }
        match self.came.get(&cell.0) {
            Some(came) => {
                let files: Vec<String> = came.iter().map(|(_, file)| format!("`{file}`")).collect();
                format!("left blank in {}", files.join(", "))
            }
            None if asked.iter().any(|asked| sent(&asked.officer)) => {
                "not in what came back".to_owned()
            }
            None => "nothing came back".to_owned(),
        }
    }
}

fn answered(given: &Given) -> returns::Answered {
    returns::Answered {
        officer: given.officer.clone(),
        file: given.file.clone(),
        text: given.says.text.clone(),
    }
}

/// Returns the lines that were asked for, and that no paper has any more.
fn gone(open: &Open) -> Vec<LineReport> {
    let mut gone = Vec::new();
    for asked in &open.round.returns {
        for line in &asked.lines {
            let table = open
                .tables
                .iter()
                .find(|table| table.paper == line.paper && table.name == line.table);
            let has = |table: &Asked| table.known.iter().any(|known| known.row == line.reference);
            if !table.is_some_and(has) {
                gone.push(LineReport {
                    officer: asked.officer.clone(),
                    line: line.clone(),
                    title: String::new(),
                    cells: vec![CellReport {
                        column: String::new(),
                        heading: String::new(),
                        fate: Fate::Missing,
                        before: String::new(),
                        after: Vec::new(),
                        why: Some("the paper has no such line any more".to_owned()),
                    }],
                });
            }
        }
    }
    gone
}
