//! What is to be done with the answers to one cell: nothing, merge one, or ask which is meant.

use crate::load::Run;
use crate::model::Origin;

/// An answer to one cell.
#[derive(Clone, Debug, PartialEq)]
pub struct Given {
    /// Who answers.
    pub officer: String,
    /// The file it came in.
    pub file: String,
    /// Where it stands there.
    pub place: Origin,
    /// What is said, in the form that an overlay keeps.
    pub says: Says,
    /// Whether it is what was sent out: then nothing is answered.
    pub as_sent: bool,
    /// What it says as it was typed, where it was typed into a cell.
    pub runs: Vec<Run>,
}

/// What is said in a cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Says {
    /// As an overlay keeps it.
    pub text: String,
    /// Whether it is a day, which stands without quotes.
    pub is_date: bool,
    /// What two answers are held against each other by.
    pub words: String,
    /// The same with the lists and paragraphs that it is in.
    pub shape: String,
}

/// What stands in a cell.
#[derive(Clone, Debug, Default)]
pub struct Stands {
    /// What it says now; nothing where it is blank.
    pub now: Option<Says>,
    /// Who answered that, where it was collected.
    pub by: Option<String>,
    /// What it said before, by its words.
    pub past: Vec<String>,
    /// The files that answers of its line were merged from before.
    pub merged: Vec<String>,
}

/// What is to be done.
#[derive(Clone, Debug, PartialEq)]
pub enum Settled {
    /// Nobody answered.
    Unanswered,
    /// It is answered as it stands.
    Same,
    /// What was answered was merged before, and has been replaced since.
    Older(Given),
    /// It changes to this.
    Change(Given),
    /// These differ, and nobody but the office knows which is meant; what stands may be one side.
    Conflict(Vec<Given>),
}

/// Settles the answers to a cell; those that come in a file that the office takes win.
pub fn settle(stands: &Stands, given: &[Given], taken: &[String]) -> Settled {
    let real: Vec<&Given> = given.iter().filter(|given| !given.as_sent).collect();
    let is_taken = |given: &&&Given| taken.contains(&given.file);
    let chosen: Vec<&Given> = real.iter().filter(is_taken).copied().collect();
    let chosen_by_hand = !chosen.is_empty();
    let groups = groups(if chosen_by_hand { &chosen } else { &real });
    let is_now = |group: &&Vec<&Given>| {
        stands
            .now
            .as_ref()
            .is_some_and(|now| is_same(now, group[0]))
    };
    let (same, others): (Vec<_>, Vec<_>) = groups.iter().partition(is_now);
    let is_past = |group: &&&Vec<&Given>| stands.past.contains(&group[0].says.words);
    let (past, new): (Vec<_>, Vec<_>) = others
        .into_iter()
        .partition(|group| !chosen_by_hand && is_past(&group));
    match (&new[..], &same[..], &past[..]) {
        ([], [], []) => Settled::Unanswered,
        ([], [], [first, ..]) => Settled::Older(first[0].clone()),
        ([], _, _) => Settled::Same,
        ([one], same, _) if chosen_by_hand || is_news(stands, one, same) => {
            Settled::Change(richest(one).clone())
        }
        _ => {
            let sides = same.into_iter().chain(new);
            Settled::Conflict(sides.flatten().map(|given| (*given).clone()).collect())
        }
    }
}

/// Gathers answers that say the same.
fn groups<'a>(given: &[&'a Given]) -> Vec<Vec<&'a Given>> {
    let mut groups: Vec<Vec<&Given>> = Vec::new();
    for one in given {
        let same = groups
            .iter_mut()
            .find(|group| group[0].says.words == one.says.words);
        match same {
            Some(group) => group.push(one),
            None => groups.push(vec![one]),
        }
    }
    groups
}

/// Looks are lost in some formats; lists and paragraphs that somebody made count where the words are the same.
fn is_same(now: &Says, given: &Given) -> bool {
    now.words == given.says.words && now.shape == given.says.shape
}

/// Whether an answer may replace what stands: nobody else said that, and who says it still has said it before.
fn is_news(stands: &Stands, one: &[&Given], same: &[&Vec<&Given>]) -> bool {
    let wrote = |officer: &String| one.iter().any(|given| given.officer == *officer);
    let merged = |given: &&&Given| {
        wrote(&given.officer)
            && (stands.by.as_ref() == Some(&given.officer) || stands.merged.contains(&given.file))
    };
    stands.by.as_ref().is_none_or(wrote)
        && same
            .iter()
            .flat_map(|group| group.iter())
            .all(|given| merged(&given))
}

