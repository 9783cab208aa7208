//! Terms of the glossary that nothing in the paper needs.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Note, Paper, plain};

use super::super::Subject;
use super::super::passage::{Home, Passage, passages};

/// Reports the terms of the paper's own file; those of a workbook may be there for another paper.
pub fn check(subject: &Subject<'_>, out: &mut Diagnostics) {
    let paper = subject.paper;
    let own = paper
        .notes
        .iter()
        .filter(|note| note.origin.path() == paper.file);
    for note in own.filter(|note| is_unused(note, &subject.passages)) {
        report(note, "the paper", out);
    }
}

/// Reports the terms of workbooks that no paper of the office uses.
pub fn together(papers: &[&Paper], out: &mut Diagnostics) {
    let mut terms: BTreeMap<String, Option<&Note>> = BTreeMap::new();
    for paper in papers {
        let shared: Vec<&Note> = paper
            .notes
            .iter()
            .filter(|note| note.origin.path() != paper.file)
            .collect();
        if shared.is_empty() {
            continue;
        }
        let lines = passages(paper);
        for note in shared.into_iter().filter(|note| note.is_term) {
            let place = note.origin.to_string();
            let unused = is_unused(note, &lines).then_some(note);
            let so_far = terms.entry(place).or_insert(unused);
            *so_far = so_far.and(unused);
        }
    }
    for note in terms.into_values().flatten() {
        report(note, "the papers of this workbook", out);
    }
}

fn report(note: &Note, who: &str, out: &mut Diagnostics) {
    let message = format!("the term `{}` is not used in {who}", note.mark);
    out.add(Code::TermUnused, note.origin.clone(), message)
        .hint("delete the term, or write it as the text does: capitals make a difference");
}

/// A term in a heading or a link has no note, but it is used.
fn is_unused(note: &Note, lines: &[Passage<'_>]) -> bool {
    let others = || lines.iter().filter(|line| !is_of(line, note));
    note.is_term && note.number.is_none() && !others().any(|line| stands_in(&note.mark, &line.text))
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
