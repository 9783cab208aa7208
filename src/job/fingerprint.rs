//! What makes a paper of ours the file that it is: all that the typesetter gets, and the program itself.

use super::hash::Parts;
use super::{Office, Prepared};

/// Changes when what is kept of a PDF means something else than it did.
const FORM: &str = "1";

/// What the program was built from: a hash of its source, its templates and fonts, and the versions of its libraries.
const PROGRAM: &str = env!("BOARDPAPER_IDENTITY");

/// The parts that all papers of a run share.
pub struct Fingerprint {
    /// What the typesetter has of them: program, templates, fonts, standards.
    shared: Parts,
    /// All of them.
    office: String,
}

impl Fingerprint {
    /// Takes what the papers of an office share. What is inside the program is known by the program.
    pub fn new(office: &Office) -> Self {
        let mut parts = program();
        parts.add(PROGRAM.as_bytes());
        for (path, file) in office.library.changed() {
            parts.add(path.as_bytes()).add(file.text.as_bytes());
        }
        for font in office.fonts.own_files() {
            parts.add(font);
        }
        for standard in &office.board.standards {
            parts.add(standard.as_bytes());
        }
        let board = format!("{:?}", office.board);
        Self {
            office: parts.clone().add(board.as_bytes()).finish(),
            shared: parts,
        }
    }

    /// Returns the fingerprint of all that a paper is made from besides its own files, `board.toml` among it as it was read.
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
