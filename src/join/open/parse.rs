//! Two parsers that share no code.

use std::borrow::Cow;

use hayro_syntax::{DecryptionError, LoadPdfError};
use lopdf::{DecompressError, Document, Error, LoadOptions};

use super::Refusal;
use super::limits::{OBJECTS, too_large};

/// Parses a PDF; its objects are decrypted.
pub(super) fn document(
    bytes: &[u8],
    password: Option<&str>,
    inflated: usize,
) -> Result<Document, Refusal> {
    let options = LoadOptions {
        password: password.map(str::to_owned),
        max_decompressed_size: Some(inflated),
        ..LoadOptions::default()
    };
    let document = match Document::load_mem_with_options(bytes, options) {
        Ok(document) => document,
        Err(Error::InvalidPassword) => return Err(Refusal::WrongPassword),
        Err(Error::Decompress(DecompressError::MemoryLimitExceeded { .. })) => {
            return Err(too_large("objects that inflate to hundreds of megabytes"));
        }
        Err(error) => return Err(Refusal::Broken(in_words(&error).into_owned())),
    };
    if document.trailer.has(b"Encrypt") {
        return Err(Refusal::Encrypted);
    }
    if document.objects.len() > OBJECTS {
        return Err(too_large("more than 2,000,000 objects"));
    }
    Ok(document)
}

/// Says in a few words what a parser found.
fn in_words(error: &Error) -> Cow<'static, str> {
    match error {
        Error::Parse(_) | Error::Xref(_) | Error::MissingXrefEntry => {
            "its table of contents cannot be read".into()
        }
        Error::Decryption(_) | Error::Unimplemented(_) => {
            "it is encrypted in a way that cannot be undone".into()
        }
        Error::DictKey(key) => format!("it lacks `{key}`").into(),
        _ => "its objects cannot be read".into(),
    }
}

/// Has another parser count the pages.
///
/// `decrypted` is what the first parser made of an encrypted file: the other does not know the passwords of owners.
pub(super) fn agree(
    bytes: &[u8],
    password: Option<&str>,
    decrypted: Option<Document>,
    pages: usize,
) -> Result<(), Refusal> {
    let mut counted = count(bytes, password.unwrap_or_default());
    if is_protected(&counted) {
        counted = count(bytes, "");
    }
    if let (true, Some(mut document)) = (is_protected(&counted), decrypted) {
        let mut plain = Vec::new();
        document.encryption_state = None;
        if document.save_to(&mut plain).is_ok() {
            counted = count(&plain, "");
        }
    }
    match counted {
        Ok(counted) if counted == pages => Ok(()),
        Ok(counted) => Err(Refusal::PagesDisagree(pages, counted)),
        Err(LoadPdfError::Decryption(_)) => Err(Refusal::Broken(
            "it is encrypted in a way that cannot be undone".to_owned(),
        )),
        Err(LoadPdfError::Invalid) => Err(Refusal::PagesDisagree(pages, 0)),
    }
}

fn count(bytes: &[u8], password: &str) -> Result<usize, LoadPdfError> {
    let pdf = hayro_syntax::Pdf::new_with_password(bytes.to_vec(), password)?;
    Ok(pdf.pages().len())
}

fn is_protected(counted: &Result<usize, LoadPdfError>) -> bool {
    *counted == Err(LoadPdfError::Decryption(DecryptionError::PasswordProtected))
}
