//! A look at a workbook's records before a reader without limits gets them.

use super::super::budget::Budget;
use super::super::fault::Fault;
use super::super::sheet::Area;
use super::records::{Record, records};

/// The most places between the first and the last cells of all sheets: some 200 MB in the reader.
const PLACES: u64 = 2_000_000;

/// The most places a sheet of this format has.
const SHEET: u64 = 65_536 * 256;

/// Finds out whether the stream's records can be read within limits, and without a password.
pub(super) fn measure(stream: &[u8], budget: &mut Budget) -> Result<(), Fault> {
    let mut places = 0;
    for record in records(stream, 0) {
        match record.kind {
            0x002f if record.u16(0) != 0 => return Err(Fault::Password),
            0x0085 => places += sheet(stream, record.u32(0) as usize, budget)?,
            0x000a => break,
            _ => {}
        }
    }
    if places > PLACES {
        return Err(Fault::too_large("its cells lie too far apart"));
    }
    Ok(())
}

/// Returns how many places a sheet's cells take with all that lies between them.
fn sheet(stream: &[u8], start: usize, budget: &mut Budget) -> Result<u64, Fault> {
    let (mut values, mut formulas) = (Extent::default(), Extent::default());
    for record in records(stream, start) {
        budget.thing()?;
        match record.kind {
            0x0200 => dimensions(record)?,
            0x0006 => {
                values.add(record);
                formulas.add(record);
            }
            // Several numbers, rich text, shared text, number, text, truth or error, number.
            0x00bd | 0x00d6 | 0x00fd | 0x0203..=0x0205 | 0x027e => values.add(record),
            0x000a => break,
            _ => {}
        }
    }
    Ok(values.places() + formulas.places())
}

/// Checks the size a sheet says it has, which the reader takes at its word.
fn dimensions(record: Record<'_>) -> Result<(), Fault> {
    let wide = record.bytes.len() >= 14;
    let (top, bottom, columns) = match wide {
        true => (record.u32(0), record.u32(4), 8),
        false => (u32::from(record.u16(0)), u32::from(record.u16(2)), 4),
    };
    let (left, right) = (record.u16(columns), record.u16(columns + 2));
    let places = u64::from(bottom.saturating_sub(top)) * u64::from(right.saturating_sub(left));
    if bottom < top || right < left || places > SHEET {
        return Err(Fault::broken("it gives a sheet a size that none can have"));
    }
    Ok(())
}

/// How far the cells of a sheet lie apart.
#[derive(Default)]
struct Extent {
    area: Option<Area>,
}

impl Extent {
    fn add(&mut self, record: Record<'_>) {
        let (row, left) = (u32::from(record.u16(0)), u32::from(record.u16(2)));
        // The record of several numbers ends in the last column's.
        let several = record.kind == 0x00bd && record.bytes.len() > 4;
        let right = if several {
            u32::from(record.u16(record.bytes.len() - 2))
        } else {
            left
        };
        let first = Area {
            top: row,
            left,
            bottom: row,
            right,
        };
        let area = self.area.get_or_insert(first);
        area.top = area.top.min(row);
        area.bottom = area.bottom.max(row);
        area.left = area.left.min(left);
        area.right = area.right.max(right);
    }

    fn places(&self) -> u64 {
        let size = |first: u32, last: u32| u64::from(last.saturating_sub(first)) + 1;
        self.area.map_or(0, |area| {
            size(area.top, area.bottom) * size(area.left, area.right)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::limits::Limits;
    use super::*;

    fn measured(records: &[(u16, &[u8])]) -> Result<(), Fault> {
        let one = |(kind, bytes): &(u16, &[u8])| {
            let length = u16::try_from(bytes.len()).expect("short");
            [&kind.to_le_bytes(), &length.to_le_bytes(), *bytes].concat()
        };
        let stream: Vec<u8> = records.iter().flat_map(one).collect();
        measure(&stream, &mut Budget::new(&Limits::default()))
    }

    #[test]
    fn far_corners_lies_and_passwords_are_refused() {
        // The list of sheets says that the only one begins after two records of eight and four bytes.
        let list: (u16, &[u8]) = (0x85, &[12, 0, 0, 0]);
        let end: (u16, &[u8]) = (0x0a, &[]);
        let corner: (u16, &[u8]) = (0x0203, &[0xff, 0xff, 0xff, 0x00]);
        assert_eq!(measured(&[list, end, (0x0203, &[0, 0, 0, 0])]), Ok(()));
        let far = measured(&[list, end, (0x0203, &[0, 0, 0, 0]), corner]);
        assert!(matches!(far, Err(Fault::TooLarge(_))));
        let lie = measured(&[
            list,
            end,
            (0x0200, &[0, 0, 0, 0, 255, 255, 255, 255, 0, 0, 9, 0, 0, 0]),
        ]);
        assert!(matches!(lie, Err(Fault::Broken(_))));
        assert_eq!(measured(&[(0x2f, &[1, 0]), end]), Err(Fault::Password));
    }
}
