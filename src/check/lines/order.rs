//! Refs that stand out of order.

use std::cmp::Ordering;

use crate::check::{about, called};
use crate::diagnostic::{Code, Diagnostics};
use crate::model::TableKind;

use super::Numbered;
use super::refs::Order;

/// Fewer lines have no order that one could tell.
const FEWEST: usize = 3;
/// Where more than one line in so many is astray, lines are ordered by something else than their refs.
const ASTRAY: usize = 8;

/// Reports the refs of a section that stand out of order; gives the places of their lines.
pub fn check(
    (name, kind): (&str, &TableKind),
    section: &[Numbered<'_>],
    out: &mut Diagnostics,
) -> Vec<usize> {
    let order = Order::of(section);
    let strays = strays(section, &order);
    let above = fixed(section, &strays, 0..section.len());
    let below = fixed(section, &strays, (0..section.len()).rev());
    for at in &strays {
        let line = &section[*at];
        let fixed = (above[*at], below[*at]);
        let Some((place, other)) = neighbour(section, fixed, *at, &order) else {
            continue;
        };
        let message = format!(
            "{} stands {place} `{}`",
            called(name, line.row),
            other.of.text
        );
        out.add(Code::RefOutOfOrder, line.cell.origin.clone(), message)
            .hint("move its row to where its ref belongs, or correct the ref")
            .about = Some(about(name, kind, line.row));
    }
    strays
}

/// Finds the lines that would have to be moved, block by block; none where the lines are hardly in the order of their refs.
fn strays(section: &[Numbered<'_>], order: &Order) -> Vec<usize> {
    let mut strays = Vec::new();
    let places: Vec<usize> = (0..section.len()).collect();
    for block in places.chunk_by(|a, b| section[*a].block == section[*b].block) {
        let astray = astray(block, |a, b| order.compare(&section[a].of, &section[b].of));
        strays.extend(astray);
    }
    let most = (section.len() / ASTRAY).max(1);
    if section.len() < FEWEST || strays.len() > most {
        strays.clear();
    }
    strays
}

/// Finds the places outside the longest ordered choice of them; of several such choices, the one that keeps earlier places.
fn astray(places: &[usize], compare: impl Fn(usize, usize) -> Ordering) -> Vec<usize> {
    // The last entry of a length is the greatest ref that so many refs can follow in order.
    let mut starts: Vec<usize> = Vec::new();
    let mut next = vec![None; places.len()];
    for at in (0..places.len()).rev() {
        let less = |start: &usize| compare(places[at], places[*start]) == Ordering::Less;
        let length = starts.partition_point(less);
        next[at] = length.checked_sub(1).map(|before| starts[before]);
        match starts.get_mut(length) {
            Some(start) => *start = at,
            None => starts.push(at),
        }
    }
    let mut kept = vec![false; places.len()];
    let mut at = starts.last().copied();
    while let Some(place) = at {
        kept[place] = true;
        at = next[place];
    }
    let astray = places.iter().zip(kept).filter(|(_, kept)| !kept);
    astray.map(|(place, _)| *place).collect()
}

/// Finds for each line the nearest of its block before it that stands where it should, as the places are walked.
fn fixed(
    section: &[Numbered<'_>],
    strays: &[usize],
    places: impl Iterator<Item = usize>,
) -> Vec<Option<usize>> {
    let mut last: Option<usize> = None;
    let mut fixed = vec![None; section.len()];
    for at in places {
        last = last.filter(|last| section[*last].block == section[at].block);
        fixed[at] = last;
        // They are in the order of their places.
        if strays.binary_search(&at).is_err() {
            last = Some(at);
        }
    }
    fixed
}

/// Finds the line that a stray one stands below or above, though it should not, of the nearest ones that stand where they should.
fn neighbour<'s, 'a>(
    section: &'s [Numbered<'a>],
    (above, below): (Option<usize>, Option<usize>),
    at: usize,
    order: &Order,
) -> Option<(&'static str, &'s Numbered<'a>)> {
    let compare = |other: usize| order.compare(&section[other].of, &section[at].of);
    let wrong_above = above.filter(|other| compare(*other) == Ordering::Greater);
    let wrong_below = below.filter(|other| compare(*other) == Ordering::Less);
    match (wrong_above, wrong_below) {
        (Some(other), _) => Some(("below", &section[other])),
        (None, Some(other)) => Some(("above", &section[other])),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::table;
    use super::*;

    /// Returns what is said of refs in a table.
    fn said(refs: &[&str]) -> Vec<String> {
        let (kind, rows) = table(refs);
        let lines = super::super::lines(&kind, &rows);
        let mut out = Diagnostics::default();
        for section in super::super::refs::sections(&lines) {
            check(("lines", &kind), section, &mut out);
        }
        out.iter().map(|problem| problem.message.clone()).collect()
    }

    #[test]
    fn a_ref_out_of_order_is_told_with_its_neighbour() {
        for (refs, expected) in [
            (&["1", "2", "4", "3"][..], "line `3` stands below `4`"),
            (&["5C01", "5C03", "5C02"], "line `5C02` stands below `5C03`"),
            (&["1", "2", "9", "3", "4", "5"], "line `9` stands above `3`"),
            (
                &["3.1", "3.2", "4.1", "3.3"],
                "line `3.3` stands below `4.1`",
            ),
            (&["3.9", "3.11", "3.10"], "line `3.10` stands below `3.11`"),
            (&["A", "C", "B"], "line `B` stands below `C`"),
            (
                &["9(i)", "9(ii)", "9(iv)", "9(iii)"],
                "line `9(iii)` stands below `9(iv)`",
            ),
            (&["2", "3", "4", "1"], "line `1` stands below `4`"),
            (&["4", "1", "2", "3"], "line `4` stands above `1`"),
            (
                &["5C01", "5F01", "5C02", "5F02", "5F03"],
                "line `5C02` stands below `5F01`",
            ),
        ] {
            assert_eq!(said(refs), [expected], "{refs:?}");
        }
    }

    #[test]
    fn refs_in_their_natural_order_are_left_alone() {
        for refs in [
            &["1", "2", "3"][..],
            &["1", "2", "10", "11"],
            &["3.8", "3.9", "3.10"],
            &["5C01", "5C02", "5P01", "5F01", "5F02"],
            &["1", "1a", "1b", "2", "2a", "3"],
            &["9(a)", "9(b)", "10"],
            &["i", "ii", "iii", "iv", "v"],
            &["1", "2", "3", "1", "2"],
            &["Quick win", "Estates", "AOB"],
            &["A1", "A2", "B1"],
            &["1.", "2.", "3"],
            &["2026/11", "2026/12", "2027/1"],
            &["1", "2", "A", "B"],
            &["2", "1"],
        ] {
            assert_eq!(said(refs), [""; 0], "{refs:?}");
        }
    }

    #[test]
    fn lines_that_are_ordered_by_something_else_are_left_alone() {
        assert_eq!(said(&["7", "2", "9", "4", "1", "3"]), [""; 0]);
        assert_eq!(said(&["9", "8", "7", "6", "5"]), [""; 0]);
    }
}
