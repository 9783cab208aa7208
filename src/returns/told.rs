//! A report as text: short for the screen, whole for a file.

use std::fmt::Write;

use crate::model::counted;

use super::{CellReport, Fate, LineReport, Report, Stray};

/// On the screen, so much is shown of a text.
const SHORT: usize = 60;

impl Report {
    /// Writes the report; `whole` texts, or their beginnings.
    pub fn as_text(&self, whole: bool) -> String {
        let mut text = format!("Returns for {}, collected on {}\n", self.quarter, self.date);
        let (news, others): (Vec<&str>, Vec<&str>) = self
            .officers()
            .into_iter()
            .partition(|officer| whole || self.has_news(officer));
        // Who is only told of as a sender of what nobody knows was not asked by that name.
        let is_asked = |officer: &&str| self.lines.iter().any(|line| line.officer == **officer);
        let is_silent = |officer: &str| self.silent().any(|(silent, _)| silent == officer);
        for officer in news
            .into_iter()
            .filter(|officer| whole || !is_silent(officer))
        {
            self.officer(officer, whole, &mut text);
        }
        let silent: Vec<String> = self
            .silent()
            .map(|(officer, count)| match count {
                0 => format!("{officer} (nothing is missing)"),
                count => format!("{officer} ({})", counted(count, "line")),
            })
            .collect();
        let others: Vec<&str> = others
            .into_iter()
            .filter(|officer| is_asked(officer) && !is_silent(officer))
            .collect();
        if !whole && !silent.is_empty() {
            let _ = writeln!(text, "\nNothing came back from {}", silent.join("; "));
        }
        if !others.is_empty() {
            let _ = writeln!(text, "\nNothing new from {}", others.join("; "));
        }
        if whole {
            self.read(&mut text);
        }
        text.push('\n');
        text.push_str(&self.summary());
        text
    }

    /// Writes what came of it in a few lines.
    pub fn summary(&self) -> String {
        let count = |fate| self.count(fate);
        let mut text = format!(
            "{}: {} changed, {} unchanged, {} missing, {} conflicting",
            counted(self.lines.len(), "line"),
            count(Fate::Changed),
            count(Fate::Unchanged),
            count(Fate::Missing),
            count(Fate::Conflicting)
        );
        let strays = self.strays.len();
        if strays > 0 {
            let _ = write!(text, "; {strays} to look at");
        }
        let mut reasons: Vec<&str> = Vec::new();
        for (_, why) in &self.unread {
            if !reasons.contains(&why.as_str()) {
                reasons.push(why);
            }
        }
        for why in reasons {
            let files = self.unread.iter().filter(|(_, of)| of == why);
            let files: Vec<&str> = files.map(|(file, _)| file.as_str()).collect();
            let _ = write!(text, "\nnot read, {why}: {}", files.join(", "));
        }
        let said = if self.dry_run {
            "would be written"
        } else {
            "written"
        };
        match &self.written[..] {
            [] if self.files.is_empty() && self.unread.is_empty() => {
                text.push_str("\nnothing was merged: the folder holds no workbook");
            }
            // Nothing is half merged: what hinders one answer is told, and keeps all of them out.
            [] if count(Fate::Changed) > 0 => {
                text.push_str(
                    "\nnothing was merged, for something hinders it: all of what changed waits",
                );
            }
            [] => text.push_str("\nnothing new was merged"),
            written => {
                for file in written {
                    let _ = write!(text, "\n{said}: {file}");
                }
            }
        }
        text
    }

    /// Whether something came of an officer's lines that is more than nothing new.
    fn has_news(&self, officer: &str) -> bool {
        let mut lines = self.lines.iter().filter(|line| line.officer == officer);
        lines.any(|line| line.fate() != Fate::Unchanged)
    }

    /// Shows the officers of whom nothing came back, and how many of their lines are missing.
    fn silent(&self) -> impl Iterator<Item = (&str, usize)> {
        let missing = |officer: &str| {
            let lines = self.lines.iter().filter(|line| line.officer == officer);
            lines.filter(|line| line.fate() == Fate::Missing).count()
        };
        let came = |officer: &str| {
            let mut files = self.files.iter();
            files.any(|file| file.officers.iter().any(|known| known == officer))
        };
        let officers = self.officers().into_iter();
        let is_asked = |officer: &str| self.lines.iter().any(|line| line.officer == officer);
        officers
            .filter(move |officer| is_asked(officer) && !came(officer))
            .map(move |officer| (officer, missing(officer)))
    }

