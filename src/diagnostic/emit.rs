//! The one printer of problems: for people, short for editors, JSON for programs.

use std::borrow::Cow;
use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use crate::model::Origin;

use super::lines::Lines;
use super::{Diagnostic, Diagnostics, Excerpt, Severity};

/// Longer lines of text are shown in part.
const WINDOW: usize = 90;

/// How problems are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// Several lines each: message, place, excerpt, hints.
    #[default]
    Human,
    /// One line each, as compilers print for editors.
    Short,
    /// One JSON object a line.
    Json,
}

/// Prints problems in one format.
pub struct Printer<'a> {
    /// The format.
    pub format: Format,
    /// Whether notes are left out.
    pub quiet: bool,
    /// Whether warnings count as errors.
    pub deny_warnings: bool,
    /// Gives the text of a file that an excerpt is shown from.
    pub text_of: &'a dyn Fn(&str) -> Option<String>,
}

/// The words that a problem is about; with the number of their line, where they are that of a text file.
pub type Words = (Option<u32>, Excerpt);

impl Printer<'_> {
    /// Prints all problems in their order.
    ///
    /// # Errors
    ///
    /// Fails when the stream does.
    pub fn print(&self, problems: &Diagnostics, to: &mut dyn Write) -> io::Result<()> {
        let lines = Lines::new(self.text_of);
        let mut shown = problems
            .iter()
            .filter(|d| !(self.quiet && d.severity == Severity::Note));
        shown.try_for_each(|problem| to.write_all(self.told(problem, &lines).as_bytes()))
    }

    fn told(&self, problem: &Diagnostic, lines: &Lines<'_>) -> String {
        let severity = counted_as(problem, self.deny_warnings);
        match self.format {
            Format::Human => {
                let words = words(problem, lines);
                visible(&as_text(problem, severity, words.as_ref())).into_owned()
            }
            Format::Short => visible(&as_line(problem, severity)).into_owned(),
            Format::Json => format!("{}\n", as_json(problem, severity)),
        }
    }
}

/// Shows control characters by their numbers: in the name of a file, they would steer the terminal.
pub fn visible(text: &str) -> Cow<'_, str> {
    let steers = |c: char| c.is_control() && !matches!(c, '\n' | '\t');
    if !text.replace("\r\n", "\n").contains(steers) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 10);
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '\r' if rest.peek() == Some(&'\n') => shown.push(c),
            c if steers(c) => shown.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => shown.push(c),
        }
    }
    Cow::Owned(shown)
}

/// Tells a problem to people: message, place, words with a caret below them, hints, an empty line.
pub fn as_text(problem: &Diagnostic, severity: Severity, words: Option<&Words>) -> String {
    let (word, code, message) = (severity.word(), problem.code, &problem.message);
    let place = problem
        .origin
        .iter()
        .map(|origin| format!("  at: {origin}\n"));
    let words = words.map(|(number, excerpt)| shown(*number, excerpt));
    let hints = problem.hints.iter().map(|hint| format!("  hint: {hint}\n"));
    let below: String = place.chain(words).chain(hints).collect();
    format!("{word}[{code}]: {message}\n{below}\n")
}

/// Tells a problem in a line, as compilers do for editors.
pub fn as_line(problem: &Diagnostic, severity: Severity) -> String {
    let place = match &problem.origin {
        None => String::new(),
        // Editors know the lines of a CSV file, but not its fields.
        Some(Origin::Line { file, line, field }) => format!("{file}:{line}: field {field}: "),
        Some(origin) => format!("{origin}: "),
    };
    let (word, code, message) = (severity.word(), problem.code, &problem.message);
    format!("{place}{word}[{code}]: {message}\n")
}

/// Returns how much a problem matters where warnings may count as errors.
pub fn counted_as(problem: &Diagnostic, deny_warnings: bool) -> Severity {
    match problem.severity {
        Severity::Warning if deny_warnings => Severity::Error,
        severity => severity,
    }
}

/// Returns a problem as programs read it.
pub fn as_json(problem: &Diagnostic, severity: Severity) -> serde_json::Value {
    let mut value = serde_json::json!(problem);
    value["severity"] = severity.word().into();
    value["place"] = problem.origin.as_ref().map(ToString::to_string).into();
    if let Some(Origin::Cell { row, column, .. }) = &problem.origin {
        value["origin"]["cell"] = crate::model::cell_name(*row, *column).into();
    }
    value
}

/// Returns the words that a problem is about: its own, or those of the line of a text file, with the line's number.
pub fn words(problem: &Diagnostic, lines: &Lines<'_>) -> Option<Words> {
    if let Some(excerpt) = &problem.excerpt {
        return Some((None, excerpt.clone()));
    }
    let Some(Origin::Text {
        file,
        line,
        column,
        length,
    }) = &problem.origin
    else {
        return None;
    };
    let excerpt = Excerpt {
        text: lines.line(file, *line)?,
        start: *column as usize - 1,
        length: *length as usize,
    };
    Some((Some(*line), excerpt))
}

/// Shows a line of text with a caret below the words that are meant.
fn shown(number: Option<u32>, excerpt: &Excerpt) -> String {
    let text = excerpt.text.replace('\t', " ");
    let (start, text) = window(&text, excerpt.start);
    let before: String = text.chars().take(start).collect();
    let under: String = text
        .chars()
        .skip(start)
        .take(excerpt.length.max(1))
        .collect();
    let (before, under) = (before.width(), under.width().max(1));
    let number = number.map_or(String::new(), |number| format!("{number} "));
    let margin = " ".repeat(number.len());
    let (gap, carets) = (" ".repeat(before), "^".repeat(under));
    format!("  {number}| {text}\n  {margin}| {gap}{carets}\n")
}

/// Cuts a long line to what surrounds a place; gives where the place stands in what is left.
fn window(line: &str, place: usize) -> (usize, String) {
    let cut = place
        .saturating_sub(WINDOW / 2)
        .min(line.chars().count().saturating_sub(WINDOW));
    let rest = line.chars().count() - cut;
    let mut text: String = line.chars().skip(cut).take(WINDOW).collect();
    if rest > WINDOW {
        text.push('…');
    }
    if cut == 0 {
        (place, text)
    } else {
        (place - cut + 1, format!("…{text}"))
    }
}
