//! Protective markings, of today's scheme and of that before 2014.

use std::sync::LazyLock;

use regex::Regex;

use crate::diagnostic::Code;

use super::finding::Finding;

/// What stands in front of a marking, or behind it, beside dashes and brackets.
const LABEL: &str = r"(?:(?i-u:(?:protective |security |government )?(?:marking|classification|security)|gsc|status)\s*[:–—-]\s*)?";

/// Words that say more of a marking.
const MORE: &str = r"(?:COMMERCIAL|PERSONAL(?: DATA)?|LOCSEN|STAFF|POLICY|MANAGEMENT|INVESTIGATIONS?|MEDICAL|HONOURS|CONTRACTS?|COMMERCIAL IN CONFIDENCE|FSC|UK EYES ONLY|RECIPIENTS ONLY|LEGAL|MARKET SENSITIVE|WHEN COMPLETE[D]?|[A-Z]{2,12} EYES ONLY)";

/// Alone on its line.
static ALONE: LazyLock<Regex> = LazyLock::new(|| {
    let sensitive = r"(?i-u:official)\s*[-–—:/ ]\s*(?i-u:sensitive)";
    Regex::new(&format!(
        r"(?m)^[\s\[(*]*{LABEL}[\[(]?(?P<mark>(?:{sensitive}|TOP SECRET|SECRET|RESTRICTED|CONFIDENTIAL|PROTECT)(?:\s*[-–—:/(]\s*{MORE}\)?)*)[\s\])*.]*$"
    ))
    .expect("a pattern")
});

/// At the head of a line or at its end, or in square brackets.
static BESIDE: LazyLock<Regex> = LazyLock::new(|| {
    let marking = r"(?:OFFICIAL\s?[-–—:/ ]\s?SENSITIVE|TOP SECRET|SECRET)";
    let old = r"(?:RESTRICTED|CONFIDENTIAL|PROTECT)";
    Regex::new(&format!(
        r#"(?m)(?:^|[.!?]\s)\s*{LABEL}(?P<head>{marking}(?: \({MORE}\))?)\s*[-–—:|]\s|[-–—:|(]\s*(?P<end>{marking})\s*\)?\s*$|[.!?][)\]"'’”]?\s+{LABEL}(?P<last>{marking}(?: ?[-–—:/(] ?{MORE}\)?)?)[.\s]*$|\[\s*(?P<bracket>(?:{marking}|{old})(?:\s?[-–—:/]\s?{MORE})?)\s*\]|\((?P<round>OFFICIAL\s?[-–—:]\s?SENSITIVE)\)|^\s*{LABEL}(?P<old>{old}\s?[-–—:/]\s?{MORE})\b"#
    ))
    .expect("a pattern")
});

/// Finds markings; the words in a sentence are no marking, nor is `OFFICIAL` alone.
///
/// `is_strand` says whether `PROTECT` may be a strand of a strategy, beside Pursue and Prepare.
pub fn find(text: &str, is_strand: &dyn Fn() -> bool, found: &mut Vec<Finding>) {
    if !LIKELY.is_match(text) {
        return;
    }
    let alone = ALONE
        .captures_iter(text)
        .filter_map(|line| line.name("mark"));
    let beside = BESIDE.captures_iter(text).filter_map(|line| {
        ["head", "end", "last", "bracket", "round", "old"]
            .iter()
            .find_map(|name| line.name(name))
    });
    for mark in alone.chain(beside) {
        let known = found.iter().any(|one| one.words.contains(&mark.start()));
        let strand = mark.as_str() == "PROTECT" && is_strand();
        if !known && !strand {
            found.push(Finding::new(
                Code::ProtectiveMarking,
                text,
                mark.range(),
                None,
            ));
        }
    }
}

static LIKELY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"SECRET|RESTRICTED|CONFIDENTIAL|PROTECT|(?i-u:sensitive)").expect("a pattern")
});
