//! `boardpaper manifest`: shards put together, and what was built held against its manifest.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Subcommand};
use serde_json::json;

use crate::diagnostic::Diagnostics;
use crate::job::manifest::{Merged, Verified, merged, verified};
use crate::job::{Office, find};

use super::{MessagesArg, Shared, counted, print_line};

/// What `manifest` takes.
#[derive(Debug, Args)]
pub struct ManifestArgs {
    #[command(subcommand)]
    thing: Thing,
}

#[derive(Debug, Subcommand)]
enum Thing {
    /// Put the manifests of all shards together: check that none is missing, that they belong together, and that the files are as they say
    Merge(MergeArgs),
    /// Find files that are not what the manifest of the last build of all papers says
    Verify(VerifyArgs),
}

#[derive(Debug, Args)]
struct MergeArgs {
    /// The folders that the shards wrote to; the whole manifest goes into the first [default: `output` in the office's folder]
    #[arg(value_name = "FOLDER")]
    folders: Vec<PathBuf>,
}

#[derive(Debug, Args)]
struct VerifyArgs {
    /// The folder that was built into [default: `output` in the office's folder]
    #[arg(value_name = "FOLDER")]
    folder: Option<PathBuf>,
}

impl ManifestArgs {
    /// Does what is asked for.
    pub fn run(self, shared: &Shared) -> ExitCode {
        match self.thing {
            Thing::Merge(args) => args.run(shared),
            Thing::Verify(args) => args.run(shared),
        }
    }
}

/// Finds the folders that are meant, and the office where it is at hand: what was built can be looked at without it.
fn places(
    shared: &Shared,
    named: Vec<PathBuf>,
    out: &mut Diagnostics,
) -> Option<(Option<Office>, Vec<PathBuf>)> {
    let root = shared.root.as_deref();
    let is_needed = root.is_some() || named.is_empty();
    let is_there = find(root, &mut Diagnostics::default()).is_some();
    let office = match is_needed || is_there {
        true => Some(Office::open(root, out)?),
        false => None,
    };
    let current = std::env::current_dir().unwrap_or_default();
    let mut folders: Vec<PathBuf> = named.iter().map(|folder| current.join(folder)).collect();
    if let Some(office) = office.as_ref().filter(|_| named.is_empty()) {
        folders.push(office.root.join("output"));
    }
    Some((office, folders))
}

impl MergeArgs {
    fn run(self, shared: &Shared) -> ExitCode {
        let mut problems = Diagnostics::default();
        let places = places(shared, self.folders, &mut problems);
        let mut office = None;
        if let Some((found, folders)) = places {
            let merged = merged(found.as_ref(), &folders, &mut problems);
            office = found;
            tell_merged(shared, &merged, problems.has_errors());
        }
        shared.report(office.as_ref(), problems, false)
    }
}

fn tell_merged(shared: &Shared, merged: &Merged, failed: bool) {
    if shared.messages == MessagesArg::Json {
        print_line(
            &json!({
                "shards": merged.shards,
                "aside": merged.aside,
                "papers": merged.papers,
                "refused": merged.refused,
                "files": merged.files,
                "written": merged.written,
            })
            .to_string(),
        );
    }
    if failed {
        return;
    }
    if let Some(file) = &merged.written {
        shared.say(file);
    }
    shared.say(&format!(
        "{} with {}; {} as built, {} refused",
        counted(merged.shards, "shard"),
        counted(merged.papers, "paper"),
        counted(merged.files, "file"),
        merged.refused
    ));
    if merged.aside > 0 {
        let aside = counted(merged.aside, "shard");
        shared.say(&format!(
            "{aside} of some papers left aside: these are those of all"
        ));
    }
    if merged.written.is_none() {
        shared.say("no manifest was written: these are shards of some papers, and a manifest is that of all");
    }
}

impl VerifyArgs {
    fn run(self, shared: &Shared) -> ExitCode {
        let mut problems = Diagnostics::default();
        let places = places(shared, self.folder.into_iter().collect(), &mut problems);
        let mut office = None;
        if let Some((found, folders)) = places {
            let folder = folders.into_iter().next().unwrap_or_default();
            let verified = verified(found.as_ref(), &folder, &mut problems);
            office = found;
            if let Some(verified) = verified {
                tell_verified(shared, &verified);
            }
        }
        shared.report(office.as_ref(), problems, false)
    }
}

fn tell_verified(shared: &Shared, verified: &Verified) {
    if shared.messages == MessagesArg::Json {
        print_line(
            &json!({
                "papers": verified.papers,
                "refused": verified.refused,
                "files": verified.told,
                "same": verified.files,
            })
            .to_string(),
        );
    }
    shared.say(&format!(
        "{}; {} of {} as built, {} refused",
        counted(verified.papers, "paper"),
        verified.files,
        counted(verified.told, "file"),
        verified.refused
    ));
}
