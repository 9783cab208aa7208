//! A new theme: its paper and its tracker, after the office's own pattern.

use std::path::Path;

use crate::check;
use crate::diagnostic::{Code, Diagnostics, suggest};
use crate::job::quarter::Roll;
use crate::job::{Making, Office, schema_line, write_named};
use crate::load::{Entry, NodeValue};
use crate::model::{Origin, Paper, Quarter, StatusKey, in_words, slug};
use crate::paper_file::{FileValue, PaperFile};
use crate::tracker::{Tracker, tab};

use super::fields::{Anew, Follows, inner, parts};
use super::label::{Labelled, label};
use super::lines::{Lines, begins_with, is_known};
use super::office::{INSTRUCTIONS, made, paragraphs};
use super::pattern::{Pattern, answered};
use super::place::{folder, renumbered};
use super::rows::Names;
use super::sheet::Sheet;

/// What a new theme is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewTheme<'a> {
    /// Its name.
    pub name: String,
    /// Its number in the plan.
    pub number: String,
    /// How many lines it begins with; as many as the one it follows where nobody says.
    pub lines: Option<usize>,
    /// The quarter; that of the paper it follows where nobody says.
    pub quarter: Option<Quarter>,
    /// The status key of its lines; that of the paper it follows where nobody says.
    pub key: Option<String>,
    /// The paper it follows; the newest where nobody says.
    pub like: Option<&'a Path>,
}

/// A theme that is ready to be written.
#[derive(Clone, Debug)]
pub struct Themed {
    /// Its files.
    pub making: Making,
    /// The paper's file.
    pub paper: String,
    /// The tracker's file.
    pub tracker: String,
    /// The paper it follows.
    pub like: String,
    /// Fields and tables of that paper which are its own, and were left out.
    pub left: Vec<String>,
    /// How lines begin: the word of their status.
    pub begins: Option<String>,
}

/// Makes the paper and the tracker of a new theme; what hinders it is reported.
pub fn new_theme(office: &Office, new: &NewTheme<'_>, out: &mut Diagnostics) -> Option<Themed> {
    let pattern = Pattern::find(office, new.like, out)?;
    let quarter = new.quarter.or(pattern.paper.quarter())?;
    let is_free = is_free(&pattern, new, quarter, out);
    let key = key(office, new, out);
    let (true, Some(key)) = (is_free, key) else {
        return None;
    };
    Plan::new(office, &pattern, new, quarter, key).themed(out)
}

/// Reports a number that another theme of the quarter has.
fn is_free(pattern: &Pattern, new: &NewTheme<'_>, quarter: Quarter, out: &mut Diagnostics) -> bool {
    let same = |(_, number): &(&Paper, String)| number.eq_ignore_ascii_case(&new.number);
    let Some((paper, _)) = pattern.of_quarter(quarter).find(same) else {
        return true;
    };
    let taken: Vec<String> = pattern
        .of_quarter(quarter)
        .map(|(_, number)| number)
        .collect();
    let message = format!("theme {} of {quarter} is taken", new.number);
    let place = Origin::file(paper.file.as_str());
    out.add(Code::ThemeTaken, place, message).hint(format!(
        "take another number than {}, or another quarter with `--quarter`",
        taken.join(", ")
    ));
    false
}

/// Returns the key that is asked for, if one is; none where there is no such key.
fn key<'a>(
    office: &'a Office,
    new: &NewTheme<'_>,
    out: &mut Diagnostics,
) -> Option<Option<&'a StatusKey>> {
    let Some(name) = &new.key else {
        return Some(None);
    };
    let keys = &office.board.keys;
    if let Some(key) = keys.get(name) {
        return Some(Some(key));
    }
    let message = format!("the office has no status key `{name}`");
    let problem = out.add(Code::ValueWrong, Origin::file("data/board.toml"), message);
    let names: Vec<&str> = keys.keys().map(String::as_str).collect();
    match suggest(name, names.iter().copied()) {
        Some(near) => problem.hint(format!("did you mean `{near}`?")),
        None => problem.hint(format!("use one of `{}`", names.join("`, `"))),
    };
    None
}

/// A theme that is being made.
struct Plan<'a> {
    office: &'a Office,
    pattern: &'a Pattern,
    new: &'a NewTheme<'a>,
    quarter: Quarter,
    key: Option<&'a StatusKey>,
    /// The number and the name of the theme that is followed.
    old: (String, String),
    names: Names,
    folder: String,
    stem: String,
}

