//! Numbers and times as a sheet shows them.

use super::section::{Mark, Section};

/// More places than any format has.
const PLACES: usize = 30;

/// Returns a number in its shortest form: `1`, never `1.0`, and `0.3` for what adds up to it.
pub(super) fn general(value: f64) -> String {
    let size = value.abs();
    if !value.is_finite() || size >= 1e15 || (size > 0.0 && size < 1e-9) {
        return format!("{value:E}");
    }
    // Spreadsheets show eleven characters of a number that has no format.
    let places = if size < 1.0 {
        9
    } else {
        9_usize.saturating_sub(size.log10().floor() as usize)
    };
    let digits = rounded(size, places);
    let digits = if digits.contains('.') {
        digits.trim_end_matches('0').trim_end_matches('.')
    } else {
        &digits
    };
    if value < 0.0 && digits != "0" {
        format!("-{digits}")
    } else {
        digits.to_owned()
    }
}

/// Returns a number as a section shows it; in its shortest form where the section is a fraction or the like.
pub(super) fn number(section: &Section, value: f64) -> String {
    let marks = &section.marks;
    let is_digit = |mark: &Mark| matches!(mark, Mark::Digit(_));
    let (Some(first), Some(last)) = (
        marks.iter().position(is_digit),
        marks.iter().rposition(is_digit),
    ) else {
        return without_digits(marks, value);
    };
    let inside = &marks[first..=last];
    if inside
        .iter()
        .any(|mark| !matches!(mark, Mark::Digit(_) | Mark::Comma | Mark::Point))
    {
        return general(value);
    }
    let start = first - usize::from(first > 0 && marks[first - 1] == Mark::Point);
    let number = digits(marks, start, last, value);
    let minus = if value < 0.0 && number.contains(|c| matches!(c, '1'..='9')) {
        "-"
    } else {
        ""
    };
    format!(
        "{minus}{}{number}{}",
        literals(&marks[..start]),
        literals(&marks[last + 1..])
    )
    .trim()
    .to_owned()
}

/// Returns a time of day, or elapsed time, as a section shows it.
pub(super) fn time(section: &Section, value: f64) -> String {
    let total = (value.abs() * 86_400.0).round() as u64;
    let half = section.marks.contains(&Mark::HalfDay);
    let hour = total / 3_600 % 24;
    let mut text = if value < 0.0 {
        "-".to_owned()
    } else {
        String::new()
    };
    for mark in &section.marks {
        match mark {
            Mark::Part('h', length) if half => text += &padded((hour + 11) % 12 + 1, *length),
            Mark::Part('h', length) => text += &padded(hour, *length),
            Mark::Part('m', length) => text += &padded(total / 60 % 60, *length),
            Mark::Part('s', length) => text += &padded(total % 60, *length),
            Mark::Elapsed('h') => text += &(total / 3_600).to_string(),
            Mark::Elapsed('m') => text += &(total / 60).to_string(),
            Mark::Elapsed(_) => text += &total.to_string(),
            Mark::HalfDay => text += if hour < 12 { "AM" } else { "PM" },
            Mark::Literal(literal) => text += literal,
            _ => {}
        }
    }
    text.trim().to_owned()
}

/// Returns what a section without places for digits shows: its words, or the number where it says `General`.
fn without_digits(marks: &[Mark], value: f64) -> String {
    let Some(at) = marks
        .iter()
        .position(|mark| matches!(mark, Mark::General | Mark::Text))
    else {
        return literals(marks).trim().to_owned();
    };
    let minus = if value < 0.0 { "-" } else { "" };
    let number = general(value.abs());
    format!(
        "{minus}{}{number}{}",
        literals(&marks[..at]),
        literals(&marks[at + 1..])
    )
    .trim()
    .to_owned()
}

