//! The two that are measured, and the rounds in which they take turns.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::Outcome;
use crate::figures::Rounds;
use crate::measure::Cost;
use crate::office::Listed;

/// Boardpaper and, where it is installed, its peer.
pub struct Contest {
    boardpaper: PathBuf,
    /// Typst's own program, which gets the sources that boardpaper keeps.
    pub peer: Option<Peer>,
    /// Whether few rounds are enough.
    pub quick: bool,
}

/// Typst's own program.
pub struct Peer {
    program: PathBuf,
    version: String,
}

impl Contest {
    /// Takes the program that was just built, or the one that `BOARDPAPER` names; the peer from `TYPST` or the path.
    pub fn new() -> Outcome<Self> {
        let built = env!("CARGO_BIN_EXE_boardpaper");
        let boardpaper = env::var_os("BOARDPAPER").map_or_else(|| built.into(), PathBuf::from);
        Ok(Self {
            boardpaper: boardpaper.canonicalize()?,
            peer: Peer::find()?,
            quick: env::var_os("BENCH_QUICK").is_some(),
        })
    }

    /// Prints what is measured.
    pub fn introduce(&self) {
        match &self.peer {
            Some(peer) => println!("the peer: {} ({})", peer.version, peer.program.display()),
            None => println!(
                "the peer is not installed: name Typst's program in TYPST, or put it on the path, for ratios"
            ),
        }
    }

    /// Returns how many rounds are run, of which quick runs need fewer.
    pub fn rounds(&self, many: usize, few: usize) -> usize {
        if self.quick { few } else { many }
    }

    /// Returns boardpaper's command on an office.
    pub fn boardpaper(&self, office: &Path, command: &str) -> Command {
        let mut boardpaper = Command::new(&self.boardpaper);
        boardpaper
            .env_clear()
            .arg(command)
            .arg("--root")
            .arg(office);
        boardpaper
    }

    /// Lets both take turns, each as often first as the other: a slow spell of the machine meets both.
    pub fn take_turns(
        &self,
        rounds: usize,
        ours: impl Fn() -> Outcome<Cost>,
        theirs: impl Fn(&Peer) -> Outcome<Cost>,
    ) -> Outcome<Rounds> {
        let mut costs = Rounds::default();
        for round in 0..rounds {
            let first = (round % 2 == 0).then(&ours).transpose()?;
            costs
                .theirs
                .extend(self.peer.as_ref().map(&theirs).transpose()?);
            costs.ours.push(first.map_or_else(&ours, Ok)?);
        }
        Ok(costs)
    }
}

impl Peer {
    fn find() -> Outcome<Option<Self>> {
        let Some(program) = env::var_os("TYPST").map(PathBuf::from).or_else(on_path) else {
            return Ok(None);
        };
        let said = Command::new(&program).arg("--version").output()?;
        let version = String::from_utf8_lossy(&said.stdout).trim().to_owned();
        Ok(Some(Self {
            program: program.canonicalize()?,
            version,
        }))
    }

    /// Returns the command that compiles a paper's kept sources with the fonts among them, and no others.
    pub fn compile(&self, paper: &Listed) -> Command {
        let mut typst = Command::new(&self.program);
        typst
            .env_clear()
            .arg("compile")
            .arg("--root")
            .arg(&paper.sources);
        typst
            .args([
                "--ignore-system-fonts",
                "--ignore-embedded-fonts",
                "--font-path",
            ])
            .arg(&paper.sources);
        typst
            .args(["--pdf-standard", "ua-1,a-2a"])
            .arg(paper.sources.join("main.typ"))
            .arg(&paper.by_peer);
        typst
    }
}

fn on_path() -> Option<PathBuf> {
    let name = format!("typst{}", env::consts::EXE_SUFFIX);
    env::split_paths(&env::var_os("PATH")?)
        .map(|folder| folder.join(&name))
        .find(|path| path.is_file())
}
