//! The one printer of problems: for people, short for editors, JSON for programs.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use crate::model::Origin;

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

impl Printer<'_> {
    /// Prints all problems in their order.
    ///
    /// # Errors
    ///
    /// Fails when the stream does.
    pub fn print(&self, problems: &Diagnostics, to: &mut dyn Write) -> io::Result<()> {
        let shown = problems
            .iter()
            .filter(|d| !(self.quiet && d.severity == Severity::Note));
        for problem in shown {
            match self.format {
                Format::Human => self.human(problem, to)?,
                Format::Short => self.short(problem, to)?,
                Format::Json => self.json(problem, to)?,
            }
        }
        Ok(())
    }

    fn word(&self, problem: &Diagnostic) -> &'static str {
        match problem.severity {
            Severity::Error => "error",
            Severity::Warning if self.deny_warnings => "error",
            Severity::Warning => "warning",
            Severity::Note | Severity::Off => "note",
        }
    }

    fn human(&self, problem: &Diagnostic, to: &mut dyn Write) -> io::Result<()> {
        writeln!(
            to,
            "{}[{}]: {}",
            self.word(problem),
            problem.code,
            problem.message
        )?;
        if let Some(origin) = &problem.origin {
            writeln!(to, "  at: {origin}")?;
        }
        self.excerpt(problem, to)?;
        for hint in &problem.hints {
            writeln!(to, "  hint: {hint}")?;
        }
        writeln!(to)
    }

    fn short(&self, problem: &Diagnostic, to: &mut dyn Write) -> io::Result<()> {
        let place = problem
            .origin
            .as_ref()
            .map(|origin| format!("{origin}: "))
            .unwrap_or_default();
        writeln!(
            to,
            "{place}{}[{}]: {}",
            self.word(problem),
            problem.code,
            problem.message
        )
    }

    fn json(&self, problem: &Diagnostic, to: &mut dyn Write) -> io::Result<()> {
        let mut value = serde_json::to_value(problem).map_err(io::Error::other)?;
        value["severity"] = self.word(problem).into();
        value["place"] = problem.origin.as_ref().map(ToString::to_string).into();
        if let Some(Origin::Cell { row, column, .. }) = &problem.origin {
            value["origin"]["cell"] = crate::model::cell_name(*row, *column).into();
        }
        writeln!(to, "{value}")
    }

    /// Shows the words that are meant with a caret below them: those of the problem, or the line of a text file.
    fn excerpt(&self, problem: &Diagnostic, to: &mut dyn Write) -> io::Result<()> {
        match (&problem.excerpt, &problem.origin) {
            (Some(excerpt), _) => shown("", excerpt, to),
            (None, Some(origin)) => match self.line(origin) {
                Some((number, line)) => shown(&number.to_string(), &line, to),
                None => Ok(()),
            },
            _ => Ok(()),
        }
    }

    /// Returns the line of a text file that a place lies in, and its number.
    fn line(&self, origin: &Origin) -> Option<(u32, Excerpt)> {
        let Origin::Text {
            file,
            line,
            column,
            length,
        } = origin
        else {
            return None;
        };
        let text = (self.text_of)(file)?;
        let excerpt = Excerpt {
            text: text.lines().nth(*line as usize - 1)?.to_owned(),
            start: *column as usize - 1,
            length: *length as usize,
        };
        Some((*line, excerpt))
    }
}

/// Shows a line of text with a caret below the words that are meant.
fn shown(number: &str, excerpt: &Excerpt, to: &mut dyn Write) -> io::Result<()> {
    let text = excerpt.text.replace('\t', " ");
    let (start, text) = window(&text, excerpt.start);
    let before: String = text.chars().take(start).collect();
    let under: String = text
        .chars()
        .skip(start)
        .take(excerpt.length.max(1))
        .collect();
    let (before, under) = (before.width(), under.width().max(1));
    let number = match number {
        "" => String::new(),
        number => format!("{number} "),
    };
    let margin = " ".repeat(number.len());
    writeln!(to, "  {number}| {text}")?;
    writeln!(
        to,
        "  {margin}| {}{}",
        " ".repeat(before),
        "^".repeat(under)
    )
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
