//! All papers of a run: prepared first, so that no two go to one file, then set on plain threads.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::check;
use crate::compile::{self, Task};
use crate::diagnostic::{Code, Diagnostics, Severity};
use crate::journal::{self, Work};
use crate::load::Library;
use crate::model::{Origin, PaperFormat};
use crate::write;

use super::each::each;
use super::formats::{self, Made};
use super::house::house;
use super::led::{Led, lead, together};
use super::manifest::{Ledger, Shard, elsewhere, output};
use super::receipts::{Receipt, Receipts, Record};
use super::{Office, Prepared, Touched};

/// What is built and where it goes.
pub struct Build<'a> {
    /// The office.
    pub office: &'a Office,
    /// The papers.
    pub papers: &'a [PathBuf],
    /// Whether these are all papers of the office, or its shard of them.
    pub whole: bool,
    /// Which part of a build this is, where it is split.
    pub shard: Option<&'a Shard>,
    /// What each paper is written as.
    pub formats: &'a [PaperFormat],
    /// The output folder; none to check only.
    pub output: Option<&'a Path>,
    /// Whether papers are made again that have not changed.
    pub force: bool,
    /// Whether the typesetter's sources are left beside each paper.
    pub keep_sources: bool,
    /// Whether a paper with warnings is refused.
    pub deny_warnings: bool,
    /// Called whenever a paper is done.
    pub done: &'a (dyn Fn() + Sync),
}

/// What came of a run.
#[derive(Debug, Default)]
pub struct Built {
    /// The files that were written, as the user knows them.
    pub written: Vec<String>,
    /// The files that stand as they were made before, as the user knows them.
    pub unchanged: Vec<String>,
    /// How many papers have no fault.
    pub sound: usize,
    /// How many of them were not made again.
    pub kept: usize,
    /// Which papers have something wrong with them.
    pub touched: Touched,
    /// The papers that stand in the output folder, in their order.
    pub records: Vec<Record>,
}

/// Builds or checks papers; what is wrong with any of them is reported, and does not stop the others.
pub fn build(run: &Build<'_>, out: &mut Diagnostics) -> Built {
    let reads = !run.force && !run.keep_sources;
    let receipts = run.output.map(|output| Receipts::open(run, output, reads));
    let receipts = receipts.as_ref();
    let mut led = lead(run, receipts, run.papers);
    let mut others = others(run, receipts);
    let shared = office(run, together(run, receipts, &mut led, &mut others));
    let sound = !refused(run, &shared);
    let mut ledger = Ledger::default();
    let mut ready = Vec::new();
    let mut built = Built::default();
    for paper in led {
        let problems = said(run, &paper);
        let is_exempt = |paper: &Prepared| receipts.is_some_and(|kept| kept.is_exempt(paper));
        let is_open = !paper.paper.as_ref().is_some_and(is_exempt);
        ledger.read(run, (&paper, is_open), &problems);
        built.touched.take(&paper.shown, &problems);
        let refused = refused(run, &problems);
        out.append(problems);
        ready.extend(Some(paper).filter(|paper| paper.name().is_some() && sound && !refused));
    }
    let mut crowded = Diagnostics::default();
    let elsewhere = names(run, &ready, &others);
    let ready = one_file_each(ready, &elsewhere, &mut crowded);
    for problem in crowded.iter() {
        let paper = problem.origin.as_ref().map_or("", Origin::path);
        built.touched.take(paper, &crowded);
        ledger.refuse(paper, &crowded, run.deny_warnings);
    }
    out.append(crowded);
    (0..run.papers.len() - ready.len()).for_each(|_| (run.done)());
    let few = ready.iter().filter(|led| led.receipt.is_none()).count() <= compile::FEW;
    let results = each(&ready, |paper| {
        let mut problems = Diagnostics::default();
        let done = match &paper.receipt {
            Some(receipt) => stands(run, receipt, &mut problems),
            None => set(run, receipts, paper, &mut problems),
        };
        match few {
            true => compile::forget_but_few(),
            false => compile::forget(),
        }
        (run.done)();
        (done, problems)
    });
    let mut looked_at = BTreeSet::new();
    for ((done, problems), paper) in results.into_iter().zip(&ready) {
        built.touched.take(&paper.shown, &problems);
        ledger.refuse(&paper.shown, &problems, run.deny_warnings);
        out.append(problems);
        let Some(record) = done else { continue };
        ledger.made(&record);
        let is_new = receipts.is_some_and(|receipts| receipts.is_of_this_run(&record));
        built.add(run, record, paper.receipt.is_some() && !is_new);
        looked_at.insert(paper.shown.clone());
    }
    built.written.sort();
    built.unchanged.sort();
    ledger.write(run, &shared, out);
    if tells(run) || !sound {
        out.append(shared);
    }
    settle(run, &built, &looked_at, out);
    if let Some(receipts) = receipts.filter(|_| run.whole && run.shard.is_none()) {
        receipts.sweep();
    }
    // A paper that others refer to is read for each of them: what is wrong with it counts once.
    out.sort();
    built
}

