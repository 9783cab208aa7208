//! Schemas and readers say the same of every key: what either refuses is given to both.

use std::sync::Arc;

use serde_json::{Map, Value as Json, json};

use crate::compile::Fonts;
use crate::diagnostic::{Code, Diagnostics, Severity};
use crate::job::settings;
use crate::load::{Library, Workbook, parse};
use crate::model::{Board, Kind, Paper, Phrase, TableKind, ValueType};
use crate::pack;
use crate::validate::{self, Beside};

use super::validator::fits;
use super::{Schema, schemas};

/// A board with every table that its reader knows, and nothing wrong in it.
const BOARD: &str = r##"
[organisation]
name = "Northmarch Police and Crime Commissioner"
[design]
accent = "#1d3d6b"
[status-key.rag]
steps = [{ code = "G", label = "Green", aliases = ["on track"] }, { code = "A", label = "Amber" }]
rating = [{ at-least = 90, of = ["G"], says = "very good" }, { says = "fair" }]
[wording]
draft = "Draft"
[wording.theme-update]
draft = "Draft"
[texts]
filming = { heading = "Filming", text = "Filming is allowed." }
[defaults.agenda]
jurisdiction = "england"
[defaults.agenda.pack]
start = 1
[check]
terms = { "A.S.B" = "ASB" }
[check.severities]
BP1501 = "note"
[[check.allow]]
code = "BP1402"
place = "data/board.toml"
reason = "seen"
[check.status-words]
behind = ["slipped"]
[output]
formats = ["pdf"]
[output.names]
theme-update = "a.pdf"
[returns]
otherwise = "Policy Officer"
into = "overlay"
[new-quarter]
closed = "keep"
[pdf]
standards = ["ua-1", "a-2a"]
"##;

/// Where a reader knows more than a schema can say: what a line says beside others, what names a quarter, which pages there are.
const KNOWS_MORE: [&str; 6] = [
    "items.0.exempt",
    "items.0.reason",
    "items.0.sub",
    "items.0.urgent",
    "measures.0.actuals",
    "pack.start",
];
/// A key that nobody knows.
const UNKNOWN: &str = "qqqqqqqq";
/// How many keys of one table are tried.
const ENOUGH: usize = 3;

/// Values of every type that TOML has, and what is never known by name.
fn probes() -> Vec<Json> {
    vec![
        json!("qqqq"),
        json!(""),
        json!("3"),
        json!(3),
        json!(0),
        json!(2.5),
        json!(true),
        json!(false),
        json!([]),
        json!([2.5]),
        json!(["qqqq"]),
        json!([{}]),
        json!({}),
        json!({ (UNKNOWN): "qqqq" }),
        json!({ (UNKNOWN): 2.5 }),
    ]
}

/// A file's text as a schema sees it, and the problems that its reader finds.
struct Reader<'a> {
    schema: &'a Json,
    read: &'a dyn Fn(&str, &str) -> Diagnostics,
}

