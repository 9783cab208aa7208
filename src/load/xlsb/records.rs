//! The records a part is made of.

use std::io::{BufReader, Read};

use super::super::archive::Archive;
use super::super::budget::Budget;
use super::super::compound::u16_at;
use super::super::fault::Fault;

/// A part as a stream of records, of which one is held at a time.
pub(super) struct Records<'a> {
    reader: BufReader<Box<dyn Read + 'a>>,
    bytes: Vec<u8>,
    limit: usize,
}

impl<'a> Records<'a> {
    /// Opens a part.
    pub(super) fn open(
        archive: &'a mut Archive,
        part: &str,
        budget: &Budget,
    ) -> Result<Self, Fault> {
        let reader = BufReader::new(archive.bytes(part)?);
        Ok(Self {
            reader,
            bytes: Vec::new(),
            limit: budget.limits.token,
        })
    }

    /// Reads the next record and returns its kind; none at the end of the part.
    pub(super) fn next(&mut self) -> Result<Option<u32>, Fault> {
        let Some(first) = self.byte()? else {
            return Ok(None);
        };
        let mut kind = u32::from(first);
        if first & 0x80 != 0 {
            kind = (kind & 0x7f) | u32::from(self.needed()? & 0x7f) << 7;
        }
        let mut length = 0;
        for shift in 0..4 {
            let byte = self.needed()?;
            length |= usize::from(byte & 0x7f) << (7 * shift);
            if byte & 0x80 == 0 {
                break;
            }
        }
        if length > self.limit {
            return Err(Fault::too_large("a single record in it runs to megabytes"));
        }
        self.bytes.resize(length, 0);
        self.reader
            .read_exact(&mut self.bytes)
            .map_err(|error| Fault::from_io(&error))?;
        Ok(Some(kind))
    }

    /// Returns the bytes of the record.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Returns one byte of the record; 0 where it is too short.
    pub(super) fn u8(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or_default()
    }

    /// Returns the number in two bytes; 0 where the record is too short.
    pub(super) fn u16(&self, at: usize) -> u16 {
        u16_at(&self.bytes, at).unwrap_or_default()
    }

    /// Returns the number in four bytes; 0 where the record is too short.
    pub(super) fn u32(&self, at: usize) -> u32 {
        u32::from(self.u16(at)) | u32::from(self.u16(at + 2)) << 16
    }

    /// Returns the number with a fraction in eight bytes; none where the record is too short.
    pub(super) fn f64(&self, at: usize) -> Option<f64> {
        let eight: [u8; 8] = self.bytes.get(at..at + 8)?.try_into().ok()?;
        Some(f64::from_le_bytes(eight)).filter(|number| number.is_finite())
    }

    /// Returns the text at a place and the place after it.
    pub(super) fn wide(&self, at: usize) -> (String, usize) {
        let length = self.u32(at) as usize;
        let bytes = match length
            .checked_mul(2)
            .and_then(|length| self.bytes.get(at + 4..)?.get(..length))
        {
            Some(bytes) => bytes,
            None => return (String::new(), at + 4),
        };
        let units: Vec<u16> = bytes
            .chunks_exact(2)
            .map(|two| u16::from_le_bytes([two[0], two[1]]))
            .collect();
        (String::from_utf16_lossy(&units), at + 4 + bytes.len())
    }

    fn byte(&mut self) -> Result<Option<u8>, Fault> {
        let mut byte = [0];
        let count = self
            .reader
            .read(&mut byte)
            .map_err(|error| Fault::from_io(&error))?;
        Ok((count > 0).then_some(byte[0]))
    }

    fn needed(&mut self) -> Result<u8, Fault> {
        self.byte()?
            .ok_or_else(|| Fault::broken("one of its parts ends too early"))
    }
}
