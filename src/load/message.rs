//! Messages as mail programs save them: who sent them, and what is attached.

use std::fs;
use std::path::Path;

use mail_parser::{Message as Parsed, MessageParser, MimeHeaders};

use super::fault::Fault;
use super::guard::guarded;
use super::limits::Limits;
use crate::diagnostic::Diagnostics;
use crate::door;
use crate::model::Origin;

/// What tells of a message within a message.
const WITHIN: [&str; 3] = ["message/", "rfc822", "digest"];
/// Endings of workbooks whose attachment has no name, by what their type says.
const TYPES: [(&str, &str); 3] = [
    ("spreadsheetml", "xlsx"),
    ("opendocument.spreadsheet", "ods"),
    ("ms-excel", "xls"),
];

/// A message.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Message {
    /// The names and addresses of who sent it, and of who sent the messages within it.
    pub senders: Vec<String>,
    /// What is attached, also to messages within it: name and bytes. Pictures are left out, for they are mostly signatures.
    pub attached: Vec<(String, Vec<u8>)>,
}

/// Reads a message; what cannot be read is reported and gives none.
///
/// `shown` is the file as the user knows it.
pub fn message(
    path: &Path,
    shown: &str,
    limits: &Limits,
    out: &mut Diagnostics,
) -> Option<Message> {
    match guarded(|| read(path, limits)) {
        Ok(message) => Some(message),
        Err(fault) => {
            let (code, message, _) = fault.told(shown);
            out.add(code, Origin::file(shown), message).hint(
                "open it in your mail program, and save the workbooks that are attached to it",
            );
            None
        }
    }
}

fn read(path: &Path, limits: &Limits) -> Result<Message, Fault> {
    let unreadable = |error: std::io::Error| Fault::Unreadable(error.to_string());
    let size = fs::metadata(path).map_err(unreadable)?.len();
    if size > limits.file {
        let (size, limit) = (size >> 20, limits.file >> 20);
        return Err(Fault::too_large(format!(
            "it takes {size} MB, and the limit is {limit} MB"
        )));
    }
    let bytes = door::bytes(path, limits.file).map_err(unreadable)?;
    // Each message within another is one more step for the parser, and for whoever lets go of what it made.
    if WITHIN
        .iter()
        .any(|name| count(&bytes, name) > limits.nesting)
    {
        return Err(Fault::too_large("too many messages lie within it"));
    }
    let parsed = MessageParser::default().parse(&bytes);
    let parsed = parsed.ok_or_else(|| {
        Fault::Unreadable("it has none of the lines that messages begin with".to_owned())
    })?;
    let mut message = Message::default();
    take(&parsed, &mut message);
    Ok(message)
}

fn take(parsed: &Parsed<'_>, message: &mut Message) {
    let sender = parsed.from().and_then(|from| from.first());
    let named = sender
        .into_iter()
        .flat_map(|sender| [&sender.name, &sender.address]);
    message
        .senders
        .extend(named.flatten().map(|name| name.trim().to_owned()));
    for part in parsed.attachments() {
        if let Some(within) = part.message() {
            take(within, message);
            continue;
        }
        let of_type = part.content_type();
        let subtype = of_type.and_then(|of| of.subtype()).unwrap_or_default();
        let ending = TYPES.iter().find(|(name, _)| subtype.contains(name));
        let unnamed = || ending.map(|(_, ending)| format!("attachment.{ending}"));
        let name = part.attachment_name().map(str::to_owned).or_else(unnamed);
        let is_picture = of_type.is_some_and(|of| of.ctype().eq_ignore_ascii_case("image"));
        if let Some(name) = name.filter(|_| !is_picture) {
            message.attached.push((name, part.contents().to_vec()));
        }
    }
}

/// Counts where a name stands in bytes, whatever its case.
fn count(bytes: &[u8], name: &str) -> usize {
    let name = name.as_bytes();
    let windows = bytes.windows(name.len());
    windows
        .filter(|window| window.eq_ignore_ascii_case(name))
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;

    fn read(text: &str) -> (Option<Message>, Vec<Code>) {
        let mut file = tempfile::NamedTempFile::new().expect("a file");
        std::io::Write::write_all(&mut file, text.as_bytes()).expect("written");
        let mut out = Diagnostics::default();
        let read = message(file.path(), "a.eml", &Limits::default(), &mut out);
        (read, out.iter().map(|problem| problem.code).collect())
    }

    #[test]
    fn what_is_attached_is_found_in_messages_within_messages_too() {
        let (read, told) = read(concat!(
            "From: A Person <a@northmarch.example>\r\nMIME-Version: 1.0\r\n",
            "Content-Type: multipart/mixed; boundary=x\r\n\r\n",
            "--x\r\nContent-Type: text/plain\r\n\r\nSee below.\r\n",
            "--x\r\nContent-Type: image/png; name=logo.png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw==\r\n",
            "--x\r\nContent-Type: message/rfc822\r\n\r\n",
            "From: b@northmarch.example\r\nContent-Type: multipart/mixed; boundary=y\r\n\r\n",
            "--y\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; filename=\"=?utf-8?Q?R=C3=A9turn.csv?=\"\r\n\r\nNo,Update\r\n",
            "--y--\r\n--x--\r\n",
        ));
        let read = read.expect("a message");
        assert_eq!(told, []);
        assert_eq!(
            read.senders,
            ["A Person", "a@northmarch.example", "b@northmarch.example"]
        );
        let names: Vec<&str> = read
            .attached
            .iter()
            .map(|(name, _)| name.as_str())
            .collect();
        assert_eq!(names, ["Réturn.csv"]);
        assert_eq!(read.attached[0].1.trim_ascii(), b"No,Update");
    }

    #[test]
    fn messages_without_end_within_each_other_are_refused() {
        let (read, told) = read(&"Content-Type: message/rfc822\r\n\r\n".repeat(100_000));
        assert_eq!((read, told), (None, vec![Code::TooLarge]));
    }

    #[test]
    fn what_is_no_message_is_told() {
        let (read, told) = read("");
        assert_eq!((read, told), (None, vec![Code::FileUnreadable]));
    }
}
