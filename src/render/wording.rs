//! The office's words, filled in by minijinja: strict about names it does not know.

use indexmap::IndexMap;
use minijinja::Environment;
use minijinja::value::Serde;
use serde_json::{Map, Value as Json, json};

use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Paper, Phrase, StatusKey, Table, Tally, Value, ValueType, slug};

use super::filled::{environment, filled};
use super::past_json::moved;
use super::rule_words::spoken_rule;
use super::told::Told;

/// Where a paper goes whose office gives no pattern.
const NAME: &str = "{{ path }}.pdf";

/// The words of a paper and what can be said in them.
pub struct Wording {
    environment: Environment<'static>,
    context: Map<String, Json>,
    phrases: IndexMap<String, Phrase>,
    /// The fields for other papers that have none, as phrases name them.
    without: Vec<String>,
    /// Text fields that nobody gave, filled from their defaults.
    pub filled: IndexMap<String, String>,
}

impl Wording {
    /// Gathers phrases (the kind's, then the office's, then the paper's) and what they can speak of.
    pub fn new(paper: &Paper, referred: &IndexMap<&str, Vec<Told<'_>>>) -> Self {
        let mut environment = environment();
        environment.add_filter("slug", |text: String| slug(&text));
        Self {
            environment,
            context: context(paper, referred),
            phrases: gathered(paper),
            without: without(paper),
            filled: IndexMap::new(),
        }
    }

    /// Fills text fields that nobody gave: `wording.title` stands for the phrase `title`.
    pub fn defaults(&mut self, paper: &Paper, out: &mut Diagnostics) {
        let absent = paper
            .kind
            .fields
            .iter()
            .filter(|(name, _)| !paper.fields.contains_key(*name));
        for (name, field) in absent {
            let Some(default) = field
                .default
                .as_ref()
                .filter(|_| field.of_type == ValueType::Text)
            else {
                continue;
            };
            let phrase = default
                .text
                .strip_prefix("wording.")
                .and_then(|name| self.phrases.get(name))
                .unwrap_or(default)
                .clone();
            // A phrase of the wording is told of when all phrases are filled.
            let mut unsaid = Diagnostics::default();
            let said = if default.text.starts_with("wording.") {
                &mut unsaid
            } else {
                &mut *out
            };
            let Some(text) = self.fill(name, &phrase, &Speakable::of(&self.context), said) else {
                continue;
            };
            put(&mut self.context, name, text.clone().into());
            self.filled.insert(name.clone(), text);
        }
    }

    /// Fills all phrases.
    pub fn phrases(&self, paper: &Paper, out: &mut Diagnostics) -> Map<String, Json> {
        for (name, phrase) in paper
            .wording
            .iter()
            .filter(|(name, _)| !paper.kind.wording.contains_key(*name))
        {
            let message = format!("the document `{}` has no phrase `{name}`", paper.kind.name);
            let problem = out.add(Code::WordingFault, phrase.origin.clone(), message);
            let known = paper.kind.wording.keys().map(String::as_str);
            if let Some(near) = crate::diagnostic::suggest(name, known) {
                problem.hint(format!("did you mean `{near}`?"));
            }
        }
        let mut context = self.context.clone();
        // The page's number is known only to the typesetter, which puts it where these words stand.
        context.insert("page".into(), "{page}".into());
        context.insert("pages".into(), "{pages}".into());
        let context = Speakable::of(&context);
        let filled = self.phrases.iter().filter_map(|(name, phrase)| {
            Some((name.clone(), self.fill(name, phrase, &context, out)?.into()))
        });
        filled.collect()
    }

    /// Returns the name of the output file.
    pub fn name(&self, paper: &Paper, out: &mut Diagnostics) -> Option<String> {
        let standing = Phrase {
            text: NAME.to_owned(),
            origin: paper.kind.origin.clone(),
        };
        let phrase = paper.board.name_of(&paper.kind.name).unwrap_or(&standing);
        let mut context = self.context.clone();
        context.insert("path".into(), paper.stem().into());
        let name = self.fill("name", phrase, &Speakable::of(&context), out)?;
        // A field that is not given leaves its hyphen behind.
        Some(
            name.split('/')
                .map(|part| part.trim_start_matches('-'))
                .collect::<Vec<_>>()
                .join("/"),
        )
    }

