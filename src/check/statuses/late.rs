//! Lines that have not started, though their time has passed.

use crate::check::speech::Speech;
use crate::check::told::Told;
use crate::check::{Passage, Subject};
use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Date, FinancialYear, Paper, Value};

/// When a row was to start or end, and how the paper says it.
struct Planned<'a, 's> {
    last: Date,
    said: String,
    passage: Option<(&'s Passage<'a>, std::ops::Range<usize>)>,
    column: Option<&'a str>,
}

/// Reports lines that have not started by the day for which they were planned.
pub fn check(subject: &Subject<'_>, speech: &Speech, rows: &[Told<'_, '_>], out: &mut Diagnostics) {
    let Some((end, called)) = end(subject.paper) else {
        return;
    };
    let year = subject.paper.quarter().map(|quarter| quarter.year);
    for told in rows
        .iter()
        .filter(|told| told.step.is_some_and(|step| speech.is_not_started(step)))
    {
        if let Some(planned) = passed(told, speech, year, end) {
            report(told, &planned, &called, out);
        }
    }
}

/// Returns the last day that a paper speaks of, and what it is called.
fn end(paper: &Paper) -> Option<(Date, String)> {
    if let Some(quarter) = paper.quarter() {
        return Some((quarter.last_day(), quarter.to_string()));
    }
    paper.fields.values().find_map(|cell| match cell.value {
        Value::Date(date) => Some((date, date.to_string())),
        _ => None,
    })
}

/// Returns the last of the days for which a row is planned, where all that it names have passed.
fn passed<'a, 's>(
    told: &Told<'a, 's>,
    speech: &Speech,
    year: Option<FinancialYear>,
    end: Date,
) -> Option<Planned<'a, 's>> {
    if told
        .passages
        .iter()
        .any(|line| speech.dates.puts_off(&line.text))
    {
        return None;
    }
    let mut all = in_columns(told, speech);
    for line in told.passages {
        for mention in speech.dates.mentions(&line.text, year) {
            if mention.last > end {
                return None;
            }
            if mention.planned {
                all.push(Planned {
                    last: mention.last,
                    said: line.text[mention.words.clone()].to_owned(),
                    passage: Some((line, mention.words)),
                    column: None,
                });
            }
        }
    }
    let latest = all.into_iter().max_by_key(|planned| planned.last)?;
    (latest.last <= end).then_some(latest)
}

fn in_columns<'a, 's>(told: &Told<'a, 's>, speech: &Speech) -> Vec<Planned<'a, 's>> {
    let due = told
        .rows
        .columns
        .iter()
        .filter(|column| speech.dates.is_due(&column.heading));
    let dates = due.filter_map(|column| {
        let (last, said) = match told.row.value(&column.name)? {
            Value::Date(date) => (*date, date.to_string()),
            Value::Quarter(quarter) => (quarter.last_day(), quarter.to_string()),
            _ => return None,
        };
        Some(Planned {
            last,
            said,
            passage: None,
            column: Some(&column.name),
        })
    });
    dates.collect()
}

fn report(told: &Told<'_, '_>, planned: &Planned<'_, '_>, paper: &str, out: &mut Diagnostics) {
    let message = format!(
        "{} has not started, but it was planned for {}, and the paper is of {paper}",
        told.called(),
        planned.said
    );
    let hint =
        "give the status that it has now, or say when it will start and why that has changed";
    if let Some((line, words)) = &planned.passage {
        line.report(Code::NotStartedLate, words.clone(), message, out)
            .hint(hint);
        return;
    }
    let problem = told.report(Code::NotStartedLate, message, out).hint(hint);
    let cell = planned.column.and_then(|column| told.row.cells.get(column));
    if let Some(cell) = cell {
        problem.origin = Some(cell.origin.clone());
    }
}
