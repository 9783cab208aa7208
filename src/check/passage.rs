//! The passages of a paper: every line of text that somebody typed, with its place and what it is.

use std::ops::Range;

use crate::diagnostic::{About, Code, Diagnostic, Diagnostics, Excerpt};
use crate::model::{
    Block, Body, Cell, Inline, Origin, Paper, Part, RichText, Row, Table, TableKind, Value,
    ValueType, plain,
};

use super::typed::Typed;

/// What a line of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// A paragraph, or a value that is one line.
    Paragraph,
    /// A heading, with its rank where it has one.
    Heading(Option<u8>),
    /// An item of a list; one paragraph of it, where it has several.
    Item,
    /// A paragraph of a quotation.
    Quote,
    /// A cell of a table that stands in a text.
    Cell,
    /// The words of a picture, table or chart.
    Caption,
}

/// What a passage belongs to.
#[derive(Clone, Copy, Debug)]
pub enum Home<'a> {
    /// A field of the paper, by its name.
    Field(&'a str),
    /// A cell of a table.
    Cell(Spot<'a>),
    /// A footnote, or a term of the glossary.
    Note(&'a crate::model::Note),
    /// A phrase of the paper's own wording, by its name; it may have places for computed words.
    Phrase(&'a str),
    /// What stands above the headings of a tracker: it is not printed.
    Above,
}

/// A cell's row, column and table.
#[derive(Clone, Copy, Debug)]
pub struct Spot<'a> {
    /// The table's name.
    pub table: &'a str,
    /// The table's description.
    pub kind: &'a TableKind,
    /// The table.
    pub rows: &'a Table,
    /// The row.
    pub row: &'a Row,
    /// The row's position, from 0.
    pub position: usize,
    /// The column's name.
    pub column: &'a str,
}

/// A line of text that somebody typed.
#[derive(Clone, Debug)]
pub struct Passage<'a> {
    /// The words, without looks and note marks, as checks read them: with plain spaces and hyphens.
    pub text: String,
    /// The words as they were typed, where these have other signs.
    pub typed: Option<Box<Typed>>,
    /// The line with its looks and marks; none where the value is plain text.
    pub inline: &'a [Inline],
    /// What the line is.
    pub line: Line,
    /// What type of value it stands in.
    pub of_type: ValueType,
    /// What it belongs to.
    pub home: Home<'a>,
    /// Where it stands.
    pub origin: &'a Origin,
}

/// Lists the passages of a paper: fields, tables row by row, notes, the paper's own phrases, what stands above tables.
pub fn passages(paper: &Paper) -> Vec<Passage<'_>> {
    let mut all = Vec::new();
    for (name, cell) in &paper.fields {
        let of_type = paper.kind.fields.get(name);
        let of_type = of_type.map_or(ValueType::Text, |field| field.of_type);
        add(cell, of_type, Home::Field(name), &mut all);
    }
    for (name, table) in &paper.tables {
        let Some(kind) = paper.kind.tables.get(name) else {
            continue;
        };
        rows(name, kind, table, &mut all);
        all.extend(table.above.iter().map(|phrase| Passage {
            text: phrase.text.clone(),
            typed: None,
            inline: &[],
            line: Line::Paragraph,
            of_type: ValueType::Text,
            home: Home::Above,
            origin: &phrase.origin,
        }));
    }
    all.extend(paper.notes.iter().map(|note| Passage {
        text: plain(&note.text),
        typed: None,
        inline: &note.text,
        line: Line::Paragraph,
        of_type: ValueType::RichText,
        home: Home::Note(note),
        origin: &note.origin,
    }));
    all.extend(paper.wording.iter().map(|(name, phrase)| Passage {
        text: phrase.text.clone(),
        typed: None,
        inline: &[],
        line: Line::Paragraph,
        of_type: ValueType::Text,
        home: Home::Phrase(name),
        origin: &phrase.origin,
    }));
    all.iter_mut().for_each(Passage::read_plainly);
    all
}

fn rows<'a>(name: &'a str, kind: &'a TableKind, table: &'a Table, all: &mut Vec<Passage<'a>>) {
    for (position, row) in table.rows.iter().enumerate() {
        for (column, cell) in &row.cells {
            let spot = Spot {
                table: name,
                kind,
                rows: table,
                row,
                position,
                column,
            };
            let of_type = kind.columns.get(column);
            let of_type = of_type.map_or(ValueType::Text, |column| column.of_type);
            add(cell, of_type, Home::Cell(spot), all);
        }
    }
}

