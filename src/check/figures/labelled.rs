//! Results behind the label of a step, as keys are printed: `Green: 14/16 (88%)`.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::claims::{Claim, is_inside};
use super::number::{Percent, number};
use super::rows::Counted;

static LABELLED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i-u)(?P<n>\d+)(?: ?/ ?(?P<m>\d+)| (?:out )?of (?P<m1>\d+))?(?: ?\((?P<p>\d+(?:\.\d+)?) ?%\))?").expect("a pattern")
});

/// Lists results that stand behind the label of a step: `Green: 14/16 (88%)`.
pub fn labelled<'a>(text: &str, sentence: &Range<usize>, table: &Counted<'a>) -> Vec<Claim<'a>> {
    let said = &text[sentence.clone()];
    // Without a whole or a share it is no result.
    let may_be = said.contains(['/', '%']) || said.contains("of ") || said.contains("OF ");
    let found = may_be.then(|| LABELLED.captures_iter(said));
    let found = found.into_iter().flatten().filter_map(|found| {
        let whole = found.get(0)?;
        let (start, end) = (sentence.start + whole.start(), sentence.start + whole.end());
        let total = found.name("m").or_else(|| found.name("m1"));
        let percent = found.name("p");
        if is_inside(text, start, end) || total.or(percent).is_none() {
            return None;
        }
        let ahead = text[sentence.start..start].trim_end_matches([' ', ':', '=', '-', '–', '(']);
        let name = table.step_behind(ahead)?;
        let named_from = ahead.len() - name.text.len() + sentence.start;
        Some(Claim {
            words: named_from..end,
            steps: vec![name.code],
            count: number(&found["n"]),
            total: total.and_then(|total| number(total.as_str())),
            percent: percent.and_then(|percent| Percent::new(percent.as_str())),
            all: false,
            is_named: false,
            is_bare: false,
            is_plain: name.is_plain,
        })
    });
    found.collect()
}
