//! The peer renderreport: a crate around the same typesetter, used as a library, with the components that it brings.
//!
//!     renderreport-peer FOLDER PAPER.json…
//!
//! It has no footnotes and no rows over all columns: notes are a list at the end, and an update follows the table of its
//! deliverable. A thread a core, each with a pool of one for what the typesetter does in parallel: on one shared pool, a
//! thread that waits takes up another paper on top of its stack, and hundreds of papers overflow it.

use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::ExitCode;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use rayon::ThreadPoolBuilder;
use renderreport::ReportBuilder;
use renderreport::components::text::TextBlock;
use renderreport::prelude::{AuditTable, Engine, Section, TableColumn};
use renderreport::render::PageSetup;
use serde_json::{Value, json};

type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let outcome = match arguments.split_first() {
        Some((folder, papers)) => make_all(Path::new(folder), papers),
        None => Err("name a folder and papers".into()),
    };
    if let Err(error) = outcome {
        eprintln!("error: {error}");
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}

/// Makes the papers, as many at a time as there are cores.
fn make_all(folder: &Path, papers: &[String]) -> Outcome<()> {
    let (engine, next) = (Engine::new()?, AtomicUsize::new(0));
    let work = || -> Outcome<()> {
        while let Some(paper) = papers.get(next.fetch_add(1, Ordering::Relaxed)) {
            make(&engine, folder, Path::new(paper))?;
        }
        Ok(())
    };
    let own_pool = || {
        ThreadPoolBuilder::new()
            .num_threads(1)
            .build()?
            .install(work)
    };
    let cores = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        let threads: Vec<_> = (0..cores).map(|_| scope.spawn(own_pool)).collect();
        let mut ended = threads.into_iter().map(|thread| thread.join());
        ended.try_for_each(|ended| ended.map_err(|_| "a thread panicked")?)
    })
}

fn make(engine: &Engine, folder: &Path, paper: &Path) -> Outcome<()> {
    let about: Value = serde_json::from_slice(&fs::read(paper)?)?;
    let pdf = engine.render_pdf(&report(engine, &about).build())?;
    let name = paper.file_stem().ok_or("a paper without a name")?;
    fs::write(folder.join(name).with_extension("pdf"), pdf)?;
    Ok(())
}

fn report(engine: &Engine, about: &Value) -> ReportBuilder {
    let landscape = PageSetup {
        orientation: Some("landscape".to_owned()),
        ..PageSetup::default()
    };
    let mut report = engine
        .report("default")
        .title(text(about, "title"))
        .subtitle(text(about, "subtitle"))
        .metadata("lang", "en")
        .page_setup(landscape);
    for name in ["label", "office", "plan", "strapline"] {
        report = report.add_component(TextBlock::new(text(about, name)));
    }
    report = report
        .add_component(Section::new(text(about, "key_heading")).with_level(1))
        .add_component(key(about))
        .add_component(TextBlock::new(text(about, "results")))
        .add_component(Section::new(text(about, "heading")).with_level(1));
    let mut notes = Vec::new();
    for row in list(about, "rows") {
        report = deliverable(report, about, row, &mut notes);
    }
    if notes.is_empty() {
        return report;
    }
    let report = report.add_component(Section::new("Notes").with_level(2));
    (1..).zip(notes).fold(report, |report, (number, note)| {
        report.add_component(TextBlock::new(format!("[{number}] {note}")))
    })
}

fn key(about: &Value) -> AuditTable {
    let heads = ["Status", "Meaning", "Number"].map(TableColumn::new);
    list(about, "key")
        .iter()
        .fold(AuditTable::new(heads.into()), |table, step| {
            let status = format!("{} {}", text(step, "code"), text(step, "label"));
            table.add_row(vec![status, text(step, "meaning"), text(step, "count")])
        })
}

fn deliverable(
    report: ReportBuilder,
    about: &Value,
    row: &Value,
    notes: &mut Vec<String>,
) -> ReportBuilder {
    let widths = ["8%", "17%", "60%", "15%"];
    let heads = list(about, "heads").iter().zip(widths);
    let columns = heads.map(|(head, width)| TableColumn::new(plain(head)).with_width(width));
    let cells: Vec<String> = list(row, "cells").iter().map(plain).collect();
    let report = report.add_component(AuditTable::new(columns.collect()).add_row(cells));
    list(row, "update")
        .iter()
        .fold(report, |report, block| written(report, block, notes))
}

fn written(report: ReportBuilder, block: &Value, notes: &mut Vec<String>) -> ReportBuilder {
    let of = list(block, "of");
    match text(block, "is").as_str() {
        "bullets" => of.iter().fold(report, |report, item| {
            let item = item.as_array().map_or(&[][..], Vec::as_slice);
            listed(report, line(item, notes))
        }),
        "heading" => report.add_component(Section::new(line(of, notes)).with_level(2)),
        _ => report.add_component(TextBlock::new(line(of, notes))),
    }
}

/// A list for each item: a list is a box of its own, and what a page has no room for would run off its end.
fn listed(report: ReportBuilder, item: String) -> ReportBuilder {
    report.add_raw_component(json!({ "type": "list", "data": { "items": [{ "content": item }] } }))
}

/// The words of a line; notes are gathered, and leave their number.
fn line(pieces: &[Value], notes: &mut Vec<String>) -> String {
    let piece = |piece: &Value| {
        if piece.is_string() {
            return plain(piece);
        }
        notes.push(text(piece, "text"));
        format!(" [{}]", notes.len())
    };
    pieces.iter().map(piece).collect()
}

fn list<'a>(about: &'a Value, name: &str) -> &'a [Value] {
    about[name].as_array().map_or(&[], Vec::as_slice)
}

fn text(about: &Value, name: &str) -> String {
    plain(&about[name])
}

fn plain(about: &Value) -> String {
    about.as_str().unwrap_or_default().to_owned()
}