impl<'a> Plan<'a> {
    fn new(
        office: &'a Office,
        pattern: &'a Pattern,
        new: &'a NewTheme<'a>,
        quarter: Quarter,
        key: Option<&'a StatusKey>,
    ) -> Self {
        let old = pattern.subject();
        let file = pattern.paper.file.as_str();
        let name = pattern.paper.file_name();
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let before = pattern.paper.quarter().unwrap_or(quarter);
        Self {
            folder: folder(file, before, quarter),
            stem: renumbered(stem, &old.0, &new.number).unwrap_or_else(|| slug(&new.name)),
            names: pattern.names(),
            office,
            pattern,
            new,
            quarter,
            key,
            old,
        }
    }

    fn themed(&self, out: &mut Diagnostics) -> Option<Themed> {
        let paper = format!("{}/{}.toml", self.folder, self.stem);
        let tracker = self.tracker_name();
        let sheets = self.sheets();
        let (text, left) = self.paper(&paper, &tracker, &sheets);
        let title = self.title();
        let workbook = made(&self.tracker(&title, &sheets), out)?;
        let mut making = Making::default();
        let tracker = format!("{}/{tracker}", self.folder);
        making.add(paper.as_str(), text);
        making.add(tracker.as_str(), workbook);
        write_named(self.office, &mut making);
        Some(Themed {
            making,
            paper,
            tracker,
            like: self.pattern.paper.file.clone(),
            left,
            begins: self.begins(&sheets),
        })
    }

    /// Returns what the theme is called in full: `Theme 6: Tackling rural crime`.
    fn title(&self) -> String {
        let subject = self.pattern.paper.kind.subject();
        let group = subject.and_then(|(number, _)| number.split_once('.'));
        let word = group.map_or_else(String::new, |(group, _)| in_words(group));
        format!("{word} {}: {}", self.new.number, self.new.name)
    }

    /// Returns the tracker's file, beside the paper.
    fn tracker_name(&self) -> String {
        let before = self.pattern.entries.iter().find_map(|entry| {
            let workbook = inner(entry, "workbook")?;
            let name = workbook.rsplit('/').next()?;
            let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
            renumbered(stem, &self.old.0, &self.new.number)
        });
        let stem = before.unwrap_or_else(|| format!("{}-tracker", self.stem));
        format!("{stem}.xlsx")
    }

    /// Makes a sheet for each table of the paper that is followed whose lines are answered each quarter.
    fn sheets(&self) -> Vec<Sheet> {
        let paper = &self.pattern.paper;
        let tables = answered(&paper.kind).filter_map(|(name, kind)| {
            let table = paper.tables.get(name)?;
            let begins = begins_with(&paper.kind, name);
            let count = match (begins, self.new.lines) {
                (true, Some(count)) => count,
                (true, None) => table.rows.len(),
                (false, _) => 0,
            };
            Some((name, kind, table, count))
        });
        tables
            .map(|(name, kind, table, count)| {
                let own = self.key.filter(|_| begins_with(&paper.kind, name));
                let lines = Lines {
                    name,
                    kind,
                    table,
                    key: own.or(table.key.as_ref()),
                    is_other_key: own.is_some_and(|own| {
                        table.key.as_ref().is_some_and(|key| key.name != own.name)
                    }),
                    board: &self.office.board,
                    numbers: (&self.old.0, &self.new.number),
                    roll: Roll {
                        from: paper.quarter().unwrap_or(self.quarter),
                        to: self.quarter,
                    },
                    count,
                };
                self.sheet(&lines)
            })
            .collect()
    }

    fn sheet(&self, lines: &Lines<'_>) -> Sheet {
        let entry = self.entry(lines.name);
        let before = entry.and_then(|entry| inner(entry, "sheet"));
        let name = before.map(|name| {
            renumbered(name, &self.old.0, &self.new.number).unwrap_or_else(|| name.to_owned())
        });
        let name = tab(&name.unwrap_or_else(|| in_words(lines.name)), &[]);
        let rows = lines.rows(&self.names);
        let unknown = rows.columns.iter();
        let unknown = unknown.filter(|(name, heading)| !is_known(lines.kind, name, heading));
        let title = self.title();
        let step = lines
            .key
            .and_then(|key| check::first_step(key, &self.office.board.organisation.language));
        Sheet {
            table: lines.name.to_owned(),
            columns: unknown.cloned().collect(),
            made: rows.sheet(&name, &title, &self.names),
            begins: step.map(|step| step.code.clone()),
        }
    }

    fn entry(&self, name: &str) -> Option<&Entry> {
        let mut entries = self.pattern.entries.iter();
        entries.find(|entry| entry.key == name)
    }

    fn tracker(&self, title: &str, sheets: &[Sheet]) -> Tracker {
        Tracker {
            title: format!("{title}, tracker for {}", self.quarter),
            organisation: self.office.board.organisation.name.clone(),
            instructions: paragraphs(INSTRUCTIONS),
            facts: vec![("Quarter".to_owned(), self.quarter.to_string())],
            sheets: sheets.iter().map(|sheet| sheet.made.clone()).collect(),
            glossary: Some(Vec::new()),
            footnotes: Some(Vec::new()),
            others: Vec::new(),
        }
    }

