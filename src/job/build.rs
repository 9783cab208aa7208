//! All papers of a run: prepared first, so that no two go to one file, then set on plain threads.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::check;
use crate::compile;
use crate::diagnostic::{Code, Diagnostics, Severity};
use crate::journal;
use crate::model::{Origin, PaperFormat};
use crate::write::Hold;

use super::crowded::{names, one_file_each};
use super::each::each_then;
use super::gone::{gone, placed, say_gone};
use super::house::house;
use super::led::{Led, lead, together};
use super::manifest::{Ledger, Shard};
use super::one::{begin, end};
use super::receipts::{Receipts, Record};
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
    /// The hold on it.
    pub hold: Option<&'a Hold>,
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
    let mut course = Course {
        run,
        receipts,
        ledger: Ledger::default(),
        built: Built::default(),
        out,
    };
    let ready = course.sound(led);
    let ready = match refused(run, &shared) {
        true => Vec::new(),
        false => course.alone(ready, &others),
    };
    drop(others);
    (0..run.papers.len() - ready.len()).for_each(|_| (run.done)());
    let looked_at = course.make(ready);
    let built = course.finish(shared, &looked_at);
    if let Some(receipts) = receipts.filter(|_| run.whole && run.shard.is_none()) {
        receipts.sweep();
    }
    // A paper that others refer to is read for each of them: what is wrong with it counts once.
    out.sort();
    built
}

/// A run under way.
struct Course<'r, 'b> {
    run: &'r Build<'b>,
    receipts: Option<&'r Receipts<'b>>,
    ledger: Ledger,
    built: Built,
    out: &'r mut Diagnostics,
}

impl Course<'_, '_> {
    /// Takes down all papers, and gives those that can be made.
    fn sound<'l>(&mut self, led: Vec<Led<'l>>) -> Vec<Led<'l>> {
        let mut ready = Vec::new();
        for paper in led {
            let problems = said(self.run, &paper);
            let is_exempt =
                |paper: &Prepared| self.receipts.is_some_and(|kept| kept.is_exempt(paper));
            let is_open = !paper.about().is_some_and(is_exempt);
            self.ledger.read(self.run, (&paper, is_open), &problems);
            self.built.touched.take(&paper.shown, &problems);
            let is_refused = refused(self.run, &problems);
            self.out.append(problems);
            ready.extend(Some(paper).filter(|paper| paper.name().is_some() && !is_refused));
        }
        ready
    }

    /// Refuses papers that want the same file, and gives the others.
    fn alone<'l>(&mut self, ready: Vec<Led<'l>>, others: &[Led<'_>]) -> Vec<Led<'l>> {
        let mut crowded = Diagnostics::default();
        let elsewhere = names(self.run, &ready, others);
        let alone = one_file_each(ready, &elsewhere, &mut crowded);
        for problem in crowded.iter() {
            let paper = problem.origin.as_ref().map_or("", Origin::path);
            self.built.touched.take(paper, &crowded);
            self.ledger.refuse(paper, &crowded, self.run.deny_warnings);
        }
        self.out.append(crowded);
        alone
    }

    /// Makes papers, or takes them as they stand; gives those that are sound to the end.
    fn make(&mut self, ready: Vec<Led<'_>>) -> BTreeSet<String> {
        let (run, receipts) = (self.run, self.receipts);
        if journal::since().is_some() {
            let kept = ready.iter().filter(|led| led.receipt.is_some());
            kept.filter_map(Led::kind)
                .for_each(|kind| journal::stands(&kind));
        }
        let few = ready.iter().filter(|led| led.receipt.is_none()).count() <= compile::FEW;
        let results = each_then(
            ready,
            |paper| begin(run, paper, few),
            |begun| end(run, receipts, begun),
        );
        let (mut looked_at, mut made) = (BTreeSet::new(), Vec::new());
        for one in results {
            self.built.touched.take(&one.shown, &one.problems);
            self.ledger
                .refuse(&one.shown, &one.problems, run.deny_warnings);
            self.out.append(one.problems);
            let Some(record) = one.record else { continue };
            let is_new = receipts.is_some_and(|receipts| receipts.is_of_this_run(&record));
            made.push((record, one.stood && !is_new));
            looked_at.insert(one.shown);
        }
        self.stand(made);
        looked_at
    }

    /// Takes down papers that were made, or stood as they were, but for those whose files somebody took away since.
    fn stand(&mut self, made: Vec<(Record, bool)>) {
        let run = self.run;
        let mut lost = Vec::new();
        for (record, kept) in made {
            let gone = gone(placed(run, &record));
            if gone.is_empty() {
                self.ledger.made(&record);
                self.built.add(run, record, kept);
            } else {
                lost.push((record.paper, gone));
            }
        }
        let files: Vec<PathBuf> = lost.iter().flat_map(|(_, gone)| gone.clone()).collect();
        say_gone(run.office, run.hold, &files, self.out);
        if lost.is_empty() {
            return;
        }
        let mut problems = self.out.clone();
        problems.retain(|problem| problem.code == Code::OutputGone);
        for (paper, _) in lost {
            self.built.touched.take(&paper, &problems);
            self.ledger.refuse(&paper, &problems, run.deny_warnings);
        }
    }

    /// Writes the manifest, and tells what was found of what all papers share.
    fn finish(mut self, shared: Diagnostics, looked_at: &BTreeSet<String>) -> Built {
        let run = self.run;
        self.built.written.sort();
        self.built.unchanged.sort();
        self.ledger.write(run, &shared, self.out);
        if tells(run) || refused(run, &shared) {
            self.out.append(shared);
        }
        settle(run, &self.built, looked_at, self.out);
        self.built
    }
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
pub(super) fn said(run: &Build<'_>, paper: &Led<'_>) -> Diagnostics {
    let mut said = paper.said.clone();
    run.office.rules.apply(&mut said);
    said
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

/// Returns whether a paper with such problems is not made.
pub(super) fn refused(run: &Build<'_>, problems: &Diagnostics) -> bool {
    problems.has_errors() || (run.deny_warnings && problems.count(Severity::Warning) > 0)
}
