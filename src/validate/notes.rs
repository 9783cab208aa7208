//! Notes: marks find their texts, terms are explained where they are first used, numbers follow the reader's eye.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;

use crate::diagnostic::{Code, Diagnostics, suggest};
use crate::model::{Block, Inline, Mark, Origin, Paper, Part, RichText, Table, Value};

use super::note_pattern::NotePattern;
use super::note_texts::{NoteText, same_texts};

/// The table that notes stand in.
pub const FOOTNOTES: &str = "footnotes";
const GLOSSARY: &str = "glossary";

/// The notes of a paper before they are cited.
pub struct Notes {
    /// The notes by folded mark, and their numbers once they are cited.
    notes: IndexMap<String, Note>,
    pattern: NotePattern,
    next: u32,
    /// Where marks stand, if that is known better than by the line of their text.
    marks: BTreeMap<String, Origin>,
    /// Notes, by folded mark, that a misspelt mark probably means: one slip is told once.
    meant: BTreeSet<String>,
}

struct Note {
    mark: String,
    text: Vec<Inline>,
    origin: Origin,
    is_term: bool,
    number: Option<u32>,
}

impl Notes {
    /// Takes footnotes and glossary out of a paper's tables; `marks` tells where marks stand, by the folded mark.
    pub fn take(
        tables: &mut IndexMap<String, Table>,
        marks: BTreeMap<String, Origin>,
        out: &mut Diagnostics,
    ) -> Self {
        let mut notes = IndexMap::new();
        for (table, is_term) in [(FOOTNOTES, false), (GLOSSARY, true)] {
            for row in tables
                .shift_remove(table)
                .map(|table| table.rows)
                .unwrap_or_default()
            {
                let mut cells = row.cells.into_values();
                let (Some(mark), Some(text)) = (cells.next(), cells.next()) else {
                    continue;
                };
                let note = Note::new(&mark.value.plain(), text.value, mark.origin, is_term);
                add(&mut notes, note, out);
            }
        }
        let texts = notes.values().map(Note::compared);
        same_texts(&texts.collect::<Vec<_>>(), out);
        let terms = notes
            .values()
            .filter(|note: &&Note| note.is_term)
            .map(|note| note.mark.as_str());
        let pattern = NotePattern::new(terms.collect());
        notes.values().for_each(|note| note.check(&pattern, out));
        Self {
            notes,
            pattern,
            next: 1,
            marks,
            meant: BTreeSet::new(),
        }
    }

    /// Numbers the notes along the paper, and reports marks without note and notes without mark.
    ///
    /// Returns all notes, cited or not.
    pub fn number(
        mut self,
        paper: &mut Paper,
        incomplete: bool,
        out: &mut Diagnostics,
    ) -> Vec<crate::model::Note> {
        for part in paper.kind.order.clone() {
            if let Some(table) = paper.tables.get_mut(&part) {
                let cells = table.rows.iter_mut().flat_map(|row| row.cells.values_mut());
                cells.for_each(|cell| self.cite_value(&mut cell.value, &cell.origin, out));
            } else if let Some(cell) = paper.fields.get_mut(&part) {
                self.cite_value(&mut cell.value, &cell.origin, out);
            }
        }
        if !incomplete {
            self.say_uncited(out);
        }
        self.notes.into_values().map(Note::whole).collect()
    }

    fn say_uncited(&self, out: &mut Diagnostics) {
        let uncited = |note: &&Note| note.number.is_none() && !note.is_term;
        let meant = |note: &&Note| self.meant.contains(&note.mark.to_lowercase());
        for note in self.notes.values().filter(uncited) {
            if meant(&note) {
                continue;
            }
            out.add(
                Code::NoteUncited,
                note.origin.clone(),
                format!("the note `{}` is never cited", note.mark),
            )
            .hint(format!(
                "put `[^{}]` where it belongs, or delete the note",
                note.mark
            ));
        }
    }

