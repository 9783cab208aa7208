//! Lines that need attention and do not say how they come right.

use crate::check::Subject;
use crate::check::speech::{Speech, own};
use crate::check::told::Told;
use crate::diagnostic::{Code, Diagnostics};
use crate::model::Value;

/// Reports lines that need attention without a path to green.
pub fn check(subject: &Subject<'_>, speech: &Speech, rows: &[Told<'_, '_>], out: &mut Diagnostics) {
    let own = own(&subject.settings.path_words);
    let says = |text: &str| speech.path.is_match(text) || own.is_match(text);
    for told in rows {
        let Some(step) = told.step.filter(|step| step.attention && !step.closed) else {
            continue;
        };
        let in_words = told.passages.iter().any(|line| says(&line.text));
        let has_path = in_words || has_column(told, &says);
        if !has_path && (!speech.path.is_empty() || !own.is_empty()) {
            let message = format!(
                "{} is `{}` and does not say how it comes right",
                told.called(),
                step.label
            );
            told.report(Code::PathMissing, message, out).hint(
                "say who will do what by when, and begin it with words such as `path to green:` or one of `path-words` in `[check]`",
            );
        }
    }
}

/// Returns whether the row has words in a column that is headed as the way back.
fn has_column(told: &Told<'_, '_>, says: &dyn Fn(&str) -> bool) -> bool {
    let mut headed = told
        .rows
        .columns
        .iter()
        .filter(|column| says(&column.heading));
    headed.any(|column| match told.row.value(&column.name) {
        Some(Value::Rich(rich)) => !rich.is_blank(),
        value => value.is_some(),
    })
}
