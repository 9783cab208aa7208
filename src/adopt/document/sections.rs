//! Rows that are not in a table: a heading, a line of facts below it, and the text. So boardpaper itself sets them in Word.

use indexmap::IndexMap;

use crate::load::{Paragraph, Run, TextBlock, TextTable};
use crate::model::{Kind, TableKind, ValueType};
use crate::validate::one_line;

use super::cell_text::{append, plain, plain_run, runs};
use super::grid::Grid;
use super::rows::column_named;
use super::sorter::{Open, Sorter};
use super::{Left, OldRow};

/// What parts the facts of a line.
const BETWEEN: &str = " · ";

/// A row whose text is being read.
#[derive(Clone, Debug)]
pub struct Section {
    /// The rank of its heading.
    rank: u8,
    /// The column that its text goes into.
    into: String,
}

/// The facts of a row: the table they are of, and what each column says with its heading.
pub struct Facts<'a> {
    /// The table's name.
    pub name: &'a str,
    /// Its description.
    pub described: &'a TableKind,
    /// Column, heading and value.
    pub values: Vec<(&'a str, String, String)>,
}

/// Returns the facts that a line tells: `Lead officer: … · RAG: …`, a status among them.
pub fn facts<'a>(line: &str, kind: &'a Kind) -> Option<Facts<'a>> {
    kind.tables.iter().find_map(|(name, described)| {
        let told = |part: &str| {
            let (label, value) = part.split_once(':')?;
            let column = column_named(described, label)?;
            Some((column, label.trim().to_owned(), value.trim().to_owned()))
        };
        let values: Option<Vec<_>> = line.split(BETWEEN).map(told).collect();
        let values = values?;
        let status = described.column_of(ValueType::Status)?;
        values
            .iter()
            .any(|(column, _, _)| *column == status)
            .then_some(Facts {
                name,
                described,
                values,
            })
    })
}

/// Returns the facts below a heading, in the next block that has text.
pub fn below<'a>(heading: &Paragraph, rest: &[TextBlock], kind: &'a Kind) -> Option<Facts<'a>> {
    heading.rank?;
    match rest.iter().find(|block| !block.is_blank())? {
        TextBlock::Paragraph(line) => facts(&one_line(&line.text()), kind),
        TextBlock::Table(_) => None,
    }
}

impl<'a> Sorter<'a> {
    /// Reads a block of a row that is not in a table; tells whether it was one.
    pub fn section(&mut self, block: &TextBlock, rest: &[TextBlock]) -> bool {
        match block {
            TextBlock::Paragraph(paragraph) => self.section_paragraph(paragraph, rest),
            TextBlock::Table(table) => self.section_table(table),
        }
    }

    fn section_paragraph(&mut self, paragraph: &Paragraph, rest: &[TextBlock]) -> bool {
        if let Some(facts) = below(paragraph, rest, self.kind) {
            self.begin(paragraph, facts);
            return true;
        }
        let Some(section) = self.in_section.clone() else {
            return false;
        };
        if paragraph.rank.is_some_and(|rank| rank <= section.rank) {
            self.in_section = None;
            self.open = None;
            return false;
        }
        if !self.facts_told {
            self.facts_told = true;
            return true;
        }
        self.more_of(paragraph, section);
        true
    }

    /// Begins a row with its heading and the facts of the line below.
    fn begin(&mut self, heading: &Paragraph, facts: Facts<'a>) {
        self.end_text();
        let described = facts.described;
        let (number, title) = split(&runs(&[TextBlock::Paragraph(heading.clone())]));
        let mut row: OldRow = IndexMap::new();
        let named = [
            (described.column_of(ValueType::Ref), number),
            (described.title(), title),
        ];
        for (column, text) in named {
            if let Some(column) = column.filter(|_| !text.is_empty()) {
                row.insert(column.to_owned(), text);
            }
        }
        self.open = Some(Open {
            name: facts.name,
            described,
            grid: Grid::default(),
        });
        let status = described.column_of(ValueType::Status);
        let columns: Vec<String> = row.keys().cloned().collect();
        for (column, heading, value) in facts.values {
            let value = if Some(column) == status {
                self.status(&value)
            } else {
                value
            };
            row.insert(column.to_owned(), vec![plain_run(&value)]);
            self.head(facts.name, column, &heading);
        }
        for column in columns {
            let heading = described.columns[&column].headings.first().cloned();
            self.head(facts.name, &column, &heading.unwrap_or_default());
        }
        self.paper
            .tables
            .entry(facts.name.to_owned())
            .or_default()
            .rows
            .push(row);
        let into = described.update().unwrap_or_default().to_owned();
        self.in_section = heading.rank.map(|rank| Section { rank, into });
        self.facts_told = false;
    }

