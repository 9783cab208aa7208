//! The word lists of a language, as the TOML files beside this one have them.

use serde::Deserialize;

/// What offices say of their work in one language.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", default, deny_unknown_fields)]
pub struct Lists {
    pub between: Vec<String>,
    pub adverbs: Vec<String>,
    pub not_started: Vec<String>,
    pub work: Vec<String>,
    pub other: Vec<String>,
    pub whole: Vec<String>,
    pub not: Vec<String>,
    pub behind: Claims,
    pub done: Claims,
    pub begun: Claims,
    pub to_come: Claims,
    pub path: Path,
    pub dates: Dates,
    pub hollow: Hollow,
    pub ends: Ends,
}

/// Ways to say one thing of the work.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", default, deny_unknown_fields)]
pub struct Claims {
    pub alone: Vec<String>,
    pub opening: Vec<String>,
    pub goes_on: Vec<String>,
    pub links: Vec<String>,
    pub states: Vec<String>,
    pub about_work: Vec<String>,
    pub before_work: Vec<String>,
    pub unless: Vec<String>,
    pub also: Vec<String>,
}

/// Ways to say how a line comes right.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", default, deny_unknown_fields)]
pub struct Path {
    pub phrases: Vec<String>,
}

/// Words of dates.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", default, deny_unknown_fields)]
pub struct Dates {
    pub months: Vec<String>,
    pub short_months: Vec<String>,
    pub seasons: Vec<String>,
    pub quarters: Vec<String>,
    pub planned: Vec<String>,
    pub lead_in: Vec<String>,
    pub put_off: Vec<String>,
    pub due: Vec<String>,
}

/// Updates that say nothing.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", default, deny_unknown_fields)]
pub struct Hollow {
    pub whole: Vec<String>,
    pub left: Vec<String>,
}

/// Words that a sentence does not end on.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", default, deny_unknown_fields)]
pub struct Ends {
    pub never: Vec<String>,
    pub seldom: Vec<String>,
}
