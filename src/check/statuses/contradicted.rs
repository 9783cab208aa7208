//! Updates whose words contradict the status beside them.

use std::ops::Range;

use crate::check::speech::{Claim, Phrases, Speech, Words, own};
use crate::check::told::Told;
use crate::check::updates::earlier_words;
use crate::check::{Line, Passage, Subject};
use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Row, Step, plain_signs};

/// The words that an office adds.
struct Own {
    behind: Phrases,
    done: Phrases,
    begun: Phrases,
    to_come: Phrases,
    unless: Phrases,
}

/// What the words of an update would have to be silent of, and what to do if they are not.
struct Against<'a> {
    code: Code,
    claim: &'a Claim,
    own: &'a Phrases,
    /// Whether a phrase must end its clause: more may follow that says what is not done.
    ends: bool,
    hint: &'static str,
}

/// Reports updates that speak against their status.
pub fn check(subject: &Subject<'_>, speech: &Speech, rows: &[Told<'_, '_>], out: &mut Diagnostics) {
    let words = &subject.settings.status_words;
    let own = Own {
        behind: own(&words.behind),
        done: own(&words.done),
        begun: own(&[]),
        to_come: own(&words.to_come),
        unless: own(&words.unless),
    };
    for told in rows {
        let Some(step) = told.step else { continue };
        for against in against(told, step, speech, &own) {
            let is_heading = |line: &&Passage<'_>| matches!(line.line, Line::Heading(_));
            // Below a heading, "Complete." is said of one part.
            let in_parts = told.update().any(|line| is_heading(&line));
            for line in told.update().filter(|line| !is_heading(line)) {
                let in_parts = in_parts || line.line == Line::Item;
                for hit in hits(&against, line, in_parts, &own.unless) {
                    if names_another(told, &line.text, &hit) {
                        continue;
                    }
                    report(told, step, &against, line, hit, out);
                }
            }
        }
        if step.closed {
            unchanged(subject, told, step, speech, &own, out);
        }
    }
}

/// Lists what an update beside a step must not claim.
fn against<'a>(
    told: &Told<'_, '_>,
    step: &Step,
    speech: &'a Speech,
    own: &'a Own,
) -> Vec<Against<'a>> {
    let mut all = Vec::new();
    let mut add = |code, claim, own: &'a Phrases, ends, hint| {
        all.push(Against {
            code,
            claim,
            own,
            ends,
            hint,
        });
    };
    if speech.is_good(step, told.rows) {
        let hint = "change the status, or say in the update what has put it right";
        add(
            Code::StatusContradicted,
            &speech.behind,
            &own.behind,
            false,
            hint,
        );
    }
    if step.attention {
        let hint = "change the status, or say in the update what is still to be done";
        add(
            Code::StatusContradicted,
            &speech.done,
            &own.done,
            true,
            hint,
        );
    }
    if speech.is_not_started(step) {
        let hint = "change the status, or say in the update what has yet to start";
        add(
            Code::StatusContradicted,
            &speech.begun,
            &own.begun,
            false,
            hint,
        );
        add(
            Code::StatusContradicted,
            &speech.done,
            &own.done,
            true,
            hint,
        );
    }
    if step.closed {
        let hint = "write when it was done, or give it a step that is not closed";
        add(
            Code::CompleteToCome,
            &speech.to_come,
            &own.to_come,
            false,
            hint,
        );
    }
    all
}

fn hits(
    against: &Against<'_>,
    line: &Passage<'_>,
    in_parts: bool,
    unless: &Phrases,
) -> Vec<Range<usize>> {
    let words = Words::of_text(&line.text);
    let claim = against.claim;
    let mut hits = claim.find(&words, against.ends, unless);
    if !in_parts {
        hits.extend(claim.opening(&words, unless));
    }
    let own = against.own.find(&words).into_iter();
    hits.extend(own.filter(|hit| claim.stands(&words, hit, unless)));
    hits.sort_by_key(|hit| hit.start);
    hits.dedup_by(|later, earlier| later.start < earlier.end);
    hits
}

/// Returns whether the sentence of a claim names another line, by its ref: the claim may be about that one.
fn names_another(told: &Told<'_, '_>, text: &str, hit: &Range<usize>) -> bool {
    let words = Words::of_text(text);
    let sentence: Vec<&str> = words.within(&words.sentence(hit)).collect();
    let label = |row: &Row| plain_signs(&row.label).to_lowercase();
    let own = label(told.row);
    let one = told.table.strip_suffix('s').unwrap_or(told.table);
    let has_digit = |word: &str| word.contains(|c: char| c.is_ascii_digit());
    let noun = |word: &str| word == one || ["line", "row", "ref"].contains(&word);
    let after_noun = |pair: &[&str]| noun(pair[0]) && has_digit(pair[1]) && pair[1] != own;
    let is_ref = |word: &str| has_digit(word) && word.contains(|c: char| c.is_alphabetic());
    let is_other = |word: &str| {
        let mut labels = told.rows.rows.iter().map(label);
        is_ref(word) && word != own && labels.any(|label| label == word)
    };
    sentence.windows(2).any(after_noun) || sentence.iter().any(|word| is_other(word))
}

fn report(
    told: &Told<'_, '_>,
    step: &Step,
    against: &Against<'_>,
    line: &Passage<'_>,
    hit: Range<usize>,
    out: &mut Diagnostics,
) {
    let message = format!(
        "{} is `{}`, but its update says `{}`",
        told.called(),
        step.label,
        &line.text[hit.clone()]
    );
    line.report(against.code, hit, message, out)
        .hint(against.hint);
}

/// Reports a closed row whose update is that of the last paper and speaks of what was to come then.
fn unchanged(
    subject: &Subject<'_>,
    told: &Told<'_, '_>,
    step: &Step,
    speech: &Speech,
    own: &Own,
    out: &mut Diagnostics,
) {
    let now = told.words();
    let same = |(_, then): &(_, String)| now.as_ref() == Some(then);
    let Some((paper, _)) = earlier_words(subject, told).find(same) else {
        return;
    };
    let found = told.update().find_map(|line| {
        let words = Words::of_text(&line.text);
        let said = !speech.to_come.find(&words, false, &own.unless).is_empty();
        let hit = speech
            .to_come
            .find_also(&words, &own.unless)
            .filter(|_| !said);
        hit.map(|hit| (line, hit))
    });
    if let Some((line, hit)) = found {
        let message = format!(
            "{} is `{}`, but its update says `{}`, as it did in `{}`",
            told.called(),
            step.label,
            &line.text[hit.clone()],
            paper.file
        );
        line.report(Code::CompleteToCome, hit, message, out)
            .hint("write what has come of it since");
    }
}
