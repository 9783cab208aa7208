//! What was recognised, in lines for people.

use crate::load::{Sheet, Workbook};
use crate::model::{Kind, column_name};
use crate::validate::{ROW_BELOW, fold};

use super::key::{KeyFound, said};
use super::paper::{Keyed, is_to_do};
use super::portion::{Part, Portion};
use super::search::is_by_itself;
use super::titles::Fields;

/// Says what one paper is made of.
pub fn report(tables: &[Keyed<'_>], fields: &Fields, shown: &str) -> Vec<String> {
    let Some((main, _)) = tables.first() else {
        return Vec::new();
    };
    let kind = main.candidate.kind;
    let mut lines = vec![format!("{shown}: {} ({})", kind.name, kind.summary)];
    for (portion, key) in tables {
        lines.extend(table(portion));
        lines.extend(key.as_ref().map(|key| key_line(key, &portion.part)));
    }
    let found = kind
        .fields
        .keys()
        .filter_map(|name| Some((name, fields.found.get(name)?)));
    for (name, said) in found {
        lines.push(format!("  {name}: {} (from {})", said.value, said.place));
    }
    let missing = kind
        .fields
        .iter()
        .filter(|one| is_to_do(kind, *one, fields));
    lines.extend(
        missing.map(|(name, field)| format!("  to do: `{name}` was not found. {}", field.help)),
    );
    lines
}

fn table(portion: &Portion<'_>) -> Vec<String> {
    let one = &portion.candidate;
    let rows = match one.headings.grouped {
        true => format!("rows {} and {}", one.headings.row, one.headings.row + 1),
        false => format!("row {}", one.headings.row + 1),
    };
    let mut lines = vec![format!(
        "  {}: sheet `{}`, headings in {rows}{}",
        one.table,
        one.sheet.name,
        part(&portion.part)
    )];
    let mut columns: Vec<(u32, String, &str)> = one
        .headings
        .found
        .iter()
        .map(|(name, (column, text))| (*column, text.clone(), name.as_str()))
        .collect();
    columns.sort();
    for (column, text, name) in columns {
        lines.push(format!(
            "    column {} `{text}` is `{name}`",
            column_name(column)
        ));
    }
    if let Some(name) = &one.headings.below {
        lines.push(format!("    {ROW_BELOW} each line is its `{name}`"));
    }
    lines
}

fn part(part: &Part) -> String {
    match part {
        Part::Whole => String::new(),
        Part::Column(heading, values) => {
            let list: Vec<String> = values.iter().map(|value| format!("`{value}`")).collect();
            format!(", rows that say {} under `{heading}`", list.join(" or "))
        }
        Part::Lines(from, None) => format!(", rows below `{from}`"),
        Part::Lines(from, Some(to)) => format!(", rows from `{from}` to `{to}`"),
    }
}

fn key_line(key: &KeyFound, part: &Part) -> String {
    match &key.name {
        Some(name) => {
            let steps: Vec<String> = key
                .read
                .iter()
                .map(|(code, count)| format!("{code} {count}"))
                .collect();
            let how = if key.by_fill {
                ", by their colours"
            } else {
                ""
            };
            // Statuses are counted on the whole sheet.
            let counts = match part {
                Part::Whole => format!(": {}", steps.join(", ")),
                _ => String::new(),
            };
            format!("    statuses follow the key `{name}`{how}{counts}")
        }
        None if key.seen.is_empty() => "    no statuses were found".to_owned(),
        None => {
            let seen: Vec<String> = key.seen.keys().map(said).collect();
            format!("    statuses fit no key of the office: {}", seen.join(", "))
        }
    }
}

/// Says what of the workbook is in no paper, and what is read by itself.
pub fn rest(
    workbook: &Workbook,
    kind: &Kind,
    taken: &[&str],
    columns: &[(&Sheet, Vec<(u32, String)>)],
) -> Vec<String> {
    let mut lines = Vec::new();
    for sheet in &workbook.sheets {
        if taken.contains(&&*sheet.name) {
            continue;
        }
        let name = &sheet.name;
        lines.push(match (sheet.hidden, is_by_itself(kind, sheet)) {
            (true, _) => format!("  left out: sheet `{name}`, which is hidden"),
            (false, true) => format!("  notes: sheet `{name}`, read by itself"),
            (false, false) => format!("  left out: sheet `{name}`"),
        });
    }
    for (sheet, unused) in columns {
        for (column, text) in unused {
            lines.push(format!(
                "  left out: column {} `{text}` of the sheet `{}`",
                column_name(*column),
                sheet.name
            ));
        }
        for column in &sheet.hidden_columns {
            lines.push(format!(
                "  left out: column {} of the sheet `{}`, which is hidden",
                column_name(*column),
                sheet.name
            ));
        }
    }
    lines
}

/// Returns the columns of a table that mean nothing, without those that its rows are told by.
pub fn unused(portion: &Portion<'_>) -> Vec<(u32, String)> {
    let told_by = match &portion.part {
        Part::Column(heading, _) => fold(heading),
        _ => String::new(),
    };
    let unused = portion.candidate.headings.unused.iter();
    unused
        .filter(|(_, text)| fold(text) != told_by)
        .cloned()
        .collect()
}
