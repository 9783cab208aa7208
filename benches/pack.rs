//! Agenda packs of papers that are built already, beside `qpdf --empty --pages` on the same files.
//!
//! The large pack is measured with PDFs alone, as qpdf gets them, and once more with the office's own papers under their own names.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use lopdf::Document;

use crate::Outcome;
use crate::contest::Contest;
use crate::figures::{self, Rounds};
use crate::measure::{self, Cost};
use crate::office::{Listed, Office, Shape};
use crate::pile;

const PAGES: usize = 1000;
const OURS: usize = 20;
const SCANS: usize = 20;
const TEXTS: usize = 20;
/// How many papers the packs of a whole run have, each pack others.
const FEW: usize = 5;
const MANY: [usize; 3] = [10, 25, 50];

/// Measures one large pack, and many small ones in one run.
pub fn run(contest: &Contest) -> Outcome<()> {
    let shape = Shape {
        deliverables: 20,
        noted: 8,
    };
    let office = Office::invent(&[shape; OURS])?;
    let mut papers = papers(contest, &office)?;
    papers.extend(foreign(&office, PAGES - pages(&papers)?)?);
    let size = papers
        .iter()
        .map(|paper| Ok(fs::metadata(&paper.file)?.len()))
        .sum::<std::io::Result<u64>>()?;
    println!(
        "\n{} pages from {} papers, {:.1} MB",
        pages(&papers)?,
        papers.len(),
        size as f64 / 1e6
    );
    let built = as_files(&office, &papers)?;
    one(contest, &office, &built, size)?;
    reading(contest, &office, &papers)?;
    many(contest, &office, &papers)
}

/// Puts the office's own papers among its data as the PDFs that they were built as.
fn as_files(office: &Office, papers: &[Paper]) -> Outcome<Vec<Paper>> {
    let copy = |paper: &Paper| {
        let name = paper.name.replace(".toml", "-built.pdf");
        let file = office.data(&name);
        if file != paper.file {
            fs::copy(&paper.file, &file)?;
        }
        Ok(Paper { name, file })
    };
    papers.iter().map(copy).collect()
}

/// Measures the same pack where the office's own papers are named by their files: their trackers are read to see what they say now.
fn reading(contest: &Contest, office: &Office, papers: &[Paper]) -> Outcome<()> {
    let meeting = meeting(office, "large-own", papers)?;
    let ours = || measure::run(&mut office.pack(contest, &[&meeting]));
    ours()?;
    let mut rounds = Rounds::default();
    for _ in 0..contest.rounds(5, 2) {
        rounds.ours.push(ours()?);
    }
    rounds.print(&format!(
        "the same pack, where {OURS} papers are the office's own, with trackers to be read"
    ));
    Ok(())
}

/// A paper of a pack.
struct Paper {
    /// As a meeting names it.
    name: String,
    /// Its PDF.
    file: PathBuf,
}

fn papers(contest: &Contest, office: &Office) -> Outcome<Vec<Paper>> {
    let listed = office.keep_sources(contest, None)?;
    let paper = |paper: Listed| Paper {
        name: paper.name.trim_start_matches("data/").to_owned(),
        file: paper.pdf,
    };
    Ok(listed.into_iter().map(paper).collect())
}

/// Writes scans and texts of so many pages in all beside the office's own papers.
fn foreign(office: &Office, pages: usize) -> Outcome<Vec<Paper>> {
    let count = SCANS + TEXTS;
    let mut papers = Vec::new();
    for at in 0..count {
        let pages = pages / count + usize::from(at < pages % count);
        let seed = 10_000 + at as u64;
        let bytes = if at < SCANS {
            pile::scan(seed, pages)?
        } else {
            pile::text(seed, pages)?
        };
        let name = format!("from-elsewhere-{at:02}.pdf");
        let file = office.data(&name);
        fs::write(&file, bytes)?;
        papers.push(Paper { name, file });
    }
    Ok(papers)
}

