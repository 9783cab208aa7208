//! `document.toml` and `wording.toml`: the description of a document kind.

use indexmap::IndexMap;

use crate::diagnostic::{Code, Diagnostics, Severity, suggest};
use crate::load::{Library, Node, TemplateFile, parse};
use crate::model::{Field, Kind, Origin, TableKind, ValueType};

use super::board::phrases;
use super::kind_fields::fields;
use super::kind_tables::{acquaint, tables};
use super::section::Section;

/// Where the fields, tables and phrases stand that every kind has.
const COMMON: &str = "documents/common.toml";

/// Reads the description of a kind, or takes it as it was read before; `asked` is where a paper names it.
pub fn kind(library: &Library, name: &str, asked: &Origin, out: &mut Diagnostics) -> Option<Kind> {
    if let Some(known) = library.kind(name) {
        return Some(known);
    }
    let mut said = Diagnostics::default();
    let kind = read_kind(library, name, asked, &mut said);
    if let (Some(kind), true) = (&kind, said.iter().next().is_none()) {
        library.keep(kind);
    }
    out.append(said);
    kind
}

fn read_kind(library: &Library, name: &str, asked: &Origin, out: &mut Diagnostics) -> Option<Kind> {
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
    acquaint(&mut kind.tables);
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
        pack: None,
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
        let is_text = |(_, field): &(&String, &Field)| {
            matches!(field.of_type, ValueType::RichText | ValueType::Texts)
        };
        order = tables
            .keys()
            .chain(all.iter().filter(is_text).map(|(name, _)| name))
            .cloned()
            .collect();
    }
    let pack = pack(&mut section, &tables, out);
    faulty_rules(&all, &node.origin, out);
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
        pack,
        wording: IndexMap::new(),
        origin,
    })
}

/// Reads which table holds the items whose papers make a pack.
fn pack(
    section: &mut Section<'_>,
    tables: &IndexMap<String, TableKind>,
    out: &mut Diagnostics,
) -> Option<String> {
    let mut pack = section.section("pack", out)?;
    let items = pack.phrase("items", out);
    let origin = pack.origin.clone();
    pack.finish(out);
    let lacks = |table: &TableKind| {
        let needed = [ValueType::Ref, ValueType::File];
        needed
            .into_iter()
            .find(|of_type| table.column_of(*of_type).is_none())
    };
    let message = match items.as_ref().map(|items| tables.get(&items.text)) {
        Some(Some(table)) => match lacks(table) {
            Some(of_type) => format!(
                "the items of a pack have no column of type `{}`",
                of_type.name()
            ),
            None => return items.map(|items| items.text),
        },
        Some(None) => "`items` of `[pack]` names no table".to_owned(),
        None => "`[pack]` does not say which table holds the items".to_owned(),
    };
    let place = items.map_or(origin, |items| items.origin);
    out.add(Code::KindFaulty, place, message)
        .hint("add `items = \"…\"` with a table of this description that has a column of type `ref` and one of type `file`");
    None
}

/// Reports texts whose numbering or contents no field of the description sets.
fn faulty_rules(fields: &IndexMap<String, Field>, place: &Origin, out: &mut Diagnostics) {
    for rules in fields.values().map(|field| &field.body) {
        for (rule, name, hint) in [
            (
                "numbering",
                &rules.numbering,
                "describe it, with `type = \"choice\"` and `of = [\"through\", \"restart\", \"none\"]`",
            ),
            (
                "contents",
                &rules.contents,
                "describe it, with `type = \"flag\"`",
            ),
        ] {
            let Some(name) = name.as_ref().filter(|name| !fields.contains_key(*name)) else {
                continue;
            };
            let message = format!("`{rule}` names the field `{name}`, which is not described");
            out.add(Code::KindFaulty, place.clone(), message).hint(hint);
        }
    }
}
