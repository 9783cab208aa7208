//! The files that came back.

use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use crate::diagnostic::{Code, Diagnostics};
use crate::load::{self, Limits, Workbook};
use crate::model::Origin;
use crate::write;

/// Endings of workbooks.
const WORKBOOKS: [&str; 7] = ["xlsx", "xlsm", "xlsb", "xls", "ods", "csv", "tsv"];

/// What a folder holds.
#[derive(Default)]
pub struct Files {
    /// The workbooks, each by its path from the folder.
    pub workbooks: Vec<(String, Workbook)>,
    /// What was not read, and why.
    pub unread: Vec<(String, String)>,
}

impl Files {
    /// Returns whether all files that the office takes are there; those that are not are reported.
    pub fn have(&self, taken: &[String], out: &mut Diagnostics) -> bool {
        let names: Vec<&str> = self.workbooks.iter().map(|(name, _)| &name[..]).collect();
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
    let ending = path
        .extension()
        .unwrap_or_default()
        .to_string_lossy()
        .to_lowercase();
    if !WORKBOOKS.contains(&ending.as_str()) {
        let why = match ending.as_str() {
            "eml" | "msg" => "for they are messages (save the workbooks that are attached to them)",
            _ => "for they are no workbooks",
        };
        files.unread.push((name, why.to_owned()));
        return;
    }
    write::is_input(path);
    let mut problems = Diagnostics::default();
    let read = load::workbook(path, &name, &Limits::default(), &mut problems);
    // A file that cannot be read keeps no other from being collected.
    for problem in problems
        .iter_mut()
        .filter(|problem| read.is_none() && problem.severity < crate::diagnostic::Severity::Warning)
    {
        problem.severity = crate::diagnostic::Severity::Warning;
    }
    out.append(problems);
    match read {
        Some(workbook) => files.workbooks.push((name, workbook)),
        None => files
            .unread
            .push((name, "for they cannot be opened".to_owned())),
    }
}
