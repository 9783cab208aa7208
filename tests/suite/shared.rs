//! Real material beside the repository: a tracker in three formats, and files that nobody here wrote.

use std::time::Duration;

use serde_json::Value;

use crate::support::model::squeeze;
use crate::support::shared::{office_of, shared};

const FORMATS: [&str; 3] = ["xlsx", "ods", "xls"];
/// Nothing may take longer than this, whatever it is given.
const PATIENCE: Duration = Duration::from_secs(20);

fn expected() -> Option<Value> {
    let text = std::fs::read_to_string(shared("cases/theme-3.expected.json")?).expect("readable");
    Some(serde_json::from_str(&text).expect("JSON"))
}

/// Lists the words of text as they are compared: without marks of notes, bullets, numbers of lists and kinds of apostrophe.
fn words(text: &str) -> Vec<String> {
    let plain = text
        .replace(['’', '‘'], "'")
        .replace(['\u{ad}', '\u{200b}'], "");
    let marks = regex::Regex::new(r"\[\^\w+\]|(?m)^(- |\d+\. )|[*_]").expect("a pattern");
    let word = regex::Regex::new(r"[A-Za-z0-9£%&']+").expect("a pattern");
    word.find_iter(&marks.replace_all(&plain, ""))
        .map(|found| found.as_str().to_owned())
        .collect()
}

#[test]
fn every_word_of_the_real_tracker_is_read_in_order_in_each_format() {
    let Some(expected) = expected() else { return };
    for format in FORMATS {
        let Some(tracker) = shared(&format!("cases/theme-3-tracker.{format}")) else {
            return;
        };
        let pdf = office_of(&tracker).built_pdf();
        let reading = words(&pdf.tags().body());
        let mut rest = reading.iter();
        let mut lacking = Vec::new();
        let rows = expected["deliverables"].as_array().expect("rows");
        assert_eq!(
            (rows.len(), pdf.tags().all("H2").len()),
            (16, 16),
            "{format}"
        );
        let mut total = 0;
        for row in rows {
            let text = format!(
                "{}\n{}",
                row["title"].as_str().expect("text"),
                row["update"].as_str().expect("text")
            );
            for word in words(&text) {
                total += 1;
                let before = rest.clone();
                if !rest.any(|found| *found == word) {
                    rest = before;
                    lacking.push(format!("{}: {word}", row["ref"]));
                }
            }
        }
        assert!(total > 3000, "{format}: only {total} words were looked for");
        assert!(
            lacking.is_empty(),
            "{format}: of {total} words {} are not read in order: {lacking:?}",
            lacking.len()
        );
    }
}

#[test]
fn results_rating_and_glossary_of_the_real_tracker_are_as_printed_in_each_format() {
    for format in FORMATS {
        let Some(tracker) = shared(&format!("cases/theme-3-tracker.{format}")) else {
            return;
        };
        let reading = squeeze(&office_of(&tracker).built_pdf().reading());
        for text in [
            "16 of 16",
            "100%",
            "The overall rating is therefore very good",
        ] {
            assert!(reading.contains(text), "{format}: {text}");
        }
        assert_eq!(
            reading
                .matches("National Counter Terrorism Policing")
                .count(),
            1,
            "{format}"
        );
    }
}

#[test]
fn the_three_formats_of_the_real_tracker_give_the_same_text() {
    let read = |format: &&str| {
        Some(words(
            &office_of(&shared(&format!("cases/theme-3-tracker.{format}"))?)
                .built_pdf()
                .reading(),
        ))
    };
    let Some(readings) = FORMATS.iter().map(read).collect::<Option<Vec<_>>>() else {
        return;
    };
    for (format, reading) in FORMATS.iter().zip(&readings) {
        let first = reading.iter().zip(&readings[0]).position(|(a, b)| a != b);
        assert!(
            *reading == readings[0],
            "{format} differs from {} at word {first:?}",
            FORMATS[0]
        );
    }
}

#[test]
fn any_file_as_a_tracker_gives_a_paper_or_a_diagnostic_and_never_a_crash() {
    let Some(corpus) = shared("corpus/spreadsheets") else {
        return;
    };
    let files: Vec<_> = walkdir::WalkDir::new(corpus)
        .sort_by_file_name()
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file())
        .collect();
    assert!(files.len() > 50);
    let mut wrong = Vec::new();
    for file in files {
        let name = file.file_name().to_string_lossy().into_owned();
        match office_of(file.path()).run_within(&["build"], PATIENCE) {
            None => wrong.push(format!("{name}: still at work after {PATIENCE:?}")),
            Some(ran) if ran.code == 0 => {}
            Some(ran)
                if ran.code == 1
                    && ran.stderr.contains("error[BP")
                    && !ran.stderr.contains("panicked") => {}
            Some(ran) => wrong.push(format!(
                "{name}: exit code {}: {}",
                ran.code,
                ran.stderr.lines().next().unwrap_or_default()
            )),
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