    fn officer(&self, officer: &str, whole: bool, text: &mut String) {
        let lines: Vec<&LineReport> = self
            .lines
            .iter()
            .filter(|line| line.officer == officer)
            .collect();
        let strays: Vec<&Stray> = self
            .strays
            .iter()
            .filter(|stray| stray.officer == officer)
            .collect();
        let news = |line: &&&LineReport| whole || line.fate() != Fate::Unchanged;
        let told: Vec<&&LineReport> = lines.iter().filter(news).collect();
        let files: Vec<&str> = self
            .files
            .iter()
            .filter(|file| file.officers.iter().any(|known| known == officer))
            .map(|file| file.file.as_str())
            .collect();
        let came = match &files[..] {
            [] => "nothing came back".to_owned(),
            files => files.join(", "),
        };
        let name = if officer.is_empty() {
            "Nobody knows whose"
        } else {
            officer
        };
        let _ = writeln!(text, "\n{name} ({came})");
        let mut paper = "";
        for line in told {
            if line.line.paper != paper {
                paper = &line.line.paper;
                let _ = writeln!(text, "  {paper}");
            }
            line_text(line, whole, text);
        }
        for stray in strays.iter().filter(|_| whole) {
            let _ = writeln!(
                text,
                "  to look at: {}\n    at: {}",
                stray.says, stray.place
            );
        }
    }

    fn read(&self, text: &mut String) {
        text.push_str("\nWhat was read\n");
        for file in &self.files {
            let whose = match &file.officers[..] {
                [] => "nobody knows whose".to_owned(),
                officers => officers.join(" or "),
            };
            let lines = counted(file.lines, "line");
            let _ = writeln!(text, "  {}: {whose}, {lines}", file.file);
        }
    }
}

fn line_text(line: &LineReport, whole: bool, text: &mut String) {
    let _ = writeln!(
        text,
        "  {:<6} {}",
        line.line.reference,
        shown(&line.title, whole)
    );
    for cell in &line.cells {
        cell_text(cell, whole, text);
    }
}

fn cell_text(cell: &CellReport, whole: bool, text: &mut String) {
    let heading = match cell.heading.as_str() {
        "" => String::new(),
        heading => format!("{heading}: "),
    };
    let before = shown(&cell.before, whole);
    let before = if before.is_empty() {
        "nothing".to_owned()
    } else {
        before
    };
    match cell.fate {
        Fate::Changed => {
            for after in &cell.after {
                let _ = writeln!(
                    text,
                    "         {heading}{before} -> {}",
                    shown(&after.text, whole)
                );
            }
        }
        Fate::Conflicting => {
            let _ = writeln!(
                text,
                "         {heading}conflict, nothing merged; now {before}"
            );
            for after in &cell.after {
                let said = shown(&after.text, whole);
                let _ = writeln!(text, "           {}: {said}", after.file);
            }
        }
        Fate::Missing => {
            let why = cell.why.as_deref().unwrap_or_default();
            let _ = writeln!(text, "         {heading}missing: {why}");
        }
        Fate::Unchanged => {
            if let Some(why) = &cell.why {
                let _ = writeln!(text, "         {heading}unchanged: {why}");
            } else if whole {
                let _ = writeln!(text, "         {heading}unchanged");
            }
        }
    }
}

/// Returns a text on one line, or only its beginning.
fn shown(text: &str, whole: bool) -> String {
    let line = plain(text);
    let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(SHORT) {
        Some((end, _)) if !whole => format!("{}…", line[..end].trim_end()),
        _ => line,
    }
}

/// Takes away the backslashes that keep signs from being formats where the text is kept, and those that end lines.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        let kept = |next: &char| next.is_ascii_punctuation() || next.is_whitespace();
        let next = (sign == '\\').then(|| signs.next_if(kept)).flatten();
        plain.push(next.unwrap_or(sign));
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_escapes_are_shown() {
        let kept = "=1 \\<b>x\\</b> \\*\\*y\\*\\* **z**\\\nline, a\\\\b";
        assert_eq!(shown(kept, false), "=1 <b>x</b> **y** **z** line, a\\b");
    }
}
