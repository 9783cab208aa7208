//! Paragraphs of a text of its own, such as a report's, that end in mid sentence.

use crate::check::speech::Speech;
use crate::check::{Line, Passage, Subject};
use crate::diagnostic::{Code, Diagnostics};
use crate::model::ValueType;

use super::broken::{last_words, runs_out};

/// Reports each paragraph that breaks off; one that a list, a table or a quotation goes on with does not.
pub fn check(subject: &Subject<'_>, speech: &Speech, out: &mut Diagnostics) {
    let body = |line: &&Passage<'_>| line.of_type == ValueType::Body;
    let lines: Vec<&Passage<'_>> = subject.passages.iter().filter(body).collect();
    for (at, line) in lines.iter().enumerate() {
        let next = lines.get(at + 1).map(|next| next.line);
        let ends = matches!(next, None | Some(Line::Paragraph | Line::Heading(_)));
        if line.line == Line::Paragraph && ends && runs_out(&line.text, &speech.ends) {
            let words = last_words(&line.text);
            let message = format!(
                "a paragraph breaks off after `{}`",
                &line.text[words.clone()]
            );
            line.report(Code::UpdateBroken, words, message, out).hint(
                "complete the sentence: the rest may have been lost when the text was copied",
            );
        }
    }
}
