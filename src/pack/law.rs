//! On what ground an item is exempt, in the words of the law.

use crate::diagnostic::{Code, Diagnostics, suggest};
use crate::model::{Cell, Exempt, Jurisdiction, Law, Origin, Paper, Paragraph, Value};

/// Words that people write before a paragraph's number.
const BEFORE: [&str; 6] = ["paragraphs", "paragraph", "paras", "para", "nos", "no"];

/// Finds the law that a meeting names; none where it names none, or one that is not known.
pub fn jurisdiction<'a>(
    paper: &Paper,
    law: &'a Law,
    out: &mut Diagnostics,
) -> Option<&'a Jurisdiction> {
    named(paper, "jurisdiction", &law.jurisdictions, out)
}

/// Finds what a field of the meeting names in the law.
pub fn named<'a, T>(
    paper: &Paper,
    field: &str,
    known: &'a indexmap::IndexMap<String, T>,
    out: &mut Diagnostics,
) -> Option<&'a T> {
    let cell = paper.fields.get(field)?;
    let name = cell.value.plain();
    let found = known.get(&name);
    if found.is_none() {
        let message = format!("`{field}` cannot be `{name}`");
        let problem = out.add(Code::ValueWrong, cell.origin.clone(), message);
        match suggest(&name, known.keys().map(String::as_str)) {
            Some(near) => problem.hint(format!("did you mean `{near}`?")),
            None => {
                let names: Vec<&str> = known.keys().map(String::as_str).collect();
                problem.hint(format!("use one of `{}`", names.join("`, `")))
            }
        };
    }
    found
}

/// Says on what ground an item is exempt; a paragraph that the law does not have is reported.
pub fn exempt(
    item: &str,
    marks: &Cell,
    reason: Option<String>,
    law: &Jurisdiction,
    out: &mut Diagnostics,
) -> Option<Exempt> {
    let Value::List(marks_given) = &marks.value else {
        return None;
    };
    if marks_given.is_empty() {
        faulty(item, "names no paragraph", law, &marks.origin, out);
        return None;
    }
    let mut named: Vec<usize> = Vec::new();
    for mark in marks_given {
        match law.paragraphs.iter().position(|p| p.number == number(mark)) {
            Some(at) => named.push(at),
            None => {
                let wrong = format!(
                    "names the paragraph `{mark}`, and there is none in {}",
                    law.schedule
                );
                faulty(item, &wrong, law, &marks.origin, out);
                return None;
            }
        }
    }
    named.sort_unstable();
    named.dedup();
    let paragraphs: Vec<&Paragraph> = named.iter().map(|at| &law.paragraphs[*at]).collect();
    let (said, ground) = match law.numbered {
        true => (
            said(&paragraphs),
            format!("{} of {}", said(&paragraphs), law.schedule),
        ),
        false => (law.schedule.clone(), law.schedule.clone()),
    };
    Some(Exempt {
        resolution: resolution(&paragraphs, law),
        ground,
        paragraphs: said,
        about: paragraphs.iter().map(|p| p.about.clone()).collect(),
        power: law.power.clone(),
        reason,
    })
}

/// Returns the words of the resolution to exclude the public: those of a paragraph go before those of the law.
fn resolution(paragraphs: &[&Paragraph], law: &Jurisdiction) -> Option<String> {
    let mut own = paragraphs.iter().rev();
    let own = own.find_map(|paragraph| law.resolutions.get(&paragraph.number));
    own.or(law.resolution.as_ref()).cloned()
}

/// Returns `3` of `paragraph 3`.
fn number(mark: &str) -> String {
    let mark = mark.trim().to_lowercase();
    let before = BEFORE.iter().find_map(|word| mark.strip_prefix(word));
    let rest = before.unwrap_or(&mark);
    rest.trim_matches(|c: char| c.is_whitespace() || c == '.' || c == '(' || c == ')')
        .to_owned()
}

/// Returns `paragraph 3`, or `paragraphs 1, 2 and 3`.
fn said(paragraphs: &[&Paragraph]) -> String {
    let numbers: Vec<&str> = paragraphs.iter().map(|p| p.number.as_str()).collect();
    match &numbers[..] {
        [] => String::new(),
        [only] => format!("paragraph {only}"),
        [first @ .., last] => format!("paragraphs {} and {last}", first.join(", ")),
    }
}

fn faulty(item: &str, wrong: &str, law: &Jurisdiction, place: &Origin, out: &mut Diagnostics) {
    let numbers: Vec<&str> = law.paragraphs.iter().map(|p| p.number.as_str()).collect();
    let list = numbers.join(", ");
    out.add(
        Code::ExemptFaulty,
        place.clone(),
        format!("the exemption of item `{item}` {wrong}"),
    )
    .hint(format!(
        "name one or more of {list}, as in `exempt = [{}]`",
        example(&numbers)
    ));
}

fn example(numbers: &[&str]) -> String {
    let first = numbers.first().copied().unwrap_or("1");
    match first.parse::<u32>() {
        Ok(_) => first.to_owned(),
        Err(_) => format!("\"{first}\""),
    }
}
