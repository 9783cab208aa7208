//! Changes as a unified diff. No change adds or takes away a line, so that line by line is all there is to compare.

use std::fmt::Write;
use std::ops::Range;

/// The lines that are shown around a change.
const AROUND: usize = 2;

/// Writes the difference of two texts with the same number of lines.
pub fn diff(name: &str, old: &str, new: &str) -> String {
    let lines = |text: &str| -> Vec<String> {
        let lines = text.trim_start_matches('\u{feff}').lines();
        lines.map(str::to_owned).collect()
    };
    let (old, new) = (lines(old), lines(new));
    let mut text = format!("--- {name}\n+++ {name}\n");
    for hunk in hunks(&old, &new) {
        let place = format!("{},{}", hunk.start + 1, hunk.len());
        let _ = writeln!(text, "@@ -{place} +{place} @@");
        text += &hunk_lines(&old[hunk.clone()], &new[hunk]);
    }
    text
}

fn hunks(old: &[String], new: &[String]) -> Vec<Range<usize>> {
    let mut hunks: Vec<Range<usize>> = Vec::new();
    let pairs = old.iter().zip(new).enumerate();
    for (line, _) in pairs.filter(|(_, (old, new))| old != new) {
        let (start, end) = (
            line.saturating_sub(AROUND),
            (line + 1 + AROUND).min(old.len()),
        );
        match hunks.last_mut().filter(|last| start <= last.end) {
            Some(last) => last.end = end,
            None => hunks.push(start..end),
        }
    }
    hunks
}

/// Lines that change together are shown as they were, then as they will be.
fn hunk_lines(old: &[String], new: &[String]) -> String {
    let (mut text, mut after) = (String::new(), String::new());
    for (old, new) in old.iter().zip(new) {
        if old == new {
            text += &std::mem::take(&mut after);
            let _ = writeln!(text, " {old}");
        } else {
            let _ = writeln!(text, "-{old}");
            let _ = writeln!(after, "+{new}");
        }
    }
    text + &after
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_shown_with_the_lines_around_them() {
        let old = "1\n2\n3\nfour  4\nfive  5\n6\n7\n8\n9\n10\n11\nend  12";
        let new = old.replace("  ", " ");
        assert_eq!(
            diff("a.toml", old, &new),
            "--- a.toml\n+++ a.toml\n@@ -2,6 +2,6 @@\n 2\n 3\n-four  4\n-five  5\n+four 4\n+five 5\n 6\n 7\n@@ -10,3 +10,3 @@\n 10\n 11\n-end  12\n+end 12\n"
        );
    }
}
