//! Refs that are counted on: `8`, `9`, `9(a)`, `9(b)`, `10`.

use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Column, Origin, PartRef, PartStyle, TableKind, ValueType};

use super::clean::one_line;
use super::loose::{LooseRow, LooseTable};
use super::raw::{Found, Raw};
use super::ref_word::without_word;

/// Gives refs to the rows that have none, where the table's description says so.
///
/// A ref that is given is kept, and those below it are counted on from it; `(a)` belongs to the row above.
pub fn number(name: &str, kind: &TableKind, loose: &mut LooseTable, out: &mut Diagnostics) {
    let refs = kind.columns.iter();
    let refs = refs.filter(|(_, column)| column.of_type == ValueType::Ref && column.automatic);
    for (column, described) in refs {
        let mut count = Count::default();
        for (i, row) in loose.rows.iter_mut().enumerate() {
            let counted = Counted {
                name: format!("row {} of `{name}`", i + 1),
                column,
                described,
            };
            counted.number(row, &mut count, out);
        }
        inherit(column, kind, loose);
        let heading = described.headings.first().unwrap_or(column);
        if !loose.rows.is_empty() {
            let headings = &mut loose.headings;
            headings.entry(column.clone()).or_insert(heading.clone());
        }
    }
}

/// Gives parts what they do not say and the row they are a part of does, wherever that stands: the nearest that says it.
fn inherit(refs: &str, kind: &TableKind, loose: &mut LooseTable) {
    let called = |row: &LooseRow| {
        let called = row.cells.get(refs).map(|raw| folded(&raw.plain()));
        called.unwrap_or_default()
    };
    let columns = kind.columns.iter().filter(|(_, column)| column.inherit);
    for (column, _) in columns {
        let own = |row: &LooseRow| row.cells.get(column).filter(|raw| !raw.is_blank()).cloned();
        let said: Vec<(String, Raw)> = loose
            .rows
            .iter()
            .filter_map(|row| Some((called(row), own(row)?)))
            .collect();
        for row in loose.rows.iter_mut().filter(|row| own(row).is_none()) {
            let part = called(row);
            let wholes = said.iter().filter(|(whole, _)| is_part(&part, whole));
            // Of equal ones the first counts.
            if let Some((_, raw)) = wholes.rev().max_by_key(|(whole, _)| whole.len()) {
                row.cells.insert(column.clone(), raw.clone());
            }
        }
    }
}

/// Returns a ref without spaces, a full stop behind it, and capital letters.
fn folded(text: &str) -> String {
    let text: String = text.split_whitespace().collect();
    text.trim_end_matches('.').to_lowercase()
}

/// Returns whether a ref is that of a part of another, or of a part of a part: `9(a)(i)` of `9(a)` and of `9`, not `90`.
fn is_part(part: &str, whole: &str) -> bool {
    let Some(rest) = part.strip_prefix(whole).filter(|_| !whole.is_empty()) else {
        return false;
    };
    let (Some(before), Some(next)) = (whole.chars().next_back(), rest.chars().next()) else {
        return false;
    };
    match (before, next) {
        (before, next) if before.is_ascii_digit() && next.is_ascii_digit() => false,
        (before, next) if before.is_alphabetic() && next.is_alphabetic() => false,
        // `A8` is no part of `A`, but `9a1` is one of `9a`.
        (before, next) if before.is_alphabetic() && next.is_ascii_digit() => {
            whole.contains(|c: char| c.is_ascii_digit())
        }
        _ => true,
    }
}

/// A row whose ref is wanted.
struct Counted<'a> {
    /// What messages call it.
    name: String,
    column: &'a String,
    described: &'a Column,
}