    fn cite_value(&mut self, value: &mut Value, origin: &Origin, out: &mut Diagnostics) {
        match value {
            Value::Rich(rich) => self.cite_blocks(rich, origin, out),
            Value::Body(body) => body.0.iter_mut().for_each(|part| self.cite_part(part, out)),
            Value::Text(text) => self.refuse_marks(text, origin, out),
            _ => {}
        }
    }

    /// A line of plain text, such as a name, has no room for a note.
    fn refuse_marks(&self, text: &str, origin: &Origin, out: &mut Diagnostics) {
        for mark in self
            .pattern
            .captures_iter(text)
            .filter_map(|found| found.get(1))
        {
            let message = format!(
                "the mark `[^{}]` stands where no note can be",
                mark.as_str()
            );
            out.add(Code::NotePlace, origin.clone(), message)
                .hint("cite the note in a title, an update or another text");
        }
    }

    fn cite_part(&mut self, part: &mut Part, out: &mut Diagnostics) {
        let terms = !matches!(part.block, Block::Heading { .. });
        part.visit_mut(&mut |line, place| {
            *line = self.cite_line(std::mem::take(line), terms, place, out);
        });
    }

    fn cite_blocks(&mut self, rich: &mut RichText, origin: &Origin, out: &mut Diagnostics) {
        for block in &mut rich.0 {
            match block {
                Block::Paragraph { of } => {
                    *of = self.cite_line(std::mem::take(of), true, origin, out)
                }
                // A term in a sub-heading waits for its first use in a text.
                Block::Heading { of } => {
                    *of = self.cite_line(std::mem::take(of), false, origin, out)
                }
                Block::Bullets { of } | Block::Numbers { of, .. } => {
                    of.iter_mut()
                        .for_each(|item| self.cite_blocks(item, origin, out));
                }
                other => other.visit_mut(&mut |line| {
                    *line = self.cite_line(std::mem::take(line), true, origin, out);
                }),
            }
        }
    }

    fn cite_line(
        &mut self,
        line: Vec<Inline>,
        terms: bool,
        origin: &Origin,
        out: &mut Diagnostics,
    ) -> Vec<Inline> {
        let mut cited = Vec::new();
        for piece in line {
            match piece {
                Inline::Text(text) => self.cite_text(&text, terms, origin, &mut cited, out),
                Inline::Mark(mut mark) => {
                    let linked = matches!(
                        mark,
                        Mark::Link { .. } | Mark::See { .. } | Mark::Refer { .. }
                    );
                    if let Some(of) = mark.of_mut() {
                        *of = self.cite_line(std::mem::take(of), terms && !linked, origin, out);
                    }
                    cited.push(Inline::Mark(mark));
                }
            }
        }
        cited
    }

    fn cite_text(
        &mut self,
        text: &str,
        terms: bool,
        origin: &Origin,
        to: &mut Vec<Inline>,
        out: &mut Diagnostics,
    ) {
        let pattern = self.pattern.clone();
        let mut from = 0;
        for found in pattern.captures_iter(text) {
            let whole = found.get(0).expect("a match");
            let (note, keep) = match found.get(1) {
                Some(mark) => (self.cite(mark.as_str(), origin, out), whole.start()),
                None if terms => (self.explain(whole.as_str()), whole.end()),
                None => (None, whole.end()),
            };
            let Some(note) = note else { continue };
            let before = &text[from..keep];
            let before = if found.get(1).is_some() {
                before.trim_end()
            } else {
                before
            };
            push_text(to, before);
            to.push(Inline::Mark(note));
            from = whole.end();
        }
        push_text(to, &text[from..]);
    }

