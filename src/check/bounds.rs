//! Bounds of what is said: a text with a thousand slips is told in a few findings.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Diagnostics};

/// So many findings of one code are told of one text; the last of them says how many more there are.
const MOST: usize = 10;
/// Longer messages quote more than anyone reads.
const LONGEST: usize = 400;

/// Keeps the first findings of each code in each text, and cuts long messages.
pub fn keep(out: &mut Diagnostics) {
    let place = |problem: &Diagnostic| (problem.code, problem.origin.clone());
    let mut counts: BTreeMap<_, usize> = BTreeMap::new();
    for problem in out.iter() {
        *counts.entry(place(problem)).or_default() += 1;
    }
    let mut seen: BTreeMap<_, usize> = BTreeMap::new();
    let mut at: Vec<bool> = Vec::new();
    for problem in out.iter_mut() {
        let (count, all) = (
            seen.entry(place(problem)).or_default(),
            counts[&place(problem)],
        );
        *count += 1;
        at.push(*count <= MOST);
        if *count == MOST && all > MOST {
            problem.hint(format!(
                "there are {} more like it in this text",
                all - MOST
            ));
        }
        cut(&mut problem.message);
    }
    let mut kept = at.into_iter();
    out.retain(|_| kept.next().unwrap_or(true));
}

fn cut(message: &mut String) {
    if let Some((at, _)) = message.char_indices().nth(LONGEST) {
        message.truncate(at);
        message.push('…');
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;
    use crate::model::Origin;

    #[test]
    fn a_text_with_many_slips_is_told_in_a_few_findings() {
        let mut out = Diagnostics::default();
        let add = |place: &str, out: &mut Diagnostics| {
            out.add(Code::WordTwice, Origin::file(place), "x".repeat(500));
        };
        (0..30).for_each(|_| add("a.toml", &mut out));
        (0..3).for_each(|_| add("b.toml", &mut out));
        keep(&mut out);
        let told = |place: &str| {
            let of = |problem: &&Diagnostic| problem.origin == Some(Origin::file(place));
            out.iter().filter(of).cloned().collect::<Vec<_>>()
        };
        assert_eq!((told("a.toml").len(), told("b.toml").len()), (MOST, 3));
        assert_eq!(
            told("a.toml")[MOST - 1].hints,
            ["there are 20 more like it in this text"]
        );
        assert_eq!(told("b.toml")[0].message.chars().count(), LONGEST + 1);
    }
}
