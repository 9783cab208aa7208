//! Abbreviations that stand once, beside one of a letter more or less, or of two letters swapped.

use std::collections::HashSet;

use indexmap::IndexMap;

use crate::diagnostic::{Code, Diagnostics};

use super::explained::Explained;
use super::reading::{Read, Use};
use super::unexplained::Known;

/// Shorter ones differ by a letter and are both right: `OCG` and `OCU`.
const SHORTEST: usize = 4;
/// One that is used as often as this is spelt as it is meant.
const OFTEN: usize = 5;

/// Reports them; gives those that were reported.
pub fn check<'k>(
    lines: &[Read<'_, '_>],
    uses: &IndexMap<&'k str, Use<'_>>,
    explained: &Explained,
    known: &Known,
    out: &mut Diagnostics,
) -> HashSet<&'k str> {
    let long = |key: &str| key.len() >= SHORTEST && key.bytes().all(|b| b.is_ascii_uppercase());
    let sound: Vec<(&str, usize)> = uses
        .iter()
        .filter(|(key, found)| {
            long(key) && (found.count >= OFTEN || explained.keys.contains(**key))
        })
        .map(|(key, found)| (*key, found.count))
        .collect();
    let mut reported = HashSet::new();
    for (key, found) in uses
        .iter()
        .filter(|(key, found)| found.count == 1 && long(key))
    {
        // `EMSO` stands in the first letters of what `EMSOU` says: that explains nothing.
        if known.has(key) || explained.keys.contains(*key) {
            continue;
        }
        let Some((right, count)) = sound.iter().find(|(right, _)| is_slip(key, right)) else {
            continue;
        };
        let times = match count {
            1 => "once".to_owned(),
            2 => "twice".to_owned(),
            count => format!("{count} times"),
        };
        let message = format!("`{key}` stands here, and `{right}` {times} elsewhere");
        lines[found.line]
            .passage
            .report(Code::AbbreviationMisspelt, found.word.range(), message, out)
            .hint(format!("did you mean `{right}`?"))
            .hint(format!("if `{key}` is right, explain it here, or add it to `abbreviations` under `[check]` in `board.toml`"));
        reported.insert(*key);
    }
    reported
}

/// Returns whether one abbreviation is another with a slip of the hand.
///
/// A letter more at an end makes another real one (`OCGM` of `OCG`, `NOPCC` of `OPCC`), and so does another letter
/// (`HMIC`, `HMRC`): these are no slips.
fn is_slip(key: &str, right: &str) -> bool {
    let (one, two) = (key.as_bytes(), right.as_bytes());
    if one.len() == two.len() {
        return is_swapped(one, two);
    }
    if one.len() == two.len() + 1 {
        return (1..one.len() - 1).any(|at| without(one, at).eq(two.iter()));
    }
    one.len() + 1 == two.len() && (1..two.len()).any(|at| without(two, at).eq(one.iter()))
}

fn is_swapped(one: &[u8], two: &[u8]) -> bool {
    let at = one.iter().zip(two).position(|(a, b)| a != b);
    at.is_some_and(|at| {
        at + 1 < one.len()
            && one[at] == two[at + 1]
            && one[at + 1] == two[at]
            && one[at + 2..] == two[at + 2..]
    })
}

fn without(letters: &[u8], at: usize) -> impl Iterator<Item = &u8> {
    letters[..at].iter().chain(&letters[at + 1..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_more_or_less_or_two_swapped_is_a_slip() {
        for slip in ["EMASOU", "EMSSOU", "EMSO", "EMOU", "EMSUO", "MESOU"] {
            assert!(is_slip(slip, "EMSOU"), "{slip}");
        }
    }

    #[test]
    fn a_letter_at_an_end_or_another_letter_is_none() {
        for (other, right) in [
            ("EMSOU", "EMSOU"),
            ("EMSOUX", "EMSOU"),
            ("NOPCC", "OPCC"),
            ("OPCC", "NOPCC"),
            ("HMIC", "HMRC"),
            ("DVIOM", "MAPPA"),
        ] {
            assert!(!is_slip(other, right), "{other}");
        }
    }
}
