//! The papers of a quarter whose lines officers answer.

use std::path::{Path, PathBuf};

use crate::diagnostic::{Code, Diagnostics, Severity};
use crate::job::reader::Reader;
use crate::job::{Office, papers};
use crate::load::{self, NodeValue};
use crate::model::{Kind, Origin, Paper, Quarter, ValueType};
use crate::validate;

/// What to do where a quarter has no papers.
const NEXT: &str = "`boardpaper new quarter` rolls the papers of the last quarter forward; `--quarter` names another one";

/// Reads the papers of a quarter whose lines officers answer; of none that is named, the latest quarter's.
///
/// A line that has no answer yet is no fault here; whatever else is wrong with a paper is reported, and then none is given.
pub fn quarter_papers(
    office: &Office,
    quarter: Option<Quarter>,
    out: &mut Diagnostics,
) -> Option<(Quarter, Vec<Paper>)> {
    let mut problems = Diagnostics::default();
    let dated: Vec<(Quarter, PathBuf)> = papers(office, &[], &mut problems)
        .into_iter()
        .filter_map(|path| Some((quarter_of(office, &path)?, path)))
        .collect();
    let latest = dated.iter().map(|(quarter, _)| *quarter).max();
    let Some(quarter) = quarter.or(latest) else {
        let message = "the office has no papers of a quarter that officers answer for";
        out.add(Code::RoundFaulty, Origin::file("data"), message)
            .hint(NEXT);
        return None;
    };
    let mut reader = Reader::new(office);
    let mut read = Vec::new();
    let own = dated.iter().filter(|(of, _)| *of == quarter);
    for (_, path) in own {
        let paper = reader.read(path, &mut problems);
        read.extend(paper);
    }
    problems.retain(|problem| problem.severity == Severity::Error && !is_unanswered(problem.code));
    let failed = problems.has_errors();
    out.append(problems);
    if read.is_empty() && !failed {
        no_paper_of(quarter, out);
        return None;
    }
    (!failed).then_some((quarter, read))
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

/// Returns the quarter of a paper whose document has lines that officers answer.
fn quarter_of(office: &Office, path: &Path) -> Option<Quarter> {
    let mut untold = Diagnostics::default();
    let node = load::paper(path, &office.shown(path), &mut untold)?;
    let NodeValue::Table(entries) = &node.value else {
        return None;
    };
    let text = |name: &str| {
        let entry = entries.iter().find(|entry| entry.key == name)?;
        match &entry.node.value {
            NodeValue::Text(text) => Some(text.trim()),
            _ => None,
        }
    };
    let kind = validate::kind(
        &office.library,
        text("document")?,
        &node.origin,
        &mut untold,
    )?;
    if !asks(&kind) {
        return None;
    }
    let mut fields = kind
        .fields
        .iter()
        .filter(|(_, field)| field.of_type == ValueType::Quarter);
    fields.find_map(|(name, _)| Quarter::parse(text(name)?))
}

/// Returns whether papers of a kind have lines that officers answer.
fn asks(kind: &Kind) -> bool {
    kind.tables
        .values()
        .any(|table| table.answers().next().is_some())
}
