//! The list of texts that cells share, of which only those with looks of their own are kept.

use std::collections::BTreeMap;

use super::super::budget::Budget;
use super::super::fault::Fault;
use super::super::runs::{Look, plain_lines, push};
use super::super::sheet::Run;

/// Returns a text of a record: its length, a byte that says how wide its letters are, the letters.
pub(super) fn short(bytes: &[u8]) -> String {
    let mut pieces = Pieces {
        pieces: &[bytes],
        piece: 0,
        at: 0,
    };
    let read = |pieces: &mut Pieces<'_>| {
        let length = pieces.u16()?;
        let wide = pieces.byte()? & 1 != 0;
        pieces.letters(usize::from(length), wide)
    };
    String::from_utf16_lossy(&read(&mut pieces).unwrap_or_default())
}

/// Returns the texts with looks of their own, by their number in the list.
///
/// A list that is cut short gives what it holds: the values come from another reader.
pub(super) fn rich(
    pieces: &[&[u8]],
    fonts: &[Look],
    budget: &mut Budget,
) -> Result<BTreeMap<u32, Vec<Run>>, Fault> {
    let mut texts = BTreeMap::new();
    let mut pieces = Pieces {
        pieces,
        piece: 0,
        at: 8,
    };
    let mut number = 0;
    while let Some((letters, marks)) = text(&mut pieces) {
        budget.thing()?;
        if !marks.is_empty() {
            budget.text(letters.len() + 8 * marks.len())?;
            texts.insert(number, runs(&letters, &marks, fonts));
        }
        number += 1;
    }
    Ok(texts)
}

/// From which letter on a text is in which font.
type Mark = (u16, u16);

/// Reads one text: its letters, and from which letter on it is in which font.
fn text(pieces: &mut Pieces<'_>) -> Option<(Vec<u16>, Vec<Mark>)> {
    let length = pieces.u16()?;
    let flags = pieces.byte()?;
    let marks = if flags & 8 != 0 { pieces.u16()? } else { 0 };
    let aid = if flags & 4 != 0 {
        u32::from(pieces.u16()?) | u32::from(pieces.u16()?) << 16
    } else {
        0
    };
    let letters = pieces.letters(usize::from(length), flags & 1 != 0)?;
    let marks = (0..marks)
        .map(|_| Some((pieces.u16()?, pieces.u16()?)))
        .collect::<Option<_>>()?;
    pieces.skip(aid as usize)?;
    Some((letters, marks))
}

/// Returns the runs of a text; what stands before the first mark is in the cell's own font.
fn runs(letters: &[u16], marks: &[Mark], fonts: &[Look]) -> Vec<Run> {
    let ends = marks
        .iter()
        .skip(1)
        .map(|(start, _)| usize::from(*start))
        .chain([letters.len()]);
    let first = marks
        .first()
        .map_or(letters.len(), |(start, _)| usize::from(*start));
    let mut runs = Vec::new();
    let slice = |from: usize, to: usize| {
        plain_lines(&String::from_utf16_lossy(
            letters.get(from..to.min(letters.len())).unwrap_or_default(),
        ))
    };
    push(&mut runs, &slice(0, first), &Look::default());
    for ((start, font), end) in marks.iter().zip(ends) {
        // The fifth font has no number.
        let font = usize::from(if *font > 4 { *font - 1 } else { *font });
        let look = fonts.get(font).cloned().unwrap_or_default();
        push(&mut runs, &slice(usize::from(*start), end), &look);
    }
    runs
}

/// A list that goes on over several records.
struct Pieces<'a> {
    pieces: &'a [&'a [u8]],
    piece: usize,
    at: usize,
}

impl Pieces<'_> {
    fn byte(&mut self) -> Option<u8> {
        while self.at >= self.pieces.get(self.piece)?.len() {
            (self.piece, self.at) = (self.piece + 1, 0);
        }
        self.at += 1;
        self.pieces[self.piece].get(self.at - 1).copied()
    }

    fn u16(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes([self.byte()?, self.byte()?]))
    }

    fn skip(&mut self, count: usize) -> Option<()> {
        (0..count).try_for_each(|_| self.byte().map(drop))
    }

    /// Reads letters; where they go on in the next record, that says again how wide they are.
    fn letters(&mut self, count: usize, mut wide: bool) -> Option<Vec<u16>> {
        let mut letters = Vec::new();
        while letters.len() < count {
            if self.at >= self.pieces.get(self.piece)?.len() {
                (self.piece, self.at) = (self.piece + 1, 0);
                wide = self.byte()? & 1 != 0;
            }
            letters.push(if wide {
                self.u16()?
            } else {
                u16::from(self.byte()?)
            });
        }
        Some(letters)
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::limits::Limits;
    use super::*;

    #[test]
    fn texts_go_on_in_the_next_record_in_letters_of_another_width() {
        // Two totals, then a rich text of four letters with one mark, cut after its second letter.
        let first = [0, 0, 0, 0, 1, 0, 0, 0, 4, 0, 8, 1, 0, b'a', b'b'];
        let second = [1, b'c', 0, 0xac, 0x20, 2, 0, 1, 0];
        let bold = Look {
            bold: Some(true),
            ..Look::default()
        };
        let fonts = [Look::default(), bold];
        let mut budget = Budget::new(&Limits::default());
        let texts = rich(&[&first, &second], &fonts, &mut budget).expect("within limits");
        let runs: Vec<_> = texts[&0]
            .iter()
            .map(|run| (run.text.as_str(), run.bold))
            .collect();
        assert_eq!(runs, [("ab", false), ("c€", true)]);
    }
}
