//! The papers and workbooks that one paper leads to, each read once.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostics, Severity};
use crate::door;
use crate::load::{self, Limits, Node, Workbook};
use crate::model::{AnswersInto, Origin, Paper, Phrase, Quarter};
use crate::returns::Round;
use crate::validate::{self, Answer, Beside, Layout, StandingPaper};
use crate::{check, compare, pack};

use super::inputs::Inputs;
use super::inside;
use super::overlays::{overlays, strays};
use super::papers::tidy;
use super::{Office, history};

/// Several papers may share a workbook; more than this many are not kept.
const KEPT: usize = 16;

/// Reads a paper, and what it names.
pub struct Reader<'a> {
    office: &'a Office,
    /// The workbooks that were read last.
    workbooks: Vec<(PathBuf, Option<Arc<Workbook>>)>,
    /// The papers by file and by how many steps they are followed.
    papers: BTreeMap<(PathBuf, u32), Option<Arc<Paper>>>,
    /// The papers that are being read, each named by the one before it.
    open: Vec<Open>,
    /// Whether the first of them stands in no file.
    typed: bool,
    /// A file that the user named, wherever it lies.
    given: Option<&'a Path>,
    /// Whether what papers say is left unchecked.
    unchecked: bool,
    inputs: Inputs,
}

/// A paper that is being read.
struct Open {
    path: PathBuf,
    /// How many steps its own papers are followed; none for the first paper, whose fields say so.
    steps: Option<u32>,
}

impl<'a> Reader<'a> {
    /// Starts with nothing read.
    pub fn new(office: &'a Office) -> Self {
        Self {
            office,
            workbooks: Vec::new(),
            papers: BTreeMap::new(),
            open: Vec::new(),
            typed: false,
            given: None,
            unchecked: false,
            inputs: Inputs::default(),
        }
    }

    /// Lets papers name a file that the user named, wherever it lies.
    #[must_use]
    pub fn with(self, given: &'a Path) -> Self {
        Self {
            given: Some(given),
            ..self
        }
    }

    /// Leaves what papers say unchecked: for those who only ask what they are made of.
    #[must_use]
    pub fn unchecked(self) -> Self {
        Self {
            unchecked: true,
            ..self
        }
    }

    /// Reads and checks a paper; what is wrong is reported.
    pub fn read(&mut self, path: &Path, out: &mut Diagnostics) -> Option<Paper> {
        self.read_open(tidy(path), None, out)
    }

    /// Returns the files that were read.
    pub fn into_inputs(self) -> Inputs {
        self.inputs
    }

    /// Reads and checks a paper that stands in no file: its text, and the path it would have.
    pub fn read_text(&mut self, path: &Path, text: &str, out: &mut Diagnostics) -> Option<Paper> {
        let node = load::parse(text, &self.office.shown(path), out)?;
        self.typed = true;
        let paper = self.read_node(&node, path.to_owned(), None, out);
        self.typed = false;
        paper
    }

    /// Reads and checks a paper, and finds where its tables stand in its workbooks.
    pub fn laid(
        &mut self,
        path: &Path,
        out: &mut Diagnostics,
    ) -> Option<(Node, Paper, Vec<Layout>)> {
        let path = tidy(path);
        let node = load::paper(&path, &self.office.shown(&path), out)?;
        let paper = self.read_node(&node, path.clone(), None, out)?;
        self.open.push(Open { path, steps: None });
        let layouts = validate::layouts(&node, &paper, self, out);
        self.open.pop();
        Some((node, paper, layouts))
    }

    /// Reads a paper's rows as they stand, before their values are read.
    pub fn standing(&mut self, path: &Path, out: &mut Diagnostics) -> Option<StandingPaper> {
        let node = load::paper(path, &self.office.shown(path), out)?;
        let (path, steps) = (tidy(path), None);
        self.open.push(Open { path, steps });
        let (board, library) = (&self.office.board, &self.office.library);
        let standing = validate::standing(&node, board, library, self, out);
        self.open.pop();
        standing
    }