    fn fill(
        &self,
        name: &str,
        phrase: &Phrase,
        context: &Speakable<'_>,
        out: &mut Diagnostics,
    ) -> Option<String> {
        match filled(&self.environment, &phrase.text, context.value.clone()) {
            Ok(text) => Some(text.trim().to_owned()),
            // It speaks of a paper that could not be read, which has been told.
            Err(_) if out.has_errors() && self.without.iter().any(|n| phrase.text.contains(n)) => {
                None
            }
            Err(error) => {
                out.add(
                    Code::WordingFault,
                    phrase.origin.clone(),
                    format!(
                        "the phrase `{name}` cannot be filled in: {}",
                        said(&error, &phrase.text)
                    ),
                )
                .hint(format!("it can speak of {}", names(context.all)));
                None
            }
        }
    }
}

/// What phrases can speak of, made ready for minijinja once for all of them.
struct Speakable<'c> {
    all: &'c Map<String, Json>,
    value: minijinja::Value,
}

impl<'c> Speakable<'c> {
    fn of(all: &'c Map<String, Json>) -> Self {
        Self {
            all,
            value: Serde(all).into(),
        }
    }
}

/// Lists the fields for other papers that have none.
fn without(paper: &Paper) -> Vec<String> {
    let names = paper.kind.fields.iter().filter(|(name, field)| {
        matches!(field.of_type, ValueType::Paper | ValueType::Papers)
            && !paper.fields.contains_key(*name)
    });
    names.map(|(name, _)| name.replace('-', "_")).collect()
}

/// Gathers a paper's phrases: the kind's, then the office's, then the office's for the kind, then the paper's own.
fn gathered(paper: &Paper) -> IndexMap<String, Phrase> {
    let mut phrases = paper.kind.wording.clone();
    let board = &paper.board;
    let own = board.wording_of.get(&paper.kind.name);
    for (name, phrase) in board.wording.iter().chain(own.into_iter().flatten()) {
        if let Some(known) = phrases.get_mut(name) {
            known.clone_from(phrase);
        }
    }
    phrases.extend(paper.wording.clone());
    phrases
}

/// Returns what minijinja says of an error in a template, in one line and with the words it stumbled over.
pub fn said(error: &minijinja::Error, template: &str) -> String {
    let detail = error
        .detail()
        .map(|detail| format!(": {detail}"))
        .unwrap_or_default();
    let words = error
        .range()
        .and_then(|range| template.get(range))
        .map(|words| format!(" at `{words}`"));
    format!("{}{detail}{}", error.kind(), words.unwrap_or_default()).replace('\n', " ")
}

fn names(context: &Map<String, Json>) -> String {
    context
        .keys()
        .map(|name| format!("`{name}`"))
        .collect::<Vec<_>>()
        .join(", ")
}

/// What phrases can speak of: fields, organisation, and the counts of each table with a key.
fn context(paper: &Paper, referred: &IndexMap<&str, Vec<Told<'_>>>) -> Map<String, Json> {
    let mut context = Map::from_iter([("kind".to_owned(), paper.kind.title().into())]);
    for (name, field) in &paper.kind.fields {
        if let Some(papers) = referred.get(name.as_str()) {
            put(&mut context, name, spoken_papers(field.of_type, papers));
            continue;
        }
        let value = paper
            .fields
            .get(name)
            .map_or_else(|| "".into(), |cell| spoken(&cell.value));
        put(&mut context, name, value);
    }
    let organisation = &paper.board.organisation;
    context.insert(
        "organisation".into(),
        json!({ "name": organisation.name, "strapline": organisation.strapline }),
    );
    // A table whose statuses a paper leaves out has nothing to count, but phrases may ask.
    if paper.kind.tables.values().any(|table| table.key.is_some()) {
        context.extend(spoken_none());
    }
    let mut first = true;
    for (name, table) in &paper.tables {
        let rows = Json::from(table.rows.len());
        let mut counts = Map::from_iter([
            ("rows".to_owned(), rows.clone()),
            ("total".to_owned(), rows),
        ]);
        if paper.kind.tables[name].judge.is_some() {
            counts.insert("judged".to_owned(), spoken_rule(table));
        }
        if let (Some(key), Some(tally)) = (&table.key, table.tally()) {
            counts.extend(spoken_tally(table, key, &tally));
            counts.insert("moved".to_owned(), spoken_moves(paper, name));
            if std::mem::take(&mut first) {
                context.extend(counts.clone());
            }
        }
        context.insert(name.replace('-', "_"), counts.into());
    }
    context
}