impl Reader<'_> {
    /// Returns what the reader refuses, and whether the schema does.
    fn verdicts(&self, top: &str, file: &Json) -> (Vec<String>, bool) {
        let text = toml::to_string(file).expect("what JSON says, TOML can");
        let problems = (self.read)(&text, top);

        let errors = problems.iter().filter(|p| p.severity == Severity::Error);
        let told = errors.map(|problem| format!("{} {}", problem.code, problem.message));
        (told.collect(), !fits(self.schema, file, self.schema))
    }

    /// Puts every probe in the place of every key that the schema knows, and of one that nobody knows.
    fn compare(&self, name: &str, base: &Json, known: &[&str], said: &mut Vec<String>) {
        let (errors, refused) = self.verdicts("wording", base);
        assert!(
            errors.is_empty() && !refused,
            "{name}: {errors:?}, {refused}\n{base:#}"
        );
        let places = places_in(self.schema, base);
        for (i, place) in places.iter().enumerate() {
            if known.contains(&place[0].as_str()) {
                continue;
            }
            // What stands in for fields is read with the papers.
            if place[0] == "defaults"
                && place.len() > 2
                && place.last().is_some_and(|key| key != UNKNOWN)
            {
                continue;
            }
            // Names of templates and codes are many, and alike.
            let parent = &place[..place.len() - 1];
            let like =
                |other: &&Vec<String>| other.len() == place.len() && other.starts_with(parent);
            let before = places[..i].iter().filter(like).count();
            if before > ENOUGH
                && (is_named(&place[0]) || place[..place.len() - 1] == ["check", "severities"])
                && place.last().is_some_and(|key| key != UNKNOWN)
            {
                continue;
            }
            for probe in probes() {
                let mut file = base.clone();
                put(&mut file, place, probe.clone());
                let (errors, refused) = self.verdicts(&place[0], &file);
                // The reader may know more of words than a schema can say, and never less of anything.
                let words = KNOWS_MORE
                    .iter()
                    .any(|known| place.join(".").starts_with(known))
                    || probe.is_string()
                    || probe == json!(["qqqq"]);
                // Nor does the reader mind a table of an unknown name that is empty.
                let nothing = probe == json!({}) && errors.is_empty();
                let agree = refused != errors.is_empty() || (words && !refused) || nothing;
                if !agree {
                    let place = place.join(".");
                    said.push(format!(
                        "{name}: {place} = {probe}: schema refuses: {refused}, reader: {errors:?}"
                    ));
                }
            }
        }
    }
}

/// Lists the ways to all keys that a schema knows in tables that a file has, and to a key that nobody knows in each.
fn places_in(schema: &Json, file: &Json) -> Vec<Vec<String>> {
    let mut walk = Walk {
        whole: schema,
        way: Vec::new(),
        all: Vec::new(),
    };
    walk.see(schema, file);
    walk.all
}

struct Walk<'a> {
    whole: &'a Json,
    way: Vec<String>,
    all: Vec<Vec<String>>,
}

impl Walk<'_> {
    fn see(&mut self, form: &Json, file: &Json) {
        let whole = self.whole;
        if let Some(named) = form.get("$ref").and_then(Json::as_str) {
            let named = whole.pointer(named.trim_start_matches('#'));
            return self.see(named.expect("a definition"), file);
        }
        let several = form.get("anyOf").and_then(Json::as_array);
        for one in several.into_iter().flatten() {
            if fits(one, file, whole) {
                self.see(one, file);
            }
        }
        if let (Some(first), Some(form)) = (file.get(0), form.get("items")) {
            self.step("0", form, first, false);
        }
        if let (Json::Object(file), Some("object")) = (file, form["type"].as_str()) {
            let none = Map::new();
            let parts = form.get("properties").and_then(Json::as_object);
            self.parts(parts.unwrap_or(&none), form, file);
        }
    }

    fn parts(&mut self, parts: &Map<String, Json>, form: &Json, file: &Map<String, Json>) {
        for (name, part) in parts {
            self.step(name, part, file.get(name).unwrap_or(&Json::Null), true);
        }
        if let Some(others @ Json::Object(_)) = form.get("additionalProperties") {
            for (name, inner) in file.iter().filter(|(name, _)| !parts.contains_key(*name)) {
                self.step(name, others, inner, true);
            }
        }
        self.step(UNKNOWN, &Json::Bool(true), &Json::Null, true);
    }

    fn step(&mut self, step: &str, form: &Json, file: &Json, is_key: bool) {
        self.way.push(step.to_owned());
        if is_key {
            self.all.push(self.way.clone());
        }
        self.see(form, file);
        self.way.pop();
    }
}

fn put(file: &mut Json, way: &[String], value: Json) {
    let mut here = file;
    for step in way {
        here = match here {
            Json::Array(items) => &mut items[step.parse::<usize>().expect("a place")],
            here => {
                if !here.is_object() {
                    *here = json!({});
                }
                here.as_object_mut()
                    .expect("a table")
                    .entry(step.clone())
                    .or_insert(Json::Null)
            }
        };
    }
    *here = value;
}

