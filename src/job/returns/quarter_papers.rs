//! The papers of a quarter whose lines officers answer.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::diagnostic::{Code, Diagnostics, Severity};
use crate::job::reader::Reader;
use crate::job::{Office, papers};
use crate::load::{self, NodeValue};
use crate::model::{Kind, Origin, Paper, Quarter, ValueType};
use crate::validate;

/// What to do where a quarter has no papers.
const NEXT: &str = "`boardpaper new quarter` rolls the papers of the last quarter forward; `--quarter` names another one";

/// The papers of a quarter whose lines officers answer.
pub struct QuarterPapers {
    /// The quarter.
    pub quarter: Quarter,
    /// The papers that are sound.
    pub papers: Vec<Paper>,
    /// Those that are not.
    pub faulty: Vec<Faulty>,
}

/// A paper that cannot be read whole.
pub struct Faulty {
    /// Its file from the office's folder.
    pub file: String,
    /// What is wrong with it.
    pub problems: Diagnostics,
    /// Whether it is of the quarter, or lies beside papers that are; of others nobody can tell.
    pub is_near: bool,
}

/// Reads the papers of a quarter whose lines officers answer; of none that is named, the latest quarter's.
///
/// A line that has no answer yet is no fault here. A paper with another fault keeps no other from being given.
pub fn quarter_papers(
    office: &Office,
    quarter: Option<Quarter>,
    out: &mut Diagnostics,
) -> Option<QuarterPapers> {
    let mut problems = Diagnostics::default();
    let all: Vec<(PathBuf, Due)> = papers(office, &[], &mut problems)
        .into_iter()
        .map(|path| {
            let due = due(office, &path);
            (path, due)
        })
        .collect();
    problems.retain(|problem| problem.severity == Severity::Error);
    let failed = problems.has_errors();
    out.append(problems);
    let latest = all.iter().filter_map(|(_, due)| due.quarter()).max();
    let Some(quarter) = quarter.or(latest).filter(|_| !failed) else {
        if !failed {
            say_none(out);
        }
        return None;
    };
    let found = read(office, quarter, &all);
    if found.papers.is_empty() && !found.faulty.iter().any(|faulty| faulty.is_near) {
        no_paper_of(quarter, out);
        return None;
    }
    Some(found)
}

fn read(office: &Office, quarter: Quarter, all: &[(PathBuf, Due)]) -> QuarterPapers {
    let mut found = QuarterPapers {
        quarter,
        papers: Vec::new(),
        faulty: Vec::new(),
    };
    let own = all.iter().filter(|(_, due)| *due == Due::In(quarter));
    let folders: BTreeSet<_> = own.map(|(path, _)| path.parent()).collect();
    for (path, due) in all {
        let is_own = *due == Due::In(quarter);
        if !is_own && *due != Due::Unknown {
            continue;
        }
        // What papers share is told of in each of them: a reader of two would tell it in the first.
        let mut problems = Diagnostics::default();
        let paper = Reader::new(office).read(path, &mut problems);
        problems
            .retain(|problem| problem.severity == Severity::Error && !is_unanswered(problem.code));
        if problems.has_errors() {
            found.faulty.push(Faulty {
                file: office.shown(path),
                problems,
                is_near: is_own || folders.contains(&path.parent()),
            });
        } else if is_own {
            found.papers.extend(paper);
        }
    }
    found
}

fn say_none(out: &mut Diagnostics) {
    let message = "the office has no papers of a quarter that officers answer for";
    out.add(Code::RoundFaulty, Origin::file("data"), message)
        .hint(NEXT);
}

/// Returns whether a problem is that of a line that has no answer yet: no status, no figure, nothing to compute one from.
fn is_unanswered(code: Code) -> bool {
    [
        Code::StatusMissing,
        Code::CellMissing,
        Code::JudgementMissing,
        Code::OutcomeWithoutStep,
    ]
    .contains(&code)
}

/// Reports a quarter that has no paper to ask for.
fn no_paper_of(quarter: Quarter, out: &mut Diagnostics) {
    let message = format!("no paper of {quarter} has lines that officers answer");
    out.add(Code::RoundFaulty, Origin::file("data"), message)
        .hint(NEXT);
}

/// When a paper's lines are to be answered.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Due {
    /// In this quarter.
    In(Quarter),
    /// In one that nobody can tell, for the paper is at fault.
    Unknown,
    /// Never: it has no such lines.
    Never,
}

impl Due {
    fn quarter(self) -> Option<Quarter> {
        match self {
            Self::In(quarter) => Some(quarter),
            _ => None,
        }
    }
}

/// Returns when the lines of a paper are to be answered.
fn due(office: &Office, path: &Path) -> Due {
    let mut untold = Diagnostics::default();
    let Some(node) = load::paper(path, &office.shown(path), &mut untold) else {
        return Due::Unknown;
    };
    let NodeValue::Table(entries) = &node.value else {
        return Due::Never;
    };
    let text = |name: &str| {
        let entry = entries.iter().find(|entry| entry.key == name)?;
        match &entry.node.value {
            NodeValue::Text(text) => Some(text.trim()),
            _ => None,
        }
    };
    let kind = text("document")
        .and_then(|name| validate::kind(&office.library, name, &node.origin, &mut untold));
    let Some(kind) = kind else {
        return Due::Unknown;
    };
    let fields = kind
        .fields
        .iter()
        .filter(|(_, field)| field.of_type == ValueType::Quarter);
    let fields: Vec<&String> = fields.map(|(name, _)| name).collect();
    match fields.iter().find_map(|name| Quarter::parse(text(name)?)) {
        _ if !asks(&kind) || fields.is_empty() => Due::Never,
        Some(quarter) => Due::In(quarter),
        None => Due::Unknown,
    }
}

/// Returns whether papers of a kind have lines that officers answer.
fn asks(kind: &Kind) -> bool {
    kind.tables
        .values()
        .any(|table| table.answers().next().is_some())
}
