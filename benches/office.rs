//! An invented office in a folder of its own, or a real one; its papers, and the sources kept of them.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use tempfile::TempDir;

use crate::Outcome;
use crate::contest::Contest;
use crate::measure;
use crate::tracker;
use crate::words::Words;

/// An office, and a folder for what is made of it.
pub struct Office {
    root: PathBuf,
    made: TempDir,
    /// Holds the office itself where it is invented.
    _invented: Option<TempDir>,
}

/// One paper of an office.
#[derive(Clone, Debug)]
pub struct Listed {
    /// Its path below the office's folder.
    pub name: String,
    /// Its PDF.
    pub pdf: PathBuf,
    /// The sources that boardpaper keeps of it.
    pub sources: PathBuf,
    /// The PDF that the peer makes of them.
    pub by_peer: PathBuf,
}

/// What an invented paper is like.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// How many deliverables it has.
    pub deliverables: usize,
    /// Every so many cite a note; none where it is 0.
    pub noted: usize,
}

impl Office {
    /// Invents an office with papers of the shapes, each with words of its own.
    pub fn invent(shapes: &[Shape]) -> Outcome<Self> {
        let invented = tempfile::tempdir()?;
        Self::write(invented.path(), shapes)?;
        Ok(Self {
            root: invented.path().to_owned(),
            made: tempfile::tempdir()?,
            _invented: Some(invented),
        })
    }

    /// Writes an invented office into a folder, with papers of the shapes.
    pub fn write(root: &Path, shapes: &[Shape]) -> Outcome<()> {
        let data = root.join("data");
        fs::create_dir_all(&data)?;
        fs::write(data.join("board.toml"), BOARD)?;
        for (number, shape) in (1..).zip(shapes) {
            let stem = format!("theme-{number:03}");
            tracker::write(
                &data.join(format!("{stem}.xlsx")),
                number,
                shape.deliverables,
                shape.noted,
            )?;
            fs::write(
                data.join(format!("{stem}.toml")),
                paper(number, &stem, *shape),
            )?;
        }
        Ok(())
    }

    /// Opens the office that `PAPER` names, or that the paper it names belongs to; it is only read.
    pub fn real() -> Outcome<Option<(Self, PathBuf)>> {
        let Some(paper) = env::var_os("PAPER") else {
            return Ok(None);
        };
        let paper = Path::new(&paper).canonicalize()?;
        let root = paper
            .ancestors()
            .find(|folder| folder.join("data/board.toml").is_file());
        let root = root
            .ok_or_else(|| format!("no office holds `{}`", paper.display()))?
            .to_owned();
        let asked = if paper == root {
            root.join("data")
        } else {
            paper
        };
        Ok(Some((
            Self {
                root,
                made: tempfile::tempdir()?,
                _invented: None,
            },
            asked,
        )))
    }

    /// Returns the command that builds papers, all when none is named.
    pub fn build(&self, contest: &Contest, papers: &[&str]) -> std::process::Command {
        let mut build = contest.boardpaper(&self.root, "build");
        build
            .arg("--output")
            .arg(self.made.path())
            .args(["--quiet", "--force"]);
        build.args(papers.iter().map(|paper| self.root.join(paper)));
        build
    }

    /// Returns a command on papers that makes none anew that stand as they were, all when none is named.
    pub fn papers(
        &self,
        contest: &Contest,
        command: &str,
        papers: &[&str],
    ) -> std::process::Command {
        let mut papers_of = contest.boardpaper(&self.root, command);
        papers_of.arg("--quiet");
        if command != "list" {
            papers_of.arg("--output").arg(self.made.path());
        }
        papers_of.args(papers.iter().map(|paper| self.root.join(paper)));
        papers_of
    }

    /// Returns the command that packs meetings.
    pub fn pack(&self, contest: &Contest, meetings: &[&str]) -> std::process::Command {
        let mut pack = contest.boardpaper(&self.root, "pack");
        pack.arg("--output").arg(self.made.path()).arg("--quiet");
        pack.args(meetings.iter().map(|meeting| self.root.join(meeting)));
        pack
    }

    /// Returns the office's folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Returns the path of a file among the office's data.
    pub fn data(&self, name: &str) -> PathBuf {
        self.root.join("data").join(name)
    }

    /// Returns the office's papers below a path, and builds them once so that their sources are kept.
    pub fn keep_sources(&self, contest: &Contest, below: Option<&Path>) -> Outcome<Vec<Listed>> {
        let mut list = contest.boardpaper(&self.root, "list");
        let said = list.args(["--messages", "json"]).args(below).output()?;
        let lines = String::from_utf8(said.stdout)?;
        let papers: Vec<Listed> = lines
            .lines()
            .map(|line| self.listed(line))
            .collect::<Outcome<_>>()?;
        if papers.is_empty() {
            return Err(format!("no papers: {}", String::from_utf8_lossy(&said.stderr)).into());
        }
        let names: Vec<&str> = papers.iter().map(|paper| paper.name.as_str()).collect();
        measure::run(self.build(contest, &names).arg("--keep-sources"))?;
        Ok(papers)
    }

    fn listed(&self, line: &str) -> Outcome<Listed> {
        let about: Value = serde_json::from_str(line)?;
        let text = |key: &str| {
            about[key]
                .as_str()
                .ok_or_else(|| format!("a paper without {key}: {line}"))
        };
        let pdf = self.made.path().join(text("output")?);
        Ok(Listed {
            name: text("paper")?.to_owned(),
            sources: pdf.with_extension("sources"),
            by_peer: pdf.with_extension("peer.pdf"),
            pdf,
        })
    }
}

fn paper(number: u64, stem: &str, shape: Shape) -> String {
    let mut words = Words::new(u64::MAX - number);
    let name = words.phrase(5);
    let count = if shape.noted == 0 {
        0
    } else {
        shape.deliverables.div_ceil(shape.noted)
    };
    let notes: String = (1..=count)
        .map(|note| format!("note-{note} = \"{}\"\n", words.sentence(12)))
        .collect();
    format!(
        "document = \"theme-update\"\nlabel = \"Appendix {number}\"\nplan = \"Police and Crime Plan 2026-30\"\n\
         theme = {{ number = {number}, name = \"{name}\" }}\nquarter = \"2026-27 Q2\"\nversion = \"Final\"\nstatus-key = \"rag\"\n\n\
         [deliverables]\nworkbook = \"{stem}.xlsx\"\n\n[footnotes]\n{notes}"
    )
}

const BOARD: &str = r##"
[organisation]
name = "Northmarch Police and Crime Commissioner"
strapline = "Safer streets, stronger neighbourhoods"
language = "en-GB"

[status-key.rag]
steps = [
  { code = "G", label = "Green", meaning = "Achieved, or adequate progress", colour = "#00703c", shape = "circle", aliases = ["green"] },
  { code = "A", label = "Amber", meaning = "Started, but at risk", colour = "#ffbf47", shape = "triangle", attention = true },
  { code = "R", label = "Red", meaning = "Not achieved, or unlikely to be", colour = "#b10e1e", shape = "square", attention = true },
  { code = "NS", label = "White (not started)", meaning = "Planned for a later quarter", colour = "#ffffff", shape = "outline" },
]
rating = [
  { at-least = 75, of = ["G"], says = "good" },
  { says = "in need of attention" },
]
"##;
