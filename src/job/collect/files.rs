//! The files that came back.

use std::fs;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use crate::diagnostic::{Code, Diagnostics, Severity};
use crate::load::{self, Limits, Workbook};
use crate::model::Origin;
use crate::returns::file_name;
use crate::write;

/// Endings of workbooks.
const WORKBOOKS: [&str; 7] = ["xlsx", "xlsm", "xlsb", "xls", "ods", "csv", "tsv"];

/// Why other files are not read.
const NO_WORKBOOK: &str = "for they are no workbooks";

/// What a folder holds.
#[derive(Default)]
pub struct Files {
    /// The workbooks.
    pub workbooks: Vec<Came>,
    /// What was not read, and why.
    pub unread: Vec<(String, String)>,
}

/// A workbook that came back.
pub struct Came {
    /// Its path from the folder; of one that was attached, below that of its message.
    pub file: String,
    /// The workbook.
    pub workbook: Workbook,
    /// Names and addresses of who sent the message that it was attached to.
    pub senders: Vec<String>,
}

impl Files {
    /// Returns whether all files that the office takes are there; those that are not are reported.
    pub fn have(&self, taken: &[String], out: &mut Diagnostics) -> bool {
        let names = self.workbooks.iter().map(|came| came.file.as_str());
        let names: Vec<&str> = names.collect();
        let known = match &names[..] {
            [] => "the folder holds no workbook that could be read".to_owned(),
            names => format!("the folder holds `{}`", names.join("`, `")),
        };
        let unknown = taken.iter().filter(|name| !names.contains(&name.as_str()));
        let unknown: Vec<&String> = unknown.collect();
        for name in &unknown {
            let message = format!("`--take` names `{name}`, which did not come back");
            out.add(Code::FileUnreadable, Origin::file(name.as_str()), message)
                .hint(format!("name a file as it is called there: {known}"));
        }
        unknown.is_empty()
    }
}

/// Reads the workbooks of a folder and of those in it, in the order of their names.
pub fn files(folder: &Path, out: &mut Diagnostics) -> Option<Files> {
    if !folder.is_dir() {
        let shown = folder.display().to_string();
        let message = format!("there is no folder `{shown}`");
        out.add(Code::FileUnreadable, Origin::file(shown), message)
            .hint("name the folder that you saved the returns in");
        return None;
    }
    let mut files = Files::default();
    for path in below(folder) {
        let inside = path.strip_prefix(folder).unwrap_or(&path);
        let name = inside.display().to_string().replace('\\', "/");
        take(&path, name, &mut files, out);
    }
    Some(files)
}

/// Lists the files; those that programs keep beside an open workbook are none.
fn below(folder: &Path) -> Vec<PathBuf> {
    let own = |entry: &DirEntry| {
        let name = entry.file_name().to_string_lossy();
        !(name.starts_with('.') || name.starts_with("~$"))
    };
    let walk = WalkDir::new(folder).min_depth(1).sort_by_file_name();
    let entries = walk.into_iter().filter_entry(own).filter_map(Result::ok);
    let files = entries.filter(|entry| entry.file_type().is_file());
    files.map(DirEntry::into_path).collect()
}

fn take(path: &Path, name: String, files: &mut Files, out: &mut Diagnostics) {
    match ending(&name).as_str() {
        "eml" => files.open_message(path, &name, out),
        ending if WORKBOOKS.contains(&ending) => files.open(path, name, &[], out),
        "msg" => files.leave(
            name,
            "for they are messages of Outlook's own (save the workbooks that are attached to them)",
        ),
        _ => files.leave(name, NO_WORKBOOK),
    }
}

/// Returns the ending of a file's name, in small letters.
fn ending(name: &str) -> String {
    let name = Path::new(name);
    let ending = name.extension().unwrap_or_default();
    ending.to_string_lossy().to_lowercase()
}

impl Files {
    fn leave(&mut self, name: String, why: &str) {
        self.unread.push((name, why.to_owned()));
    }

    fn open(&mut self, path: &Path, name: String, senders: &[String], out: &mut Diagnostics) {
        write::is_input(path);
        let mut problems = Diagnostics::default();
        let read = load::workbook(path, &name, &Limits::default(), &mut problems);
        warn(read.is_none(), problems, out);
        match read {
            Some(workbook) => self.workbooks.push(Came {
                file: name,
                workbook,
                senders: senders.to_vec(),
            }),
            None => self.leave(name, "for they cannot be opened"),
        }
    }

    /// Opens the workbooks that are attached to a message, as if they had been saved into a folder of its name.
    fn open_message(&mut self, path: &Path, name: &str, out: &mut Diagnostics) {
        write::is_input(path);
        let mut problems = Diagnostics::default();
        let read = load::message(path, name, &Limits::default(), &mut problems);
        warn(read.is_none(), problems, out);
        let Some(message) = read else {
            return self.leave(name.to_owned(), "for they cannot be opened");
        };
        if message.attached.is_empty() {
            return self.leave(name.to_owned(), "for nothing is attached to them");
        }
        let Ok(folder) = tempfile::tempdir() else {
            return self.leave(name.to_owned(), "for there is no room to open them in");
        };
        let mut taken = Vec::new();
        for (attached, bytes) in &message.attached {
            let ending = ending(attached);
            let stem = attached.rsplit(['/', '\\']).next().unwrap_or(attached);
            let stem = stem.rsplit_once('.').map_or(stem, |(stem, _)| stem);
            let own = file_name(stem, &taken);
            let file = format!("{own}.{ending}");
            let shown = format!("{name}/{file}");
            taken.push(own);
            let path = folder.path().join(&file);
            if !WORKBOOKS.contains(&ending.as_str()) {
                self.leave(shown, NO_WORKBOOK);
            } else if fs::write(&path, bytes).is_ok() {
                self.open(&path, shown, &message.senders, out);
            } else {
                self.leave(shown, "for there is no room to open them in");
            }
        }
    }
}

/// Tells what is wrong with a file; one that cannot be read keeps no other from being collected.
fn warn(is_unread: bool, mut problems: Diagnostics, out: &mut Diagnostics) {
    let errors = problems
        .iter_mut()
        .filter(|problem| is_unread && problem.severity < Severity::Warning);
    errors.for_each(|problem| problem.severity = Severity::Warning);
    out.append(problems);
}
