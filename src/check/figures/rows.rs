//! The rows of a paper as figures speak of them: how many there are, and how many of each step.

use std::collections::BTreeSet;

use crate::model::{Paper, Phrase, StatusKey, Table, Tally, ValueType, plain_signs};

/// The tables of a paper whose rows have statuses.
pub struct Rows<'a> {
    /// The paper.
    pub paper: &'a Paper,
    /// The tables.
    pub tables: Vec<Counted<'a>>,
}

/// A table whose rows have statuses.
pub struct Counted<'a> {
    /// What one of its rows is called.
    pub one: String,
    /// What its rows are called.
    pub many: String,
    /// The key of its statuses.
    pub key: &'a StatusKey,
    /// The rows by their steps.
    pub tally: Tally,
    /// How many rows it has, with a status or without.
    pub rows: usize,
    /// What stands above its headings.
    pub above: &'a [Phrase],
    names: Vec<Name<'a>>,
    /// Whether what rows or steps are called may begin with a byte.
    firsts: [bool; 256],
}

/// A name of a step.
#[derive(Clone, Debug, PartialEq)]
pub struct Name<'a> {
    /// The name, with plain spaces and hyphens.
    pub text: String,
    /// The step's code.
    pub code: &'a str,
    /// Whether it can be told without more words: a label or a code, and no alias such as "near".
    pub is_plain: bool,
}

impl<'a> Rows<'a> {
    /// Counts the rows of a paper; none where some cannot be counted, which makes right figures look wrong.
    pub fn of(paper: &'a Paper) -> Self {
        let tables = paper.tables.iter();
        let counted = tables.filter_map(|(name, table)| Counted::of(name, table));
        let mut tables: Vec<Counted<'a>> = counted.collect();
        if !paper
            .tables
            .iter()
            .all(|(name, table)| is_sure(paper, name, table))
        {
            tables.clear();
        }
        Self { paper, tables }
    }

    /// Returns whether numbers and words are written as in the United Kingdom.
    pub fn is_british(&self) -> bool {
        let language = self.paper.board.organisation.language.to_lowercase();
        ["en", "cy", "gd"]
            .iter()
            .any(|known| language.starts_with(known))
            && language != "en-us"
    }
}

impl<'a> Counted<'a> {
    fn of(name: &str, table: &'a Table) -> Option<Self> {
        let key = table.key.as_ref()?;
        let many = name.replace('-', " ").to_lowercase();
        let mut names: Vec<Name<'a>> = key.steps.iter().flat_map(names).collect();
        // The longest name comes first: "very good" before "very".
        names.sort_by_key(|name| std::cmp::Reverse(name.text.len()));
        let texts = names.iter().map(|name| &*name.text);
        let one = many.strip_suffix('s').unwrap_or(&many).to_owned();
        let mut firsts = [false; 256];
        for first in texts
            .chain([&*one, &many])
            .filter_map(|text| text.bytes().next())
        {
            firsts[usize::from(first.to_ascii_lowercase())] = true;
            firsts[usize::from(first.to_ascii_uppercase())] = true;
        }
        Some(Self {
            firsts,
            one,
            many,
            key,
            tally: table.tally()?,
            rows: table.rows.len(),
            above: &table.above,
            names,
        })
        .filter(|table| table.tally.total > 0)
    }

    /// Returns whether a sentence may speak of the rows or of one of the steps: most with a figure do not.
    pub fn may_be_in(&self, sentence: &str) -> bool {
        let bytes = sentence.as_bytes();
        let is_apart = |at: usize| at == 0 || !bytes[at - 1].is_ascii_alphanumeric();
        (0..bytes.len()).any(|at| {
            self.firsts[usize::from(bytes[at])] && is_apart(at) && self.may_begin(&bytes[at..])
        })
    }

