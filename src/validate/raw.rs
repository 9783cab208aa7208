//! A value as it was found, before anybody says what type it is.

use crate::load::{Cell as SheetCell, Content, Node, NodeValue, Run};
use crate::model::{Date, Origin};

/// A found value, its fill and its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Raw {
    /// What was found.
    pub found: Found,
    /// The fill of its cell.
    pub fill: Option<[u8; 3]>,
    /// The colour of the lone sign in its cell.
    pub ink: Option<[u8; 3]>,
    /// Where it was found.
    pub origin: Origin,
}

/// What can be found.
#[derive(Clone, Debug, PartialEq)]
pub enum Found {
    /// Nothing.
    Nothing,
    /// Text of a TOML file: CommonMark where rich text is asked for.
    Written(String),
    /// Text typed into a cell.
    Typed(Vec<Run>),
    /// A number, and how it is shown.
    Number(f64, String),
    /// A date.
    Date(Date),
    /// Yes or no.
    Flag(bool),
    /// An error value such as `#REF!`.
    Error(String),
    /// A formula without a stored result.
    Uncalculated(String),
    /// A list or a table, which few types of value take.
    Nested(Box<Node>),
}

impl Raw {
    /// Takes a value of a TOML file.
    pub fn from_node(node: &Node) -> Self {
        let found = match &node.value {
            NodeValue::Text(text) => Found::Written(text.clone()),
            NodeValue::Integer(number) => Found::Number(*number as f64, number.to_string()),
            NodeValue::Float(number) => Found::Number(*number, number.to_string()),
            NodeValue::Boolean(yes) => Found::Flag(*yes),
            NodeValue::Date(date) => Found::Date(*date),
            NodeValue::List(_) | NodeValue::Table(_) | NodeValue::Body(_) => {
                Found::Nested(Box::new(node.clone()))
            }
        };
        Self {
            found,
            fill: None,
            ink: None,
            origin: node.origin.clone(),
        }
    }

    /// Takes a cell of a sheet.
    pub fn from_cell(cell: &SheetCell, origin: Origin) -> Self {
        let found = match &cell.content {
            Content::Empty => Found::Nothing,
            Content::Text(runs) => Found::Typed(runs.clone()),
            Content::Number { value, shown } => Found::Number(*value, shown.clone()),
            Content::Date { year, month, day } => match Date::new(*year, *month, *day) {
                Some(date) => Found::Date(date),
                None => Found::Typed(vec![Run {
                    text: cell.text(),
                    ..Run::default()
                }]),
            },
            Content::Boolean(yes) => Found::Flag(*yes),
            Content::Error(error) => Found::Error(error.clone()),
            Content::Uncalculated(formula) => Found::Uncalculated(formula.clone()),
        };
        Self {
            found,
            fill: cell.fill,
            ink: cell.ink,
            origin,
        }
    }

    /// Returns whether there is nothing to read; a fill may still say something.
    pub fn is_blank(&self) -> bool {
        match &self.found {
            Found::Nothing => true,
            Found::Written(text) => text.trim().is_empty(),
            Found::Typed(runs) => runs.iter().all(|run| run.text.trim().is_empty()),
            _ => false,
        }
    }

    /// Returns the words, without looks.
    pub fn plain(&self) -> String {
        match &self.found {
            Found::Nothing | Found::Uncalculated(_) | Found::Nested(_) => String::new(),
            Found::Written(text) => text.clone(),
            Found::Typed(runs) => runs.iter().map(|run| run.text.as_str()).collect(),
            Found::Number(_, shown) => shown.clone(),
            Found::Date(date) => date.to_string(),
            Found::Flag(yes) => if *yes { "Yes" } else { "No" }.to_owned(),
            Found::Error(error) => error.clone(),
        }
    }

    /// Puts a bold line before the text.
    pub fn headed(self, heading: &str) -> Self {
        let bold = Run {
            text: format!("{heading}\n"),
            bold: true,
            ..Run::default()
        };
        let mut all = vec![bold];
        match self.found {
            Found::Typed(runs) => all.extend(runs),
            _ => all.push(Run {
                text: self.plain(),
                ..Run::default()
            }),
        }
        Self {
            found: Found::Typed(all),
            ..self
        }
    }

    /// Adds the text of a cell below as a paragraph of its own.
    pub fn join(&mut self, below: &Self) {
        let runs = |found: &Found, plain: String| match found {
            Found::Typed(runs) => runs.clone(),
            _ => vec![Run {
                text: plain,
                ..Run::default()
            }],
        };
        let mut all = runs(&self.found, self.plain());
        all.push(Run {
            text: "\n\n".to_owned(),
            ..Run::default()
        });
        all.extend(runs(&below.found, below.plain()));
        self.found = Found::Typed(all);
    }
}
