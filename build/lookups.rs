//! A table of lookups, be it of substitutions or of positions, in which one lookup is another (OpenType 1.9.1, "GSUB", "GPOS").

use crate::bytes::{Bytes, number};

/// Where the header of version 1.0 ends.
const HEADER: usize = 10;

/// The flag of a lookup that has a set of marks to pass over.
const FILTERED: usize = 0x10;

/// A table of version 1.0 as its makers publish it.
pub struct Lookups<'a> {
    table: &'a [u8],
    /// Where the list of lookups stands.
    list: usize,
    /// The kind of a lookup whose subtables may stand anywhere in the table.
    extension: u16,
}

/// A subtable of a lookup, and its kind.
pub struct Subtable {
    pub kind: u16,
    pub place: Place,
}

/// Where a subtable stands: in the table as it is published, or nowhere as yet.
pub enum Place {
    Old(usize),
    New(Vec<u8>),
}

impl<'a> Lookups<'a> {
    /// Reads a table; none where it is of another version.
    pub fn new(table: &'a [u8], extension: u16) -> Option<Self> {
        let list = usize::from(number(table, 8)?);
        let is_known = (number(table, 0)?, number(table, 2)?) == (1, 0);
        is_known.then_some(Self {
            table,
            list,
            extension,
        })
    }

    /// Counts the lookups.
    pub fn count(&self) -> Option<usize> {
        self.number(self.list)
    }

    /// Returns the subtables of a lookup, in their order.
    pub fn subtables(&self, lookup: usize) -> Option<Vec<Subtable>> {
        let start = self.place(lookup)?;
        let kind = number(self.table, start)?;
        let subtable = |index: usize| {
            let at = start + usize::from(number(self.table, start + 6 + 2 * index)?);
            if kind != self.extension {
                return Some((kind, at));
            }
            let (high, low) = (number(self.table, at + 4)?, number(self.table, at + 6)?);
            let further = (usize::from(high) << 16) + usize::from(low);
            Some((number(self.table, at + 2)?, at + further))
        };
        let all = (0..usize::from(number(self.table, start + 4)?)).map(subtable);
        let subtable = |(kind, at)| Subtable {
            kind,
            place: Place::Old(at),
        };
        all.map(|found| found.map(subtable)).collect()
    }

    /// Returns the table with other subtables in a lookup, which is the last of all as it was: the new one may call it. None where
    /// the table has no room, since offsets have 16 bits.
    pub fn with(&self, lookup: usize, subtables: Vec<Subtable>) -> Option<Vec<u8>> {
        let flags = self.number(self.place(lookup)? + 2)?;
        if flags & FILTERED != 0 {
            return None;
        }
        let list = 2 + 2 * (self.count()? + 1);
        let start = HEADER + list + 6 + (2 + 8) * subtables.len();
        let behind = (start + self.table.len()).next_multiple_of(2);
        let mut new = self.head(lookup, list, start)?;
        let behind = self.lookup(flags, &subtables, (start, behind), &mut new)?;
        new.0.extend(self.table);
        new.pad(2);
        new.0.extend(behind);
        new.pad(4);
        Some(new.0)
    }

    /// Returns a header and a list of lookups, in which one stands right behind it and the old table starts at a place: the list and
    /// the one lookup are written anew before the old table, and new subtables behind it, so that all else stands as it is.
    fn head(&self, lookup: usize, list: usize, start: usize) -> Option<Bytes> {
        let count = self.count()?;
        let mut new = Bytes::default();
        new.numbers([1, 0])?;
        new.numbers([start + self.number(4)?, start + self.number(6)?, HEADER])?;
        new.numbers([count + 1])?;
        for (place, was) in (0..count).chain([lookup]).enumerate() {
            let old = start + self.place(was)? - HEADER;
            new.numbers([if place == lookup { list } else { old }])?;
        }
        Some(new)
    }

    /// Adds a lookup of subtables that stand elsewhere, and what leads to them: the old table starts at the first of two places, what
    /// is behind it at the second. Returns that.
    fn lookup(
        &self,
        flags: usize,
        subtables: &[Subtable],
        (start, behind): (usize, usize),
        new: &mut Bytes,
    ) -> Option<Vec<u8>> {
        let head = 6 + 2 * subtables.len();
        let mut written = Bytes::default();
        new.numbers([self.extension.into(), flags, subtables.len()])?;
        new.numbers((0..subtables.len()).map(|index| head + 8 * index))?;
        for subtable in subtables {
            let place = match &subtable.place {
                Place::Old(place) => start + place,
                Place::New(_) => behind + written.0.len(),
            };
            let far = place - new.0.len();
            new.numbers([1, subtable.kind.into(), far >> 16, far & 0xffff])?;
            if let Place::New(bytes) = &subtable.place {
                written.0.extend(bytes);
                written.pad(2);
            }
        }
        Some(written.0)
    }

    /// Returns where a lookup stands in the table.
    fn place(&self, lookup: usize) -> Option<usize> {
        Some(self.list + self.number(self.list + 2 + 2 * lookup)?)
    }

    /// Returns the number at a place in the table.
    fn number(&self, at: usize) -> Option<usize> {
        number(self.table, at).map(usize::from)
    }
}