    fn may_begin(&self, text: &[u8]) -> bool {
        let begins = |word: &str| {
            let start = text.get(..word.len());
            start.is_some_and(|start| start.eq_ignore_ascii_case(word.as_bytes()))
        };
        let is_whole = |name: &Name<'_>| {
            let is_cased = name.text.len() > 2 || text.starts_with(name.text.as_bytes());
            let around = text.get(name.text.len() - 1..=name.text.len());
            let goes_on = |around: &[u8]| around.iter().all(u8::is_ascii_alphanumeric);
            is_cased && !around.is_some_and(goes_on)
        };
        let mut names = self.names.iter();
        begins(&self.one) || names.any(|name| begins(&name.text) && is_whole(name))
    }

    /// Returns the step whose name a text begins with, and how long the name is.
    pub fn step_at(&self, text: &str) -> Option<&Name<'a>> {
        self.names.iter().find(|name| name.begins(text))
    }

    /// Returns the step whose name a text ends with.
    pub fn step_behind(&self, text: &str) -> Option<&Name<'a>> {
        self.names.iter().find(|name| {
            let from = text.len().checked_sub(name.text.len());
            let from = from.filter(|from| text.is_char_boundary(*from));
            from.is_some_and(|from| {
                let before = text[..from].chars().next_back();
                name.begins(&text[from..])
                    && before.is_none_or(|c| !c.is_alphanumeric() && c != '-')
            })
        })
    }

    /// Counts the rows of a step.
    pub fn count(&self, code: &str) -> u64 {
        self.tally
            .steps
            .get(code)
            .map_or(0, |step| step.count as u64)
    }

    /// Returns the label of a step, as readers see it.
    pub fn label(&self, code: &str) -> &'a str {
        self.key
            .by_code(code)
            .map_or("", |step| step.label.as_str())
    }

    /// Returns whether a number is that of all rows, or of all that percentages are taken of.
    pub fn is_whole(&self, number: u64) -> bool {
        [self.tally.total, self.tally.base, self.rows]
            .iter()
            .any(|rows| *rows as u64 == number)
    }
}

/// Returns whether the rows of a table can be counted: each has a status that was read, and none stands there twice.
fn is_sure(paper: &Paper, name: &str, table: &Table) -> bool {
    let statuses = table
        .rows
        .iter()
        .filter(|row| table.status(row).is_some())
        .count();
    if table.key.is_none() || statuses == 0 {
        return true;
    }
    let kind = paper.kind.tables.get(name);
    let column = kind.and_then(|kind| kind.column_of(ValueType::Ref));
    let refs = column.into_iter().flat_map(|column| {
        let values = table.rows.iter().filter_map(move |row| row.value(column));
        values.map(|value| value.plain().to_lowercase())
    });
    let mut seen = BTreeSet::new();
    statuses == table.rows.len() && refs.into_iter().all(|text| seen.insert(text))
}

/// Lists what a step is called: its code, its label in full and in parts, its aliases.
fn names(step: &crate::model::Step) -> Vec<Name<'_>> {
    let name = |text, is_plain| Name {
        text: plain_signs(text).into_owned(),
        code: &step.code,
        is_plain,
    };
    let parts = step.label.split(['(', ')']).map(str::trim);
    let parts = parts.filter(|part| part.len() > 1 && *part != step.label);
    let mut all = vec![
        name(step.label.as_str(), true),
        name(step.code.as_str(), true),
    ];
    all.extend(parts.map(|part| name(part, true)));
    all.extend(step.aliases.iter().map(|alias| name(alias.as_str(), false)));
    all.retain(|name| !name.text.trim().is_empty());
    all
}

impl Name<'_> {
    /// A code of one or two letters is written in capitals: "a" is no amber.
    fn begins(&self, text: &str) -> bool {
        let Some(start) = text.get(..self.text.len()) else {
            return false;
        };
        let same = if self.text.len() < 3 {
            *start == *self.text
        } else {
            start.eq_ignore_ascii_case(&self.text)
        };
        let next = text[self.text.len()..].chars().next();
        same && next.is_none_or(|c| !c.is_alphanumeric() && c != '-')
    }
}
