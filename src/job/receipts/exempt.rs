//! What the meetings of an office keep from the public.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::diagnostic::Diagnostics;
use crate::job::Office;
use crate::job::hash::hash_of_file;
use crate::job::head::meetings_of;
use crate::job::papers::tidy;
use crate::job::reader::Reader;
use crate::model::Paper;
use crate::pack::{Access, Meeting};
use crate::{render, validate};

/// The files that say what the public may not see: exempt papers, and meetings that have any.
#[derive(Debug, Default)]
pub struct Exempt {
    files: BTreeSet<PathBuf>,
    /// The same files, whatever links lead there.
    real: BTreeSet<PathBuf>,
    /// Their hashes: a copy is as exempt as they are.
    hashes: BTreeSet<String>,
    /// Whether a meeting could not be read: any paper may be exempt then.
    pub unknown: bool,
}

impl Exempt {
    /// Reads the meetings among the papers of an office, but for those of which it is known that nothing in them is exempt.
    pub fn of(office: &Office, papers: &[PathBuf], is_open: impl Fn(&Path) -> bool) -> Self {
        let mut exempt = Self::default();
        for path in meetings_of(office, papers) {
            if is_open(path) {
                continue;
            }
            match files(office, path) {
                Some(files) => exempt.files.extend(files),
                None => exempt.unknown = true,
            }
        }
        let real = exempt
            .files
            .iter()
            .filter_map(|path| path.canonicalize().ok());
        exempt.real = real.collect();
        let hashes = exempt
            .files
            .iter()
            .filter_map(|path| hash_of_file(path).ok());
        exempt.hashes = hashes.collect();
        exempt
    }

    /// Returns whether a file is one of them, by its place or its hash.
    pub fn has(&self, path: &Path, hash: Option<&str>) -> bool {
        if self.files.is_empty() {
            return false;
        }
        let copy = hash.is_some_and(|hash| self.hashes.contains(hash));
        let real = || {
            path.canonicalize()
                .is_ok_and(|real| self.real.contains(&real))
        };
        copy || self.files.contains(&tidy(path)) || real()
    }

    /// Shows the files.
    pub fn files(&self) -> impl Iterator<Item = &Path> {
        self.files.iter().map(PathBuf::as_path)
    }
}

/// Lists a meeting, its exempt papers and the workbooks that these have their rows from, where it has any; none where that cannot be told.
fn files(office: &Office, path: &Path) -> Option<Vec<PathBuf>> {
    let mut unsaid = Diagnostics::default();
    let paper = Reader::new(office).unchecked().read(path, &mut unsaid)?;
    let meeting = meeting(office, &paper, &mut unsaid).filter(|_| !unsaid.has_errors())?;
    let folder = path.parent().unwrap_or(&office.root);
    let items = meeting.items.iter();
    let secret: Vec<_> = items.filter(|item| item.access != Access::Open).collect();
    let papers = secret.iter().flat_map(|item| &item.papers);
    let papers = papers.map(|paper| tidy(&folder.join(paper.file.replace('\\', "/"))));
    let own = (!secret.is_empty()).then(|| tidy(path));
    let drawn = |path: PathBuf| [trackers(office, &path), vec![path]].concat();
    Some(papers.flat_map(drawn).chain(own).collect())
}

/// Lists the workbooks that a paper names itself.
fn trackers(office: &Office, path: &Path) -> Vec<PathBuf> {
    let may_be = path.extension().is_some_and(|ending| ending == "toml");
    if !may_be {
        return Vec::new();
    }
    let mut reader = Reader::new(office).unchecked();
    reader.read(path, &mut Diagnostics::default());
    reader.into_inputs().own().map(Path::to_owned).collect()
}

fn meeting(office: &Office, paper: &Paper, unsaid: &mut Diagnostics) -> Option<Meeting> {
    let law = validate::law(&office.library, unsaid);
    let phrases = render::phrases(paper, unsaid)?;
    Meeting::of(paper, &law, &phrases, unsaid)
}
