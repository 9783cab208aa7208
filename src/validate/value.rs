//! One parser per type of value.

use crate::diagnostic::{Code, Diagnostics, suggest};
use crate::model::{
    Block, Cell, Date, Inline, Origin, Quarter, RichText, StandingText, StatusKey, Value, ValueType,
};
use indexmap::IndexMap;

use super::amount::{amount, polarity, tolerated};
use super::clean::{clean, one_line};
use super::commonmark::commonmark;
use super::link::link;
use super::raw::{Found, Raw};
use super::typed_text::typed_text;
use super::{fill, list, named_file, standing};

/// Types of value that are written as lists or tables too.
const TAKES_LISTS: [ValueType; 4] = [
    ValueType::File,
    ValueType::Files,
    ValueType::List,
    ValueType::Texts,
];

/// What a value has to be.
pub struct Expected<'a> {
    /// What messages call it, such as "`status` of deliverable `4`".
    pub name: &'a str,
    /// Its type.
    pub of_type: ValueType,
    /// The words of a choice.
    pub choices: &'a [String],
    /// The key of a status.
    pub key: Option<&'a StatusKey>,
    /// The standing texts of the office.
    pub texts: &'a IndexMap<String, StandingText>,
    /// Whether words may stand where a figure is expected.
    pub words: bool,
}

/// Reads a value; blank gives nothing, and what does not fit is reported.
pub fn value(raw: &Raw, expected: &Expected<'_>, out: &mut Diagnostics) -> Option<Cell> {
    if unreadable(raw, expected, out) {
        return None;
    }
    let from_fill = raw.is_blank() && expected.of_type == ValueType::Status && raw.fill.is_some();
    if raw.is_blank() && !from_fill {
        return None;
    }
    let value = match expected.of_type {
        ValueType::RichText | ValueType::Body => Some(Value::Rich(rich_text(raw))),
        ValueType::Status => status(raw, expected, out),
        ValueType::Date => date(raw, expected, out),
        ValueType::Quarter => quarter(raw, expected, out),
        ValueType::Number | ValueType::Percentage | ValueType::Money | ValueType::Measure => {
            amount(raw, expected, out)
        }
        ValueType::Tolerance => tolerated(raw, expected, out),
        ValueType::Polarity => polarity(raw, expected, out),
        ValueType::Link => link(raw, expected, out),
        ValueType::Choice => choice(raw, expected, out),
        ValueType::Flag => flag(raw, expected, out),
        ValueType::Person | ValueType::Organisation => Some(Value::Text(names(&raw.plain()))),
        ValueType::Text | ValueType::Ref => text(raw, expected, out),
        ValueType::File => named_file::one(raw, expected, out),
        ValueType::Files => named_file::several(raw, expected, out),
        ValueType::List => list::list(raw, expected, out).map(Value::List),
        ValueType::Texts => standing::texts(raw, expected, out),
        // Papers are named in fields, which read them elsewhere.
        ValueType::Paper | ValueType::Papers => None,
    };
    Some(Cell {
        value: value?,
        origin: raw.origin.clone(),
    })
}

/// Reports error values, formulas without result, and lists where a value belongs.
fn unreadable(raw: &Raw, expected: &Expected<'_>, out: &mut Diagnostics) -> bool {
    match &raw.found {
        Found::Error(error) => {
            out.add(
                Code::CellError,
                raw.origin.clone(),
                format!("{} holds the error `{error}`", expected.name),
            )
            .hint("mend the formula or type the value, then save the workbook");
        }
        Found::Uncalculated(formula) => {
            let message = format!(
                "{} is a formula without a stored result: `{formula}`",
                expected.name
            );
            out.add(Code::CellUncalculated, raw.origin.clone(), message)
                .hint(
                    "open the workbook in your spreadsheet program, let it calculate, and save it",
                );
        }
        Found::Nested(_) if !TAKES_LISTS.contains(&expected.of_type) => {
            wrong(raw, expected, "a single value", out);
        }
        _ => return false,
    }
    true
}

/// Reports a value that is not what it has to be.
pub fn wrong(raw: &Raw, expected: &Expected<'_>, what: &str, out: &mut Diagnostics) {
    let text = one_line(&raw.plain());
    let said = if text.is_empty() {
        String::new()
    } else {
        format!(": `{text}`")
    };
    out.add(
        Code::ValueWrong,
        raw.origin.clone(),
        format!("{} is not {what}{said}", expected.name),
    )
    .hint(format!("write {what}"));
}

/// Reads a line of text; numbers and dates that the file has already changed are refused.
fn text(raw: &Raw, expected: &Expected<'_>, out: &mut Diagnostics) -> Option<Value> {
    let from_toml = matches!(raw.origin, Origin::Text { .. });
    match &raw.found {
        // TOML reads 3.10 as 3.1.
        Found::Number(value, shown) if from_toml && value.fract() != 0.0 => {
            out.add(
                Code::ValueWrong,
                raw.origin.clone(),
                format!(
                    "{} is a number, not text: it reads `{shown}`",
                    expected.name
                ),
            )
            .hint("put it in quotes, so that it is printed as you typed it");
            None
        }
        Found::Date(date) if expected.of_type == ValueType::Ref => {
            out.add(
                Code::ValueWrong,
                raw.origin.clone(),
                format!(
                    "{} is a date, {date}: spreadsheets take refs such as 1-2 for dates",
                    expected.name
                ),
            )
            .hint("format the cell as text and type the ref again");
            None
        }
        _ => Some(Value::Text(one_line(&raw.plain()))),
    }
}

