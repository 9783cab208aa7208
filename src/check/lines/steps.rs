//! Steps of status keys that no paper uses.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Board, Origin, Paper, Quarter, Step, Table};

use super::super::Uses;

/// Of a key for fewer quarters or rows than this nobody can tell which of its steps are needed.
const QUARTERS: usize = 2;
const ROWS: usize = 10;

/// What a table uses of its key.
#[derive(Clone, Debug)]
pub struct KeyUse {
    name: String,
    quarter: Option<Quarter>,
    rows: usize,
    codes: BTreeSet<String>,
}

impl KeyUse {
    /// Lists what the tables of a paper use.
    pub fn all(paper: &Paper) -> Vec<Self> {
        let tables = paper.tables.values();
        tables.filter_map(|table| Self::of(paper, table)).collect()
    }

    fn of(paper: &Paper, table: &Table) -> Option<Self> {
        let codes = || table.rows.iter().filter_map(|row| table.status(row));
        Some(Self {
            name: table.key.as_ref()?.name.clone(),
            quarter: paper.quarter(),
            rows: codes().count(),
            codes: codes().map(str::to_owned).collect(),
        })
    }
}

/// What papers use of a key.
#[derive(Default)]
struct Used<'a> {
    quarters: BTreeSet<Quarter>,
    rows: usize,
    codes: BTreeSet<&'a str>,
}

impl<'a> Used<'a> {
    fn add(&mut self, of: &'a KeyUse) {
        self.quarters.extend(of.quarter);
        self.rows += of.rows;
        self.codes.extend(of.codes.iter().map(String::as_str));
    }
}

/// Reports the keys that no paper of the office uses, and the steps that no row has.
pub fn check(board: &Board, papers: &[&Uses], out: &mut Diagnostics) {
    let mut used: BTreeMap<&str, Used<'_>> = BTreeMap::new();
    for of in papers.iter().flat_map(|paper| &paper.keys) {
        used.entry(&of.name).or_default().add(of);
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
