//! An old paper made with Word or Writer, taken over.

use std::path::{Path, PathBuf};

use indexmap::IndexMap;

use crate::adopt::{
    Answers, Left, Named, OldField, OldPaper, has_own_sheet, likeliest, old_paper, old_tracker,
};
use crate::diagnostic::{Code, Diagnostics};
use crate::load::{self, Limits, TextDocument};
use crate::model::{Field, Kind, Origin, ValueType, counted, in_words, slug};
use crate::paper_file::{FileValue, PaperFile};
use crate::{tracker, validate};

use super::super::{Making, Office, schema_line, write_named};
use super::place::below_data;
use super::workbook::slashed;
use super::{Adopted, Adoption};

/// Takes over the tables of an old paper.
pub fn document(
    office: &Office,
    asked: &Adoption,
    answers: &mut dyn Answers,
    out: &mut Diagnostics,
) -> Option<Adopted> {
    let path = std::env::current_dir()
        .unwrap_or_default()
        .join(&asked.file);
    let shown = office.shown(&path);
    let document = load::text_document(&path, &shown, &Limits::default(), out)?;
    let kind = kind(office, asked, &document, answers, out)?;
    let theme = asked.theme.as_deref();
    let paper = old_paper(&document, &kind, &office.board, theme);
    let paper = match paper {
        Ok(paper) => paper,
        Err(titles) => {
            no_part(&shown, theme.unwrap_or_default(), &titles, out);
            return None;
        }
    };
    if paper.tables.is_empty() {
        no_table(&shown, &kind, out);
        return None;
    }
    let place = place(office, asked, &path, &paper, out)?;
    let made = Made {
        office,
        kind: &kind,
        paper: &paper,
        shown: &shown,
        place: &place,
    };
    let mut making = made.files(out)?;
    write_named(office, &mut making);
    Some(Adopted {
        report: made.report(),
        making,
        next: vec![format!(
            "next: compare the rows with the old paper, and run `boardpaper check {place}`"
        )],
    })
}

/// Returns the kind of paper that is asked for, or the one that fits.
fn kind(
    office: &Office,
    asked: &Adoption,
    document: &TextDocument,
    answers: &mut dyn Answers,
    out: &mut Diagnostics,
) -> Option<Kind> {
    let place = Origin::file(document.file.clone());
    if let Some(name) = &asked.document {
        return validate::kind(&office.library, name, &place, out);
    }
    let mut unread = Diagnostics::default();
    let names = office.library.kinds();
    let kinds: Vec<Kind> = names
        .filter_map(|name| validate::kind(&office.library, name, &place, &mut unread))
        .collect();
    let fitting = likeliest(document, &kinds);
    if fitting.is_empty() {
        let message = format!(
            "no table of `{}` has headings that are known",
            document.file
        );
        out.add(Code::HeadingMissing, place, message).hint(
            "say what kind of paper it is with `--document`, and see `boardpaper describe` for the headings that its tables are known by",
        );
        return None;
    }
    let names: Vec<String> = fitting.iter().map(|kind| kind.name.clone()).collect();
    let chosen = match names.len() {
        1 => Some(0),
        _ => answers.choose("Which kind of paper is it?", &names, 0),
    };
    fitting.get(chosen.unwrap_or(0)).map(|kind| (*kind).clone())
}

/// Reports that no paper of a document has the number that is asked for.
fn no_part(shown: &str, number: &str, titles: &[String], out: &mut Diagnostics) {
    let list: Vec<String> = titles.iter().map(|title| format!("`{title}`")).collect();
    let message = format!("no title in `{shown}` has the number `{number}`");
    out.add(Code::RowsNotFound, Origin::file(shown), message)
        .hint(format!("it holds the papers {}", list.join(", ")));
}

fn no_table(shown: &str, kind: &Kind, out: &mut Diagnostics) {
    let message = format!("no table of `{shown}` has headings of `{}`", kind.name);
    out.add(Code::HeadingMissing, Origin::file(shown), message)
        .hint(format!(
            "`boardpaper describe {}` shows the headings that its tables are known by",
            kind.name
        ));
}

