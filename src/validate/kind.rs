//! `document.toml` and `wording.toml`: the description of a document kind.

use indexmap::IndexMap;

use crate::diagnostic::{Code, Diagnostics, Severity, suggest};
use crate::load::{Library, Node, NodeValue, TemplateFile, parse};
use crate::model::{BodyRules, Column, Field, Judge, Kind, Origin, Phrase, TableKind, ValueType};

use super::board::phrases;
use super::section::Section;

/// Where the fields, tables and phrases stand that every kind has.
const COMMON: &str = "documents/common.toml";

/// No paper needs more steps back: two years of quarters and a few more.
const FARTHEST: f64 = 12.0;

/// Reads the description of a kind; `asked` is where a paper names it.
pub fn kind(library: &Library, name: &str, asked: &Origin, out: &mut Diagnostics) -> Option<Kind> {
    let Some(file) = library.get(&format!("documents/{name}/document.toml")) else {
        unknown(library, name, asked, out);
        return None;
    };
    let faults = out.count(Severity::Error);
    let mut kind = description(file, name, out)?;
    say_missing_template(library, name, &kind.origin, out);
    if let Some(wording) = library
        .get(&format!("documents/{name}/wording.toml"))
        .and_then(|file| read(file, out))
    {
        kind.wording = phrases(Section::new(&wording, "`wording.toml`", out)?, out);
    }
    add_from_common(&mut kind, library, out);
    // A paper read by a faulty description would be blamed for what is right in it.
    (out.count(Severity::Error) == faults).then_some(kind)
}

fn say_missing_template(library: &Library, name: &str, origin: &Origin, out: &mut Diagnostics) {
    let path = format!("documents/{name}/document.typ");
    if library.get(&path).is_none() {
        let message = format!("the document `{name}` has no template `document.typ`");
        out.add(Code::KindFaulty, origin.clone(), message)
            .hint("put one beside its description, with a function `document(model)`: `boardpaper new document` shows how");
    }
}

/// Reads what every kind has, as a kind without a name.
pub fn common(library: &Library, out: &mut Diagnostics) -> Kind {
    let mut kind = Kind {
        name: String::new(),
        summary: String::new(),
        fields: IndexMap::new(),
        tables: IndexMap::new(),
        order: Vec::new(),
        wording: IndexMap::new(),
        origin: Origin::file(COMMON),
    };
    add_from_common(&mut kind, library, out);
    kind
}

fn add_from_common(kind: &mut Kind, library: &Library, out: &mut Diagnostics) {
    let node = library.get(COMMON).and_then(|file| read(file, out));
    if let Some(section) = node
        .as_ref()
        .and_then(|node| Section::new(node, "`common.toml`", out))
    {
        add_common(kind, section, out);
    }
}

/// Adds what every kind has and this one does not describe itself.
fn add_common(kind: &mut Kind, mut common: Section<'_>, out: &mut Diagnostics) {
    let mut shared = IndexMap::new();
    if let Some(mut given) = common.section("fields", out) {
        fields(&mut given, "", &mut shared, out);
    }
    add_absent(&mut kind.fields, shared);
    add_absent(&mut kind.tables, tables(&mut common, out));
    if let Some(wording) = common.section("wording", out) {
        add_absent(&mut kind.wording, phrases(wording, out));
    }
    common.finish(out);
}

fn add_absent<T>(own: &mut IndexMap<String, T>, shared: IndexMap<String, T>) {
    for (name, value) in shared {
        own.entry(name).or_insert(value);
    }
}

