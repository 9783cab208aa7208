//! Papers that wait until all others are read: a run may have thousands of them in memory.

use std::io::Write;

use flate2::Compression;
use flate2::write::{DeflateDecoder, DeflateEncoder};

use super::Prepared;

/// So many papers wait as they are: to deflate them takes longer than their memory is worth.
const FEW: usize = 100;

/// A prepared paper that waits to be set.
pub struct Waiting {
    /// All but the model's text, where that is deflated.
    paper: Prepared,
    /// What the typesetter gets of it, at a quarter of its length.
    model: Option<Vec<u8>>,
}

impl Waiting {
    /// Takes a paper that need not be set at once, one of so many.
    pub fn new(mut paper: Prepared, among: usize) -> Self {
        let model = (among > FEW).then(|| deflated(&std::mem::take(&mut paper.sources.model)));
        Self { paper, model }
    }

    /// Shows what is known of it: all but its model.
    pub fn about(&self) -> &Prepared {
        &self.paper
    }

    /// Gives the paper, to be set.
    pub fn prepared(mut self) -> Prepared {
        if let Some(model) = self.model {
            self.paper.sources.model = inflated(&model);
        }
        self.paper
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
