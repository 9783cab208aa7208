//! What calamine's values are as cells.

use calamine::{DataRef, ExcelDateTime};

use super::date::{self, Epoch};
use super::number_format::NumberFormat;
use super::runs::{plain, plain_lines};
use super::sheet::Content;
use super::shown::general;
use crate::diagnostic::{Code, Diagnostics};
use crate::model::Origin;

/// Returns a value as a cell's content: numbers in their shortest form, since how they are shown is not told.
pub(super) fn content(value: &DataRef<'_>, epoch: Epoch) -> Content {
    match value {
        DataRef::Empty => Content::Empty,
        DataRef::Int(number) => number_content(*number as f64),
        DataRef::Float(number) => number_content(*number),
        DataRef::String(text) => plain(&plain_lines(text)),
        DataRef::SharedString(text) => plain(&plain_lines(text)),
        DataRef::Bool(yes) => Content::Boolean(*yes),
        DataRef::DateTime(moment) => moment_content(moment, epoch),
        DataRef::DateTimeIso(text) => date::written(text).unwrap_or_else(|| plain(text)),
        DataRef::DurationIso(text) => plain(text),
        DataRef::Error(error) => Content::Error(error.to_string()),
    }
}

/// Warns that a file's looks cannot be read, above all what is hidden in it.
pub(super) fn warn(shown: &str, out: &mut Diagnostics) {
    let message = format!("bold text, fills and number formats of `{shown}` cannot be read");
    out.add(Code::FormattingUnread, Origin::file(shown), message)
        .hint("save it as .xlsx and name that file instead");
}

fn number_content(value: f64) -> Content {
    Content::Number {
        value,
        shown: general(value),
    }
}

fn moment_content(moment: &ExcelDateTime, epoch: Epoch) -> Content {
    let value = moment.as_f64();
    let format = match moment.is_duration() {
        true => "[h]:mm:ss",
        // A time of day is a moment of day 0.
        false if value < 1.0 => "h:mm",
        false => "d/m/yyyy",
    };
    NumberFormat::parse(format).content(value, epoch)
}
