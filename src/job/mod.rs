//! What is to be done: arguments and `data/board.toml` resolved once, then each paper led through the stages.

mod adopt;
mod build;
mod cache_folder;
mod collect;
mod compared;
mod crowded;
mod each;
mod fingerprint;
mod fix;
mod formats;
mod gone;
mod hash;
mod head;
pub mod history;
mod hold;
mod house;
mod images;
mod inputs;
mod inside;
mod led;
mod making;
pub mod manifest;
mod memory;
mod new;
mod office;
mod one;
mod other;
mod overlays;
mod pack;
mod papers;
mod pictures;
mod places;
mod quarter;
mod reader;
mod receipts;
mod returns;
mod round_file;
mod schema;
mod set;
mod settings;
mod stages;
mod stamp;
mod timings;
mod touched;
mod waiting;
mod way;

pub use adopt::{Adopted, Adoption, document as adopt_document, workbook as adopt_workbook};
pub use build::{Build, Built, build};
pub use collect::{Collecting, collect, undo};
pub use compared::{Compared, compare};
pub use fix::{Fixes, Left, Mended, fixes};
pub use hold::{hold, wait};
pub use making::{Made, Making};
pub use new::{
    NewOffice, NewTheme, Themed, first_quarter, jurisdictions, keys, new_office, new_theme,
    readable, takes_place, written,
};
pub use office::{Office, Warm, find, library};
pub use pack::{
    Asked, Pack, Packed, Passwords, Written, libre_office_program, meetings, name_one, pack,
};
pub use papers::{paper, papers};
pub use quarter::{NewQuarter, Rolled, Told, new_quarter};
pub use returns::{MadeRound, MakeRound, make as make_round, status as round_status};
pub use schema::{
    ANSWERS, HISTORY, ROUND, Schema, lacking, schema_line, schemas, write_named, write_schemas,
};
pub use stages::{Prepared, prepare};
pub use timings::write_timings;
pub use touched::Touched;
