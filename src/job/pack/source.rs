//! A paper of an item as a PDF that can be joined.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::io;
use std::path::PathBuf;

use crate::door;
use crate::pack::PaperSource;

use super::known::Known;
use crate::job::hash::hash;

/// A paper of an item as a PDF.
#[derive(Clone, Debug)]
pub struct Source {
    /// Its PDF.
    pub content: Content,
    /// What is known of it.
    pub known: Known,
    /// What opens it, where it is encrypted.
    pub password: Option<String>,
    /// The file it was made from, as the user knows it.
    pub shown: String,
    /// How it became a PDF.
    pub was: PaperSource,
    /// The SHA-256 of what it was made from: of a PDF the PDF itself, of a document the document.
    pub sha256: String,
    /// What only papers of ours have.
    pub ours: Option<Ours>,
    /// Whether it is open, and is made from what an exempt paper is made from.
    pub says_exempt: bool,
}

/// What only papers of ours have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ours {
    /// The name of its output file below the output folder.
    pub output: String,
    /// The workbooks that it names itself.
    pub trackers: BTreeSet<PathBuf>,
}

/// The bytes of a PDF, or where they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content {
    place: Place,
    /// Their hash.
    pub hash: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Place {
    Memory(Vec<u8>),
    File(PathBuf),
}

impl Content {
    /// Keeps bytes in memory.
    pub fn memory(bytes: Vec<u8>) -> Self {
        Self {
            hash: hash(&bytes),
            place: Place::Memory(bytes),
        }
    }

    /// Leaves bytes in their file until they are needed.
    pub fn file(path: PathBuf, hash: String) -> Self {
        Self {
            place: Place::File(path),
            hash,
        }
    }

    /// Reads the bytes.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read, or is another than it was.
    pub fn bytes(&self) -> io::Result<Cow<'_, [u8]>> {
        let path = match &self.place {
            Place::Memory(bytes) => return Ok(Cow::Borrowed(bytes)),
            Place::File(path) => path,
        };
        let bytes = door::bytes(path, door::LARGEST)?;
        if hash(&bytes) != self.hash {
            return Err(io::Error::other("it was changed while the pack was made"));
        }
        Ok(Cow::Owned(bytes))
    }
}
