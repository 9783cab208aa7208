//! SHA-256 as files are told apart by.

use sha2::{Digest, Sha256};

/// Returns the hash of some bytes in hexadecimal.
pub fn hash(bytes: &[u8]) -> String {
    Hasher::default().with(bytes).finish()
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
