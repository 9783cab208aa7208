//! What the rows of a table say to a claim.

use super::claims::Claim;
use super::number::share;
use super::rows::Counted;

/// Counts the rows that have the steps of a claim.
pub fn part(claim: &Claim<'_>, table: &Counted<'_>) -> u64 {
    claim.steps.iter().map(|code| table.count(code)).sum()
}

/// Says how a claim disagrees with the rows of a table.
pub fn disagreement(claim: &Claim<'_>, table: &Counted<'_>) -> Option<String> {
    let (one, many) = (&table.one, &table.many);
    let whole = table.tally.total as u64;
    let rows = |number: u64| format!("{number} {}", if number == 1 { one } else { many });
    if claim.steps.is_empty() {
        let total = claim.total?;
        return (!table.is_whole(total)).then(|| {
            format!(
                "{} are spoken of, and the paper has {}",
                rows(total),
                rows(table.rows as u64)
            )
        });
    }
    let labels: Vec<String> = claim
        .steps
        .iter()
        .map(|code| format!("`{}`", table.label(code)))
        .collect();
    let labels = labels.join(" or ");
    let part = part(claim, table);
    let is = if part == 1 { "is" } else { "are" };
    let truth = format!("by the rows {part} of {} {is} {labels}", rows(whole));
    let base = table.tally.base as u64;
    let shares = claim.percent.filter(|percent| {
        let shown: u64 = claim
            .steps
            .iter()
            .filter_map(|code| table.tally.steps.get(*code)?.percent)
            .sum();
        !(percent.is_of(part, base.max(1))
            || percent.is_of(part, whole.max(1))
            || percent.value == shown as f64)
    });
    if let Some(count) = claim.count.filter(|count| *count != part) {
        return Some(format!("{truth}, and not {count}"));
    }
    if let Some(total) = claim.total.filter(|total| !table.is_whole(*total)) {
        return Some(format!("{truth}, and not {part} of {total}"));
    }
    if claim.all && part != whole && part != base {
        return Some(format!("{truth}, and not all"));
    }
    shares.map(|percent| {
        format!(
            "{truth}, which is {}, and not {}%",
            share(part, base.max(1)),
            percent.value
        )
    })
}
