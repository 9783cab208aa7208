//! Status keys of `board.toml`.

use csscolorparser::Color;

use crate::diagnostic::{Code, Diagnostics};
use crate::load::{Node, NodeValue};
use crate::model::{Outcome, Percentages, RatingRule, Shape, StatusKey, Step};

use super::section::{Section, wrong_type};

const METHODS: [(&str, Percentages); 2] = [
    ("plain", Percentages::Plain),
    ("largest-remainder", Percentages::LargestRemainder),
];

/// Reads a status key.
pub fn status_key(name: &str, node: &Node, out: &mut Diagnostics) -> Option<StatusKey> {
    let mut section = Section::new(node, &format!("the status key `{name}`"), out)?;
    let steps: Vec<Step> = section
        .list("steps", out)
        .iter()
        .zip(1..)
        .filter_map(|(step, place)| read_step(step, place, out))
        .collect();
    let percentages = section
        .named("percentages", &METHODS, out)
        .unwrap_or_default();
    let rules = section.list("rating", out);
    let rating = rules
        .iter()
        .filter_map(|rule| read_rule(rule, &steps, out))
        .collect();
    section.finish(out);
    let key = StatusKey {
        name: name.to_owned(),
        steps,
        rating,
        percentages,
        origin: node.origin.clone(),
    };
    sound(&key, out).then_some(key)
}

fn read_step(node: &Node, place: u32, out: &mut Diagnostics) -> Option<Step> {
    let mut section = Section::new(node, "the step", out)?;
    let code = section.required("code", out);
    let label = section.required("label", out);
    let meaning = section.text("meaning", out).unwrap_or_default();
    let colour = section.phrase("colour", out);
    let shape = section.named("shape", &Shape::NAMES, out);
    let aliases = section.texts("aliases", out);
    let attention = section.flag("attention", out).unwrap_or(false);
    let closed = section.flag("closed", out).unwrap_or(false);
    let counted = section.flag("counted", out).unwrap_or(true);
    // What is not counted is judged neither good nor bad.
    let rank = match section.get("rank") {
        Some(node) => read_rank(node, out),
        None => counted.then_some(place),
    };
    let when = section.named("when", &Outcome::NAMES, out);
    section.finish(out);
    let parsed = colour.as_ref().map(|colour| colour.text.parse::<Color>());
    if let (Some(colour), Some(Err(_))) = (&colour, &parsed) {
        out.add(
            Code::ValueWrong,
            colour.origin.clone(),
            format!("`{}` is not a colour", colour.text),
        )
        .hint("write it as in `#00703c`");
    }
    let colour = parsed.and_then(Result::ok);
    Some(Step {
        code: code?,
        label: label?,
        meaning,
        ink: colour.as_ref().map(|colour| ink_on(colour).to_owned()),
        colour: colour.map(|colour| colour.to_css_hex().to_string()),
        shape,
        aliases,
        attention,
        closed,
        counted,
        rank,
        when,
    })
}

/// Reads a place from best to worst: a whole number from 1, or `false` for none.
fn read_rank(node: &Node, out: &mut Diagnostics) -> Option<u32> {
    let number = match node.value {
        NodeValue::Boolean(false) => return None,
        NodeValue::Integer(number) => u32::try_from(number).ok().filter(|number| *number > 0),
        _ => None,
    };
    if number.is_none() {
        out.add(
            Code::ValueWrong,
            node.origin.clone(),
            "`rank` is neither a whole number from 1 nor `false`",
        )
        .hint("write the step's place from best to worst, such as 2, or `false` for a step that is neither better nor worse");
    }
    number
}

fn read_rule(node: &Node, steps: &[Step], out: &mut Diagnostics) -> Option<RatingRule> {
    let mut section = Section::new(node, "the rating rule", out)?;
    let at_least = section.number("at-least", out);
    let of = section.texts("of", out);
    let of_node = section.get("of");
    let says = section.required("says", out);
    section.finish(out);
    if at_least.is_some() && of_node.is_none() {
        wrong_type(node, "of", "a list of codes beside `at-least`", out);
    }
    if at_least.is_none() && !of.is_empty() {
        out.add(
            Code::StatusKeyFaulty,
            node.origin.clone(),
            "a rating rule with `of` has no `at-least`: it would always hold",
        )
        .hint("add the share in percent, as in `at-least = 90`");
    }
    if at_least.is_some_and(|least| !(0.0..=100.0).contains(&least)) {
        out.add(
            Code::StatusKeyFaulty,
            node.origin.clone(),
            "`at-least` is a share in percent, from 0 to 100",
        )
        .hint("write a number such as 90");
    }
    for code in of
        .iter()
        .filter(|code| !steps.iter().any(|step| step.code == **code))
    {
        let codes: Vec<String> = steps
            .iter()
            .map(|step| format!("`{}`", step.code))
            .collect();
        let origin = of_node.map_or(&node.origin, |node| &node.origin);
        out.add(
            Code::StatusKeyFaulty,
            origin.clone(),
            format!("the rating names the step `{code}`, which the key has not"),
        )
        .hint(format!("use one of {}", codes.join(", ")));
    }
    Some(RatingRule {
        at_least,
        of,
        says: says?,
    })
}

