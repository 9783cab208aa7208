//! Updates that end in mid sentence.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::check::speech::{Ends, Speech, fold};
use crate::check::told::Told;
use crate::check::{Line, Passage};
use crate::diagnostic::{Code, Diagnostics};
use crate::model::ValueType;

/// A paragraph of so many words is no label or line of a list.
const LONG: usize = 8;

/// Programs from before 2007 cut texts after so many characters.
const CUT: [usize; 3] = [255, 256, 1024];

/// Where so many texts of a paper end with a full stop and one does not, that one is looked at.
const HABIT: usize = 5;

/// Reports the first place at which a text of a row breaks off.
pub fn check(speech: &Speech, rows: &[Told<'_, '_>], out: &mut Diagnostics) {
    // In a language whose words are not known nobody can tell whether a sentence is over.
    if speech.ends.never.is_empty() {
        return;
    }
    let strict = habits(rows);
    for told in rows {
        // What says nothing, such as `n/a`, is told elsewhere, or may stand where it does.
        for text in texts(told).filter(|text| !says_nothing(text, speech)) {
            let last = text.last().filter(|_| strict.contains(told.table));
            if let Some((line, words)) = broken(text, &speech.ends) {
                report(told, line, words, out);
            } else if let Some(line) = last.filter(|_| is_unclosed(text)) {
                unclosed(told, line, last_words(&line.text), out);
            }
        }
    }
}

/// Lists the texts of a row, but for its title: the passages of each column.
fn texts<'a, 's>(told: &Told<'a, 's>) -> impl Iterator<Item = &'s [Passage<'a>]> + use<'a, 's> {
    let title = told.kind.title();
    let column = |line: &Passage<'a>| line.spot().map(|spot| spot.column);
    let columns = told.passages.chunk_by(move |a, b| column(a) == column(b));
    columns.filter(move |text| text[0].of_type == ValueType::RichText && column(&text[0]) != title)
}

