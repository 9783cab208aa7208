//! Numbers and sets of glyphs, as tables of fonts have them (OpenType 1.9.1, "Common table formats").

use std::collections::BTreeSet;

/// Returns the number of 16 bits at a place in a table.
pub fn number(table: &[u8], at: usize) -> Option<u16> {
    let bytes = table.get(at..at + 2)?;
    Some(u16::from_be_bytes(bytes.try_into().ok()?))
}

/// A table that is being written.
#[derive(Default)]
pub struct Bytes(pub Vec<u8>);

impl Bytes {
    /// Adds numbers of 16 bits; gives none where one is larger.
    pub fn numbers(&mut self, all: impl IntoIterator<Item = usize>) -> Option<()> {
        for one in all {
            self.0.extend(u16::try_from(one).ok()?.to_be_bytes());
        }
        Some(())
    }

    /// Adds nothing up to a place that can be divided by a number.
    pub fn pad(&mut self, to: usize) {
        self.0.resize(self.0.len().next_multiple_of(to), 0);
    }
}

/// Joins numbers that follow each other: the first and the last of each run.
pub fn runs(all: impl IntoIterator<Item = u32>) -> Vec<(u32, u32)> {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for one in all {
        match runs.last_mut().filter(|(_, last)| last + 1 == one) {
            Some((_, last)) => *last = one,
            None => runs.push((one, one)),
        }
    }
    runs
}

/// Returns a set of glyphs: by ranges where they are few, since a single one is found without a search.
pub fn coverage(glyphs: &BTreeSet<u16>) -> Option<Vec<u8>> {
    let ranges = runs(glyphs.iter().map(|&glyph| glyph.into()));
    let mut new = Bytes::default();
    if ranges.len() > glyphs.len() / 3 {
        new.numbers([1, glyphs.len()])?;
        new.numbers(glyphs.iter().map(|&glyph| glyph.into()))?;
        return Some(new.0);
    }
    new.numbers([2, ranges.len()])?;
    let mut before = 0;
    for (from, to) in ranges {
        let [from, to] = [from, to].map(|glyph| glyph as usize);
        new.numbers([from, to, before])?;
        before += to - from + 1;
    }
    Some(new.0)
}
