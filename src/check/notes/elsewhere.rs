//! Notes that are cited for words which they do not explain.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Code, Diagnostics};

use super::super::Subject;
use super::explained::note_marks;
use super::reading::Read;
use super::terms::{Terms, looks, stem};
use super::word::Word;

/// So many words before a mark are what it is cited for.
const NEAR: usize = 4;

/// A mark in a text.
struct Citation {
    /// The number of its note.
    number: u32,
    /// The position of the line.
    line: usize,
    /// The word before it, by its position in the line.
    last: usize,
}

/// Reports marks whose note explains something else.
pub fn check(subject: &Subject<'_>, lines: &[Read<'_, '_>], out: &mut Diagnostics) {
    let notes = subject.paper.notes.iter();
    let notes: BTreeMap<u32, Terms<'_>> = notes
        .filter_map(|note| Some((note.number?, Terms::of(note))))
        .collect();
    let citations = citations(lines);
    let fitting: BTreeSet<u32> = citations
        .iter()
        .filter(|cited| {
            notes
                .get(&cited.number)
                .is_some_and(|note| names(note, cited, lines))
        })
        .map(|cited| cited.number)
        .collect();
    for cited in &citations {
        let Some(note) = notes
            .get(&cited.number)
            .filter(|note| !note.names.is_empty())
        else {
            continue;
        };
        let other = notes
            .iter()
            .filter(|(number, _)| **number != cited.number)
            .find(|(_, other)| names_last(other, cited, lines));
        let read = &lines[cited.line];
        let astray = match (fitting.contains(&cited.number), other) {
            (_, Some(_)) => !shares(note, &read.words[near_from(cited)..=cited.last]),
            (true, None) => !after_figure(cited, lines) && !shares(note, sentence(cited, read)),
            (false, None) => false,
        };
        if astray {
            let other = other.map(|(_, other)| other);
            let other = other.or_else(|| nearest(&notes, cited, lines));
            report(note, other, cited, lines, out);
        }
    }
}

fn report(
    note: &Terms<'_>,
    other: Option<&Terms<'_>>,
    cited: &Citation,
    lines: &[Read<'_, '_>],
    out: &mut Diagnostics,
) {
    let read = &lines[cited.line];
    let word = read.words[cited.last];
    let mark = &note.note.mark;
    let message = format!(
        "the note `{mark}` is cited for `{}`, and it explains `{}`",
        word.text, note.names[0]
    );
    let problem = read
        .passage
        .report(Code::NoteElsewhere, word.range(), message, out);
    match other {
        Some(other) => problem.hint(format!(
            "did you mean `[^{}]`, which begins `{}`?",
            other.note.mark,
            other.beginning()
        )),
        None => problem.hint(format!(
            "take `[^{mark}]` out, or cite the note that is meant"
        )),
    };
}

fn citations(lines: &[Read<'_, '_>]) -> Vec<Citation> {
    let mut all = Vec::new();
    for (line, read) in lines.iter().enumerate() {
        for (number, place) in note_marks(read.passage) {
            let last = read.words.iter().rposition(|word| word.end() <= place);
            all.extend(last.map(|last| Citation { number, line, last }));
        }
    }
    all
}

/// Returns whether a note explains what stands just before a mark.
fn names(note: &Terms<'_>, cited: &Citation, lines: &[Read<'_, '_>]) -> bool {
    let near = near(cited, lines);
    let stand = |parts: &Vec<String>| near.windows(parts.len().max(1)).any(|run| *run == **parts);
    note.parts.iter().any(stand)
}

/// Returns whether a note explains the very word before a mark, or the last few.
fn names_last(note: &Terms<'_>, cited: &Citation, lines: &[Read<'_, '_>]) -> bool {
    let near = near(cited, lines);
    note.parts
        .iter()
        .any(|parts| !parts.is_empty() && near.ends_with(parts))
}

fn shares(note: &Terms<'_>, words: &[Word<'_>]) -> bool {
    let mut looks = words.iter().flat_map(looks);
    looks.any(|look| note.stems.contains(&look))
}

fn near_from(cited: &Citation) -> usize {
    (cited.last + 1).saturating_sub(NEAR)
}

/// Lists the last words before a mark as they are compared.
fn near(cited: &Citation, lines: &[Read<'_, '_>]) -> Vec<String> {
    let words = &lines[cited.line].words[near_from(cited)..=cited.last];
    words.iter().map(|word| stem(word.text)).collect()
}

/// Returns the words of the sentence that a mark stands in, as far as the mark.
fn sentence<'r, 't>(cited: &Citation, read: &'r Read<'t, '_>) -> &'r [Word<'t>] {
    let ends = |at: &usize| read.between(*at - 1, *at).contains(['.', '!', '?', '\n']);
    let from = (1..=cited.last).rev().find(ends).unwrap_or_default();
    &read.words[from..=cited.last]
}

/// A note behind a figure tells where it comes from, or how good it is.
fn after_figure(cited: &Citation, lines: &[Read<'_, '_>]) -> bool {
    let last = lines[cited.line].words[cited.last].text;
    last.starts_with(|c: char| c.is_ascii_digit())
}

/// Finds the note that has most of the words before a mark: two at least.
fn nearest<'n>(
    notes: &'n BTreeMap<u32, Terms<'_>>,
    cited: &Citation,
    lines: &[Read<'_, '_>],
) -> Option<&'n Terms<'n>> {
    let near = near(cited, lines);
    let count = |note: &Terms<'_>| {
        near.iter()
            .filter(|word| note.stems.contains(*word))
            .count()
    };
    let others = notes.iter().filter(|(number, _)| **number != cited.number);
    let best = others
        .map(|(_, note)| (count(note), note))
        .max_by_key(|(count, _)| *count)?;
    (best.0 >= 2).then_some(best.1)
}
