//! Texts with the looks of their runs.

use std::sync::Arc;

use super::super::archive::Archive;
use super::super::budget::Budget;
use super::super::fault::Fault;
use super::super::runs::{Look, plain_lines, push};
use super::super::sheet::Run;
use super::records::Records;
use super::styles::Styles;

/// The texts that cells share, by their number.
pub(super) type Texts = Vec<Arc<[Run]>>;

/// Reads the shared texts; a workbook without texts has no such part.
pub(super) fn shared(
    archive: &mut Archive,
    part: Option<&str>,
    styles: &Styles,
    budget: &mut Budget,
) -> Result<Texts, Fault> {
    let mut all = Vec::new();
    let Some(part) = part.filter(|part| archive.has(part)) else {
        return Ok(all);
    };
    let mut records = Records::open(archive, part, budget)?;
    while let Some(kind) = records.next()? {
        if kind == 0x13 {
            budget.thing()?;
            let runs = rich_text(&records, 0, styles);
            budget.text(runs.iter().map(|run| run.text.len()).sum())?;
            all.push(runs.into());
        }
    }
    Ok(all)
}

/// Returns the runs of the text at a place of a record; what stands before the first mark is in the cell's own font.
pub(super) fn rich_text(records: &Records<'_>, at: usize, styles: &Styles) -> Vec<Run> {
    let (text, after) = records.wide(at + 1);
    let mut runs = Vec::new();
    if records.u8(at) & 1 == 0 {
        push(&mut runs, &plain_lines(&text), &Look::default());
        return runs;
    }
    let letters: Vec<u16> = text.encode_utf16().collect();
    let count = (records.u32(after) as usize).min(records.bytes().len() / 4);
    let marks = (0..count)
        .map(|mark| after + 4 + 4 * mark)
        .map(|at| (records.u16(at), records.u16(at + 2)));
    let (mut from, mut look) = (0, Look::default());
    for (start, font) in marks {
        let start = usize::from(start).clamp(from, letters.len());
        push(
            &mut runs,
            &plain_lines(&String::from_utf16_lossy(&letters[from..start])),
            &look,
        );
        (from, look) = (start, styles.font(usize::from(font)));
    }
    push(
        &mut runs,
        &plain_lines(&String::from_utf16_lossy(&letters[from..])),
        &look,
    );
    runs
}
