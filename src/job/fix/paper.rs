//! What can be mended in the file of one paper.

use std::collections::BTreeMap;
use std::fs::OpenOptions;
use std::ops::Range;
use std::path::{Path, PathBuf};

use crate::check::Subject;
use crate::diagnostic::Diagnostics;
use crate::door;
use crate::load::{self, Letters, Scalar, Step, Written};
use crate::model::{Kind, Origin, Paper, ValueType};
use crate::validate;

use super::changes::{Change, made};
use super::marks::{Wanted, turned};
use super::spaces::{single, trimmed};
use super::{Fixes, Left, Mended};
use crate::job::{Office, prepare};

/// Tables that a paper may write as a note for each mark.
const NOTES: [&str; 2] = ["footnotes", "glossary"];

/// A paper's file on the way.
pub(super) struct File<'a> {
    shown: String,
    pub(super) text: &'a str,
    pub(super) written: Written,
    pub(super) scalars: Vec<Scalar>,
    pub(super) kind: Kind,
    wanted: Wanted,
    /// Changes in the file, and the values of its TOML as they will be.
    pub(super) changes: Vec<Change>,
    pub(super) values: Vec<(Vec<Step>, String)>,
    left: Vec<Left>,
}

/// Finds what can be mended in a paper; `all` are the papers of the office. One that cannot be read is left to the checks.
pub fn mend(office: &Office, path: &Path, all: &[PathBuf], fixes: &mut Fixes) {
    let Ok(text) = door::text(path) else {
        return;
    };
    let shown = office.shown(path);
    let paper = prepare(office, path, &mut Diagnostics::default()).map(|(paper, _)| paper);
    let Some(mut file) = File::read(office, path, shown, &text, paper.as_ref()) else {
        return;
    };
    file.texts();
    file.body();
    file.refs(path, all);
    file.elsewhere(paper.as_ref());
    let new = file.checked();
    fixes.left.append(&mut file.left);
    if new == text {
        return;
    }
    if is_read_only(path) {
        fixes.left.push(Left {
            place: Origin::file(file.shown),
            why: "the file is read-only: what could be mended in it is left".to_owned(),
        });
    } else {
        let shown = file.shown;
        let path = path.to_owned();
        fixes.files.push(Mended {
            shown,
            path,
            old: text,
            new,
        });
    }
}

/// Returns whether a file is kept from being changed, by its rights or by where it lies. A new file in its place would not
/// need any right to it, so that nothing but this stops one. Opening it changes nothing.
fn is_read_only(path: &Path) -> bool {
    let is_kept = std::fs::metadata(path).is_ok_and(|about| about.permissions().readonly());
    is_kept || OpenOptions::new().write(true).open(path).is_err()
}

impl<'a> File<'a> {
    fn read(
        office: &Office,
        path: &Path,
        shown: String,
        text: &'a str,
        paper: Option<&Paper>,
    ) -> Option<Self> {
        let written = Written::of(text, load::is_markdown(path))?;
        let scalars = load::scalars(&text[written.toml.clone()])?;
        let document = scalars
            .iter()
            .find(|scalar| matches!(&scalar.way[..], [Step::Key(key)] if key == "document"))?;
        let mut unheard = Diagnostics::default();
        let place = Origin::file(shown.as_str());
        let kind = validate::kind(&office.library, document.text.trim(), &place, &mut unheard)?;
        let is_english = office.board.organisation.language.starts_with("en");
        let wanted = paper.filter(|_| is_english);
        let wanted = wanted.map(|paper| Wanted::of(&Subject::new(paper).passages));
        Some(Self {
            shown,
            text,
            written,
            scalars,
            kind,
            wanted: wanted.unwrap_or_default(),
            changes: Vec::new(),
            values: Vec::new(),
            left: Vec::new(),
        })
    }

    /// Mends the texts of the TOML by what they hold.
    fn texts(&mut self) {
        let scalars = std::mem::take(&mut self.scalars);
        for scalar in scalars.iter().filter(|scalar| scalar.is_text) {
            let Some(of_type) = of_type(&scalar.way, &self.kind) else {
                continue;
            };
            let at = self.in_file(&scalar.at);
            let Some(letters) = Letters::read(&self.text[at.clone()], at.start) else {
                continue;
            };
            let found = self.found(&letters.text, of_type, at.start);
            self.take(scalar, &letters, &found);
        }
        self.scalars = scalars;
    }

    /// Mends the text below the head.
    fn body(&mut self) {
        let Some(at) = self.written.body.clone() else {
            return;
        };
        let found = self.found(&self.text[at.clone()], ValueType::Body, at.start);
        let moved = found.into_iter().map(|change| Change {
            at: change.at.start + at.start..change.at.end + at.start,
            with: change.with,
        });
        self.changes.extend(moved);
    }