/// Refuses keys without steps and names that mean two steps.
fn sound(key: &StatusKey, out: &mut Diagnostics) -> bool {
    if key.steps.is_empty() {
        out.add(
            Code::StatusKeyFaulty,
            key.origin.clone(),
            format!("the status key `{}` has no steps", key.name),
        )
        .hint("add `steps = [{ code = \"G\", label = \"Green\", meaning = \"…\" }, …]`");
        return false;
    }
    let mut fine = true;
    for (place, step) in key.steps.iter().enumerate() {
        let same = |other: &Step| step.when.is_some() && other.when == step.when;
        if let (Some(when), Some(other)) = (
            step.when,
            key.steps[..place].iter().find(|other| same(other)),
        ) {
            fine = false;
            let message = format!(
                "`{}` and `{}` both stand for `when = \"{}\"`",
                other.code,
                step.code,
                when.name()
            );
            out.add(Code::StatusKeyFaulty, key.origin.clone(), message)
                .hint("leave it to one step");
        }
    }
    for step in &key.steps {
        let names = [&step.code, &step.label].into_iter().chain(&step.aliases);
        for name in names.filter(|name| key.step(name).is_none_or(|found| found != step)) {
            fine = false;
            let message = format!("`{name}` means two steps of the status key `{}`", key.name);
            out.add(Code::StatusKeyFaulty, key.origin.clone(), message)
                .hint("give each step codes, labels and aliases of its own");
        }
    }
    fine
}

/// Returns black or white, whichever has the greater contrast on a colour (WCAG 2.2, relative luminance).
fn ink_on(colour: &Color) -> &'static str {
    let [red, green, blue, _] = colour.to_linear_rgba();
    let luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    let on_white = 1.05 / (luminance + 0.05);
    let on_black = (luminance + 0.05) / 0.05;
    if on_black >= on_white {
        "#000000"
    } else {
        "#ffffff"
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::parse;

    fn read(steps: &str) -> (Option<StatusKey>, Vec<String>) {
        let mut out = Diagnostics::default();
        let node = parse(steps, "board.toml", &mut out).expect("parses");
        let key = status_key("rag", &node, &mut out);
        (
            key,
            out.iter().map(|problem| problem.message.clone()).collect(),
        )
    }

    #[test]
    fn ink_is_whichever_reads() {
        let ink = |hex: &str| ink_on(&hex.parse().expect("a colour"));
        assert_eq!(
            (ink("#00703c"), ink("#ffbf47"), ink("#b10e1e")),
            ("#ffffff", "#000000", "#ffffff")
        );
    }

    #[test]
    fn a_name_for_two_steps_is_refused() {
        let (key, messages) = read(
            "steps = [{ code = \"G\", label = \"Green\" }, { code = \"A\", label = \"Amber\", aliases = [\"g\"] }]",
        );
        assert_eq!(key, None);
        assert_eq!(messages, ["`g` means two steps of the status key `rag`"]);
    }

    #[test]
    fn a_rating_may_only_name_steps_of_the_key() {
        let (_, messages) = read(
            "steps = [{ code = \"G\", label = \"Green\" }]\nrating = [{ at-least = 90, of = [\"B\"], says = \"good\" }]",
        );
        assert_eq!(
            messages,
            ["the rating names the step `B`, which the key has not"]
        );
    }

    #[test]
    fn unknown_settings_and_colours_are_reported() {
        let (_, messages) = read(
            "steps = [{ code = \"G\", label = \"Green\", colour = \"grün\", shap = \"star\" }]",
        );
        assert_eq!(
            messages,
            ["`shap` is not known in the step", "`grün` is not a colour"]
        );
    }
}
