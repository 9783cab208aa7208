//! How the packs of a meeting are made, as its fields say.

use indexmap::IndexMap;

use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Cell, Paper, Place, Value};

use super::Phrases;
use super::meeting::{FirstPage, Settings};

/// More pages than any pack has.
const LAST_START: f64 = 99_999.0;

impl Default for Settings {
    fn default() -> Self {
        Self {
            first_page: FirstPage::FrontSheet,
            start: 1,
            right_hand: true,
            blank: "This page is intentionally left blank".to_owned(),
            number_place: Place::BottomRight,
            number_words: "Page {page}".to_owned(),
            item_place: Place::TopRight,
            item_words: "Agenda Item {item}".to_owned(),
            exempt_words: "NOT FOR PUBLICATION by virtue of {ground}".to_owned(),
            phrases: Phrases::default(),
            cover: false,
            contents: false,
            dividers: false,
            exempt_covers: true,
            gap: true,
        }
    }
}

/// Reads the settings from the fields `pack.…` and from the phrases; what neither says is as for most meetings.
pub fn of(paper: &Paper, phrases: &IndexMap<String, String>, out: &mut Diagnostics) -> Settings {
    let usual = Settings::default();
    let cell = |name: &str| paper.fields.get(&format!("pack.{name}"));
    let flag = |name: &str, usual: bool| match cell(name).map(|cell| &cell.value) {
        Some(Value::Flag(yes)) => *yes,
        _ => usual,
    };
    let words = |name: &str, usual: String| phrases.get(name).cloned().unwrap_or(usual);
    Settings {
        first_page: match text(cell("first-page")) {
            Some("first paper") => FirstPage::FirstPaper,
            _ => usual.first_page,
        },
        start: start(cell("start"), out).unwrap_or(usual.start),
        right_hand: flag("right-hand", usual.right_hand),
        blank: words("blank-page", usual.blank),
        number_place: place(cell("number-at")).unwrap_or(usual.number_place),
        number_words: words("stamp-page", usual.number_words),
        item_place: place(cell("item-at")).unwrap_or(usual.item_place),
        item_words: words("stamp-item", usual.item_words),
        exempt_words: words("stamp-exempt", usual.exempt_words),
        phrases: Phrases::of(phrases),
        cover: flag("cover", usual.cover),
        contents: flag("contents", usual.contents),
        dividers: flag("dividers", usual.dividers),
        exempt_covers: flag("exempt-covers", usual.exempt_covers),
        gap: flag("gap", usual.gap),
    }
}

fn text(cell: Option<&Cell>) -> Option<&str> {
    match &cell?.value {
        Value::Text(text) => Some(text),
        _ => None,
    }
}

fn place(cell: Option<&Cell>) -> Option<Place> {
    Some(match text(cell)? {
        "top left" => Place::TopLeft,
        "top centre" => Place::TopCentre,
        "top right" => Place::TopRight,
        "bottom left" => Place::BottomLeft,
        "bottom centre" => Place::BottomCentre,
        "bottom right" => Place::BottomRight,
        _ => return None,
    })
}

fn start(cell: Option<&Cell>, out: &mut Diagnostics) -> Option<u32> {
    let cell = cell?;
    let Value::Number(figure) = &cell.value else {
        return None;
    };
    let number = figure.value.unwrap_or_default();
    if number.fract() == 0.0 && (1.0..=LAST_START).contains(&number) {
        return Some(number as u32);
    }
    let message = format!("`pack.start` is not a page number: `{}`", figure.shown);
    out.add(Code::ValueWrong, cell.origin.clone(), message)
        .hint("write a whole number from 1 to 99999, such as `start = 1`");
    None
}
