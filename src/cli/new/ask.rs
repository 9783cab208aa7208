//! Questions on a terminal, for what flags did not say.

use std::io::{self, IsTerminal};

use dialoguer::theme::SimpleTheme;
use dialoguer::{Input, Select};

use crate::screen;

/// Takes a name that can be read: it has letters or digits, and nothing that cannot be printed.
pub fn name(text: &str) -> Result<String, String> {
    if !text.chars().any(char::is_alphanumeric) {
        return Err("write a name that has letters".to_owned());
    }
    match text.chars().any(char::is_control) {
        true => Err(
            "it has a character that cannot be printed, such as a tab or a line's end".to_owned(),
        ),
        false => Ok(text.trim().to_owned()),
    }
}

/// Asks on a terminal; without one, or where nobody wants to be asked, defaults are taken.
pub struct Questions {
    asks: bool,
}

/// Somebody went away in the middle of the questions.
#[derive(Debug)]
pub struct GoneAway;

impl From<dialoguer::Error> for GoneAway {
    fn from(_: dialoguer::Error) -> Self {
        // A list hides it while it is open.
        let _ = screen::term().show_cursor();
        Self
    }
}

impl Questions {
    /// Begins; `yes` takes every default without a question.
    pub fn new(yes: bool) -> Self {
        let is_there = io::stdin().is_terminal() && screen::is_terminal();
        Self {
            asks: is_there && !yes,
        }
    }

    /// Returns what is given, or else what is answered, or else the default.
    pub fn text(
        &self,
        given: Option<String>,
        question: &str,
        default: String,
    ) -> Result<String, GoneAway> {
        match given {
            Some(given) => Ok(given),
            None if !self.asks => Ok(default),
            None => Ok(Input::with_theme(&SimpleTheme)
                .with_prompt(question)
                .default(default)
                .interact_text_on(&screen::term())?),
        }
    }

    /// Asks for what may be left empty, until `fault` finds none; `None` where it is left empty or nobody is asked.
    pub fn perhaps(
        &self,
        question: &str,
        fault: impl Fn(&str) -> Option<String>,
    ) -> Result<Option<String>, GoneAway> {
        if !self.asks {
            return Ok(None);
        }
        let sound = |answer: &String| match fault(answer.trim()) {
            Some(fault) if !answer.trim().is_empty() => Err(fault),
            _ => Ok(()),
        };
        let answer = Input::<String>::with_theme(&SimpleTheme)
            .with_prompt(question)
            .allow_empty(true)
            .validate_with(sound)
            .interact_text_on(&screen::term())?;
        Ok(Some(answer.trim().to_owned()).filter(|answer| !answer.is_empty()))
    }

    /// Returns what is given, or else what is chosen of a list, or else its first; each is a name, and how the list says it.
    pub fn one_of(
        &self,
        given: Option<String>,
        question: &str,
        all: &[(String, String)],
    ) -> Result<String, GoneAway> {
        let default = all.first().map(|(name, _)| name.clone());
        match given.or_else(|| default.filter(|_| !self.asks)) {
            Some(given) => Ok(given),
            None => {
                let said = all.iter().map(|(_, said)| said);
                let at = Select::with_theme(&SimpleTheme)
                    .with_prompt(question)
                    .items(said)
                    .default(0)
                    .interact_on(&screen::term())?;
                all.get(at).map(|(name, _)| name.clone()).ok_or(GoneAway)
            }
        }
    }
}
