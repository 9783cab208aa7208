//! What makes a paper of ours the PDF that it is: all that the typesetter gets.

use crate::job::{Office, Prepared};

use crate::job::hash::Parts;

/// Changes when what is kept of a PDF means something else than it did.
const FORM: &str = "1";

/// The parts that all papers of a run share.
pub struct Fingerprint {
    /// What the typesetter has of them: program, templates, fonts, standards.
    shared: Parts,
    /// All of them.
    office: String,
}

impl Fingerprint {
    /// Takes what the papers of an office share.
    pub fn new(office: &Office) -> Self {
        let mut parts = program();
        for (path, file) in office.library.iter() {
            parts.add(path.as_bytes()).add(file.text.as_bytes());
        }
        for font in office.fonts.files() {
            parts.add(font);
        }
        for standard in &office.board.standards {
            parts.add(standard.as_bytes());
        }
        Self {
            office: office_of(parts.clone(), office),
            shared: parts,
        }
    }

    /// Returns the fingerprint of all that a paper is made from besides its own files.
    pub fn office(&self) -> &str {
        &self.office
    }

    /// Returns the fingerprint of a paper.
    pub fn of(&self, paper: &Prepared) -> String {
        let (sources, mut parts) = (&paper.sources, self.shared.clone());
        parts
            .add(sources.entry.as_bytes())
            .add(sources.model.as_bytes())
            .add(sources.date.to_string().as_bytes())
            .add(paper.shown.as_bytes());
        for (name, image) in &paper.images {
            parts.add(name.as_bytes()).add(&image.bytes);
        }
        parts.finish()
    }
}

/// Adds what `board.toml` says, as it was read, and the very program: how it reads papers may change within a version while
/// it is worked on.
fn office_of(mut parts: Parts, office: &Office) -> String {
    let program = std::env::current_exe().and_then(std::fs::metadata);
    let program = program.and_then(|about| Ok((about.len(), about.modified()?)));
    parts
        .add(format!("{:?}", office.board).as_bytes())
        .add(format!("{:?}", program.ok()).as_bytes())
        .finish()
}

/// Returns the fingerprint of what is made of a file, by its hash and what makes it, such as another program.
pub fn of_file(sha256: &str, made_by: &str) -> String {
    let mut parts = program();
    parts
        .add(made_by.as_bytes())
        .add(sha256.as_bytes())
        .finish()
}

fn program() -> Parts {
    let mut parts = Parts::default();
    parts
        .add(env!("CARGO_PKG_VERSION").as_bytes())
        .add(FORM.as_bytes());
    parts
}
