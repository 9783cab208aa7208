//! Turns the spreadsheets and TOML files a policy office already keeps into committee-ready, accessible PDFs.

pub mod check;
pub mod cli;
pub mod compile;
pub mod diagnostic;
pub mod job;
pub mod load;
pub mod model;
pub mod render;
pub mod validate;
pub mod write;
