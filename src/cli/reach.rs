//! Which files a command has to do with.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use crate::diagnostic::Diagnostics;
use crate::job::{find, libre_office_program};
use crate::worker::Reach;

use super::{Command, Shared};

/// Returns what the command has to do with; none outside of an office, or where LibreOffice could not be started.
pub(super) fn reach(command: &Command, shared: &Shared) -> Option<Reach> {
    let root = find(shared.root.as_deref(), &mut Diagnostics::default())?;
    let other = match command {
        Command::Pack(_) => libre_office_program(),
        _ => None,
    };
    // A snap sets itself up in ways that a confined process cannot.
    if other
        .as_ref()
        .is_some_and(|program| program.ends_with("snap"))
    {
        return None;
    }
    let arguments: Vec<PathBuf> = named().collect();
    let office = office(&root);
    let mut read = office.clone();
    read.extend(arguments.iter().filter_map(|path| around(path)));
    // Its parts lie beside the folder of the program.
    read.extend(other.and_then(|program| Some(program.ancestors().nth(2)?.to_owned())));
    let write = match command {
        Command::Build(args) => args.written_in(&root),
        Command::Check(args) if !args.mends() => args.output_file().into_iter().collect(),
        Command::List(_) => Vec::new(),
        // What they write lies in the office, or where the command line says.
        _ => [office, arguments].concat(),
    };
    let write = write.iter().filter_map(|path| nearest(path)).collect();
    Some(Reach { read, write })
}

/// Lists the office's folders; some may be links to where an office keeps them.
fn office(root: &Path) -> Vec<PathBuf> {
    let parts = ["", "data", "data/history", "data/returns", "output"];
    let real = parts.map(|part| root.join(part).canonicalize());
    real.into_iter().filter_map(Result::ok).collect()
}

/// Lists what the command line may name.
fn named() -> impl Iterator<Item = PathBuf> {
    let current = std::env::current_dir().unwrap_or_default();
    let arguments = std::env::args_os().skip(1);
    arguments.filter_map(move |argument| value(&argument).map(|value| current.join(value)))
}

fn value(argument: &OsStr) -> Option<PathBuf> {
    let text = argument.to_string_lossy();
    match text.strip_prefix('-') {
        None => Some(PathBuf::from(argument)),
        Some(flag) => flag.split_once('=').map(|(_, value)| PathBuf::from(value)),
    }
}

/// Returns a folder that is named, or the one around a file: a paper names what lies beside it.
fn around(path: &Path) -> Option<PathBuf> {
    let real = path.canonicalize().ok()?;
    match real.is_dir() {
        true => Some(real),
        false => real.parent().map(Path::to_owned),
    }
}

/// Returns the folder in which something is to be made: the nearest that is there.
fn nearest(path: &Path) -> Option<PathBuf> {
    let there = path.ancestors().find(|path| path.is_dir())?;
    there.canonicalize().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_flags_are_told_from_flags() {
        let of = |text: &str| value(OsStr::new(text));
        assert_eq!(of("--output=out"), Some("out".into()));
        assert_eq!(of("data/a.toml"), Some("data/a.toml".into()));
        assert_eq!(of("--quiet"), None);
    }

    #[test]
    fn what_is_to_be_made_lies_in_a_folder_that_is_there() {
        let folder = tempfile::tempdir().expect("a folder");
        let real = folder.path().canonicalize().expect("real");
        assert_eq!(nearest(&folder.path().join("a/b.pdf")), Some(real.clone()));
        std::fs::write(folder.path().join("a"), "").expect("written");
        assert_eq!(around(&folder.path().join("a")), Some(real));
    }
}
