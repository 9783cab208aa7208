//! Statuses that follow from figures, and which way figures went.

mod target_words;

use crate::diagnostic::{Code, Diagnostics};
use crate::model::{
    Cell, Figure, Judge, Judged, Origin, Outcome, Point, Polarity, Quarter, Row, StatusKey, Table,
    TableKind, Tolerance, Travel, Value, ValueType,
};

use super::loose::LooseRow;
use super::quarters::slot;
use super::tolerance;

use target_words::{instead, names_figure};

/// Judges the rows of a table by its rule.
pub struct Judging<'a> {
    name: &'a str,
    rule: &'a Judge,
    /// The column of statuses, if the table has one.
    status: Option<&'a str>,
    quarter: Option<Quarter>,
}

impl<'a> Judging<'a> {
    /// Takes a table's name, its description and rule; `quarter` is the paper's.
    pub fn new(
        name: &'a str,
        kind: &'a TableKind,
        rule: &'a Judge,
        quarter: Option<Quarter>,
    ) -> Self {
        Self {
            name,
            rule,
            status: kind.column_of(ValueType::Status),
            quarter,
        }
    }

    /// Computes the statuses that nobody gave, and tells which way the figures went.
    ///
    /// `loose` are the rows as they were found: where one of the figures could not be read, that has been reported, and
    /// nothing is made of the others.
    pub fn judge(&self, table: &mut Table, loose: &[LooseRow], out: &mut Diagnostics) {
        for (row, found) in table.rows.iter_mut().zip(loose) {
            self.travel(row);
            if !self.tolerance_fits(row, out) {
                continue;
            }
            if let (Some(key), Some(status)) = (&table.key, self.status)
                && !self.unread(row, found)
            {
                self.status(row, status, key, out);
            }
        }
    }

    /// Reports a tolerance in another unit than its target: nothing is judged by it.
    fn tolerance_fits(&self, row: &Row, out: &mut Diagnostics) -> bool {
        let name = self.rule.tolerance.as_deref();
        let cell = name.and_then(|name| Some((name, row.cells.get(name)?)));
        let target = self.target(row).filter(|target| target.value.is_some());
        let (Some((name, cell)), Some(target)) = (cell, target) else {
            return true;
        };
        let Value::Tolerance(_, shown) = &cell.value else {
            return true;
        };
        // A figure in another unit than its target is the worse fault: that is said alone.
        let figure = self.actual(row).filter(|figure| figure.value.is_some());
        let apart = figure.is_some_and(|figure| !figure.same_unit(target));
        if apart || tolerance::fits(shown, target) {
            return true;
        }
        let message = format!(
            "`{name}` of {} is `{shown}`, which is not in the unit of its target, `{}`",
            self.called(row),
            target.shown
        );
        let hint = format!("write it as in {}", tolerance::example(target));
        out.add(Code::ToleranceUnclear, cell.origin.clone(), message)
            .hint(hint);
        false
    }

    /// Whether something was found in a column that the rule needs, and could not be read.
    fn unread(&self, row: &Row, found: &LooseRow) -> bool {
        let rule = self.rule;
        let others = [&rule.tolerance, &rule.polarity].into_iter().flatten();
        let mut needed = [&rule.actual, &rule.target].into_iter().chain(others);
        let own = self.quarter.map(|quarter| slot(&rule.actual, quarter));
        let filled = |name: &str| found.filled().any(|(column, _)| column == name);
        let given = self
            .status
            .is_some_and(|status| filled(status) && row.value(status).is_none());
        let own_unread = own.is_some_and(|own| filled(&own) && self.actual(row).is_none());
        given || own_unread || needed.any(|name| filled(name) && row.value(name).is_none())
    }

    fn travel(&self, row: &mut Row) {
        let (Some(now), Some(Value::Series(series))) = (self.quarter, row.value(&self.rule.actual))
        else {
            return;
        };
        let (polarity, target) = (self.polarity(row), self.target(row));
        let since = |earlier| Travel::between(series, earlier, now, polarity, target);
        let (short, long) = (since(now.before()), since(now.year_before()));
        (row.short_travel, row.long_travel) = (short, long);
    }

    fn status(&self, row: &mut Row, status: &str, key: &StatusKey, out: &mut Diagnostics) {
        let given = row.value(status).map(Value::plain);
        if let Some(code) = given {
            row.judged = Some(Judged::Given);
            self.say_disagreement(row, &code, key, out);
            return;
        }
        if self.target_unread(row, out) {
            return;
        }
        let origin = self.place(row);
        let computed = self
            .outcome(row)
            .and_then(|outcome| self.step(row, outcome, key));
        match computed {
            Ok(code) => {
                let value = Value::Status(code);
                row.cells.insert(status.to_owned(), Cell { value, origin });
                row.judged = Some(Judged::Computed);
            }
            Err(fault) => {
                let mut problem = out.add(fault.code, origin, fault.message);
                for hint in fault.hints {
                    problem = problem.hint(hint);
                }
            }
        }
    }

    /// Reports a target that has a figure among its words: it is meant to be judged by, and cannot be.
    fn target_unread(&self, row: &Row, out: &mut Diagnostics) -> bool {
        let words = self.target(row).filter(|target| {
            target.value.is_none() && target.shorthand.is_empty() && names_figure(&target.shown)
        });
        let (Some(target), Some(cell)) = (words, row.cells.get(&self.rule.target)) else {
            return false;
        };
        let message = format!(
            "`{}` of {} cannot be read as a figure: `{}`",
            self.rule.target,
            self.called(row),
            target.shown
        );
        out.add(Code::FigureUnclear, cell.origin.clone(), message)
            .hint(instead(&target.shown))
            .hint("or give its status, where it is not judged by a figure");
        true
    }