impl Built {
    fn add(&mut self, run: &Build<'_>, record: Record, kept: bool) {
        let outputs = record.outputs.iter();
        let output = run.output.unwrap_or(Path::new(""));
        let files = outputs.map(|file| run.office.shown(&output.join(&file.file)));
        match kept {
            true => self.unchanged.extend(files),
            false => self.written.extend(files),
        }
        self.sound += 1;
        self.kept += usize::from(kept);
        self.records.push(record);
    }
}

/// Leads the papers of other shards, where this one must know them all. What is wrong with them is told by their own.
fn others<'a>(run: &Build<'a>, receipts: Option<&Receipts<'_>>) -> Vec<Led<'a>> {
    let all = run.shard.filter(|_| knows_all(run));
    all.map_or_else(Vec::new, |shard| lead(run, receipts, &shard.others))
}

/// Returns whether this run reads all papers of the office, so that it can tell what only all of them can.
pub(super) fn knows_all(run: &Build<'_>) -> bool {
    let reads_all = |shard: &Shard| shard.reads_all(run.office, run.deny_warnings);
    run.whole && run.shard.is_none_or(reads_all)
}

/// Returns whether this run tells what is true of all papers.
fn tells(run: &Build<'_>) -> bool {
    run.shard.is_none_or(Shard::tells)
}

/// Returns what was said of a paper when it was read.
fn said(run: &Build<'_>, paper: &Led<'_>) -> Diagnostics {
    let mut said = paper.said.clone();
    run.office.rules.apply(&mut said);
    said
}

/// Returns what is written in other shards: the files, and the papers that go there.
fn names(run: &Build<'_>, ready: &[Led<'_>], others: &[Led<'_>]) -> Vec<(String, String)> {
    let Some(shard) = run.shard.filter(|_| others.is_empty()) else {
        let sound = others
            .iter()
            .filter(|paper| !refused(run, &said(run, paper)));
        return sound
            .filter_map(|paper| Some((paper.name()?.to_owned(), paper.shown.clone())))
            .collect();
    };
    let ours = ready.iter().filter_map(Led::name).map(str::to_lowercase);
    elsewhere(run.office, shard, &ours.collect(), run.deny_warnings)
}

/// Checks what all papers have from the office, and adds what only all of them can tell.
fn office(run: &Build<'_>, mut together: Diagnostics) -> Diagnostics {
    let (office, board) = (run.office, &run.office.board);
    check::office(board, &house(&office.library), &mut together);
    office.rules.apply(&mut together);
    together
}

/// Gives all problems the severities that the office wants, and tells of allowances that are of no use any more.
fn settle(run: &Build<'_>, built: &Built, looked_at: &BTreeSet<String>, out: &mut Diagnostics) {
    let rules = &run.office.rules;
    rules.apply(out);
    // What the typesetter says may differ from format to format; of shards of all papers it is told when they are put together.
    if *run.formats == run.office.board.formats[..]
        && !run.shard.is_some_and(|shard| shard.part.whole)
    {
        // What was refused was not looked at to the end, and a workbook may belong to papers that were not asked for.
        let all = run.whole && built.sound == run.papers.len();
        rules.unused((!all).then_some(looked_at), out);
        // One whose file is gone was told when the office was opened.
        let mut told = BTreeSet::new();
        out.retain(|one| one.code != Code::AllowanceUnused || told.insert(one.origin.clone()));
    }
    rules.apply(out);
}

fn refused(run: &Build<'_>, problems: &Diagnostics) -> bool {
    problems.has_errors() || (run.deny_warnings && problems.count(Severity::Warning) > 0)
}

/// Takes a paper as it stands, and tells what was said when it was made.
fn stands(run: &Build<'_>, receipt: &Receipt, out: &mut Diagnostics) -> Option<Record> {
    out.append(receipt.set.clone());
    run.office.rules.apply(out);
    (!refused(run, out)).then(|| receipt.record.clone())
}

