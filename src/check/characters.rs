//! Characters that no font has: on paper they would be empty boxes.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostics};
use crate::model::{
    Block, Board, Cell, Inline, Mark, Origin, Paper, Part, StatusKey, Table, Value,
};

/// Reports each character of a paper that cannot be printed.
pub fn check(paper: &Paper, covered: &dyn Fn(char) -> bool, out: &mut Diagnostics) {
    let cells = paper.cells().flat_map(texts);
    let headings = paper
        .tables
        .values()
        .flat_map(|table| headings(table, paper));
    let keys = paper.tables.values().filter_map(|table| table.key.as_ref());
    let keys = keys.map(|key| (words_of(key), key.origin.clone()));
    let office = office(&paper.board).into_iter();
    let phrases = paper.board.wording.values().chain(paper.wording.values());
    let phrases = phrases.map(|phrase| (phrase.text.clone(), phrase.origin.clone()));
    for (text, origin) in cells
        .chain(headings)
        .chain(keys)
        .chain(office)
        .chain(phrases)
    {
        report(&text, &origin, covered, out);
    }
}

fn report(text: &str, origin: &Origin, covered: &dyn Fn(char) -> bool, out: &mut Diagnostics) {
    let lacking: BTreeSet<char> = text
        .chars()
        .filter(|c| is_drawn(*c) && !covered(*c))
        .collect();
    // One picture may be written with several characters: that is one fault.
    let named = lacking
        .iter()
        .map(|c| format!("`{c}` (U+{:04X})", u32::from(*c)));
    let named: Vec<String> = named.collect();
    let message = match named.as_slice() {
        [] => return,
        [one] => format!("no font has the character {one}"),
        several => format!("no font has the characters {}", several.join(", ")),
    };
    out.add(Code::CellText, origin.clone(), message)
        .hint("write it in another way, or put a font that has it into `data/fonts`");
}

/// A tracker's headings have no place of their own here: that of the first cell below them is near.
fn headings<'a>(table: &'a Table, paper: &'a Paper) -> impl Iterator<Item = (String, Origin)> + 'a {
    let first = |name: &str| table.rows.iter().find_map(|row| row.cells.get(name));
    table.columns.iter().map(move |column| {
        let near = first(&column.name).map(|cell| cell.origin.clone());
        let place = near.unwrap_or_else(|| Origin::file(paper.file.as_str()));
        (column.heading.clone(), place)
    })
}

fn words_of(key: &StatusKey) -> String {
    let steps = key.steps.iter();
    steps
        .map(|step| format!("{} {} {} ", step.code, step.label, step.meaning))
        .collect()
}

fn office(board: &Board) -> Option<(String, Origin)> {
    let organisation = &board.organisation;
    let strapline = organisation.strapline.as_deref().unwrap_or_default();
    Some((
        format!("{} {strapline}", organisation.name),
        Origin::file("data/board.toml"),
    ))
}

/// Returns the texts of a cell, each with its place.
fn texts(cell: &Cell) -> Vec<(String, Origin)> {
    let own = |text| vec![(text, cell.origin.clone())];
    match &cell.value {
        Value::Rich(rich) => {
            let mut all = String::new();
            rich.visit(&mut |line| gather(line, &mut all));
            own(all)
        }
        Value::Body(body) => body.0.iter().flat_map(of_part).collect(),
        other => own(other.plain()),
    }
}

fn of_part(part: &Part) -> Vec<(String, Origin)> {
    let mut texts = Vec::new();
    part.visit(&mut |line, place| {
        let mut all = String::new();
        gather(line, &mut all);
        texts.push((all, place.clone()));
    });
    if let Block::Chart(chart) = &part.block {
        let names = chart.series.iter().map(|series| &series.name);
        let shown = chart.series.iter().flat_map(|series| &series.shown);
        let words = [&chart.title, &chart.unit].into_iter();
        let words = words.chain(&chart.caption).chain(&chart.categories);
        let all: Vec<&str> = words
            .chain(names)
            .chain(shown)
            .map(String::as_str)
            .collect();
        texts.push((all.join(" "), part.place().clone()));
    }
    texts
}

/// Takes the words of notes too, which are no part of the line itself.
fn gather(line: &[Inline], all: &mut String) {
    for piece in line {
        match piece {
            Inline::Text(text) => all.push_str(text),
            Inline::Mark(Mark::Note { of: Some(of), .. }) => gather(of, all),
            Inline::Mark(mark) => gather(mark.of().unwrap_or_default(), all),
        }
    }
}

/// Leaves out what typesetters take as a sign to themselves: spaces, joiners, hyphenation points.
fn is_drawn(c: char) -> bool {
    !c.is_whitespace() && !matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}')
}