fn says_nothing(text: &[Passage<'_>], speech: &Speech) -> bool {
    let is_hollow = |line: &Passage<'_>| super::hollow::is_hollow(&line.text, &speech.hollow);
    text.iter().all(is_hollow)
}

/// Lists the tables whose updates end with a full stop, all but one.
fn habits<'a>(rows: &[Told<'a, '_>]) -> BTreeSet<&'a str> {
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for told in rows {
        let last = told.update().last().filter(|line| is_long(line));
        let counts = counts.entry(told.table).or_default();
        match last.map(|line| line.text.trim_end().ends_with(char::is_alphanumeric)) {
            Some(true) => counts.1 += 1,
            Some(false) => counts.0 += 1,
            None => {}
        }
    }
    counts.retain(|_, (closed, open)| *closed >= HABIT && *open == 1);
    counts.into_keys().collect()
}

fn is_long(line: &Passage<'_>) -> bool {
    line.line == Line::Paragraph && super::has(&line.text, LONG)
}

/// Returns whether an update of sentences lacks its last full stop.
fn is_unclosed(text: &[Passage<'_>]) -> bool {
    let Some((last, before)) = text.split_last().filter(|(last, _)| last.is_update()) else {
        return false;
    };
    let stops = before
        .iter()
        .any(|line| line.text.trim_end().ends_with('.'));
    let sentences = stops || last.text.contains(". ");
    is_long(last) && sentences && last.text.trim_end().ends_with(char::is_alphanumeric)
}

fn unclosed(told: &Told<'_, '_>, line: &Passage<'_>, words: Range<usize>, out: &mut Diagnostics) {
    let message = format!(
        "the last sentence of {} has no end after `{}`",
        told.called(),
        &line.text[words.clone()]
    );
    line.report(Code::UpdateBroken, words, message, out)
        .hint("complete the sentence, or end it with a full stop as the other lines do");
}

fn report(told: &Told<'_, '_>, line: &Passage<'_>, words: Range<usize>, out: &mut Diagnostics) {
    let what = match line.is_update() {
        true => format!("the update of {}", told.called()),
        false => format!("a text of {}", told.called()),
    };
    let message = format!("{what} breaks off after `{}`", &line.text[words.clone()]);
    line.report(Code::UpdateBroken, words, message, out)
        .hint("complete the sentence: the rest may have been lost when the text was copied");
}

/// Finds where a text breaks off, and its last words there.
fn broken<'a, 'p>(text: &'p [Passage<'a>], ends: &Ends) -> Option<(&'p Passage<'a>, Range<usize>)> {
    let typed = text.iter().map(|line| line.as_typed().chars().count());
    let length: usize = typed.map(|count| count + 1).sum();
    let found = text.iter().enumerate().find_map(|(at, line)| {
        let next = text.get(at + 1);
        let told = match next {
            None => {
                ends_open(&line.text, line.line, ends)
                    || is_cut(&line.text, length.saturating_sub(1))
            }
            Some(next) => parts(line, next, ends),
        };
        told.then_some(line)
    })?;
    Some((found, last_words(&found.text)))
}

/// Returns whether a paragraph of a report ends in mid sentence: on a word that no sentence ends on, or on a comma.
pub fn runs_out(text: &str, ends: &Ends) -> bool {
    let word = last_word(text);
    let open = word.is_some_and(|word| ends.never.contains(&word) || ends.seldom.contains(&word));
    super::has(text, LONG) && (open || text.trim_end().ends_with(','))
}

/// Returns where the last three words of a text stand.
pub fn last_words(text: &str) -> Range<usize> {
    let end = text.trim_end().len();
    let mut spaces = text[..end]
        .char_indices()
        .rev()
        .filter(|(_, c)| c.is_whitespace());
    let start = spaces.nth(2).map_or(0, |(at, space)| at + space.len_utf8());
    start..end
}

/// Returns whether a line in the middle is the first part of a sentence that its next line goes on with, or nobody does.
fn parts(line: &Passage<'_>, next: &Passage<'_>, ends: &Ends) -> bool {
    let prose = line.line == Line::Paragraph && next.line == Line::Paragraph;
    if !prose || !super::has(&line.text, LONG) {
        return false;
    }
    let is_sentence = next.text.trim_end().ends_with('.') || super::has(&next.text, LONG);
    let goes_on = is_sentence && next.text.starts_with(char::is_lowercase);
    last_word(&line.text)
        .is_some_and(|word| ends.never.contains(&word) || (goes_on && ends.seldom.contains(&word)))
}

/// Returns whether the last line of a text ends in mid sentence.
pub fn ends_open(text: &str, line: Line, ends: &Ends) -> bool {
    if matches!(line, Line::Heading(_) | Line::Cell | Line::Caption) {
        return false;
    }
    let text = text.trim_end();
    if text.ends_with([',', ':']) || text.ends_with(":-") || trails_off(text) {
        return super::has(text, 2);
    }
    let long = line == Line::Paragraph && super::has(text, LONG);
    last_word(text)
        .is_some_and(|word| ends.never.contains(&word) || (long && ends.seldom.contains(&word)))
}

/// Returns whether a text ends with a hyphen or dash that goes nowhere, or with dots.
fn trails_off(text: &str) -> bool {
    let dots = text.ends_with("...") || text.ends_with('…');
    dots && !fold(text)
        .trim_end_matches(['.', '…', ' '])
        .ends_with("etc")
        || text.ends_with(['-', '–', '—', '&', '('])
}

/// Returns the last word, folded; none where a mark closes the text.
fn last_word(text: &str) -> Option<String> {
    let text = text.trim_end();
    let word = text
        .rsplit(|c: char| c.is_whitespace() || c == '/')
        .next()?;
    let whole = text.split_whitespace().next_back().map(fold);
    let open = word.ends_with(char::is_alphabetic) && whole.as_deref() != Some("n/a");
    // "Option A" and "hepatitis A" end on a letter that is a name.
    let name = word.len() == 1 && word.starts_with(char::is_uppercase);
    (open && !name).then(|| fold(word.trim_start_matches(|c: char| !c.is_alphanumeric())))
}

/// Returns whether a text was cut after as many characters as old programs keep.
fn is_cut(last: &str, length: usize) -> bool {
    CUT.contains(&length) && last.trim_end().ends_with(char::is_alphanumeric)
}
