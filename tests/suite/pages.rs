//! What is promised of every page, over all papers that can be built here.

use boardpaper::join::{Area, look};

use crate::support::model::squeeze;
use crate::support::papers::{Said, papers, sections};
use crate::support::pdf::Place;
use crate::support::repo;
use crate::support::workspace::Workspace;

/// Leaves out spaces: a title of several looks is drawn in several pieces.
fn bare(text: &str) -> String {
    text.split_whitespace().collect()
}

/// Leaves out figures too: a repeated title keeps the marks of its notes.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphabetic()).collect()
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
                .filter(|said| said.page == section.page)
                .map(|said| said.text.as_str())
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
                .map(|said| said.page)
                .max()
                .unwrap_or(section.page);
            for page in section.page + 1..=last {
                let artifacts = squeeze(&paper.pdf.pages()[page - 1].artifacts().join(" "));
                let place = format!("{}, {}, page {page}", paper.name, section.heading);
                for text in headings.iter().chain([&line.number]) {
                    assert!(
                        bare(&artifacts).contains(&bare(text)),
                        "{place}: `{text}` is not repeated: {artifacts}"
                    );
                }
                assert!(
                    letters(&artifacts).contains(&letters(&line.title)),
                    "{place}: `{}` is not repeated: {artifacts}",
                    line.title
                );
                seen += 1;
            }
        }
    }
    assert!(seen > 5, "only {seen} continuations were looked at");
}

#[test]
fn nothing_on_a_page_is_neither_read_nor_an_artifact() {
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
                    .map(|said| said.text.as_str())
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

#[test]
fn no_sub_heading_stands_alone_at_a_pages_foot() {
    let mut seen = 0;
    for paper in papers() {
        for section in sections(&paper.pdf) {
            let lone = |pair: &[Said]| pair[0].is_heading && pair[0].page != pair[1].page;
            seen += section.texts.iter().filter(|said| said.is_heading).count();
            if let Some(pair) = section.texts.windows(2).find(|pair| lone(pair)) {
                panic!(
                    "{}, {}: `{}` ends page {}",
                    paper.name, section.heading, pair[0].text, pair[0].page
                );
            }
        }
    }
    assert!(seen > 5, "only {seen} sub-headings were looked at");
}

#[test]
fn every_page_leaves_room_for_the_stamps_of_a_pack_and_hides_nothing() {
    // What `join` takes as given of our own papers, in points.
    const FREE: f32 = 33.0;
    let office = Workspace::copy_of(&repo(""));
    assert_eq!(office.run(&["build"]).code, 0);
    let mut pages = 0;
    for path in office.pdfs() {
        let bytes = std::fs::read(office.path(&path)).expect("a PDF");
        for (index, page) in look(&bytes, None).expect("pages").iter().enumerate() {
            // Paper of a colour, such as that of exempt covers, is there to be printed on.
            let paper = |area: &Area| area.left <= 0.0 && area.right >= page.width;
            let outside = |area: &&Area| {
                !paper(area) && (area.top < FREE || area.bottom > page.height - FREE)
            };
            let found = page.edge.iter().find(outside);
            assert_eq!(found, None, "{path}, page {}", index + 1);
            assert_eq!(page.covered, 0, "{path}, page {}", index + 1);
            pages += 1;
        }
    }
    assert!(pages > 50, "only {pages} pages were looked at");
}
