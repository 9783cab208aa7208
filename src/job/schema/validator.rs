//! As much of a JSON Schema validator as the schemas here need, for their tests.

use regex::Regex;
use serde_json::Value as Json;

/// Returns whether a value fits a form; `whole` is the schema that references lead into.
pub fn fits(form: &Json, value: &Json, whole: &Json) -> bool {
    let Json::Object(rules) = form else {
        return form != &Json::Bool(false);
    };
    if let Some(way) = rules.get("$ref").and_then(Json::as_str) {
        let named = whole.pointer(way.trim_start_matches('#'));
        return fits(named.expect("a definition"), value, whole);
    }
    rules
        .iter()
        .all(|(rule, told)| holds(rule, told, form, value, whole))
}

fn holds(rule: &str, told: &Json, form: &Json, value: &Json, whole: &Json) -> bool {
    match rule {
        "type" => match told {
            Json::Array(types) => types.iter().any(|one| is(one, value)),
            one => is(one, value),
        },
        "enum" => told.as_array().expect("a list").contains(value),
        "anyOf" => told
            .as_array()
            .expect("a list")
            .iter()
            .any(|one| fits(one, value, whole)),
        "pattern" => value.as_str().is_none_or(|text| {
            Regex::new(told.as_str().expect("text"))
                .expect("a pattern")
                .is_match(text)
        }),
        "minimum" => value
            .as_f64()
            .is_none_or(|number| Some(number) >= told.as_f64()),
        "maximum" => value
            .as_f64()
            .is_none_or(|number| Some(number) <= told.as_f64()),
        "minItems" => value
            .as_array()
            .is_none_or(|items| Some(items.len() as u64) >= told.as_u64()),
        "minProperties" => value
            .as_object()
            .is_none_or(|parts| Some(parts.len() as u64) >= told.as_u64()),
        "items" => value
            .as_array()
            .is_none_or(|items| items.iter().all(|item| fits(told, item, whole))),
        "required" => value.as_object().is_none_or(|table| {
            let mut names = told.as_array().expect("a list").iter();
            names.all(|name| table.contains_key(name.as_str().expect("a name")))
        }),
        "dependencies" => value.as_object().is_none_or(|table| {
            let mut rules = told.as_object().expect("rules").iter();
            rules.all(|(name, needed)| {
                let mut needed = needed.as_array().expect("names").iter();
                !table.contains_key(name)
                    || needed.all(|n| table.contains_key(n.as_str().expect("a name")))
            })
        }),
        "properties" => value.as_object().is_none_or(|table| {
            let mut parts = told.as_object().expect("parts").iter();
            parts.all(|(name, part)| table.get(name).is_none_or(|inner| fits(part, inner, whole)))
        }),
        "propertyNames" => value.as_object().is_none_or(|table| {
            table
                .keys()
                .all(|name| fits(told, &Json::String(name.clone()), whole))
        }),
        "additionalProperties" => value.as_object().is_none_or(|table| {
            let known = |name: &String| form["properties"].get(name).is_some();
            table
                .iter()
                .all(|(name, inner)| known(name) || fits(told, inner, whole))
        }),
        "$schema" | "$comment" | "title" | "description" | "default" | "examples"
        | "definitions" | "x-taplo" => true,
        unknown => panic!("the schemas use a rule that their tests do not know: {unknown}"),
    }
}

fn is(of_type: &Json, value: &Json) -> bool {
    match of_type.as_str().expect("a type") {
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "number" => value.is_number(),
        "integer" => value.as_f64().is_some_and(|number| number.fract() == 0.0),
        "array" => value.is_array(),
        "object" => value.is_object(),
        unknown => panic!("no type of JSON: {unknown}"),
    }
}
