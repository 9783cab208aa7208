//! Tables of a description.

use indexmap::IndexMap;

use crate::diagnostic::{Code, Diagnostics};
use crate::load::Node;
use crate::model::{Column, Judge, Origin, TableKind, ValueType};

use super::kind_fields::say_no_choice;
use super::section::Section;

/// Reads the tables.
pub fn tables(section: &mut Section<'_>, out: &mut Diagnostics) -> IndexMap<String, TableKind> {
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
        others: IndexMap::new(),
    };
    section.finish(out);
    faulty_parts(name, &table, &node.origin, out);
    if table.key.is_none() && table.column_of(ValueType::Status).is_some() {
        let message = format!("the table `{name}` has statuses, but names no status key");
        out.add(Code::KindFaulty, node.origin.clone(), message)
            .hint("add `key = \"status-key\"` and a field of that name, by which a paper names the key");
    }
    Some(table)
}

/// Tells each table of a kind the others.
pub fn acquaint(tables: &mut IndexMap<String, TableKind>) {
    let all = tables.clone();
    for (name, table) in tables.iter_mut() {
        let others = all.iter().filter(|(other, _)| *other != name);
        table.others = others
            .map(|(name, other)| (name.clone(), other.clone()))
            .collect();
    }
}

/// Reports refs whose parts no column of the table tells.
fn faulty_parts(name: &str, table: &TableKind, place: &Origin, out: &mut Diagnostics) {
    for (column, described) in &table.columns {
        let flag = |parts: &String| {
            let named = table.columns.get(parts);
            named.is_some_and(|named| named.of_type == ValueType::Flag)
        };
        let counted = described.automatic || described.parts.is_some();
        if (counted && described.of_type != ValueType::Ref)
            || described.parts.as_ref().is_some_and(|parts| !flag(parts))
        {
            let message =
                format!("the column `{column}` of the table `{name}` cannot be counted on");
            out.add(Code::KindFaulty, place.clone(), message).hint(
                "`automatic` stands in a column of type `ref`; its `parts` names a column of type `flag`",
            );
        }
    }
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
        automatic: section.flag("automatic", out).unwrap_or(false),
        parts: section.text("parts", out),
        inherit: section.flag("inherit", out).unwrap_or(false),
        words: section.flag("words", out).unwrap_or(false),
        contact: section.flag("contact", out).unwrap_or(false),
        answer: section.flag("answer", out).unwrap_or(false),
        help: section.text("help", out).unwrap_or_default(),
    };
    section.finish(out);
    of_type.map(|_| column)
}
