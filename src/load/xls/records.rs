//! The records a workbook's stream is made of.

use super::super::compound::u16_at;

/// One record: its kind and its bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Record<'a> {
    /// The kind's number.
    pub(super) kind: u16,
    /// What it holds.
    pub(super) bytes: &'a [u8],
}

impl Record<'_> {
    /// Returns the number in two bytes; 0 where the record is too short.
    pub(super) fn u16(&self, at: usize) -> u16 {
        u16_at(self.bytes, at).unwrap_or_default()
    }

    /// Returns the number in four bytes; 0 where the record is too short.
    pub(super) fn u32(&self, at: usize) -> u32 {
        u32::from(self.u16(at)) | u32::from(self.u16(at + 2)) << 16
    }
}

/// Returns the records from a place in a stream on.
pub(super) fn records(stream: &[u8], start: usize) -> impl Iterator<Item = Record<'_>> {
    let mut at = start;
    std::iter::from_fn(move || {
        let (kind, length) = (u16_at(stream, at).ok()?, u16_at(stream, at + 2).ok()?);
        let bytes = stream.get(at + 4..at + 4 + usize::from(length))?;
        at += 4 + bytes.len();
        Some(Record { kind, bytes })
    })
}