/// Counts where the rows of a table went, by the fields that name earlier papers.
fn spoken_moves(paper: &Paper, table: &str) -> Json {
    let moved = moved(paper, table);
    let moved = moved.map(|(field, moved)| (field.replace('-', "_"), json!(moved)));
    Json::Object(moved.collect())
}

/// What can be said of another paper is what that paper itself can say.
fn spoken_papers(of_type: ValueType, papers: &[Told<'_>]) -> Json {
    let mut all = papers.iter().map(|told| {
        let mut context = told.wording.context.clone();
        if context.get("title").and_then(Json::as_str) == Some("") {
            context.insert("title".to_owned(), told.paper.file_name().into());
        }
        Json::from(context)
    });
    match of_type {
        ValueType::Papers => all.collect(),
        _ => all.next().unwrap_or_default(),
    }
}

fn spoken(value: &Value) -> Json {
    match value {
        Value::Quarter(quarter) => {
            json!({ "shown": quarter.to_string(), "year": quarter.year.to_string(), "number": quarter.number })
        }
        Value::Flag(yes) => (*yes).into(),
        // No phrase speaks a whole text.
        Value::Body(_) => "".into(),
        other => other.plain().into(),
    }
}

fn spoken_none() -> Map<String, Json> {
    let empty = json!({
        "total": 0, "count": {}, "percent": {}, "rating": "", "steps": [], "attention": [],
    });
    empty.as_object().cloned().unwrap_or_default()
}

fn spoken_tally(table: &Table, key: &StatusKey, tally: &Tally) -> Map<String, Json> {
    let of = |f: &dyn Fn(&crate::model::StepCount) -> Json| -> Json {
        Json::Object(
            tally
                .steps
                .iter()
                .map(|(code, count)| (code.clone(), f(count)))
                .collect(),
        )
    };
    let step = |step: &crate::model::Step| {
        let count = tally.steps[&step.code];
        json!({ "code": step.code, "label": step.label, "count": count.count, "percent": count.percent, "attention": step.attention })
    };
    let attention = table.rows.iter().filter_map(|row| {
        let step = key
            .by_code(table.status(row)?)
            .filter(|step| step.attention)?;
        Some(json!({ "ref": row.label, "status": step.label, "code": step.code }))
    });
    Map::from_iter([
        ("total".to_owned(), tally.total.into()),
        ("count".to_owned(), of(&|count| count.count.into())),
        ("percent".to_owned(), of(&|count| count.percent.into())),
        (
            "rating".to_owned(),
            tally.rating.clone().unwrap_or_default().into(),
        ),
        ("steps".to_owned(), key.steps.iter().map(step).collect()),
        ("attention".to_owned(), attention.collect()),
    ])
}

/// Puts a value under its name: `theme.number` into `theme`, hyphens as underscores.
fn put(context: &mut Map<String, Json>, name: &str, value: Json) {
    let name = name.replace('-', "_");
    match name.split_once('.') {
        None => {
            context.insert(name, value);
        }
        Some((group, part)) => {
            let group = context.entry(group.to_owned()).or_insert_with(|| json!({}));
            if let Json::Object(parts) = group {
                parts.insert(part.to_owned(), value);
            }
        }
    }
}
