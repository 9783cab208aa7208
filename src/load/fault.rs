//! Why a workbook could not be read, and how that is put to its owner.

use std::fmt;
use std::io;

use crate::diagnostic::{Code, Diagnostics};
use crate::model::Origin;

/// What to do about quotes that are out of place.
const QUOTES: &str = r#"take that quote out in a text editor, or double each quote within the text, as in `"12"" pipe"`; or save the sheet as CSV once more"#;

/// What ended the reading of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// The file cannot be opened or read; says why.
    Unreadable(String),
    /// The file is of a kind that is not read; says what it seems to be.
    Unknown(String),
    /// The file is damaged; says where or how.
    Broken(String),
    /// The file opens only with a password.
    Password,
    /// A CSV file has quotes that would swallow or tear rows; says where each opens, and what is wrong with it.
    Quotes(Vec<(Origin, String)>),
    /// The file is beyond a limit; says which.
    TooLarge(String),
}

impl Fault {
    /// Creates the fault of a damaged file.
    pub(super) fn broken(why: impl fmt::Display) -> Self {
        Self::Broken(why.to_string())
    }

    /// Creates the fault of a file beyond a limit.
    pub(super) fn too_large(what: impl Into<String>) -> Self {
        Self::TooLarge(what.into())
    }

    /// Returns the fault that an input error carries, or the damage it stands for.
    pub(super) fn from_io(error: &io::Error) -> Self {
        match error
            .get_ref()
            .and_then(|inner| inner.downcast_ref::<Self>())
        {
            Some(fault) => fault.clone(),
            None => Self::broken(error),
        }
    }

    /// Adds the problem with what its owner can do about it.
    pub(super) fn report(self, shown: &str, out: &mut Diagnostics) {
        if let Self::Quotes(quotes) = self {
            for (origin, what) in quotes {
                out.add(
                    Code::WorkbookBroken,
                    origin,
                    format!("`{shown}` is damaged: {what}"),
                )
                .hint(QUOTES);
            }
            return;
        }
        let (code, message, hint) = self.told(shown);
        out.add(code, Origin::file(shown), message).hint(hint);
    }

    /// Returns the problem's code, message and hint.
    pub(super) fn told(self, shown: &str) -> (Code, String, &'static str) {
        match self {
            Self::Unreadable(why) => (
                Code::FileUnreadable,
                format!("`{shown}` cannot be read: {why}"),
                "check the name and the folder, and that you may open the file",
            ),
            Self::Unknown(seems) => (
                Code::FormatUnknown,
                format!("`{shown}` is not a spreadsheet that is read: {seems}"),
                "open it in your spreadsheet program and save it as .xlsx, .ods or .csv",
            ),
            Self::Broken(why) => (
                Code::WorkbookBroken,
                format!("`{shown}` is damaged: {why}"),
                "open it in your spreadsheet program, let it repair the file, and save it again",
            ),
            Self::Quotes(quotes) => (
                Code::WorkbookBroken,
                format!(
                    "`{shown}` is damaged: {}",
                    quotes
                        .first()
                        .map_or("a quote is out of place", |(_, what)| what)
                ),
                QUOTES,
            ),
            Self::Password => (
                Code::PasswordProtected,
                format!("`{shown}` is protected by a password"),
                "save a copy without the password and name that copy in the paper",
            ),
            Self::TooLarge(what) => (
                Code::TooLarge,
                format!("`{shown}` is too large: {what}"),
                "save a copy that holds only the sheets and rows the paper needs",
            ),
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.clone().told("the file").1)
    }
}

impl std::error::Error for Fault {}

impl From<Fault> for io::Error {
    fn from(fault: Fault) -> Self {
        Self::other(fault)
    }
}