fn add<'a>(cell: &'a Cell, of_type: ValueType, home: Home<'a>, all: &mut Vec<Passage<'a>>) {
    let passage = |(line, inline): (Line, &'a [Inline]), origin: &'a Origin| Passage {
        text: plain(inline),
        typed: None,
        inline,
        line,
        of_type,
        home,
        origin,
    };
    match &cell.value {
        Value::Rich(rich) => {
            let mut lines = Vec::new();
            rich_lines(rich, Line::Paragraph, &mut lines);
            all.extend(lines.into_iter().map(|line| passage(line, &cell.origin)));
        }
        Value::Body(Body(parts)) => {
            for part in parts {
                let lines = part_lines(part).into_iter();
                all.extend(lines.map(|(line, origin)| passage(line, origin)));
            }
        }
        Value::Text(text) => all.push(Passage {
            text: text.clone(),
            ..passage((Line::Paragraph, &[]), &cell.origin)
        }),
        _ => {}
    }
}

/// Lists the lines of a part of a text, each with its place.
fn part_lines(part: &Part) -> Vec<((Line, &[Inline]), &Origin)> {
    let mut lines = Vec::new();
    block_lines(&part.block, Line::Paragraph, &mut lines);
    let last = part.places.last();
    let places = part.places.iter().chain(std::iter::repeat_with(|| {
        last.expect("every part has a place")
    }));
    let rank = |line| match line {
        Line::Heading(_) => Line::Heading(part.level),
        other => other,
    };
    let lines = lines.into_iter().map(|(line, inline)| (rank(line), inline));
    lines.zip(places).collect()
}

fn rich_lines<'a>(rich: &'a RichText, line: Line, to: &mut Vec<(Line, &'a [Inline])>) {
    rich.0.iter().for_each(|block| block_lines(block, line, to));
}

/// Adds the lines of a block in the order of [`Block::visit`].
fn block_lines<'a>(block: &'a Block, line: Line, to: &mut Vec<(Line, &'a [Inline])>) {
    match block {
        Block::Paragraph { of } => to.push((line, of)),
        Block::Heading { of } => to.push((Line::Heading(None), of)),
        Block::Bullets { of } | Block::Numbers { of, .. } | Block::Letters { of, .. } => {
            of.iter().for_each(|item| rich_lines(item, Line::Item, to));
        }
        Block::Quote { of } => rich_lines(of, Line::Quote, to),
        Block::Table(grid) => {
            let caption = grid.caption.iter().map(|line| (Line::Caption, &line[..]));
            let rest = grid.lines().skip(usize::from(grid.caption.is_some()));
            to.extend(caption.chain(rest.map(|line| (Line::Cell, &line[..]))));
        }
        Block::Figure(picture) => {
            to.extend(
                picture
                    .caption
                    .iter()
                    .map(|line| (Line::Caption, &line[..])),
            );
        }
        Block::Chart(_) => {}
    }
}

impl<'a> Passage<'a> {
    /// Returns the cell that it stands in, where it stands in one.
    pub fn spot(&self) -> Option<&Spot<'a>> {
        match &self.home {
            Home::Cell(spot) => Some(spot),
            _ => None,
        }
    }

    /// Returns whether it is prose that officers write: rich text or a text of its own, in no note.
    pub fn is_prose(&self) -> bool {
        let prose = [ValueType::RichText, ValueType::Body].contains(&self.of_type);
        prose && !matches!(self.home, Home::Note(_))
    }

    /// Returns whether it stands in the column that says how a row goes.
    pub fn is_update(&self) -> bool {
        self.spot()
            .is_some_and(|spot| spot.kind.update() == Some(spot.column))
    }

    /// Returns whether readers of the paper see it.
    pub fn is_printed(&self) -> bool {
        match self.home {
            Home::Above => false,
            Home::Note(note) => note.number.is_some(),
            _ => true,
        }
    }

    /// Reports a problem with some of its words, which are shown with a caret below them; `words` is in bytes.
    ///
    /// Both the words that are shown and the message quote them as they were typed, so that whoever looks for them finds them.
    pub fn report<'d>(
        &self,
        code: Code,
        words: Range<usize>,
        message: impl Into<String>,
        out: &'d mut Diagnostics,
    ) -> &'d mut Diagnostic {
        let message = self.in_own_words(message.into(), &words);
        let problem = out.add(code, self.origin.clone(), message);
        problem.excerpt = Some(Excerpt::of(self.as_typed(), self.typed_at(&words)));
        problem.about = self.spot().map(Spot::about);
        problem
    }
}

impl Spot<'_> {
    /// Returns what messages call the row, and who leads it.
    pub fn about(&self) -> About {
        about(self.table, self.kind, self.row)
    }
}

/// Returns what messages call a row, such as deliverable `5C01`, and who leads it.
pub fn about(table: &str, kind: &TableKind, row: &Row) -> About {
    let names = [ValueType::Person, ValueType::Organisation];
    let lead = names.iter().find_map(|of_type| {
        let value = row.value(kind.column_of(*of_type)?)?;
        Some(value.plain().trim().to_owned()).filter(|name| !name.is_empty())
    });
    About {
        line: called(table, row),
        lead,
    }
}

/// Returns what messages call a row: deliverable `5C01`.
pub fn called(table: &str, row: &Row) -> String {
    let one = table.strip_suffix('s').unwrap_or(table);
    format!("{one} `{}`", row.label)
}
