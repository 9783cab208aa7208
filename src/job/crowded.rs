//! Papers that want the same file.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostics};
use crate::model::Origin;

use super::Build;
use super::build::{refused, said};
use super::led::Led;
use super::manifest::elsewhere;

/// Returns what is written in other shards: the files, and the papers that go there.
pub fn names(run: &Build<'_>, ready: &[Led<'_>], others: &[Led<'_>]) -> Vec<(String, String)> {
    let Some(shard) = run.shard.filter(|_| others.is_empty()) else {
        let sound = others
            .iter()
            .filter(|paper| !refused(run, &said(run, paper)));
        return sound
            .filter_map(|paper| Some((paper.name()?.to_owned(), paper.shown.clone())))
            .collect();
    };
    let ours = ready.iter().filter_map(Led::name).map(str::to_lowercase);
    elsewhere(run.office, shard, &ours.collect(), run.deny_warnings)
}

/// Refuses papers that would be written over each other, or over those of other shards.
pub fn one_file_each<'a>(
    papers: Vec<Led<'a>>,
    elsewhere: &[(String, String)],
    out: &mut Diagnostics,
) -> Vec<Led<'a>> {
    let key = |paper: &Led<'_>| paper.name().unwrap_or_default().to_lowercase();
    let mut names: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (name, paper) in elsewhere {
        let named = names.entry(name.to_lowercase()).or_default();
        named.push(paper.clone());
    }
    for paper in &papers {
        let named = names.entry(key(paper)).or_default();
        named.push(paper.shown.clone());
    }
    let (alone, crowded): (Vec<_>, Vec<_>) = papers
        .into_iter()
        .partition(|paper| names[&key(paper)].len() == 1);
    for paper in crowded {
        let others = names[&key(&paper)].iter();
        // The same one, whichever shards the papers are in.
        let other = others
            .filter(|other| **other != paper.shown)
            .min()
            .unwrap_or(&paper.shown);
        let message = format!(
            "`{}` and `{other}` would both be written to `{}`",
            paper.shown,
            paper.name().unwrap_or_default()
        );
        out.add(Code::NameTwice, Origin::file(paper.shown.as_str()), message)
            .hint("give them different fields, or change `name` under `[output]` in `board.toml`");
    }
    alone
}
