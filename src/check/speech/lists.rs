//! The word lists of a language, as the TOML files beside this one have them.

use serde::Deserialize;

/// What offices say of their work in one language.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", default, deny_unknown_fields)]
pub struct Lists {
    /// The words that may stand where a phrase has `~`.
    pub between: Vec<String>,
    /// How other words end that may stand there.
    pub adverbs: Vec<String>,
    /// What the steps are called of work that has not started.
    pub not_started: Vec<String>,
    /// Words for the work, or parts of it.
    pub work: Vec<String>,
    /// Words for people and other things.
    pub other: Vec<String>,
    /// Words for all of a line’s work.
    pub whole: Vec<String>,
    /// Words that take back what follows.
    pub not: Vec<String>,
    /// That it is behind.
    pub behind: Claims,
    /// That it is done.
    pub done: Claims,
    /// That it has begun.
    pub begun: Claims,
    /// That it is still to come.
    pub to_come: Claims,
    /// How a line comes right.
    pub path: Path,
    /// Words of dates.
    pub dates: Dates,
    /// Updates that say nothing.
    pub hollow: Hollow,
    /// Words that a sentence does not end on.
    pub ends: Ends,
}

/// Ways to say one thing of the work.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", default, deny_unknown_fields)]
pub struct Claims {
    /// Phrases that are enough by themselves.
    pub alone: Vec<String>,
    /// Phrases that are enough as a whole sentence.
    pub opening: Vec<String>,
    /// Words with which a sentence may go on after those.
    pub goes_on: Vec<String>,
    /// What stands before the states.
    pub links: Vec<String>,
    /// What the work is said to be.
    pub states: Vec<String>,
    /// Phrases that are enough after a word for the work.
    pub about_work: Vec<String>,
    /// Phrases that are enough before one.
    pub before_work: Vec<String>,
    /// Phrases that take the others back.
    pub unless: Vec<String>,
    /// Phrases that are enough where an update is that of the paper before.
    pub also: Vec<String>,
}

/// Ways to say how a line comes right.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", default, deny_unknown_fields)]
pub struct Path {
    /// The phrases.
    pub phrases: Vec<String>,
}

/// Words of dates.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", default, deny_unknown_fields)]
pub struct Dates {
    /// The months, from January.
    pub months: Vec<String>,
    /// How months are shortened.
    pub short_months: Vec<String>,
    /// Seasons and feasts.
    pub seasons: Vec<String>,
    /// Words for a quarter.
    pub quarters: Vec<String>,
    /// What stands before a day for which work is planned.
    pub planned: Vec<String>,
    /// What may stand between those and the day.
    pub lead_in: Vec<String>,
    /// That something was put off.
    pub put_off: Vec<String>,
    /// What heads a column of days on which work starts or ends.
    pub due: Vec<String>,
}

/// Updates that say nothing.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", default, deny_unknown_fields)]
pub struct Hollow {
    /// Texts that are nothing but one of these.
    pub whole: Vec<String>,
    /// Signs of words that were to be replaced.
    pub left: Vec<String>,
}

/// Words that a sentence does not end on.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", default, deny_unknown_fields)]
pub struct Ends {
    /// Words that end none.
    pub never: Vec<String>,
    /// Words that end few.
    pub seldom: Vec<String>,
}
