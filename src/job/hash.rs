//! SHA-256 as files are told apart by.

use std::io::{self, Read, Write};
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::door;

/// Returns the hash of some bytes in hexadecimal.
pub fn hash(bytes: &[u8]) -> String {
    Hasher::default().with(bytes).finish()
}

/// Returns the hash of a file's bytes, however many.
///
/// # Errors
///
/// Where it cannot be read, or is larger than any file that is.
pub fn hash_of_file(path: &Path) -> io::Result<String> {
    let file = door::open(path)?;
    if file.metadata()?.len() > door::LARGEST {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    let mut hashing = Hashing::new(io::sink());
    io::copy(&mut file.take(door::LARGEST), &mut hashing)?;
    Ok(hashing.finish().1)
}

/// A hash of several parts, each by its length and its bytes, so that no two lists of parts are the same.
#[derive(Clone, Default)]
pub struct Parts(Hasher);

/// A hash under way.
#[derive(Clone, Default)]
struct Hasher(Sha256);

impl Hasher {
    fn with(mut self, bytes: &[u8]) -> Self {
        self.0.update(bytes);
        self
    }

    fn finish(self) -> String {
        let digest = self.0.finalize();
        digest.iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

/// Something to write to that knows the hash and the length of all that went through it.
pub struct Hashing<W> {
    out: W,
    hash: Hasher,
    length: u64,
}

impl<W> Hashing<W> {
    /// Starts with nothing written.
    pub fn new(out: W) -> Self {
        Self {
            out,
            hash: Hasher::default(),
            length: 0,
        }
    }

    /// Returns what was written to, the hash in hexadecimal and the length.
    pub fn finish(self) -> (W, String, u64) {
        (self.out, self.hash.finish(), self.length)
    }
}

impl<W: Write> Write for Hashing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.hash.0.update(&bytes[..written]);
        self.length += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

impl Parts {
    /// Adds a part.
    pub fn add(&mut self, part: &[u8]) -> &mut Self {
        let length = (part.len() as u64).to_le_bytes();
        self.0.0.update(length);
        self.0.0.update(part);
        self
    }

    /// Returns the hash in hexadecimal.
    pub fn finish(&self) -> String {
        self.0.clone().finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_known_by_their_sha_256() {
        assert_eq!(
            hash(b"abc"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }

    #[test]
    fn what_is_written_is_hashed_on_the_way() {
        let mut out = Hashing::new(Vec::new());
        out.write_all(b"ab")
            .and_then(|()| out.write_all(b"c"))
            .expect("to memory");
        assert_eq!(out.finish(), (b"abc".to_vec(), hash(b"abc"), 3));
    }

    #[test]
    fn parts_are_kept_apart() {
        let of = |parts: &[&str]| {
            let mut hash = Parts::default();
            parts.iter().for_each(|part| {
                hash.add(part.as_bytes());
            });
            hash.finish()
        };
        assert_ne!(of(&["ab", "c"]), of(&["a", "bc"]));
    }
}
