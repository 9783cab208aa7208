//! A quarter's round of returns: who is asked for which lines, and what they answer.

mod days;
mod files;
mod listed;
mod matching;
mod message;
mod officers;
mod overlay;
mod page;
mod report;
mod round;
mod settle;
mod standing;
mod table;
mod told;
mod who;
mod workbook;

pub use days::late;
pub use files::file_name;
pub use matching::{Found, Known, find, fold};
pub use message::{Message, Words};
pub use officers::{Officer, Officers};
pub use overlay::{Changed, Kept, overlay};
pub use page::html;
pub use report::{About, Answered, CellReport, Fate, LineReport, Report, Stray};
pub use round::{By, FILE, Filled, Hashes, Line, Return, Round};
pub use settle::{Given, Says, Settled, Stands, settle};
pub use standing::{LineStanding, OfficerStanding, Standing, State, refs};
pub use table::{csv, text};
pub use who::Names;
pub use workbook::{Part, earlier_of, workbook};