fn unknown(library: &Library, name: &str, asked: &Origin, out: &mut Diagnostics) {
    let folder = format!("documents/{name}/");
    if library.iter().any(|(path, _)| path.starts_with(&folder)) {
        let message = format!("the document `{name}` has no description `document.toml`");
        out.add(Code::KindFaulty, asked.clone(), message)
            .hint(format!("put one into `data/templates/documents/{name}`: `boardpaper new document` shows how"));
        return;
    }
    let problem = out.add(
        Code::KindUnknown,
        asked.clone(),
        format!("there is no document `{name}`"),
    );
    match suggest(name, library.kinds()) {
        Some(near) => problem.hint(format!("did you mean `{near}`?")),
        None => {
            let names: Vec<String> = library.kinds().map(|name| format!("`{name}`")).collect();
            problem.hint(format!("use one of {}", names.join(", ")))
        }
    };
}

fn read(file: &TemplateFile, out: &mut Diagnostics) -> Option<Node> {
    parse(&file.text, &file.shown, out)
}

fn description(file: &TemplateFile, name: &str, out: &mut Diagnostics) -> Option<Kind> {
    let node = read(file, out)?;
    let mut section = Section::new(&node, "the description", out)?;
    let summary = section.required("summary", out).unwrap_or_default();
    let mut all = IndexMap::new();
    if let Some(mut given) = section.section("fields", out) {
        fields(&mut given, "", &mut all, out);
    }
    let tables = tables(&mut section, out);
    let mut order = section.texts("order", out);
    if order.is_empty() {
        let is_text = |(_, field): &(&String, &Field)| field.of_type == ValueType::RichText;
        order = tables
            .keys()
            .chain(all.iter().filter(is_text).map(|(name, _)| name))
            .cloned()
            .collect();
    }
    faulty_numbering(&all, &node.origin, out);
    for part in order
        .iter()
        .filter(|part| !tables.contains_key(*part) && !all.contains_key(*part))
    {
        out.add(
            Code::KindFaulty,
            node.origin.clone(),
            format!("`order` names `{part}`, which is neither a table nor a field"),
        )
        .hint("name tables and rich-text fields of this description");
    }
    for (name, field) in &all {
        let is_paper = |older: &String| {
            all.get(older)
                .is_some_and(|f| f.of_type == ValueType::Paper)
        };
        if let Some(older) = field.against.as_ref().filter(|older| !is_paper(older)) {
            let message =
                format!("the field `{name}` is set against `{older}`, which names no paper");
            out.add(Code::KindFaulty, node.origin.clone(), message)
                .hint("name a field of this description whose type is `paper`");
        }
    }
    section.finish(out);
    let origin = Origin::file(file.shown.as_str());
    Some(Kind {
        name: name.to_owned(),
        summary,
        fields: all,
        tables,
        order,
        wording: IndexMap::new(),
        origin,
    })
}

/// Reports texts whose numbering no field of the description sets.
fn faulty_numbering(fields: &IndexMap<String, Field>, place: &Origin, out: &mut Diagnostics) {
    let named = fields
        .values()
        .filter_map(|field| field.body.numbering.as_ref());
    for name in named.filter(|name| !fields.contains_key(*name)) {
        let message = format!("`numbering` names the field `{name}`, which is not described");
        out.add(Code::KindFaulty, place.clone(), message).hint(
            "describe it, with `type = \"choice\"` and `of = [\"through\", \"restart\", \"none\"]`",
        );
    }
}

/// Reads fields; a table without `type` is a group whose parts are named with a dot.
fn fields(
    section: &mut Section<'_>,
    prefix: &str,
    all: &mut IndexMap<String, Field>,
    out: &mut Diagnostics,
) {
    for entry in section.all() {
        let name = format!("{prefix}{}", entry.key);
        let Some(mut inner) = Section::new(&entry.node, &format!("the field `{name}`"), out) else {
            continue;
        };
        if inner.get("type").is_none() {
            fields(&mut inner, &format!("{name}."), all, out);
        } else if let Some(field) = field(inner, out) {
            all.insert(name, field);
        }
    }
}

