//! Who is asked for which lines of a quarter's papers.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Origin, Paper, Row, TableKind, ValueType};
use crate::returns::{By, Line, Names, Officers};

/// The types of columns that say who answers for a line, in the order in which they are asked.
pub type Asked = [ValueType; 2];

/// Returns the order in which the columns are asked.
pub fn order(by: By) -> Asked {
    match by {
        By::Officer => [ValueType::Person, ValueType::Organisation],
        By::Organisation => [ValueType::Organisation, ValueType::Person],
    }
}

/// A table whose lines are asked for.
struct Table<'a> {
    paper: &'a Paper,
    name: &'a str,
    kind: &'a TableKind,
    rows: &'a [Row],
}

/// Returns the lines by those who are asked for them; lines that nobody leads are asked of `otherwise`, or else reported.
pub fn ask(
    papers: &[Paper],
    by: Asked,
    (officers, otherwise): (&Officers, Option<&str>),
    out: &mut Diagnostics,
) -> BTreeMap<String, Vec<Line>> {
    let tables: Vec<Table<'_>> = papers.iter().flat_map(tables).collect();
    let led = tables
        .iter()
        .flat_map(|table| table.rows.iter().filter_map(move |row| who(table, row, by)));
    let led: Vec<String> = led.chain(otherwise.map(str::to_owned)).collect();
    let names = Names::new(led.iter().map(String::as_str), officers);
    let otherwise = otherwise.map(|post| names.of(post)).unwrap_or_default();
    let mut asked: BTreeMap<String, Vec<Line>> = BTreeMap::new();
    for table in &tables {
        if !names_leads(table) && otherwise.is_empty() {
            continue;
        }
        for row in table.rows {
            let leads = who(table, row, by)
                .map(|text| names.of(&text))
                .filter(|leads| !leads.is_empty())
                .unwrap_or_else(|| otherwise.clone());
            let line = line(table, row);
            say_unasked(table, row, (&leads, line.as_ref()), out);
            for lead in leads {
                asked.entry(lead).or_default().extend(line.clone());
            }
        }
    }
    if otherwise.is_empty() {
        say_leadless(&tables, out);
    }
    asked.retain(|_, lines| !lines.is_empty());
    asked
}

/// Returns whether a table has a column that could say who answers for a line.
fn names_leads(table: &Table<'_>) -> bool {
    let columns = [ValueType::Person, ValueType::Organisation];
    columns
        .iter()
        .any(|of_type| table.kind.column_of(*of_type).is_some())
}

/// Reports once for a table of a document that it has no column of leads, with its papers: nobody is asked for its lines.
fn say_leadless(tables: &[Table<'_>], out: &mut Diagnostics) {
    let mut leadless: BTreeMap<(&str, &str), Vec<&Table<'_>>> = BTreeMap::new();
    let without = |table: &&Table<'_>| !names_leads(table) && !table.rows.is_empty();
    for table in tables.iter().filter(without) {
        let of = (table.paper.kind.name.as_str(), table.name);
        leadless.entry(of).or_default().push(table);
    }
    for ((document, name), tables) in leadless {
        let lines: usize = tables.iter().map(|table| table.rows.len()).sum();
        let papers: Vec<String> = tables
            .iter()
            .map(|table| format!("`{}`", table.paper.file))
            .collect();
        let (count, are) = match lines {
            1 => ("1 line".to_owned(), "is"),
            lines => (format!("{lines} lines"), "are"),
        };
        let message = format!(
            "{count} of `{name}` {are} asked of nobody: that table of `{document}` has no column of lead officers or organisations"
        );
        out.add(
            Code::LineUnasked,
            Origin::file(tables[0].paper.file.as_str()),
            message,
        )
        .hint(format!(
            "fill them in yourself, in the tracker of {}",
            papers.join(", ")
        ))
        .hint("or say who answers for such lines: `otherwise = \"Policy Officer\"` under `[returns]` in `board.toml`");
    }
}

/// Shows the tables of a paper whose lines are answered by ref.
fn tables(paper: &Paper) -> impl Iterator<Item = Table<'_>> {
    paper.tables.iter().filter_map(|(name, table)| {
        let kind = paper.kind.tables.get(name)?;
        kind.answers().next()?;
        kind.column_of(ValueType::Ref)?;
        Some(Table {
            paper,
            name,
            kind,
            rows: &table.rows,
        })
    })
}

/// Returns what says who answers for a row.
fn who(table: &Table<'_>, row: &Row, by: Asked) -> Option<String> {
    let said = |of_type: ValueType| {
        let text = row.value(table.kind.column_of(of_type)?)?.plain();
        (!text.trim().is_empty()).then_some(text)
    };
    by.into_iter().find_map(said)
}

/// Returns the line of a row, where the row has a ref.
fn line(table: &Table<'_>, row: &Row) -> Option<Line> {
    let reference = row.value(table.kind.column_of(ValueType::Ref)?)?.plain();
    Some(Line {
        paper: table.paper.file.clone(),
        table: table.name.to_owned(),
        reference: reference.trim().to_owned(),
    })
    .filter(|line| !line.reference.is_empty())
}

fn say_unasked(
    table: &Table<'_>,
    row: &Row,
    (leads, line): (&[String], Option<&Line>),
    out: &mut Diagnostics,
) {
    let (why, hint) = match (leads, line) {
        (_, None) => (
            "has no ref, so that no answer could find it",
            "give it a ref in the tracker",
        ),
        ([], _) => (
            "is asked of nobody: it has no lead",
            "name who leads it in the tracker",
        ),
        _ => return,
    };
    let place = row.cells.values().next().map(|cell| cell.origin.clone());
    let place = place.unwrap_or_else(|| Origin::file(table.paper.file.as_str()));
    let one = table.name.strip_suffix('s').unwrap_or(table.name);
    out.add(
        Code::LineUnasked,
        place,
        format!("{one} `{}` {why}", row.label),
    )
    .hint(format!(
        "{hint}, then make the round again with `boardpaper returns make --again`"
    ));
}
