//! `boardpaper describe`: what papers of a kind are made of, told from the kind's own description.

use std::process::ExitCode;

use clap::Args;

use crate::diagnostic::Diagnostics;
use crate::job;
use crate::load::Library;
use crate::model::{Column, Field, Judge, Kind, Origin, TableKind, ValueType};
use crate::validate;

use super::{Shared, print_line};

/// What `describe` takes.
#[derive(Debug, Args)]
pub struct DescribeArgs {
    /// Kinds of document; all of them when none is named
    #[arg(value_name = "KIND")]
    kinds: Vec<String>,
}

impl DescribeArgs {
    /// Prints the descriptions. Works without an office too: then there are only the kinds inside the program.
    pub fn run(self, shared: &Shared) -> ExitCode {
        let mut problems = Diagnostics::default();
        let root = job::find(shared.root.as_deref(), &mut Diagnostics::default());
        let library =
            root.map_or_else(Library::embedded, |root| job::library(&root, &mut problems));
        print_line(told(&library, &self.kinds, &mut problems).trim_end());
        shared.report(None, problems, false)
    }
}

/// Tells of some kinds, or of all and what they share.
fn told(library: &Library, asked: &[String], out: &mut Diagnostics) -> String {
    let place = Origin::file("the command line");
    let common = validate::common(library, out);
    let names: Vec<&str> = if asked.is_empty() {
        library.kinds().collect()
    } else {
        asked.iter().map(String::as_str).collect()
    };
    let mut text: String = names
        .into_iter()
        .filter_map(|name| validate::kind(library, name, &place, out))
        .map(|kind| of_kind(&without(kind, &common)))
        .collect();
    if asked.is_empty() {
        text.push_str(
            "## Every document\n\nWhat a kind does not describe itself stands here for all.\n\n",
        );
        text.push_str(&parts(&common));
    }
    text
}

/// Leaves out what every document has.
fn without(mut kind: Kind, common: &Kind) -> Kind {
    kind.fields
        .retain(|name, field| common.fields.get(name) != Some(field));
    kind.tables
        .retain(|name, table| common.tables.get(name) != Some(table));
    kind
}

fn of_kind(kind: &Kind) -> String {
    format!("## `{}`\n\n{}.\n\n{}", kind.name, kind.summary, parts(kind))
}

/// Tells of fields and tables; what is required is bold.
fn parts(kind: &Kind) -> String {
    let mut text = String::new();
    if !kind.fields.is_empty() {
        text.push_str("| field | holds | what it is for |\n|---|---|---|\n");
        text.extend(
            kind.fields
                .iter()
                .map(|(name, field)| of_field(name, field)),
        );
        text.push('\n');
    }
    text.extend(
        kind.tables
            .iter()
            .map(|(name, table)| of_table(name, table)),
    );
    text
}

fn of_field(name: &str, field: &Field) -> String {
    let holds = holds(field.of_type, &field.choices);
    let default =
        field
            .default
            .as_ref()
            .map(|default| match default.text.strip_prefix("wording.") {
                Some(phrase) => format!(" If left out: the phrase `{phrase}`."),
                None => format!(" If left out: `{}`.", default.text),
            });
    let help = field.help.clone() + &default.unwrap_or_default();
    row(&[named(name, field.required), holds, help])
}

fn of_table(name: &str, table: &TableKind) -> String {
    let required = if table.required { ", required" } else { "" };
    let mut text = format!("### `{name}`: a table{required}\n\n");
    if !table.help.is_empty() {
        text.push_str(&format!("{}\n\n", sentence(&table.help)));
    }
    text.push_str(
        "| column | holds | headings it is known by | what it is for |\n|---|---|---|---|\n",
    );
    text.extend(
        table
            .columns
            .iter()
            .map(|(name, column)| of_column(name, column)),
    );
    text.push('\n');
    if let Some(rule) = &table.judge {
        text.push_str(&of_rule(rule));
    }
    text
}

/// Says which columns a table's statuses follow from.
fn of_rule(rule: &Judge) -> String {
    let columns = [
        Some(&rule.actual),
        Some(&rule.target),
        rule.tolerance.as_ref(),
        rule.polarity.as_ref(),
    ];
    let names: Vec<String> = columns
        .into_iter()
        .flatten()
        .map(|name| format!("`{name}`"))
        .collect();
    format!(
        "A status that is not given follows from {}.\n\n",
        names.join(", ")
    )
}

fn of_column(name: &str, column: &Column) -> String {
    let mut holds = holds(column.of_type, &column.choices);
    if column.words {
        holds.push_str(" or words");
    }
    if column.by_quarter {
        holds.push_str(", by quarter");
    }
    if column.automatic {
        holds.push_str(", counted where it is left out");
    }
    if column.inherit {
        holds.push_str(", also for the parts of a row");
    }
    row(&[
        named(name, column.required),
        holds,
        column.headings.join(", "),
        column.help.clone(),
    ])
}

fn holds(of_type: ValueType, choices: &[String]) -> String {
    let words: Vec<String> = choices.iter().map(|word| format!("`{word}`")).collect();
    let name = of_type.name().replace('-', " ");
    match of_type {
        ValueType::Choice => words.join(", "),
        _ if words.is_empty() => name,
        _ => format!("{name} ({})", words.join(", ")),
    }
}

fn named(name: &str, required: bool) -> String {
    if required {
        format!("**`{name}`**")
    } else {
        format!("`{name}`")
    }
}

fn sentence(text: &str) -> String {
    let end = if text.ends_with('.') { "" } else { "." };
    format!("{text}{end}")
}

/// Returns a line of a Markdown table.
fn row(cells: &[String]) -> String {
    let cells: Vec<String> = cells.iter().map(|cell| cell.replace('|', "\\|")).collect();
    format!("| {} |\n", cells.join(" | "))
}
