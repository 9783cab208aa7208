//! Expected text beside its input: compared exactly, and written anew with `ACCEPT=1`.

use std::fs;
use std::path::Path;

use super::{in_ci, repo};

/// Compares text with a file; gives what differs, as a person would look for it.
pub fn compare(file: &Path, actual: &str) -> Result<(), String> {
    let shown = file.strip_prefix(repo("")).unwrap_or(file).display();
    if std::env::var_os("ACCEPT").is_some_and(|accept| accept == "1") {
        assert!(
            !in_ci(),
            "ACCEPT=1 is refused where CI=true: accept on your own machine and look at the difference"
        );
        fs::write(file, actual).map_err(|error| format!("{shown}: {error}"))?;
        return Ok(());
    }
    let expected = fs::read_to_string(file).unwrap_or_default();
    if expected == actual {
        return Ok(());
    }
    Err(format!(
        "{shown}: {}\n    (ACCEPT=1 writes what came out)",
        difference(&expected, actual)
    ))
}

/// Compares one text with one file.
#[track_caller]
pub fn assert_matches(file: &str, actual: &str) {
    if let Err(difference) = compare(&repo(file), actual) {
        panic!("{difference}");
    }
}

/// Shows the first line that differs, with the one before it.
fn difference(expected: &str, actual: &str) -> String {
    let (expected, actual): (Vec<&str>, Vec<&str>) =
        (expected.lines().collect(), actual.lines().collect());
    let same = expected
        .iter()
        .zip(&actual)
        .take_while(|(a, b)| a == b)
        .count();
    let line = |lines: &[&str]| {
        lines
            .get(same)
            .map_or("(end)".to_owned(), |line| format!("{line:?}"))
    };
    let before = if same > 0 {
        expected[same - 1]
    } else {
        "(start)"
    };
    format!(
        "line {} differs, after {before:?}\n    expected: {}\n    came out: {}",
        same + 1,
        line(&expected),
        line(&actual)
    )
}
