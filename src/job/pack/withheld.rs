//! The files of exempt papers, which open ones must neither be nor be made from, whatever they are called there.

use std::path::{Path, PathBuf};

use crate::diagnostic::Diagnostics;
use crate::job::hash::hash_of_file;
use crate::job::papers::tidy;
use crate::model::Edition;

use super::named::Wanted;
use super::read::{Read, is_exempt};
use super::source::Source;
use super::told;

/// The files of the exempt papers of a meeting.
pub struct Withheld {
    files: Vec<File>,
    /// Whether the public edition is asked for.
    public: bool,
    /// Whether the one for members is.
    restricted: bool,
    root: PathBuf,
}

/// A file that is withheld: known by its place, whatever leads there, and by what is in it.
struct File {
    real: Option<PathBuf>,
    hash: Option<String>,
    /// The number of its item.
    item: String,
    /// Whether it is the paper itself, not a workbook of it.
    paper: Option<PathBuf>,
}

/// How an open paper has to do with an exempt one.
pub struct Touch {
    how: &'static str,
    item: String,
}

impl Withheld {
    /// Takes the papers that a meeting's exempt items name.
    pub fn of(read: &Read<'_>) -> Self {
        let editions = read.editions();
        let exempt = read.meeting.items.iter().filter(|item| is_exempt(item));
        let files = exempt.flat_map(|item| {
            let papers = item.papers.iter();
            papers.map(|paper| {
                let path = tidy(&read.folder().join(paper.file.replace('\\', "/")));
                File::new(&path, &item.number, true)
            })
        });
        Self {
            files: files.collect(),
            public: editions.contains(&Edition::Public),
            restricted: editions.contains(&Edition::Restricted),
            root: read.run.office.root.clone(),
        }
    }

    /// Adds the workbooks that an exempt paper has its rows from.
    pub fn add_trackers(&mut self, source: &Source) {
        let path = self.root.join(&source.shown);
        let of = |file: &&File| file.paper.as_deref() == Some(&*tidy(&path));
        let item = self.files.iter().find(of).map(|file| file.item.clone());
        let trackers = source.ours.iter().flat_map(|ours| &ours.trackers);
        let item = item.unwrap_or_default();
        self.files
            .extend(trackers.map(|path| File::new(path, &item, false)));
    }

    /// Returns how an open paper's own file is an exempt one.
    pub fn itself(&self, wanted: Wanted<'_>, path: &Path) -> Option<Touch> {
        if wanted.exempt() || self.files.is_empty() {
            return None;
        }
        let hash = hash_of_file(path).ok();
        let file = self.find(path, hash.as_deref())?;
        Some(Touch::new("is", file))
    }

    /// Returns how an open paper is made from an exempt one; the files are whatever it is made from, with their hashes.
    pub fn drawn<'a>(
        &self,
        wanted: Wanted<'_>,
        mut files: impl Iterator<Item = (&'a Path, Option<&'a str>)>,
    ) -> Option<Touch> {
        if wanted.exempt() || self.files.is_empty() {
            return None;
        }
        let file = files.find_map(|(path, hash)| self.find(path, hash))?;
        Some(Touch::new("draws on", file))
    }

    fn find(&self, path: &Path, hash: Option<&str>) -> Option<&File> {
        let real = path.canonicalize().ok();
        self.files.iter().find(|file| {
            let same_place = real.is_some() && file.real == real;
            same_place || (hash.is_some() && file.hash.as_deref() == hash)
        })
    }
}

impl File {
    fn new(path: &Path, item: &str, paper: bool) -> Self {
        Self {
            real: path.canonicalize().ok(),
            hash: hash_of_file(path).ok(),
            item: item.to_owned(),
            paper: paper.then(|| path.to_owned()),
        }
    }
}

impl Touch {
    fn new(how: &'static str, file: &File) -> Self {
        Self {
            how,
            item: file.item.clone(),
        }
    }

    /// Says so where the public edition is asked for, once a paper; from now on the paper is handled as an exempt one is.
    pub fn tell(&self, wanted: &mut Wanted<'_>, withheld: &Withheld, out: &mut Diagnostics) {
        if withheld.public && !wanted.secret {
            told::both(*wanted, self.how, &self.item, out);
        }
        wanted.secret = true;
        wanted.unsaid = !withheld.restricted;
    }
}
