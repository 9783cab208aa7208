//! `[returns]` in `board.toml`: how a quarter's answers are asked for and taken in.

use std::sync::LazyLock;

use regex::Regex;

use crate::diagnostic::{Code, Diagnostics, suggest};
use crate::model::{AnswersInto, Phrase, ReturnsSettings};

use super::section::Section;

/// Reads what the office says of its returns.
pub fn returns(mut section: Section<'_>, out: &mut Diagnostics) -> ReturnsSettings {
    let reply_to = section
        .phrase("reply-to", out)
        .filter(|address| is_address(address, out));
    let words = |phrase: &Phrase, out: &mut Diagnostics| known_words(phrase, out);
    let settings = ReturnsSettings {
        into: section
            .named("into", &AnswersInto::NAMES, out)
            .unwrap_or_default(),
        contact: section.text("contact", out),
        reply_to: reply_to.map(|address| address.text.trim().to_owned()),
        officers: section.phrase("officers", out),
        otherwise: section
            .phrase("otherwise", out)
            .filter(|phrase| !phrase.text.trim().is_empty()),
        subject: section
            .phrase("subject", out)
            .filter(|phrase| words(phrase, out)),
        message: section
            .phrase("message", out)
            .filter(|phrase| words(phrase, out)),
        bank_holidays: section.phrase("bank-holidays", out),
    };
    section.finish(out);
    settings
}

fn is_address(address: &Phrase, out: &mut Diagnostics) -> bool {
    let text = address.text.trim();
    let parts = text.split_once('@');
    let fine = parts.is_some_and(|(name, domain)| !name.is_empty() && domain.contains('.'))
        && !text.contains(char::is_whitespace);
    if !fine {
        let message = format!("`reply-to` is no e-mail address: `{}`", address.text);
        out.add(Code::ValueWrong, address.origin.clone(), message)
            .hint("write it as in `returns@northmarch.example`");
    }
    fine
}

/// Reports words in braces that nothing stands for.
fn known_words(phrase: &Phrase, out: &mut Diagnostics) -> bool {
    static BRACES: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"\{([^{}]*)\}").expect("a sound pattern"));
    let mut fine = true;
    for found in BRACES.captures_iter(&phrase.text) {
        if ReturnsSettings::WORDS.contains(&&found[1]) {
            continue;
        }
        fine = false;
        let message = format!("nothing stands for `{}` in a message", &found[0]);
        let problem = out.add(Code::WordingFault, phrase.origin.clone(), message);
        match suggest(&found[1], ReturnsSettings::WORDS) {
            Some(near) => problem.hint(format!("did you mean `{{{near}}}`?")),
            None => problem.hint(format!("use one of {}", listed())),
        };
    }
    fine
}

fn listed() -> String {
    ReturnsSettings::WORDS
        .map(|word| format!("`{{{word}}}`"))
        .join(", ")
}
