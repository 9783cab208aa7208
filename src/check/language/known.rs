//! The words that an office knows, though no dictionary has them.

use std::collections::BTreeSet;

use crate::check::Subject;
use crate::model::{Paper, Phrase, Value, ValueType};

use super::words::{base, straight, words};

/// Lists the words that the office knows: its own, its abbreviations, names of people and organisations, its glossary.
pub fn known(subject: &Subject<'_>) -> BTreeSet<String> {
    let (paper, settings) = (subject.paper, subject.settings);
    let mut known = BTreeSet::new();
    let mut add = |text: &str| {
        let said = words(text)
            .into_iter()
            .map(|word| straight(base(&text[word.at])));
        known.extend(said.map(|word| word.to_lowercase()));
    };
    settings
        .words
        .iter()
        .chain(&settings.abbreviations)
        .for_each(|text| add(text));
    let names = settings.lead_officers.iter().chain(&settings.organisations);
    let terms: Vec<&Phrase> = settings.terms.values().collect();
    names.chain(terms).for_each(|phrase| add(&phrase.text));
    add(&paper.board.organisation.name);
    let terms = paper.notes.iter().filter(|note| note.is_term);
    terms.for_each(|note| add(&note.mark));
    named(paper).for_each(&mut add);
    known
}

/// Lists the people and organisations of a paper.
fn named(paper: &Paper) -> impl Iterator<Item = &str> {
    let is_name =
        |of_type: ValueType| matches!(of_type, ValueType::Person | ValueType::Organisation);
    let fields = paper.fields.iter().filter(move |(name, _)| {
        let field = paper.kind.fields.get(*name);
        field.is_some_and(|field| is_name(field.of_type))
    });
    let rows = paper.tables.values().flat_map(move |table| {
        let columns = table
            .columns
            .iter()
            .filter(move |column| is_name(column.of_type));
        columns.flat_map(|column| {
            table
                .rows
                .iter()
                .filter_map(|row| row.cells.get(&column.name))
        })
    });
    let cells = fields.map(|(_, cell)| cell).chain(rows);
    cells.filter_map(|cell| match &cell.value {
        Value::Text(text) => Some(text.as_str()),
        _ => None,
    })
}
