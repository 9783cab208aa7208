//! An office in a temporary folder, and the real program run in it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use super::html::Tag;
use super::pdf::Pdf;
use super::redact::redact;

/// The board of most tests: one key, and papers named by their files.
pub const BOARD: &str = r##"[organisation]
name = "Northmarch Police and Crime Commissioner"

[status-key.rag]
steps = [
  { code = "G", label = "Green", meaning = "Achieved", colour = "#00703c", shape = "circle" },
  { code = "A", label = "Amber", meaning = "At risk", colour = "#ffbf47", shape = "triangle", attention = true },
  { code = "R", label = "Red", meaning = "Not achieved", colour = "#b10e1e", shape = "square", attention = true },
]
"##;

/// The fields of most tests; rows and notes follow.
pub const FIELDS: &str = r#"document = "theme-update"
plan = "Police and Crime Plan 2026-30"
theme = { number = 1, name = "Safer streets" }
quarter = "2026-27 Q1"
"#;

/// An office in a folder that goes away with it.
pub struct Workspace {
    folder: TempDir,
    variables: Vec<(String, String)>,
    from: PathBuf,
}

/// What a run printed, and its exit code.
pub struct Ran {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Workspace {
    /// Makes an empty folder.
    pub fn empty() -> Self {
        let folder = TempDir::with_prefix("boardpaper-").expect("a temporary folder");
        let from = folder.path().to_owned();
        Self {
            folder,
            variables: Vec::new(),
            from,
        }
    }

    /// Makes an office with the board of most tests.
    pub fn office() -> Self {
        Self::empty().file("data/board.toml", BOARD)
    }

    /// Makes an office with one paper, `data/paper.toml`: the usual fields, and what follows them.
    pub fn paper(rest: &str) -> Self {
        Self::office().file("data/paper.toml", format!("{FIELDS}{rest}"))
    }

    /// Makes an office from a folder of the repository.
    pub fn copy_of(folder: &Path) -> Self {
        let office = Self::empty();
        copy(&folder.join("data"), &office.path("data"));
        office
    }

    /// Writes a file.
    pub fn file(self, path: &str, text: impl AsRef<[u8]>) -> Self {
        let file = self.path(path);
        fs::create_dir_all(file.parent().expect("inside the office")).expect("a folder");
        fs::write(file, text).expect("a file");
        self
    }

    /// Changes text of a file that is there.
    #[track_caller]
    pub fn edit(self, path: &str, from: &str, to: &str) -> Self {
        let text = fs::read_to_string(self.path(path)).expect("the file is there");
        assert!(text.contains(from), "`{path}` does not say `{from}`");
        self.file(path, text.replace(from, to))
    }

