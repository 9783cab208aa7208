//! Brackets and quotation marks without partner, in the lines of one text together.

use crate::check::Line;
use crate::diagnostic::{Code, Diagnostics};

use super::brackets::{self, Wrong};
use super::quotes::{self, Side};
use super::text::Text;

/// Reports brackets, and in English and Welsh quotation marks, that have no partner.
pub fn check(texts: &[Text<'_, '_>], language: &str, out: &mut Diagnostics) {
    let quotes = ["en", "cy"].contains(&language.split('-').next().unwrap_or_default());
    for together in texts.chunk_by(|one, two| goes_on(one, two)) {
        let lines: Vec<&str> = together.iter().map(|text| &*text.read).collect();
        for lonely in brackets::lonely(&lines) {
            bracket(&together[lonely.line], lonely, out);
        }
        if quotes {
            for lonely in quotes::lonely(&lines) {
                quote(&together[lonely.line], lonely, out);
            }
        }
    }
}

/// Returns whether a line may go on with what the line before began.
fn goes_on(one: &Text<'_, '_>, two: &Text<'_, '_>) -> bool {
    let alone = |line: Line| matches!(line, Line::Heading(_) | Line::Cell | Line::Caption);
    !alone(one.passage.line) && !alone(two.passage.line) && one.shares_home(two)
}

fn bracket(text: &Text<'_, '_>, lonely: brackets::Lonely, out: &mut Diagnostics) {
    let bracket = &text.read[lonely.at.clone()];
    let partner = match bracket {
        "(" => ")",
        ")" => "(",
        "[" => "]",
        _ => "[",
    };
    let (message, hint) = match lonely.wrong {
        Wrong::Open => (
            format!("`{bracket}` is never closed"),
            format!("put `{partner}` where the words in brackets end, or delete `{bracket}`"),
        ),
        Wrong::Closed => (
            format!("`{bracket}` closes no bracket"),
            format!("put `{partner}` where the words in brackets begin, or delete `{bracket}`"),
        ),
        Wrong::Other(close) => (
            format!("`{bracket}` closes a bracket of another kind"),
            format!("write `{close}`"),
        ),
    };
    text.passage
        .report(Code::BracketOpen, lonely.at, message, out)
        .hint(hint);
}

fn quote(text: &Text<'_, '_>, lonely: quotes::Lonely, out: &mut Diagnostics) {
    let mark = &text.read[lonely.at.clone()];
    let partner = match mark {
        "“" => "”",
        "”" => "“",
        "‘" => "’",
        other => other,
    };
    let (message, place) = match lonely.side {
        Side::Opens => (
            format!("the quotation mark `{mark}` is never closed"),
            "ends",
        ),
        Side::Closes => (
            format!("the quotation mark `{mark}` closes nothing"),
            "begins",
        ),
    };
    let hint = format!("put `{partner}` where the quotation {place}, or delete `{mark}`");
    text.passage
        .report(Code::BracketOpen, lonely.at, message, out)
        .hint(hint);
}
