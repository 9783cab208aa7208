//! Fields that name other papers.

use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostics};
use crate::load::{Node, NodeValue};
use crate::model::{Cell, Field, Paper, Phrase, Value, ValueType};

use super::paper::Beside;
use super::section::{phrase, wrong_type};

/// Reads the papers that a field names; none is given where any of them cannot be read.
pub fn referred(
    node: &Node,
    name: &str,
    field: &Field,
    beside: &mut dyn Beside,
    out: &mut Diagnostics,
) -> Option<Cell> {
    let names = names(node, name, field, out)?;
    let read: Vec<Option<Arc<Paper>>> = names
        .iter()
        .map(|named| one(named, name, field, beside, out))
        .collect();
    let papers: Vec<Arc<Paper>> = read.into_iter().collect::<Option<_>>()?;
    once_each(&papers, &names, name, out);
    let value = match field.of_type {
        ValueType::Papers => Value::Papers(papers),
        _ => Value::Paper(papers.into_iter().next()?),
    };
    Some(Cell {
        value,
        origin: node.origin.clone(),
    })
}

/// Takes the paths of a field: one, or a list where several are asked for.
fn names(node: &Node, name: &str, field: &Field, out: &mut Diagnostics) -> Option<Vec<Phrase>> {
    match &node.value {
        NodeValue::List(items) if field.of_type == ValueType::Papers && items.is_empty() => {
            out.add(
                Code::ValueWrong,
                node.origin.clone(),
                format!("`{name}` names no paper"),
            )
            .hint("write the papers between the brackets, such as `[\"theme-1.toml\"]`");
            None
        }
        NodeValue::List(items) if field.of_type == ValueType::Papers => {
            items.iter().map(|item| phrase(item, name, out)).collect()
        }
        NodeValue::Text(_) => Some(vec![phrase(node, name, out)?]),
        _ if field.of_type == ValueType::Papers => {
            wrong_type(
                node,
                name,
                "a list of papers such as `[\"theme-1.toml\"]`",
                out,
            );
            None
        }
        _ => {
            wrong_type(node, name, "a paper such as `\"../q1/theme-1.toml\"`", out);
            None
        }
    }
}

fn one(
    named: &Phrase,
    name: &str,
    field: &Field,
    beside: &mut dyn Beside,
    out: &mut Diagnostics,
) -> Option<Arc<Paper>> {
    let paper = beside.paper(named, field.follow, out)?;
    let kind = &paper.kind.name;
    if field.choices.is_empty() || field.choices.contains(kind) {
        return Some(paper);
    }
    let kinds: Vec<String> = field
        .choices
        .iter()
        .map(|kind| format!("`{kind}`"))
        .collect();
    let message = format!(
        "`{name}` cannot name `{}`: its document is `{kind}`",
        named.text
    );
    out.add(Code::PaperUnfit, named.origin.clone(), message)
        .hint(format!(
            "name a paper whose document is {}",
            kinds.join(" or ")
        ));
    None
}

fn once_each(papers: &[Arc<Paper>], names: &[Phrase], name: &str, out: &mut Diagnostics) {
    for (i, (paper, named)) in papers.iter().zip(names).enumerate() {
        if papers[..i].iter().any(|before| before.file == paper.file) {
            let message = format!("`{name}` names `{}` twice", paper.file);
            out.add(Code::PaperTwice, named.origin.clone(), message)
                .hint("delete one of them: its rows would be counted twice");
        }
    }
}
