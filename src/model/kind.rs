//! Descriptions of document kinds: which fields and tables a paper takes.

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

use super::{Judge, Origin, Phrase, ValueType};

/// A kind of paper as its `document.toml` describes it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Kind {
    /// The kind's name: that of its folder.
    pub name: String,
    /// What papers of the kind are for, in one line.
    pub summary: String,
    /// The fields by name; parts of a group are named `theme.number`.
    pub fields: IndexMap<String, Field>,
    /// The tables by name, footnotes and glossary among them.
    pub tables: IndexMap<String, TableKind>,
    /// The tables and rich-text fields in the order in which the paper shows them: notes are numbered along it.
    /// Where the description does not say, tables come first.
    pub order: Vec<String>,
    /// The table with the items whose papers make a pack with this one, where papers of the kind are a meeting.
    pub pack: Option<String>,
    /// The phrases of its wording.
    pub wording: IndexMap<String, Phrase>,
    /// Where the description stands.
    pub origin: Origin,
}

/// A field of a paper.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Field {
    /// What it holds.
    pub of_type: ValueType,
    /// Whether a paper without it is refused.
    pub required: bool,
    /// What stands in for it: a phrase for text, a literal for other types.
    pub default: Option<Phrase>,
    /// The words of a choice; the kinds of papers that may be named.
    pub choices: Vec<String>,
    /// How many steps the papers that are named may name papers in turn; what lies further is left out.
    pub follow: u32,
    /// Whether the paper is compared with the one that is named.
    pub compare: bool,
    /// The field with the older paper that the one named here is compared with.
    pub against: Option<String>,
    /// The table whose line it names, as `meeting.items`: the field with a paper, and a table of that paper.
    pub line_of: Option<String>,
    /// What a text of its own is read by.
    pub body: BodyRules,
    /// Whether it tells readers whom to ask, and where: addresses and numbers in it are meant for everyone.
    #[serde(default)]
    pub contact: bool,
    /// By which lines of an old paper it is known, as patterns: their first group is what it holds; the line alone where it
    /// stands above a text.
    #[serde(default)]
    pub lines: Vec<String>,
    /// What it is for.
    pub help: String,
}

/// What the text of a paper is read by.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct BodyRules {
    /// The field of the paper that says how paragraphs are numbered.
    pub numbering: Option<String>,
    /// The field of the paper that says whether contents stand before the text.
    #[serde(default)]
    pub contents: Option<String>,
    /// Words for items of lists, such as `recommendation`, by the headings that the lists stand under.
    pub called: IndexMap<String, Vec<String>>,
}

/// A table of a paper.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct TableKind {
    /// The columns by name, in the order in which they are shown.
    pub columns: IndexMap<String, Column>,
    /// The field of the paper that names the table's status key.
    pub key: Option<String>,
    /// Whether a paper without it is refused.
    pub required: bool,
    /// How statuses that nobody gave follow from figures.
    pub judge: Option<Judge>,
    /// Names of sheets on which it is looked for when the paper does not say where it is.
    pub sheets: Vec<String>,
    /// What it is for.
    pub help: String,
    /// The other tables of its kind, without their others: they may stand below it on a sheet.
    #[serde(skip)]
    pub others: IndexMap<String, TableKind>,
}

/// Tables are the same that are described alike, whichever others their kinds have.
impl PartialEq for TableKind {
    fn eq(&self, other: &Self) -> bool {
        self.columns == other.columns
            && self.key == other.key
            && self.required == other.required
            && self.judge == other.judge
            && self.sheets == other.sheets
            && self.help == other.help
    }
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Column {
    /// What its cells hold.
    pub of_type: ValueType,
    /// The words of a choice.
    pub choices: Vec<String>,
    /// The headings it is known by; the first is shown where the office gives none.
    pub headings: Vec<String>,
    /// Whether a row without it is refused.
    pub required: bool,
    /// Whether no two rows may have the same value.
    pub unique: bool,
    /// Whether a row has changed where it says something else than in an earlier paper; not so what is written anew for each.
    pub compare: bool,
    /// Whether every heading that names a quarter stands over a column of it.
    pub by_quarter: bool,
    /// Whether rows without a ref are counted on from the one above.
    pub automatic: bool,
    /// The column that says whether a row is a part of the one above: its ref is `9(a)`.
    pub parts: Option<String>,
    /// Whether parts that do not say it take it from the row they are a part of.
    pub inherit: bool,
    /// Whether words may stand where a figure is expected.
    pub words: bool,
    /// Whether it tells readers whom to ask, and where: addresses and numbers in it are meant for everyone.
    #[serde(default)]
    pub contact: bool,
    /// Whether lead officers answer it anew for each quarter, as they do status and update.
    #[serde(default)]
    pub answer: bool,
    /// What it is for.
    pub help: String,
}

impl Kind {
    /// Returns the name in words: `risk-register` is a "Risk register".
    pub fn title(&self) -> String {
        in_words(&self.name)
    }

