//! What a row of headings says over each column: in one row, or in two where groups stand above their parts.

use crate::load::{Area, Sheet};

use super::clean::one_line;
use super::heading_words::{fold, names_any_quarter};

/// Words of a group that is none of this quarter's.
const EARLIER: [&str; 4] = ["previous", "last", "prior", "earlier"];

/// What is longer, in bytes, is no heading; more of a text need not be cleaned.
const SEEN: usize = 500;

/// Returns the headings of one row, by column; of long texts the beginning.
pub fn single(sheet: &Sheet, row: u32) -> Vec<(u32, String)> {
    let cells = sheet.rows.get(&row).into_iter().flatten();
    let filled = cells.filter(|(_, cell)| !cell.is_blank());
    filled
        .map(|(column, cell)| {
            let text = cell.text();
            let seen = text.floor_char_boundary(SEEN);
            (*column, one_line(&text[..seen]))
        })
        .collect()
}

/// Returns the headings of a row and the one above it together, where there is one.
///
/// "Status" below "Q2 2026-27" is "Status Q2 2026-27"; "Revised" below "Due date" is "Revised Due date" where that is `known`; what
/// stands above a blank cell stands over its column alone.
pub fn pair(sheet: &Sheet, row: u32, known: &dyn Fn(&str) -> bool) -> Option<Vec<(u32, String)>> {
    let above = row
        .checked_sub(1)
        .filter(|above| sheet.rows.contains_key(above))?;
    let own = single(sheet, row);
    let mut texts: Vec<(u32, String)> = own
        .iter()
        .map(|(column, text)| (*column, joined(group(sheet, above, *column), text, known)))
        .collect();
    let alone = single(sheet, above)
        .into_iter()
        .filter(|(column, _)| own.iter().all(|(other, _)| other != column));
    texts.extend(alone.chain(merged_down(sheet, above, &own)));
    texts.sort();
    texts.dedup_by_key(|(column, _)| *column);
    Some(texts)
}

/// Whether a row may have groups of headings: it names a quarter, or an earlier one without a name.
pub fn has_groups(sheet: &Sheet, row: u32) -> bool {
    let texts = single(sheet, row);
    texts
        .iter()
        .any(|(_, text)| text.len() < 60 && is_period(text))
}

/// Returns headings that are merged down from further above to the upper of two rows.
fn merged_down<'a>(
    sheet: &'a Sheet,
    above: u32,
    own: &'a [(u32, String)],
) -> impl Iterator<Item = (u32, String)> + 'a {
    let down = sheet
        .merged
        .iter()
        .filter(move |area| area.top < above && area.bottom >= above);
    down.filter(|area| own.iter().all(|(column, _)| *column != area.left))
        .filter_map(|area| {
            let cell = sheet.cell(area.top, area.left)?;
            Some((area.left, one_line(&cell.text())))
        })
        .filter(|(_, text)| !text.is_empty())
}

/// Returns the group that a column stands under: merged over it, typed above it, or a quarter typed over the first of its columns.
fn group(sheet: &Sheet, above: u32, column: u32) -> Option<String> {
    let said = |row, column| {
        let cell = sheet.cell(row, column).filter(|cell| !cell.is_blank())?;
        Some(one_line(&cell.text()))
    };
    let over = |area: &&Area| {
        (area.top..=area.bottom).contains(&above) && (area.left..=area.right).contains(&column)
    };
    if let Some(area) = sheet.merged.iter().find(over) {
        return said(area.top, area.left);
    }
    let before = sheet.rows.get(&above)?.range(..=column).rev();
    let left = before
        .filter(|(_, cell)| !cell.is_blank())
        .map(|(left, _)| *left)
        .next()?;
    let wide = sheet
        .merged
        .iter()
        .any(|area| area.top == above && area.left == left && area.right > left);
    said(above, left).filter(|text| left == column || (!wide && is_period(text)))
}

fn joined(group: Option<String>, text: &str, known: &dyn Fn(&str) -> bool) -> String {
    let Some(group) = group else {
        return text.to_owned();
    };
    if is_period(&group) && !names_any_quarter(text) {
        return format!("{text} {group}");
    }
    let both = [format!("{text} {group}"), format!("{group} {text}")];
    let meant = both.into_iter().find(|both| known(both));
    meant.unwrap_or_else(|| text.to_owned())
}

/// Whether a group is a quarter's, or an earlier one's without a name.
fn is_period(group: &str) -> bool {
    let folded = fold(group);
    names_any_quarter(group) || folded.split(' ').any(|word| EARLIER.contains(&word))
}
