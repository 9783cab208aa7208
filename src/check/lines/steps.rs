//! Steps of status keys that no paper uses.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Board, Origin, Paper, Quarter, Step, Table};

/// Of a key for fewer quarters or rows than this nobody can tell which of its steps are needed.
const QUARTERS: usize = 2;
const ROWS: usize = 10;

/// What papers use of a key.
#[derive(Default)]
struct Used<'a> {
    quarters: BTreeSet<Quarter>,
    rows: usize,
    codes: BTreeSet<&'a str>,
}

/// Reports the keys that no paper of the office uses, and the steps that no row has.
pub fn check(board: &Board, papers: &[&Paper], out: &mut Diagnostics) {
    let mut used: BTreeMap<&str, Used<'_>> = BTreeMap::new();
    for paper in papers {
        for table in paper.tables.values() {
            add(paper, table, &mut used);
        }
    }
    let (known, unused): (Vec<_>, Vec<_>) = board
        .keys
        .values()
        .partition(|key| used.contains_key(key.name.as_str()));
    // An office that has just begun has its keys before its papers.
    if papers.len() > 1 {
        let names = unused.iter().map(|key| key.name.as_str());
        keys(
            &names.collect::<Vec<_>>(),
            unused.first().map(|key| &key.origin),
            out,
        );
    }
    for key in known {
        let used = &used[key.name.as_str()];
        if used.quarters.len() < QUARTERS || used.rows < ROWS {
            continue;
        }
        let idle = key.steps.iter().filter(|step| is_for_use(step));
        let idle = idle.filter(|step| !used.codes.contains(step.code.as_str()));
        steps(&key.name, &idle.collect::<Vec<_>>(), &key.origin, out);
    }
}

fn add<'a>(paper: &'a Paper, table: &'a Table, used: &mut BTreeMap<&'a str, Used<'a>>) {
    let Some(key) = &table.key else {
        return;
    };
    let of_key = used.entry(key.name.as_str()).or_default();
    of_key.quarters.extend(paper.quarter());
    for code in table.rows.iter().filter_map(|row| table.status(row)) {
        of_key.rows += 1;
        of_key.codes.insert(code);
    }
}

/// A step that needs attention is there for the day on which it is needed, and one that stands for an outcome for its rule.
fn is_for_use(step: &Step) -> bool {
    !step.attention && step.when.is_none()
}

fn keys(names: &[&str], first: Option<&Origin>, out: &mut Diagnostics) {
    let (Some(first), [one, rest @ ..]) = (first, names) else {
        return;
    };
    let message = match rest {
        [] => format!("no paper uses the status key `{one}`"),
        _ => format!("no paper uses the status keys `{}`", names.join("`, `")),
    };
    out.add(Code::StepUnused, first.clone(), message)
        .hint("delete what is not needed: each key is one more that a paper can name by mistake");
}

fn steps(key: &str, idle: &[&Step], place: &Origin, out: &mut Diagnostics) {
    let named: Vec<String> = idle
        .iter()
        .map(|step| match step.label == step.code {
            true => format!("`{}`", step.code),
            false => format!("`{}` ({})", step.code, step.label),
        })
        .collect();
    let message = match &named[..] {
        [] => return,
        [one] => format!("no paper uses the step {one} of the status key `{key}`"),
        several => format!(
            "no paper uses the steps {} of the status key `{key}`",
            several.join(", ")
        ),
    };
    out.add(Code::StepUnused, place.clone(), message)
        .hint("delete the step if it is not needed: every paper prints the whole key");
}
