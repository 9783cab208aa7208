//! Papers that wait until all others are read: a run may have thousands of them in memory.

use std::io::Write;

use flate2::Compression;
use flate2::write::{DeflateDecoder, DeflateEncoder};

use super::Prepared;

/// A prepared paper that waits to be set. What the typesetter gets of it is kept deflated: a quarter of its length.
pub struct Waiting {
    /// All but the model's text.
    rest: Prepared,
    model: Vec<u8>,
}

impl Waiting {
    /// Takes a paper that need not be set at once.
    pub fn new(mut paper: Prepared) -> Self {
        let model = std::mem::take(&mut paper.sources.model);
        Self {
            rest: paper,
            model: deflated(&model),
        }
    }

    /// Shows what is known of it: all but its model.
    pub fn about(&self) -> &Prepared {
        &self.rest
    }

    /// Gives the paper, to be set.
    pub fn prepared(self) -> Prepared {
        let mut paper = self.rest;
        paper.sources.model = inflated(&self.model);
        paper
    }
}

fn deflated(text: &str) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::fast());
    let written = encoder.write_all(text.as_bytes());
    let mut bytes = written
        .and_then(|()| encoder.finish())
        .expect("memory can be written to");
    bytes.shrink_to_fit();
    bytes
}

fn inflated(bytes: &[u8]) -> String {
    let mut decoder = DeflateDecoder::new(Vec::new());
    let written = decoder.write_all(bytes);
    let text = written
        .and_then(|()| decoder.finish())
        .expect("what was deflated here can be inflated");
    String::from_utf8(text).expect("it was a text")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_comes_back_as_it_was_and_takes_less_room_meanwhile() {
        for text in ["", "ähm", "{\n  \"a\": 1\n}\n"] {
            assert_eq!(inflated(&deflated(text)), text);
        }
        let long: String = (0..5000).map(|i| format!("  \"row\": {i},\n")).collect();
        let kept = deflated(&long);
        assert!(kept.capacity() < long.len() / 3, "{}", kept.len());
        assert_eq!(inflated(&kept), long);
    }
}
