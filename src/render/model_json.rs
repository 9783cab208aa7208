//! `model.json`: all that a template gets to see.

use serde_json::{Map, Value as Json, json};

use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Block, Date, Inline, Mark, Paper, RichText, Row, Step, Table, Value};

use super::long_words::breakable;
use super::wording::Wording;

/// Returns the paper as the text of `model.json`.
pub fn model(paper: &Paper, wording: &Wording, phrases: Map<String, Json>, date: Date) -> String {
    let (language, region) = language(paper);
    let fields = fields(paper, wording);
    let text = |name: &str| {
        fields
            .get(name)
            .and_then(Json::as_str)
            .unwrap_or_default()
            .to_owned()
    };
    let phrase = |name: &str| {
        phrases
            .get(name)
            .and_then(Json::as_str)
            .unwrap_or_default()
            .to_owned()
    };
    let organisation = &paper.board.organisation;
    let tables: Map<String, Json> = paper
        .tables
        .iter()
        .map(|(name, t)| (name.clone(), table(t)))
        .collect();
    let design: Map<String, Json> = paper
        .board
        .design
        .iter()
        .map(|(name, set)| (name.clone(), set.value.clone()))
        .collect();
    let model = json!({
        "language": language,
        "region": region,
        "organisation": organisation,
        "design": design,
        "document": {
            "kind": paper.kind.name,
            "title": if text("title").is_empty() { paper.kind.summary.clone() } else { text("title") },
            "author": organisation.name,
            "subject": phrase("subject"),
            "keywords": [],
            "date": date,
        },
        "fields": fields,
        "wording": phrases,
        "tables": tables,
    });
    format!("{model:#}\n")
}

/// Finds the paper's date: its own, or the last day of its quarter.
pub fn date(paper: &Paper, out: &mut Diagnostics) -> Option<Date> {
    let values = || paper.fields.values().map(|cell| &cell.value);
    let own = values().find_map(|value| {
        if let Value::Date(date) = value {
            Some(*date)
        } else {
            None
        }
    });
    let quarter = values().find_map(|value| {
        if let Value::Quarter(quarter) = value {
            Some(quarter.last_day())
        } else {
            None
        }
    });
    let date = own.or(quarter);
    // A date or quarter that could not be read has been reported already.
    if date.is_none() && !out.has_errors() {
        let origin = crate::model::Origin::file(paper.file.as_str());
        out.add(Code::FieldMissing, origin, "the paper has no date")
            .hint("add a line such as `date = 2019-03-31`");
    }
    date
}

fn language(paper: &Paper) -> (String, Option<String>) {
    let language = &paper.board.organisation.language;
    match language.split_once('-') {
        Some((language, region)) => (language.to_lowercase(), Some(region.to_uppercase())),
        None => (language.to_lowercase(), None),
    }
}

fn fields(paper: &Paper, wording: &Wording) -> Map<String, Json> {
    let mut fields = Map::new();
    let given = paper
        .fields
        .iter()
        .map(|(name, cell)| (name, value(&cell.value)));
    let filled = wording
        .filled
        .iter()
        .map(|(name, text)| (name, text.as_str().into()));
    for (name, value) in given.chain(filled) {
        match name.split_once('.') {
            None => {
                fields.insert(name.clone(), value);
            }
            Some((group, part)) => {
                let parts = fields.entry(group.to_owned()).or_insert_with(|| json!({}));
                parts[part] = value;
            }
        }
    }
    fields
}

fn value(value: &Value) -> Json {
    match value {
        Value::Text(text) => breakable(text).into(),
        Value::Rich(rich) => json!(with_breaks(rich)),
        Value::Status(code) => code.as_str().into(),
        Value::Date(date) => {
            json!({ "year": date.year, "month": date.month, "day": date.day, "shown": date.to_string() })
        }
        Value::Quarter(quarter) => {
            json!({ "shown": quarter.to_string(), "year": quarter.year.to_string(), "number": quarter.number })
        }
        Value::Number { shown, .. } => shown.as_str().into(),
        Value::Flag(yes) => (*yes).into(),
    }
}

fn with_breaks(rich: &RichText) -> RichText {
    let mut rich = rich.clone();
    rich.visit_mut(&mut |line| line_with_breaks(line));
    rich.0
        .retain(|block| !matches!(block, Block::Paragraph { of } if of.is_empty()));
    rich
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

fn table(table: &Table) -> Json {
    let key = table.key.as_ref().zip(table.tally()).map(|(key, tally)| {
        let step = |step: &Step| {
            let count = tally.steps[&step.code];
            let mut json = json!(step);
            json["count"] = count.count.into();
            json["percent"] = count.percent.into();
            json
        };
        json!({
            "name": key.name,
            "rating": tally.rating,
            "total": tally.base,
            "steps": key.steps.iter().map(step).collect::<Vec<_>>(),
        })
    });
    json!({
        "columns": table.columns,
        "key": key,
        "rows": table.rows.iter().map(row).collect::<Vec<_>>(),
    })
}

fn row(row: &Row) -> Json {
    let mut json = Map::from_iter([("id".to_owned(), Json::from(row.id.as_str()))]);
    json.extend(
        row.cells
            .iter()
            .map(|(name, cell)| (name.clone(), value(&cell.value))),
    );
    json.into()
}
