//! The door of the document readers: from a path to a document, `.docx` or `.odt`.
//!
//! The kind is told by what is inside. Whatever goes wrong becomes one problem with a hint.

use std::io::Read;
use std::path::Path;

use super::archive::Archive;
use super::budget::Budget;
use super::fault::Fault;
use super::guard::guarded;
use super::limits::Limits;
use super::text_document::TextDocument;
use super::{docx, odt};
use crate::diagnostic::{Code, Diagnostics};
use crate::door;
use crate::journal::{self, Work};
use crate::model::Origin;

/// Reads a document; what cannot be read is reported and gives none.
///
/// `shown` is the file as the user knows it.
pub fn text_document(
    path: &Path,
    shown: &str,
    limits: &Limits,
    out: &mut Diagnostics,
) -> Option<TextDocument> {
    let _doing = journal::begun(Work::Read, path, shown, out)?;
    match guarded(|| read(path, limits)) {
        Ok(document) => Some(TextDocument {
            file: shown.into(),
            ..document
        }),
        Err(fault) => {
            report(fault, shown, out);
            None
        }
    }
}

fn read(path: &Path, limits: &Limits) -> Result<TextDocument, Fault> {
    let unreadable = |error: std::io::Error| Fault::Unreadable(reason(&error));
    let file = door::open(path).map_err(unreadable)?;
    let size = file.metadata().map_err(unreadable)?.len();
    if size > limits.file {
        let (size, limit) = (size >> 20, limits.file >> 20);
        return Err(Fault::too_large(format!(
            "it takes {size} MB, and the limit is {limit} MB"
        )));
    }
    let mut head = Vec::new();
    file.take(512).read_to_end(&mut head).map_err(unreadable)?;
    if !head.starts_with(b"PK") {
        return Err(other(&head, path));
    }
    zipped(path, limits)
}

fn zipped(path: &Path, limits: &Limits) -> Result<TextDocument, Fault> {
    let mut archive = Archive::open(path, limits)?;
    let mut budget = Budget::new(limits);
    if odt::is_odt(&mut archive) {
        odt::read(&mut archive, &mut budget)
    } else if let Some(part) = docx::main_part(&mut archive) {
        docx::read(&mut archive, &part, &mut budget)
    } else {
        Err(Fault::Unknown(
            "it is a zip file without a document in it".to_owned(),
        ))
    }
}

/// Returns why a file cannot be opened, in the words an officer would use.
fn reason(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "there is no such file".to_owned(),
        std::io::ErrorKind::PermissionDenied => "you may not open it".to_owned(),
        _ => error.to_string(),
    }
}

/// Tells what a file is that is no zip file.
fn other(head: &[u8], path: &Path) -> Fault {
    let ending = path.extension().unwrap_or_default().to_string_lossy();
    let is_compound = head.starts_with(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
    match ending.to_ascii_lowercase().as_str() {
        "docx" | "odt" if is_compound => Fault::Password,
        _ if is_compound => Fault::Unknown("it is a document of Word 97 to 2003".to_owned()),
        _ if head.starts_with(b"{\\rtf") => Fault::Unknown("it is rich text (RTF)".to_owned()),
        _ if head.starts_with(b"%PDF") => Fault::Unknown("it is a PDF".to_owned()),
        _ if head.trim_ascii_start().starts_with(b"<") => {
            Fault::Unknown("it is a web page or XML, whatever its name says".to_owned())
        }
        "docx" | "odt" if head.is_empty() => Fault::broken("it is empty"),
        "docx" | "odt" => Fault::broken("it does not begin as a document does"),
        ending => Fault::Unknown(format!("its name ends in `.{ending}`")),
    }
}

/// Adds the problem with what the document's owner can do about it.
fn report(fault: Fault, shown: &str, out: &mut Diagnostics) {
    let (code, message, hint) = match fault {
        Fault::Unreadable(_) | Fault::Quotes(_) => return fault.report(shown, out),
        Fault::Unknown(seems) => (
            Code::FormatUnknown,
            format!("`{shown}` is not a document that is read: {seems}"),
            "open it in Word or LibreOffice Writer and save it as .docx or .odt",
        ),
        Fault::Broken(why) => (
            Code::WorkbookBroken,
            format!("`{shown}` is damaged: {why}"),
            "open it in Word or LibreOffice Writer, let it repair the file, and save it again",
        ),
        Fault::Password => (
            Code::PasswordProtected,
            format!("`{shown}` is protected by a password"),
            "save a copy without the password and name that copy",
        ),
        Fault::TooLarge(what) => (
            Code::TooLarge,
            format!("`{shown}` is too large: {what}"),
            "save a copy that holds only the pages you need",
        ),
    };
    out.add(code, Origin::file(shown), message).hint(hint);
}
