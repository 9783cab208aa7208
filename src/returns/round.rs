//! A round: which officer is asked for which lines of which papers, until when.

use serde::{Deserialize, Serialize};

use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Date, Origin, Quarter};
use crate::toml_text::quoted;

/// The file of a round, in its folder.
pub const FILE: &str = "round.toml";

/// A round of a quarter, as its `round.toml` has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Round {
    /// The quarter that is reported on.
    #[serde(with = "as_text")]
    pub quarter: Quarter,
    /// The day by which answers are to come back.
    #[serde(with = "as_day")]
    pub deadline: Date,
    /// Who is asked.
    #[serde(default)]
    pub by: By,
    /// Whom to ask.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<String>,
    /// Where answers go.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply_to: Option<String>,
    /// Who is asked for what.
    #[serde(default, rename = "return")]
    pub returns: Vec<Return>,
}

/// Who is asked for a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum By {
    /// Its lead officer, or else its organisation.
    #[default]
    Officer,
    /// Its organisation, or else its lead officer.
    Organisation,
}

/// What one officer, or one organisation, is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Return {
    /// The officer's name or post, as the trackers have it.
    pub officer: String,
    /// The address, where the office's list has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// The workbook that is sent, below the round's folder of the output.
    pub file: String,
    /// What was made last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub made: Option<Hashes>,
    /// The lines that are asked for.
    pub lines: Vec<Line>,
    /// Those that were filled in already when they were asked for first: what stood there is no answer.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub filled: Vec<Filled>,
}

/// A line that was filled in already when it was asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Filled {
    /// The paper's file, from the office's folder.
    pub paper: String,
    /// The table.
    pub table: String,
    /// The row's ref.
    #[serde(rename = "ref")]
    pub reference: String,
    /// The hash of what stood there.
    pub says: String,
}

/// The files of a return as they were made, by their hashes: people's own changes are told from them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Hashes {
    /// That of the workbook.
    pub workbook: String,
    /// That of the message.
    pub message: String,
}

/// A line of a paper.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Line {
    /// The paper's file, from the office's folder.
    pub paper: String,
    /// The table.
    pub table: String,
    /// The row's ref.
    #[serde(rename = "ref")]
    pub reference: String,
}

impl Round {
    /// Returns the folder of a quarter's round below the office's folder: `data/returns/2026-27-q2`.
    pub fn folder(quarter: Quarter) -> String {
        format!("data/returns/{}", quarter.slug())
    }

    /// Returns the folder of what is sent: `output/returns/2026-27-q2`.
    pub fn outbox(quarter: Quarter) -> String {
        format!("output/returns/{}", quarter.slug())
    }

    /// Reads the round of a quarter; what is wrong with it is reported.
    pub fn read(text: &str, shown: &str, quarter: Quarter, out: &mut Diagnostics) -> Option<Self> {
        let read = toml::from_str(text);
        let faults = match &read {
            Ok(round) => faults(round, quarter),
            Err(error) => vec![format!("is no round of returns: {}", error.message())],
        };
        for fault in &faults {
            let message = format!("`{shown}` {fault}");
            out.add(Code::RoundFaulty, Origin::file(shown), message)
                .hint("`boardpaper returns make` writes it: undo what was changed in it by hand");
        }
        read.ok().filter(|_| faults.is_empty())
    }

    /// Returns the round as its file has it, below the line that names its schema: a line a row, so that changes can be seen.
    pub fn written(&self, schema_line: &str) -> String {
        let mut text = format!(
            "{schema_line}# Who is asked for which lines: written by `boardpaper returns make`, read by `returns collect` and `returns status`.\n\
             quarter = {}\ndeadline = {}\n",
            quoted(&self.quarter.file_form()),
            self.deadline.iso()
        );
        if self.by == By::Organisation {
            text += "by = \"organisation\"\n";
        }
        let named = [("contact", &self.contact), ("reply-to", &self.reply_to)];
        for (name, value) in named {
            if let Some(value) = value {
                text += &format!("{name} = {}\n", quoted(value));
            }
        }
        self.returns
            .iter()
            .for_each(|asked| text += &asked.written());
        text
    }
}

impl Return {
    /// Returns the name of the workbook without its ending.
    pub fn stem(&self) -> &str {
        self.file.strip_suffix(".xlsx").unwrap_or(&self.file)
    }

    /// Returns the name of the message that goes with the workbook.
    pub fn draft(&self) -> String {
        format!("{}.eml", self.stem())
    }

    /// Returns the hash of what stood in a line when it was asked for, where it was filled in then.
    pub fn filled(&self, line: &Line) -> Option<&str> {
        let is = |filled: &&Filled| {
            (&filled.paper, &filled.table, &filled.reference)
                == (&line.paper, &line.table, &line.reference)
        };
        self.filled
            .iter()
            .find(is)
            .map(|filled| filled.says.as_str())
    }

    fn written(&self) -> String {
        let mut text = format!("\n[[return]]\nofficer = {}\n", quoted(&self.officer));
        if let Some(email) = &self.email {
            text += &format!("email = {}\n", quoted(email));
        }
        text += &format!("file = {}\n", quoted(&self.file));
        if let Some(Hashes { workbook, message }) = &self.made {
            let (workbook, message) = (quoted(workbook), quoted(message));
            text += &format!("made = {{ workbook = {workbook}, message = {message} }}\n");
        }
        let lines = self.lines.iter().map(Line::written);
        text += &list("lines", lines);
        let filled = self.filled.iter().map(Filled::written);
        match self.filled.is_empty() {
            true => text,
            false => text + &list("filled", filled),
        }
    }
}

