//! Refs that are missing from their order.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::{Subject, about};
use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Paper, TableKind, Value};

use super::refs::{Piece, position};
use super::word::{GONE, Named, Words};
use super::{Numbered, lines};

/// Fewer refs than this show no order that one could be missing from.
const FEWEST: usize = 4;
/// Where more than one ref in so many is missing, they are numbered by something else: a paper shows some lines only.
const SPARSE: usize = 5;

/// A run of fewer refs may well begin with its second.
const BEGUN: usize = 3;

/// The refs of one run, such as those that begin with `5C`, by their last piece.
type Run<'s, 'a> = BTreeMap<u64, (usize, &'s Numbered<'a>)>;

/// Reports the refs that a section leaves out; `strays` are its lines out of order.
pub fn check(
    subject: &Subject<'_>,
    (name, kind): (&str, &TableKind),
    (section, strays): (&[Numbered<'_>], &[usize]),
    out: &mut Diagnostics,
) {
    let runs = runs(section);
    let covered = covered(section, &runs);
    let gaps: BTreeMap<_, _> = runs
        .iter()
        .map(|(before, run)| {
            (
                before,
                gaps(run, &|number| covered.contains(&(before.to_vec(), number))),
            )
        })
        .collect();
    let missing: usize = gaps.values().flatten().map(Vec::len).sum();
    let there: usize = runs.values().map(BTreeMap::len).sum();
    if missing == 0 || there < FEWEST || missing * SPARSE > there + missing {
        return;
    }
    for (before, gaps) in gaps {
        let run = &runs[before];
        // A ref out of order is most often one that was mistyped: what is missing is that.
        if run.values().any(|(at, _)| strays.contains(at)) {
            continue;
        }
        let known = known(subject.paper, name, before);
        for gap in gaps.iter().filter(|gap| gap.last() > known.as_ref()) {
            tell(subject, (name, kind), (run, gap), out);
        }
    }
}

fn tell(
    subject: &Subject<'_>,
    (name, kind): (&str, &TableKind),
    (run, gap): (&Run<'_, '_>, &[u64]),
    out: &mut Diagnostics,
) {
    let (Some(first), Some(last)) = (gap.first(), gap.last()) else {
        return;
    };
    let Some((_, (_, after))) = run.range(last..).next() else {
        return;
    };
    let before = run.range(..first).next_back();
    let refs: Vec<String> = gap.iter().map(|number| after.of.with(*number)).collect();
    let words = Words::of(subject);
    let said = |reference: &String| {
        let named = Named {
            reference,
            title: "",
            table: name,
        };
        words.say(&named, &GONE, None)
    };
    if refs.iter().all(said) {
        return;
    }
    let (are, names) = match &refs[..] {
        [one] => ("is", format!("`{one}`")),
        several => ("are", format!("`{}`", several.join("`, `"))),
    };
    let place = match before {
        Some((_, (_, before))) => format!("between `{}` and `{}`", before.of.text, after.of.text),
        None => format!("before `{}`", after.of.text),
    };
    let message = format!("{names} {are} missing {place}");
    out.add(Code::RefSkipped, after.cell.origin.clone(), message)
        .hint("put the line back if it was lost, or say in the paper what became of it; if the ref is a slip, correct it")
        .about = Some(about(name, kind, after.row));
}

/// Sorts the lines of a section by what stands before the last piece of their refs.
fn runs<'s, 'a>(section: &'s [Numbered<'a>]) -> BTreeMap<Vec<Piece>, Run<'s, 'a>> {
    let mut runs: BTreeMap<Vec<Piece>, Run<'s, 'a>> = BTreeMap::new();
    let mut words = BTreeSet::new();
    for (at, line) in section.iter().enumerate() {
        let (before, last) = line.of.apart();
        let number = match last {
            Piece::Number(number) => Some(*number),
            Piece::Letters(letters) => position(letters),
        };
        // Of letters that are words or roman numbers, none is missing.
        let Some(number) = number else {
            words.insert(before.to_vec());
            continue;
        };
        let run = runs.entry(before.to_vec()).or_default();
        run.insert(number, (at, line));
    }
    let lettered = |run: &Run<'_, '_>| {
        let mut refs = run.values().map(|(_, line)| line.of.apart().1);
        refs.any(|last| matches!(last, Piece::Letters(_)))
    };
    runs.retain(|before, run| !lettered(run) || !words.contains(before));
    runs
}

/// Lists the numbers that a run leaves out, those beside each other together.
fn gaps(run: &Run<'_, '_>, covered: &dyn Fn(u64) -> bool) -> Vec<Vec<u64>> {
    // Refs may begin anywhere: another theme may have those below. Only the very first is missed.
    let first = run.keys().next().copied().unwrap_or_default();
    let is_missed = first == 2 && run.len() >= BEGUN;
    let mut before = if is_missed { 0 } else { first };
    let mut gaps = Vec::new();
    for number in run.keys() {
        let far = number.saturating_sub(before) > 1 + run.len() as u64;
        let gap = before + 1..*number;
        let gap: Vec<u64> = match far {
            // So many cannot all be missing: this counts as too many.
            true => gap.take(run.len() + 1).collect(),
            false => gap.filter(|number| !covered(*number)).collect(),
        };
        if !gap.is_empty() {
            gaps.push(gap);
        }
        before = *number;
    }
    gaps
}

/// Lists what refs say besides: `3a` has 3 in it, `3/4` has both, and `6-8` those between.
fn covered(
    section: &[Numbered<'_>],
    runs: &BTreeMap<Vec<Piece>, Run<'_, '_>>,
) -> BTreeSet<(Vec<Piece>, u64)> {
    let mut covered = BTreeSet::new();
    for line in section {
        let pieces = &line.of.pieces;
        for (at, piece) in pieces.iter().enumerate() {
            if let Piece::Number(number) = piece {
                covered.insert((pieces[..at].to_vec(), *number));
            }
        }
        let [before @ .., Piece::Number(from), Piece::Number(to)] = &pieces[..] else {
            continue;
        };
        let alone = runs
            .get(&pieces[..pieces.len() - 1])
            .is_none_or(|run| run.len() == 1);
        if alone && from < to && to - from < 50 {
            let both = line.of.text.contains(['/', '&', '+', ',']);
            let between = if both { *to..=*to } else { *from..=*to };
            covered.extend(between.map(|number| (before.to_vec(), number)));
        }
    }
    covered
}

/// Returns the last number that an earlier paper has of a run: what it lacked then, and what is gone since, is told elsewhere.
fn known(paper: &Paper, table: &str, before: &[Piece]) -> Option<u64> {
    let earlier = paper
        .past
        .keys()
        .filter_map(|field| match &paper.fields.get(field)?.value {
            Value::Paper(old) => Some(old),
            _ => None,
        });
    let numbers = earlier.filter_map(|old| {
        let (kind, rows) = (old.kind.tables.get(table)?, &old.tables.get(table)?.rows);
        let lines = lines(kind, rows);
        let run = runs(&lines).remove(before)?;
        run.keys().next_back().copied()
    });
    numbers.max()
}

#[cfg(test)]
mod tests {
    use super::super::tests::{paper, table};
    use super::*;

    /// Returns what is said of refs in a table, beside other texts.
    fn said(refs: &[&str], introduction: &str) -> Vec<String> {
        let (kind, rows) = table(refs);
        let paper = paper(introduction);
        let subject = Subject::new(&paper);
        let lines = lines(&kind, &rows);
        let mut out = Diagnostics::default();
        for section in super::super::refs::sections(&lines) {
            check(&subject, ("lines", &kind), (section, &[]), &mut out);
        }
        out.iter().map(|problem| problem.message.clone()).collect()
    }

    #[test]
    fn what_is_missing_is_named_with_its_place() {
        for (refs, expected) in [
            (
                &["1", "2", "4", "5"][..],
                "`3` is missing between `2` and `4`",
            ),
            (&["2", "3", "4", "5"], "`1` is missing before `2`"),
            (
                &["1", "2", "3", "6", "7", "8", "9", "10"],
                "`4`, `5` are missing between `3` and `6`",
            ),
            (
                &["5C01", "5C02", "5C04", "5F01", "5F02", "5P01"],
                "`5C03` is missing between `5C02` and `5C04`",
            ),
            (
                &["3.1", "3.2", "3.3", "3.5"],
                "`3.4` is missing between `3.3` and `3.5`",
            ),
            (&["A", "B", "D", "E"], "`C` is missing between `B` and `D`"),
            (
                &["9(a)", "9(b)", "9(d)", "9(e)"],
                "`9(c)` is missing between `9(b)` and `9(d)`",
            ),
            (
                &["16", "17", "19", "20"],
                "`18` is missing between `17` and `19`",
            ),
        ] {
            assert_eq!(said(refs, ""), [expected], "{refs:?}");
        }
    }

    #[test]
    fn refs_without_a_gap_or_with_many_are_left_alone() {
        for refs in [
            &["1", "2", "3", "4"][..],
            &["1", "3", "4"],
            &["1", "3", "6", "8"],
            &["1", "2", "3", "900"],
            &["12", "13", "14", "15"],
            &["1", "2", "3a", "3b", "4", "5"],
            &["1", "2", "3/4", "5", "6"],
            &["1", "2", "3-5", "6", "7"],
            &["1", "2", "3", "1", "2", "3"],
            &["2026/12", "2026/13", "2027/1", "2027/2"],
            &["i", "ii", "iv", "v"],
            &["1", "2", "3", "4", "AOB"],
            &["3C02", "3C03", "3F01", "3F02", "3P01"],
        ] {
            assert_eq!(said(refs, ""), [""; 0], "{refs:?}");
        }
    }

    #[test]
    fn a_word_on_what_is_missing_is_enough() {
        let refs = ["1", "2", "4", "5", "6"];
        assert_eq!(said(&refs, "Line 3 was closed in June."), [""; 0]);
        assert_eq!(said(&refs, "Lines 3 and 7 were merged."), [""; 0]);
        assert_eq!(said(&refs, "We closed 3 stations.").len(), 1);
    }
}
