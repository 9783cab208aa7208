//! Lines of a cell, and the bullets and numbers that people type before them.

use crate::load::Run;

use super::clean::clean;

/// A line of a cell: how far it is set in, how it is marked, and its text.
pub struct Line {
    /// How many characters it is set in.
    pub indent: usize,
    /// What marks it as an item of a list.
    pub marker: Option<Marker>,
    /// Its text without the marker.
    pub runs: Vec<Run>,
}

/// What a line of a list starts with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marker {
    /// A bullet, by its sign.
    Bullet(char),
    /// A number, and the sign after it.
    Number(u64, char),
}

impl Marker {
    /// Whether both mark items of one list.
    pub fn like(self, other: Self) -> bool {
        match (self, other) {
            (Self::Bullet(a), Self::Bullet(b)) => a == b,
            (Self::Number(_, a), Self::Number(_, b)) => a == b,
            _ => false,
        }
    }
}

/// Splits runs at line breaks and takes markers off.
pub fn lines(runs: &[Run]) -> Vec<Line> {
    let mut lines: Vec<Vec<Run>> = vec![Vec::new()];
    for run in runs {
        for (i, text) in clean(&run.text).split('\n').enumerate() {
            if i > 0 {
                lines.push(Vec::new());
            }
            if !text.is_empty() {
                let last = lines.last_mut().expect("one at least");
                last.push(Run {
                    text: text.to_owned(),
                    ..run.clone()
                });
            }
        }
    }
    lines.into_iter().map(line).collect()
}

fn line(runs: Vec<Run>) -> Line {
    let text: String = runs.iter().map(|run| run.text.as_str()).collect();
    let trimmed = text.trim_start();
    let indent = text.len() - trimmed.len();
    let marker = marker(trimmed);
    let cut = indent + marker.map_or(0, |(_, length)| length);
    Line {
        indent,
        marker: marker.map(|(marker, _)| marker),
        runs: without_start(runs, cut),
    }
}

/// Recognises a typed bullet or number, and gives its length with the spaces after it.
fn marker(text: &str) -> Option<(Marker, usize)> {
    let mut chars = text.chars();
    let first = chars.next()?;
    let rest = chars.as_str();
    let spaced = rest.starts_with([' ', '\u{a0}']);
    let length = |rest: &str| text.len() - rest.trim_start().len();
    match first {
        '•' | '‣' | '▪' | '◦' | '●' | '○' | '■' | '·' | '⁃' => {
            Some((Marker::Bullet(first), length(rest)))
        }
        '-' | '–' | '—' | '*' | 'o' | '§' | 'Ø' if spaced => {
            Some((Marker::Bullet(first), length(rest)))
        }
        '0'..='9' => {
            let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            let after = &text[digits..];
            let end = after.chars().next().filter(|c| matches!(c, '.' | ')'))?;
            let rest = &after[1..];
            let number = text[..digits].parse().ok().filter(|_| digits <= 2)?;
            rest.starts_with([' ', '\u{a0}'])
                .then(|| (Marker::Number(number, end), length(rest)))
        }
        _ => None,
    }
}

fn without_start(runs: Vec<Run>, mut cut: usize) -> Vec<Run> {
    let mut kept = Vec::new();
    for mut run in runs {
        let here = cut.min(run.text.len());
        run.text.drain(..here);
        cut -= here;
        if !run.text.is_empty() {
            kept.push(run);
        }
    }
    if let Some(last) = kept.last_mut() {
        last.text.truncate(last.text.trim_end().len());
    }
    kept
}
