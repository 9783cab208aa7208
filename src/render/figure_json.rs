//! Figures, their columns, and which way they went, as JSON.

use serde_json::{Map, Value as Json, json};

use crate::model::{Figure, Heading, Point, Quarter, Row, Travel};

/// Returns a quarter.
pub fn quarter(quarter: &Quarter) -> Json {
    json!({ "shown": quarter.to_string(), "year": quarter.year.to_string(), "number": quarter.number })
}

/// Returns a figure.
pub fn figure(figure: &Figure) -> Json {
    json!({
        "value": figure.value,
        "to": figure.to,
        "shown": figure.shown,
        "unit": figure.unit,
        "shorthand": figure.shorthand.first(),
        "shorthands": figure.shorthand,
    })
}

/// Returns the figures of quarters.
pub fn series(points: &[Point]) -> Json {
    let point = |point: &Point| {
        let mut json = figure(&point.figure);
        json["quarter"] = quarter(&point.quarter);
        json
    };
    points.iter().map(point).collect()
}

/// Returns a column, with its quarters where it has any.
pub fn heading(heading: &Heading) -> Json {
    let mut json =
        json!({ "name": heading.name, "heading": heading.heading, "type": heading.of_type });
    if !heading.quarters.is_empty() {
        json["quarters"] = heading.quarters.iter().map(quarter).collect();
    }
    json
}

/// Returns what a table's rule says of a row: whether its status was given, and which way its figures went.
pub fn judgement(row: &Row) -> Map<String, Json> {
    let mut json = Map::new();
    if let Some(judged) = row.judged {
        json.insert("judged".to_owned(), json!(judged));
    }
    let (short, long) = (&row.short_travel, &row.long_travel);
    if row.judged.is_some() || short.is_some() || long.is_some() {
        let way = |way: &Option<Travel>| way.as_ref().map(travel);
        let ways = json!({ "short": way(short), "long": way(long) });
        json.insert("travel".to_owned(), ways);
    }
    json
}

fn travel(travel: &Travel) -> Json {
    json!({
        "direction": travel.direction,
        "from": travel.from.shown,
        "quarter": quarter(&travel.quarter),
    })
}
