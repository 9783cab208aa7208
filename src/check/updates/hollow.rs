//! Updates that are missing, or say nothing.

use std::collections::BTreeMap;

use crate::check::speech::{Hollow, Speech, fold};
use crate::check::told::Told;
use crate::diagnostic::{Code, Diagnostics};

/// So many updates with words to be replaced are told one by one; more, as a tracker has that was just begun, at once.
const FEW: usize = 2;

/// Reports lines without an update, and updates that say nothing.
pub fn check(speech: &Speech, rows: &[Told<'_, '_>], out: &mut Diagnostics) {
    let mut tables: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for told in rows {
        let counts = tables.entry(told.table).or_default();
        counts.0 += 1;
        counts.1 += usize::from(told.words().is_some());
    }
    let unwritten = unwritten(&speech.hollow, rows);
    for group in unwritten.values().filter(|group| group.len() > FEW) {
        at_once(group, out);
    }
    for told in rows {
        let is_this = |other: &&Told<'_, '_>| other.position == told.position;
        let group = unwritten.get(told.table);
        let group = group.filter(|group| group.iter().any(is_this));
        match told.words() {
            Some(_) if group.is_some_and(|group| group.len() > FEW) => {}
            Some(text) => says_nothing(told, (&text, group.is_some()), &speech.hollow, out),
            // Where most rows have no update, the office uses the column for remarks.
            None if tables[told.table].1 * 2 >= tables[told.table].0 => missing(told, out),
            None => {}
        }
    }
}

/// Collects the lines, by table, whose updates still have words that somebody meant to replace.
fn unwritten<'r, 'a, 's>(
    hollow: &Hollow,
    rows: &'r [Told<'a, 's>],
) -> BTreeMap<&'a str, Vec<&'r Told<'a, 's>>> {
    let mut groups: BTreeMap<&str, Vec<&Told<'_, '_>>> = BTreeMap::new();
    for told in rows {
        let text = told.words();
        if text.is_some_and(|text| left_over(&text, hollow).is_some()) {
            groups.entry(told.table).or_default().push(told);
        }
    }
    groups
}

/// Reports lines whose updates nobody has written yet, at the place of the first.
fn at_once(group: &[&Told<'_, '_>], out: &mut Diagnostics) {
    let Some(first) = group.first() else { return };
    let refs: Vec<String> = group
        .iter()
        .map(|told| format!("`{}`", told.row.label))
        .collect();
    let message = format!(
        "{} updates still have words in them that were to be replaced: those of {}",
        group.len(),
        refs.join(", ")
    );
    first
        .report(Code::UpdateHollow, message, out)
        .hint("write how each of them stands");
}

/// Reports a line with a status alone; where that follows from figures, they say how a good one goes.
fn missing(told: &Told<'_, '_>, out: &mut Diagnostics) {
    let Some(step) = told.step.filter(|_| told.may_lack_update()) else {
        return;
    };
    if told.kind.judge.is_none() || step.attention {
        let message = format!("{} is `{}` and has no update", told.called(), step.label);
        told.report(Code::UpdateMissing, message, out)
            .hint("say in a sentence how it stands, even where nothing has changed");
    }
}

fn says_nothing(
    told: &Told<'_, '_>,
    (text, is_unwritten): (&str, bool),
    hollow: &Hollow,
    out: &mut Diagnostics,
) {
    let message = if is_hollow(text, hollow) {
        format!(
            "the update of {} says only `{}`",
            told.called(),
            text.trim()
        )
    } else if let Some(left) = is_unwritten.then(|| left_over(text, hollow)).flatten() {
        format!("the update of {} still has `{left}` in it", told.called())
    } else {
        return;
    };
    let found = told.update().find_map(|line| {
        let whole = 0..line.text.len();
        match left_over(&line.text, hollow) {
            Some(left) => Some((
                line,
                line.text.find(left).map_or(whole, |at| at..at + left.len()),
            )),
            None => is_hollow(text, hollow).then_some((line, whole)),
        }
    });
    let hint = "write how it stands; where it is the same as for another line, say so with that line’s ref";
    match found {
        Some((line, words)) => line
            .report(Code::UpdateHollow, words, message, out)
            .hint(hint),
        None => told.report(Code::UpdateHollow, message, out).hint(hint),
    };
}

/// Returns whether a text as a whole says nothing.
pub fn is_hollow(text: &str, hollow: &Hollow) -> bool {
    let longest = hollow.whole.iter().map(String::len).max().unwrap_or(0);
    let is_telling = |c: &char| c.is_alphanumeric() && !matches!(c, 'x' | 'X');
    // Nearly all updates say more than any of the phrases, and are no row of crosses.
    if text.chars().filter(is_telling).nth(longest).is_some() {
        return false;
    }
    let folded = fold(text);
    let words: Vec<&str> = folded.split_whitespace().collect();
    let joined = words.join(" ");
    let bare = joined.trim_matches(|c: char| !c.is_alphanumeric());
    let crosses = |text: &str| !text.is_empty() && text.bytes().all(|b| b == b'x' || b == b' ');
    bare.is_empty() || crosses(bare) || hollow.whole.iter().any(|phrase| phrase == bare)
}

/// Returns words that somebody meant to replace.
pub fn left_over<'t>(text: &'t str, hollow: &Hollow) -> Option<&'t str> {
    let lower = text.to_ascii_lowercase();
    let mut has = [false; 256];
    lower.bytes().for_each(|byte| has[usize::from(byte)] = true);
    let may_be =
        |sign: &&String| !sign.is_empty() && sign.bytes().all(|byte| has[usize::from(byte)]);
    let mut signs = hollow.left.iter().filter(may_be);
    let found = signs.find_map(|sign| Some((lower.find(sign)?, sign)));
    if let Some((at, sign)) = found {
        let rest = &text[at..];
        let close = match sign.starts_with(['[', '<']) {
            true => rest
                .find([']', '>', '\n'])
                .map(|end| end + usize::from(!rest[end..].starts_with('\n'))),
            false => None,
        };
        return Some(&rest[..close.unwrap_or(sign.len())]);
    }
    if !lower.contains("xxx") {
        return None;
    }
    let words = text.split(|c: char| !c.is_alphanumeric());
    let mut words = words.filter(|word| word.len() > 2);
    words.find(|word| {
        ['x', 'X']
            .iter()
            .any(|cross| word.chars().all(|c| c == *cross))
    })
}