    /// Returns the fields with the number and the name of what a paper is about, such as `theme.number` and `theme.name`: a ref
    /// and a text of one group.
    pub fn subject(&self) -> Option<(&str, &str)> {
        let in_groups = |of_type| {
            let fields = self.fields.iter();
            let fields = fields.filter(move |(_, field)| field.of_type == of_type);
            fields.filter_map(|(name, _)| Some((name.split_once('.')?.0, name.as_str())))
        };
        in_groups(ValueType::Ref).find_map(|(group, number)| {
            let mut names = in_groups(ValueType::Text);
            let (_, name) = names.find(|(other, _)| *other == group)?;
            Some((number, name))
        })
    }

    /// Returns whether papers of the kind have a text of their own.
    pub fn has_body(&self) -> bool {
        self.fields
            .values()
            .any(|field| field.of_type == ValueType::Body)
    }
}

impl Column {
    /// Returns whether a new quarter begins with it empty: what was said of the quarter before is no answer for this one.
    ///
    /// A status is of its quarter, whoever gives it; a revised date, or the reason for it, holds until somebody changes it.
    ///
    /// Figures by quarter have a cell of their own for each, and keep those of quarters before.
    pub fn is_anew(&self) -> bool {
        self.of_type == ValueType::Status || self.answer && !self.compare && !self.by_quarter
    }

    /// Returns whether each quarter asks officers for it: it begins empty, or has an empty cell for the quarter.
    pub fn is_due(&self) -> bool {
        self.answer && (self.is_anew() || self.by_quarter)
    }
}

impl TableKind {
    /// Shows the columns that lead officers answer each quarter.
    pub fn answers(&self) -> impl Iterator<Item = (&str, &Column)> {
        let columns = self.columns.iter().filter(|(_, column)| column.answer);
        columns.map(|(name, column)| (name.as_str(), column))
    }

    /// Returns the column of a type, the first of several.
    pub fn column_of(&self, of_type: ValueType) -> Option<&str> {
        let found = self
            .columns
            .iter()
            .find(|(_, column)| column.of_type == of_type);
        found.map(|(name, _)| name.as_str())
    }

    /// Returns the column that says how a row goes: the first of rich text that is written anew for each paper, or else the
    /// first of rich text that is not the title.
    pub fn update(&self) -> Option<&str> {
        let title = self.title();
        let mut rich = self.columns.iter().filter(|(name, column)| {
            column.of_type == ValueType::RichText && Some(name.as_str()) != title
        });
        let anew = rich.clone().find(|(_, column)| !column.compare);
        anew.or_else(|| rich.next()).map(|(name, _)| name.as_str())
    }

    /// Returns the column that says what a row is about: the first required one of rich text, or else of text, or else of
    /// names, or else the first of text.
    ///
    /// Rich text comes first, for a group that rows stand under, such as an audience, is text too.
    pub fn title(&self) -> Option<&str> {
        let text = [ValueType::RichText, ValueType::Text];
        let names = [ValueType::Person, ValueType::Organisation];
        let first = |types: &[ValueType], required: bool| {
            let mut columns = self.columns.iter();
            columns.find(|(_, c)| types.contains(&c.of_type) && (c.required || !required))
        };
        let found = first(&text[..1], true).or_else(|| first(&text, true));
        let found = found.or_else(|| first(&names, true));
        let found = found.or_else(|| first(&text, false));
        found.map(|(name, _)| name.as_str())
    }
}

/// Returns a name such as `risk-register` in words: "Risk register".
pub fn in_words(name: &str) -> String {
    let words = name.replace('-', " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