    /// Finds what is to be mended in a text of a type.
    fn found(&mut self, text: &str, of_type: ValueType, at: usize) -> Vec<Change> {
        match of_type {
            ValueType::Status | ValueType::Ref | ValueType::Choice => trimmed(text),
            ValueType::Person | ValueType::Organisation => single(text),
            ValueType::Text | ValueType::RichText | ValueType::Body => {
                let mut changes = single(text);
                let (turned, left) = turned(text, self.wanted);
                changes.extend(turned);
                if left > 0 {
                    let marks = if left == 1 {
                        "a straight mark is"
                    } else {
                        "straight marks are"
                    };
                    let why = format!("{marks} left: which way they turn is not certain");
                    self.leave(
                        at,
                        why.replace(
                            "they turn",
                            if left == 1 { "it turns" } else { "they turn" },
                        ),
                    );
                }
                changes
            }
            _ => Vec::new(),
        }
    }

    /// Takes changes of a TOML text in, those that the way it is written has room for.
    fn take(&mut self, scalar: &Scalar, letters: &Letters, found: &[Change]) {
        // In files from Windows, line breaks are two letters, which TOML may read as one.
        let unix = |text: &str| text.replace("\r\n", "\n");
        let is_same = letters.text == scalar.text;
        if found.is_empty() || (!is_same && unix(&letters.text) != scalar.text) {
            return;
        }
        let placed = found.iter().map(|change| (change, change.in_file(letters)));
        let placed = placed.filter_map(|(change, placed)| Some((change.clone(), placed?)));
        let (said, placed): (Vec<Change>, Vec<Change>) = placed.unzip();
        let value = made(&letters.text, &said);
        let value = if is_same { value } else { unix(&value) };
        self.values.push((scalar.way.clone(), value));
        self.changes.extend(placed);
    }

    /// Says what would be mended if it did not stand in a workbook or a CSV file.
    fn elsewhere(&mut self, paper: Option<&Paper>) {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for passage in paper
            .map(|paper| Subject::new(paper).passages)
            .unwrap_or_default()
        {
            let is_cell = !matches!(passage.origin, Origin::File { .. } | Origin::Text { .. });
            if is_cell && passage.is_printed() {
                let marks = turned(&passage.text, self.wanted).0.len();
                let found = single(&passage.text).len() + marks;
                if found > 0 {
                    *counts.entry(passage.origin.path().to_owned()).or_default() += found;
                }
            }
        }
        for (file, count) in counts {
            let spots = if count == 1 {
                "1 place".to_owned()
            } else {
                format!("{count} places")
            };
            let why = format!("{spots} to mend: workbooks and CSV files are never rewritten");
            self.left.push(Left {
                place: Origin::file(file),
                why,
            });
        }
    }

    /// Returns the text with all changes, or as it is where it would not say the same otherwise.
    fn checked(&mut self) -> String {
        let new = made(self.text, &self.changes);
        let toml = |text: &str, is_markdown: bool| {
            let written = Written::of(text, is_markdown)?;
            Some(text[written.toml].to_owned())
        };
        let is_markdown = self.written.body.is_some();
        let same = match (toml(self.text, is_markdown), toml(&new, is_markdown)) {
            (Some(old), Some(new)) => load::differ_only_in(&old, &new, &self.values),
            _ => false,
        };
        let lines = |text: &str| text.matches('\n').count();
        if same && lines(self.text) == lines(&new) {
            return new;
        }
        self.leave(
            0,
            "what was to be mended cannot be told apart from the rest of the file".to_owned(),
        );
        self.text.to_owned()
    }

    /// Returns a place of the TOML as a place of the file.
    pub(super) fn in_file(&self, at: &Range<usize>) -> Range<usize> {
        let start = self.written.toml.start;
        start + at.start..start + at.end
    }

    /// Says that something is left as it is.
    pub(super) fn leave(&mut self, at: usize, why: String) {
        let above = &self.text[..at];
        let start = above.rfind('\n').map_or(0, |end| end + 1);
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        self.left.push(Left {
            place: Origin::Text {
                file: self.shown.as_str().into(),
                line: count(above.matches('\n').count() + 1),
                column: count(above[start..].chars().count() + 1),
                length: 1,
            },
            why,
        });
    }
}

/// Finds what a value holds, by the description of its paper; none for what is no text of the paper's.
fn of_type(way: &[Step], kind: &Kind) -> Option<ValueType> {
    match way {
        [Step::Key(field)] => kind.fields.get(field).map(|field| field.of_type),
        [Step::Key(table), Step::Item(_), Step::Key(column)] => {
            let table = kind.tables.get(table)?;
            table.columns.get(column).map(|column| column.of_type)
        }
        [Step::Key(table), Step::Key(mark)] if NOTES.contains(&table.as_str()) => {
            let is_place = ["workbook", "sheet", "columns"].contains(&mark.as_str());
            (!is_place).then_some(ValueType::RichText)
        }
        [Step::Key(group), Step::Key(part)] => {
            let field = kind.fields.get(&format!("{group}.{part}"))?;
            Some(field.of_type)
        }
        _ => None,
    }
}
