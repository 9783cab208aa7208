//! What a cell says, in the form that answers are kept and compared in.

use crate::diagnostic::Diagnostics;
use crate::model::{Column, StatusKey, Value};
use crate::returns::Says;
use crate::validate::{Raw, shape, typed, written};

/// Reads a cell; blank gives nothing, and what does not fit is reported.
pub fn says(
    raw: &Raw,
    (said, column): (&str, &Column),
    key: Option<&StatusKey>,
    out: &mut Diagnostics,
) -> Option<Says> {
    let value = typed(raw, (said, column), key, out)?;
    let plain = |text: String| Says {
        words: one_line(&text),
        shape: one_line(&text),
        text,
        is_date: false,
    };
    Some(match value {
        Value::Rich(rich) => Says {
            text: written(&rich),
            is_date: false,
            words: one_line(&rich.plain()),
            shape: shape(&rich),
        },
        Value::Status(text) | Value::Text(text) => plain(text),
        Value::Date(date) => Says {
            is_date: true,
            ..plain(date.iso())
        },
        Value::Flag(yes) => plain(if yes { "Yes" } else { "No" }.to_owned()),
        _ => plain(one_line(&raw.plain())),
    })
}

/// Returns text on one line.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
