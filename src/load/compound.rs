//! The container of `.xls` and of encrypted workbooks: a file system of streams in one file.

use super::fault::Fault;

/// The first number that is no sector but a mark.
const MARKS: u32 = 0xffff_fffa;

/// A compound file with its tables read.
pub(super) struct Compound<'a> {
    bytes: &'a [u8],
    sector: usize,
    fat: Vec<u32>,
    mini_fat: Vec<u32>,
    mini: Vec<u8>,
    cutoff: usize,
    entries: Vec<Entry>,
}

/// A stream or a folder.
struct Entry {
    name: String,
    start: u32,
    length: usize,
}

impl<'a> Compound<'a> {
    /// Reads the tables of a compound file; its chains of sectors must come to an end.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Fault> {
        let sector = 1_usize << u16_at(bytes, 30)?;
        if !matches!(sector, 512 | 4096) {
            return Err(damaged());
        }
        let mut file = Self {
            bytes,
            sector,
            fat: Vec::new(),
            mini_fat: Vec::new(),
            mini: Vec::new(),
            cutoff: 4096,
            entries: Vec::new(),
        };
        file.fat = file.allocation()?;
        file.cutoff = u32_at(bytes, 56)? as usize;
        let folder = file.chain(u32_at(bytes, 48)?)?;
        file.entries = folder.chunks_exact(128).filter_map(entry).collect();
        file.mini_fat = numbers(&file.chain(u32_at(bytes, 60)?)?);
        let root = file
            .entries
            .first()
            .map(|root| root.start)
            .ok_or_else(damaged)?;
        file.mini = file.chain(root)?;
        Ok(file)
    }

    /// Returns whether there is a stream or folder of this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.entries
            .iter()
            .any(|entry| entry.name.eq_ignore_ascii_case(name))
    }

    /// Returns the bytes of a stream.
    pub(super) fn stream(&self, name: &str) -> Result<Vec<u8>, Fault> {
        let entry = self
            .entries
            .iter()
            .find(|entry| entry.name.eq_ignore_ascii_case(name))
            .ok_or_else(damaged)?;
        let mut bytes = match entry.length < self.cutoff {
            true => walk(entry.start, &self.mini_fat, |at| {
                self.mini.get(at * 64..(at + 1) * 64)
            })?,
            false => self.chain(entry.start)?,
        };
        bytes.truncate(entry.length);
        Ok(bytes)
    }

    /// Reads the table that says which sector follows which.
    fn allocation(&self) -> Result<Vec<u32>, Fault> {
        let mut listed: Vec<u32> = (0..109)
            .map(|at| u32_at(self.bytes, 76 + 4 * at))
            .collect::<Result<_, _>>()?;
        let (mut next, mut left) = (u32_at(self.bytes, 68)?, self.bytes.len() / self.sector + 1);
        while next < MARKS {
            left = left.checked_sub(1).ok_or_else(damaged)?;
            let more = numbers(self.sector_bytes(next as usize).ok_or_else(damaged)?);
            let (last, more) = more.split_last().ok_or_else(damaged)?;
            listed.extend(more);
            next = *last;
        }
        listed.retain(|sector| *sector < MARKS);
        if listed.len() > self.bytes.len() / self.sector + 1 {
            return Err(damaged());
        }
        let tables = listed.iter().map(|at| {
            self.sector_bytes(*at as usize)
                .map(numbers)
                .ok_or_else(damaged)
        });
        Ok(tables.collect::<Result<Vec<_>, _>>()?.concat())
    }

    fn chain(&self, start: u32) -> Result<Vec<u8>, Fault> {
        walk(start, &self.fat, |at| self.sector_bytes(at))
    }

    /// Returns a sector; the last one of a file may be cut short.
    fn sector_bytes(&self, at: usize) -> Option<&'a [u8]> {
        let start = (at + 1).checked_mul(self.sector)?;
        let end = (start + self.sector).min(self.bytes.len());
        self.bytes.get(start..end)
    }
}

/// Joins the sectors of a chain.
fn walk<'b>(
    start: u32,
    table: &[u32],
    sector: impl Fn(usize) -> Option<&'b [u8]>,
) -> Result<Vec<u8>, Fault> {
    let (mut bytes, mut at, mut left) = (Vec::new(), start, table.len() + 1);
    while at < MARKS {
        left = left.checked_sub(1).ok_or_else(damaged)?;
        bytes.extend_from_slice(sector(at as usize).ok_or_else(damaged)?);
        at = *table.get(at as usize).ok_or_else(damaged)?;
    }
    Ok(bytes)
}

fn entry(bytes: &[u8]) -> Option<Entry> {
    let length = usize::from(u16_at(bytes, 64).ok()?)
        .saturating_sub(2)
        .min(64);
    let units: Vec<u16> = bytes[..length]
        .chunks_exact(2)
        .map(|two| u16::from_le_bytes([two[0], two[1]]))
        .collect();
    Some(Entry {
        name: String::from_utf16_lossy(&units),
        start: u32_at(bytes, 116).ok()?,
        length: u32_at(bytes, 120).ok()? as usize,
    })
}

fn numbers(bytes: &[u8]) -> Vec<u32> {
    bytes
        .chunks_exact(4)
        .map(|four| u32::from_le_bytes([four[0], four[1], four[2], four[3]]))
        .collect()
}

/// Returns the number in the two bytes at a place.
pub(super) fn u16_at(bytes: &[u8], at: usize) -> Result<u16, Fault> {
    match bytes.get(at..at + 2) {
        Some(two) => Ok(u16::from_le_bytes([two[0], two[1]])),
        None => Err(damaged()),
    }
}

/// Returns the number in the four bytes at a place.
pub(super) fn u32_at(bytes: &[u8], at: usize) -> Result<u32, Fault> {
    match bytes.get(at..at + 4) {
        Some(four) => Ok(u32::from_le_bytes([four[0], four[1], four[2], four[3]])),
        None => Err(damaged()),
    }
}

fn damaged() -> Fault {
    Fault::broken("its parts do not fit together")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chains_that_run_in_a_circle_end() {
        assert!(walk(0, &[1, 0], |_| Some(&[0; 64])).is_err());
        assert_eq!(walk(0, &[1, 0xffff_fffe], |_| Some(&[7])), Ok(vec![7, 7]));
        assert!(Compound::open(&[0xd0, 0xcf, 0x11, 0xe0]).is_err());
    }
}
