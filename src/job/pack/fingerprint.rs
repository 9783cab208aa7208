//! What makes a paper of ours the PDF that it is: all that the typesetter gets.

use crate::job::{Office, Prepared};

use super::hash::Parts;

/// Changes when what is kept of a PDF means something else than it did.
const FORM: &str = "1";

/// The part that all papers of a run share: program, templates, fonts, standards.
#[derive(Clone)]
pub struct Fingerprint(Parts);

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
        Self(parts)
    }

    /// Returns the fingerprint of a paper.
    pub fn of(&self, paper: &Prepared) -> String {
        let (sources, mut parts) = (&paper.sources, self.0.clone());
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

/// Returns the fingerprint of what is made of a file by anything else than its bytes, such as another program.
pub fn of_file(bytes: &[u8], made_by: &str) -> String {
    program().add(made_by.as_bytes()).add(bytes).finish()
}

fn program() -> Parts {
    let mut parts = Parts::default();
    parts
        .add(env!("CARGO_PKG_VERSION").as_bytes())
        .add(FORM.as_bytes());
    parts
}
