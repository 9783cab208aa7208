//! BP1004: "The overall rating is therefore very good", where the rows say otherwise.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::Regex;

use crate::check::{Home, Passage};
use crate::diagnostic::Code;
use crate::model::plain_signs;

use super::Finding;
use super::rows::{Counted, Rows};
use super::text::before;

static SENTENCE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)(?-u:\b)overall rating(?: (?:for|of) (?:the |this )?(?:theme|paper|plan|update)(?: (?P<theme>[0-9]+|one|two|three|four|five|six|seven|eight|nine|ten)(?:,? [^.;]{0,80}?)?)?)?,?(?: is| remains| was| stands at|:)(?: (?:now|therefore|thus|still|again|rated|judged|as|at))* ?(?P<says>[a-z][a-z '-]*)",
    )
    .expect("a pattern")
});

/// Words that are ratings, though the key may not have them.
const RATINGS: [&str; 17] = [
    "excellent",
    "outstanding",
    "very good",
    "good",
    "satisfactory",
    "fair",
    "adequate",
    "inadequate",
    "requires improvement",
    "in need of attention",
    "needs improvement",
    "poor",
    "very poor",
    "weak",
    "strong",
    "unsatisfactory",
    "mixed",
];

/// Finds typed ratings that are not the one which follows from the rows.
pub fn find(text: &str, passage: &Passage<'_>, rows: &Rows<'_>) -> Vec<Finding> {
    // The update of a row may speak of an inspection's rating.
    if matches!(passage.home, Home::Cell(_) | Home::Note(_))
        || !text.to_ascii_lowercase().contains("rating")
    {
        return Vec::new();
    }
    let found = SENTENCE.captures_iter(text).filter_map(|found| {
        let whole = found.get(0)?;
        let says = found.name("says")?;
        // "The inspectorate's overall rating" is not that of the rows.
        let of_another = before(text, whole.start(), 1).contains(['\'', '’']);
        let theme = found.name("theme").map(|theme| theme.as_str());
        if of_another || theme.is_some_and(|theme| !is_own(theme, rows)) {
            return None;
        }
        let (typed, is) = wrong(says.as_str(), &rows.tables)?;
        Some(Finding {
            code: Code::RatingWrong,
            words: says.start()..says.start() + typed.len(),
            message: format!("the rating is given as `{typed}`, and by the rows it is `{is}`"),
            hint: "correct the words, or leave the sentence to the wording, which takes the rating from the rows".to_owned(),
        })
    });
    found.collect()
}

fn is_own(theme: &str, rows: &Rows<'_>) -> bool {
    let mut fields = rows.paper.fields.values();
    super::number::number(theme)
        .is_some_and(|number| fields.any(|cell| cell.value.plain() == number.to_string()))
}

/// Returns the words that are typed and those that hold, where they differ.
fn wrong<'t>(says: &'t str, tables: &[Counted<'_>]) -> Option<(&'t str, String)> {
    let rated = tables
        .iter()
        .filter_map(|table| Some((table, plain_signs(table.tally.rating.as_deref()?))));
    let rated: Vec<_> = rated.collect();
    let known = rated
        .iter()
        .flat_map(|(table, _)| &table.key.rating)
        .map(|rule| plain_signs(&rule.says));
    let typed = known
        .chain(RATINGS.map(Cow::Borrowed))
        .filter(|rating| begins(says, rating))
        .max_by_key(|rating| rating.len())?;
    let holds = rated.iter().any(|(_, is)| is.eq_ignore_ascii_case(&typed));
    let (_, is) = rated.first()?;
    (!holds).then(|| (&says[..typed.len()], is.to_string()))
}

fn begins(says: &str, rating: &str) -> bool {
    let start = says.get(..rating.len());
    let next = says
        .get(rating.len()..)
        .and_then(|rest| rest.chars().next());
    start.is_some_and(|start| start.eq_ignore_ascii_case(rating))
        && next.is_none_or(|c| !c.is_alphanumeric())
}
