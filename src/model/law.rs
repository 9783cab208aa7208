//! What the law says of meetings: who may be kept out, and how long before a meeting its papers are published.

use std::collections::BTreeSet;

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

use super::Date;

/// The law as templates describe it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Law {
    /// The jurisdictions by name, such as `england`.
    pub jurisdictions: IndexMap<String, Jurisdiction>,
    /// The kinds of notice by name, such as `council`.
    pub notices: IndexMap<String, NoticeRule>,
    /// The bank holidays by division, such as `scotland`.
    pub holidays: IndexMap<String, Holidays>,
}

/// A law on access to meetings.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Jurisdiction {
    /// What describes exempt information: `Part 1 of Schedule 12A to the Local Government Act 1972`.
    pub schedule: String,
    /// The power to exclude the public: `section 100A(4) of the Local Government Act 1972`.
    pub power: String,
    /// The division whose bank holidays are kept.
    pub holidays: String,
    /// The notice that is usual there, by its name; none where the bodies' own standing orders say.
    #[serde(default)]
    pub notice: Option<String>,
    /// Whether the paragraphs are called by their numbers; else by the schedule alone.
    pub numbered: bool,
    /// The resolution to exclude the public, where the usual words are not those of this law.
    pub resolution: Option<String>,
    /// The resolutions for single paragraphs, by their numbers.
    pub resolutions: IndexMap<String, String>,
    /// The paragraphs that describe exempt information, in their order.
    pub paragraphs: Vec<Paragraph>,
}

/// A paragraph that describes exempt information.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paragraph {
    /// Its number.
    pub number: String,
    /// What it is about, in words that go on from "information about".
    pub about: String,
}

/// How long before a meeting its papers are published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeRule {
    /// How many clear days lie between the day of publication and the day of the meeting.
    pub days: u32,
    /// How many in jurisdictions that differ, by their names.
    pub days_in: IndexMap<String, u32>,
    /// The days that are not counted.
    pub left_out: Vec<LeftOut>,
}

/// Days that are not counted as clear days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LeftOut {
    /// Saturdays.
    Saturdays,
    /// Sundays.
    Sundays,
    /// Bank holidays.
    BankHolidays,
    /// From the last weekday before Christmas Day to the first weekday after it that is no bank holiday.
    ChristmasBreak,
    /// From the Thursday before Easter Day to the Tuesday after it.
    EasterBreak,
}

/// The bank holidays of a division of the United Kingdom.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holidays {
    /// What the division is called in messages.
    pub name: String,
    /// The first year that is known.
    pub first_year: i32,
    /// The last year that is known.
    pub last_year: i32,
    /// The days.
    pub days: BTreeSet<Date>,
}