    fn read_open(
        &mut self,
        path: PathBuf,
        steps: Option<u32>,
        out: &mut Diagnostics,
    ) -> Option<Paper> {
        self.inputs.note(&path);
        let node = load::paper(&path, &self.office.shown(&path), out)?;
        self.read_node(&node, path, steps, out)
    }

    fn read_node(
        &mut self,
        node: &Node,
        path: PathBuf,
        steps: Option<u32>,
        out: &mut Diagnostics,
    ) -> Option<Paper> {
        self.open.push(Open { path, steps });
        let (board, library) = (&self.office.board, &self.office.library);
        let paper = validate::paper(node, board, library, self, out);
        self.open.pop();
        let mut paper = paper?;
        compare::compare(&mut paper);
        if self.open.is_empty() && history::asks(&paper) {
            self.inputs
                .note_place(&self.office.root.join(history::FILE));
            history::add_earlier(self.office, &mut paper, out);
        }
        check::sound(&paper, &|c| self.office.fonts.cover(c), out);
        // What another paper says is told where that paper is built.
        if self.open.is_empty() && !self.unchecked {
            check::said(&paper, out);
        }
        if paper.kind.pack.is_some() {
            let law = validate::law(library, out);
            pack::check(&paper, &law, out);
        }
        Some(paper)
    }

    /// Returns a path that the paper being read names.
    fn place(&self, name: &Phrase) -> PathBuf {
        let folder = self.open.last().and_then(|open| open.path.parent());
        tidy(&folder.unwrap_or(&self.office.root).join(&name.text))
    }

    /// Reports a paper that leads back to one that is being read.
    fn circle(&self, path: &Path, name: &Phrase, out: &mut Diagnostics) -> bool {
        let Some(start) = self.open.iter().position(|open| open.path == path) else {
            return false;
        };
        let way = self.open[start + 1..]
            .iter()
            .map(|open| open.path.as_path());
        let way: Vec<String> = way
            .chain([path])
            .map(|path| format!("`{}`", self.office.shown(path)))
            .collect();
        let message = format!(
            "the paper refers to itself: it names {}",
            way.join(", which names ")
        );
        out.add(Code::PaperCircle, name.origin.clone(), message)
            .hint("name another paper, or delete the line");
        true
    }

    /// Returns whether a path that the paper being read names may be read; others are reported.
    fn may_read(&self, path: &Path, name: &Phrase, out: &mut Diagnostics) -> bool {
        let root = &self.office.root;
        if self.given == Some(path) {
            return true;
        }
        // What stands in no file was named by the user, by whole paths.
        if self.typed && self.open.len() == 1 && door::lies_in(path, root) {
            return true;
        }
        let first = self.open.get(usize::from(self.typed));
        let grounds = first.map_or_else(|| root.clone(), |open| inside::grounds(root, &open.path));
        inside::is_named_inside(&grounds, path, name, out)
    }

    fn missing(&self, path: &Path, what: &str, name: &Phrase, out: &mut Diagnostics) -> bool {
        if path.exists() {
            return false;
        }
        let message = format!("there is no {what} `{}`", name.text);
        out.add(Code::FileUnreadable, name.origin.clone(), message)
            .hint(format!(
                "looked for `{}`: a {what}'s place is told from the paper's own folder",
                self.office.shown(path)
            ));
        true
    }
}

