//! Updates that are those of an earlier paper.

use std::sync::LazyLock;

use regex::Regex;

use crate::check::Subject;
use crate::check::speech::Speech;
use crate::check::told::{Told, words};
use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Paper, Value, with_plain_signs};

use super::folded;

/// Updates of fewer words may well stand again.
const SHORT: usize = 4;

/// In updates of fewer words, other figures are the news.
const NEWS: usize = 25;

static FIGURES: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"[£$€]?[0-9][0-9.,]*[mk%]?").expect("a pattern"));

/// Lists the update of a row in each earlier paper that has the row.
pub fn earlier_words<'a>(
    subject: &Subject<'a>,
    told: &Told<'a, '_>,
) -> impl Iterator<Item = (&'a Paper, String)> + use<'a> {
    let (paper, table, position, kind) = (subject.paper, told.table, told.position, told.kind);
    paper.past.iter().filter_map(move |(field, comparison)| {
        let Value::Paper(old) = &paper.fields.get(field)?.value else {
            return None;
        };
        let past = comparison.tables.get(table)?.rows.get(position)?;
        let row = old.tables.get(table)?.rows.get(past.row?)?;
        Some((&**old, with_plain_signs(words(kind, row)?)))
    })
}

/// Reports updates that stand as they stood, or with other dates or figures alone.
pub fn check(subject: &Subject<'_>, speech: &Speech, rows: &[Told<'_, '_>], out: &mut Diagnostics) {
    for told in rows.iter().filter(|told| is_moving(told, speech)) {
        let Some(now) = told.words().filter(|text| super::has(text, SHORT)) else {
            continue;
        };
        // The nearest paper tells enough.
        let found = earlier_words(subject, told)
            .find_map(|(paper, then)| Some((paper, likeness(&now, &then, told, speech)?)));
        if let Some((paper, likeness)) = found {
            report(told, paper, likeness, out);
        }
    }
}

/// How an update is like an earlier one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Likeness {
    /// Word for word.
    Same,
    /// But for its dates.
    OtherDates,
    /// But for its figures.
    OtherFigures,
}

/// Nothing new is to be said of what is over or has not started, nor of what nobody gave a status.
fn is_moving(told: &Told<'_, '_>, speech: &Speech) -> bool {
    let Some(step) = told.step else {
        return told.rows.key.is_none();
    };
    !step.closed && step.rank.is_some() && step.counted && !speech.is_not_started(step)
}

fn likeness(now: &str, then: &str, told: &Told<'_, '_>, speech: &Speech) -> Option<Likeness> {
    let figures_are_news = told.kind.judge.is_some();
    alike(now, then, speech).filter(|like| *like == Likeness::Same || !figures_are_news)
}

/// Tells how an update is like an earlier one; none where it says something else.
pub fn alike(now: &str, then: &str, speech: &Speech) -> Option<Likeness> {
    if folded(now) == folded(then) {
        return Some(Likeness::Same);
    }
    let (now, then) = (speech.dates.without(now), speech.dates.without(then));
    if folded(&now) == folded(&then) {
        return Some(Likeness::OtherDates);
    }
    let bare = |text: &str| folded(&FIGURES.replace_all(text, "0"));
    let same = super::count(&now) >= NEWS && bare(&now) == bare(&then);
    same.then_some(Likeness::OtherFigures)
}

fn report(told: &Told<'_, '_>, paper: &Paper, likeness: Likeness, out: &mut Diagnostics) {
    let then = match paper.quarter() {
        Some(quarter) => format!("that of {quarter}"),
        None => format!("that in `{}`", paper.file),
    };
    let line = told.called();
    let (code, message) = match likeness {
        Likeness::Same => (
            Code::UpdateStale,
            format!("the update of {line} is {then}, word for word"),
        ),
        Likeness::OtherDates => (
            Code::UpdateRedated,
            format!("the update of {line} is {then} with other dates"),
        ),
        Likeness::OtherFigures => (
            Code::UpdateRedated,
            format!("the update of {line} is {then} with other figures"),
        ),
    };
    told.report(code, message, out)
        .hint("say what has happened since, or that nothing has and why");
}
