//! Manifests of shards, put together to that of the whole build.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Code, Diagnostics};
use crate::model::Origin;

use super::{Entry, Manifest, Part};

/// A manifest, and where it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its file, as the user knows it.
    pub shown: String,
    /// What it says.
    pub manifest: Manifest,
}

/// Puts the manifests of all shards together; what does not belong together is reported, all of it.
///
/// What comes out is what one process would have written, to the byte.
pub fn merge(found: &[Found], out: &mut Diagnostics) -> Option<Manifest> {
    let parts: Vec<(&Found, &Part)> = found
        .iter()
        .filter_map(|found| Some((found, found.manifest.part.as_ref()?)))
        .collect();
    let (first, part) = *parts.first()?;
    let mut problems = Diagnostics::default();
    alike(&parts, &mut problems);
    if !problems.has_errors() {
        all_there(&parts, &mut problems);
        one_each(found, &mut problems);
        same_inputs(found, &mut problems);
    }
    let whole = Manifest {
        part: None,
        papers: papers(found),
        ..first.manifest.clone()
    };
    if !problems.has_errors() && whole.papers.len() != part.papers {
        say_lacking(part, whole.papers.len(), &mut problems);
    }
    let sound = !problems.has_errors();
    out.append(problems);
    sound.then_some(whole)
}

fn papers(found: &[Found]) -> Vec<Entry> {
    let mut papers: Vec<Entry> = found
        .iter()
        .flat_map(|found| found.manifest.papers.iter().cloned())
        .collect();
    papers.sort_by(|a, b| a.paper.cmp(&b.paper));
    papers
}

/// Reports what the shards do not have in common.
fn alike(parts: &[(&Found, &Part)], out: &mut Diagnostics) {
    let Some(((first, part), others)) = parts.split_first() else {
        return;
    };
    let of_first = facts(first, part);
    for (other, part) in others {
        for ((what, ours), (_, theirs)) in of_first.iter().zip(facts(other, part)) {
            if *ours != theirs {
                say_unlike(what, (&first.shown, ours), (&other.shown, &theirs), out);
            }
        }
    }
}

fn facts(found: &Found, part: &Part) -> Vec<(&'static str, String)> {
    let mut facts = vec![
        ("the number of shards", part.share.of.to_string()),
        ("whether all papers were asked for", part.whole.to_string()),
        ("how many papers there are", part.papers.to_string()),
        ("the papers' files", part.inputs.clone()),
    ];
    facts.extend(found.manifest.shared());
    facts
}

fn say_unlike(what: &str, ours: (&str, &str), theirs: (&str, &str), out: &mut Diagnostics) {
    let short = |text: &str| match text.len() {
        64 => text.chars().take(12).collect(),
        _ => text.to_owned(),
    };
    let message = format!(
        "the shards do not belong together: {what} is `{}` in `{}` and `{}` here",
        short(ours.1),
        ours.0,
        short(theirs.1)
    );
    out.add(Code::ShardsDiffer, Origin::file(theirs.0), message)
        .hint("delete the manifests of an earlier run, and build again the shards that were made from other files or by another program");
}

/// Reports shards that are not there, or twice.
fn all_there(parts: &[(&Found, &Part)], out: &mut Diagnostics) {
    let Some(of) = parts.first().map(|(_, part)| part.share.of) else {
        return;
    };
    let mut there = BTreeMap::new();
    for (found, part) in parts {
        if let Some(before) = there.insert(part.share.shard, &found.shown) {
            let message = format!("shard {} is here and in `{before}`", part.share);
            out.add(
                Code::ShardsDiffer,
                Origin::file(found.shown.as_str()),
                message,
            )
            .hint("name one folder of each shard");
        }
    }
    let missing: Vec<String> = (1..=of)
        .filter(|shard| !there.contains_key(shard))
        .map(|shard| format!("{shard}/{of}"))
        .collect();
    if let Some(first) = missing.first() {
        let message = match missing.len() {
            1 => format!("shard {first} has no manifest: it was not built to its end"),
            _ => format!(
                "shards {} have no manifests: they were not built to their ends",
                some(&missing)
            ),
        };
        out.add(Code::ShardMissing, None, message).hint(format!(
            "run it again with `--shard {first}`: what it has written already comes out the same"
        ));
    }
}

/// Shortens a long list.
fn some(all: &[String]) -> String {
    const SHOWN: usize = 12;
    match all.len() {
        0..=SHOWN => all.join(", "),
        count => format!("{} and {} others", all[..SHOWN].join(", "), count - SHOWN),
    }
}

/// Reports papers that several shards have, and files that several papers would be written to.
fn one_each(found: &[Found], out: &mut Diagnostics) {
    let (mut papers, mut files) = (BTreeMap::new(), BTreeMap::new());
    for found in found {
        for entry in &found.manifest.papers {
            if let Some(before) = papers.insert(&entry.paper, &found.shown) {
                let message = format!("`{}` is in `{before}` too", entry.paper);
                out.add(
                    Code::ShardsDiffer,
                    Origin::file(found.shown.as_str()),
                    message,
                )
                .hint("build all shards again from the same files");
            }
            for output in &entry.outputs {
                if let Some(before) = files.insert(output.file.to_lowercase(), &entry.paper) {
                    let message = format!(
                        "`{}` and `{before}` were both written to `{}`",
                        entry.paper, output.file
                    );
                    out.add(Code::NameTwice, Origin::file(entry.paper.as_str()), message)
                        .hint("give them different fields, or change `name` under `[output]` in `board.toml`; then build again");
                }
            }
        }
    }
}

