//! Terms of the glossary that nothing in the paper needs.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Note, Origin, Paper, plain, plain_signs};

use super::super::passage::{Home, Passage, passages};
use super::super::{Subject, Uses};

/// Reports the terms of the paper's own file; those of a workbook may be there for another paper.
pub fn check(subject: &Subject<'_>, out: &mut Diagnostics) {
    let paper = subject.paper;
    let own = paper
        .notes
        .iter()
        .filter(|note| note.origin.path() == paper.file);
    for note in own.filter(|note| is_unused(note, &subject.passages)) {
        report(&note.mark, &note.origin, "the paper", out);
    }
}

/// A term of a workbook, and whether a paper with that workbook uses it.
#[derive(Clone, Debug)]
pub struct TermUse {
    mark: String,
    place: Origin,
    is_used: bool,
}

impl TermUse {
    /// Lists the terms of a paper's workbooks.
    pub fn all(paper: &Paper) -> Vec<Self> {
        let is_shared = |note: &&Note| note.is_term && note.origin.path() != paper.file;
        let mut shared = paper.notes.iter().filter(is_shared).peekable();
        if shared.peek().is_none() {
            return Vec::new();
        }
        let lines = passages(paper);
        shared.map(|note| Self::of(note, &lines)).collect()
    }

    fn of(note: &Note, lines: &[Passage<'_>]) -> Self {
        Self {
            mark: note.mark.clone(),
            place: note.origin.clone(),
            is_used: !is_unused(note, lines),
        }
    }
}

/// Reports the terms of workbooks that no paper of the office uses.
pub fn together(papers: &[&Uses], out: &mut Diagnostics) {
    let mut terms: BTreeMap<String, Option<&TermUse>> = BTreeMap::new();
    for term in papers.iter().flat_map(|paper| &paper.terms) {
        let unused = (!term.is_used).then_some(term);
        let so_far = terms.entry(term.place.to_string()).or_insert(unused);
        *so_far = so_far.and(unused);
    }
    for term in terms.into_values().flatten() {
        report(&term.mark, &term.place, "the papers of this workbook", out);
    }
}

fn report(mark: &str, place: &Origin, who: &str, out: &mut Diagnostics) {
    let message = format!("the term `{mark}` is not used in {who}");
    out.add(Code::TermUnused, place.clone(), message)
        .hint("delete the term, or write it as the text does: capitals make a difference");
}

/// A term in a heading or a link has no note, but it is used.
fn is_unused(note: &Note, lines: &[Passage<'_>]) -> bool {
    let others = || lines.iter().filter(|line| !is_of(line, note));
    let mark = plain_signs(&note.mark);
    note.is_term && note.number.is_none() && !others().any(|line| stands_in(&mark, &line.text))
}

fn is_of(line: &Passage<'_>, note: &Note) -> bool {
    match line.home {
        Home::Note(other) => other.origin == note.origin || plain(&other.text) == plain(&note.text),
        Home::Above => true,
        _ => false,
    }
}

/// Returns whether a term stands in a line as a whole word, with its own capitals.
fn stands_in(term: &str, line: &str) -> bool {
    let is_edge = |next: Option<char>| next.is_none_or(|c| !c.is_alphanumeric());
    !term.is_empty()
        && line.match_indices(term).any(|(at, _)| {
            let rest = line[at + term.len()..].trim_start_matches(['\'', '’']);
            let rest = rest
                .strip_prefix('s')
                .filter(|rest| is_edge(rest.chars().next()))
                .unwrap_or(rest);
            is_edge(line[..at].chars().next_back()) && is_edge(rest.chars().next())
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_term_stands_in_a_line_as_a_whole_word_in_any_number() {
        for line in ["The EMSOU team", "EMSOU's team", "(EMSOU)", "all EMSOUs"] {
            assert!(stands_in("EMSOU", line), "{line}");
        }
        for line in ["EMSOUth", "NEMSOU", "emsou", ""] {
            assert!(!stands_in("EMSOU", line), "{line}");
        }
    }
}
