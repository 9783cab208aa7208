//! How `boardpaper check` tells what it found.

use std::ffi::OsStr;
use std::path::Path;

use clap::builder::{EnumValueParser, PossibleValue, TypedValueParser};
use clap::error::ErrorKind;
use clap::{Arg, Command, Error, ValueEnum};

use crate::findings::Findings;
use crate::model::PaperFormat;

/// How what is found is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Form {
    /// For people: counts, then each problem with its place, the words, and what to do
    #[default]
    Human,
    /// One line a problem, for editors
    Short,
    /// One JSON document, for programs
    Json,
    /// SARIF 2.1.0, for editors and code scanning
    Sarif,
    /// A page to send to a colleague, by lead officer
    Html,
}

impl Form {
    /// Takes the form that a file's ending speaks of.
    pub fn by_ending(file: &Path) -> Option<Self> {
        let ending = file.extension().unwrap_or_default().to_string_lossy();
        match ending.to_lowercase().as_str() {
            "json" => Some(Self::Json),
            "sarif" => Some(Self::Sarif),
            "html" | "htm" => Some(Self::Html),
            "txt" | "" => Some(Self::Human),
            _ => None,
        }
    }

    /// Writes findings in this form; people who want it quiet are not told that there is nothing.
    pub fn written(self, findings: &Findings<'_>, quiet: bool) -> Vec<u8> {
        let lines = |value: serde_json::Value| format!("{value:#}\n").into_bytes();
        match self {
            Self::Human if quiet && findings.list.is_empty() => Vec::new(),
            Self::Human => findings.human().into_bytes(),
            Self::Short => findings.short().into_bytes(),
            Self::Json => lines(findings.json()),
            Self::Sarif => lines(findings.sarif()),
            Self::Html => findings.html().into_bytes(),
        }
    }
}

/// Reads a form; who asks for what papers are made as is told how to ask for that.
#[derive(Clone)]
pub(super) struct FormParser;

impl TypedValueParser for FormParser {
    type Value = Form;

    fn parse_ref(
        &self,
        command: &Command,
        arg: Option<&Arg>,
        value: &OsStr,
    ) -> Result<Self::Value, Error> {
        let text = value.to_string_lossy();
        let parser = EnumValueParser::<Form>::new();
        let read = parser.parse_ref(command, arg, value);
        let is_paper = text
            .split(',')
            .all(|name| PaperFormat::named(name).is_some());
        match read {
            Err(_) if is_paper => {
                let message = format!(
                    "`--format` says how problems are told; papers are checked as {text} with `--as {text}`\n"
                );
                Err(Error::raw(ErrorKind::InvalidValue, message).with_cmd(command))
            }
            read => read,
        }
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        let forms = Form::value_variants().iter();
        Some(Box::new(forms.filter_map(ValueEnum::to_possible_value)))
    }
}