/// Reports files that changed between the shards.
fn same_inputs(found: &[Found], out: &mut Diagnostics) {
    let mut known: BTreeMap<&String, (&Option<String>, &String)> = BTreeMap::new();
    let mut told = BTreeSet::new();
    for found in found {
        for (file, hash) in found.manifest.papers.iter().flat_map(|entry| &entry.inputs) {
            let (first, by) = *known.entry(file).or_insert((hash, &found.shown));
            if first != hash && told.insert(file) {
                let message = format!("`{file}` was changed between `{by}` and `{}`", found.shown);
                out.add(
                    Code::ShardsDiffer,
                    Origin::file(found.shown.as_str()),
                    message,
                )
                .hint("build the shards again that read it before it was changed");
            }
        }
    }
}

fn say_lacking(part: &Part, there: usize, out: &mut Diagnostics) {
    let message = format!(
        "the shards have {there} papers, and the build has {}",
        part.papers
    );
    out.add(Code::ShardMissing, None, message)
        .hint("build all shards again from the same files");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::manifest::{Output, Share};
    use crate::model::PaperFormat;

    fn shard(shard: usize, of: usize, papers: &[&str]) -> Found {
        let mut manifest = Manifest::new("office".to_owned(), &[PaperFormat::Pdf], false);
        manifest.part = Some(Part {
            share: Share { shard, of },
            whole: true,
            papers: 3,
            inputs: "inputs".to_owned(),
            allowances: Vec::new(),
        });
        manifest.papers = papers.iter().map(|paper| entry(paper)).collect();
        Found {
            shown: format!("output/{}", manifest.file()),
            manifest,
        }
    }

    fn entry(paper: &str) -> Entry {
        let mut entry = Entry::new(paper);
        entry
            .inputs
            .insert("data/shared.xlsx".to_owned(), Some("one".to_owned()));
        entry.outputs.push(Output {
            file: format!("{paper}.pdf"),
            bytes: 1,
            sha256: "one".to_owned(),
            pages: Some(1),
        });
        entry
    }

    fn told(found: &[Found]) -> Vec<String> {
        let mut out = Diagnostics::default();
        assert_eq!(merge(found, &mut out), None);
        out.iter()
            .map(|problem| format!("{} {}", problem.code, problem.message))
            .collect()
    }

    #[test]
    fn shards_in_any_order_make_the_whole() {
        let mut out = Diagnostics::default();
        let shards = [shard(2, 2, &["b"]), shard(1, 2, &["c", "a"])];
        let whole = merge(&shards, &mut out).expect("a whole");
        let papers: Vec<&str> = whole
            .papers
            .iter()
            .map(|entry| entry.paper.as_str())
            .collect();
        assert_eq!((papers, whole.part.clone()), (vec!["a", "b", "c"], None));
        assert_eq!(whole.file(), "manifest.json");
        assert_eq!(out, Diagnostics::default());
    }

    #[test]
    fn what_is_missing_is_told() {
        let told_of = told(&[shard(2, 4, &["a", "b", "c"])]);
        assert_eq!(
            told_of,
            ["BP2321 shards 1/4, 3/4, 4/4 have no manifests: they were not built to their ends"]
        );
        let told_of = told(&[shard(1, 2, &["a"]), shard(2, 2, &["b"])]);
        assert_eq!(
            told_of,
            ["BP2321 the shards have 2 papers, and the build has 3"]
        );
    }

    #[test]
    fn what_does_not_belong_together_is_told() {
        let mut other = shard(2, 2, &["b"]);
        other.manifest.office = "other".to_owned();
        other.manifest.deny_warnings = true;
        let told_of = told(&[shard(1, 2, &["a", "c"]), other]);
        assert_eq!(told_of.len(), 2, "{told_of:?}");
        let mut changed = shard(2, 2, &["b"]);
        changed.manifest.papers[0]
            .inputs
            .insert("data/shared.xlsx".to_owned(), Some("two".to_owned()));
        let told_of = told(&[shard(1, 2, &["a", "c"]), changed]);
        assert_eq!(
            told_of,
            [
                "BP2322 `data/shared.xlsx` was changed between `output/manifest-1-of-2.json` and `output/manifest-2-of-2.json`"
            ]
        );
        let told_of = told(&[shard(1, 2, &["a", "c"]), shard(2, 2, &["a"])]);
        assert!(
            told_of[0].contains("`a` is in `output/manifest-1-of-2.json` too"),
            "{told_of:?}"
        );
        let told_of = told(&[shard(1, 2, &["a", "c"]), shard(2, 2, &["A"])]);
        assert!(
            told_of[0].starts_with("BP0702"),
            "two papers in one file: {told_of:?}"
        );
        let told_of = told(&[
            shard(1, 2, &["a"]),
            shard(1, 2, &["a"]),
            shard(2, 2, &["b"]),
        ]);
        assert!(
            told_of[0].contains("shard 1/2 is here and in"),
            "{told_of:?}"
        );
    }
}
