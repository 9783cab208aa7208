//! A quarter's round of returns: who is asked for which lines, and what they answer.

mod files;
mod message;
mod officers;
mod round;
mod who;
mod workbook;

pub use files::file_name;
pub use message::{Message, Words};
pub use officers::{Officer, Officers};
pub use round::{By, FILE, Line, Return, Round, iso, slug};
pub use who::Names;
pub use workbook::{Part, earlier_of, workbook};
