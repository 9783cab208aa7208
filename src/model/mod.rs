//! The vocabulary: descriptions of documents, papers, tables, typed values, status keys, notes.
//!
//! Plain, serialisable types with the arithmetic that belongs to them. Imports nothing of ours, so that every stage can
//! speak it.

mod board;
mod body;
mod chart;
mod check_settings;
mod comparison;
mod date;
mod figure;
mod format;
mod grid;
mod inline;
mod judge;
mod kind;
mod law;
mod limits;
mod marks;
mod note;
mod origin;
mod pack;
mod paper;
mod part_ref;
mod published;
mod quarter;
mod returns;
mod rich;
mod roman;
mod severity;
mod signs;
mod status;
mod value;
mod words;

pub use board::{Board, ClosedLines, Organisation, Phrase, Setting, StandingText};
pub use body::{Body, Numbering, Part};
pub use chart::{Chart, ChartKind, Series};
pub use check_settings::{Allowance, CheckSettings, StatusWords};
pub use comparison::{Comparison, Direction, MatchedBy, Moved, Past, State, TableComparison};
pub use date::{Date, MONTHS, Weekday};
pub use figure::{Figure, Point, SHORTHAND};
pub use format::PaperFormat;
pub use grid::{Grid, GridColumn, Picture, Side};
pub use inline::{Inline, Mark, plain};
pub use judge::{Judge, Judged, Outcome, Polarity, Tolerance, Travel};
pub use kind::{BodyRules, Column, Field, Kind, TableKind, in_words};
pub use law::{Holidays, Jurisdiction, Law, LeftOut, NoticeRule, Paragraph};
pub use limits::{SetLimits, amount, parse_memory};
pub use marks::{Label, PageMarks, PageRange, Place, Stamp};
pub use note::Note;
pub use origin::{Origin, cell_name, column_name};
pub use pack::{Edition, Exempt, PackItem, PackKind, PackPaper, PackSheet};
pub use paper::{Cell, Heading, Paper, Row, Table};
pub use part_ref::{PartRef, PartStyle};
pub use published::{PublishedStep, PublishedTable};
pub use quarter::{FinancialYear, Quarter};
pub use returns::{AnswersInto, ReturnsSettings};
pub use rich::{Block, RichText};
pub use roman::roman;
pub use severity::Severity;
pub use signs::{Places, Plain, plain_signs, with_plain_signs};
pub use status::{Percentages, RatingRule, Shape, StatusKey, Step, StepCount, Tally};
pub use value::{NamedFile, Value, ValueType};
pub use words::{NUMBER_WORDS, counted, folded, slug, some};
