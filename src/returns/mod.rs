//! A quarter's round of returns: who is asked for which lines, and what they answer.

mod days;
mod files;
mod message;
mod officers;
mod page;
mod round;
mod standing;
mod table;
mod who;
mod workbook;

pub use days::late;
pub use files::file_name;
pub use message::{Message, Words};
pub use officers::{Officer, Officers};
pub use page::html;
pub use round::{By, FILE, Line, Return, Round, iso, slug};
pub use standing::{LineStanding, OfficerStanding, Standing, State, refs};
pub use table::{csv, text};
pub use who::Names;
pub use workbook::{Part, earlier_of, workbook};
