//! An office: its folder, its `board.toml`, its templates and fonts.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use walkdir::WalkDir;

use crate::check::Rules;
use crate::compile::{Fonts, Shared, Standards};
use crate::diagnostic::{Code, Diagnostics};
use crate::door;
use crate::load::{self, Library};
use crate::model::{Board, Origin};
use crate::validate;
use crate::worker;
use crate::write::Lock;

use super::hash::{Parts, hash_of_file};
use super::memory::Memory;
use super::pictures::Pictures;
use super::{inside, places, settings};

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
    pub shared: Arc<Shared>,
    /// What its papers used when it was opened before.
    pub(super) memory: Arc<Memory>,
    /// The images that they show.
    pub(super) pictures: Pictures,
}

/// What an office leaves to itself when it is opened again: fonts, templates and what papers use, where they have not changed since.
#[derive(Default)]
pub struct Warm {
    memory: Arc<Memory>,
    fonts: Option<(String, Arc<Fonts>)>,
    shared: Option<(String, Arc<Shared>)>,
}

impl Office {
    /// Opens the office at a folder, or the one that the current folder lies in.
    pub fn open(root: Option<&Path>, out: &mut Diagnostics) -> Option<Self> {
        Self::open_warm(root, &mut Warm::default(), out)
    }

    /// Does the same, with fonts and templates as they were left when it was opened before.
    pub fn open_warm(root: Option<&Path>, warm: &mut Warm, out: &mut Diagnostics) -> Option<Self> {
        let root = find(root, out)?;
        if !inside::is_whole(&root, out) {
            return None;
        }
        let file = root.join("data/board.toml");
        let shown = "data/board.toml";
        let board = load::document(&file, shown, out).and_then(|node| validate::board(&node, out));
        let library = library(&root, out);
        let fonts = warm.fonts(&root.join("data/fonts"), out);
        let board = board?;
        worker::office_limits(board.limits);
        settings::check(&board, &library, &fonts, out);
        places::check(&board.checks.allowed, &root, &library, out);
        let standards = Standards::new(&board.standards, &Origin::file(shown), out)?;
        let shared = warm.shared(&library, &fonts);
        (!out.has_errors()).then_some(Self {
            root,
            rules: Rules::new(board.checks.clone()),
            board,
            library,
            standards,
            fonts,
            shared,
            memory: warm.memory.clone(),
            pictures: Pictures::default(),
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
            .or_else(|| door::text(self.root.join(shown)).ok())
    }
}

impl Warm {
    /// Reads the fonts, unless they are the same as before; broken ones are told each time.
    fn fonts(&mut self, own: &Path, out: &mut Diagnostics) -> Arc<Fonts> {
        let now = hash_below(own);
        if let Some((_, fonts)) = self.fonts.as_ref().filter(|(was, _)| *was == now) {
            return fonts.clone();
        }
        let mut problems = Diagnostics::default();
        let fonts = Arc::new(Fonts::new(Some((own, "data/fonts")), &mut problems));
        let sound = problems == Diagnostics::default();
        out.append(problems);
        self.fonts = sound.then(|| (now, fonts.clone()));
        fonts
    }

    /// Takes what the typesetter shares between papers, unless templates and fonts are the same as before.
    fn shared(&mut self, library: &Library, fonts: &Arc<Fonts>) -> Arc<Shared> {
        let sources = || library.iter().filter(|(path, _)| is_source(path));
        let mut parts = Parts::default();
        let mut has_own = false;
        for (path, file) in sources().filter(|(_, file)| file.own) {
            has_own = true;
            parts.add(path.as_bytes()).add(file.text.as_bytes());
        }
        let now = parts.finish();
        let same = |(was, shared): &&(String, Arc<Shared>)| *was == now && shared.has(fonts);
        if let Some((_, shared)) = self.shared.as_ref().filter(same) {
            return shared.clone();
        }
        let sources = sources().map(|(path, file)| (path, file.text.as_str(), file.shown.as_str()));
        let shared = Arc::new(Shared::new(sources, has_own, fonts.clone()));
        self.shared = Some((now, shared.clone()));
        shared
    }
}

/// Returns the hash of all files below a folder, by name.
fn hash_below(folder: &Path) -> String {
    let mut parts = Parts::default();
    let entries = WalkDir::new(folder).sort_by_file_name().into_iter();
    for entry in entries.filter_map(Result::ok) {
        let hash = hash_of_file(entry.path()).unwrap_or_default();
        let path = entry.path().to_string_lossy();
        parts.add(path.as_bytes()).add(hash.as_bytes());
    }
    parts.finish()
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
    let folders = match root {
        Some(_) => 1,
        None => usize::MAX,
    };
    let mut folders = start.ancestors().take(folders);
    let found = folders.find_map(|folder| Some((folder, is_office(folder)?)));
    match found {
        Some((folder, Ok(()))) => return Some(folder.to_owned()),
        Some((folder, Err(error))) => {
            let shown = folder.display();
            let message = format!("cannot look into `data` of `{shown}`: {error}");
            out.add(Code::FileUnreadable, None, message)
                .hint("check that you may read that folder and all that lies in it");
        }
        None => {
            let shown = start.display();
            let message = format!("no office in `{shown}`: there is no `data/board.toml`");
            out.add(Code::NoOffice, None, message)
                .hint("start in the office's folder, or name it with `--root`");
        }
    }
    None
}

/// Tells whether a folder holds an office; an error where it may not be looked into, so that none further up is taken for it.
fn is_office(folder: &Path) -> Option<io::Result<()>> {
    match folder.join("data/board.toml").metadata() {
        Ok(about) => about.is_file().then_some(Ok(())),
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => Some(Err(error)),
        Err(_) => None,
    }
}
