//! `model.json`: all that a template gets to see.

use serde_json::{Map, Value as Json, json};

use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Date, Paper, PublishedTable, Row, Table, TableKind, Value};

use super::calls;
use super::link::link;
use super::past_json::with_past;
use super::table_json::{Putting, table, value};
use super::told::Told;

/// Returns the paper as `model.json` has it; none where it has no name.
pub fn model(told: &Told<'_>) -> Option<Json> {
    let paper = told.paper;
    let (language, region) = language(paper);
    let design: Map<String, Json> = paper
        .board
        .design
        .iter()
        .map(|(name, set)| (name.clone(), set.value.clone()))
        .collect();
    let mut model = json!({
        "language": language,
        "region": region,
        "organisation": paper.board.organisation,
        "design": design,
    });
    let output = told.name.as_deref()?;
    if let Json::Object(model) = &mut model {
        model.extend(parts(told, output));
        if let Some(pack) = &paper.pack {
            model.insert("pack".to_owned(), json!(pack));
        }
    }
    Some(model)
}

/// Returns what every paper has, whether it is built or referred to; `output` is that of the paper that is built.
fn parts(told: &Told<'_>, output: &str) -> Map<String, Json> {
    let paper = told.paper;
    let fields = fields(told, output);
    let text = |of: &Map<String, Json>, name: &str| {
        let text = of.get(name).and_then(Json::as_str);
        text.unwrap_or_default().to_owned()
    };
    let title = Some(text(&fields, "title")).filter(|title| !title.is_empty());
    let tables = paper.tables.iter();
    let titled = |name: &String, t| {
        let mut json = match paper.kind.pack.as_ref() == Some(name) {
            true => table(&without_exempt_files(t)),
            false => table(t),
        };
        let kind = paper.kind.tables.get(name);
        json.insert("title".to_owned(), kind.and_then(TableKind::title).into());
        if let Some(earlier) = paper.published.get(name) {
            json.insert("published".to_owned(), published(earlier));
        }
        json
    };
    let tables: Map<String, Json> = tables
        .map(|(name, t)| (name.clone(), with_past(titled(name, t), paper, name)))
        .collect();
    let document = json!({
        "kind": paper.kind.name,
        "title": title.unwrap_or_else(|| paper.kind.title()),
        "author": paper.board.organisation.name,
        "subject": text(&told.phrases, "subject"),
        "keywords": [],
        "date": told.date,
    });
    let mut parts = Map::from_iter([
        ("document".to_owned(), document),
        ("fields".to_owned(), fields.into()),
        ("wording".to_owned(), told.phrases.clone().into()),
        ("tables".to_owned(), tables.into()),
    ]);
    if paper.kind.has_body() {
        parts
            .values_mut()
            .for_each(|json| calls::call(json, &told.phrases));
    }
    parts
}

/// Returns what was published of a table in earlier quarters.
fn published(earlier: &[PublishedTable]) -> Json {
    let one = |table: &PublishedTable| {
        json!({
            "quarter": table.quarter.to_string(),
            "total": table.total,
            "rating": table.rating,
            "steps": table.steps,
        })
    };
    earlier.iter().map(one).collect()
}

/// Takes the files out of exempt items: no template can print what a front sheet for everyone may not say.
fn without_exempt_files(table: &Table) -> Table {
    let mut table = table.clone();
    let exempt = |row: &&mut Row| row.cells.contains_key("exempt");
    for row in table.rows.iter_mut().filter(exempt) {
        row.cells.retain(|_, cell| cell.value.files().is_empty());
    }
    table
}

/// Returns a paper that another names: where it is, and what every paper has.
///
/// Its texts are whole: their notes are numbered as in that paper, and its rows have the ids that they have there.
fn referred(told: &Told<'_>, output: &str) -> Json {
    let mut json = parts(told, output);
    let titled = json["fields"].get("title").and_then(Json::as_str);
    if titled.unwrap_or_default().is_empty() {
        json["document"]["title"] = told.paper.file_name().into();
    }
    let link = told.name.as_deref().map(|name| link(output, name));
    json.insert("file".to_owned(), told.paper.file.as_str().into());
    json.insert("output".to_owned(), told.name.as_deref().into());
    json.insert("link".to_owned(), link.into());
    json.into()
}

/// Returns the papers of a field: one, or a list.
fn papers(told: &Told<'_>, name: &str, output: &str) -> Json {
    let mut all = told.referred[name].iter().map(|one| referred(one, output));
    match told.paper.fields[name].value {
        Value::Paper(_) => all.next().unwrap_or_default(),
        _ => all.collect(),
    }
}

/// Finds the paper's date: its own, the last day of its quarter, or the latest of the papers it names.
pub fn date(paper: &Paper, out: &mut Diagnostics) -> Option<Date> {
    let date = date_of(paper);
    // A date or quarter that could not be read has been reported already.
    if date.is_none() && !out.has_errors() {
        let origin = crate::model::Origin::file(paper.file.as_str());
        out.add(Code::FieldMissing, origin, "the paper has no date")
            .hint("add a line such as `date = 2019-03-31`");
    }
    date
}

/// Finds a paper's date without a word where there is none.
pub fn date_of(paper: &Paper) -> Option<Date> {
    let values = || paper.fields.values().map(|cell| &cell.value);
    let own = values().find_map(|value| match value {
        Value::Date(date) => Some(*date),
        _ => None,
    });
    let quarter = || paper.quarter().map(|quarter| quarter.last_day());
    let named = || {
        values()
            .flat_map(Value::papers)
            .filter_map(|paper| date_of(paper))
            .max()
    };
    own.or_else(quarter).or_else(named)
}

fn language(paper: &Paper) -> (String, Option<String>) {
    let language = &paper.board.organisation.language;
    match language.split_once('-') {
        Some((language, region)) => (language.to_lowercase(), Some(region.to_uppercase())),
        None => (language.to_lowercase(), None),
    }
}

fn fields(told: &Told<'_>, output: &str) -> Map<String, Json> {
    let mut fields = Map::new();
    let given = told.paper.fields.iter().map(|(name, cell)| {
        let json = match cell.value {
            Value::Paper(_) | Value::Papers(_) => papers(told, name, output),
            _ => value(&cell.value, Putting::Whole),
        };
        (name, json)
    });
    let filled = told.wording.filled.iter();
    let filled = filled.map(|(name, text)| (name, text.as_str().into()));
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