impl Counted<'_> {
    fn number(&self, row: &mut LooseRow, count: &mut Count, out: &mut Diagnostics) {
        let given = row.cells.get(self.column).filter(|raw| !raw.is_blank());
        // What cannot be a ref is told of when the row is read.
        let given = match given.map(|raw| &raw.found) {
            Some(Found::Written(_) | Found::Typed(_) | Found::Number(..)) => {
                given.map(|raw| (one_line(&raw.plain()), raw.origin.clone()))
            }
            Some(_) => return,
            None => None,
        };
        let part = self.is_part(row);
        let said = match &given {
            Some((text, _)) => count.given(without_word(text)),
            None if part => count.next_part(),
            None => Some(count.next()),
        };
        count.marked(part);
        let Some(said) = said else {
            return self.say_no_whole(row, given.as_ref(), out);
        };
        let is_part = PartRef::parse(&said).is_some();
        match given {
            Some((text, origin)) => {
                if part && !is_part {
                    self.say_both(&text, &origin, out);
                }
                if text != said {
                    row.cells.insert(self.column.clone(), written(said, origin));
                }
            }
            None => {
                let origin = row.origin.clone();
                row.cells.insert(self.column.clone(), written(said, origin));
            }
        }
    }

    /// Returns whether a row says that it is a part; what it says instead is told of when the row is read.
    fn is_part(&self, row: &LooseRow) -> bool {
        let raw = self
            .described
            .parts
            .as_ref()
            .and_then(|name| row.cells.get(name));
        raw.is_some_and(|raw| match &raw.found {
            Found::Flag(yes) => *yes,
            _ => ["yes", "y", "true"].contains(&raw.plain().trim().to_lowercase().as_str()),
        })
    }

    fn say_no_whole(
        &self,
        row: &LooseRow,
        given: Option<&(String, Origin)>,
        out: &mut Diagnostics,
    ) {
        let flag = self.described.parts.as_ref();
        let flag = flag.and_then(|name| row.cells.get(name));
        let place = given
            .map(|(_, origin)| origin)
            .or(flag.map(|raw| &raw.origin));
        let message = format!(
            "{} is a part of the row above it, and there is none",
            self.name
        );
        out.add(
            Code::ValueWrong,
            place.unwrap_or(&row.origin).clone(),
            message,
        )
        .hint("put the row it is a part of above it, or make it a row of its own");
    }

    fn say_both(&self, text: &str, origin: &Origin, out: &mut Diagnostics) {
        let parts = self.described.parts.as_deref().unwrap_or_default();
        let message = format!(
            "{} is marked `{parts}`, but its `{}` is `{text}`",
            self.name, self.column
        );
        out.add(Code::SettingConflict, origin.clone(), message)
            .hint(format!(
                "take out one of them, or write the {} as in `9(a)`",
                self.column
            ));
    }
}

fn written(text: String, origin: Origin) -> Raw {
    Raw {
        found: Found::Written(text),
        fill: None,
        ink: None,
        origin,
    }
}

/// How far rows have been counted.
#[derive(Default)]
struct Count {
    /// What stands before the last number, such as `A` of `A8`.
    before: String,
    /// The last number, and how many digits it has.
    number: u64,
    width: usize,
    /// What stands after it: a full stop or nothing.
    after: &'static str,
    /// The ref of the last whole row; none before the first.
    whole: Option<String>,
    /// The position of its last part.
    part: u32,
    style: PartStyle,
    /// Whether the last row is a `9.1` that nobody marked as a part: the next row is 9.2.
    decimal: bool,
}

impl Count {
    /// Takes a ref that is given, and returns it whole: `(a)` becomes `9(a)`. None where it is a part of nothing.
    fn given(&mut self, text: &str) -> Option<String> {
        let Some(part) = PartRef::parse(text) else {
            self.take_whole(text);
            return Some(text.to_owned());
        };
        let same = part.whole.is_empty() || self.whole.as_deref() == Some(part.whole);
        if !same {
            self.take_whole(part.whole);
        }
        self.decimal = part.style == PartStyle::Decimal;
        let whole = self.whole.clone()?;
        // `(i)` after `(h)` is a letter.
        let letter = part.style == PartStyle::Roman
            && self.style == PartStyle::Letter
            && (part.position, self.part) == (1, 8);
        (self.part, self.style) = match letter {
            true => (9, PartStyle::Letter),
            false => (part.position, part.style),
        };
        Some(match part.whole.is_empty() {
            true => format!("{whole}{text}"),
            false => text.to_owned(),
        })
    }

    /// Takes in whether the last row is marked as a part: what follows it is a whole.
    fn marked(&mut self, part: bool) {
        self.decimal &= !part;
    }

    fn take_whole(&mut self, text: &str) {
        self.decimal = false;
        self.whole = Some(text.trim_end_matches('.').to_owned());
        self.part = 0;
        let stem = text.trim_end_matches('.');
        let digits = stem.len() - stem.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let (before, number) = stem.split_at(stem.len() - digits);
        // A ref without a number, such as `AOB`, leaves the count as it is.
        if let Ok(number) = number.parse() {
            (self.number, self.width) = (number, digits);
            before.clone_into(&mut self.before);
            self.after = if text.ends_with('.') { "." } else { "" };
        }
    }

    fn next(&mut self) -> String {
        if let (true, Some(part)) = (self.decimal, self.next_part()) {
            return part;
        }
        let (before, width) = (&self.before, self.width);
        let number = self.number.saturating_add(1);
        let said = format!("{before}{number:0width$}{}", self.after);
        self.take_whole(&said);
        said
    }

    fn next_part(&mut self) -> Option<String> {
        let whole = self.whole.as_ref()?;
        self.part += 1;
        Some(self.style.said(whole, self.part))
    }
}

#[cfg(test)]
#[path = "automatic_tests.rs"]
mod tests;
