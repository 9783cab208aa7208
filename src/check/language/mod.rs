//! Language: words doubled, misspelt, American, or not the house's own; spaces, brackets and quotation marks.
//!
//! Each check reads [`Text`]s: the passages that people wrote, with their words found once for all of them.

mod american;
mod brackets;
mod dictionary;
mod known;
mod mixed;
mod partners;
mod quotes;
mod spaces;
mod spelling;
mod terms;
mod text;
mod twice;
mod words;

use crate::diagnostic::Diagnostics;

use super::Subject;
use text::Text;

/// Reports what is found in a paper.
pub fn check(subject: &Subject<'_>, out: &mut Diagnostics) {
    let language = subject.paper.board.organisation.language.as_str();
    let texts: Vec<Text<'_, '_>> = subject.passages.iter().filter_map(Text::of).collect();
    partners::check(&texts, language, out);
    spaces::check(&texts, out);
    terms::check(subject, out);
    if is_english(language) {
        texts.iter().for_each(|text| twice::check(text, out));
        mixed::check(&texts, out);
    }
    if is_british(language) {
        american::check(&texts, subject.settings, out);
        if spelling::is_asked(subject) {
            spelling::check(subject, &texts, out);
        }
    }
}

/// Returns whether a language is any English.
fn is_english(language: &str) -> bool {
    language.split('-').next() == Some("en")
}

/// Returns whether a language is spelt as in Britain: `en` alone may be any.
fn is_british(language: &str) -> bool {
    ["en-GB", "en-IE", "en-AU", "en-NZ", "en-ZA", "en-IN"]
        .iter()
        .any(|british| language.starts_with(british))
}
