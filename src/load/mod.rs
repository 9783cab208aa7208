//! Reading what the office keeps: workbooks, CSV, Word and Writer documents, TOML and templates, each value with its origin.
//!
//! Takes paths and limits, gives plain values: what they mean is for [`validate`](crate::validate) to say.

mod archive;
mod budget;
mod calamine;
mod colour;
mod comments;
mod compound;
mod csv;
mod date;
mod docx;
mod encoding;
mod fault;
mod flow;
mod grid;
mod guard;
mod image;
mod library;
mod limits;
mod list_mark;
mod literal;
mod logo;
mod markdown;
mod message;
mod number_format;
mod odf_styles;
mod ods;
mod odt;
mod paced;
#[cfg(test)]
mod packed;
mod places;
mod relations;
mod runs;
mod scalars;
mod section;
mod sheet;
mod shown;
mod tab;
mod text_document;
mod text_file;
mod toml;
mod vocabulary;
mod workbook;
mod xls;
mod xlsb;
mod xlsx;
mod xml;

pub use image::{Image, image};
pub use library::{Library, TemplateFile};
pub use limits::Limits;
pub use literal::{Letters, Quoting};
pub use logo::logo_colour;
pub use markdown::{Written, has_head, is_markdown, paper};
pub use message::{Message, message};
pub use scalars::{Scalar, Step, differ_only_in, scalars};
pub use sheet::{Area, Cell, Content, Run, Script, Sheet, Workbook};
pub use text_document::{
    Aside, AsideKind, Item, Paragraph, TextBlock, TextCell, TextDocument, TextNote, TextRow,
    TextTable, plain,
};
pub use text_file::text_document;
pub use toml::{Entry, Node, NodeValue, document, parse};
pub use workbook::workbook;