fn field(mut section: Section<'_>, out: &mut Diagnostics) -> Option<Field> {
    let of_type = section.named("type", &ValueType::NAMES, out);
    let choices = section.texts("of", out);
    say_no_choice(of_type, &choices, section.origin, out);
    let field = Field {
        of_type: of_type.unwrap_or(ValueType::Text),
        required: section.flag("required", out).unwrap_or(false),
        default: default(section.get("default")),
        choices,
        follow: follow(&mut section, out),
        compare: section.flag("compare", out).unwrap_or(false),
        against: section.text("against", out),
        line_of: section.text("line-of", out),
        body: body_rules(&mut section, out),
        help: section.text("help", out).unwrap_or_default(),
    };
    section.finish(out);
    of_type.map(|_| field)
}

/// Reads how many steps papers are followed: a whole number that is no circle's.
fn follow(section: &mut Section<'_>, out: &mut Diagnostics) -> u32 {
    let Some(number) = section.number("follow", out) else {
        return 0;
    };
    if number.fract() == 0.0 && (0.0..=FARTHEST).contains(&number) {
        return number as u32;
    }
    out.add(
        Code::KindFaulty,
        section.origin.clone(),
        format!("`follow` is a whole number from 0 to {FARTHEST}"),
    )
    .hint("write how many papers back are read, such as `follow = 4`");
    0
}

/// Reads what a text of its own is read by.
fn body_rules(section: &mut Section<'_>, out: &mut Diagnostics) -> BodyRules {
    let mut rules = BodyRules {
        numbering: section.text("numbering", out),
        called: IndexMap::new(),
    };
    if let Some(mut called) = section.section("called", out) {
        let nouns: Vec<String> = called.all().iter().map(|entry| entry.key.clone()).collect();
        for noun in nouns {
            let headings = called.texts(&noun, out);
            rules.called.insert(noun, headings);
        }
    }
    rules
}

/// A choice between nothing would blame every paper.
fn say_no_choice(
    of_type: Option<ValueType>,
    choices: &[String],
    place: &Origin,
    out: &mut Diagnostics,
) {
    if of_type == Some(ValueType::Choice) && choices.is_empty() {
        out.add(
            Code::KindFaulty,
            place.clone(),
            "a choice has no words to choose from",
        )
        .hint("add them, as in `of = [\"rising\", \"steady\", \"falling\"]`");
    }
}

/// Takes a default as the words someone would have typed.
fn default(node: Option<&Node>) -> Option<Phrase> {
    let node = node?;
    let text = match &node.value {
        NodeValue::Text(text) => text.clone(),
        NodeValue::Boolean(yes) => yes.to_string(),
        NodeValue::Integer(number) => number.to_string(),
        NodeValue::Float(number) => number.to_string(),
        NodeValue::Date(date) => date.to_string(),
        NodeValue::List(_) | NodeValue::Table(_) | NodeValue::Body(_) => return None,
    };
    Some(Phrase {
        text,
        origin: node.origin.clone(),
    })
}

fn tables(section: &mut Section<'_>, out: &mut Diagnostics) -> IndexMap<String, TableKind> {
    let Some(mut given) = section.section("table", out) else {
        return IndexMap::new();
    };
    let entries = given.all().iter();
    entries
        .filter_map(|entry| Some((entry.key.clone(), table(&entry.key, &entry.node, out)?)))
        .collect()
}

fn table(name: &str, node: &Node, out: &mut Diagnostics) -> Option<TableKind> {
    let mut section = Section::new(node, &format!("the table `{name}`"), out)?;
    let columns = section
        .section("columns", out)
        .map(|s| columns(s, out))
        .unwrap_or_default();
    if columns.is_empty() {
        out.add(
            Code::KindFaulty,
            node.origin.clone(),
            format!("the table `{name}` has no columns"),
        )
        .hint("add `[table.….columns]` with a line for each column");
    }
    let table = TableKind {
        key: section.text("key", out),
        judge: section
            .section("judge", out)
            .and_then(|section| judge(section, &columns, out)),
        required: section.flag("required", out).unwrap_or(false),
        sheets: section.texts("sheets", out),
        help: section.text("help", out).unwrap_or_default(),
        columns,
    };
    section.finish(out);
    if table.key.is_none() && table.column_of(ValueType::Status).is_some() {
        let message = format!("the table `{name}` has statuses, but names no status key");
        out.add(Code::KindFaulty, node.origin.clone(), message)
            .hint("add `key = \"status-key\"` and a field of that name, by which a paper names the key");
    }
    Some(table)
}

