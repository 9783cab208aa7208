//! Turns the spreadsheets and TOML files a policy office already keeps into committee-ready, accessible PDFs and HTML pages.
//!
//! The modules are the stages of a pipeline:
//!
//! ```text
//! data/ ─load→ values + origins ─validate→ Paper ─compare→ Paper ─check→ Paper ─render→ Sources ─compile→ PDF, HTML ─write→ output/
//! meeting + PDFs ─pack→ Layout, words ─join→ one PDF ─write→ output/
//! ```
//!
//! Each stage takes its input and `&mut Diagnostics`, and gives back what it could make; all problems of a run are printed once,
//! at its end. [`model`] is the vocabulary that the stages share and imports nothing of ours, nor does [`markup`], a page as a tree; [`compile`] sees bytes only;
//! [`findings`] tells what checks found, [`manifest`] what was made; [`job`] leads papers through the stages, and [`cli`] is the command line.

#![forbid(unsafe_code)]
#![warn(missing_docs)]

pub mod adopt;
pub mod check;
pub mod cli;
pub mod compare;
pub mod compile;
pub mod csv_text;
pub mod diagnostic;
pub mod docx;
pub mod door;
pub mod findings;
pub mod history;
pub mod interrupt;
pub mod job;
pub mod join;
pub mod journal;
pub mod load;
pub mod manifest;
pub mod markup;
pub mod model;
pub mod pack;
pub mod paper_file;
pub mod render;
pub mod returns;
pub mod screen;
pub mod toml_text;
pub mod tracker;
pub mod validate;
pub mod worker;
pub mod write;
