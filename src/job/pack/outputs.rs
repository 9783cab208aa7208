//! Where packs go.

use std::path::{Path, PathBuf};

use crate::model::{Edition, PackKind, Paper};

/// Where a pack and what stands beside it goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outputs {
    /// The pack's name below the output folder, with `/` between folders.
    pub name: String,
    /// The pack.
    pub pdf: PathBuf,
}

impl Outputs {
    /// Names a pack: what is for members only has a folder of its own.
    pub fn new(
        output: &Path,
        meeting: &Paper,
        edition: Edition,
        kind: PackKind,
        number: u32,
    ) -> Self {
        let kind = match kind {
            PackKind::Agenda => "pack".to_owned(),
            PackKind::Supplement => format!("supplement-{number}"),
            PackKind::Revision => format!("revision-{number}"),
        };
        let name = match edition {
            Edition::Public => format!("{}-{kind}.pdf", meeting.stem()),
            Edition::Restricted => format!("restricted/{}-{kind}-restricted.pdf", meeting.stem()),
        };
        let pdf = output.join(&name);
        Self { name, pdf }
    }

    /// Returns a file beside the pack, with another ending.
    pub fn beside(&self, ending: &str) -> PathBuf {
        self.pdf.with_extension(ending)
    }
}
