//! Tables, rows and values as JSON.

use serde_json::{Map, Value as Json, json};

use crate::model::{
    Block, Inline, Mark, NamedFile, Origin, Part, RichText, Row, Step, Table, Value,
};

use super::figure_json::{figure, heading, judgement, quarter, series};
use super::long_words::{breakable, breakable_name};

/// How values are put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Putting {
    /// With their notes and cross-references.
    Whole,
    /// Words alone: what they lead to is not there.
    Words,
}

/// Returns a value; other papers are put by those who know what they have to say.
pub fn value(value: &Value, putting: Putting) -> Json {
    match value {
        Value::Text(text) => breakable_name(text).into(),
        Value::Rich(rich) => json!(with_breaks(rich, putting)),
        Value::Body(body) => body.0.iter().map(part).collect(),
        Value::Status(code) => code.as_str().into(),
        Value::Date(date) => {
            json!({ "year": date.year, "month": date.month, "day": date.day, "shown": date.to_string() })
        }
        Value::Quarter(at) => quarter(at),
        Value::Number(number) => figure(number),
        Value::Series(points) => series(points),
        Value::Tolerance(_, shown) => shown.as_str().into(),
        Value::Polarity(is, shown) => json!({ "is": is, "shown": shown }),
        Value::Flag(yes) => (*yes).into(),
        Value::Paper(_) | Value::Papers(_) => Json::Null,
        Value::File(named) => file(named),
        Value::Files(files) => files.iter().map(file).collect(),
        Value::List(items) => items.iter().map(|item| breakable_name(item)).collect(),
    }
}

fn file(named: &NamedFile) -> Json {
    json!({ "file": named.file, "title": named.title })
}

/// Returns a part of a body, without what only messages need.
fn part(part: &Part) -> Json {
    let mut part = part.clone();
    part.block.visit_mut(&mut |line| line_with_breaks(line));
    let mut json = json!(part);
    if let Json::Object(parts) = &mut json {
        parts.remove("places");
        parts.remove("named");
    }
    if let (Block::Table(_) | Block::Chart(_), Some(Origin::Text { line, .. })) =
        (&part.block, part.places.first())
    {
        // Where the paper is told of a table wider than its page.
        json["line"] = (*line).into();
    }
    json
}

fn with_breaks(rich: &RichText, putting: Putting) -> RichText {
    let mut rich = rich.clone();
    if putting == Putting::Words {
        rich.visit_mut(&mut |line| *line = words(std::mem::take(line)));
    }
    rich.visit_mut(&mut |line| line_with_breaks(line));
    rich.0
        .retain(|block| !matches!(block, Block::Paragraph { of } if of.is_empty()));
    rich
}

/// Leaves out what leads to places of another paper: note marks, and what makes a cross-reference of words.
fn words(line: Vec<Inline>) -> Vec<Inline> {
    let mut kept = Vec::new();
    for piece in line {
        match piece {
            Inline::Mark(Mark::Note { .. }) => {}
            Inline::Mark(Mark::See { of, .. }) => kept.extend(words(of)),
            Inline::Mark(Mark::Refer { noun, number, .. }) => {
                kept.push(Inline::Text(format!("{noun} {number}")));
            }
            Inline::Mark(mut mark) => {
                if let Some(of) = mark.of_mut() {
                    *of = words(std::mem::take(of));
                }
                kept.push(Inline::Mark(mark));
            }
            text => kept.push(text),
        }
    }
    kept
}

fn line_with_breaks(line: &mut [Inline]) {
    for piece in line {
        match piece {
            Inline::Text(text) => {
                if let std::borrow::Cow::Owned(broken) = breakable(text) {
                    *text = broken;
                }
            }
            Inline::Mark(Mark::Note { of: Some(of), .. }) => line_with_breaks(of),
            Inline::Mark(mark) => {
                if let Some(of) = mark.of_mut() {
                    line_with_breaks(of);
                }
            }
        }
    }
}

/// Returns the key of a table with the count of each step.
fn key(table: &Table) -> Option<Json> {
    table.key.as_ref().zip(table.tally()).map(|(key, tally)| {
        let step = |step: &Step| {
            let count = tally.steps[&step.code];
            let mut json = json!(step);
            json["count"] = count.count.into();
            json["percent"] = count.percent.into();
            json
        };
        json!({
            "name": key.name,
            "percentages": key.percentages,
            "rating": tally.rating,
            "total": tally.base,
            "steps": key.steps.iter().map(step).collect::<Vec<_>>(),
        })
    })
}

/// Returns a table with its key and rows.
pub fn table(table: &Table) -> Map<String, Json> {
    let rows = table.rows.iter().map(|r| row(r, Putting::Whole).into());
    let columns: Vec<Json> = table.columns.iter().map(heading).collect();
    Map::from_iter([
        ("columns".to_owned(), columns.into()),
        ("key".to_owned(), key(table).into()),
        ("rows".to_owned(), rows.collect::<Vec<Json>>().into()),
    ])
}

/// Returns a row.
pub fn row(row: &Row, putting: Putting) -> Map<String, Json> {
    let mut json = Map::from_iter([("id".to_owned(), Json::from(row.id.as_str()))]);
    json.extend(
        row.cells
            .iter()
            .map(|(name, cell)| (name.clone(), value(&cell.value, putting))),
    );
    json.extend(judgement(row));
    json
}
