//! What cells take: dropdowns and days, with a word of help and a word where something else is typed.

use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, ExcelDateTime, Formula, XlsxError,
};

use crate::model::StatusKey;

use super::names::short;
use super::{Fault, Takes, TrackerColumn};

/// The most that a list takes which stands in the cell itself, and a message.
const MOST: usize = 255;
/// The most that the title of a message takes.
const MOST_TITLE: usize = 32;

/// Lists that are too long for a cell, or hold commas: they stand on a sheet of their own.
#[derive(Default)]
pub(super) struct Lists {
    /// What each is of, and its words.
    pub(super) columns: Vec<(String, Vec<String>)>,
    /// The tab of the sheet.
    pub(super) tab: String,
}

/// Returns what a column's cells take, where it is not anything.
pub(super) fn validation(
    column: &TrackerColumn,
    lists: &mut Lists,
) -> Result<Option<DataValidation>, Fault> {
    let heading = short(&column.heading, MOST_TITLE);
    Ok(match &column.takes {
        Takes::Status(key) if !key.steps.is_empty() => Some(status(key, &heading, lists)?),
        Takes::OneOf(words) if !words.is_empty() => Some(one_of(words, &heading, lists)?),
        Takes::Date => Some(date(&heading)?),
        _ => None,
    })
}

fn status(key: &StatusKey, heading: &str, lists: &mut Lists) -> Result<DataValidation, XlsxError> {
    let codes: Vec<String> = key.steps.iter().map(|step| step.code.clone()).collect();
    let said = format!(
        "Choose {} from the list: the letter alone, without other words. The sheet Instructions says what each means.",
        either(&codes)
    );
    listed(&codes, heading, lists)?
        .set_input_title(heading)?
        .set_input_message(meanings(key))?
        .set_error_title(short("This status is not in the key", MOST_TITLE))?
        .set_error_message(short(&said, MOST))
        .map(|rule| rule.set_error_style(DataValidationErrorStyle::Stop))
}

fn one_of(words: &[String], heading: &str, lists: &mut Lists) -> Result<DataValidation, XlsxError> {
    listed(words, heading, lists)?
        .set_error_title("Not in the list so far")?
        .set_error_message(
            "Choose from the list where you can. Keep what you typed if it is right and new.",
        )
        .map(|rule| rule.set_error_style(DataValidationErrorStyle::Warning))
}

fn date(heading: &str) -> Result<DataValidation, XlsxError> {
    let (first, last) = (
        ExcelDateTime::from_ymd(1990, 1, 1)?,
        ExcelDateTime::from_ymd(2199, 12, 31)?,
    );
    DataValidation::new()
        .allow_date(DataValidationRule::Between(first, last))
        .set_input_title(heading)?
        .set_input_message("A day, such as 31/03/2027.")?
        .set_error_title("This is no day")?
        .set_error_message(
            "Type a day, such as 31/03/2027. Words about it belong in another column.",
        )
}

/// Puts a list in the cell itself, or, where that does not hold it, on the sheet of lists.
fn listed(words: &[String], heading: &str, lists: &mut Lists) -> Result<DataValidation, XlsxError> {
    let length: usize = words
        .iter()
        .map(|word| word.encode_utf16().count() + 1)
        .sum();
    let simple = words
        .iter()
        .all(|word| !word.contains([',', '"', '\n']) && word.trim() == word);
    if simple && length <= MOST {
        return DataValidation::new().allow_list_strings(words);
    }
    let known = lists.columns.iter().position(|(_, other)| other == words);
    let at = known.unwrap_or_else(|| {
        lists.columns.push((heading.to_owned(), words.to_vec()));
        lists.columns.len() - 1
    });
    let column = crate::model::column_name(u32::try_from(at).unwrap_or_default());
    let tab = lists.tab.replace('\'', "''");
    // Room for words that the office adds.
    let last = 3 + words.len() + 20;
    let range = format!("='{tab}'!${column}$4:${column}${last}");
    Ok(DataValidation::new().allow_list_formula(Formula::new(range)))
}

/// Says what each code means, as far as a message holds it.
fn meanings(key: &StatusKey) -> String {
    let full = key.steps.iter().map(|step| match step.meaning.trim() {
        "" => format!("{}: {}", step.code, step.label),
        meaning => format!("{}: {} - {meaning}", step.code, step.label),
    });
    let brief = key
        .steps
        .iter()
        .map(|step| format!("{}: {}", step.code, step.label));
    let (full, brief) = (
        full.collect::<Vec<_>>().join("\n"),
        brief.collect::<Vec<_>>().join("\n"),
    );
    if full.encode_utf16().count() <= MOST {
        full
    } else {
        short(&brief, MOST)
    }
}

fn either(codes: &[String]) -> String {
    match codes {
        [] => String::new(),
        [only] => only.clone(),
        [before @ .., last] => format!("{} or {last}", before.join(", ")),
    }
}
