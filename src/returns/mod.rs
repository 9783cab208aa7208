//! A quarter's round of returns: who is asked for which lines, and what they answer.

mod files;
mod message;
mod officers;
mod round;
mod who;
mod workbook;

pub use round::{FILE, Line, Return, Round, iso, slug};
mod matching;
mod overlay;
mod settle;

pub use files::file_name;
pub use matching::{Found, Known, find, fold};
pub use message::{Message, Words};
pub use officers::{Officer, Officers};
pub use overlay::{Changed, Kept, overlay};
pub use round::{By, FILE, Line, Return, Round, iso, slug};
pub use settle::{Given, Says, Settled, Stands, settle};
pub use who::Names;
pub use workbook::{Part, earlier_of, workbook};
