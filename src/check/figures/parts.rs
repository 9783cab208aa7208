//! BP1002 where the parts of a whole are listed, each with its share: "64 are complete (55%), 50 are not (44%)".

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::check::{Line, Passage};
use crate::diagnostic::Code;

use super::Finding;
use super::number::{NUMBER, Percent, number, share};
use super::text::{before, sentences};

static PART: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(
        r"(?i-u)\b(?P<n>{NUMBER})(?: (?:[a-z'-]|(?u:’))+){{0,6}} \((?:(?P<p>\d+(?:\.\d+)?) ?%|less than (?P<less>1) ?%|<(?P<below>1) ?%)\)"
    ))
    .expect("a pattern")
});

static WHOLE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(&format!(r"(?i-u)\b{NUMBER}\b")).expect("a pattern"));

/// A part and its share, and where they stand.
struct Part {
    passage: usize,
    words: Range<usize>,
    number: u64,
    percent: Option<Percent>,
}

/// Finds shares of listed parts that do not follow; each with the position of its passage.
pub fn find(passages: &[Passage<'_>]) -> Vec<(usize, Finding)> {
    let mut found = Vec::new();
    let mut items: Vec<Part> = Vec::new();
    let mut ahead = "";
    for (position, passage) in passages.iter().enumerate() {
        let is_item = passage.line == Line::Item;
        if !is_item {
            found.extend(wrong(&items, ahead));
            items.clear();
            ahead = &passage.text;
        }
        if !passage.text.contains("%)") || !passage.is_printed() {
            continue;
        }
        if is_item {
            items.extend(
                parts(&passage.text, 0..passage.text.len(), position)
                    .into_iter()
                    .take(1),
            );
            continue;
        }
        for at in sentences(&passage.text) {
            let listed = parts(&passage.text, at.clone(), position);
            let start = listed.first().map_or(at.start, |part| part.words.start);
            found.extend(wrong(&listed, &passage.text[at.start..start]));
        }
    }
    found.extend(wrong(&items, ahead));
    found
}

fn parts(text: &str, at: Range<usize>, passage: usize) -> Vec<Part> {
    let found = PART.captures_iter(&text[at.clone()]).filter_map(|found| {
        let whole = found.get(0)?;
        let (start, end) = (at.start + whole.start(), at.start + whole.end());
        let last = before(text, start, 1);
        let joined = text[..start].ends_with(['/', '.', ',', '-', '£', '–']) || last == "of";
        (!joined).then(|| Part {
            passage,
            words: start..end,
            number: number(&found["n"]).unwrap_or_default(),
            percent: found
                .name("p")
                .and_then(|percent| Percent::new(percent.as_str())),
        })
    });
    found.collect()
}

/// The parts must make the whole that is named ahead of them, or all but one of the shares must follow from their sum: then
/// it is certain what they are shares of.
fn wrong(parts: &[Part], ahead: &str) -> Vec<(usize, Finding)> {
    let sum: u64 = parts.iter().map(|part| part.number).sum();
    if parts.len() < 2 || sum == 0 {
        return Vec::new();
    }
    let is_off = |part: &&Part| {
        part.percent
            .is_some_and(|percent| !percent.is_of(part.number, sum))
    };
    let off: Vec<&Part> = parts.iter().filter(is_off).collect();
    let named = WHOLE
        .find_iter(ahead)
        .any(|found| number(found.as_str()) == Some(sum));
    let certain = named && off.len() < parts.len() || parts.len() > 2 && off.len() == 1;
    if !certain {
        return Vec::new();
    }
    let finding = |part: &&Part| {
        let shown = part
            .percent
            .map(|percent| percent.value)
            .unwrap_or_default();
        let of = part.number;
        let message = format!(
            "{shown}% does not follow from {of} of {sum}: that is {}",
            share(of, sum)
        );
        let finding = Finding {
            code: Code::PercentWrong,
            words: part.words.clone(),
            message,
            hint: "correct the percentage or its numbers".to_owned(),
        };
        (part.passage, finding)
    };
    off.iter().map(finding).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Home;
    use crate::model::{Origin, ValueType};

    fn said(lines: &[(Line, &str)]) -> Vec<usize> {
        let origin = Origin::file("data/paper.md");
        let passage = |(line, text): &(Line, &str)| Passage {
            text: (*text).to_owned(),
            typed: None,
            inline: &[],
            line: *line,
            of_type: ValueType::Body,
            home: Home::Field("text"),
            origin: &origin,
        };
        let passages: Vec<Passage<'_>> = lines.iter().map(passage).collect();
        find(&passages)
            .into_iter()
            .map(|(position, _)| position)
            .collect()
    }

    #[test]
    fn the_shares_of_a_list_follow_from_its_parts() {
        let list = |ahead, first, second, third| {
            said(&[
                (Line::Paragraph, ahead),
                (Line::Item, first),
                (Line::Item, second),
                (Line::Item, third),
            ])
        };
        let third = "1 has not started (less than 1%)";
        assert_eq!(
            list(
                "There were 114 actions:",
                "64 are complete (55%)",
                "49 are in progress (43%)",
                third
            ),
            [1]
        );
        assert_eq!(
            list(
                "There were 114 actions:",
                "64 are complete (56%)",
                "49 are in progress (43%)",
                third
            ),
            [0; 0]
        );
        assert_eq!(
            list(
                "The state:",
                "78 are green (82%)",
                "3 are amber (3%)",
                "14 are red (25%)"
            ),
            [3]
        );
        assert_eq!(
            list(
                "Use:",
                "78 by bus (82%)",
                "3 by bicycle (40%)",
                "14 on foot (90%)"
            ),
            [0; 0]
        );
    }

    #[test]
    fn the_shares_of_a_sentence_follow_from_its_parts() {
        let sentence = |text| said(&[(Line::Paragraph, text)]).len();
        assert_eq!(
            sentence(
                "Of 73 measures 41 (56%) were on track, 15 (21%) were not and 17 (33%) were late."
            ),
            1
        );
        assert_eq!(
            sentence(
                "Of 73 measures 41 (56%) were on track, 15 (21%) were not and 17 (23%) were late."
            ),
            0
        );
        assert_eq!(sentence("We saw 20 homes (40%) and 12 shops (9%)."), 0);
        assert_eq!(
            sentence("There were 3 fires (10%), 4 floods (20%) and 9 thefts (55%) more."),
            0
        );
    }
}