    /// Gives a table a column with its heading.
    fn head(&mut self, table: &str, column: &str, heading: &str) {
        let table = self.paper.tables.entry(table.to_owned()).or_default();
        if table.columns.iter().all(|(known, _)| known != column) {
            table.columns.push((column.to_owned(), heading.to_owned()));
        }
    }

    /// Takes the step out of `G Green – Improved, was Amber`; how it moved is computed anew.
    fn status(&mut self, value: &str) -> String {
        match value.split_once(" – ") {
            Some((status, moved)) => {
                self.paper
                    .left_out
                    .push(Left::new("movement beside a status", moved));
                status.to_owned()
            }
            None => value.to_owned(),
        }
    }

    /// Adds a paragraph to the row: a bold start or a heading that names a column goes on in that column.
    fn more_of(&mut self, paragraph: &Paragraph, mut section: Section) {
        let Some(open) = self.open.clone() else {
            return;
        };
        let mut text = runs(&[TextBlock::Paragraph(paragraph.clone())]);
        let lead = text
            .iter()
            .take_while(|run| run.bold)
            .cloned()
            .collect::<Vec<Run>>();
        let column = column_named(open.described, &plain(&lead))
            .filter(|column| open.described.columns[*column].of_type == ValueType::RichText);
        if let Some(column) = column {
            column.clone_into(&mut section.into);
            text.drain(..lead.len());
            if let Some(first) = text.first_mut() {
                first.text = first.text.trim_start().to_owned();
            }
            self.head(open.name, column, &one_line(&plain(&lead)));
            self.in_section = Some(section.clone());
        }
        self.add_to(&open, &section.into, text, paragraph.item.is_some());
    }

    fn add_to(&mut self, open: &Open<'a>, column: &str, text: Vec<Run>, item: bool) {
        let heading = open
            .described
            .columns
            .get(column)
            .and_then(|column| column.headings.first());
        self.head(open.name, column, &heading.cloned().unwrap_or_default());
        let table = self.paper.tables.entry(open.name.to_owned()).or_default();
        let Some(row) = table.rows.last_mut() else {
            return;
        };
        let before = row.entry(column.to_owned()).or_default();
        if item && !before.is_empty() && !text.is_empty() {
            before.push(plain_run("\n"));
            before.extend(text);
        } else {
            append(before, text);
        }
    }

    /// Reads a table inside a row's text as lines of it.
    fn section_table(&mut self, table: &TextTable) -> bool {
        let Some((section, open)) = self.in_section.clone().zip(self.open.clone()) else {
            return false;
        };
        if self.recognised(table).is_some() {
            self.in_section = None;
            return false;
        }
        let text = runs(&[TextBlock::Table(table.clone())]);
        self.add_to(&open, &section.into, text, false);
        true
    }
}

/// Parts a heading into the ref at its front, where it has one, and the title.
fn split(heading: &[Run]) -> (Vec<Run>, Vec<Run>) {
    let mut title = heading.to_vec();
    title.iter_mut().for_each(|run| run.bold = false);
    let whole = plain(&title);
    let Some((first, _)) = whole.split_once([' ', '\t']) else {
        return (Vec::new(), title);
    };
    let number = first.trim_end_matches(['.', ':', ')']);
    let is_ref = number.chars().any(|c| c.is_ascii_digit()) && number.chars().count() <= 8;
    let own = title.first().is_some_and(|run| run.text.starts_with(first));
    if !is_ref || !own {
        return (Vec::new(), title);
    }
    if let Some(run) = title.first_mut() {
        run.text = run.text[first.len()..].trim_start().to_owned();
    }
    (vec![plain_run(number)], title)
}
