//! `boardpaper compare`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;

use crate::diagnostic::Diagnostics;
use crate::job::{Compared, Office, compare, paper};
use crate::model::PaperFormat;

use super::changes::{Changes, changes};
use super::{MessagesArg, Shared, print_line};

/// What `compare` takes.
#[derive(Debug, Args)]
pub struct CompareArgs {
    /// The older paper
    #[arg(value_name = "OLD")]
    old: PathBuf,
    /// The newer paper, of the same kind of document
    #[arg(value_name = "NEW")]
    new: PathBuf,
    /// Make a paper of the comparison and write it to a file, whose name ends in `.pdf` or `.html`
    #[arg(long, value_name = "FILE", value_parser = paper_file)]
    paper: Option<(PathBuf, PaperFormat)>,
}

/// Takes a file whose ending says what is made.
fn paper_file(name: &str) -> Result<(PathBuf, PaperFormat), String> {
    let path = Path::new(name);
    let ending = path.extension().unwrap_or_default().to_string_lossy();
    let format = PaperFormat::named(&ending);
    let format = format.ok_or_else(|| format!("papers are made as {}", PaperFormat::names()))?;
    Ok((path.to_owned(), format))
}

impl CompareArgs {
    /// Says what has changed between two papers, or writes it as a paper.
    pub fn run(self, shared: &Shared) -> ExitCode {
        let mut problems = Diagnostics::default();
        let Some(office) = Office::open(shared.root.as_deref(), &mut problems) else {
            return shared.report(None, problems, false);
        };
        let old = paper(&office, &self.old, &mut problems);
        let new = paper(&office, &self.new, &mut problems);
        let current = std::env::current_dir().unwrap_or_default();
        let file = self
            .paper
            .map(|(file, format)| (current.join(file), format));
        if let (Some(old), Some(new)) = (old, new) {
            let place = file.as_ref().map(|(file, _)| file.as_path());
            let compared = compare(&office, (&old, &new), place, &mut problems);
            if let Some(compared) = compared {
                match file {
                    Some((file, format)) => {
                        let written = compared.write(&office, (&file, format), &mut problems);
                        written.iter().for_each(|file| tell_written(shared, file));
                    }
                    None => tell(shared, &compared),
                }
            }
        }
        shared.report(Some(&office), problems, false)
    }
}

fn tell(shared: &Shared, compared: &Compared) {
    let changes: Vec<Changes> = changes(compared).collect();
    match shared.messages {
        MessagesArg::Json => print_line(&as_json(compared, &changes)),
        _ => print_line(&as_text(compared, &changes)),
    }
}

fn tell_written(shared: &Shared, file: &str) {
    match shared.messages {
        MessagesArg::Json => print_line(&serde_json::json!({ "written": file }).to_string()),
        _ => shared.say(file),
    }
}

fn as_json(compared: &Compared, changes: &[Changes]) -> String {
    let tables = changes
        .iter()
        .map(|table| (table.name, serde_json::json!(table)));
    serde_json::json!({
        "old": compared.old.file,
        "new": compared.new.file,
        "document": compared.new.kind.name,
        "tables": tables.collect::<std::collections::BTreeMap<_, _>>(),
    })
    .to_string()
}

fn as_text(compared: &Compared, changes: &[Changes]) -> String {
    let called = |paper: &crate::model::Paper| match paper.quarter() {
        Some(quarter) => format!("{} ({quarter})", paper.file),
        None => paper.file.clone(),
    };
    let mut lines = vec![format!(
        "{} -> {}",
        called(&compared.old),
        called(&compared.new)
    )];
    lines.extend(changes.iter().map(|table| format!("\n{}", table.as_text())));
    if changes.is_empty() {
        lines.push("the papers have no table in common".to_owned());
    }
    lines.join("\n")
}
