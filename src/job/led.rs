//! The papers of a run: read, or known from what an earlier run has kept.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::check::{self, Uses};
use crate::diagnostic::Diagnostics;

use super::build::knows_all;
use super::each::each;
use super::head::document;
use super::receipts::{Receipt, Receipts};
use super::stages::prepare_unruled;
use super::waiting::Waiting;
use super::{Build, Office, Prepared};

/// A paper of a run.
pub struct Led<'a> {
    path: &'a Path,
    /// The paper's file as the user knows it.
    pub shown: String,
    /// It, to be made; none where it cannot be, or need not be.
    pub paper: Option<Waiting>,
    /// What it uses of what papers share; none where it cannot be made, or need not be read.
    uses: Option<Arc<Uses>>,
    /// How it was made, where it need not be made again.
    pub receipt: Option<Receipt>,
    /// What was said when it was read, before the office's rules.
    pub said: Diagnostics,
    /// The files that it was made from, or could not be, with their hashes.
    pub inputs: BTreeMap<String, Option<String>>,
}

impl<'a> Led<'a> {
    fn new(office: &Office, receipts: Option<&Receipts<'_>>, path: &'a Path, among: usize) -> Self {
        let receipt = receipts.and_then(|receipts| receipts.find(path));
        let mut led = Self {
            path,
            shown: office.shown(path),
            paper: None,
            uses: None,
            said: Diagnostics::default(),
            inputs: BTreeMap::new(),
            receipt,
        };
        match &led.receipt {
            Some(receipt) => {
                led.said = receipt.read.clone();
                led.inputs = receipt.record.inputs.clone();
            }
            None => led.take(read(office, path, among)),
        }
        led
    }

    /// Returns the name of its PDF below the output folder; none where it cannot be made.
    pub fn name(&self) -> Option<&str> {
        let read = self.about().map(|paper| paper.sources.name.as_str());
        let kept = || Some(self.receipt.as_ref()?.record.name.as_str());
        read.or_else(kept)
    }

    /// Returns the kind of document it says it is, where that is soon told.
    pub fn kind(&self) -> Option<String> {
        document(self.path)
    }

    /// Returns its title; nothing where it cannot be made.
    pub fn title(&self) -> String {
        let read = self.about().map(Prepared::title);
        let kept = || Some(self.receipt.as_ref()?.record.title.clone());
        read.or_else(kept).unwrap_or_default()
    }

    /// Returns it as it was read, where it is to be made; without its model.
    pub fn about(&self) -> Option<&Prepared> {
        self.paper.as_ref().map(Waiting::about)
    }

    /// Takes it as it was read just now. Where it was known and is another, it was changed meanwhile; where it is the same, it
    /// need not be made.
    fn take(&mut self, read: Read) {
        let kept = self.receipt.take();
        self.receipt =
            kept.filter(|kept| kept.record.inputs == read.inputs && kept.read == read.said);
        self.paper = read.paper.filter(|_| self.receipt.is_none());
        (self.uses, self.said, self.inputs) = (read.uses, read.said, read.inputs);
    }
}

/// What came of reading a paper.
struct Read {
    paper: Option<Waiting>,
    uses: Option<Arc<Uses>>,
    said: Diagnostics,
    inputs: BTreeMap<String, Option<String>>,
}

/// Reads a paper, one of so many. Itself it goes at once: all papers of a run are read before any is made.
fn read(office: &Office, path: &Path, among: usize) -> Read {
    let (mut said, mut inputs) = Default::default();
    let read = prepare_unruled(office, path, &mut inputs, &mut said);
    let (paper, prepared) = read.unzip();
    Read {
        uses: paper.map(|paper| Arc::new(Uses::of(&paper))),
        paper: prepared.map(|paper| Waiting::new(paper, among)),
        said,
        inputs: inputs.shown(office),
    }
}

/// Reads papers but those that need not be made again.
pub fn lead<'a>(
    run: &Build<'a>,
    receipts: Option<&Receipts<'_>>,
    papers: &'a [PathBuf],
) -> Vec<Led<'a>> {
    each(papers, |path| {
        Led::new(run.office, receipts, path, papers.len())
    })
}

/// Says what only all papers of an office together can tell, before the office's rules. Where nothing has changed, it is what was
/// said before; else those papers are read that were not. `others` are those of other shards.
pub fn together<'a>(
    run: &Build<'_>,
    receipts: Option<&Receipts<'_>>,
    own: &mut [Led<'a>],
    others: &mut [Led<'a>],
) -> Diagnostics {
    let mut led: Vec<&mut Led<'a>> = own.iter_mut().chain(others).collect();
    led.sort_by(|a, b| a.shown.cmp(&b.shown));
    // A paper that cannot be read may have what the others lack.
    if !knows_all(run) || led.iter().any(|led| led.name().is_none()) {
        return Diagnostics::default();
    }
    let contents_before = receipts.and_then(|receipts| contents(receipts, &led));
    if let Some((receipts, contents)) = receipts.zip(contents_before) {
        if let Some(said) = receipts.together(&receipts.of_all(&contents)) {
            return said;
        }
        recall(run.office, receipts.office(), &contents, &mut led);
    }
    read_rest(run.office, &mut led);
    let uses: Option<Vec<Arc<Uses>>> = led.iter().map(|led| led.uses.clone()).collect();
    let Some(uses) = uses else {
        return Diagnostics::default();
    };
    let said = said_of(run.office, &uses);
    // As they were read: some may have been changed meanwhile.
    let contents = receipts.and_then(|receipts| contents(receipts, &led));
    if let Some((receipts, contents)) = receipts.zip(contents) {
        let is_exempt = |led: &Led<'_>| led.about().is_some_and(|paper| receipts.is_exempt(paper));
        let open = led.iter().zip(&uses).filter(|(led, _)| !is_exempt(led));
        let open = said_of(run.office, open.map(|(_, uses)| uses));
        receipts.keep_together(receipts.of_all(&contents), &said, &open);
        let memory = &run.office.memory;
        memory.keep(receipts.office(), contents.into_iter().zip(uses));
    }
    said
}

/// Returns the hashes of what each paper is made from.
fn contents(receipts: &Receipts<'_>, led: &[&mut Led<'_>]) -> Option<Vec<String>> {
    let papers = led.iter();
    papers
        .map(|led| receipts.content(led.receipt.as_ref(), led.about()))
        .collect()
}

/// Takes what papers use as it was in an earlier run of this process, where they are made from the same.
fn recall(office: &Office, shared: &str, contents: &[String], led: &mut [&mut Led<'_>]) {
    for (led, content) in led.iter_mut().zip(contents) {
        let known = || office.memory.find(shared, content);
        led.uses = led.uses.take().or_else(known);
    }
}

fn said_of<'u>(office: &Office, uses: impl IntoIterator<Item = &'u Arc<Uses>>) -> Diagnostics {
    let mut said = Diagnostics::default();
    let uses: Vec<&Uses> = uses.into_iter().map(AsRef::as_ref).collect();
    check::together(&office.board, &uses, &mut said);
    said
}

fn read_rest(office: &Office, led: &mut [&mut Led<'_>]) {
    let mut rest: Vec<&mut Led<'_>> = led
        .iter_mut()
        .map(|led| &mut **led)
        .filter(|led| led.uses.is_none())
        .collect();
    let paths: Vec<&Path> = rest.iter().map(|led| led.path).collect();
    let read = each(&paths, |path| read(office, path, paths.len()));
    for (led, read) in rest.iter_mut().zip(read) {
        led.take(read);
    }
}
