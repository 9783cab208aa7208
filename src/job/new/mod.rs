//! What an office begins with, and what it adds later.

mod accent;
mod filled;
mod meeting_day;
mod office;
mod rows;

pub use accent::{readable, written};
pub use office::{NewOffice, first_quarter, jurisdictions, keys, new_office, takes_place};
