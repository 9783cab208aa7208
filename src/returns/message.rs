//! The message that a return is sent with: a draft with the workbook attached, for somebody to look at and send.

use mail_builder::headers::address::Address;
use mail_builder::headers::content_type::ContentType;
use mail_builder::headers::raw::Raw;
use mail_builder::headers::text::Text;
use mail_builder::headers::{Header, HeaderType};
use mail_builder::mime::{BodyPart, MimePart};

/// What stands between the parts: no text that is encoded has it.
const BOUNDARY: &str = "=_boardpaper_return";
const WORKBOOK: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The words of a message where the office has none of its own.
const SUBJECT: &str = "{quarter}: {lines} for you to answer by {deadline}";
const MESSAGE: &str = "Dear {officer},

The attached workbook has {lines} that you lead. Please say how each stands at the end of {quarter}, and send the workbook back by {deadline}.

Its first sheet says what to do: choose a status, write an update, save, and attach the workbook to your answer. Any name of the file will do.

Please send it to {reply-to}.

If you have questions, ask: {contact}.

{organisation}
";

/// What stands for the words in braces.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// The officer's name or post.
    pub officer: String,
    /// The quarter.
    pub quarter: String,
    /// The last day, in words.
    pub deadline: String,
    /// How many lines: `3 lines`.
    pub lines: String,
    /// Whom to ask.
    pub contact: Option<String>,
    /// Where the answer goes.
    pub reply_to: Option<String>,
    /// The office.
    pub organisation: String,
}

/// A message that is to be looked at and sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message<'a> {
    /// To whom, where that is known.
    pub to: Option<&'a str>,
    /// What stands for the words in braces.
    pub words: &'a Words,
    /// The office's own subject.
    pub subject: Option<&'a str>,
    /// The office's own words.
    pub message: Option<&'a str>,
    /// The workbook's file name.
    pub file: &'a str,
    /// The workbook.
    pub workbook: &'a [u8],
}

impl Message<'_> {
    /// Returns the message as mail programs open it: as a draft, without the day and the number that sending gives it.
    pub fn written(&self) -> Vec<u8> {
        let mut out = Vec::new();
        if let Some(to) = self.to {
            let name = self.words.officer.as_str();
            head("To", Address::new_address(Some(name), to).into(), &mut out);
        }
        if let Some(reply) = &self.words.reply_to {
            head(
                "Reply-To",
                Address::new_address(None::<&str>, reply.as_str()).into(),
                &mut out,
            );
        }
        let subject = self
            .words
            .filled(self.subject.unwrap_or(SUBJECT))
            .replace('\n', " ");
        head(
            "Subject",
            Text::new(subject.trim().to_owned()).into(),
            &mut out,
        );
        head("X-Unsent", Raw::new("1").into(), &mut out);
        head("MIME-Version", Raw::new("1.0").into(), &mut out);
        self.body().write_part(&mut out);
        out
    }

    fn body(&self) -> MimePart<'_> {
        let text = self.words.filled(self.message.unwrap_or(MESSAGE));
        let text = MimePart::new(
            ContentType::new("text/plain").attribute("charset", "utf-8"),
            text.replace('\n', "\r\n"),
        );
        let workbook =
            MimePart::new(WORKBOOK, BodyPart::Binary(self.workbook.into())).attachment(self.file);
        let mixed = ContentType::new("multipart/mixed").attribute("boundary", BOUNDARY);
        MimePart::new(mixed, vec![text, workbook])
    }
}

impl Words {
    /// Fills in the words in braces; a line whose word nobody gave is left out.
    pub fn filled(&self, text: &str) -> String {
        let words = [
            ("officer", Some(self.officer.as_str())),
            ("quarter", Some(&self.quarter)),
            ("deadline", Some(&self.deadline)),
            ("lines", Some(&self.lines)),
            ("contact", self.contact.as_deref()),
            ("reply-to", self.reply_to.as_deref()),
            ("organisation", Some(&self.organisation)),
        ];
        let mut kept: Vec<String> = Vec::new();
        for line in text.lines() {
            let lacks = |(name, value): &(&str, Option<&str>)| {
                value.is_none() && line.contains(&format!("{{{name}}}"))
            };
            if words.iter().any(lacks)
                || (line.is_empty() && kept.last().is_some_and(String::is_empty))
            {
                continue;
            }
            kept.push(words.iter().fold(line.to_owned(), |line, (name, value)| {
                line.replace(&format!("{{{name}}}"), value.unwrap_or_default())
            }));
        }
        kept.join("\n").trim_end().to_owned() + "\n"
    }
}

fn head(name: &str, value: HeaderType<'_>, out: &mut Vec<u8>) {
    out.extend_from_slice(format!("{name}: ").as_bytes());
    value.write_header(out, name.len() + 2);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words() -> Words {
        Words {
            officer: "Head of Estates".to_owned(),
            quarter: "Q2 2026-27".to_owned(),
            deadline: "Friday 16 October 2026".to_owned(),
            lines: "3 lines".to_owned(),
            contact: None,
            reply_to: Some("returns@northmarch.example".to_owned()),
            organisation: "Northmarch Police and Crime Commissioner".to_owned(),
        }
    }

    #[test]
    fn a_message_is_a_draft_with_the_workbook_attached() {
        let words = words();
        let message = Message {
            to: Some("estates@northmarch.example"),
            words: &words,
            subject: None,
            message: None,
            file: "Head of Estates – Q2.xlsx",
            workbook: b"PK",
        };
        let text = String::from_utf8(message.written()).expect("text");
        let (head, body) = text.split_once("\r\n\r\n").expect("a head");
        for part in [
            "To: \"Head of Estates\" <estates@northmarch.example>",
            "Reply-To: <returns@northmarch.example>",
            "X-Unsent: 1",
            "boundary=\"=_boardpaper_return\"",
        ] {
            assert!(head.contains(part), "{part}: {head}");
        }
        assert!(
            !head.contains("Date:") && !head.contains("Message-ID:"),
            "{head}"
        );
        assert!(body.contains("UEs="), "{body}");
        assert_eq!(message.written(), message.written());
    }

    #[test]
    fn a_line_without_its_word_is_left_out() {
        let said = words().filled("Dear {officer}\n\nAsk {contact}.\n\nBy {deadline}");
        assert_eq!(said, "Dear Head of Estates\n\nBy Friday 16 October 2026\n");
    }
}
