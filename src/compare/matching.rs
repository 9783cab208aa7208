//! Which row of the later table was which of the earlier one.

use std::collections::BTreeMap;

use super::likeness::Title;

/// Rows under other refs are the same row where their titles are at least this much alike.
const ALIKE: f64 = 0.8;
/// Rows under one ref whose titles are at least this much alike are the same row, whatever other rows say.
const SURE: f64 = 0.75;
/// What a common ref is worth beside a title: a row under the same ref yields to one with the very title.
const REF: f64 = 0.25;

/// What a row is matched by.
pub struct Line {
    /// Its ref.
    pub reference: Option<String>,
    /// Its title.
    pub title: Title,
}

/// Two rows that are the same.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    /// The place of the later row.
    pub new: usize,
    /// The place of the earlier row.
    pub old: usize,
    /// Whether they have one ref.
    pub by_ref: bool,
    /// Whether they have different refs.
    pub renumbered: bool,
    /// How alike their titles are.
    pub similarity: Option<f64>,
}

/// Matches rows one to one: those under one ref with like titles first, then the best of what is left.
///
/// Where lines were renumbered, the same ref stands for another line: so a ref counts for much, but the very title for more.
pub fn pairs(new: &[Line], old: &[Line]) -> Vec<Pair> {
    let mut by_ref: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (j, line) in old.iter().enumerate() {
        if let Some(reference) = &line.reference {
            by_ref.entry(reference).or_default().push(j);
        }
    }
    let mut candidates = Vec::new();
    for (i, line) in new.iter().enumerate() {
        let same = line.reference.as_deref().and_then(|r| by_ref.get(r));
        for j in same.into_iter().flatten() {
            candidates.push(pair(new, old, i, *j));
        }
    }
    let sure = |pair: &Pair| pair.similarity.is_none_or(|likeness| likeness >= SURE);
    let (certain, mut candidates): (Vec<Pair>, Vec<Pair>) = candidates.into_iter().partition(sure);
    let mut chosen = Chosen::new(new.len(), old.len());
    chosen.take(certain);
    for i in (0..new.len()).filter(|i| !chosen.new[*i]) {
        for j in (0..old.len()).filter(|j| !chosen.old[*j]) {
            if new[i].title.at_most(&old[j].title) < ALIKE {
                continue;
            }
            let pair = pair(new, old, i, j);
            if !pair.by_ref && pair.similarity.is_some_and(|likeness| likeness >= ALIKE) {
                candidates.push(pair);
            }
        }
    }
    chosen.take(candidates);
    chosen.pairs.sort_by_key(|pair| pair.new);
    chosen.pairs
}

fn pair(new: &[Line], old: &[Line], i: usize, j: usize) -> Pair {
    let refs = new[i].reference.as_ref().zip(old[j].reference.as_ref());
    Pair {
        new: i,
        old: j,
        by_ref: refs.is_some_and(|(now, then)| now == then),
        renumbered: refs.is_some_and(|(now, then)| now != then),
        similarity: new[i].title.likeness(&old[j].title),
    }
}

impl Pair {
    fn worth(&self) -> f64 {
        self.similarity.unwrap_or(1.0) + if self.by_ref { REF } else { 0.0 }
    }
}

/// The rows that have found their match.
struct Chosen {
    new: Vec<bool>,
    old: Vec<bool>,
    pairs: Vec<Pair>,
}

impl Chosen {
    fn new(new: usize, old: usize) -> Self {
        Self {
            new: vec![false; new],
            old: vec![false; old],
            pairs: Vec::new(),
        }
    }