/// Returns the digits of a number without its sign, as the places between two marks ask for them.
fn digits(marks: &[Mark], start: usize, last: usize, value: f64) -> String {
    let point = marks[start..=last]
        .iter()
        .position(|mark| *mark == Mark::Point)
        .map_or(last + 1, |at| start + at);
    let (whole, part) = (&marks[start..point], &marks[point..=last]);
    let places = count(part, |mark| matches!(mark, Mark::Digit(_))).min(PLACES);
    let least = count(part, |mark| *mark == Mark::Digit('0'));
    let number = rounded(scaled(marks, point, last, value), places);
    let (mut left, mut right) = match number.split_once('.') {
        Some((left, right)) => (left.to_owned(), right.to_owned()),
        None => (number, String::new()),
    };
    while right.len() > least && right.ends_with('0') {
        right.pop();
    }
    left = left.trim_start_matches('0').to_owned();
    let width = count(whole, |mark| *mark == Mark::Digit('0')).min(PLACES);
    left = format!("{left:0>width$}");
    // A comma before the last place groups; those after it divide.
    if whole
        .iter()
        .skip_while(|mark| **mark != Mark::Comma)
        .any(|mark| matches!(mark, Mark::Digit(_)))
    {
        left = grouped(&left);
    }
    if right.is_empty() {
        left
    } else {
        format!("{left}.{right}")
    }
}

/// Returns the size of a number after percent signs and trailing commas.
fn scaled(marks: &[Mark], point: usize, last: usize, value: f64) -> f64 {
    let percents = count(marks, |mark| *mark == Mark::Percent);
    let before_point = marks[..point]
        .iter()
        .rev()
        .take_while(|mark| **mark == Mark::Comma)
        .count();
    let after_digits = marks[last + 1..]
        .iter()
        .take_while(|mark| **mark == Mark::Comma)
        .count();
    let thousands = if point > last {
        after_digits
    } else {
        before_point + after_digits
    };
    value.abs() * 100_f64.powi(percents as i32) / 1000_f64.powi(thousands as i32)
}

/// Returns a number that is not negative, rounded half up as people do, to so many places.
fn rounded(size: f64, places: usize) -> String {
    // Fifteen digits are what spreadsheets keep; rounding from the binary fraction would make 2.675 to 2.67.
    let written = format!("{size:.14e}");
    let (mantissa, exponent) = written.split_once('e').unwrap_or((&written, "0"));
    let exponent: i64 = exponent.parse().unwrap_or_default();
    let mut digits: Vec<u8> = mantissa
        .bytes()
        .filter(u8::is_ascii_digit)
        .map(|digit| digit - b'0')
        .collect();
    let mut before = exponent + 1;
    if before < 0 {
        digits.splice(0..0, vec![0; before.unsigned_abs().min(40) as usize]);
        before = 0;
    }
    let keep = (before as usize).saturating_add(places);
    let up = digits.get(keep).is_some_and(|digit| *digit >= 5);
    digits.resize(keep, 0);
    if up && carried(&mut digits) {
        digits.insert(0, 1);
        before += 1;
    }
    let text: String = digits
        .iter()
        .map(|digit| char::from(b'0' + digit))
        .collect();
    let (whole, part) = text.split_at(before as usize);
    let whole = if whole.is_empty() { "0" } else { whole };
    if part.is_empty() {
        whole.to_owned()
    } else {
        format!("{whole}.{part}")
    }
}

/// Adds one to the last digit; returns whether it carried past the first.
fn carried(digits: &mut [u8]) -> bool {
    for digit in digits.iter_mut().rev() {
        *digit = (*digit + 1) % 10;
        if *digit != 0 {
            return false;
        }
    }
    true
}

fn grouped(digits: &str) -> String {
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

fn literals(marks: &[Mark]) -> String {
    let text = |mark: &Mark| match mark {
        Mark::Literal(text) => text.clone(),
        Mark::Percent => "%".to_owned(),
        Mark::Slash => "/".to_owned(),
        _ => String::new(),
    };
    marks.iter().map(text).collect()
}

fn padded(number: u64, length: usize) -> String {
    if length > 1 {
        format!("{number:02}")
    } else {
        number.to_string()
    }
}

fn count(marks: &[Mark], which: impl Fn(&Mark) -> bool) -> usize {
    marks.iter().filter(|mark| which(mark)).count()
}
