//! Typed values of fields and cells.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{
    Body, Date, Figure, Inline, Origin, Paper, Point, Polarity, Quarter, RichText, Tolerance,
};

/// What a field or a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ValueType {
    /// A line of text.
    Text,
    /// Paragraphs, lists, bold, links and note marks.
    RichText,
    /// What a row is called by: `1`, `5C01`.
    Ref,
    /// A step of the table's status key.
    Status,
    /// A person or a post.
    Person,
    /// An organisation.
    Organisation,
    /// A day.
    Date,
    /// A quarter of a financial year.
    Quarter,
    /// A number.
    Number,
    /// A share in per cent.
    Percentage,
    /// A sum of money.
    Money,
    /// A number in any unit, or shorthand for a missing one.
    Measure,
    /// How far from its target a figure is still near it.
    Tolerance,
    /// Which way is good.
    Polarity,
    /// An address, with words for it or without.
    Link,
    /// One of a few words.
    Choice,
    /// Yes or no.
    Flag,
    /// Another paper, named by its file.
    Paper,
    /// Other papers, named by their files.
    Papers,
    /// A file of any kind, with a title or without.
    File,
    /// Files of any kind.
    Files,
    /// Numbers or words in a row, such as `3, 5`.
    List,
    /// Standing texts of the office, by their names.
    Texts,
    /// A text of sections, paragraphs, tables and figures: what stands below a Markdown file's head.
    Body,
}

impl ValueType {
    /// All types, as descriptions name them.
    pub const NAMES: [(&str, Self); 24] = [
        ("text", Self::Text),
        ("rich-text", Self::RichText),
        ("ref", Self::Ref),
        ("status", Self::Status),
        ("person", Self::Person),
        ("organisation", Self::Organisation),
        ("date", Self::Date),
        ("quarter", Self::Quarter),
        ("number", Self::Number),
        ("percentage", Self::Percentage),
        ("money", Self::Money),
        ("measure", Self::Measure),
        ("tolerance", Self::Tolerance),
        ("polarity", Self::Polarity),
        ("link", Self::Link),
        ("choice", Self::Choice),
        ("flag", Self::Flag),
        ("paper", Self::Paper),
        ("papers", Self::Papers),
        ("file", Self::File),
        ("files", Self::Files),
        ("list", Self::List),
        ("texts", Self::Texts),
        ("body", Self::Body),
    ];

    /// Returns the type's name in descriptions.
    pub fn name(self) -> &'static str {
        let named = Self::NAMES.iter().find(|(_, this)| *this == self);
        named.expect("every type has a name").0
    }
}

/// A value of a known type.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Value {
    /// Text, a ref, a person, an organisation or a choice.
    Text(String),
    /// Rich text, or standing texts one after the other.
    Rich(RichText),
    /// A text of its own.
    Body(Body),
    /// The code of a step of the table's key.
    Status(String),
    /// A day.
    Date(Date),
    /// A quarter.
    Quarter(Quarter),
    /// A number, share, sum or measure.
    Number(Figure),
    /// A figure for each quarter, oldest first.
    Series(Vec<Point>),
    /// A tolerance, and how its author says it.
    Tolerance(Tolerance, String),
    /// Which way is good, and how its author says it.
    Polarity(Polarity, String),
    /// Yes or no.
    Flag(bool),
    /// Another paper.
    Paper(Arc<Paper>),
    /// Other papers, in the order in which they are named.
    Papers(Vec<Arc<Paper>>),
    /// A file.
    File(NamedFile),
    /// Files, in the order in which they are named.
    Files(Vec<NamedFile>),
    /// Numbers or words in a row.
    List(Vec<String>),
}

/// A file that a paper names. Nobody has looked whether it is there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedFile {
    /// Its path from the paper's own folder, with `/` everywhere.
    pub file: String,
    /// What it is called, where the paper says.
    pub title: Option<String>,
    /// Where it is named.
    pub origin: Origin,
}

impl Value {
    /// Shows every line of rich text to be changed, with its place; `origin` is the value's own.
    pub fn visit_mut(
        &mut self,
        origin: &Origin,
        change: &mut impl FnMut(&mut Vec<Inline>, &Origin),
    ) {
        match self {
            Self::Rich(rich) => rich.visit_mut(&mut |line| change(line, origin)),
            Self::Body(body) => body.0.iter_mut().for_each(|part| part.visit_mut(change)),
            _ => {}
        }
    }

    /// Returns the value as a line of text.
    pub fn plain(&self) -> String {
        match self {
            Self::Text(text) | Self::Status(text) => text.clone(),
            Self::Rich(rich) => rich.plain(),
            Self::Body(body) => body.plain(),
            Self::Date(date) => date.to_string(),
            Self::Quarter(quarter) => quarter.to_string(),
            Self::Number(figure) => figure.shown.clone(),
            Self::Series(points) => {
                let said = |point: &Point| format!("{}: {}", point.quarter, point.figure.shown);
                points.iter().map(said).collect::<Vec<_>>().join("; ")
            }
            Self::Tolerance(_, shown) | Self::Polarity(_, shown) => shown.clone(),
            Self::Flag(yes) => yes.to_string(),
            Self::Paper(paper) => paper.file.clone(),
            Self::Papers(papers) => {
                let files: Vec<&str> = papers.iter().map(|paper| paper.file.as_str()).collect();
                files.join(", ")
            }
            Self::File(file) => file.file.clone(),
            Self::Files(files) => {
                let files: Vec<&str> = files.iter().map(|file| file.file.as_str()).collect();
                files.join(", ")
            }
            Self::List(items) => items.join(", "),
        }
    }

    /// Shows the files that the value names.
    pub fn files(&self) -> &[NamedFile] {
        match self {
            Self::File(file) => std::slice::from_ref(file),
            Self::Files(files) => files,
            _ => &[],
        }
    }

    /// Shows the papers that the value names.
    pub fn papers(&self) -> &[Arc<Paper>] {
        match self {
            Self::Paper(paper) => std::slice::from_ref(paper),
            Self::Papers(papers) => papers,
            _ => &[],
        }
    }
}
