//! What is promised of every page, over all papers that can be built here.

use std::path::Path;

use crate::support::cases::folders;
use crate::support::model::{Model, squeeze};
use crate::support::pdf::{Element, Kid, Pdf};
use crate::support::repo;
use crate::support::shared::shared;
use crate::support::workspace::{FIELDS, Workspace};

/// A paper and what it was made from.
struct Paper {
    name: String,
    pdf: Pdf,
    model: Model,
}

/// The part of the reading order that belongs to one deliverable.
#[derive(Default)]
struct Section {
    heading: String,
    /// Texts after the heading, with their pages; notes are left out.
    texts: Vec<(String, usize)>,
    page: usize,
}

fn papers() -> Vec<Paper> {
    let mut offices = vec![("sample".to_owned(), Workspace::copy_of(&repo("")))];
    offices.extend(
        ["theme-update", "status-keys", "measures"]
            .into_iter()
            .flat_map(|subject| folders(&format!("tests/cases/{subject}")))
            .map(|folder| {
                (
                    folder
                        .file_name()
                        .expect("a name")
                        .to_string_lossy()
                        .into_owned(),
                    Workspace::copy_of(&folder),
                )
            }),
    );
    offices.push(("long".to_owned(), long()));
    if let Some(tracker) = shared("cases/theme-3-tracker.xlsx") {
        offices.push(("theme 3".to_owned(), super::shared::office(&tracker)));
    }
    offices
        .into_iter()
        .flat_map(|(name, office)| built(&name, &office))
        .collect()
}

fn built(name: &str, office: &Workspace) -> Vec<Paper> {
    let ran = office.run(&["build", "--keep-sources"]);
    assert_eq!(ran.code, 0, "{name}: {}", ran.stderr);
    let paper = |path: String| Paper {
        name: format!("{name}: {path}"),
        pdf: office.pdf(&path),
        model: Model::beside(Path::new(&office.path(&path))),
    };
    office.pdfs().into_iter().map(paper).collect()
}

/// An office whose updates end at every height of a page, one of them after four pages.
fn long() -> Workspace {
    let mut rows = String::new();
    for i in 1..=24 {
        let sentences = if i == 9 { 400 } else { 3 + i * 7 % 23 };
        let update = format!(
            "Update {i} begins here. {}",
            "The work goes on as it was planned in the spring. ".repeat(sentences)
        );
        rows += &format!(
            "\n[[deliverables]]\nref = \"L{i}\"\nlead = \"Insp Vale\"\ntitle = \"Deliverable number {i} of the long paper, with a title that takes some room\"\nstatus = \"A\"\nupdate = {update:?}\n"
        );
    }
    Workspace::office().file("data/long.toml", format!("{FIELDS}{rows}"))
}

/// Cuts the reading order into deliverables: each starts with its H2 and ends before the next heading of its rank.
fn sections(pdf: &Pdf) -> Vec<Section> {
    let mut sections = Vec::new();
    let mut open = None;
    walk(&pdf.tags(), &mut open, &mut sections);
    sections.extend(open);
    sections
}

fn walk(element: &Element, open: &mut Option<Section>, done: &mut Vec<Section>) {
    match element.kind.as_str() {
        "Note" => return,
        "H1" => done.extend(open.take()),
        "H2" => {
            done.extend(open.take());
            let page = element.pages().first().copied().unwrap_or_default();
            *open = Some(Section {
                heading: squeeze(&element.text()),
                texts: Vec::new(),
                page,
            });
            return;
        }
        _ => {}
    }
    for kid in &element.kids {
        match kid {
            Kid::Element(element) => walk(element, open, done),
            Kid::Text { text, page, .. } => {
                if let Some(section) = open {
                    section.texts.push((squeeze(text), *page));
                }
            }
            Kid::Link(_) => {}
        }
    }
}

/// Leaves out spaces: a title of several looks is drawn in several pieces.
fn bare(text: &str) -> String {
    text.split_whitespace().collect()
}

fn start(text: &str) -> String {
    text.split(' ').take(2).collect::<Vec<_>>().join(" ")
}

#[test]
fn every_deliverable_is_one_heading_of_rank_two() {
    for paper in papers() {
        let headings: Vec<String> = sections(&paper.pdf)
            .iter()
            .map(|section| {
                section
                    .heading
                    .split(' ')
                    .next()
                    .unwrap_or_default()
                    .to_owned()
            })
            .collect();
        let numbers: Vec<String> = paper
            .model
            .deliverables()
            .into_iter()
            .map(|line| line.number)
            .collect();
        assert_eq!(headings, numbers, "{}", paper.name);
    }
}

#[test]
fn no_page_ends_with_a_lone_heading_row() {
    let mut seen = 0;
    for paper in papers() {
        for (section, line) in sections(&paper.pdf).iter().zip(paper.model.deliverables()) {
            let here: Vec<&str> = section
                .texts
                .iter()
                .filter(|(_, page)| *page == section.page)
                .map(|(text, _)| text.as_str())
                .collect();
            seen += 1;
            assert!(
                here.join(" ").contains(&start(&line.update)),
                "{}, {}: the row stands alone on page {}",
                paper.name,
                section.heading,
                section.page
            );
        }
    }
    assert!(seen > 60, "only {seen} deliverables were looked at");
}

#[test]
fn continuation_pages_repeat_the_column_headings_and_the_deliverables_row_as_artifacts() {
    let mut seen = 0;
    for paper in papers() {
        let headings = paper.model.headings();
        for (section, line) in sections(&paper.pdf).iter().zip(paper.model.deliverables()) {
            let last = section
                .texts
                .iter()
                .map(|(_, page)| *page)
                .max()
                .unwrap_or(section.page);
            for page in section.page + 1..=last {
                let artifacts = squeeze(&paper.pdf.pages()[page - 1].artifacts().join(" "));
                let place = format!("{}, {}, page {page}", paper.name, section.heading);
                for text in headings.iter().chain([&line.number, &line.title]) {
                    assert!(
                        bare(&artifacts).contains(&bare(text)),
                        "{place}: `{text}` is not repeated: {artifacts}"
                    );
                }
                seen += 1;
            }
        }
    }
    assert!(seen > 5, "only {seen} continuations were looked at");
}

#[test]
fn nothing_on_a_page_is_neither_read_nor_an_artifact() {
    use crate::support::pdf::Place;
    for paper in papers() {
        for (i, page) in paper.pdf.pages().iter().enumerate() {
            let bare: Vec<&str> = page
                .pieces
                .iter()
                .filter(|piece| piece.place == Place::Bare)
                .map(|piece| piece.text.as_str())
                .collect();
            assert!(bare.is_empty(), "{}, page {}: {bare:?}", paper.name, i + 1);
        }
    }
}

#[test]
fn every_word_of_the_updates_is_read_in_order() {
    for paper in papers() {
        for (section, line) in sections(&paper.pdf).iter().zip(paper.model.deliverables()) {
            let read = squeeze(
                &section
                    .texts
                    .iter()
                    .map(|(text, _)| text.as_str())
                    .collect::<Vec<_>>()
                    .join(" "),
            );
            let mut rest = read
                .split(|c: char| !c.is_alphanumeric())
                .filter(|word| !word.is_empty());
            for word in line
                .update
                .split(|c: char| !c.is_alphanumeric())
                .filter(|word| !word.is_empty())
            {
                assert!(
                    rest.any(|found| found == word),
                    "{}, {}: `{word}` is not read in its place",
                    paper.name,
                    section.heading
                );
            }
        }
    }
}
