//! An office: its folder, its `board.toml`, its templates and fonts.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::check::Rules;
use crate::compile::{Fonts, Shared, Standards};
use crate::diagnostic::{Code, Diagnostics};
use crate::load::{self, Library};
use crate::model::{Board, Origin};
use crate::validate;
use crate::write::Lock;

use super::{places, settings};

/// An open office: all that its papers share.
pub struct Office {
    /// The folder that holds `data`.
    pub root: PathBuf,
    /// What `board.toml` says.
    pub board: Board,
    /// What the office makes of findings.
    pub rules: Rules,
    /// The templates, the office's own among them.
    pub library: Library,
    /// What every PDF conforms to.
    pub standards: Standards,
    /// The fonts.
    pub fonts: Arc<Fonts>,
    /// What the typesetter shares between papers.
    pub shared: Shared,
}

impl Office {
    /// Opens the office at a folder, or the one that the current folder lies in.
    pub fn open(root: Option<&Path>, out: &mut Diagnostics) -> Option<Self> {
        let root = find(root, out)?;
        let file = root.join("data/board.toml");
        let shown = "data/board.toml";
        let board = load::document(&file, shown, out).and_then(|node| validate::board(&node, out));
        let library = library(&root, out);
        let own_fonts = root.join("data/fonts");
        let fonts = Arc::new(Fonts::new(Some((own_fonts.as_path(), "data/fonts")), out));
        let board = board?;
        settings::check(&board, &library, &fonts, out);
        places::check(&board.checks.allowed, &root, &library, out);
        let standards = Standards::new(&board.standards, &Origin::file(shown), out)?;
        let templates = library.iter().filter(|(path, _)| is_source(path));
        let templates =
            templates.map(|(path, file)| (path, file.text.as_str(), file.shown.as_str()));
        let shared = Shared::new(templates, fonts.clone());
        (!out.has_errors()).then_some(Self {
            root,
            rules: Rules::new(board.checks.clone()),
            board,
            library,
            standards,
            fonts,
            shared,
        })
    }

    /// Waits until nobody else makes a round or a quarter of the office or merges answers, and keeps others from it.
    ///
    /// Where the folder knows no locks, none is held.
    pub fn lock(&self) -> Option<Lock> {
        Lock::of(&self.root.join("data"))
    }

    /// Returns a path as the user knows it: from the office's folder where it lies inside, with `/` everywhere.
    pub fn shown(&self, path: &Path) -> String {
        let inside = path.strip_prefix(&self.root).unwrap_or(path);
        inside.display().to_string().replace('\\', "/")
    }

    /// Returns the text of a file that an excerpt is shown from.
    pub fn text_of(&self, shown: &str) -> Option<String> {
        let template = self.library.iter().find(|(_, file)| file.shown == shown);
        template
            .map(|(_, file)| file.text.clone())
            .or_else(|| std::fs::read_to_string(self.root.join(shown)).ok())
    }
}

/// Returns whether the typesetter reads a template.
fn is_source(path: &str) -> bool {
    [".typ", ".css"].iter().any(|ending| path.ends_with(ending))
}

/// Returns the templates of the office at a folder.
pub fn library(root: &Path, out: &mut Diagnostics) -> Library {
    let mut library = Library::embedded();
    library.overlay(&root.join("data/templates"), "data/templates", out);
    library
}

/// Finds the folder that holds `data/board.toml`.
pub fn find(root: Option<&Path>, out: &mut Diagnostics) -> Option<PathBuf> {
    let current = std::env::current_dir().unwrap_or_default();
    let start = root.map_or_else(|| current.clone(), |root| current.join(root));
    let mut folders = start.ancestors();
    let is_office = |folder: &&Path| folder.join("data/board.toml").is_file();
    let found = if root.is_some() {
        Some(start.as_path()).filter(is_office)
    } else {
        folders.find(is_office)
    };
    if found.is_none() {
        let message = format!(
            "no office in `{}`: there is no `data/board.toml`",
            start.display()
        );
        out.add(Code::NoOffice, None, message)
            .hint("start in the office's folder, or name it with `--root`");
    }
    found.map(Path::to_owned)
}
