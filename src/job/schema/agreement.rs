//! What a schema and a reader say of the same file, key by key: whatever either refuses is given to both.

use serde_json::{Map, Value as Json, json};

use crate::diagnostic::{Diagnostics, Severity};

use super::Schema;
use super::validator::fits;

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
pub const UNKNOWN: &str = "qqqqqqqq";
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
pub struct Reader<'a> {
    /// The schema.
    pub schema: &'a Json,
    /// Reads a text; the table that is looked at is named.
    pub read: &'a dyn Fn(&str, &str) -> Diagnostics,
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
    pub fn compare(&self, name: &str, base: &Json, known: &[&str], said: &mut Vec<String>) {
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
pub fn places_in(schema: &Json, file: &Json) -> Vec<Vec<String>> {
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

/// Puts a value in its place, with the tables above it.
pub fn put(file: &mut Json, way: &[String], value: Json) {
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
pub fn is_named(top: &str) -> bool {
    ["wording", "design", "defaults", "output"].contains(&top)
}

/// Finds a schema.
pub fn named<'a>(all: &'a [Schema], name: &str) -> &'a Json {
    &all.iter()
        .find(|schema| schema.name == name)
        .expect("a schema")
        .json
}

/// Returns a TOML text as schemas see it.
pub fn as_json(text: &str) -> Json {
    let table: toml::Table = text.parse().expect("TOML");
    serde_json::to_value(table).expect("JSON")
}