/// Sets and writes one paper in all formats or in none; gives what stands in the output folder then.
fn set(
    run: &Build<'_>,
    receipts: Option<&Receipts<'_>>,
    led: &Led<'_>,
    out: &mut Diagnostics,
) -> Option<Record> {
    let paper = led.paper.as_ref()?;
    let _doing = journal::begun(Work::Make, Path::new(&paper.shown), &paper.shown, out)?;
    let mut said = Diagnostics::default();
    let made = made(run, paper, &mut said);
    out.append(said.clone());
    run.office.rules.apply(out);
    let made = made.filter(|_| !refused(run, out))?;
    let mut record = Record::of(run.office, paper);
    let Some(to) = run.output else {
        return Some(record);
    };
    let path = to.join(&record.name);
    let shown = run.office.shown(&path);
    if run.keep_sources && !keep_sources(&path, paper, &run.office.library, &shown, out) {
        return None;
    }
    let mut files = Vec::new();
    for made in made {
        let name = made.format.file(&record.name);
        let path = to.join(&name);
        record.outputs.push(output(name, &made.bytes, made.pages));
        let shown = run.office.shown(&path);
        files.push((path, made.bytes, shown));
    }
    if !write::replace_all(&files, out) {
        return None;
    }
    if let Some(receipts) = receipts {
        receipts.keep(paper, &record, &led.said, &said);
    }
    Some(record)
}

/// Makes one paper in all formats or in none.
fn made(run: &Build<'_>, paper: &Prepared, out: &mut Diagnostics) -> Option<Vec<Made>> {
    let images = images(paper);
    let task = task(run.office, paper, &images);
    formats::make(&run.office.shared, &task, run.formats, out)
}

/// Makes a paper's PDF, and writes it nowhere.
pub(super) fn pdf_of(office: &Office, paper: &Prepared, out: &mut Diagnostics) -> Option<Vec<u8>> {
    let _doing = journal::begun(Work::Make, Path::new(&paper.shown), &paper.shown, out)?;
    let images = images(paper);
    let task = task(office, paper, &images);
    let made = formats::make(&office.shared, &task, &[PaperFormat::Pdf], out)?;
    office.rules.apply(out);
    let made = made.into_iter().next().filter(|_| !out.has_errors())?;
    Some(made.bytes)
}

fn images(paper: &Prepared) -> Vec<(&str, &[u8])> {
    let named = paper.images.iter();
    named
        .map(|(name, image)| (name.as_str(), image.bytes.as_slice()))
        .collect()
}

fn task<'a>(
    office: &'a Office,
    paper: &'a Prepared,
    images: &'a [(&'a str, &'a [u8])],
) -> Task<'a> {
    Task {
        entry: &paper.sources.entry,
        model: &paper.sources.model,
        images,
        date: paper.sources.date,
        paper: &paper.shown,
        standards: &office.standards,
    }
}

/// Leaves the entry file, the model and all templates and fonts in a folder beside the PDF.
fn keep_sources(
    pdf: &Path,
    paper: &Prepared,
    library: &Library,
    shown: &str,
    out: &mut Diagnostics,
) -> bool {
    let folder = pdf.with_extension("sources");
    let mut files: Vec<(&str, &[u8])> = vec![
        ("main.typ", paper.sources.entry.as_bytes()),
        ("model.json", paper.sources.model.as_bytes()),
    ];
    files.extend(
        library
            .iter()
            .map(|(path, file)| (path, file.text.as_bytes())),
    );
    let images = paper.images.iter();
    files.extend(images.map(|(name, image)| (name.as_str(), image.bytes.as_slice())));
    for font in compile::embedded_fonts() {
        files.push(font);
    }
    files
        .into_iter()
        .all(|(path, bytes)| write::replace(&folder.join(path), bytes, shown, out))
}

/// Refuses papers that would be written over each other, or over those of other shards.
fn one_file_each<'a>(
    papers: Vec<Led<'a>>,
    elsewhere: &[(String, String)],
    out: &mut Diagnostics,
) -> Vec<Led<'a>> {
    let key = |paper: &Led<'_>| paper.name().unwrap_or_default().to_lowercase();
    let mut names: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (name, paper) in elsewhere {
        let named = names.entry(name.to_lowercase()).or_default();
        named.push(paper.clone());
    }
    for paper in &papers {
        let named = names.entry(key(paper)).or_default();
        named.push(paper.shown.clone());
    }
    let (alone, crowded): (Vec<_>, Vec<_>) = papers
        .into_iter()
        .partition(|paper| names[&key(paper)].len() == 1);
    for paper in crowded {
        let others = names[&key(&paper)].iter();
        // The same one, whichever shards the papers are in.
        let other = others
            .filter(|other| **other != paper.shown)
            .min()
            .unwrap_or(&paper.shown);
        let message = format!(
            "`{}` and `{other}` would both be written to `{}`",
            paper.shown,
            paper.name().unwrap_or_default()
        );
        out.add(Code::NameTwice, Origin::file(paper.shown.as_str()), message)
            .hint("give them different fields, or change `name` under `[output]` in `board.toml`");
    }
    alone
}
