//! The floor: the typesetter's own calls on the sources that boardpaper keeps, in one warm process, and nothing else.
//!
//! No workbook is read, nothing is checked, rendered, inspected or written: what boardpaper takes beyond this is its own.

use std::collections::HashMap;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use rayon::ThreadPoolBuilder;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};
use walkdir::WalkDir;

use crate::Outcome;
use crate::contest::Contest;
use crate::figures::{self, Rounds};
use crate::measure;
use crate::office::{Listed, Office};
use crate::one::USUAL;

/// What this program is started with to set papers and do nothing else.
pub const FLAG: &str = "--floor";

const PAPERS: usize = 100;

/// Measures a hundred papers beside the floor.
pub fn run(contest: &Contest) -> Outcome<()> {
    let office = Office::invent(&[USUAL; PAPERS])?;
    let papers = office.keep_sources(contest, None)?;
    let mut rounds = Rounds::beside("Typst's library");
    for round in 0..contest.rounds(5, 1) {
        let floor = || measure::run(&mut alone(&papers)?);
        let first = (round % 2 == 0).then(floor).transpose()?;
        rounds
            .ours
            .push(measure::run(&mut office.build(contest, &[]))?);
        rounds.theirs.push(first.map_or_else(floor, Ok)?);
    }
    rounds.print(&format!("{PAPERS} papers, and the typesetter alone"));
    figures::bar("ratio of CPU time", rounds.cpu_ratio(), 1.15);
    Ok(())
}

/// Returns the command that starts this program again, to set papers.
fn alone(papers: &[Listed]) -> Outcome<Command> {
    let mut command = Command::new(env::current_exe()?);
    command.arg(FLAG);
    command.args(papers.iter().map(|paper| &paper.sources));
    Ok(command)
}

/// Sets the papers whose kept sources are named, as many at a time as there are cores.
///
/// `FLOOR_AGE` is after how many times of forgetting the typesetter forgets what was of no use since, `FLOOR_OFTEN` before how many
/// papers it does, and `FLOOR_THREADS` how many are set at a time.
pub fn set(folders: &[String]) -> Outcome<()> {
    let number = |name| {
        env::var(name)
            .ok()
            .and_then(|text| text.parse::<usize>().ok())
    };
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let threads = number("FLOOR_THREADS").unwrap_or(cores);
    let often = number("FLOOR_OFTEN").unwrap_or(threads / 2).max(1);
    let age = number("FLOOR_AGE").unwrap_or(1);
    let first = Path::new(folders.first().ok_or("no paper is named")?);
    let (house, next) = (House::read(first)?, AtomicUsize::new(0));
    let work = || -> Outcome<()> {
        loop {
            let paper = next.fetch_add(1, Ordering::Relaxed);
            let Some(folder) = folders.get(paper) else {
                return Ok(());
            };
            house.set(Path::new(folder))?;
            if paper.is_multiple_of(often) {
                comemo::evict(age);
            }
        }
    };
    let own_pool = || {
        ThreadPoolBuilder::new()
            .num_threads(1)
            .build()?
            .install(work)
    };
    thread::scope(|scope| {
        let threads: Vec<_> = (0..threads).map(|_| scope.spawn(own_pool)).collect();
        let mut ended = threads.into_iter().map(|thread| thread.join());
        ended.try_for_each(|ended| ended.map_err(|_| "a thread panicked")?)
    })
}

/// What papers have in common: library, fonts, templates.
struct House {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    templates: HashMap<FileId, Source>,
}

impl House {
    fn read(folder: &Path) -> Outcome<Self> {
        let files = WalkDir::new(folder).sort_by_file_name();
        let (mut fonts, mut templates) = (Vec::new(), HashMap::new());
        for entry in files {
            let path = entry?.into_path();
            match path.extension().and_then(|ending| ending.to_str()) {
                Some("ttf" | "otf") => fonts.extend(Font::iter(Bytes::new(fs::read(&path)?))),
                Some("typ") => {
                    let id = id(path.strip_prefix(folder)?)?;
                    templates.insert(id, Source::new(id, fs::read_to_string(&path)?));
                }
                _ => {}
            }
        }
        Ok(Self {
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            templates,
        })
    }

    fn set(&self, folder: &Path) -> Outcome<()> {
        let main = id(Path::new("main.typ"))?;
        let paper = Paper {
            house: self,
            folder: folder.to_owned(),
            main: Source::new(main, fs::read_to_string(folder.join("main.typ"))?),
        };
        let document = typst::compile::<PagedDocument>(&paper).output;
        let document = document.map_err(|errors| format!("{errors:?}"))?;
        let standards = PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_2a]);
        let options = PdfOptions {
            standards: standards.map_err(|error| error.message().to_string())?,
            ..PdfOptions::default()
        };
        let pdf = typst_pdf::pdf(&document, &options).map_err(|errors| format!("{errors:?}"))?;
        fs::write(folder.with_extension("floor.pdf"), pdf)?;
        Ok(())
    }
}

/// One paper's world.
struct Paper<'a> {
    house: &'a House,
    folder: PathBuf,
    main: Source,
}

impl World for Paper<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.house.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.house.book
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main.id() {
            return Ok(self.main.clone());
        }
        let missing = || FileError::NotFound(id.vpath().get_with_slash().into());
        self.house.templates.get(&id).cloned().ok_or_else(missing)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let path = self.folder.join(id.vpath().get_without_slash());
        let bytes = fs::read(&path).map_err(|error| FileError::from_io(error, &path))?;
        Ok(Bytes::new(bytes))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.house.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn id(path: &Path) -> Outcome<FileId> {
    let path =
        VirtualPath::new(format!("/{}", path.display())).map_err(|error| format!("{error:?}"))?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}