    /// Takes the best of some pairs, then the best of those that are left. Of equals, the pair whose rows stand nearest to
    /// each other's place, and of those the first.
    fn take(&mut self, mut pairs: Vec<Pair>) {
        let order = |a: &Pair, b: &Pair| {
            let place = |pair: &Pair| (pair.new.abs_diff(pair.old), pair.new, pair.old);
            b.worth()
                .total_cmp(&a.worth())
                .then_with(|| place(a).cmp(&place(b)))
        };
        pairs.sort_by(order);
        for pair in pairs {
            if !self.new[pair.new] && !self.old[pair.old] {
                (self.new[pair.new], self.old[pair.old]) = (true, true);
                self.pairs.push(pair);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(rows: &[(&str, &str)]) -> Vec<Line> {
        let line = |(reference, title): &(&str, &str)| Line {
            reference: Some((*reference).to_owned()).filter(|text| !text.is_empty()),
            title: Title::new(title),
        };
        rows.iter().map(line).collect()
    }

    /// Lists the matches as places: the new row's, the old row's.
    fn matched(new: &[(&str, &str)], old: &[(&str, &str)]) -> Vec<(usize, usize)> {
        let pairs = pairs(&lines(new), &lines(old));
        pairs.iter().map(|pair| (pair.new, pair.old)).collect()
    }

    const PATROL: &str = "Patrol the port at night";
    const MENTORS: &str = "Pay for mentors for young people";
    const FRAUD: &str = "Visit every victim of fraud";

    #[test]
    fn a_line_with_its_ref_is_the_same_though_its_title_is_rewritten() {
        assert_eq!(matched(&[("1", PATROL)], &[("1", FRAUD)]), [(0, 0)]);
    }

    #[test]
    fn lines_that_moved_down_are_found_by_their_titles() {
        let old = [("1", PATROL), ("2", MENTORS), ("3", FRAUD)];
        let new = [
            ("1", PATROL),
            ("2", "Train all staff"),
            ("3", MENTORS),
            ("4", FRAUD),
        ];
        assert_eq!(matched(&new, &old), [(0, 0), (2, 1), (3, 2)]);
    }

    #[test]
    fn lines_that_moved_up_leave_the_one_that_is_gone() {
        let old = [("1", PATROL), ("2", MENTORS), ("3", FRAUD)];
        assert_eq!(
            matched(&[("1", PATROL), ("2", FRAUD)], &old),
            [(0, 0), (1, 2)]
        );
    }

    #[test]
    fn two_lines_that_changed_their_refs_are_told_apart() {
        let bases = ("Open a base in Wexley", "Open a base in Harrow");
        let (old, new) = (
            [("1", bases.0), ("2", bases.1)],
            [("1", bases.1), ("2", bases.0)],
        );
        assert_eq!(matched(&new, &old), [(0, 1), (1, 0)]);
    }

    #[test]
    fn titles_that_stand_twice_are_matched_in_their_order() {
        let old = [("1", PATROL), ("2", PATROL)];
        assert_eq!(
            matched(&[("7", PATROL), ("8", PATROL)], &old),
            [(0, 0), (1, 1)]
        );
        assert_eq!(
            matched(&[("2", PATROL), ("8", PATROL)], &old),
            [(0, 1), (1, 0)]
        );
    }

    #[test]
    fn a_line_is_matched_once() {
        let old = [("1", PATROL)];
        assert_eq!(matched(&[("5", PATROL), ("6", PATROL)], &old), [(0, 0)]);
    }

    #[test]
    fn without_refs_titles_alone_decide_and_nobody_is_renumbered() {
        let found = pairs(&lines(&[("", FRAUD)]), &lines(&[("", PATROL), ("", FRAUD)]));
        assert_eq!((found[0].new, found[0].old), (0, 1));
        assert!(!found[0].renumbered && !found[0].by_ref);
    }

    #[test]
    fn empty_tables_and_empty_titles_match_nothing_but_refs() {
        assert_eq!(matched(&[], &[("1", PATROL)]), []);
        assert_eq!(matched(&[("1", "")], &[("2", "")]), []);
        assert_eq!(matched(&[("1", "")], &[("1", PATROL)]), [(0, 0)]);
    }

    #[test]
    fn a_new_line_is_not_one_that_only_sounds_like_it() {
        let old = [("1", "Review the estates strategy")];
        assert_eq!(matched(&[("2", "Review the custody budget")], &old), []);
    }
}