/// Writes a list of tables, one a row.
fn list(name: &str, rows: impl Iterator<Item = String>) -> String {
    let rows: String = rows.map(|row| format!("  {{ {row} }},\n")).collect();
    format!("{name} = [\n{rows}]\n")
}

impl Line {
    fn written(&self) -> String {
        format!(
            "paper = {}, table = {}, ref = {}",
            quoted(&self.paper),
            quoted(&self.table),
            quoted(&self.reference)
        )
    }
}

impl Filled {
    fn written(&self) -> String {
        let line = Line {
            paper: self.paper.clone(),
            table: self.table.clone(),
            reference: self.reference.clone(),
        };
        format!("{}, says = {}", line.written(), quoted(&self.says))
    }
}

/// Lists what a round says that cannot be so in the folder of a quarter.
fn faults(round: &Round, quarter: Quarter) -> Vec<String> {
    let mut faults = Vec::new();
    if round.quarter != quarter {
        let own = round.quarter;
        faults.push(format!("is the round of {own}, in the folder of {quarter}"));
    }
    for (at, asked) in round.returns.iter().enumerate() {
        let (officer, file) = (&asked.officer, &asked.file);
        let before = &round.returns[..at];
        if before.iter().any(|other| other.officer == *officer) {
            faults.push(format!("has two returns of `{officer}`"));
        } else if before.iter().any(|other| is_same(&other.file, file)) {
            faults.push(format!("has two returns whose file is `{file}`"));
        }
        if !is_plain(file) {
            faults.push(format!(
                "names `{file}` as the file of `{officer}`: not a workbook's name alone"
            ));
        }
    }
    faults
}

/// Returns whether two names are one file's where case does not count.
fn is_same(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

/// Returns whether a name is that of a workbook, in no other folder.
fn is_plain(file: &str) -> bool {
    file.ends_with(".xlsx")
        && !file.contains(['/', '\\', ':'])
        && !file.chars().any(char::is_control)
}

/// A quarter as text.
mod as_text {
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serializer};

    use crate::model::Quarter;

    pub fn serialize<S: Serializer>(quarter: &Quarter, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&quarter.file_form())
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Quarter, D::Error> {
        let text = String::deserialize(from)?;
        Quarter::parse(&text).ok_or_else(|| D::Error::custom(format!("`{text}` is no quarter")))
    }
}

/// A day as TOML has it, or as text.
mod as_day {
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serializer};

    use crate::model::Date;

    pub fn serialize<S: Serializer>(date: &Date, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&date.iso())
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Date, D::Error> {
        let value = toml::Value::deserialize(from)?;
        let text = match &value {
            toml::Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        Date::parse(&text).ok_or_else(|| D::Error::custom(format!("`{text}` is no day")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::FinancialYear;

    fn round() -> Round {
        Round {
            quarter: Quarter {
                year: FinancialYear(2026),
                number: 2,
            },
            deadline: Date {
                year: 2026,
                month: 10,
                day: 16,
            },
            by: By::Organisation,
            contact: Some("Policy team, \"Northmarch\"".to_owned()),
            reply_to: None,
            returns: vec![Return {
                officer: "Head of Estates".to_owned(),
                email: Some("estates@northmarch.example".to_owned()),
                file: "Head of Estates.xlsx".to_owned(),
                made: Some(Hashes {
                    workbook: "0a".to_owned(),
                    message: "0b".to_owned(),
                }),
                lines: vec![Line {
                    paper: "data/2026-27/q2/theme-1.toml".to_owned(),
                    table: "deliverables".to_owned(),
                    reference: "1.10".to_owned(),
                }],
                filled: vec![Filled {
                    paper: "data/2026-27/q2/theme-1.toml".to_owned(),
                    table: "deliverables".to_owned(),
                    reference: "1.10".to_owned(),
                    says: "0c".to_owned(),
                }],
            }],
        }
    }

    #[test]
    fn a_round_reads_back_as_it_was_written() {
        let mut out = Diagnostics::default();
        let text = round().written("#:schema ../../schemas/round.json\n");
        assert!(text.contains("deadline = 2026-10-16"), "{text}");
        assert_eq!(
            Round::read(&text, "round.toml", round().quarter, &mut out),
            Some(round()),
            "{text} {out:?}"
        );
        assert_eq!(Round::folder(round().quarter), "data/returns/2026-27-q2");
    }

    #[test]
    fn what_is_no_round_is_told() {
        let mut out = Diagnostics::default();
        let read = Round::read("quarter = 3", "round.toml", round().quarter, &mut out);
        assert_eq!(read, None);
        assert!(out.has_errors());
    }

    #[test]
    fn what_a_round_says_against_itself_is_told() {
        let two = |officer: &str, file: &str| {
            let mut round = round();
            let mut second = round.returns[0].clone();
            (second.officer, second.file) = (officer.to_owned(), file.to_owned());
            round.returns.push(second);
            round
        };
        let faulty = [
            two("Head of Estates", "Head of Estates 2.xlsx"),
            two("Head of Policy", "head of estates.xlsx"),
            two("Head of Policy", "../../policy.xlsx"),
            two("Head of Policy", "C:\\policy.xlsx"),
            Round {
                quarter: Quarter {
                    number: 3,
                    ..round().quarter
                },
                ..round()
            },
        ];
        for faulty in faulty {
            let mut out = Diagnostics::default();
            let read = Round::read(&faulty.written(""), "round.toml", round().quarter, &mut out);
            assert_eq!((read, out.iter().count()), (None, 1), "{faulty:?}");
        }
    }

    #[test]
    fn a_message_is_called_as_its_workbook() {
        let mut asked = round().returns.remove(0);
        asked.file = "A.xlsx.xlsx".to_owned();
        assert_eq!(asked.draft(), "A.xlsx.eml");
    }
}