/// Returns where the paper goes: where it is asked to, or into the folder of its quarter under the old paper's name.
fn place(
    office: &Office,
    asked: &Adoption,
    path: &Path,
    paper: &OldPaper,
    out: &mut Diagnostics,
) -> Option<String> {
    if let Some(output) = &asked.output {
        let shown = slashed(&below_data(office, output, out)?);
        return Some(if shown.ends_with(".toml") {
            shown
        } else {
            format!("{shown}.toml")
        });
    }
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let folder = paper
        .quarter
        .map_or_else(String::new, |quarter| quarter.folder() + "/");
    let name = match slug(&stem) {
        name if name.is_empty() => "paper".to_owned(),
        name => name,
    };
    Some(format!("data/{folder}{name}.toml"))
}

/// What is made of an old paper.
struct Made<'a> {
    office: &'a Office,
    kind: &'a Kind,
    paper: &'a OldPaper,
    /// The old paper's file.
    shown: &'a str,
    /// Where the new paper goes.
    place: &'a str,
}

impl Made<'_> {
    /// Makes the paper and its tracker.
    fn files(&self, out: &mut Diagnostics) -> Option<Making> {
        let workbook = PathBuf::from(format!(
            "{}-tracker.xlsx",
            self.place.trim_end_matches(".toml")
        ));
        let shown = workbook.display().to_string();
        let named = Named {
            title: self.title(),
            source: self.source().to_owned(),
        };
        let tracker = old_tracker(self.paper, self.kind, &self.office.board, &named);
        let bytes = match tracker::workbook(&tracker) {
            Ok(bytes) => bytes,
            Err(fault) => {
                let message = format!("`{shown}` cannot be made: {fault}");
                out.add(Code::NotWritten, Origin::file(shown.as_str()), message)
                    .hint("shorten that text in the old paper, and adopt it again");
                return None;
            }
        };
        let file = workbook
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let mut making = Making::default();
        making.add(self.place, self.toml(&file));
        making.add(shown, bytes);
        Some(making)
    }

    /// Returns the name of the old paper's file.
    fn source(&self) -> &str {
        self.shown.rsplit('/').next().unwrap_or(self.shown)
    }

    /// Returns the new paper's title: its label and its quarter, or the kind's name.
    fn title(&self) -> String {
        let quarter = self.paper.quarter.map(|quarter| format!(", {quarter}"));
        format!("{}{}", self.kind.title(), quarter.unwrap_or_default())
    }

    fn toml(&self, workbook: &str) -> String {
        let mut file = PaperFile::new(&schema_line(self.place, &self.kind.name));
        file.about(&format!("Taken from {}.", self.source()));
        file.field("document", self.kind.name.as_str());
        let is_text = |name: &String| {
            let field = self.kind.fields.get(name);
            field.is_some_and(|field| field.of_type == ValueType::RichText)
        };
        let (texts, lines): (Vec<_>, Vec<_>) = self
            .paper
            .fields
            .iter()
            .partition(|(name, _)| is_text(name));
        let mut missing: Vec<(&String, &Field)> = self.missing().collect();
        for (name, found) in lines {
            let parts = beside(&mut missing, name);
            parts.iter().for_each(|(_, field)| to_do(&mut file, field));
            file.field(name, written(&self.kind.fields[name], &found.value));
            for (name, _) in parts {
                file.field(name, "");
            }
        }
        while !missing.is_empty() {
            // Fields of one group stand on one line, below all that is said of them.
            let (name, field) = missing.remove(0);
            let parts = beside(&mut missing, name);
            to_do(&mut file, field);
            parts.iter().for_each(|(_, field)| to_do(&mut file, field));
            file.field(name, "");
            for (name, _) in parts {
                file.field(name, "");
            }
        }
        for (name, found) in texts {
            file.field(name, found.value.clone());
        }
        let sheets: Vec<&String> = self.own_tables().collect();
        for name in &sheets {
            let mut entries = vec![("workbook", FileValue::from(workbook))];
            if sheets.len() > 1 {
                entries.push(("sheet", FileValue::from(in_words(name))));
            }
            file.table(name, entries);
        }
        file.text()
    }

    /// Shows the fields that the paper needs and that no line holds.
    fn missing(&self) -> impl Iterator<Item = (&String, &Field)> {
        let required = self
            .kind
            .fields
            .iter()
            .filter(|(_, field)| field.required && field.default.is_none());
        required.filter(|(name, _)| !self.paper.fields.contains_key(*name))
    }

    /// Shows the tables that have sheets of their own.
    fn own_tables(&self) -> impl Iterator<Item = &String> {
        let tables = self.paper.tables.keys();
        tables.filter(|name| has_own_sheet(&self.kind.tables[name.as_str()]))
    }

    fn report(&self) -> Vec<String> {
        let mut lines = vec![format!("{}: read as `{}`", self.shown, self.kind.name)];
        lines.extend(self.paper.tables.keys().map(|name| self.counts(name)));
        if !self.paper.footnotes.is_empty() {
            lines.push(format!(
                "  {}",
                counted(self.paper.footnotes.len(), "footnote")
            ));
        }
        lines.extend(self.fields());
        section(&mut lines, "in doubt", self.paper.doubts.iter().cloned());
        section(&mut lines, "left out", self.paper.left_out.iter().map(told));
        section(
            &mut lines,
            "not placed",
            self.paper.unplaced.iter().map(told),
        );
        lines
    }

    /// Counts the rows of a table, and how many have an update.
    fn counts(&self, name: &str) -> String {
        let table = &self.paper.tables[name];
        let described = &self.kind.tables[name];
        let update = described.update();
        let has = |row: &&crate::adopt::OldRow| {
            update.is_some_and(|name| row.get(name).is_some_and(|runs| !runs.is_empty()))
        };
        let updates = table.rows.iter().filter(has).count();
        let columns: Vec<String> = table
            .columns
            .iter()
            .map(|(column, heading)| match column == heading {
                true => format!("`{heading}` (no column of its own)"),
                false => format!("`{heading}` as {column}"),
            })
            .collect();
        let answers = update
            .map(|name| format!(", {updates} with `{name}`"))
            .unwrap_or_default();
        format!(
            "  {}{answers}; columns: {}",
            counted_rows(table.rows.len(), name),
            columns.join(", ")
        )
    }

    /// Tells each field, the line it was known by, and what the paper still needs.
    fn fields(&self) -> Vec<String> {
        let found = self
            .paper
            .fields
            .iter()
            .map(|(name, found)| told_field(name, found));
        let missing = self.missing();
        found
            .chain(missing.map(|(name, _)| format!("  to do: `{name}` was not found")))
            .collect()
    }
}