/// Of answers that say the same, the one with most looks: some formats lose them.
fn richest<'a>(group: &[&'a Given]) -> &'a Given {
    let mut best = group[0];
    for given in group {
        if given.says.text.len() > best.says.text.len() {
            best = given;
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    fn says(text: &str) -> Says {
        Says {
            text: text.to_owned(),
            is_date: false,
            words: text.to_owned(),
            shape: text.to_owned(),
        }
    }

    fn given(officer: &str, file: &str, text: &str) -> Given {
        Given {
            officer: officer.to_owned(),
            file: file.to_owned(),
            place: Origin::file(file),
            says: says(text),
            as_sent: false,
            runs: Vec::new(),
        }
    }

    fn stands(now: &str, by: Option<&str>, past: &[&str]) -> Stands {
        Stands {
            now: (!now.is_empty()).then(|| says(now)),
            by: by.map(str::to_owned),
            past: past.iter().map(|text| (*text).to_owned()).collect(),
            merged: Vec::new(),
        }
    }

    #[test]
    fn one_answer_is_merged_and_then_it_is_the_same() {
        let answer = [given("A", "a.xlsx", "new")];
        let change = Settled::Change(answer[0].clone());
        assert_eq!(settle(&stands("old", None, &[]), &answer, &[]), change);
        let after = stands("new", Some("A"), &["old"]);
        assert_eq!(settle(&after, &answer, &[]), Settled::Same);
    }

    #[test]
    fn two_files_that_differ_conflict_in_whatever_order_they_come() {
        let (a, b) = (given("A", "a.xlsx", "one"), given("A", "b.xlsx", "two"));
        let empty = stands("", None, &[]);
        for pair in [[a.clone(), b.clone()], [b.clone(), a.clone()]] {
            let settled = settle(&empty, &pair, &[]);
            assert!(matches!(settled, Settled::Conflict(sides) if sides.len() == 2));
            let taken = ["b.xlsx".to_owned()];
            let expected = Settled::Change(b.clone());
            assert_eq!(settle(&empty, &pair, &taken), expected);
        }
        let same = [a.clone(), given("B", "c.ods", "one")];
        assert_eq!(settle(&empty, &same, &[]), Settled::Change(a));
    }

    #[test]
    fn a_correction_replaces_what_was_merged_before() {
        let (old, new) = (given("A", "a.xlsx", "one"), given("A", "b.xlsx", "two"));
        let merged = stands("one", Some("A"), &[""]);
        let both = [old.clone(), new.clone()];
        assert_eq!(settle(&merged, &both, &[]), Settled::Change(new.clone()));
        // Once more, nothing changes, though the older file is still there.
        let after = stands("two", Some("A"), &["", "one"]);
        assert_eq!(settle(&after, &both, &[]), Settled::Same);
        assert_eq!(settle(&after, &both[..1], &[]), Settled::Older(old));
    }

    #[test]
    fn what_somebody_else_answered_is_not_replaced() {
        let merged = stands("one", Some("A"), &[""]);
        let other = [given("B", "b.xlsx", "two")];
        let settled = settle(&merged, &other, &[]);
        assert_eq!(settled, Settled::Conflict(other.to_vec()));
        let taken = ["b.xlsx".to_owned()];
        let expected = Settled::Change(other[0].clone());
        assert_eq!(settle(&merged, &other, &taken), expected);
    }

    #[test]
    fn two_files_of_which_one_says_what_stands_conflict_until_that_was_merged() {
        let both = [given("A", "a.xlsx", "G"), given("A", "b.xlsx", "R")];
        let tracked = stands("G", None, &[]);
        let settled = settle(&tracked, &both, &[]);
        assert!(matches!(settled, Settled::Conflict(sides) if sides.len() == 2));
        let merged = Stands {
            merged: vec!["a.xlsx".to_owned()],
            ..tracked
        };
        let expected = Settled::Change(both[1].clone());
        assert_eq!(settle(&merged, &both, &[]), expected);
    }

    #[test]
    fn what_was_sent_is_no_answer() {
        let sent = Given {
            as_sent: true,
            ..given("A", "a.xlsx", "sent")
        };
        let changed = stands("the office's", None, &[]);
        assert_eq!(settle(&changed, &[sent], &[]), Settled::Unanswered);
    }
}
