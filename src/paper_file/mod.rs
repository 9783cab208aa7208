//! Paper files that are written for people to go on with: new ones, and those of last quarter rolled forward.
//!
//! What is written reads back to the same values, and looks as a careful officer would have typed it: fields first, a text of
//! several lines between `"""`, comments where they explain something.

mod new_file;
mod rolled;
mod value;

pub use new_file::PaperFile;
pub use rolled::RolledFile;
pub use value::FileValue;