/// Returns whether the names in a table of the board are those of templates, which are many and alike.
fn is_named(top: &str) -> bool {
    ["wording", "design", "defaults", "output"].contains(&top)
}

fn read_board(text: &str, top: &str, library: &Library) -> (Option<Board>, Diagnostics) {
    let mut out = Diagnostics::default();
    let node = parse(text, "data/board.toml", &mut out);
    let board = node.and_then(|node| validate::board(&node, &mut out));
    if let (Some(board), true) = (&board, is_named(top)) {
        let fonts = Fonts::new(None, &mut Diagnostics::default());
        settings::check(board, library, &fonts, &mut out);
    }
    (board, out)
}

/// Papers and workbooks that are never there, without a word.
struct Nowhere;

impl Beside for Nowhere {
    fn workbook(&mut self, _: &Phrase, _: &mut Diagnostics) -> Option<Arc<Workbook>> {
        None
    }

    fn paper(&mut self, _: &Phrase, _: u32, _: &mut Diagnostics) -> Option<Arc<Paper>> {
        None
    }
}

fn named<'a>(all: &'a [Schema], name: &str) -> &'a Json {
    &all.iter()
        .find(|schema| schema.name == name)
        .expect("a schema")
        .json
}

fn as_json(text: &str) -> Json {
    let table: toml::Table = text.parse().expect("TOML");
    serde_json::to_value(table).expect("JSON")
}

#[test]
fn schema_and_reader_of_the_board_agree_on_every_key() {
    let library = Library::embedded();
    let (board, problems) = read_board(BOARD, "wording", &library);
    assert!(!problems.has_errors(), "{problems:?}");
    let all = schemas(&library, board.as_ref());
    let read = |text: &str, top: &str| read_board(text, top, &library).1;
    let reader = Reader {
        schema: named(&all, "board"),
        read: &read,
    };
    let mut said = Vec::new();
    reader.compare("board", &as_json(BOARD), &[], &mut said);
    assert!(
        said.is_empty(),
        "{} disagree:\n{}",
        said.len(),
        said.join("\n")
    );
}

#[test]
fn the_schema_of_the_board_has_the_keys_that_the_reader_tells_of() {
    let library = Library::embedded();
    let all = schemas(&library, None);
    let schema = named(&all, "board");
    let base = as_json(BOARD);
    for way in [
        "",
        "organisation",
        "output",
        "returns",
        "new-quarter",
        "pdf",
        "check",
        "check.allow.0",
        "check.status-words",
        "status-key.rag",
        "status-key.rag.steps.0",
        "status-key.rag.rating.0",
        "texts.filming",
    ] {
        let steps: Vec<String> = way
            .split('.')
            .filter(|s| !s.is_empty())
            .map(str::to_owned)
            .collect();
        let mut file = base.clone();
        put(
            &mut file,
            &[&steps[..], &[UNKNOWN.to_owned()]].concat(),
            json!(1),
        );
        let (_, problems) = read_board(&toml::to_string(&file).expect("TOML"), "", &library);
        let unknown = problems
            .iter()
            .find(|problem| problem.code == Code::FieldUnknown)
            .expect(way);
        let mut told: Vec<&str> = unknown.hints[0].split('`').skip(1).step_by(2).collect();
        let places = places_in(schema, &base);
        let mut keys: Vec<&str> = places
            .iter()
            .filter(|place| place.len() == steps.len() + 1 && place.starts_with(&steps))
            .map(|place| place.last().expect("a key").as_str())
            .filter(|key| *key != UNKNOWN)
            .collect();
        told.sort_unstable();
        told.dedup();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys, told, "`{way}`");
    }
}

