//! One of so many parts that a build is split into.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// No office has more papers than this, and nobody more machines.
const MOST: usize = 100_000;

/// One of so many parts, counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Share {
    /// Which one.
    pub shard: usize,
    /// Of how many.
    pub of: usize,
}

impl Share {
    /// Returns the name of its manifest in the output folder. Those of some papers have names of their own, so that they are not
    /// taken for those of all.
    pub fn file(self, of_all: bool) -> String {
        let some = if of_all { "" } else { "some-" };
        format!("manifest-{some}{}-of-{}.json", self.shard, self.of)
    }

    /// Reads the name of a part's manifest, of all papers or of some.
    pub fn of_file(name: &str, of_all: bool) -> Option<Self> {
        let rest = name.strip_prefix("manifest-")?.strip_suffix(".json")?;
        let (shard, of) = rest
            .strip_prefix("some-")
            .unwrap_or(rest)
            .split_once("-of-")?;
        let share: Self = format!("{shard}/{of}").parse().ok()?;
        (share.file(of_all) == name).then_some(share)
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.shard, self.of)
    }
}

impl FromStr for Share {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let parts = text.trim().split_once('/');
        let number = |text: &str| text.trim().parse::<usize>().ok();
        let numbers = parts.and_then(|(shard, of)| Some((number(shard)?, number(of)?)));
        match numbers {
            None => Err("say which of how many, such as `3/16`".to_owned()),
            Some((_, 0)) => Err("nothing can be split into 0 shards".to_owned()),
            Some((_, of)) if of > MOST => Err(format!("there can be {MOST} shards at most")),
            Some((0, of)) => Err(format!("shards are counted from 1: the first is `1/{of}`")),
            Some((shard, of)) if shard > of => Err(format!(
                "there is no shard {shard} of {of}: the last is `{of}/{of}`"
            )),
            Some((shard, of)) => Ok(Self { shard, of }),
        }
    }
}

/// Splits papers by their weights and gives for each the shard it belongs to, from 1. The first shard has a load of its own,
/// `ahead`, before it has any paper.
///
/// The heaviest goes first, onto the shard that has least so far, the first of several; papers of one weight go in the order of
/// their names. So the parts depend on names and weights alone: each machine finds them for itself, and together they are the
/// whole.
pub fn share_of(papers: &[(String, u64)], of: usize, ahead: u64) -> Vec<usize> {
    let mut order: Vec<usize> = (0..papers.len()).collect();
    order.sort_by(|&a, &b| {
        let ((a, heavy_a), (b, heavy_b)) = (&papers[a], &papers[b]);
        (heavy_b, a).cmp(&(heavy_a, b))
    });
    // The lightest shard is found by its load and number at the front of an ordered set.
    let start = |shard| (if shard == 1 { ahead } else { 0 }, shard);
    let mut loads: BTreeSet<(u64, usize)> = (1..=of).map(start).collect();
    let mut shares = vec![0; papers.len()];
    for paper in order {
        let Some((load, shard)) = loads.pop_first() else {
            break;
        };
        shares[paper] = shard;
        loads.insert((load + papers[paper].1.max(1), shard));
    }
    shares
}

#[cfg(test)]
mod tests {
    use super::*;

    fn papers(weights: &[u64]) -> Vec<(String, u64)> {
        let papers = weights.iter().enumerate();
        papers
            .map(|(i, weight)| (format!("data/{i:03}.toml"), *weight))
            .collect()
    }

    #[test]
    fn shares_are_read_and_those_that_cannot_be_are_told() {
        assert_eq!("3/16".parse(), Ok(Share { shard: 3, of: 16 }));
        assert_eq!(
            "1/1".parse::<Share>().map(|share| share.to_string()),
            Ok("1/1".to_owned())
        );
        for (text, said) in [
            ("3", "such as `3/16`"),
            ("a/b", "such as `3/16`"),
            ("-1/3", "such as `3/16`"),
            ("0/3", "the first is `1/3`"),
            ("3/0", "into 0 shards"),
            ("4/3", "the last is `3/3`"),
            ("1/9999999", "100000 shards at most"),
        ] {
            let fault = text.parse::<Share>().expect_err(text);
            assert!(fault.contains(said), "{text}: {fault}");
        }
    }

    #[test]
    fn a_manifest_is_known_by_its_name() {
        let share = Share { shard: 3, of: 16 };
        for of_all in [true, false] {
            let name = share.file(of_all);
            assert_eq!(Share::of_file(&name, of_all), Some(share));
            assert_eq!(Share::of_file(&name, !of_all), None);
        }
        for other in [
            "manifest.json",
            "manifest-03-of-16.json",
            "manifest-17-of-16.json",
            "manifest-1-of-2.json.bak",
        ] {
            assert_eq!(Share::of_file(other, true), None, "{other}");
        }
    }

    #[test]
    fn each_paper_belongs_to_one_shard_and_the_loads_are_even() {
        let papers = papers(&[90, 10, 10, 10, 60, 30, 30, 50, 10, 0]);
        for of in [1, 2, 3, 8, 40] {
            let shares = share_of(&papers, of, 0);
            assert!(
                shares.iter().all(|shard| (1..=of).contains(shard)),
                "{of}: {shares:?}"
            );
        }
        let shares = share_of(&papers, 3, 0);
        let load = |shard| {
            let mine = papers.iter().zip(&shares).filter(|(_, its)| **its == shard);
            mine.map(|((_, weight), _)| weight).sum::<u64>()
        };
        assert_eq!([load(1), load(2), load(3)], [100, 100, 100]);
        let shares = share_of(&papers, 3, 1000);
        assert!(
            !shares.contains(&1),
            "the first has enough to do: {shares:?}"
        );
    }

    #[test]
    fn the_order_in_which_papers_are_found_makes_no_difference() {
        let papers = papers(&[5, 5, 5, 9, 1, 5, 2, 2]);
        let mut turned = papers.clone();
        turned.reverse();
        let mut shares = share_of(&turned, 3, 0);
        shares.reverse();
        assert_eq!(share_of(&papers, 3, 0), shares);
    }
}