/// Takes the fields out of a list that are of the same group as one, as `theme.name` is of that of `theme.number`.
fn beside<'a>(
    missing: &mut Vec<(&'a String, &'a Field)>,
    of: &str,
) -> Vec<(&'a String, &'a Field)> {
    let group = |name: &str| name.split_once('.').map(|(group, _)| group.to_owned());
    let Some(own) = group(of) else {
        return Vec::new();
    };
    missing
        .extract_if(.., |(name, _)| group(name).as_ref() == Some(&own))
        .collect()
}

/// Returns a value as papers have it: a ref that is a number stands without quotes.
fn written(field: &Field, value: &FileValue) -> FileValue {
    match value {
        FileValue::Text(text) if field.of_type == ValueType::Ref => match text.parse::<i64>() {
            Ok(number) if number.to_string() == *text => FileValue::Integer(number),
            _ => value.clone(),
        },
        _ => value.clone(),
    }
}

/// Says above a field that it was not found.
fn to_do(file: &mut PaperFile, field: &Field) {
    file.comment(&format!("To do: {}", field.help));
}

fn told_field(name: &str, found: &OldField) -> String {
    let value = format!("`{}`", found.value);
    match found.line.as_str() {
        "" => format!("  {name}: {value}"),
        line if value.contains('\n') => format!("  {name}: the text below `{line}`"),
        line => format!("  {name}: {value} (from `{line}`)"),
    }
}

/// Counts rows by the table's name, which is in the plural.
fn counted_rows(count: usize, name: &str) -> String {
    let name = in_words(name).to_lowercase();
    let one = name.strip_suffix('s').unwrap_or(&name);
    if count == 1 {
        format!("1 {one}")
    } else {
        format!("{count} {name}")
    }
}

/// Adds a part of the report; what comes several times is told once.
fn section(lines: &mut Vec<String>, title: &str, of: impl Iterator<Item = String>) {
    let mut all: IndexMap<String, usize> = IndexMap::new();
    of.for_each(|line| *all.entry(line).or_default() += 1);
    if !all.is_empty() {
        lines.push(format!("{title}:"));
        lines.extend(all.into_iter().map(|(line, count)| match count {
            1 => format!("  {line}"),
            count => format!("  {line} ({count} times)"),
        }));
    }
}

fn told(left: &Left) -> String {
    let words: Vec<&str> = left.text.split_whitespace().collect();
    match words.is_empty() {
        true => left.what.clone(),
        false => format!("{}: `{}`", left.what, words.join(" ")),
    }
}