#[test]
fn schemas_and_readers_of_papers_agree_on_every_key() {
    let library = Library::embedded();
    let (board, _) = read_board(BOARD, "wording", &library);
    let board = board.expect("a board");
    let all = schemas(&library, Some(&board));
    let mut said = Vec::new();
    let common = validate::common(&library, &mut Diagnostics::default());
    let mut first = true;
    for kind in settings::kinds(&library) {
        let read = |text: &str, _: &str| {
            let mut out = Diagnostics::default();
            if let Some(node) = parse(text, "data/a.toml", &mut out) {
                let paper = validate::paper(&node, &board, &library, &mut Nowhere, &mut out);
                if let Some(paper) = paper.filter(|paper| paper.kind.pack.is_some()) {
                    let law = validate::law(&library, &mut out);
                    pack::check(&paper, &law, &mut out);
                }
            }
            out
        };
        let reader = Reader {
            schema: named(&all, &kind.name),
            read: &read,
        };
        let same = |name: &&String| {
            kind.fields.get(*name) == common.fields.get(*name)
                && kind.tables.get(*name) == common.tables.get(*name)
        };
        let known = common
            .fields
            .keys()
            .chain(common.tables.keys())
            .filter(same);
        let known: Vec<&str> = known.map(String::as_str).collect();
        let known = if first { Vec::new() } else { known };
        first = false;
        reader.compare(&kind.name, &paper(&kind), &known, &mut said);
    }
    assert!(
        said.is_empty(),
        "{} disagree:\n{}",
        said.len(),
        said.join("\n")
    );
}

/// Makes a paper of a kind with every group and table.
fn paper(kind: &Kind) -> Json {
    let mut file = json!({ "document": kind.name });
    for (name, field) in &kind.fields {
        let way: Vec<String> = name.split('.').map(str::to_owned).collect();
        if field.required || way.len() > 1 {
            put(&mut file, &way, sample(field.of_type, &field.choices));
        }
    }
    for (name, table) in &kind.tables {
        file[name] = json!([row(name, table)]);
        if let Some(key) = &table.key {
            file[key] = "rag".into();
        }
    }
    let columns = |table: &TableKind| {
        table
            .columns
            .keys()
            .map(|c| (c.clone(), json!("Words")))
            .collect()
    };
    let headings = kind
        .tables
        .iter()
        .map(|(name, table)| (name.clone(), Json::Object(columns(table))));
    file["headings"] = Json::Object(headings.collect());
    file
}

fn row(of: &str, table: &TableKind) -> Json {
    let columns = table.columns.iter().filter(|(_, column)| {
        column.required || (table.judge.is_some() && column.of_type == ValueType::Status)
    });
    let cells = columns.map(|(name, column)| {
        // No two tables may explain the same word.
        let one = match column.of_type {
            ValueType::Text => of.into(),
            of_type => sample(of_type, &column.choices),
        };
        let cell = if column.by_quarter {
            json!({ "2026-27 Q1": one })
        } else {
            one
        };
        (name.clone(), cell)
    });
    Json::Object(cells.collect::<Map<_, _>>())
}

fn sample(of_type: ValueType, choices: &[String]) -> Json {
    match of_type {
        ValueType::Status => "G".into(),
        ValueType::Date => "2026-10-30".into(),
        ValueType::Quarter => "2026-27 Q2".into(),
        ValueType::Number | ValueType::Percentage | ValueType::Money => 7.into(),
        ValueType::Measure => "42.1%".into(),
        ValueType::Tolerance => "5%".into(),
        ValueType::Polarity => "high".into(),
        ValueType::Link => "https://northmarch.example".into(),
        ValueType::Choice => choices[0].as_str().into(),
        ValueType::Flag => true.into(),
        ValueType::Papers => json!(["a.toml"]),
        ValueType::File => "a.pdf".into(),
        ValueType::Files => json!(["a.pdf"]),
        ValueType::Texts => json!(["filming"]),
        _ => "Words".into(),
    }
}