fn pages(papers: &[Paper]) -> Outcome<usize> {
    let mut pages = 0;
    for paper in papers {
        pages += Document::load(&paper.file)?.get_pages().len();
    }
    Ok(pages)
}

/// Measures one pack of all papers, beside qpdf where it is installed.
fn one(contest: &Contest, office: &Office, papers: &[Paper], size: u64) -> Outcome<()> {
    let meeting = meeting(office, "large", papers)?;
    let joined = office.data("joined.pdf");
    let ours = || measure::run(&mut office.pack(contest, &[&meeting]));
    // Not counted: looks at the papers from elsewhere, and puts all into the system's file cache.
    let first = ours()?;
    println!(
        "  the first time, when every paper is looked at: {:.1} s",
        first.wall.as_secs_f64()
    );
    let peer = Command::new("qpdf").arg("--version").output().is_ok();
    let mut rounds = Rounds::beside("qpdf --empty --pages");
    for round in 0..contest.rounds(9, 3) {
        let early = (round % 2 == 0).then(&ours).transpose()?;
        if peer {
            rounds.theirs.push(qpdf(papers, &joined)?);
        }
        rounds.ours.push(early.map_or_else(&ours, Ok)?);
    }
    rounds.print("one pack, papers already built");
    if let Some(ratio) = rounds.wall_ratio() {
        figures::bar("ratio of wall time", ratio, 2.0);
    }
    figures::bar(
        "peak memory, times the papers",
        rounds.highest_peak() * 1e6 / size as f64,
        4.0,
    );
    Ok(())
}

fn qpdf(papers: &[Paper], to: &Path) -> Outcome<Cost> {
    let mut qpdf = Command::new("qpdf");
    qpdf.args(["--empty", "--pages"])
        .args(papers.iter().map(|paper| &paper.file))
        .arg("--")
        .arg(to);
    measure::run(&mut qpdf)
}

/// Measures packs of a few papers each, ever more in one run: a pack should cost what it costs among few.
fn many(contest: &Contest, office: &Office, papers: &[Paper]) -> Outcome<()> {
    let most = MANY[MANY.len() - 1];
    let meetings = (0..most).map(|at| {
        let few: Vec<&Paper> = (0..FEW)
            .map(|step| &papers[(at + step * 12) % papers.len()])
            .collect();
        meeting(office, &format!("small-{at:02}"), few)
    });
    let meetings = meetings.collect::<Outcome<Vec<String>>>()?;
    let names: Vec<&str> = meetings.iter().map(String::as_str).collect();
    measure::run(&mut office.pack(contest, &names))?;
    println!("\npacks of {FEW} papers in one run");
    for count in MANY {
        let costs = (0..contest.rounds(5, 1))
            .map(|_| measure::run(&mut office.pack(contest, &names[..count])));
        let mut rounds = Rounds::default();
        rounds.ours = costs.collect::<Outcome<_>>()?;
        println!(
            "  {count} packs: {:.0} ms each, peak {:.0} MB",
            rounds.median_wall() / count as f64,
            rounds.highest_peak()
        );
    }
    Ok(())
}

/// Writes a meeting with an item a paper, and returns its path below the office.
fn meeting<'a>(
    office: &Office,
    name: &str,
    papers: impl IntoIterator<Item = &'a Paper>,
) -> Outcome<String> {
    let items = papers
        .into_iter()
        .map(|paper| format!("  {{ title = \"{0}\", paper = \"{0}\" }},\n", paper.name));
    let items: String = items.collect();
    let text = format!(
        "document = \"agenda\"\nboard = \"Northmarch Police and Crime Panel\"\ndate = 2026-11-19\nitems = [\n{items}]\n"
    );
    fs::write(office.data(&format!("{name}.toml")), text)?;
    Ok(format!("data/{name}.toml"))
}
