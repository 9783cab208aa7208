//! Files that a paper names: only their names are looked at here.

use crate::diagnostic::{Code, Diagnostics};
use crate::load::{Node, NodeValue};
use crate::model::{NamedFile, Origin, Value};

use super::clean::one_line;
use super::raw::{Found, Raw};
use super::section::{Section, phrase};
use super::value::{Expected, wrong};

const ONE: &str =
    "a file such as `papers/plan.pdf` or `{ file = \"papers/plan.pdf\", title = \"The plan\" }`";
const SEVERAL: &str = "a list of files such as `[\"papers/plan.pdf\", \"papers/map.pdf\"]`";

/// Reads one file: its path, or a table with `file` and `title`.
pub fn one(raw: &Raw, expected: &Expected<'_>, out: &mut Diagnostics) -> Option<Value> {
    match &raw.found {
        Found::Nested(node) => match node.value {
            NodeValue::Table(_) => entry(node, expected.name, out).map(Value::File),
            _ => refused(raw, expected, ONE, out),
        },
        Found::Written(_) | Found::Typed(_) => {
            named(&raw.plain(), &raw.origin, expected.name, out).map(Value::File)
        }
        _ => refused(raw, expected, ONE, out),
    }
}

/// Reads several files: a list, a single path, or a cell with paths that semicolons or line breaks part.
pub fn several(raw: &Raw, expected: &Expected<'_>, out: &mut Diagnostics) -> Option<Value> {
    let read: Vec<Option<NamedFile>> = match &raw.found {
        Found::Nested(node) => match &node.value {
            NodeValue::List(items) => {
                let mut entry = |item| entry(item, expected.name, out);
                items.iter().map(&mut entry).collect()
            }
            _ => vec![entry(node, expected.name, out)],
        },
        Found::Written(text) => vec![named(text, &raw.origin, expected.name, out)],
        Found::Typed(_) => paths(&raw.plain())
            .iter()
            .map(|path| named(path, &raw.origin, expected.name, out))
            .collect(),
        _ => return refused(raw, expected, SEVERAL, out),
    };
    let files: Option<Vec<NamedFile>> = read.into_iter().collect();
    files.map(Value::Files)
}

fn refused(raw: &Raw, expected: &Expected<'_>, what: &str, out: &mut Diagnostics) -> Option<Value> {
    wrong(raw, expected, what, out);
    None
}

fn paths(text: &str) -> Vec<String> {
    let paths = text.split([';', '\n']).map(one_line);
    paths.filter(|path| !path.is_empty()).collect()
}

/// Reads an item of a list: a path, or a table with `file` and `title`.
fn entry(node: &Node, name: &str, out: &mut Diagnostics) -> Option<NamedFile> {
    let NodeValue::Table(_) = &node.value else {
        let path = phrase(node, name.trim_matches('`'), out)?;
        return named(&path.text, &path.origin, name, out);
    };
    let mut section = Section::new(node, name, out)?;
    let given = section.get("file");
    let file = section.required("file", out);
    let title = section.text("title", out).map(|title| one_line(&title));
    section.finish(out);
    let origin = &given.unwrap_or(node).origin;
    let mut read = named(&file?, origin, name, out)?;
    read.title = title.filter(|title| !title.is_empty());
    Some(read)
}

/// Takes a path that leads from the paper's own folder; others are reported.
fn named(path: &str, origin: &Origin, name: &str, out: &mut Diagnostics) -> Option<NamedFile> {
    let file = one_line(path).replace('\\', "/");
    if let Some((said, hint)) = unfit(&file) {
        // It may be the name of an exempt paper: where it may be shown, its line is.
        let message = format!("{name} {said}");
        out.add(Code::ValueWrong, origin.clone(), message)
            .hint(hint);
        return None;
    }
    Some(NamedFile {
        file,
        title: None,
        origin: origin.clone(),
    })
}

/// Says what is wrong with a path, and what to do.
fn unfit(path: &str) -> Option<(&'static str, &'static str)> {
    let drive = path.as_bytes().get(1) == Some(&b':');
    let last = path.rsplit('/').next().unwrap_or_default();
    if path.contains("://") {
        Some((
            "names an address, not a file",
            "save the document beside the paper, and name that file",
        ))
    } else if path.starts_with('/') || drive {
        Some((
            "names a file by its place on one computer",
            "name it from the paper's own folder, as in `papers/plan.pdf`",
        ))
    } else if matches!(last, "" | "." | "..") {
        Some(("names no file", "name a file, as in `papers/plan.pdf`"))
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_lead_from_the_papers_folder() {
        for fine in ["plan.pdf", "../q2/theme-1.toml", "a b/ü.docx"] {
            assert_eq!(unfit(fine), None, "{fine}");
        }
        for unfit_path in [
            "https://northmarch.example/plan.pdf",
            "/srv/plan.pdf",
            "C:/plan.pdf",
            "//server/share/plan.pdf",
            "papers/",
            "",
        ] {
            assert!(unfit(unfit_path).is_some(), "{unfit_path}");
        }
    }

    #[test]
    fn a_cell_names_several_files() {
        assert_eq!(
            paths("a.pdf; b.pdf\nc d.pdf\n"),
            ["a.pdf", "b.pdf", "c d.pdf"]
        );
    }

    #[test]
    fn a_path_of_windows_is_read() {
        let mut out = Diagnostics::default();
        let file = named(
            "papers\\plan.pdf",
            &Origin::file("m.toml"),
            "`paper`",
            &mut out,
        );
        assert_eq!(file.expect("read").file, "papers/plan.pdf");
        assert_eq!(out, Diagnostics::default());
    }
}
