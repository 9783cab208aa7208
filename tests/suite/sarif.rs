//! `boardpaper check --format sarif`: what SARIF 2.1.0 asks of a log, and where each finding lies.

use serde_json::{Value, json};

use crate::support::findings::office;
use crate::support::workspace::Workspace;

fn log(office: &Workspace, arguments: &[&str]) -> Value {
    let ran = office.run(&[&["check", "--format", "sarif"], arguments].concat());
    assert_eq!(ran.stderr, "");
    serde_json::from_str(&ran.stdout).expect("JSON")
}

fn list<'a>(of: &'a Value, name: &str) -> &'a [Value] {
    of[name]
        .as_array()
        .unwrap_or_else(|| panic!("`{name}` is no list in {of}"))
}

fn result<'a>(log: &'a Value, code: &str, file: &str) -> &'a Value {
    let mut results = list(&log["runs"][0], "results").iter();
    let is = |result: &&Value| {
        let place = &result["locations"][0]["physicalLocation"]["artifactLocation"];
        result["ruleId"] == code && place["uri"] == file
    };
    results
        .find(is)
        .unwrap_or_else(|| panic!("no {code} in {file}"))
}

#[test]
fn a_log_has_what_the_standard_requires() {
    let log = log(&office(), &[]);
    assert_eq!(log["version"], "2.1.0");
    assert!(
        log["$schema"]
            .as_str()
            .expect("a schema")
            .ends_with("sarif-schema-2.1.0.json")
    );
    let [run] = list(&log, "runs") else {
        panic!("one run")
    };
    assert_eq!(run["tool"]["driver"]["name"], "boardpaper");
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    assert!(run["originalUriBaseIds"]["%SRCROOT%"].is_object());
    for text in [&run["tool"]["driver"]["version"], &run["language"]] {
        assert!(text.is_string());
    }
}

#[test]
fn every_result_has_its_rule_and_every_rule_its_help() {
    let log = log(&office(), &[]);
    let run = &log["runs"][0];
    let rules = list(&run["tool"]["driver"], "rules");
    for result in list(run, "results") {
        let at = result["ruleIndex"].as_u64().expect("a number");
        assert_eq!(
            rules[usize::try_from(at).expect("small")]["id"],
            result["ruleId"]
        );
        assert!(["error", "warning", "note"].contains(&result["level"].as_str().expect("a level")));
        assert!(
            result["message"]["text"]
                .as_str()
                .is_some_and(|text| !text.is_empty())
        );
    }
    let mut ids = Vec::new();
    for rule in rules {
        ids.push(rule["id"].as_str().expect("a name"));
        for text in [
            &rule["shortDescription"]["text"],
            &rule["fullDescription"]["text"],
            &rule["help"]["text"],
            &rule["help"]["markdown"],
            &rule["defaultConfiguration"]["level"],
        ] {
            assert!(text.as_str().is_some_and(|text| !text.is_empty()), "{rule}");
        }
        assert!(
            rule["help"]["text"]
                .as_str()
                .is_some_and(|text| !text.contains("**"))
        );
    }
    let once: std::collections::BTreeSet<_> = ids.iter().collect();
    assert_eq!(once.len(), ids.len(), "each rule stands once");
}

#[test]
fn a_place_in_a_text_file_is_a_region_of_it() {
    let log = log(&office(), &[]);
    let found = result(&log, "BP0309", "data/text.toml");
    let place = &found["locations"][0];
    let region = json!({ "startLine": 9, "startColumn": 10, "endColumn": 15, "snippet": { "text": "\"GRN\"" } });
    assert_eq!(place["physicalLocation"]["region"], region);
    assert_eq!(
        place["physicalLocation"]["artifactLocation"]["uriBaseId"],
        "%SRCROOT%"
    );
    assert_eq!(found["level"], "error");
    let text = found["message"]["text"].as_str().expect("a text");
    assert!(text.contains("\nhint: did you mean `Green`?"), "{text}");
    let found = result(&log, "BP1502", "data/tracker.csv");
    let place = &found["locations"][0];
    assert_eq!(
        place["physicalLocation"]["region"],
        json!({ "startLine": 2 })
    );
    assert_eq!(place["logicalLocations"][0]["name"], "field 5");
}

#[test]
fn a_cell_is_a_logical_place_and_says_who_leads_its_line() {
    let log = log(&office(), &[]);
    let found = result(&log, "BP1502", "data/the%20tracker.xlsx");
    let cell = json!([{ "name": "E2", "fullyQualifiedName": "'Theme 1'!E2", "kind": "cell" }]);
    assert_eq!(found["locations"][0]["logicalLocations"], cell);
    assert!(found["locations"][0]["physicalLocation"]["region"].is_null());
    assert_eq!(found["properties"]["lead"], "Head of Policy");
    assert_eq!(
        found["properties"]["excerpt"]["text"],
        "Patrols began in the the harbour."
    );
    let sheet = result(&log, "BP0305", "data/the%20tracker.xlsx");
    assert_eq!(sheet["level"], "note");
    assert_eq!(
        sheet["locations"][0]["logicalLocations"][0]["kind"],
        "sheet"
    );
}

#[test]
fn denied_warnings_are_errors_and_quiet_leaves_notes_out() {
    let denied = log(&office(), &["--deny-warnings", "--quiet"]);
    let results = list(&denied["runs"][0], "results");
    assert!(!results.is_empty() && results.iter().all(|result| result["level"] == "error"));
}

#[test]
fn an_office_without_findings_has_a_run_without_results() {
    let row = "\n[[deliverables]]\nref = \"1\"\ntitle = \"Patrol the port\"\nstatus = \"G\"\nupdate = \"Patrols began.\"\n";
    let log = log(&Workspace::paper(row), &[]);
    assert!(list(&log["runs"][0], "results").is_empty());
}