/// Reads the rule of a table: the names of the columns that statuses are computed from.
fn judge(
    mut section: Section<'_>,
    columns: &IndexMap<String, Column>,
    out: &mut Diagnostics,
) -> Option<Judge> {
    let mut named = |key: &str, types: &[ValueType], out: &mut Diagnostics| {
        let name = section.phrase(key, out)?;
        let fits = columns
            .get(&name.text)
            .is_some_and(|column| types.contains(&column.of_type));
        if !fits {
            let list: Vec<&str> = types.iter().map(|of_type| of_type.name()).collect();
            let message = format!(
                "`{key}` names `{}`, which is no column of that kind",
                name.text
            );
            out.add(Code::KindFaulty, name.origin.clone(), message)
                .hint(format!("name a column of type {}", list.join(", ")));
        }
        fits.then_some(name.text)
    };
    const FIGURES: [ValueType; 4] = [
        ValueType::Measure,
        ValueType::Percentage,
        ValueType::Money,
        ValueType::Number,
    ];
    let actual = named("actual", &FIGURES, out);
    let target = named("target", &FIGURES, out);
    let tolerance = named("tolerance", &[ValueType::Tolerance], out);
    let polarity = named("polarity", &[ValueType::Polarity], out);
    for (key, name) in [("actual", &actual), ("target", &target)] {
        if name.is_none() && !section.has(key) {
            let message = format!("the rule of the table names no `{key}`");
            out.add(Code::KindFaulty, section.origin.clone(), message)
                .hint("add `actual = \"…\"` and `target = \"…\"`");
        }
    }
    section.finish(out);
    Some(Judge {
        actual: actual?,
        target: target?,
        tolerance,
        polarity,
    })
}

fn columns(mut section: Section<'_>, out: &mut Diagnostics) -> IndexMap<String, Column> {
    let entries = section.all().iter();
    entries
        .filter_map(|entry| Some((entry.key.clone(), column(&entry.key, &entry.node, out)?)))
        .collect()
}

fn column(name: &str, node: &Node, out: &mut Diagnostics) -> Option<Column> {
    let mut section = Section::new(node, &format!("the column `{name}`"), out)?;
    let of_type = section.named("type", &ValueType::NAMES, out);
    if matches!(of_type, Some(ValueType::Paper | ValueType::Papers)) {
        let message = format!("the column `{name}` cannot hold papers");
        out.add(Code::KindFaulty, section.origin.clone(), message)
            .hint("name papers in a field of the paper, not in a table");
    }
    if of_type == Some(ValueType::Body) {
        let message = format!("the column `{name}` cannot hold a text of sections");
        out.add(Code::KindFaulty, section.origin.clone(), message)
            .hint("use `rich-text` for what stands in a table");
    }
    let choices = section.texts("of", out);
    say_no_choice(of_type, &choices, section.origin, out);
    let column = Column {
        of_type: of_type.unwrap_or(ValueType::Text),
        choices,
        headings: section.texts("headings", out),
        required: section.flag("required", out).unwrap_or(false),
        unique: section.flag("unique", out).unwrap_or(false),
        compare: section.flag("compare", out).unwrap_or(true),
        by_quarter: section.named("by", &[("quarter", ())], out).is_some(),
        words: section.flag("words", out).unwrap_or(false),
        help: section.text("help", out).unwrap_or_default(),
    };
    section.finish(out);
    of_type.map(|_| column)
}
