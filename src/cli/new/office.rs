//! `boardpaper new office`, also called `boardpaper init`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;

use crate::check::{Colour, ratio};
use crate::cli::Shared;
use crate::cli::pack::{day, today};
use crate::compile::SHEETS;
use crate::diagnostic::{Diagnostics, suggest};
use crate::job::{
    Making, NewOffice, first_quarter, jurisdictions, keys, new_office, readable, takes_place,
    written,
};
use crate::load::logo_colour;
use crate::model::{Date, Quarter};

use super::ask::{GoneAway, Questions, name};
use super::quarter::quarter;

/// What `new office` takes.
#[derive(Debug, Args)]
pub struct OfficeArgs {
    /// The office's folder, which is made
    #[arg(value_name = "NAME")]
    folder: PathBuf,
    /// Who publishes the papers, such as `Northmarch Council`
    #[arg(long, value_name = "NAME", value_parser = name)]
    organisation: Option<String>,
    /// The plan that the first theme belongs to
    #[arg(long, value_name = "NAME", value_parser = name)]
    plan: Option<String>,
    /// The first theme
    #[arg(long, value_name = "NAME", value_parser = name)]
    theme: Option<String>,
    /// The status key: rag, brag or words [default: rag]
    #[arg(long, value_name = "KEY", value_parser = key)]
    key: Option<String>,
    /// The colour of titles and headings, such as 1d3d6b; one that is too light to be read is darkened
    #[arg(long, value_name = "HEX", value_parser = colour, conflicts_with = "logo")]
    accent: Option<Colour>,
    /// A picture (PNG or JPEG) whose colour becomes the accent
    #[arg(long, value_name = "FILE")]
    logo: Option<PathBuf>,
    /// The sheet that papers are printed on: a4 or a3 [default: a4]
    #[arg(long, value_name = "SHEET", value_parser = SHEETS)]
    paper: Option<String>,
    /// The law on meetings, by its name in law.toml [default: england]
    #[arg(long, value_name = "NAME", value_parser = jurisdiction)]
    jurisdiction: Option<String>,
    /// The quarter of the first paper, such as 2026-27-q2 [default: the last that is over]
    #[arg(long, value_name = "QUARTER", value_parser = quarter)]
    quarter: Option<Quarter>,
    /// Ask nothing: take the default of what no flag says
    #[arg(long, short)]
    yes: bool,
    /// The day to count from, instead of today
    #[arg(long, value_name = "DATE", value_parser = day)]
    date: Option<Date>,
}

fn key(name: &str) -> Result<String, String> {
    named(name, keys().map(|(key, _)| key.to_owned()).collect())
}

fn jurisdiction(name: &str) -> Result<String, String> {
    named(name, jurisdictions())
}

fn named(name: &str, all: Vec<String>) -> Result<String, String> {
    if all.iter().any(|known| known == name) {
        return Ok(name.to_owned());
    }
    let near = suggest(name, all.iter().map(String::as_str));
    Err(match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("use one of `{}`", all.join("`, `")),
    })
}

/// Reads a colour with or without its `#`.
fn colour(text: &str) -> Result<Colour, String> {
    let digits = text.trim().trim_start_matches('#');
    let is_long = [3, 6].contains(&digits.len());
    let read = Colour::read(&format!("#{digits}")).filter(|_| is_long);
    read.ok_or_else(|| "write it as three or six digits 0-9 and a-f, such as `1d3d6b`".to_owned())
}

impl OfficeArgs {
    /// Makes the office.
    pub fn run(self, shared: &Shared) -> ExitCode {
        let mut problems = Diagnostics::default();
        let shown = self.folder.display().to_string();
        if takes_place(&self.folder, &shown, &mut problems) {
            match self.asked() {
                Ok(asked) => asked.make(shared, &mut problems),
                Err(GoneAway) => {
                    shared.say("nothing was written");
                    return ExitCode::from(2);
                }
            }
        }
        shared.report(None, problems, false)
    }