impl Beside for Reader<'_> {
    fn workbook(&mut self, name: &Phrase, out: &mut Diagnostics) -> Option<Arc<Workbook>> {
        let path = self.place(name);
        if !self.may_read(&path, name, out) {
            return None;
        }
        if self.open.len() == 1 && path.exists() {
            self.inputs.note_own(&path);
        }
        if let Some((_, read)) = self.workbooks.iter().find(|(known, _)| *known == path) {
            return read.clone();
        }
        let read = if self.missing(&path, "workbook", name, out) {
            None
        } else {
            self.inputs.note(&path);
            load::workbook(&path, &self.office.shown(&path), &Limits::default(), out).map(Arc::new)
        };
        if self.workbooks.len() == KEPT {
            self.workbooks.remove(0);
        }
        self.workbooks.push((path, read.clone()));
        read
    }

    fn paper(&mut self, name: &Phrase, follow: u32, out: &mut Diagnostics) -> Option<Arc<Paper>> {
        let path = self.place(name);
        if self.circle(&path, name, out) {
            return None;
        }
        let steps = match self.open.last().and_then(|open| open.steps) {
            None => follow,
            Some(steps) => steps.checked_sub(1)?,
        };
        if !self.may_read(&path, name, out) {
            return None;
        }
        self.inputs.note_place(&path);
        if !path.exists()
            && let Some(recorded) = self.recorded(&path, out)
        {
            return Some(Arc::new(recorded));
        }
        if self.missing(&path, "paper", name, out) {
            return None;
        }
        let key = (path.clone(), steps);
        if let Some(read) = self.papers.get(&key) {
            return read.clone();
        }
        let mut problems = Diagnostics::default();
        let read = self
            .read_open(path, Some(steps), &mut problems)
            .map(Arc::new);
        // A paper that has lost lines to errors would lead to more that are none.
        let read = read.filter(|_| !problems.has_errors());
        // What the program did with another paper's tracker is told where that paper is built.
        problems.retain(|problem| problem.severity != Severity::Note);
        out.append(problems);
        self.papers.insert(key, read.clone());
        read
    }

    fn answers(&mut self, quarter: Quarter, out: &mut Diagnostics) -> Vec<Answer> {
        let unread = self.office.board.returns.into == AnswersInto::Trackers;
        let Some(open) = self.open.last().filter(|_| !unread) else {
            return Vec::new();
        };
        let own = self.office.shown(&open.path);
        let folder = self.office.root.join(Round::folder(quarter));
        self.inputs.note_place(&folder);
        let mut mine = Vec::new();
        for path in strays(&folder) {
            self.say_stray(&path, out);
        }
        for path in overlays(&folder) {
            let shown = self.office.shown(&path);
            if !inside::is_inside(&self.office.root, &path, &shown, out) {
                continue;
            }
            self.inputs.note(&path);
            let Some(node) = load::document(&path, &shown, out) else {
                continue;
            };
            let (to_this, others): (Vec<Answer>, Vec<Answer>) = validate::answers(&node, out)
                .into_iter()
                .partition(|answer| answer.paper.text == own);
            for answer in &others {
                let file = self.office.root.join(&answer.paper.text);
                self.inputs.note_presence(&file);
            }
            self.say_nobodys(&others, out);
            mine.extend(to_this);
        }
        mine
    }
}

impl Reader<'_> {
    /// Returns a paper whose file is gone as it was when it was published.
    fn recorded(&mut self, path: &Path, out: &mut Diagnostics) -> Option<Paper> {
        let history = self.office.root.join(history::FILE);
        self.inputs.note_place(&history);
        history::recorded(self.office, &self.office.shown(path), out)
    }

    /// Reports a file beside those of answers whose name is no day: which of two copies is meant, only people know.
    fn say_stray(&self, path: &Path, out: &mut Diagnostics) {
        let shown = self.office.shown(path);
        let message = format!("`{shown}` is not read: its name is no day");
        out.add(Code::AnswerAstray, Origin::file(shown), message)
            .hint("take over what it has and the others have not, then delete it; files of answers are called `2026-10-12.toml`, and `2026-10-12-2.toml` for the second of a day");
    }

    /// Reports answers for a paper that is not there: no other paper would tell of them.
    fn say_nobodys(&self, answers: &[Answer], out: &mut Diagnostics) {
        let is_gone = |answer: &&Answer| !self.office.root.join(&answer.paper.text).is_file();
        for answer in answers.iter().filter(is_gone) {
            let message = format!("there is no paper `{}` to answer in", answer.paper.text);
            let place: Origin = answer.paper.origin.clone();
            out.add(Code::AnswerAstray, place, message).hint(
                "write the paper's path from the office's folder, as `boardpaper list` shows it",
            );
        }
    }
}
