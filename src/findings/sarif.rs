//! Findings as SARIF 2.1.0, which editors and code scanning read.

use serde_json::{Map, Value, json};

use crate::diagnostic::{Code, Severity};
use crate::model::{Origin, cell_name};

use super::{Finding, Findings, Page};

/// What files are told from: tools take it for the folder that they have open.
const ROOT: &str = "%SRCROOT%";

impl Findings<'_> {
    /// Returns a log with one run: a rule for each code that was found, a result for each finding.
    pub fn sarif(&self) -> Value {
        let mut rules: Vec<Code> = self
            .list
            .iter()
            .map(|finding| finding.problem.code)
            .collect();
        rules.sort();
        rules.dedup();
        let driver = json!({
            "name": "boardpaper",
            "version": env!("CARGO_PKG_VERSION"),
            "semanticVersion": env!("CARGO_PKG_VERSION"),
            "rules": rules.iter().map(|code| rule(*code)).collect::<Vec<_>>(),
        });
        let results = self.list.iter().map(|finding| result(finding, &rules));
        json!({
            "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
            "version": "2.1.0",
            "runs": [{
                "tool": { "driver": driver },
                "language": "en-GB",
                "columnKind": "unicodeCodePoints",
                "originalUriBaseIds": { ROOT: { "description": { "text": "the office's folder, which holds data/board.toml" } } },
                "results": results.collect::<Vec<_>>(),
            }],
        })
    }
}

fn rule(code: Code) -> Value {
    let page = Page::of(code);
    let text = page.text();
    let first = text.split("\n\n").next().unwrap_or_default();
    json!({
        "id": code.to_string(),
        "name": format!("{code:?}"),
        "shortDescription": { "text": code.summary() },
        "fullDescription": { "text": first.replace('\n', " ") },
        "defaultConfiguration": { "level": level(code.severity()), "enabled": code.severity() != Severity::Off },
        "help": { "text": text, "markdown": page.markdown },
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note | Severity::Off => "note",
    }
}

fn result(finding: &Finding<'_>, rules: &[Code]) -> Value {
    let problem = finding.problem;
    let mut text = problem.message.clone();
    for hint in &problem.hints {
        text.push_str(&format!("\nhint: {hint}"));
    }
    let place = problem.origin.as_ref();
    json!({
        "ruleId": problem.code.to_string(),
        "ruleIndex": rules.iter().position(|code| *code == problem.code),
        "level": level(finding.severity),
        "message": { "text": text },
        "locations": place.iter().map(|origin| location(origin, finding)).collect::<Vec<_>>(),
        "properties": properties(finding),
    })
}

/// What SARIF has no place of its own for.
fn properties(finding: &Finding<'_>) -> Value {
    let mut known = Map::new();
    if let Some(about) = &finding.problem.about {
        known.insert("line".to_owned(), about.line.clone().into());
        known.extend(
            about
                .lead
                .iter()
                .map(|lead| ("lead".to_owned(), lead.clone().into())),
        );
    }
    if let Some((_, excerpt)) = &finding.words {
        known.insert("excerpt".to_owned(), json!(excerpt));
    }
    known.into()
}

fn location(origin: &Origin, finding: &Finding<'_>) -> Value {
    let mut physical = json!({ "artifactLocation": file(origin.path()) });
    if let Some(region) = region(origin, finding) {
        physical["region"] = region;
    }
    let mut location = json!({ "physicalLocation": physical });
    if let Some(part) = part(origin) {
        location["logicalLocations"] = json!([part]);
    }
    location
}

fn region(origin: &Origin, finding: &Finding<'_>) -> Option<Value> {
    match origin {
        Origin::Line { line, .. } => Some(json!({ "startLine": line })),
        Origin::Text {
            line,
            column,
            length,
            ..
        } => {
            let mut region =
                json!({ "startLine": line, "startColumn": column, "endColumn": column + length });
            if let Some((Some(_), excerpt)) = &finding.words {
                let words = excerpt
                    .text
                    .chars()
                    .skip(excerpt.start)
                    .take(excerpt.length);
                region["snippet"] = json!({ "text": words.collect::<String>() });
            }
            Some(region)
        }
        _ => None,
    }
}

/// What a workbook's parts are called in formulas.
fn part(origin: &Origin) -> Option<Value> {
    let sheet_name = |sheet: &str| format!("'{}'", sheet.replace('\'', "''"));
    match origin {
        Origin::Sheet { sheet, .. } => {
            Some(json!({ "name": sheet, "fullyQualifiedName": sheet_name(sheet), "kind": "sheet" }))
        }
        Origin::Cell {
            sheet, row, column, ..
        } => {
            let cell = cell_name(*row, *column);
            let whole = format!("{}!{cell}", sheet_name(sheet));
            Some(json!({ "name": cell, "fullyQualifiedName": whole, "kind": "cell" }))
        }
        Origin::Line { field, .. } => {
            Some(json!({ "name": format!("field {field}"), "kind": "field" }))
        }
        _ => None,
    }
}

fn file(path: &str) -> Value {
    let whole = path.starts_with('/') || path.as_bytes().get(1) == Some(&b':');
    match whole {
        true => json!({ "uri": format!("file:///{}", address(path.trim_start_matches('/'))) }),
        false => json!({ "uri": address(path), "uriBaseId": ROOT }),
    }
}

/// Writes a path as addresses have it.
fn address(path: &str) -> String {
    let kept = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/:".contains(&byte);
    let part = |byte: u8| match kept(byte) {
        true => char::from(byte).to_string(),
        false => format!("%{byte:02X}"),
    };
    path.replace('\\', "/").bytes().map(part).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_addresses() {
        assert_eq!(
            address("data/Q1 (£)/a#1.toml"),
            "data/Q1%20%28%C2%A3%29/a%231.toml"
        );
        assert_eq!(file("/srv/a.pdf")["uri"], "file:///srv/a.pdf");
        assert_eq!(file("C:/a.pdf")["uri"], "file:///C:/a.pdf");
    }

    #[test]
    fn cells_are_called_as_in_formulas() {
        let origin = Origin::Cell {
            file: "a.xlsx".into(),
            sheet: "Theme 'x'".into(),
            row: 6,
            column: 3,
        };
        assert_eq!(
            part(&origin).expect("a part")["fullyQualifiedName"],
            "'Theme ''x'''!D7"
        );
    }
}
