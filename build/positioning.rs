//! The bytes of a font's table of positions (OpenType 1.9.1, "GPOS" and "Common table formats").

use std::collections::BTreeMap;

/// Where the header of version 1.0 ends.
const HEADER: usize = 10;
/// The kind of a lookup whose subtables may stand anywhere in the table, and of one of pairs.
const EXTENSION: u16 = 9;
const PAIRS: u16 = 2;

/// Pairs of glyphs by classes.
pub struct Classes {
    /// The class of each glyph that can come first.
    pub firsts: BTreeMap<u16, usize>,
    /// The class of each glyph of the font as one that follows.
    pub seconds: Vec<usize>,
    /// What a glyph is moved on by, in units of the font: a row for each class of the first, in it a place for each of the second.
    pub values: Vec<Vec<i16>>,
}

/// Returns a table of positions in which a subtable stands before all others of a lookup. None where the table is not of version 1.0,
/// or has no room: offsets have 16 bits.
pub fn with_first(old: &[u8], lookup: u16, pairs: &Classes) -> Option<Vec<u8>> {
    if (number(old, 0)?, number(old, 2)?) != (1, 0) {
        return None;
    }
    let list = usize::from(number(old, 8)?);
    let of_lookup = list + usize::from(number(old, list + 2 + 2 * usize::from(lookup))?);
    let subtables = subtables(old, of_lookup)?;
    let flags = number(old, of_lookup + 2).filter(|flags| flags & FILTERED == 0)?;
    let lookups = usize::from(number(old, list)?);
    // The list of lookups and the one lookup are written anew before the old table, the subtable behind it: all else stands as it is.
    let start = HEADER + (2 + 2 * lookups) + (6 + 10 * (subtables.len() + 1));
    let mut new = Bytes::default();
    new.numbers([1, 0])?;
    new.numbers([
        start + usize::from(number(old, 4)?),
        start + usize::from(number(old, 6)?),
        HEADER,
    ])?;
    new.numbers([lookups])?;
    for other in 0..lookups {
        let was = usize::from(number(old, list + 2 + 2 * other)?);
        new.numbers([match other == usize::from(lookup) {
            true => 2 + 2 * lookups,
            false => start + list + was - HEADER,
        }])?;
    }
    let behind = (start + old.len()).next_multiple_of(2);
    let places = [behind]
        .into_iter()
        .chain(subtables.into_iter().map(|place| start + place));
    new.lookup(flags, places.collect())?;
    new.0.extend(old);
    new.0.resize(behind, 0);
    new.pairs(pairs)?;
    new.0.resize(new.0.len().next_multiple_of(4), 0);
    Some(new.0)
}

/// The flag of a lookup that has a set of marks to pass over.
const FILTERED: u16 = 0x10;

/// Returns where the subtables of a lookup stand in the table.
fn subtables(table: &[u8], lookup: usize) -> Option<Vec<usize>> {
    let is_extended = number(table, lookup)? == EXTENSION;
    let place = |index: usize| {
        let at = lookup + usize::from(number(table, lookup + 6 + 2 * index)?);
        let further = || {
            let (high, low) = (number(table, at + 4)?, number(table, at + 6)?);
            Some(at + (usize::from(high) << 16) + usize::from(low))
        };
        if is_extended { further() } else { Some(at) }
    };
    (0..usize::from(number(table, lookup + 4)?))
        .map(place)
        .collect()
}

fn number(bytes: &[u8], at: usize) -> Option<u16> {
    let bytes = bytes.get(at..at + 2)?;
    Some(u16::from_be_bytes(bytes.try_into().ok()?))
}

/// A table that is being written.
#[derive(Default)]
struct Bytes(Vec<u8>);

impl Bytes {
    /// Adds numbers of 16 bits; gives none where one is larger.
    fn numbers(&mut self, all: impl IntoIterator<Item = usize>) -> Option<()> {
        for one in all {
            self.0.extend(u16::try_from(one).ok()?.to_be_bytes());
        }
        Some(())
    }

    /// Adds a lookup of subtables that stand elsewhere, and what leads to them.
    fn lookup(&mut self, flags: u16, places: Vec<usize>) -> Option<()> {
        let head = 6 + 2 * places.len();
        self.numbers([EXTENSION.into(), flags.into(), places.len()])?;
        self.numbers((0..places.len()).map(|index| head + 8 * index))?;
        for place in places {
            let far = place - self.0.len();
            self.numbers([1, PAIRS.into(), far >> 16, far & 0xffff])?;
        }
        Some(())
    }

    /// Adds a subtable of pairs by classes.
    fn pairs(&mut self, pairs: &Classes) -> Option<()> {
        let columns = pairs.values.first()?.len();
        let of_first = 16 + 2 * pairs.values.len() * columns;
        let (from, to) = (
            *pairs.firsts.first_key_value()?.0,
            *pairs.firsts.last_key_value()?.0,
        );
        let of_second = of_first + 6 + 2 * usize::from(to - from + 1);
        let covered = of_second + 6 + 2 * pairs.seconds.len();
        // Of the first glyph, how far it goes on; of the second, nothing.
        const ADVANCE: usize = 4;
        self.numbers([2, covered, ADVANCE, 0, of_first, of_second])?;
        self.numbers([pairs.values.len(), columns])?;
        for value in pairs.values.iter().flatten() {
            self.0.extend(value.to_be_bytes());
        }
        // A class for each glyph in turn is found at once; ranges would be searched.
        let class = |glyph| pairs.firsts.get(&glyph).copied().unwrap_or(0);
        self.classes(from, (from..=to).map(class).collect())?;
        self.classes(0, pairs.seconds.clone())?;
        self.coverage(&pairs.firsts)
    }

    fn classes(&mut self, first: u16, classes: Vec<usize>) -> Option<()> {
        self.numbers([1, first.into(), classes.len()])?;
        self.numbers(classes)
    }

    /// Adds which glyphs can come first, by ranges.
    fn coverage(&mut self, glyphs: &BTreeMap<u16, usize>) -> Option<()> {
        let mut ranges: Vec<(u16, u16)> = Vec::new();
        for &glyph in glyphs.keys() {
            match ranges.last_mut().filter(|(_, last)| last + 1 == glyph) {
                Some((_, last)) => *last = glyph,
                None => ranges.push((glyph, glyph)),
            }
        }
        self.numbers([2, ranges.len()])?;
        let mut before = 0;
        for (from, to) in ranges {
            self.numbers([from.into(), to.into(), before])?;
            before += usize::from(to - from + 1);
        }
        Some(())
    }
}
