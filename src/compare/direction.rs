//! Where a status went.

use crate::model::{Direction, Row, StatusKey, Step, Table};

/// Returns where a row's status went; none where either row has none.
pub fn direction((new, now): (&Table, &Row), (old, then): (&Table, &Row)) -> Option<Direction> {
    let (key, old_key) = (new.key.as_ref()?, old.key.as_ref()?);
    let now = key.by_code(new.status(now)?)?;
    let then = old_key.by_code(old.status(then)?)?;
    Some(went(now, same_step(key, then)))
}

/// Finds the step that another key's step is in this one: that of its code, or else of its label.
fn same_step<'a>(key: &'a StatusKey, other: &Step) -> Option<&'a Step> {
    let label = other.label.to_lowercase();
    let by_label = || {
        key.steps
            .iter()
            .find(|step| step.label.to_lowercase() == label)
    };
    key.by_code(&other.code).or_else(by_label)
}

fn went(now: &Step, then: Option<&Step>) -> Direction {
    let Some(then) = then else {
        return Direction::Changed;
    };
    if now.code == then.code {
        return Direction::Same;
    }
    match now.rank.zip(then.rank) {
        Some((now, then)) if now < then => Direction::Improved,
        Some((now, then)) if now > then => Direction::Worsened,
        _ => Direction::Changed,
    }
}
