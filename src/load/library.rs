//! The templates: those inside the program, replaced one by one by the office's own.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex};

use include_dir::{Dir, include_dir};
use walkdir::WalkDir;

use crate::diagnostic::{Code, Diagnostics};
use crate::door;
use crate::model::{Kind, Origin};

static EMBEDDED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates");

/// All templates by their path below `templates/`, such as `components/key.typ`.
#[derive(Clone, Debug, Default)]
pub struct Library {
    files: BTreeMap<String, TemplateFile>,
    /// The descriptions of kinds that were read without a word, for all papers that follow.
    kinds: Arc<Mutex<BTreeMap<String, Kind>>>,
}

/// One template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateFile {
    /// Its text.
    pub text: String,
    /// Its name in messages.
    pub shown: String,
    /// Whether it is the office's own.
    pub own: bool,
}

impl Library {
    /// Returns the templates inside the program.
    pub fn embedded() -> Self {
        let mut files = BTreeMap::new();
        collect(&EMBEDDED, &mut files);
        Self {
            files,
            kinds: Arc::default(),
        }
    }

    /// Lays the office's own templates over those inside the program; `shown` is the folder's name in messages.
    pub fn overlay(&mut self, folder: &Path, shown: &str, out: &mut Diagnostics) {
        self.kinds = Arc::default();
        let files = WalkDir::new(folder)
            .sort_by_file_name()
            .into_iter()
            .filter_map(Result::ok);
        for entry in files.filter(|entry| entry.file_type().is_file()) {
            let Some(name) = entry.path().strip_prefix(folder).ok().and_then(slashed) else {
                continue;
            };
            if !is_template(&name) {
                continue;
            }
            let shown = format!("{shown}/{name}");
            match door::text(entry.path()) {
                Ok(text) => {
                    self.files.insert(
                        name,
                        TemplateFile {
                            text,
                            shown,
                            own: true,
                        },
                    );
                }
                Err(error) => {
                    out.add(
                        Code::FileUnreadable,
                        Origin::file(shown.as_str()),
                        format!("cannot read `{shown}`: {error}"),
                    )
                    .hint("save it as UTF-8 text, and check that you may read it");
                }
            }
        }
    }

    /// Shows the office's own templates that are not, to the letter, those inside the program.
    pub fn changed(&self) -> impl Iterator<Item = (&str, &TemplateFile)> {
        let inside = |path: &str| EMBEDDED.get_file(path).map(include_dir::File::contents);
        self.iter()
            .filter(move |(path, file)| file.own && inside(path) != Some(file.text.as_bytes()))
    }

    /// Returns a template by its path.
    pub fn get(&self, path: &str) -> Option<&TemplateFile> {
        self.files.get(path)
    }

    /// Shows all templates by path.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &TemplateFile)> {
        self.files.iter().map(|(path, file)| (path.as_str(), file))
    }

    /// Returns the description of a kind that was read before.
    pub fn kind(&self, name: &str) -> Option<Kind> {
        let kinds = self.kinds.lock().expect("no thread panics with it");
        kinds.get(name).cloned()
    }

    /// Keeps the description of a kind that was read from the templates and has no faults.
    pub fn keep(&self, kind: &Kind) {
        let mut kinds = self.kinds.lock().expect("no thread panics with it");
        kinds.insert(kind.name.clone(), kind.clone());
    }

    /// Returns the names of the document kinds: the folders under `documents/` that hold a `document.toml`.
    pub fn kinds(&self) -> impl Iterator<Item = &str> {
        self.files.keys().filter_map(|path| {
            path.strip_prefix("documents/")?
                .strip_suffix("/document.toml")
        })
    }
}

fn collect(dir: &Dir<'_>, files: &mut BTreeMap<String, TemplateFile>) {
    for file in dir.files() {
        let (Some(path), Some(text)) = (slashed(file.path()), file.contents_utf8()) else {
            continue;
        };
        let file = TemplateFile {
            text: text.to_owned(),
            shown: format!("templates/{path}"),
            own: false,
        };
        files.insert(path, file);
    }
    for inner in dir.dirs() {
        collect(inner, files);
    }
}

/// Leaves out what editors and systems put beside templates.
fn is_template(path: &str) -> bool {
    [".typ", ".toml", ".jinja", ".css"]
        .iter()
        .any(|ending| path.ends_with(ending))
}

fn slashed(path: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> = path.iter().map(|part| part.to_str()).collect();
    Some(parts?.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_office_template_replaces_the_one_inside() {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("lib.typ"), "// ours").expect("written");
        let mut library = Library::embedded();
        assert!(!library.get("lib.typ").expect("is there").own);
        library.overlay(folder.path(), "data/templates", &mut Diagnostics::default());
        let file = library.get("lib.typ").expect("is there");
        assert!(file.own);
        assert_eq!(
            (file.text.as_str(), file.shown.as_str()),
            ("// ours", "data/templates/lib.typ")
        );
    }
}