    /// Cites the note of a typed mark.
    fn cite(&mut self, mark: &str, origin: &Origin, out: &mut Diagnostics) -> Option<Mark> {
        let folded = mark.to_lowercase();
        if !self.notes.contains_key(&folded) {
            let place = self.marks.get(&folded).unwrap_or(origin);
            let problem = out.add(
                Code::NoteMissing,
                place.clone(),
                format!("the mark `[^{mark}]` has no note"),
            );
            match suggest(mark, self.notes.values().map(|note| note.mark.as_str())) {
                Some(near) => {
                    self.meant.insert(near.to_lowercase());
                    problem.hint(format!("did you mean `[^{near}]`?"))
                }
                None => problem.hint(format!(
                    "add the note, as in `[footnotes]` with `{mark} = \"…\"`"
                )),
            };
            return None;
        }
        Some(self.numbered(&folded))
    }

    /// Explains a term at its first use.
    fn explain(&mut self, found: &str) -> Option<Mark> {
        let folded = found.to_lowercase();
        let name = [
            folded.as_str(),
            folded.trim_end_matches('s'),
            folded.trim_end_matches("'s"),
            folded.trim_end_matches("’s"),
        ]
        .into_iter()
        .find(|name| self.notes.get(*name).is_some_and(|note| note.is_term))?
        .to_owned();
        self.notes[&name]
            .number
            .is_none()
            .then(|| self.numbered(&name))
    }

    fn numbered(&mut self, folded: &str) -> Mark {
        let next = self.next;
        let note = self.notes.get_mut(folded).expect("callers looked it up");
        if let Some(number) = note.number {
            return Mark::Note { number, of: None };
        }
        note.number = Some(next);
        self.next += 1;
        Mark::Note {
            number: next,
            of: Some(note.text.clone()),
        }
    }
}

impl Note {
    /// Returns what other notes are compared with.
    fn compared(&self) -> NoteText<'_> {
        NoteText {
            mark: &self.mark,
            text: crate::model::plain(&self.text),
            is_term: self.is_term,
            origin: &self.origin,
        }
    }

    /// Returns the note as papers keep it.
    fn whole(self) -> crate::model::Note {
        crate::model::Note {
            mark: self.mark,
            text: self.text,
            is_term: self.is_term,
            number: self.number,
            origin: self.origin,
        }
    }

    /// Reports what can never be cited, and notes that cite others.
    fn check(&self, pattern: &NotePattern, out: &mut Diagnostics) {
        if !self.is_term && self.mark.contains(char::is_whitespace) {
            out.add(
                Code::NotePlace,
                self.origin.clone(),
                format!("the mark `{}` has a space: no text can cite it", self.mark),
            )
            .hint("write marks as one word, such as `lease` or `2`");
        }
        let text = crate::model::plain(&self.text);
        for mark in pattern
            .captures_iter(&text)
            .filter_map(|found| found.get(1))
        {
            out.add(
                Code::NotePlace,
                self.origin.clone(),
                format!("the mark `[^{}]` stands in a note", mark.as_str()),
            )
            .hint("a note cannot have notes: write what it says in full");
        }
    }

    fn new(mark: &str, text: Value, origin: Origin, is_term: bool) -> Self {
        let text = match text {
            Value::Rich(rich) => rich.into_line(),
            other => vec![Inline::Text(other.plain())],
        };
        let explained = is_term.then(|| Inline::Text(format!("{mark}: ")));
        let text = explained.into_iter().chain(text).collect();
        Self {
            mark: mark.to_owned(),
            text,
            origin,
            is_term,
            number: None,
        }
    }
}

fn add(notes: &mut IndexMap<String, Note>, note: Note, out: &mut Diagnostics) {
    let folded = note.mark.to_lowercase();
    match notes.get(&folded) {
        Some(first) => {
            out.add(
                Code::NoteTwice,
                note.origin.clone(),
                format!("two notes have the mark `{}`", note.mark),
            )
            .hint(format!(
                "the other stands in {}: delete one, or give it another mark",
                first.origin
            ));
        }
        None => {
            notes.insert(folded, note);
        }
    }
}

fn push_text(to: &mut Vec<Inline>, text: &str) {
    if !text.is_empty() {
        to.push(Inline::Text(text.to_owned()));
    }
}
