//! How a round stands, as a page to send to a colleague: it needs nothing beside it, and runs no scripts.

use crate::markup::{Element, page_head};

use super::standing::Standing;
use super::table::{HEADINGS, row};

/// The house's colours by day and by night; the rest of its looks are those of papers in HTML.
const COLOURS: &str = include_str!("../findings/html/colours.css");
const HOUSE: &str = include_str!("../../templates/html/page.css");
const OWN: &str =
    "table { width: auto; min-width: min(100%, 34rem); }\n.figure { text-align: right; }\n";

/// Columns of figures.
const FIGURES: [usize; 3] = [3, 4, 10];

/// Returns the page.
pub fn html(standing: &Standing) -> String {
    let body = Element::new("body")
        .with(masthead(standing))
        .with(main(standing));
    let page = Element::new("html").set("lang", "en-GB");
    page.with(head(standing)).with(body).to_page()
}

fn title(standing: &Standing) -> String {
    format!("Returns for {}", standing.round.quarter)
}

fn head(standing: &Standing) -> Element {
    let title = format!("{}: {}", title(standing), standing.organisation);
    page_head(title, &[COLOURS, HOUSE, OWN])
}

fn masthead(standing: &Standing) -> Element {
    let name = Element::new("strong").with(standing.organisation.as_str());
    let office = Element::new("div")
        .set("class", "letterhead")
        .with(Element::new("p").with(name));
    let under = format!("As of {} {}", standing.today.weekday(), standing.today);
    Element::new("header")
        .set("class", "masthead")
        .with(office)
        .with(Element::new("h1").with(title(standing)))
        .with(Element::new("p").set("class", "subtitle").with(under))
}

fn main(standing: &Standing) -> Element {
    let area = Element::new("div")
        .set("class", "wide")
        .set("role", "region")
        .set("aria-label", "Returns by officer")
        .set("tabindex", "0");
    let main = Element::new("main")
        .set("id", "main")
        .with(Element::new("p").with(format!(
            "{}. Deadline: {}.",
            standing.summary(),
            standing.deadline()
        )))
        .with(Element::new("h2").with("Who has answered"))
        .with(area.with(table(standing)));
    let chase = standing.chase();
    if chase.is_empty() {
        return main;
    }
    let lines = chase.into_iter().map(|line| Element::new("li").with(line));
    main.with(Element::new("h2").with("To chase"))
        .with(Element::new("ul").with_all(lines))
}

fn table(standing: &Standing) -> Element {
    let class = |at: usize| {
        if FIGURES.contains(&at) {
            "figure"
        } else {
            "words"
        }
    };
    let heading = |(at, text): (usize, &str)| {
        Element::new("th")
            .set("scope", "col")
            .set("class", class(at))
            .with(text)
    };
    let headings = Element::new("tr").with_all(HEADINGS.into_iter().enumerate().map(heading));
    let rows = standing.officers.iter().map(|officer| {
        let cells = row(standing, officer)
            .into_iter()
            .enumerate()
            .map(|(at, text)| match at {
                0 => Element::new("th").set("scope", "row").with(text),
                _ => Element::new("td").set("class", class(at)).with(text),
            });
        Element::new("tr").with_all(cells.collect::<Vec<_>>())
    });
    let caption = Element::new("caption")
        .with("Each officer’s lines: how many are answered, and which are not");
    Element::new("table")
        .with(caption)
        .with(Element::new("thead").with(headings))
        .with(Element::new("tbody").with_all(rows.collect::<Vec<_>>()))
}
