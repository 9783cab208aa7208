//! All theme updates that can be built here, each with its model, and their reading order cut into deliverables.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use super::cases::folders;
use super::model::{Model, squeeze};
use super::pdf::{Element, Kid, Pdf};
use super::repo;
use super::shared::{office_of, shared};
use super::workspace::{FIELDS, Workspace};

/// A paper and what it was made from.
pub struct Paper {
    pub name: String,
    pub pdf: Pdf,
    pub model: Model,
}

/// The part of the reading order that belongs to one deliverable.
#[derive(Default)]
pub struct Section {
    pub heading: String,
    /// The page of the heading.
    pub page: usize,
    /// Texts after the heading, without notes.
    pub texts: Vec<Said>,
}

/// A text of the reading order.
pub struct Said {
    pub text: String,
    pub page: usize,
    /// Whether it is a sub-heading.
    pub is_heading: bool,
}

/// Returns the sample office's theme updates, those of all cases, the shared tracker's, and long ones made up here; built once.
pub fn papers() -> &'static [Paper] {
    static PAPERS: OnceLock<Vec<Paper>> = OnceLock::new();
    PAPERS.get_or_init(|| {
        offices()
            .iter()
            .flat_map(|(name, office)| built(name, office))
            .collect()
    })
}

fn offices() -> Vec<(String, Workspace)> {
    let name = |folder: &PathBuf| {
        folder
            .file_name()
            .expect("a name")
            .to_string_lossy()
            .into_owned()
    };
    let mut offices = vec![
        ("sample".to_owned(), Workspace::copy_of(&repo(""))),
        ("long".to_owned(), long("landscape")),
        ("tall".to_owned(), long("portrait")),
    ];
    for subject in ["theme-update", "status-keys", "measures"] {
        let cases = folders(&format!("tests/cases/{subject}"));
        offices.extend(
            cases
                .iter()
                .map(|folder| (name(folder), Workspace::copy_of(folder))),
        );
    }
    let tracker = shared("cases/theme-3-tracker.xlsx");
    offices.extend(tracker.map(|tracker| ("theme 3".to_owned(), office_of(&tracker))));
    offices
}

fn built(name: &str, office: &Workspace) -> Vec<Paper> {
    let ran = office.run(&["build", "--keep-sources"]);
    assert_eq!(ran.code, 0, "{name}: {}", ran.stderr);
    let paper = |path: String| Paper {
        name: format!("{name}: {path}"),
        pdf: office.pdf(&path),
        model: Model::beside(Path::new(&office.path(&path))),
    };
    let papers = office.pdfs().into_iter().map(paper);
    papers
        .filter(|paper| paper.model.kind() == "theme-update")
        .collect()
}

/// An office whose updates end at every height of a page, one of them after four pages.
fn long(orientation: &str) -> Workspace {
    let rows: String = (1..=30).map(row).collect();
    let notes = "\n[footnotes]\nroom = \"Some room is a line or two.\"\n";
    let paper = format!("{FIELDS}orientation = \"{orientation}\"\n{rows}{notes}");
    Workspace::office().file("data/long.toml", paper)
}

fn row(i: usize) -> String {
    let sentences = if i == 9 { 400 } else { 3 + i * 7 % 23 };
    let part = if i.is_multiple_of(3) {
        "### Part that comes first\n\n"
    } else {
        ""
    };
    let bullets = if i.is_multiple_of(4) {
        "\n\n- one point\n- another point\n\n### Part that comes last\n\nThat was all."
    } else {
        ""
    };
    let work = "The work goes on as it was planned in the spring. ".repeat(sentences);
    let update = format!("{part}Update {i} begins here. {work}{bullets}");
    let note = if i == 9 { "[^room]" } else { "" };
    let title = format!(
        "Deliverable number {i} of the **long** paper, with a title that takes some room{note}"
    );
    format!(
        "\n[[deliverables]]\nref = \"L{i}\"\nlead = \"Insp Vale\"\ntitle = {title:?}\nstatus = \"A\"\nupdate = {update:?}\n"
    )
}

/// Cuts the reading order into deliverables: each starts with its H2 and ends before the next heading of its rank. The list of
/// those that are no more, which has such a heading too, is left out.
pub fn sections(pdf: &Pdf) -> Vec<Section> {
    let mut sections = Vec::new();
    let mut open = None;
    walk(&pdf.tags(), &mut open, &mut sections);
    sections.extend(open);
    sections.retain(|section| !section.heading.starts_with("Removed since"));
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
                page,
                texts: Vec::new(),
            });
            return;
        }
        _ => {}
    }
    for kid in &element.kids {
        match (kid, &mut *open) {
            (Kid::Element(element), _) => walk(element, open, done),
            (Kid::Text { text, page, .. }, Some(section)) => {
                section.texts.push(Said {
                    text: squeeze(text),
                    page: *page,
                    is_heading: element.kind == "H3",
                });
            }
            _ => {}
        }
    }
}