    fn begins(&self, sheets: &[Sheet]) -> Option<String> {
        let mut filled = sheets.iter().filter(|sheet| !sheet.made.rows.is_empty());
        filled.find_map(|sheet| sheet.begins.clone())
    }

    /// Writes the paper's file; gives back what of the other's is left out too.
    fn paper(&self, shown: &str, tracker: &str, sheets: &[Sheet]) -> (String, Vec<String>) {
        let kind = &self.pattern.paper.kind;
        let anew = self.anew();
        let mut file = PaperFile::new(&schema_line(shown, &kind.name));
        let mut left = Vec::new();
        for entry in &self.pattern.entries {
            match &entry.node.value {
                _ if kind.tables.contains_key(&entry.key) => {
                    if !sheets.iter().any(|sheet| sheet.table == entry.key) {
                        left.push(entry.key.clone());
                    }
                }
                NodeValue::Table(inner) if entry.key == "wording" => {
                    file.table(&entry.key, parts(inner));
                }
                NodeValue::Table(inner) => {
                    for part in inner {
                        let name = format!("{}.{}", entry.key, part.key);
                        put(&mut file, &name, anew.follows(&name, &part.node), &mut left);
                    }
                }
                _ => put(
                    &mut file,
                    &entry.key,
                    anew.follows(&entry.key, &entry.node),
                    &mut left,
                ),
            }
        }
        for (name, value) in &anew.values {
            let group = name.split('.').next().unwrap_or(name);
            if self.entry(group).is_none() {
                file.field(name, value.clone());
            }
        }
        sheets
            .iter()
            .for_each(|sheet| sheet.put(&mut file, tracker));
        // What follows the last table stands apart from it.
        let text = file.text().replace("\n# Once", "\n\n# Once");
        (text, left)
    }

    /// Lists what the new paper says of itself.
    fn anew(&self) -> Anew<'_> {
        let kind = &self.pattern.paper.kind;
        let mut values: Vec<(String, FileValue)> = Vec::new();
        let mut add = |name: &str, value: FileValue| values.push((name.to_owned(), value));
        if let Some((number, name)) = kind.subject() {
            add(number, self.number(number));
            add(name, self.new.name.as_str().into());
        }
        let is_later = self.pattern.paper.quarter() != Some(self.quarter);
        if is_later {
            let quarter = self.quarter.file_form();
            let fields = kind.fields.iter();
            let quarters =
                fields.filter(|(_, field)| field.of_type == crate::model::ValueType::Quarter);
            quarters.for_each(|(name, _)| add(name, quarter.as_str().into()));
        }
        if let Some(label) = self.label() {
            add("label", label.into());
        }
        add("version", "Draft".into());
        let key = kind.tables.iter().find(|(name, _)| begins_with(kind, name));
        let field = key.and_then(|(_, table)| table.key.as_ref());
        if let (Some(key), Some(field)) = (self.key, field) {
            add(field, key.name.as_str().into());
        }
        Anew {
            kind,
            values,
            old: (&self.old.1, &self.old.0),
            is_later,
        }
    }

    /// Returns the number as the other paper types its own: a number, or text.
    fn number(&self, field: &str) -> FileValue {
        let (group, part) = field.split_once('.').unwrap_or(("", field));
        let typed = self.entry(group).and_then(|entry| match &entry.node.value {
            NodeValue::Table(parts) => parts.iter().find(|entry| entry.key == part),
            _ => None,
        });
        let is_whole = typed.is_some_and(|entry| matches!(entry.node.value, NodeValue::Integer(_)));
        match self.new.number.parse::<i64>() {
            Ok(number) if is_whole => number.into(),
            _ => self.new.number.as_str().into(),
        }
    }

    fn label(&self) -> Option<String> {
        let of = |quarter| {
            let papers = self.pattern.of_quarter(quarter);
            let labelled = papers.filter_map(|(paper, number)| {
                let label = paper.fields.get("label")?.value.plain();
                Some(Labelled { number, label })
            });
            labelled.collect::<Vec<_>>()
        };
        let mut neighbours = of(self.quarter);
        if neighbours.is_empty() {
            neighbours = of(self.pattern.paper.quarter()?);
        }
        label(&neighbours, &self.new.number)
    }
}

/// Puts a field where it follows, or takes down that it was left out.
fn put(file: &mut PaperFile, name: &str, follows: Follows, left: &mut Vec<String>) {
    match follows {
        Follows::Kept(value) | Follows::Anew(value) => {
            file.field(name, value);
        }
        Follows::Left => left.push(name.to_owned()),
    }
}
