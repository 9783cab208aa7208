//! What an office begins with, and what it adds later.

mod accent;
mod fields;
mod filled;
mod label;
mod lines;
mod meeting_day;
mod office;
mod pattern;
mod place;
mod refs;
mod rows;
mod sheet;
mod theme;

pub use accent::{readable, written};
pub use office::{NewOffice, first_quarter, jurisdictions, keys, new_office, takes_place};
pub use theme::{NewTheme, Themed, new_theme};