/// Reads names on lines of their own as a list.
fn names(text: &str) -> String {
    let lines = text.lines().map(one_line).filter(|line| !line.is_empty());
    let mut all = String::new();
    for line in lines {
        if !all.is_empty() {
            all.push_str(if all.ends_with([',', ';', '/', '&', '-']) {
                " "
            } else {
                ", "
            });
        }
        all.push_str(&line);
    }
    all
}

/// Reads rich text, as a file or a cell has it.
pub fn rich_text(raw: &Raw) -> RichText {
    match &raw.found {
        Found::Written(text) => commonmark(text),
        Found::Typed(runs) => typed_text(runs),
        _ => RichText(vec![Block::Paragraph {
            of: vec![Inline::Text(clean(&raw.plain()))],
        }]),
    }
}

fn status(raw: &Raw, expected: &Expected<'_>, out: &mut Diagnostics) -> Option<Value> {
    // Without a key there is nothing to judge by: the table has said so already.
    let key = expected.key?;
    let text = one_line(&raw.plain());
    let step = if raw.is_blank() {
        fill::step(key, raw.fill?, &raw.origin, expected.name, out)
    } else {
        let by_ink = || fill::nearest_to(key, raw.ink?);
        key.step(&text).or_else(by_ink)
    };
    if step.is_none() && !raw.is_blank() {
        let names = key.steps.iter().flat_map(|step| {
            let aliases = step.aliases.iter().map(String::as_str);
            [step.code.as_str(), step.label.as_str()]
                .into_iter()
                .chain(aliases)
        });
        let near = suggest(&text, names);
        let problem = out.add(
            Code::StatusUnknown,
            raw.origin.clone(),
            format!("unknown status `{text}`"),
        );
        if let Some(near) = near {
            problem.hint(format!("did you mean `{near}`?"));
        }
        let codes: Vec<String> = key
            .steps
            .iter()
            .map(|step| format!("`{}` ({})", step.code, step.label))
            .collect();
        problem.hint(format!(
            "use one of {}, or add an alias to the status key `{}`",
            codes.join(", "),
            key.name
        ));
    }
    step.map(|step| Value::Status(step.code.clone()))
}

fn date(raw: &Raw, expected: &Expected<'_>, out: &mut Diagnostics) -> Option<Value> {
    let date = match &raw.found {
        Found::Date(date) => Some(*date),
        _ => Date::parse(&raw.plain()),
    };
    if date.is_none() && !impossible(raw, expected, out) {
        wrong(
            raw,
            expected,
            "a date such as 2019-03-31 or 31 March 2019",
            out,
        );
    }
    date.map(Value::Date)
}

/// Reports a date whose form is right, and which no calendar has.
fn impossible(raw: &Raw, expected: &Expected<'_>, out: &mut Diagnostics) -> bool {
    let text = one_line(&raw.plain());
    let Some(why) = Date::why_impossible(&text) else {
        return false;
    };
    let message = format!(
        "{} is `{text}`, a day that does not exist: {why}",
        expected.name
    );
    out.add(Code::ValueWrong, raw.origin.clone(), message)
        .hint("write the day that is meant, as in 2019-03-31 or 31 March 2019");
    true
}

fn quarter(raw: &Raw, expected: &Expected<'_>, out: &mut Diagnostics) -> Option<Value> {
    let quarter = Quarter::parse(&raw.plain());
    if quarter.is_none() {
        wrong(raw, expected, "a quarter such as `2018-19 Q4`", out);
    }
    quarter.map(Value::Quarter)
}

fn choice(raw: &Raw, expected: &Expected<'_>, out: &mut Diagnostics) -> Option<Value> {
    let text = one_line(&raw.plain());
    let found = expected
        .choices
        .iter()
        .find(|choice| choice.eq_ignore_ascii_case(&text));
    if found.is_none() {
        let list: Vec<String> = expected
            .choices
            .iter()
            .map(|choice| format!("`{choice}`"))
            .collect();
        out.add(
            Code::ValueWrong,
            raw.origin.clone(),
            format!("{} cannot be `{text}`", expected.name),
        )
        .hint(format!("use one of {}", list.join(", ")));
    }
    found.cloned().map(Value::Text)
}

fn flag(raw: &Raw, expected: &Expected<'_>, out: &mut Diagnostics) -> Option<Value> {
    if let Found::Flag(yes) = raw.found {
        return Some(Value::Flag(yes));
    }
    match raw.plain().trim().to_lowercase().as_str() {
        "yes" | "y" | "true" => Some(Value::Flag(true)),
        "no" | "n" | "false" => Some(Value::Flag(false)),
        _ => {
            wrong(raw, expected, "`true` or `false`", out);
            None
        }
    }
}