    /// Asks for what no flag says.
    fn asked(self) -> Result<Asked, GoneAway> {
        let questions = Questions::new(self.yes);
        let today = self.date.or_else(today).unwrap_or(LONG_AGO);
        let quarter = self.quarter.unwrap_or_else(|| first_quarter(today));
        let said = |(name, what): (&str, &str)| (name.to_owned(), format!("{name}: {what}"));
        let keys: Vec<_> = keys().map(said).collect();
        let laws: Vec<_> = jurisdictions()
            .into_iter()
            .map(|name| (name.clone(), name))
            .collect();
        let plan = format!("Delivery Plan {}", quarter.year);
        let text =
            |given, question, default: &str| questions.text(given, question, default.to_owned());
        let organisation = text(self.organisation, "Organisation", "Example organisation")?;
        let plan = text(self.plan, "Plan", &plan)?;
        let theme = text(self.theme, "First theme", "Example theme")?;
        let key = questions.one_of(self.key, "Status key", &keys)?;
        let colour = match (self.accent, self.logo) {
            (Some(accent), _) => Some(Chosen::Accent(accent)),
            (_, Some(logo)) => Some(Chosen::Logo(logo)),
            _ => questions
                .perhaps(
                    "Colour: a hex code or a picture of the logo (Enter: the house’s blue)",
                    |answer| Chosen::read(answer).err(),
                )?
                .and_then(|answer| Chosen::read(&answer).ok()),
        };
        let sheets = SHEETS.map(|name| (name.to_owned(), name.to_uppercase()));
        let sheet = questions.one_of(self.paper, "Paper", &sheets)?;
        let jurisdiction = questions.one_of(self.jurisdiction, "Law on meetings", &laws)?;
        Ok(Asked {
            folder: self.folder,
            colour,
            office: NewOffice {
                organisation,
                plan,
                theme,
                key,
                accent: None,
                sheet,
                jurisdiction,
                quarter,
                today,
            },
        })
    }
}

/// Stands in for a clock that tells no day.
const LONG_AGO: Date = Date {
    year: 2000,
    month: 1,
    day: 1,
};

/// Where the accent comes from.
enum Chosen {
    Accent(Colour),
    Logo(PathBuf),
}

impl Chosen {
    /// Reads an answer: a hex code, or the name of a file.
    fn read(answer: &str) -> Result<Self, String> {
        let file = Path::new(answer);
        match colour(answer) {
            Ok(accent) => Ok(Self::Accent(accent)),
            Err(_) if file.is_file() => Ok(Self::Logo(file.to_owned())),
            Err(_) => Err("neither a hex code such as 1d3d6b nor a file that is there".to_owned()),
        }
    }

    /// Returns the colour; `None` within where a logo has none.
    fn colour(&self, out: &mut Diagnostics) -> Option<Option<Colour>> {
        match self {
            Self::Accent(accent) => Some(Some(*accent)),
            Self::Logo(file) => {
                let found = logo_colour(file, &file.display().to_string(), out)?;
                Some(found.map(Colour))
            }
        }
    }
}

/// All that is known before the office is made.
struct Asked {
    folder: PathBuf,
    colour: Option<Chosen>,
    office: NewOffice,
}

impl Asked {
    /// Writes the office, and says what to do next.
    fn make(mut self, shared: &Shared, out: &mut Diagnostics) {
        let chosen = match &self.colour {
            None => None,
            Some(chosen) => match chosen.colour(out) {
                None => return,
                Some(None) => {
                    shared.say("the logo has no colour but greys: the house’s blue is the accent");
                    None
                }
                Some(colour) => colour,
            },
        };
        self.office.accent = chosen.map(readable);
        let Some(making) = new_office(&self.office, out) else {
            return;
        };
        if making.write(&self.folder, out) {
            self.tell_colour(shared, chosen);
            self.tell(shared, &making);
        }
    }

    /// Says what became of the colour.
    fn tell_colour(&self, shared: &Shared, chosen: Option<Colour>) {
        let (Some(chosen), Some(accent)) = (chosen, self.office.accent) else {
            return;
        };
        if matches!(self.colour, Some(Chosen::Logo(_))) {
            shared.say(&format!(
                "the logo’s colour is {}; papers have your name in words, not the logo",
                written(chosen)
            ));
        }
        if chosen != accent {
            shared.say(&format!(
                "{} has a contrast of {} with white, and text needs 4.5:1: darkened to {}",
                written(chosen),
                ratio(chosen.contrast(Colour::WHITE)),
                written(accent)
            ));
        }
    }

    fn tell(&self, shared: &Shared, making: &Making) {
        let folder = self.folder.display();
        let (schemas, others): (Vec<_>, Vec<_>) = making
            .files()
            .iter()
            .partition(|made| made.shown.ends_with(".json"));
        for made in others {
            shared.say(&format!(
                "wrote {}",
                self.folder.join(&made.shown).display()
            ));
        }
        if let Some(folder) = schemas
            .first()
            .and_then(|made| Path::new(&made.shown).parent())
        {
            let (folder, count) = (self.folder.join(folder), schemas.len());
            shared.say(&format!(
                "wrote {}: {count} schemas, by which editors check what is typed",
                folder.display()
            ));
        }
        shared.say(&format!(
            "next: `cd {folder}`, then `boardpaper build`; README.md there tells what is an example and is to be replaced"
        ));
    }
}