    /// Sets a variable of the otherwise empty environment.
    pub fn variable(mut self, name: &str, value: &str) -> Self {
        self.variables.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Starts the program in another folder.
    pub fn start_in(mut self, folder: &Path) -> Self {
        self.from = folder.to_owned();
        self
    }

    /// Returns a path in the office.
    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// Runs the program.
    pub fn run(&self, arguments: &[&str]) -> Ran {
        let output = self
            .command(arguments)
            .output()
            .expect("the program starts");
        self.ran(&output)
    }

    /// Runs the program in a shell, after something else that the shell does.
    pub fn run_in_shell(&self, first: &str, arguments: &[&str]) -> Ran {
        let mut command = Command::new("bash");
        let ours = self.command(arguments);
        command
            .args(["-c", &format!("{first}; \"$0\" \"$@\"")])
            .arg(ours.get_program())
            .args(ours.get_args())
            .current_dir(&self.from)
            .env_clear();
        let variables = ours
            .get_envs()
            .filter_map(|(name, value)| Some((name, value?)));
        command.envs(variables);
        self.ran(&command.output().expect("a shell starts"))
    }

    /// Starts the program without waiting for it; what it prints is not kept.
    pub fn start(&self, arguments: &[&str]) -> Child {
        let mut command = self.command(arguments);
        let command = command.stdout(Stdio::null()).stderr(Stdio::null());
        command.spawn().expect("the program starts")
    }

    /// Runs the program and ends it when it takes too long: then the code is `None`.
    pub fn run_within(&self, arguments: &[&str], limit: Duration) -> Option<Ran> {
        let (out, err) = (self.path(".stdout"), self.path(".stderr"));
        let file = |path: &Path| fs::File::create(path).expect("a file");
        let mut command = self.command(arguments);
        let started = Instant::now();
        let mut child = command
            .stdout(file(&out))
            .stderr(file(&err))
            .spawn()
            .expect("the program starts");
        let status = loop {
            if let Some(status) = child.try_wait().expect("a child of ours") {
                break status;
            }
            if started.elapsed() > limit {
                child.kill().expect("a child of ours");
                child.wait().expect("a child of ours");
                return None;
            }
            std::thread::sleep(Duration::from_millis(5));
        };
        let output = Output {
            status,
            stdout: fs::read(out).expect("was written"),
            stderr: fs::read(err).expect("was written"),
        };
        Some(self.ran(&output))
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_boardpaper"));
        command
            .args(arguments)
            .current_dir(&self.from)
            .env_clear()
            .env("COLUMNS", "200");
        command.envs(self.variables.iter().map(|(name, value)| (name, value)));
        command
    }

    fn ran(&self, output: &Output) -> Ran {
        let text = |bytes: &[u8]| redact(&String::from_utf8_lossy(bytes), self.folder.path());
        Ran {
            // A signal has no code: that is a crash, and no test expects -1.
            code: output.status.code().unwrap_or(-1),
            stdout: text(&output.stdout),
            stderr: text(&output.stderr),
        }
    }

    /// Builds all papers, which must all come out.
    #[track_caller]
    pub fn build(self) -> Self {
        let ran = self.run(&["build"]);
        assert_eq!(ran.code, 0, "{}{}", ran.stderr, ran.stdout);
        self
    }

    /// Builds, and reads the only PDF that comes out.
    #[track_caller]
    pub fn built_pdf(self) -> Pdf {
        let office = self.build();
        let papers = office.pdfs();
        assert_eq!(papers.len(), 1, "{papers:?}");
        office.pdf(&papers[0])
    }

    /// Reads a PDF of the office.
    #[track_caller]
    pub fn pdf(&self, path: &str) -> Pdf {
        Pdf::open(&self.path(path))
    }

    /// Builds as HTML, and reads the only page that comes out.
    #[track_caller]
    pub fn built_page(self) -> Tag {
        let ran = self.run(&["build", "--format", "html"]);
        assert_eq!(ran.code, 0, "{}{}", ran.stderr, ran.stdout);
        let pages = self.pages();
        assert_eq!(pages.len(), 1, "{pages:?}");
        self.page(&pages[0])
    }

    /// Reads an HTML page of the office.
    #[track_caller]
    pub fn page(&self, path: &str) -> Tag {
        Tag::open(&self.path(path))
    }

    /// Lists the HTML pages below `output`, as paths in the office.
    pub fn pages(&self) -> Vec<String> {
        let mut files = self.files("output");
        files.retain(|path| path.ends_with(".html"));
        files
    }

    /// Lists the PDFs below `output`, as paths in the office; what is only kept for the next run is none.
    pub fn pdfs(&self) -> Vec<String> {
        self.files("output")
            .into_iter()
            .filter(|path| path.ends_with(".pdf") && !path.contains("/.cache/"))
            .collect()
    }

    /// Runs a step of a round of returns, which must end well.
    #[track_caller]
    pub fn returns(&self, step: &[&str]) -> Ran {
        let ran = self.run(&[&["returns"], step].concat());
        assert_eq!(ran.code, 0, "{}{}", ran.stdout, ran.stderr);
        ran
    }

    /// Lists all files below `output` but the manifest and those that are only kept for the next run, as paths in the office.
    pub fn made(&self) -> Vec<String> {
        let mut files = self.files("output");
        let is_kept = |path: &String| path.contains("/.cache/") || path == "output/manifest.json";
        files.retain(|path| !is_kept(path));
        files
    }

    /// Lists all files below a folder, as paths in the office.
    pub fn files(&self, folder: &str) -> Vec<String> {
        let files = walkdir::WalkDir::new(self.path(folder)).sort_by_file_name();
        let files = files
            .into_iter()
            .filter_map(Result::ok)
            .filter(|entry| entry.file_type().is_file());
        let inside = |path: &Path| {
            path.strip_prefix(self.folder.path())
                .expect("inside")
                .display()
                .to_string()
        };
        files.map(|entry| inside(entry.path())).collect()
    }
}

impl Ran {
    /// Lists the codes of the problems, in the order in which they were printed; `check` prints them as what it was asked for.
    pub fn codes(&self) -> Vec<&str> {
        let lines = self.stdout.lines().chain(self.stderr.lines());
        let starts = lines.filter_map(|line| line.split_once("[BP"));
        starts
            .filter_map(|(_, rest)| rest.split_once(']'))
            .map(|(code, _)| code)
            .collect()
    }
}

fn copy(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from) {
        let entry = entry.expect("a readable folder");
        let target = to.join(entry.path().strip_prefix(from).expect("below the folder"));
        if entry.file_type().is_dir() {
            fs::create_dir_all(target).expect("a folder");
        } else {
            fs::copy(entry.path(), target).expect("a copy");
        }
    }
}
