//! `boardpaper watch`.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;

use crate::diagnostic::Diagnostics;
use crate::job::{Warm, find};

use super::Shared;
use super::build::{BuildArgs, Outcome};
use super::watch::{Watched, watch};

/// No more papers than these are made when the watch begins though they stand as they were: what the typesetter remembers of
/// them makes the first change quick.
const FEW: usize = 4;

/// What `watch` takes.
#[derive(Debug, Args)]
pub struct WatchArgs {
    #[command(flatten)]
    build: BuildArgs,
}

impl WatchArgs {
    /// Builds the papers, and again whenever a file changes, until the program is ended.
    pub fn run(self, shared: &Shared) -> ExitCode {
        let mut warm = Warm::default();
        let mut first = true;
        let root = find(shared.root.as_deref(), &mut Diagnostics::default());
        let output = self
            .build
            .output_in(root.as_deref().unwrap_or(Path::new("")));
        watch(&Watched::data(root.as_deref()), &output, || {
            let mut asked = self.build.asked();
            asked.silent = !first;
            asked.force = first && (asked.force || (1..=FEW).contains(&asked.papers.len()));
            first = false;
            let outcome = asked.run_warm(shared, &mut warm);
            let watched = watched(shared, &self.build, &outcome);
            outcome.tell(shared);
            shared.say("waiting for changes; Ctrl-C ends");
            watched
        })
    }
}

/// Returns what papers are made from: all of the office's data, and what lies elsewhere. What is made is not looked at.
fn watched(shared: &Shared, build: &BuildArgs, outcome: &Outcome) -> Watched {
    let unsaid = &mut Diagnostics::default();
    let root = match &outcome.office {
        Some(office) => Some(office.root.clone()),
        None => find(shared.root.as_deref(), unsaid),
    };
    let root = root.unwrap_or_default();
    let records = outcome.built.records.iter();
    let inputs = records.flat_map(|record| record.inputs.keys());
    let inputs = inputs.map(|file| root.join(file));
    let asked = build.asked().papers.iter().filter(|path| path.is_file());
    let elsewhere = |path: &PathBuf| !path.starts_with(&root);
    let files: BTreeSet<PathBuf> = inputs.chain(asked.cloned()).filter(elsewhere).collect();
    Watched {
        folders: vec![root.join("data")],
        except: outcome.output.iter().cloned().collect(),
        files,
    }
}
