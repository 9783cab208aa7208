//! `boardpaper explain`.

use std::process::ExitCode;

use clap::Args;

use crate::diagnostic::Code;
use crate::findings::{Group, Page, groups};
use crate::model::Severity;

use super::print_line;

/// What `explain` takes.
#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// A code as messages show it, such as `BP1402` or `1402`; without one, all codes are listed
    #[arg(value_name = "CODE")]
    code: Option<String>,
}

impl ExplainArgs {
    /// Prints what is said of a code, or the list of all.
    pub fn run(self) -> ExitCode {
        let Some(text) = self.code else {
            let groups: Vec<String> = groups().iter().map(listed).collect();
            print_line(&groups.join("\n\n"));
            return ExitCode::SUCCESS;
        };
        match named(&text) {
            Some(code) => {
                let page = Page::of(code).text();
                print_line(&format!("{code} {}\n\n{page}", code.summary()));
                ExitCode::SUCCESS
            }
            None => {
                eprintln!("error: there is no code `{text}`\n  hint: {}", hint(&text));
                ExitCode::from(2)
            }
        }
    }
}

/// Takes a code with or without its letters.
fn named(text: &str) -> Option<Code> {
    let text = text.trim().trim_matches(['[', ']', '`']);
    Code::named(text).or_else(|| Code::named(&format!("BP{text}")))
}

fn listed(group: &Group) -> String {
    let codes = group.codes.iter().map(|code| {
        let severity = match code.severity() {
            Severity::Off => "off",
            severity => severity.word(),
        };
        format!("  {code}  {severity:7}  {}", code.summary())
    });
    let heading = format!("{}xx: {}", group.begins, group.about);
    std::iter::once(heading)
        .chain(codes)
        .collect::<Vec<_>>()
        .join("\n")
}

/// Says which code may be meant: by its figures, or by a word of what it stands for.
fn hint(text: &str) -> String {
    let near = match text.chars().any(|sign| sign.is_ascii_digit()) {
        true => nearest(text),
        false => speaking_of(text),
    };
    let near: Vec<String> = near
        .iter()
        .map(|code| format!("`{code}` ({})", code.summary()))
        .collect();
    match &near[..] {
        [] => "`boardpaper explain` lists all codes".to_owned(),
        near => format!("did you mean {}?", near.join(" or ")),
    }
}

/// Lists the codes that are one figure away, the two that are nearest by number.
fn nearest(text: &str) -> Vec<Code> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let number: u16 = digits.parse().unwrap_or_default();
    let is_near =
        |code: &Code| strsim::damerau_levenshtein(&digits, &format!("{:04}", code.number())) <= 1;
    let mut near: Vec<Code> = Code::ALL.iter().copied().filter(is_near).collect();
    near.sort_by_key(|code| code.number().abs_diff(number));
    near.truncate(2);
    near
}

fn speaking_of(text: &str) -> Vec<Code> {
    let word = text.trim().to_lowercase();
    let said = |code: &&Code| word.len() > 2 && code.summary().to_lowercase().contains(&word);
    Code::ALL.iter().filter(said).take(3).copied().collect()
}
