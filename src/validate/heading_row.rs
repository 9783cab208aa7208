//! The row of headings of a chosen sheet, and what it lacks.

use crate::diagnostic::{Code, Diagnostics, suggest};
use crate::load::Sheet;
use crate::model::{Phrase, TableKind, cell_name, column_name};

use super::heading_words::{means_nearly, names_other_quarter, quarter_number};
use super::headings::Headings;
use super::quarters::quarter_of;
use super::tracker::Request;

/// Reports what the row of headings that was found lacks, or that there is none; gives back one that lacks nothing.
pub fn heading_row(
    sheet: &Sheet,
    found: Option<Headings>,
    request: &Request<'_>,
    out: &mut Diagnostics,
) -> Option<Headings> {
    let Some(found) = found else {
        out.add(
            Code::HeadingMissing,
            sheet.whole(),
            format!("no row has the headings of `{}`", request.name),
        )
        .hint(format!(
            "expected headings such as {}",
            expected(request.table)
        ));
        return None;
    };
    let mut fine = true;
    for name in found.missing(request.table) {
        fine = false;
        missing(sheet, &found, name, request, out);
    }
    for (name, others) in &found.twice {
        fine = false;
        let list: Vec<String> = others
            .iter()
            .map(|(column, text)| format!("`{text}` ({})", cell_name(found.row, *column)))
            .collect();
        let (column, text) = &others[0];
        let alike = others
            .iter()
            .any(|(other, same)| other != column && same == text);
        let say = if alike {
            format!("column {}", column_name(*column))
        } else {
            text.clone()
        };
        // The name of a column for one quarter has spaces in it.
        let quote = if name.contains(' ') { "\"" } else { "" };
        out.add(
            Code::HeadingTwice,
            sheet.origin(found.row, *column),
            format!("`{name}` could be any of {}", list.join(", ")),
        )
        .hint(format!(
            "say which, as in `columns = {{ {quote}{name}{quote} = \"{say}\" }}`"
        ));
    }
    for (column, text) in &found.yearless {
        fine = false;
        let message = format!("`{text}` names no year, and other headings of figures do");
        out.add(
            Code::QuarterUnknown,
            sheet.origin(found.row, *column),
            message,
        )
        .hint(format!(
            "write the year beside it, as in `{text} 2026-27`, or above each year's first quarter"
        ));
    }
    for (name, phrase) in request
        .hints
        .columns
        .iter()
        .filter(|(name, _)| !found.has(name))
    {
        fine = false;
        not_as_named(&found, name, phrase, request, out);
    }
    fine.then_some(found)
}

/// Returns the headings that a table cannot do without, for hints.
pub fn expected(table: &TableKind) -> String {
    let first = |column: &crate::model::Column| {
        column
            .headings
            .first()
            .map(|heading| format!("`{heading}`"))
    };
    table
        .columns
        .values()
        .filter(|column| column.required)
        .filter_map(first)
        .collect::<Vec<_>>()
        .join(", ")
}

fn missing(
    sheet: &Sheet,
    found: &Headings,
    name: &str,
    request: &Request<'_>,
    out: &mut Diagnostics,
) {
    if request.hints.columns.contains_key(name) {
        return;
    }
    let column = &request.table.columns[name];
    let known = column.headings.first().map_or(name, String::as_str);
    let place = sheet.origin(
        found.row,
        found
            .found
            .values()
            .map(|(column, _)| *column)
            .min()
            .unwrap_or(0),
    );
    let problem = out.add(
        Code::HeadingMissing,
        place,
        format!("no heading for `{name}`, such as `{known}`"),
    );
    let near: Vec<&(u32, String)> = found
        .unused
        .iter()
        .filter(|(_, text)| means_nearly(text, &column.headings))
        .collect();
    // What another quarter's column says must not come into this paper.
    let own = request.hints.quarter;
    let (astray, near): (Vec<_>, Vec<_>) = near
        .into_iter()
        .partition(|(_, text)| names_other_quarter(text, own));
    if let Some((at, text)) = near.first() {
        problem.hint(format!(
            "did you mean `{text}`? correct the heading in cell {}, or say `columns = {{ {name} = \"{text}\" }}` in `[{}]` of the paper's file",
            cell_name(found.row, *at),
            request.name
        ));
    } else if let (Some(own), false) = (own, astray.is_empty()) {
        let list: Vec<String> = astray
            .iter()
            .map(|(at, text)| format!("`{text}` ({})", cell_name(found.row, *at)))
            .collect();
        problem
            .hint(format!("the paper is of {own}, and the tracker has only {}", list.join(", ")))
            .hint(format!(
                "add the column for Q{}, rename the heading if its texts are of that quarter, or correct `quarter` in the paper's file",
                own.number
            ));
    } else {
        let read: Vec<String> = found.all().map(|text| format!("`{text}`")).collect();
        problem.hint(format!("row {} reads {}", found.row + 1, read.join(", ")));
        problem.hint(format!(
            "add the column, or say which it is, as in `columns = {{ {name} = \"…\" }}`"
        ));
    }
}

fn not_as_named(
    found: &Headings,
    name: &str,
    phrase: &Phrase,
    request: &Request<'_>,
    out: &mut Diagnostics,
) {
    let described = &request.table.columns;
    let by_quarter = |(column, kind): (&String, &crate::model::Column)| {
        kind.by_quarter && quarter_of(name, column).is_some()
    };
    if described.get(name).is_none_or(|column| column.by_quarter)
        && !described.iter().any(by_quarter)
    {
        let problem = out.add(
            Code::FieldUnknown,
            phrase.origin.clone(),
            format!("`{}` has no column `{name}`", request.name),
        );
        if let Some(near) = suggest(name, request.table.columns.keys().map(String::as_str)) {
            problem.hint(format!("did you mean `{near}`?"));
        }
        return;
    }
    let message = format!(
        "no heading reads `{}` in row {}",
        phrase.text,
        found.row + 1
    );
    let problem = out.add(Code::HeadingMissing, phrase.origin.clone(), message);
    // A heading of a quarter that is neither the paper's nor the one named is not meant.
    let meant = |text: &&str| {
        let number = quarter_number(text);
        number.is_none()
            || number == quarter_number(&phrase.text)
            || !names_other_quarter(text, request.hints.quarter)
    };
    let unused = || found.unused.iter().map(|(_, text)| text.as_str());
    match suggest(&phrase.text, unused().filter(meant)) {
        Some(near) => problem.hint(format!("did you mean `{near}`?")),
        None if suggest(&phrase.text, unused()).is_some() => problem
            .hint("the tracker has such a column for other quarters only: add that column, or correct `quarter`"),
        None => problem.hint("write the heading as it stands in the tracker"),
    };
}