    /// Judges a row's figure, or says what is wanting.
    fn outcome(&self, row: &Row) -> Result<Outcome, Fault> {
        let called = self.called(row);
        let unknown = Figure::default();
        let target = self.target(row).unwrap_or(&unknown);
        if target.value.is_none() {
            return Ok(Outcome::NoTarget);
        }
        let actual = self.actual(row);
        let polarity = self.polarity(row);
        let Some(actual) = actual.filter(|actual| actual.value.is_some()) else {
            return Ok(Outcome::NoData);
        };
        if !actual.same_unit(target) {
            return Err(Fault {
                code: Code::UnitsDiffer,
                message: format!(
                    "{called} cannot be judged: its figure is `{}` and its target `{}`",
                    actual.shown, target.shown
                ),
                hints: vec!["write both in one unit, or give the status".into()],
            });
        }
        let Some(polarity) = polarity else {
            return Err(Fault {
                code: Code::JudgementMissing,
                message: format!("{called} has no status, and nobody says which way is good"),
                hints: vec![
                    "write `high`, `low` or `plan range` as its polarity, or give its status"
                        .into(),
                ],
            });
        };
        Ok(Outcome::of(
            actual.value,
            target,
            self.tolerance(row),
            polarity,
        ))
    }

    fn step(&self, row: &Row, outcome: Outcome, key: &StatusKey) -> Result<String, Fault> {
        if let Some(step) = key.step_for(outcome) {
            return Ok(step.code.clone());
        }
        let called = self.called(row);
        let add = format!(
            "add `when = \"{}\"` to a step of the key in `board.toml`",
            outcome.name()
        );
        let (code, message, give) = match outcome {
            Outcome::NoTarget => (
                Code::JudgementMissing,
                format!("{called} has no status, and no target to compute one from"),
                "give its target or its status",
            ),
            outcome => (
                Code::OutcomeWithoutStep,
                format!(
                    "{called} {}, and the status key `{}` has no step for that",
                    said(outcome),
                    key.name
                ),
                "or give its status",
            ),
        };
        let hints = match outcome {
            Outcome::NoTarget => vec![
                give.to_owned(),
                format!("or {add}, for measures without target"),
            ],
            _ => vec![add, give.to_owned()],
        };
        Err(Fault {
            code,
            message,
            hints,
        })
    }

    /// Reports a status that the office gives and its own rule does not.
    fn say_disagreement(&self, row: &Row, given: &str, key: &StatusKey, out: &mut Diagnostics) {
        let by_rule = key.by_code(given).is_some_and(|step| step.when.is_some());
        let computed = self
            .outcome(row)
            .ok()
            .filter(|outcome| *outcome != Outcome::NoTarget);
        let (Some(given), Some(computed)) = (
            key.by_code(given),
            computed.and_then(|outcome| key.step_for(outcome)),
        ) else {
            return;
        };
        if by_rule && given.code != computed.code {
            let message = format!(
                "{} is given as `{}`, and by its figures it is `{}`",
                self.called(row),
                given.label,
                computed.label
            );
            let status = self.status.and_then(|status| row.cells.get(status));
            let origin = status.map_or_else(|| self.place(row), |cell| cell.origin.clone());
            out.add(Code::StatusDisagrees, origin, message)
                .hint("empty the status to have it computed, or say in the comment why it stands");
        }
    }

    fn actual<'r>(&self, row: &'r Row) -> Option<&'r Figure> {
        match row.value(&self.rule.actual)? {
            Value::Number(figure) => Some(figure),
            Value::Series(points) => {
                let own = |point: &&Point| Some(point.quarter) == self.quarter;
                points.iter().find(own).map(|point| &point.figure)
            }
            _ => None,
        }
    }

    fn target<'r>(&self, row: &'r Row) -> Option<&'r Figure> {
        match row.value(&self.rule.target)? {
            Value::Number(figure) => Some(figure),
            _ => None,
        }
    }

    fn tolerance(&self, row: &Row) -> Option<Tolerance> {
        match row.value(self.rule.tolerance.as_deref()?)? {
            Value::Tolerance(tolerance, _) => Some(*tolerance),
            _ => None,
        }
    }

    fn polarity(&self, row: &Row) -> Option<Polarity> {
        match row.value(self.rule.polarity.as_deref()?)? {
            Value::Polarity(polarity, _) => Some(*polarity),
            _ => None,
        }
    }

    /// What messages call a row: measure `4`.
    fn called(&self, row: &Row) -> String {
        let one = self.name.strip_suffix('s').unwrap_or(self.name);
        format!("{one} `{}`", row.label)
    }

    /// Where a row's figure stands, or else its target or its first cell.
    fn place(&self, row: &Row) -> Origin {
        let mut columns = [&self.rule.actual, &self.rule.target].into_iter();
        let cell = columns.find_map(|name| row.cells.get(name));
        let cell = cell.or_else(|| row.cells.values().next());
        cell.map_or_else(|| Origin::file(self.name), |cell| cell.origin.clone())
    }
}

/// Why a status cannot be computed.
struct Fault {
    code: Code,
    message: String,
    hints: Vec<String>,
}

/// What an outcome says of a row.
fn said(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Met => "meets its target",
        Outcome::Near => "is near its target",
        Outcome::Missed => "misses its target",
        Outcome::NoData => "has no figure",
        Outcome::NoTarget => "has no target",
    }
}
