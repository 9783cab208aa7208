//! Files that are asked for as papers, and are none.

use std::path::{Path, PathBuf};

use crate::diagnostic::{Code, Diagnostics};
use crate::load::{self, Node, NodeValue};
use crate::model::Origin;

use super::Office;
use super::papers::tidy;

/// Reports a file that is no paper by its name: the office's own, a workbook, a document of another program.
pub(super) fn is_other(office: &Office, path: &Path, out: &mut Diagnostics) -> bool {
    let shown = office.shown(path);
    let (message, hint) = if path == tidy(&office.root.join("data/board.toml")) {
        (
            format!("`{shown}` is the office's own file, and no paper"),
            "it is checked with every paper: name a paper, or none for all of them".to_owned(),
        )
    } else if let Some(what) = kind(path) {
        let users: Vec<String> = users(path)
            .iter()
            .map(|user| format!("`{}`", office.shown(user)))
            .collect();
        let hint = match &users[..] {
            [] => "name the paper (.toml or .md) that uses it".to_owned(),
            users => format!("name the paper that uses it: {}", users.join(" or ")),
        };
        (format!("`{shown}` is {what}, and no paper"), hint)
    } else {
        return false;
    };
    out.add(Code::FileUnreadable, Origin::file(shown), message)
        .hint(hint);
    true
}

/// Returns what a file is by its ending, where papers have another.
fn kind(path: &Path) -> Option<&'static str> {
    let ending = path.extension()?.to_str()?.to_ascii_lowercase();
    match ending.as_str() {
        "xlsx" | "xlsm" | "xlsb" | "xls" | "ods" => Some("a workbook"),
        "csv" => Some("a table in CSV"),
        "docx" | "doc" | "odt" | "rtf" => Some("a document of a word processor"),
        "pdf" => Some("a PDF"),
        _ => None,
    }
}

/// Finds the papers in a file's own folder that name it.
fn users(path: &Path) -> Vec<PathBuf> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    files.sort();
    let is_toml = |file: &Path| {
        file.extension()
            .is_some_and(|e| e.eq_ignore_ascii_case("toml"))
    };
    let may_be = |file: &Path| is_toml(file) || load::is_markdown(file) && load::has_head(file);
    let uses = |file: &PathBuf| {
        let mut unread = Diagnostics::default();
        may_be(file)
            && load::paper(file, "", &mut unread).is_some_and(|node| names(&node, path, folder))
    };
    files.into_iter().filter(uses).collect()
}

/// Whether a value, or one in it, names a file from a folder.
fn names(node: &Node, path: &Path, folder: &Path) -> bool {
    match &node.value {
        NodeValue::Text(text) => tidy(&folder.join(text)) == path,
        NodeValue::List(items) => items.iter().any(|item| names(item, path, folder)),
        NodeValue::Table(entries) => entries.iter().any(|entry| names(&entry.node, path, folder)),
        _ => false,
    }
}
